"""`explain`: what a code means, why the rule exists and how to mend it."""

from __future__ import annotations

import click

from scripts.problems import catalogue, nearest
from scripts.records import Language

_CURE: dict[Language, str] = {"da": "Sådan er det rigtigt", "en": "How to mend it"}


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
    parts = [
        f"{code} ({entry.severity})",
        entry.title[language],
        entry.why[language],
        f"{_CURE[language]}: {entry.cure(language)}",
    ]
    click.echo("\n\n".join(parts))
