"""`forms`: write the issue forms anew, after a change of the records, the vocabulary, a page's title or the questions."""

from __future__ import annotations

from pathlib import Path

import click

from scripts.commands.check import check_here
from scripts.contribute.forms import form_files
from scripts.contribute.questions import offered_by
from scripts.link.corpus import link
from scripts.publish.stage import write_changed
from scripts.read.settings import read_settings


@click.command()
def forms() -> None:
    """Write the forms of `.github/ISSUE_TEMPLATE` from the records, the vocabulary and `scripts/contribute/forms.yml`."""
    root = Path.cwd()
    corpus = link(check_here(root))
    changed = write_changed(root, form_files(offered_by(corpus), read_settings(root)))
    for path in changed:
        click.echo(path)
    click.echo(f"{len(changed)} formularer er skrevet · forms written")
