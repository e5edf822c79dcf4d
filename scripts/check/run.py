"""All rules over all files: source files in; checked pages, lists, references and every problem out.

A rule is skipped where what it needs has already failed, so that one cause gives one message.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from scripts.check.corpus import check_cited, check_documented, check_questions
from scripts.check.examine import Examined, examine_all
from scripts.check.facts import check_dates, check_doors, check_related, check_sources
from scripts.check.files import BIBLIOGRAPHY, check_ids_differ, check_translation_files
from scripts.check.headers import check_texts, validate
from scripts.check.known import Known
from scripts.check.lists import check_list, check_vocabulary
from scripts.check.outline import PageOutline
from scripts.check.references import check_bibliography
from scripts.check.relations import check_relations
from scripts.check.text import check_citations, check_links
from scripts.check.translations import (
    check_translation_body,
    check_translation_header,
    check_translation_stale,
    merged,
)
from scripts.parse.bibtex import parse_bibliography
from scripts.parse.page import Place
from scripts.parse.yaml_text import Mapping, parse_yaml
from scripts.problems import Problem, in_order
from scripts.read.files import Image, SourceFile
from scripts.records import RECORDS, Municipality, Organisation, Page, Question, Record, Term, Value
from scripts.references import Reference

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class CheckedPage:
    """A page without errors in its header: its record in its own language, its file, and what its text names.

    `stale`: a translation made from an older state of its Danish page.
    """

    place: Place
    source: SourceFile
    record: Page
    outline: PageOutline
    stale: bool = False


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


def check_repository(
    sources: list[SourceFile], images: list[Image], today: str, remembered: dict[SourceFile, Examined] | None = None
) -> Checked:
    """Check everything. `today` (yyyy-mm-dd) is the day after which a date lies in the future. Never raises.

    `remembered` spares the files that have not changed since the last run that was given it.
    """
    examined = examine_all(sources, remembered)
    problems = [problem for one in examined for problem in one.problems]
    outlines = [one.page for one in examined if one.page]
    places = {page.path: page.place for page in outlines}
    problems += [*check_ids_differ(places), *check_translation_files(places)]

    texts = {source.path: source for source in sources if not source.failure or source.failure == "byte-order-mark"}
    lists, references, known, found = _known(texts, outlines, images, today)
    problems += found
    checked, found = _check_pages(outlines, texts, known)
    problems += found

    records = {page.source.path: (page.place, page.record) for page in checked if page.place.language == "da"}
    cited = {key for page in outlines for key, _ in page.citations} | {term.source for term in lists.terms}
    problems += check_documented(records)
    problems += check_cited({key: ref.line for key, ref in references.items()}, cited, BIBLIOGRAPHY)
    problems += check_questions(lists.questions, "docs/questions.yml", known)
    return Checked(checked, lists, references, in_order(problems), len(sources))


def _known(
    texts: dict[str, SourceFile], pages: list[PageOutline], images: list[Image], today: str
) -> tuple[Lists, dict[str, Reference], Known, list[Problem]]:
    """The lists in the order in which they name each other, and from them everything that exists."""
    problems: list[Problem] = []
    lists = Lists()
    vocabulary_file = "docs/vocabulary.yml"
    if vocabulary_file in texts:
        lists.vocabulary, found = check_vocabulary(parse_yaml(texts[vocabulary_file].text), vocabulary_file)
        problems += found
    vocabulary = {name: frozenset(value.id for value in values) for name, values in lists.vocabulary.items()}
    bibliography = texts[BIBLIOGRAPHY].text if BIBLIOGRAPHY in texts else ""
    references, bibliography_problems = _check_bibliography(bibliography, vocabulary.get("themes", frozenset()))
    problems += bibliography_problems
    names = {kind: frozenset(page.place.id for page in pages if page.place.kind == kind) for kind in RECORDS}
    names["reference"] = frozenset(references)
    known = Known(
        vocabulary,
        names,
        {
            page.place.original: frozenset(anchor for anchor, _ in page.anchors)
            for page in pages
            if page.place.language == "da"
        },
        frozenset(image.path for image in images),
        today,
    )
    lists.municipalities = _read_list(texts, "docs/municipalities.yml", Municipality, known, problems)
    names["municipality"] = frozenset(one.code for one in lists.municipalities)
    lists.organisations = _read_list(texts, "docs/organisations.yml", Organisation, known, problems)
    names["organisation"] = frozenset(one.id for one in lists.organisations)
    lists.terms = _read_list(texts, "docs/glossary.yml", Term, known, problems)
    lists.questions = _read_list(texts, "docs/questions.yml", Question, known, problems)
    return lists, references, known, problems


@lru_cache(maxsize=1)  # while one writes, the text of the bibliography is mostly the same
def _check_bibliography(text: str, themes: frozenset[str]) -> tuple[dict[str, Reference], list[Problem]]:
    return check_bibliography(parse_bibliography(text), themes)


def _read_list(
    texts: dict[str, SourceFile], path: str, record: type[R], known: Known, problems: list[Problem]
) -> list[R]:
    if path not in texts:
        return []
    records, found = check_list(parse_yaml(texts[path].text), record, path, known)
    problems += found
    return records


def _check_pages(
    pages: list[PageOutline], texts: dict[str, SourceFile], known: Known
) -> tuple[list[CheckedPage], list[Problem]]:
    problems: list[Problem] = []
    checked: dict[str, CheckedPage] = {}
    originals = {page.path: page for page in pages if page.place.language == "da"}
    for page in sorted(pages, key=lambda page: page.place.language):
        problems += [*check_citations(page, known), *check_links(page, known)]
        if page.header is None:
            continue
        if page.place.language == "da":
            record, found = _check_original(page, page.header, known)
        else:
            original = originals.get(page.place.original)
            record, found = _check_translation(
                page, page.header, original, original is not None and original.path in checked
            )
        problems += found
        if record:
            stale = any(problem.code == "translation-stale" for problem in found)
            checked[page.path] = CheckedPage(page.place, texts[page.path], record, page, stale)
    return list(checked.values()), problems


def _check_original(page: PageOutline, root: Mapping, known: Known) -> tuple[Page | None, list[Problem]]:
    record, problems = validate(root, RECORDS[page.place.kind], page.path, known)
    problems += check_relations(page, root)
    if not isinstance(record, Page):
        return None, problems
    cited = {key for key, _ in page.citations}
    problems += check_dates(root, record, page.path, known)
    problems += check_sources(root, record, page.path, cited)
    problems += check_related(root, record, page.path, page.place.id, known)
    problems += check_doors(root, record, page.path, known)
    return record, problems


def _check_translation(
    page: PageOutline, root: Mapping, original: PageOutline | None, original_is_sound: bool
) -> tuple[Page | None, list[Problem]]:
    if original is None or original.header is None:
        return None, []
    record = RECORDS[page.place.kind]
    problems = [
        *check_texts(root, page.path),
        *check_translation_header(original.header, root, record, page.path),
        *check_translation_stale(original, page),
        *check_translation_body(original, page),
        *check_relations(page, original.header),
    ]
    if not original_is_sound or any(problem.severity == "error" for problem in problems):
        return None, problems
    return record.model_validate(merged(original.header, root, record)), problems
