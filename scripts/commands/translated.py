"""`translated`: stamp a translation as made from the Danish page as it stands now."""

from __future__ import annotations

import re
from pathlib import Path

import click

from scripts.parse.page import place_of
from scripts.publish.stage import write_whole
from scripts.read.files import read_source

_STAMP = re.compile(r"^translates:.*$", re.M)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def translated(paths: tuple[Path, ...]) -> None:
    """Say that the translations PATHS now say what their Danish pages say.

    Writes the fingerprint of each Danish page into the header of its translation (`NAME.en.md`).
    """
    root = Path.cwd()
    for path in paths:
        place = place_of(path.resolve().relative_to(root.resolve()).as_posix())
        if place is None or place.language != "en":
            raise click.UsageError(f"{path} er ikke en oversættelse (NAVN.en.md) · is not a translation (NAME.en.md)")
        original = read_source(root / place.original, place.original)
        if original.failure:
            raise click.UsageError(f"{place.original} kan ikke læses · cannot be read")
        text = path.read_text(encoding="utf-8")
        stamp = f"translates: {original.digest}"
        new = _STAMP.sub(stamp, text, count=1) if _STAMP.search(text) else text.replace("---\n", f"---\n{stamp}\n", 1)
        if new != text:
            write_whole(path, new)
            click.echo(f"{path}: {original.digest}")
