"""`explain`: what a code means, why the rule exists and how to mend it."""

from __future__ import annotations

import click

from scripts.problems import catalogue, nearest
from scripts.records import Language


@click.command()
@click.argument("code")
@click.option("--language", type=click.Choice(["da", "en"]), default="da", help="Language of the explanation.")
def explain(code: str, language: Language) -> None:
    """Explain the rule behind CODE, such as `citation-unknown`."""
    entry = catalogue().get(code)
    if entry is None:
        guess = nearest(code, catalogue())
        danish, english = (f" Mente du {guess}?", f" Did you mean {guess}?") if guess else ("", "")
        raise click.UsageError(f"Koden »{code}« findes ikke.{danish} · There is no code '{code}'.{english}")
    click.echo(f"{code} ({entry.severity})\n\n{entry.title[language]}\n\n{entry.why[language]}")
