"""The report on the literature: what is missing, not checked, not used, likely doubled, or told by one side alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from scripts.link.corpus import Corpus
from scripts.link.works import Work, works_of
from scripts.problems import Location
from scripts.records import Case, Language
from scripts.references import Reference
from scripts.report.duplicates import likely_duplicates
from scripts.report.report import Report, Row, Section

BIBLIOGRAPHY = "bibliography/references.bib"
OWN = "own-account"
# Sites where others put up copies: readers are better sent to the publisher.
_SHARING = re.compile(
    r"//(?:[\w-]+\.)*(?:scribd|slideshare|docplayer|issuu|9pdf|5dok|docslib|studylib|vdocuments?|fdocuments|documents"
    r"|dokumen|pdfslide|spotidoc|abcdocz|moam|vdoc)\.\w+",
)
# Section id → (title, what to do), in each language.
_WORDS: dict[str, dict[Language, tuple[str, str]]] = {
    "without-address": {
        "da": ("Værker uden DOI og adresse", "Find værket hos udgiveren, og tilføj doi eller url. Gæt ikke."),
        "en": ("Works without DOI or URL", "Find the work at its publisher and add doi or url. Do not guess."),
    },
    "unchecked": {
        "da": ("Oplysninger efter hukommelsen", "Find værket på nettet, ret oplysningerne, og skriv siden i verified."),
        "en": ("Details from memory", "Find the work online, correct the details and name the page in verified."),
    },
    "partly-checked": {
        "da": ("Oplysninger, der er delvist set", "Bemærkningen siger, hvad der mangler at blive set."),
        "en": ("Details seen in part", "The remark says what remains to be seen."),
    },
    "never-cited": {
        "da": (
            "Værker, som ingen side bruger",
            "Det er i orden for baggrundslæsning. Ellers: brug dem, eller slet dem.",
        ),
        "en": ("Works that no page uses", "Fine for background reading. Otherwise use them or delete them."),
    },
    "likely-duplicates": {
        "da": ("Værker, der måske er det samme", "Er de det, så slet det ene, og ret nøglen på siderne."),
        "en": ("Works that may be the same", "If they are, delete one and change the key on the pages."),
    },
    "own-accounts-only": {
        "da": ("Cases, hvor kun parterne selv fortæller", "Led efter en kilde, som ingen af parterne har skrevet."),
        "en": ("Cases told by the parties alone", "Look for a source that none of the parties wrote."),
    },
    "copies": {
        "da": ("Adresser på fildelingssider", "Find værket hos udgiveren; kopier forsvinder og kan være ulovlige."),
        "en": ("Addresses on file-sharing sites", "Find the work at its publisher; copies vanish and may be unlawful."),
    },
}
_SUMMARY: dict[Language, str] = {
    "da": "{works} værker: {seen} set på nettet, {partly} delvist, {memory} efter hukommelsen; {used} bruges på siderne.",
    "en": "{works} works: {seen} seen online, {partly} in part, {memory} from memory; {used} are used on the pages.",
}
_TITLE: dict[Language, str] = {"da": "Litteraturen", "en": "The literature"}


def literature_report(corpus: Corpus, language: Language) -> Report:
    """The whole report."""
    works = works_of(corpus)
    found: dict[str, Iterable[Row]] = {
        "without-address": _that(works, lambda work: not work.reference.address),
        "unchecked": _that(works, lambda work: work.reference.checked == "memory"),
        "partly-checked": _that(works, lambda work: work.reference.checked == "partly", language),
        "never-cited": _that(works, lambda work: not work.is_used),
        "likely-duplicates": _doubled(work.reference for work in works.values()),
        "own-accounts-only": _one_sided(corpus, language),
        "copies": _that(works, lambda work: bool(_SHARING.search(work.reference.url))),
    }
    sections = tuple(Section(name, *_WORDS[name][language], tuple(rows)) for name, rows in found.items())
    return Report(_TITLE[language], _summary(works, language), sections)


def _summary(works: dict[str, Work], language: Language) -> str:
    states = [work.reference.checked for work in works.values()]
    counts = {state: states.count(state) for state in ("seen", "partly", "memory")}
    used = sum(work.is_used for work in works.values())
    return _SUMMARY[language].format(works=len(works), used=used, **counts)


def _that(works: dict[str, Work], wanted: Callable[[Work], bool], remark: Language | None = None) -> Iterator[Row]:
    """The works that fit, with their titles, or with their remarks in a language."""
    for work in works.values():
        if wanted(work):
            words = work.reference.remark(remark)["text"] if remark else work.reference.title
            yield Row(_place(work.reference), work.reference.key, _cut(words))


def _doubled(references: Iterable[Reference]) -> Iterator[Row]:
    for pair in likely_duplicates(references):
        share = "DOI" if pair.doi else f"{pair.share:.0%}"
        names = f"{pair.first.key} / {pair.second.key}"
        yield Row(_place(pair.first), names, f"{share} · {_cut(pair.first.title)} / {_cut(pair.second.title)}")


def _one_sided(corpus: Corpus, language: Language) -> Iterator[Row]:
    for entry in corpus.of_kind("case"):
        record = entry.record("da")
        assert isinstance(record, Case)
        if all(source.author == OWN for source in record.sources):
            keys = ", ".join(source.key for source in record.sources)
            yield Row(Location(entry.edition("da").path), entry.title(language), keys)


def _place(reference: Reference) -> Location:
    return Location(BIBLIOGRAPHY, reference.line)


def _cut(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rstrip() + "…"
