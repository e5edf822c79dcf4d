"""One file by itself: the rules that need no other file, and the outline for those that do.

Many files are examined side by side, in several processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from scripts.check.blocks import check_blocks
from scripts.check.characters import check_characters
from scripts.check.files import check_place, check_readable
from scripts.check.headers import check_header_present
from scripts.check.outline import PageOutline, outline_of
from scripts.check.private import check_private
from scripts.check.sections import check_headings, check_sections
from scripts.check.text import (
    check_citation_form,
    check_markup,
    check_paragraphs,
    check_placeholders,
)
from scripts.parse.page import ParsedPage, parse_page, place_of
from scripts.problems import Problem
from scripts.read.files import SourceFile
from scripts.workers import sharing

CHUNK = 8


@dataclass(frozen=True, slots=True)
class Examined:
    """What one file alone tells. `page` is None where the file is no page."""

    problems: tuple[Problem, ...]
    page: PageOutline | None


@contextmanager
def examining(
    sources: list[SourceFile], remembered: dict[SourceFile, Examined] | None = None
) -> Iterator[Callable[[], list[Examined]]]:
    """Begins to examine every file; the function that is given finishes it and returns what was found, in order.

    Those in `remembered` are not examined again; it then holds exactly these.
    """
    known = {} if remembered is None else remembered
    fresh = [source for source in sources if source not in known]
    with sharing(examine, fresh, CHUNK) as finish:

        def finish_all() -> list[Examined]:
            found = known | dict(zip(fresh, finish(), strict=True))
            known.clear()
            known.update((source, found[source]) for source in sources)
            return list(known.values())

        yield finish_all


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
    if page.header is None and not page.body.tokens:  # nobody knows where its text begins
        return
    sections = list(check_sections(page))
    levels = {problem.location for problem in sections if problem.code == "heading-level"}
    follows = ("part-unknown", "subsection-unexpected")
    sections = [one for one in sections if not (one.code in follows and one.location in levels)]
    doubled = {problem.location for problem in sections if problem.code in ("section-doubled", "part-doubled")}
    headings = [one for one in check_headings(page) if not (one.code == "anchor-doubled" and one.location in doubled)]
    titles = {problem.location for problem in headings if problem.code == "heading-title"}
    yield from headings
    yield from (one for one in sections if not (one.code == "section-unknown" and one.location in titles))
    for rule in (check_markup, check_blocks, check_paragraphs, check_citation_form):
        yield from rule(page)
