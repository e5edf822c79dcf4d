"""The report on coverage: what the cases document and where nothing is documented yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from scripts.link.corpus import Corpus, Entry, Story
from scripts.problems import Location
from scripts.records import Case, CoCreationModel, Language, ToldModel, ToldPotential, ToldTension
from scripts.report.report import Report, Row, Section

_WORDS: dict[str, dict[Language, tuple[str, str]]] = {
    "tensions": {
        "da": (
            "Spændinger: cases i hvert felt, og hvad de fortæller om håndtering",
            "Led efter cases til de tomme felter.",
        ),
        "en": ("Tensions: cases in each field, and what they tell of handling", "Look for cases for the empty fields."),
    },
    "potentials": {
        "da": ("Potentialer: cases i hvert felt", "Led efter cases til de tomme felter."),
        "en": ("Potentials: cases in each field", "Look for cases for the empty fields."),
    },
    "models": {
        "da": ("Modeller: cases, der bruger eller ligner dem", "En model uden case siger det selv på sin side."),
        "en": ("Models: cases that use or resemble them", "A model without a case says so on its page."),
    },
    "evidence": {
        "da": ("Slags dokumentation", "Hvor mange kilder i casene er af hver slags?"),
        "en": ("Kinds of documentation", "How many of the cases' sources are of each kind?"),
    },
    "handling-unknown": {
        "da": ("Historier, hvor kilden ikke fortæller om håndtering", "Spørg parterne, eller find en kilde til."),
        "en": ("Stories in which the source tells nothing of handling", "Ask the parties or find one more source."),
    },
    "orphans": {
        "da": ("Det, som intet peger på", "Vis vej til det fra en anden side, eller fjern det."),
        "en": ("What nothing points to", "Show the way to it from another page, or remove it."),
    },
}


def coverage_report(corpus: Corpus, language: Language) -> Report:
    """The whole report."""
    rows: dict[str, Iterable[Row]] = {
        "tensions": (_told(entry, "tensions", corpus, language) for entry in corpus.of_kind("tension")),
        "potentials": (_told(entry, "potentials", corpus, language) for entry in corpus.of_kind("potential")),
        "models": (_used(entry, corpus, language) for entry in corpus.of_kind("model")),
        "evidence": _evidence(corpus, language),
        "handling-unknown": _unknown_handling(corpus, language),
        "orphans": _orphans(corpus, language),
    }
    cases = corpus.of_kind("case")
    summary = {
        "da": f"{len(cases)} cases, {len(corpus.stories)} historier.",
        "en": f"{len(cases)} cases, {len(corpus.stories)} stories.",
    }
    sections = tuple(Section(name, *_WORDS[name][language], tuple(found)) for name, found in rows.items())
    return Report({"da": "Dækningen", "en": "Coverage"}[language], summary[language], sections)


def _told(entry: Entry, relation: str, corpus: Corpus, language: Language) -> Row:
    stories = corpus.stories_about(relation, entry.id)
    fields = Counter(field for story in stories for field in _case(story.case).fields)
    handlings = Counter(_handling(story) for story in stories)
    words = [_counts(fields, "fields", corpus, language), _counts(handlings, "handlings", corpus, language)]
    return _row(entry, language, " · ".join(part for part in words if part) or _nothing(language))


def _used(entry: Entry, corpus: Corpus, language: Language) -> Row:
    links = Counter(
        story.told.link for story in corpus.stories_about("models", entry.id) if isinstance(story.told, ToldModel)
    )
    record = entry.record("da")
    assert isinstance(record, CoCreationModel)
    kind = corpus.label("model-kinds", record.kind, language).lower()
    return _row(entry, language, f"{kind} · {_counts(links, 'links', corpus, language) or _nothing(language)}")


def _evidence(corpus: Corpus, language: Language) -> Iterator[Row]:
    counts = Counter(source.evidence for entry in corpus.of_kind("case") for source in _case(entry).sources)
    for kind in corpus.vocabulary.get("evidence", {}):
        yield Row(Location("docs/vocabulary.yml"), corpus.label("evidence", kind, language), str(counts[kind]))


def _unknown_handling(corpus: Corpus, language: Language) -> Iterator[Row]:
    for story in corpus.stories:
        if story.relation == "tensions" and _handling(story) == "unknown":
            yield _row(story.case, language, story.target)


def _orphans(corpus: Corpus, language: Language) -> Iterator[Row]:
    """Organisations without a case, and guides, models, tensions and potentials that no other page links to."""
    named = {identity for entry in corpus.of_kind("case") for identity in _parties(_case(entry))}
    for one in corpus.organisations.values():
        if one.id not in named:
            yield Row(Location("docs/organisations.yml"), one.name[language], one.id)
    told = {story.target for story in corpus.stories}
    for entry in corpus.entries.values():
        if entry.kind in ("case", "front") or entry.id in told:
            continue
        if not corpus.links_to.get(entry.edition("da").path):
            yield _row(entry, language, entry.address)


def _parties(record: Case) -> Iterator[str]:
    for group in (record.parties.public, record.parties.civil, record.parties.other):
        if isinstance(group, tuple):
            yield from group


def _case(entry: Entry) -> Case:
    record = entry.record("da")
    assert isinstance(record, Case)
    return record


def _handling(story: Story) -> str:
    return story.told.handling if isinstance(story.told, ToldTension | ToldPotential) else ""


def _counts(counts: Counter[str], vocabulary: str, corpus: Corpus, language: Language) -> str:
    order = [value for value in corpus.vocabulary.get(vocabulary, {}) if counts[value]]
    return ", ".join(f"{corpus.label(vocabulary, value, language).lower()} {counts[value]}" for value in order)


def _nothing(language: Language) -> str:
    return {"da": "ingen case", "en": "no case"}[language]


def _row(entry: Entry, language: Language, words: str) -> Row:
    return Row(Location(entry.edition("da").path), entry.title(language), words)
