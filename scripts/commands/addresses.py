"""`addresses`: enter the addresses of new pages in the ledger, so that they are guarded from now on."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scripts.check.addresses import standing_addresses
from scripts.commands.check import as_text, check_here, counted, today
from scripts.parse.ledger import LEDGER, enter, parse_ledger
from scripts.publish.stage import write_whole


@click.command()
def addresses() -> None:
    """Enter the addresses of all new pages in `docs/addresses.txt`. Done before a release; nothing is ever taken out."""
    root = Path.cwd()
    checked = check_here(root)
    if checked.errors:
        click.echo(as_text(checked.errors, "da"))
        click.echo(
            f"{len(checked.errors)} fejl. Intet er ført ind · {counted(len(checked.errors), 'error')}. Nothing was entered."
        )
        sys.exit(1)
    path = root / LEDGER
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    standing = standing_addresses([page.place for page in checked.pages], checked.references)
    after = enter(before, standing, today())
    if after != before:
        write_whole(path, after)
    count = len(parse_ledger(after).published) - len(parse_ledger(before).published)
    click.echo(f"{count} nye adresser ført ind i {LEDGER} · {count} new addresses entered")
