"""Rules that need the whole: what is never cited, never documented, never handled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.check.known import Known, list_items, text_at
from scripts.check.text import check_address
from scripts.parse.page import Place
from scripts.parse.yaml_text import line_of
from scripts.problems import Location, Problem
from scripts.records import Case, Page


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


def check_questions(questions: object, path: str, known: Known) -> Iterator[Problem]:
    """The page that answers a question exists."""
    for question in list_items(questions):
        page, where = text_at(question, "page"), Location(path, line_of(question, ("page",)))
        values = {"value": page, "question": text_at(question, "id")}
        for problem in check_address(page, where, path, known, outside=False) if page else ():
            yield Problem("question-page", where, {**values, "guess": problem.values.get("guess", "")})
