"""A filled form to a case file: every answer in its place, the unknown marked, and what has no place kept as a comment.

The file is not finished and need not pass the checker: what the checker says of it is the list of what remains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.anatomy import ANATOMY, SectionRule, marker_words
from scripts.check.text import PLACEHOLDER
from scripts.contribute.answers import Answers
from scripts.contribute.draft_header import header_lines
from scripts.contribute.known_names import KnownNames
from scripts.contribute.plain import as_prose, as_quote
from scripts.contribute.template import Choices
from scripts.parse.markdown import slug

LONGEST_NAME = 60
EDITORIAL = ("laering", "overfoerbarhed")
# The question in which one chooses the relations that a section tells of.
_TOLD_IN = {"tensions": ("tensions",), "potentials": ("potentials",), "models": ("models", "models-used")}


@dataclass(frozen=True)
class Draft:
    """A file to go on with."""

    path: str
    text: str


def draft_case(answers: Answers, names: KnownNames, choices: Choices, today: str) -> Draft:
    """The case file. `choices`: the ids of each vocabulary; `today` is yyyy-mm-dd."""
    header = "\n".join(header_lines(answers, names, choices, today))
    body = "\n\n".join(_section(rule, answers) for rule in ANATOMY["case"])
    return Draft(f"cases/{file_name(answers.text('title'))}.md", f"---\n{header}\n---\n\n{body}\n")


def file_name(title: str) -> str:
    """An id for a page with this title."""
    words = slug(title).split("-")
    while len("-".join(words)) > LONGEST_NAME and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST_NAME].strip("-") or "ny-case"


def _section(rule: SectionRule, answers: Answers) -> str:
    by_section = _by_section(answers)
    told = by_section.get(rule.id, "")
    parts = [f"## {rule.da}"]
    if rule.relation in _TOLD_IN:
        parts += _stories(rule, told, answers)
    elif rule.id in EDITORIAL:
        parts.append(as_quote(told or f"{PLACEHOLDER['da']} {rule.about_da}", marker_words("editorial", "da")))
    else:
        parts.append(as_prose(told) if told else f"{PLACEHOLDER['da']} {rule.about_da}")
    for part in rule.parts:
        text = by_section.get(f"{rule.id}/{part.id}", "")
        parts += [f"### {part.da}", as_prose(text) if text else PLACEHOLDER["da"]]
    return "\n\n".join(parts)


def _stories(rule: SectionRule, told: str, answers: Answers) -> Iterator[str]:
    """A heading for each relation that was chosen; what was told stands under the first, to be parted by an editor."""
    ids = [one for question in _TOLD_IN[rule.relation or ""] for one in answers.chosen(question)[0]]
    if not ids:
        yield as_prose(told) if told else f"{PLACEHOLDER['da']} {rule.about_da}"
    for number, identity in enumerate(ids):
        yield f"### {PLACEHOLDER['da']} en overskrift {{#{identity}}}"
        yield as_prose(told) if told and number == 0 else PLACEHOLDER["da"]


def _by_section(answers: Answers) -> Mapping[str, str]:
    return {question.section: answers.text(question.id) for question in answers.form.questions if question.section}
