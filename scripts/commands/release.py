"""`release`: the whole site as one zip file, which opens from a folder and goes into an archive."""

from __future__ import annotations

from pathlib import Path

import click

from scripts.commands.build import build_here
from scripts.commands.check import check_here
from scripts.publish.archive import write_archive
from scripts.publish.lock import only_build
from scripts.read.settings import read_settings


@click.command()
@click.option("--preview", is_flag=True, help="Also with new pages that are not entered: to look at, not to publish.")
def release(preview: bool) -> None:
    """Build the site, and write it with all data to `build/vidensbasen-samskabelse-VERSION.zip`."""
    root = Path.cwd()
    with only_build(root / "build"):
        if not preview and any(problem.code == "address-new" for problem in check_here(root).problems):
            raise click.ClickException(
                "Nye sider er ikke ført ind. Kør først: python -m scripts addresses"
                " · New pages are not entered. First run: python -m scripts addresses"
            )
        build_here(root)
        path = write_archive((root / "build" / "site").resolve(), read_settings(root), root / "build")
    size = path.stat().st_size / 1_000_000
    click.echo(f"{path} ({size:.0f} MB)")
