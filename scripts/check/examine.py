"""One file by itself: the rules that need no other file, and the outline for those that do.

Files are examined side by side in several processes when there are many.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from scripts.check.files import check_place, check_readable
from scripts.check.headers import check_header_present
from scripts.check.outline import PageOutline, outline_of
from scripts.check.private import check_private
from scripts.check.sections import check_headings, check_sections
from scripts.check.text import (
    check_characters,
    check_citation_form,
    check_markup,
    check_paragraphs,
    check_placeholders,
)
from scripts.interrupts import end_with, held_back
from scripts.parse.page import ParsedPage, parse_page, place_of
from scripts.problems import Problem
from scripts.read.files import SourceFile

MANY = 200
CHUNK = 50


@dataclass(frozen=True, slots=True)
class Examined:
    """What one file alone tells. `page` is None where the file is no page."""

    problems: tuple[Problem, ...]
    page: PageOutline | None


def examine_all(sources: list[SourceFile], remembered: dict[SourceFile, Examined] | None = None) -> list[Examined]:
    """Every file examined, in order. Those in `remembered` are not examined again; it then holds exactly these."""
    if remembered is None:
        return _examine(sources)
    fresh = [source for source in sources if source not in remembered]
    remembered |= dict(zip(fresh, _examine(fresh), strict=True))
    found = {source: remembered[source] for source in sources}
    remembered.clear()
    remembered |= found
    return list(found.values())


def _examine(sources: list[SourceFile]) -> list[Examined]:
    if len(sources) < MANY or (os.cpu_count() or 1) < 2:
        return [examine(source) for source in sources]
    workers = min(4, os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, initializer=end_with, initargs=(os.getpid(),)) as pool:
        with held_back():
            results = pool.map(examine, sources, chunksize=CHUNK)
        return list(results)


def examine(source: SourceFile) -> Examined:
    """The rules that need this file alone."""
    problems = [*check_readable(source), *check_place(source)]
    if not source.is_text:
        return Examined(tuple(problems), None)
    problems += check_characters(source)
    problems += check_private(source)
    if not source.path.startswith("docs/contribute/"):  # the guides show what a template looks like
        problems += check_placeholders(source)
    place = place_of(source.path)
    if place is None:
        return Examined(tuple(problems), None)
    page = parse_page(source, place)
    problems += check_page(page)
    return Examined(tuple(problems), outline_of(page))


def check_page(page: ParsedPage) -> Iterator[Problem]:
    """The rules on one page. What follows from a wrong heading (its anchor stands twice too) is not said again."""
    yield from check_header_present(page)
    if page.header_fault == "unclosed":
        return
    sections = list(check_sections(page))
    doubled = {problem.location for problem in sections if problem.code in ("section-doubled", "part-doubled")}
    headings = [one for one in check_headings(page) if not (one.code == "anchor-doubled" and one.location in doubled)]
    titles = {problem.location for problem in headings if problem.code == "heading-title"}
    yield from headings
    yield from (one for one in sections if not (one.code == "section-unknown" and one.location in titles))
    for rule in (check_markup, check_paragraphs, check_citation_form):
        yield from rule(page)
