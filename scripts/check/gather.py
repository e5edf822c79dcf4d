"""The lists and the bibliography as records, and from them and the pages everything that exists.

An entry that is wrong still exists: that it is wrong is said where it stands, and not again wherever it is named. Of a list
that cannot be read at all nothing is known, and no rule concludes anything from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from scripts.check.files import BIBLIOGRAPHY
from scripts.check.known import Known, list_items, text_at
from scripts.check.lists import check_list, check_vocabulary
from scripts.check.outline import PageOutline
from scripts.check.references import check_bibliography, check_years
from scripts.parse.bibtex import ParsedBibliography, parse_bibliography
from scripts.parse.ledger import LEDGER, Ledger, parse_ledger
from scripts.parse.markdown import slug
from scripts.parse.page import SLUG, place_of
from scripts.parse.yaml_text import Mapping as YamlMapping
from scripts.parse.yaml_text import ParsedYaml, Sequence, parse_yaml
from scripts.problems import Location, Problem
from scripts.read.files import Image, SourceFile
from scripts.records import RECORDS, Change, Municipality, Organisation, Question, Record, Term, Value
from scripts.references import Reference

R = TypeVar("R", bound=Record)
VOCABULARY = "docs/vocabulary.yml"
MUNICIPALITIES = "docs/municipalities.yml"
ORGANISATIONS = "docs/organisations.yml"
GLOSSARY = "docs/glossary.yml"
QUESTIONS = "docs/questions.yml"
CHANGES = "docs/changes.yml"


@dataclass
class Lists:
    """The list files as records."""

    vocabulary: dict[str, list[Value]] = field(default_factory=dict)
    municipalities: list[Municipality] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    bibliography: ParsedBibliography = field(default_factory=lambda: ParsedBibliography(BIBLIOGRAPHY))


@dataclass(frozen=True)
class ReadLists:
    """The lists as YAML and the bibliography as records, before the pages are known.

    `unread`: the paths of files that could not be read. `unsure`: see `Known`.
    """

    parsed: dict[str, ParsedYaml]
    unread: list[str]
    unsure: frozenset[str]
    vocabulary: dict[str, frozenset[str]]
    bibliography: ParsedBibliography
    references: dict[str, Reference]
    ledger: Ledger
    problems: list[Problem]


@dataclass(frozen=True)
class Gathered:
    """What stands outside the pages, what exists, and what is wrong with it."""

    lists: Lists
    references: dict[str, Reference]
    known: Known
    problems: list[Problem]


def read_lists(sources: Iterable[SourceFile]) -> ReadLists:
    """What the lists and the bibliography say without the pages."""
    sources = list(sources)
    texts = {source.path: source.text for source in sources if source.is_text}
    parsed = {path: parse_yaml(texts[path]) for path in LIST_RECORDS | {VOCABULARY: Value} if path in texts}
    unread = [source.path for source in sources if not source.is_text]
    unsure = frozenset(_unsure(parsed, unread))
    vocabulary = _vocabulary(parsed.get(VOCABULARY))
    themes = None if "vocabulary" in unsure or VOCABULARY not in texts else vocabulary.get("themes", frozenset())
    bibliography, references, problems = _check_bibliography(texts.get(BIBLIOGRAPHY, ""), themes)
    if VOCABULARY not in texts and VOCABULARY not in unread:
        unsure |= {"vocabulary"}
        problems = [*problems, Problem("list-missing", Location(VOCABULARY), {"value": VOCABULARY})]
    if bibliography.is_cut_off:
        unsure |= {"reference"}
    ledger = parse_ledger(texts.get(LEDGER, ""))
    return ReadLists(parsed, unread, unsure, vocabulary, bibliography, references, ledger, problems)


def gather(read: ReadLists, pages: list[PageOutline], images: list[Image], today: str) -> Gathered:
    """The lists in the order in which they name each other, and all that exists."""
    lists, problems = Lists(ledger=read.ledger, bibliography=read.bibliography), list(read.problems)
    if VOCABULARY in read.parsed:
        lists.vocabulary, found = check_vocabulary(read.parsed[VOCABULARY], VOCABULARY)
        problems += found
    unsure = read.unsure | {page.path for page in pages if page.unclosed}
    if _is_lost(read, pages):
        problems.append(Problem("bib-empty", Location(BIBLIOGRAPHY, 1)))
        unsure |= {"reference"}
    names = {kind: frozenset(page.place.id for page in pages if page.place.kind == kind) for kind in RECORDS}
    names["reference"] = frozenset(read.references) | read.bibliography.failed_keys
    known = Known(
        vocabulary=read.vocabulary,
        names=_with_unread(names, read.unread) | _listed(read.parsed),
        anchors={page.path: _anchors(page) for page in pages if page.place.language == "da"},
        images=frozenset(image.path for image in images) | frozenset(read.unread),
        today=today,
        unsure=unsure,
    )
    lists.municipalities = _read(read.parsed, MUNICIPALITIES, Municipality, known, problems)
    lists.organisations = _read(read.parsed, ORGANISATIONS, Organisation, known, problems)
    lists.terms = _read(read.parsed, GLOSSARY, Term, known, problems)
    lists.questions = _read(read.parsed, QUESTIONS, Question, known, problems)
    lists.changes = _read(read.parsed, CHANGES, Change, known, problems)
    problems += check_years(read.references.values(), BIBLIOGRAPHY, today)
    return Gathered(lists, read.references, known, problems)


LIST_RECORDS: dict[str, type[Record]] = {
    MUNICIPALITIES: Municipality,
    ORGANISATIONS: Organisation,
    GLOSSARY: Term,
    QUESTIONS: Question,
    CHANGES: Change,
}
_KIND_OF_LIST = {MUNICIPALITIES: "municipality", ORGANISATIONS: "organisation"}


def _read(
    parsed: Mapping[str, ParsedYaml], path: str, record: type[R], known: Known, problems: list[Problem]
) -> list[R]:
    if path not in parsed:
        return []
    records, found = check_list(parsed[path], record, path, known)
    problems += found
    return records


@lru_cache(maxsize=1)  # while one writes, the text of the bibliography is mostly the same
def _check_bibliography(
    text: str, themes: frozenset[str] | None
) -> tuple[ParsedBibliography, dict[str, Reference], list[Problem]]:
    parsed = parse_bibliography(text)
    references, problems = check_bibliography(parsed, themes)
    return parsed, references, problems


def _vocabulary(parsed: ParsedYaml | None) -> dict[str, frozenset[str]]:
    """The ids of each list."""
    lists = parsed.root.entries if parsed and isinstance(parsed.root, YamlMapping) else {}
    return {name: _ids(node, "id") for name, node in lists.items()}


def _is_lost(read: ReadLists, pages: Iterable[PageOutline]) -> bool:
    """Whether no work can be found in the bibliography though pages cite some, and nothing else says why."""
    told = bool(read.bibliography.faults) or BIBLIOGRAPHY in read.unread
    return not read.references and not told and any(page.citations for page in pages)


def _listed(parsed: Mapping[str, ParsedYaml]) -> dict[str, frozenset[str]]:
    """The ids of organisations and municipalities, also of entries with faults."""
    found = {kind: parsed[path].root for path, kind in _KIND_OF_LIST.items() if path in parsed}
    return {kind: _ids(root, "code" if kind == "municipality" else "id") for kind, root in found.items()}


def _ids(root: object, key: str) -> frozenset[str]:
    return frozenset(text_at(item, key) for item in list_items(root)) - {""}


def _with_unread(names: Mapping[str, frozenset[str]], unread: Iterable[str]) -> dict[str, frozenset[str]]:
    """The ids of pages, with those of files that could not be read."""
    out = dict(names)
    for place in filter(None, map(place_of, unread)):
        out[place.kind] |= {place.id}
    return out


def _anchors(page: PageOutline) -> frozenset[str]:
    """Those of the page; of one whose form is wrong, as was said, also the right form."""
    anchors = {anchor for anchor, _ in page.anchors}
    return frozenset(anchors | {slug(anchor) for anchor in anchors if not SLUG.fullmatch(anchor)})


def _unsure(parsed: Mapping[str, ParsedYaml], unread: Iterable[str]) -> Iterator[str]:
    """The paths of pages and the kinds of names of which too little is known to say that something does not exist."""
    for path, one in parsed.items():
        form = YamlMapping if path == VOCABULARY else Sequence
        if one.faults or not isinstance(one.root, form if path == VOCABULARY else form | None):
            yield "vocabulary" if path == VOCABULARY else _KIND_OF_LIST.get(path, path)
    for path in unread:
        place = place_of(path)
        kinds = {VOCABULARY: "vocabulary", BIBLIOGRAPHY: "reference", **_KIND_OF_LIST}
        yield place.original if place else kinds.get(path, path)
