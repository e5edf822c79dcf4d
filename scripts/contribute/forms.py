"""The issue forms of the forge, as files: one for each form, and the page on which one chooses among them.

What GitHub takes: https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests
"""

from __future__ import annotations

from typing import Any

import yaml

from scripts.contribute.questions import Form, Offered, Question, both, forms
from scripts.settings import Settings

FOLDER = ".github/ISSUE_TEMPLATE"
_NOTE = "# Made by `python -m scripts forms` from the records, the vocabulary and scripts/contribute/forms.yml.\n"


def form_files(offered: Offered, settings: Settings) -> dict[str, str]:
    """The files by path from the top of the repository."""
    files = {f"{FOLDER}/{form.id}.yml": _written(_form(form)) for form in forms(offered)}
    return files | {f"{FOLDER}/config.yml": _written(_chooser(settings))}


def _form(form: Form) -> dict[str, Any]:
    return {
        "name": both(form.name),
        "description": both(form.about),
        "title": form.title,
        "labels": [form.id],
        "body": [
            {
                "type": "markdown",
                "attributes": {"value": f"{form.intro['da']}\n\n*{form.intro['en'].replace('*', '')}*"},
            },
            *(_element(question) for question in form.questions),
        ],
    }


def _element(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    if question.help["da"]:
        attributes["description"] = both(question.help)
    if question.ticks:
        attributes["options"] = [{"label": words, "required": True} for words in question.ticks]
        return {"type": "checkboxes", "id": question.id, "attributes": attributes}
    if question.options:
        kind = "dropdown"
        attributes |= {"multiple": question.many, "options": [option.label for option in question.options]}
    else:
        kind = "textarea" if question.long else "input"
        if question.example:
            attributes["placeholder"] = question.example.strip('"')
    return {
        "type": kind,
        "id": question.id,
        "attributes": attributes,
        "validations": {"required": question.required},
    }


def _chooser(settings: Settings) -> dict[str, Any]:
    """No empty issue, since it would ask for nothing; the way to the guides."""
    return {
        "blank_issues_enabled": False,
        "contact_links": [
            {
                "name": "Skriv selv siden · Write the page yourself",
                "url": f"{settings.site_url}contribute/",
                "about": "De tre veje ind, og hvad der sker bagefter. · The three ways in, and what happens next.",
            }
        ],
    }


def _written(content: dict[str, Any]) -> str:
    return _NOTE + yaml.dump(content, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)


class _Plain(yaml.SafeDumper):
    """Lists stand indented below their key, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)
