"""`report`: what the editors should look at. Each report is a function from the corpus to a `Report`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from scripts.commands.check import check_here
from scripts.link.corpus import Corpus, link
from scripts.records import Language
from scripts.report.coverage import coverage_report
from scripts.report.language import language_report
from scripts.report.links import links_report
from scripts.report.literature import literature_report
from scripts.report.report import RENDERINGS, Report

# Name, the report, and what `--help` says of it. A new report is one line more.
REPORTS: tuple[tuple[str, Callable[[Corpus, Language], Report], str], ...] = (
    ("literature", literature_report, "Works without address, unchecked, unused, doubled; cases told by one side."),
    ("coverage", coverage_report, "Cases for each field and tension, for each model, kinds of documentation, orphans."),
    ("language", language_report, "How hard each Danish page is to read (LIX), and its longest sentence."),
    ("links", links_report, "Addresses on other sites that no longer answer. Asks each site: takes some minutes."),
)


@click.group()
def report() -> None:
    """Show what the editors should look at. A report finds no errors and always ends with 0; `check` finds errors."""


def _command(name: str, make: Callable[[Corpus, Language], Report], help_text: str) -> click.Command:
    @click.command(name, help=help_text)
    @click.option("--format", "style", type=click.Choice(sorted(RENDERINGS)), default="text", help="How to show it.")
    @click.option("--language", type=click.Choice(["da", "en"]), default="da", help="Language of the report.")
    def command(style: str, language: Language) -> None:
        if text := RENDERINGS[style](make(link(check_here(Path.cwd())), language), language):
            click.echo(text)

    return command


for _name, _make, _help in REPORTS:
    report.add_command(_command(_name, _make, _help))
