"""Wrong use of a command, told in both languages: what click says in English gets a Danish sentence before it."""

from __future__ import annotations

import click

IN_BOTH = " · "


def in_both_languages(wrong: click.UsageError) -> click.UsageError:
    """The same fault with a sentence in both languages; one that has it stays as it is."""
    english = wrong.format_message()
    if IN_BOTH in english:
        return wrong
    return click.UsageError(f"{_danish(wrong)}{IN_BOTH}{english}", ctx=wrong.ctx)


def _danish(wrong: click.UsageError) -> str:
    if isinstance(wrong, click.NoSuchOption):
        guess = f" Mente du {wrong.possibilities[0]}?" if wrong.possibilities else ""
        return f"Tilvalget »{wrong.option_name}« findes ikke.{guess}"
    if isinstance(wrong, click.MissingParameter):
        return f"Der mangler noget: {_name(wrong)}."
    if isinstance(wrong, click.BadParameter):
        return f"Det, der er skrevet ved {_name(wrong)}, kan ikke bruges."
    if wrong.message.startswith("No such command"):
        return "Kommandoen findes ikke."
    return "Kommandoen er brugt forkert."


def _name(wrong: click.BadParameter) -> str:
    if wrong.param is None:
        return "kommandoen"
    return f"»{wrong.param.opts[0] if wrong.param.opts else wrong.param.name}«"
