"""Rules that need the whole: what is never cited, never documented, never handled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scripts.check.known import Known
from scripts.check.text import check_address
from scripts.parse.page import Place
from scripts.problems import Location, Problem
from scripts.records import Case, Page, Question


def check_documented(records: Mapping[str, tuple[Place, Page]]) -> Iterator[Problem]:
    """A model has a case that uses or resembles it; a tension is handled somewhere. Where not, the page says so."""
    cases = [record for _, record in records.values() if isinstance(record, Case)]
    models = {told.id for case in cases if isinstance(case.models, tuple) for told in case.models}
    handled = {
        told.id
        for case in cases
        if isinstance(case.tensions, tuple)
        for told in case.tensions
        if told.handling == "done"
    }
    for path, (place, _) in sorted(records.items()):
        if place.kind == "model" and place.id not in models:
            yield Problem("model-without-case", Location(path), {"value": place.id})
        elif place.kind == "tension" and place.id not in handled:
            yield Problem("tension-unhandled", Location(path), {"value": place.id})


def check_cited(reference_lines: Mapping[str, int], cited: set[str], path: str) -> Iterator[Problem]:
    """Every work of the bibliography is used somewhere."""
    for key, line in reference_lines.items():
        if key not in cited:
            yield Problem("reference-never-cited", Location(path, line), {"value": key})


def check_questions(questions: Sequence[Question], path: str, known: Known) -> Iterator[Problem]:
    """The page that answers a question exists."""
    for question in questions:
        for problem in check_address(question.page, Location(path), path, known):
            yield Problem("question-page", problem.location, {"value": question.page, "question": question.id})
