"""A filled form, as the forge writes it, to answers: one `### ` heading for each question, its answer below it.

Answers are strangers' text. Nothing of it is lost: what stands under no known heading, or is no choice of a list, is kept
as it is. Characters that are invisible or change direction are written out (`[U+202E]`), so that they are seen.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.check.characters import HIDDEN_CHARACTERS
from scripts.contribute.questions import Form, Option, Question

NO_ANSWER = "_No response_"
_NOT_IN_YAML = re.compile("[\ud800-\udfff\ufffe\uffff]")
MAXIMUM_CHARACTERS = 65_536  # what GitHub takes in one issue


@dataclass(frozen=True)
class Answers:
    """The answers of one form by question id, as written; `outside` is text that stands before the first heading."""

    form: Form
    given: dict[str, str]
    outside: str = ""

    def text(self, name: str) -> str:
        """The answer, or the empty string."""
        return self.given.get(name, "")

    def chosen(self, name: str) -> tuple[list[str], str]:
        """The ids of the options that were chosen, and what is left of the answer."""
        question = next((one for one in self.form.questions if one.id == name), None)
        return chosen(self.text(name), question.options) if question else ([], "")


def parse_answers(text: str, forms: Sequence[Form]) -> Answers | None:
    """The answers in a filled form, or None where no form has these headings."""
    clean = visible(text[:MAXIMUM_CHARACTERS])
    form = max(forms, key=lambda form: _headings_in(clean, form))
    if not _headings_in(clean, form):
        return None
    outside, given = _split(clean, form.questions)
    return Answers(form, given, outside)


def visible(text: str) -> str:
    """The text with `\\n` line ends, composed letters, and hidden characters written out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    composed = unicodedata.normalize("NFC", lines)
    for pattern in (HIDDEN_CHARACTERS, _NOT_IN_YAML):
        composed = pattern.sub(lambda found: f"[U+{ord(found[0]):04X}]", composed)
    return composed


def chosen(answer: str, options: Sequence[Option]) -> tuple[list[str], str]:
    """The options that the answer names, in the order of the list, and the rest of it."""
    found, rest = set(), answer
    for option in sorted(options, key=lambda one: -len(one.label)):
        pattern = re.compile(rf"(?:^|(?<=, ))\s*{re.escape(option.label)}\s*(?:, |$)", re.M)
        if pattern.search(rest):
            found.add(option.id)
            rest = pattern.sub("", rest)
    return [option.id for option in options if option.id in found], rest.strip(" ,\n")


def _headings_in(text: str, form: Form) -> int:
    lines = {line.rstrip() for line in text.split("\n")}
    return sum(f"### {question.label}" in lines for question in form.questions)


def _split(text: str, questions: Sequence[Question]) -> tuple[str, dict[str, str]]:
    """Each answer reaches to the next heading. Of lines that look like headings the longest row in the form's order counts:
    the others stand in somebody's answer.
    """
    order = {f"### {question.label}": place for place, question in enumerate(questions)}
    lines = text.split("\n")
    marks = [(number, order[line.rstrip()]) for number, line in enumerate(lines) if line.rstrip() in order]
    headings = _longest_row(marks)
    ends = [number for number, _ in headings[1:]] + [len(lines)]
    outside = "\n".join(lines[: headings[0][0]] if headings else lines).strip()
    given = {}
    for (number, place), end in zip(headings, ends, strict=True):
        answer = "\n".join(lines[number + 1 : end]).strip()
        if answer and answer != NO_ANSWER:
            given[questions[place].id] = answer
    return outside, given


def _longest_row(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of marks whose second numbers rise."""
    ends: list[int] = []  # for each length the smallest last number of a row that long
    chain: list[int] = []  # where in `marks` that row ends
    before: list[int] = []
    for index, (_, place) in enumerate(marks):
        length = bisect_left(ends, place)
        before.append(chain[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            chain.append(index)
        else:
            ends[length], chain[length] = place, index
    row: list[tuple[int, int]] = []
    index = chain[-1] if chain else -1
    while index >= 0:
        row.append(marks[index])
        index = before[index]
    return row[::-1]
