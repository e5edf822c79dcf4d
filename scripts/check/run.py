"""All rules over all files: source files in; checked pages, lists, references and every problem out.

A rule is skipped where what it needs has already failed, so that one cause gives one message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from scripts.check.corpus import check_cited, check_documented, check_questions
from scripts.check.facts import check_dates, check_related, check_sources
from scripts.check.files import (
    BIBLIOGRAPHY,
    LISTS,
    check_ids_differ,
    check_place,
    check_readable,
    check_translation_files,
)
from scripts.check.headers import check_angles, check_empty, check_header_present, validate
from scripts.check.known import Known, anchors_of
from scripts.check.lists import check_list, check_vocabulary
from scripts.check.references import check_bibliography
from scripts.check.relations import check_relations
from scripts.check.sections import check_headings, check_sections
from scripts.check.text import check_characters, check_citations, check_links, check_markup, check_private
from scripts.check.translations import (
    check_translation_body,
    check_translation_header,
    check_translation_stale,
    merged,
)
from scripts.parse.bibtex import parse_bibliography
from scripts.parse.markdown import Body, citations_in
from scripts.parse.page import ParsedPage, Place, parse_page, place_of
from scripts.parse.yaml_text import Mapping, parse_yaml
from scripts.problems import Problem, in_order
from scripts.read.files import Image, SourceFile
from scripts.records import RECORDS, Municipality, Organisation, Page, Question, Record, Term, Value
from scripts.references import Reference


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class CheckedPage:
    """A page without errors: its record in its own language, its body, its file."""

    place: Place
    source: SourceFile
    record: Page
    body: Body


@dataclass
class Lists:
    """The list files as records."""

    vocabulary: dict[str, list[Value]] = field(default_factory=dict)
    municipalities: list[Municipality] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


@dataclass
class Checked:
    """What a run found. `pages` holds those that can be published; `problems` is sorted and complete."""

    pages: list[CheckedPage]
    lists: Lists
    references: dict[str, Reference]
    problems: list[Problem]
    files: int

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


def check_repository(sources: list[SourceFile], images: list[Image], today: str) -> Checked:
    """Check everything. `today` (yyyy-mm-dd) is the day after which a date lies in the future. Never raises."""
    problems: list[Problem] = [problem for source in sources for problem in check_source(source)]
    readable = [source for source in sources if not source.failure]
    places = {source.path: place for source in readable if (place := place_of(source.path))}
    problems += [*check_ids_differ(places), *check_translation_files(places)]
    pages = [parse_page(source, places[source.path]) for source in readable if source.path in places]

    lists, references, known, found = _known(readable, pages, images, today)
    problems += found
    checked, found = _check_pages(pages, known)
    problems += found

    records = {page.source.path: (page.place, page.record) for page in checked if page.place.language == "da"}
    problems += check_documented(records)
    problems += check_cited({key: ref.line for key, ref in references.items()}, _cited(pages, lists, checked), BIBLIOGRAPHY)
    problems += check_questions(lists.questions, "docs/questions.yml", known)
    return Checked(checked, lists, references, in_order(problems), len(sources))


def check_source(source: SourceFile) -> Iterator[Problem]:
    """The rules that need one file's text alone."""
    yield from check_readable(source)
    yield from check_place(source)
    if not source.failure or source.failure == "byte-order-mark":
        yield from check_characters(source)
        if source.path != BIBLIOGRAPHY:
            yield from check_private(source)


def _known(
    sources: list[SourceFile], pages: list[ParsedPage], images: list[Image], today: str
) -> tuple[Lists, dict[str, Reference], Known, list[Problem]]:
    texts = {source.path: source.text for source in sources}
    lists, problems = Lists(), []
    lists.vocabulary, found = check_vocabulary(parse_yaml(texts.get("docs/vocabulary.yml", "")), "docs/vocabulary.yml")
    problems += found
    vocabulary = {name: frozenset(value.id for value in values) for name, values in lists.vocabulary.items()}
    references, found = check_bibliography(parse_bibliography(texts.get(BIBLIOGRAPHY, "")), vocabulary.get("themes", frozenset()))
    problems += found
    names = {kind: frozenset(p.place.id for p in pages if p.place.kind == kind) for kind in RECORDS}
    names["reference"] = frozenset(references)
    first = Known(vocabulary, names)
    lists.municipalities, found = _read_list(texts, "docs/municipalities.yml", Municipality, first)
    problems += found
    names["municipality"] = frozenset(one.code for one in lists.municipalities)
    lists.organisations, found = _read_list(texts, "docs/organisations.yml", Organisation, Known(vocabulary, names))
    problems += found
    names["organisation"] = frozenset(one.id for one in lists.organisations)
    known = Known(
        vocabulary,
        names,
        {page.place.original: frozenset(anchors_of(page)) for page in pages if page.place.language == "da"},
        frozenset(image.path for image in images),
        today,
    )
    lists.terms, found = _read_list(texts, "docs/glossary.yml", Term, known)
    problems += found
    lists.questions, found = _read_list(texts, "docs/questions.yml", Question, known)
    return lists, references, known, problems + found


def _read_list(texts: dict[str, str], path: str, record: type[R], known: Known) -> tuple[list[R], list[Problem]]:
    return check_list(parse_yaml(texts[path]), record, path, known) if path in texts else ([], [])


def _check_pages(pages: list[ParsedPage], known: Known) -> tuple[list[CheckedPage], list[Problem]]:
    problems: list[Problem] = []
    checked: list[CheckedPage] = []
    originals: dict[str, ParsedPage] = {page.source.path: page for page in pages if page.place.language == "da"}
    for page in pages:
        problems += check_body(page, known)
        root = page.header.root if page.header and not page.header.faults else None
        header_problems = list(check_header_present(page))
        problems += header_problems
        if header_problems or not isinstance(root, Mapping):
            continue
        if page.place.language == "da":
            record, found = _check_original(page, root, known)
        else:
            record, found = _check_translation(page, root, originals.get(page.place.original), known)
        problems += found
        if record:
            checked.append(CheckedPage(page.place, page.source, record, page.body))
    return checked, problems


def check_body(page: ParsedPage, known: Known) -> Iterator[Problem]:
    """The rules on a page's text."""
    for rule in (check_headings, check_sections, check_markup):
        yield from rule(page)
    for rule_with_known in (check_citations, check_links):
        yield from rule_with_known(page, known)


def _check_original(page: ParsedPage, root: Mapping, known: Known) -> tuple[Page | None, list[Problem]]:
    record_type = RECORDS["guide" if page.place.kind == "front" else page.place.kind]
    path = page.source.path
    record, problems = validate(root, record_type, path, known)
    problems += check_relations(page, root)
    if not isinstance(record, Page):
        return None, problems
    cited = {item.key for citation, _ in citations_in(page.body.tokens) for item in citation.items}
    problems += check_dates(root, record, path, known)
    problems += check_sources(root, record, path, cited)
    problems += check_related(root, record, path, page.place.id, known)
    return record, problems


def _check_translation(
    page: ParsedPage, root: Mapping, original: ParsedPage | None, known: Known
) -> tuple[Page | None, list[Problem]]:
    facts = original.header.root if original and original.header and not original.header.faults else None
    if original is None or not isinstance(facts, Mapping):
        return None, []
    record_type = RECORDS["guide" if page.place.kind == "front" else page.place.kind]
    problems = [
        *check_empty(root, page.source.path),
        *check_angles(root, page.source.path),
        *check_translation_header(facts, root, record_type, page.source.path),
        *check_translation_stale(original, page),
        *check_translation_body(original, page),
        *check_relations(page, facts),
    ]
    if any(problem.severity == "error" for problem in problems) or validate(facts, record_type, "", known)[0] is None:
        return None, problems
    return record_type.model_validate(merged(facts, root, record_type)), problems


def _cited(pages: Iterable[ParsedPage], lists: Lists, checked: Iterable[CheckedPage]) -> set[str]:
    keys = {item.key for page in pages for citation, _ in citations_in(page.body.tokens) for item in citation.items}
    keys |= {term.source for term in lists.terms}
    return keys

