"""The corpus: all objects, and what ties them together.

Checked pages come in, one for each language; entries come out that know their editions, the stories told about them and
the pages that link to or cite them. Everything is sorted, so that order of files does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from scripts.check.outline import PageOutline
from scripts.check.run import Checked, CheckedPage
from scripts.check.text import target_of
from scripts.parse.bibtex import Comment
from scripts.parse.citations import Citation
from scripts.parse.markdown import Body, Section
from scripts.parse.page import Kind, parse_page_body
from scripts.read.files import Image, SourceFile
from scripts.records import (
    Case,
    Change,
    Language,
    Municipality,
    Organisation,
    Outcome,
    Page,
    Question,
    Term,
    ToldModel,
    ToldPotential,
    ToldTension,
    Value,
)
from scripts.references import Reference

Told = ToldTension | ToldPotential | ToldModel | Outcome


@dataclass(frozen=True)
class Edition:
    """A page in one language."""

    language: Language
    record: Page
    source: SourceFile
    outline: PageOutline
    stale: bool = False

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def body(self) -> Body:
        return _body_of(self.source)


@lru_cache(maxsize=20_000)  # a body is needed on its own page and wherever its stories are told
def _body_of(source: SourceFile) -> Body:
    return parse_page_body(source)


@dataclass(frozen=True)
class Entry:
    """One object with its editions; the Danish one always exists and carries the facts."""

    kind: Kind
    folder: str
    id: str
    editions: Mapping[Language, Edition]

    @property
    def address(self) -> str:
        """The address below a language root, such as `cases/x/`."""
        if self.id == "index":
            return f"{self.folder}/" if self.folder else ""
        return f"{self.folder}/{self.id}/"

    def has(self, language: Language) -> bool:
        return language in self.editions

    def edition(self, language: Language) -> Edition:
        """The page in this language, or the Danish one where there is no translation."""
        return self.editions.get(language) or self.editions["da"]

    def is_stale(self, language: Language) -> bool:
        """Whether the page is a translation that lags behind its original."""
        return self.edition(language).stale

    def record(self, language: Language) -> Page:
        return self.edition(language).record

    def title(self, language: Language) -> str:
        return self.edition(language).record.title


@dataclass(frozen=True)
class Story:
    """A relation that a case declares and tells of in a section. Shown on the case and on the other end."""

    case: Entry
    relation: str
    target: str
    told: Told

    def section(self, language: Language) -> Section:
        section = self.case.edition(language).body.anchored(self.target)
        assert section is not None  # the checks hold header and text to each other
        return section


@dataclass(frozen=True)
class Mention:
    """A place where a work is cited: the page, the nearest heading's anchor, the citation and its sentence."""

    entry: Entry
    language: Language
    anchor: str
    citation: Citation
    sentence: str


@dataclass(frozen=True)
class Corpus:
    """Everything that the pages are made from. `published`: the day on which each address was first entered."""

    entries: Mapping[tuple[Kind, str, str], Entry]
    vocabulary: Mapping[str, Mapping[str, Value]]
    organisations: Mapping[str, Organisation]
    municipalities: Mapping[str, Municipality]
    terms: Mapping[str, Term]
    questions: tuple[Question, ...]
    references: Mapping[str, Reference]
    stories: tuple[Story, ...]
    mentions: Mapping[str, tuple[Mention, ...]]
    links_to: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    images: Mapping[str, Image] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()  # these and the preambles stand in the bibliography beside the works
    preambles: tuple[str, ...] = ()

    def of_kind(self, kind: Kind) -> list[Entry]:
        """All entries of a kind, by id."""
        return [entry for entry in self.entries.values() if entry.kind == kind]

    def in_folder(self, folder: str) -> list[Entry]:
        """All entries that stand in a folder of the site (`guide`, `about`, `fields` …), by id."""
        return [entry for entry in self.entries.values() if entry.folder == folder]

    def entry(self, kind: Kind, identity: str) -> Entry:
        """The entry with this id; KeyError where there is none, which the checks exclude."""
        folder = {"case": "cases"}.get(kind, f"{kind}s")
        return self.entries[(kind, folder, identity)]

    def at(self, path: str) -> Entry | None:
        """The entry whose Danish file is at `path`."""
        return self._by_path.get(path)

    def at_address(self, address: str) -> Entry | None:
        """The entry that stands at this address below a language root."""
        return self._by_address.get(address)

    @cached_property
    def _by_address(self) -> dict[str, Entry]:
        return {entry.address: entry for entry in self.entries.values()}

    @cached_property
    def _by_path(self) -> dict[str, Entry]:
        return {entry.editions["da"].path: entry for entry in self.entries.values()}

    @cached_property
    def _stories_by_target(self) -> dict[tuple[str, str], list[Story]]:
        found: dict[tuple[str, str], list[Story]] = defaultdict(list)
        for story in self.stories:
            found[(story.relation, story.target)].append(story)
        return found

    @cached_property
    def _stories_by_case(self) -> dict[tuple[str, str], list[Story]]:
        found: dict[tuple[str, str], list[Story]] = defaultdict(list)
        for story in self.stories:
            found[(story.case.id, story.relation)].append(story)
        return found

    def stories_of(self, case: Entry, relation: str) -> list[Story]:
        """The stories a case tells in one section, in the order of its header."""
        return self._stories_by_case.get((case.id, relation), [])

    def stories_about(self, relation: str, target: str) -> list[Story]:
        """The stories that all cases tell of one tension, potential or model: handled ones first, then by case."""
        found = self._stories_by_target.get((relation, target), [])
        return sorted(found, key=lambda story: (_rank(story.told), story.case.id))

    @cached_property
    def _cases_by_told(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for story in self.stories:
            if story.relation in ("tensions", "potentials"):
                found[story.target].append(story.case.id)
        return found

    def cases_telling_of(self, identity: str) -> list[str]:
        """The ids of the cases that tell of a tension or potential."""
        return self._cases_by_told.get(identity, [])

    def value(self, vocabulary: str, identity: str) -> Value:
        return self.vocabulary[vocabulary][identity]

    def label(self, vocabulary: str, identity: str, language: Language) -> str:
        """The label of a value, or the value itself where it is a fixed word such as `unknown`."""
        value = self.vocabulary.get(vocabulary, {}).get(identity)
        return value.label[language] if value else identity


def link(checked: Checked) -> Corpus:
    """One corpus of everything that was checked."""
    entries = {(entry.kind, entry.folder, entry.id): entry for entry in _entries(checked.pages)}
    lists = checked.lists
    ordered = dict(sorted(entries.items()))
    stories = tuple(story for entry in ordered.values() for story in _stories(entry))
    return Corpus(
        entries=ordered,
        vocabulary={name: {value.id: value for value in values} for name, values in lists.vocabulary.items()},
        organisations={one.id: one for one in sorted(lists.organisations, key=lambda one: one.id)},
        municipalities={one.code: one for one in lists.municipalities},
        terms={term.id: term for term in sorted(lists.terms, key=lambda term: term.id)},
        questions=tuple(lists.questions),
        references=dict(sorted(checked.references.items())),
        stories=stories,
        mentions=_mentions(ordered.values()),
        links_to=_links(ordered.values()),
        published={one.address: one.day for one in lists.ledger.published},
        changes=tuple(sorted(lists.changes, key=lambda one: (one.date, one.address, one.what))),
        images={image.path: image for image in checked.images},
        comments=lists.bibliography.comments,
        preambles=lists.bibliography.preambles,
    )


def _entries(pages: Iterable[CheckedPage]) -> Iterator[Entry]:
    editions: dict[tuple[Kind, str, str], dict[Language, Edition]] = defaultdict(dict)
    for page in pages:
        place = page.place
        edition = Edition(place.language, page.record, page.source, page.outline, page.stale)
        editions[(place.kind, place.folder, place.id)][place.language] = edition
    for (kind, folder, identity), by_language in editions.items():
        if "da" in by_language:
            yield Entry(kind, folder, identity, by_language)


def _stories(entry: Entry) -> Iterator[Story]:
    record = entry.editions["da"].record
    if not isinstance(record, Case):
        return
    relations = {
        "tensions": record.tensions,
        "potentials": record.potentials,
        "models": record.models,
        "outcomes": record.outcomes,
    }
    for relation, declared in relations.items():
        for told in declared if isinstance(declared, tuple) else ():
            yield Story(entry, relation, told.id, told)


def _rank(told: Told) -> int:
    if isinstance(told, ToldTension | ToldPotential):
        return ("done", "recommended", "unknown").index(told.handling)
    if isinstance(told, ToldModel):
        return ("uses", "resembles").index(told.link)
    return 0


def _mentions(entries: Iterable[Entry]) -> dict[str, tuple[Mention, ...]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for entry in entries:
        for language, edition in sorted(entry.editions.items()):
            for cited in edition.outline.cited:
                mention = Mention(entry, language, cited.anchor, cited.citation, cited.sentence)
                for item in cited.citation.items:
                    found[item.key].append(mention)
    return {key: tuple(mentions) for key, mentions in sorted(found.items())}


def _links(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """For each Danish file: the entries that link to it in their text."""
    found: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        edition = entry.editions["da"]
        for address, _ in edition.outline.links:
            target = target_of(address.partition("#")[0], edition.path)
            if target and target != edition.path:
                found[target][edition.path] = entry
    return {target: tuple(by_path[path] for path in sorted(by_path)) for target, by_path in sorted(found.items())}
