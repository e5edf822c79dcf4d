"""Citations as the pages show them: `(Grubb & Frederiksen, 2021, s. 12)`, each work a link to the page's reference list.

What a work is called comes from citeproc (`pandoc.py`, by way of `cache.py`); here the works of one citation are put
together, so that a new combination or page number needs no new call.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from scripts.alphabet import sort_key
from scripts.cite.cache import cited_works
from scripts.cite.items import to_csl
from scripts.cite.locators import locator_text
from scripts.cite.pandoc import CitedWork, plain
from scripts.parse.citations import CitedItem, parse_citation
from scripts.records import Language
from scripts.references import Reference

_AND: dict[Language, str] = {"da": "og", "en": "and"}
_NOT_SHOWN = ("note", "keyword", "ISBN", "ISSN", "language", "publisher-place")


@dataclass(frozen=True)
class Rendered:
    """All citations and works in one language. `clusters` by citation source and `entries` by key are safe HTML.

    `short` (`Grubb & Frederiksen, 2021`) is plain text; `order` lists the keys as a reference list sorts them.
    """

    clusters: Mapping[str, str]
    entries: Mapping[str, str]
    short: Mapping[str, str]
    order: tuple[str, ...]


def render_citations(
    references: Mapping[str, Reference], citations: Iterable[str], language: Language, cache: Path
) -> Rendered:
    """Everything that pages of this language cite. `citations` are `Citation.source`s; `cache` is a folder.

    Raises `CitationToolMissing` where pandoc is needed and is not there.
    """
    works = cited_works(citeproc_items(references, language), language, cache)
    order = tuple(
        sorted(works, key=lambda key: (*_place(references[key], language), len(works[key].year), works[key].year, key))
    )
    writer = _Writer(references, works, {key: place for place, key in enumerate(order)}, language)
    return Rendered(
        clusters={source: writer.cluster(source) for source in sorted(set(citations))},
        entries={key: work.entry for key, work in works.items()},
        short={key: plain(f"{work.author}, {work.year}") for key, work in works.items()},
        order=order,
    )


def citeproc_items(references: Mapping[str, Reference], language: Language) -> list[dict[str, Any]]:
    """What citeproc is to see: all works, with only what the style shows, so that a changed note calls pandoc not at all.

    Each carries its place in the order in which letters are given. It is the Danish order in both languages, so that
    2015a is the same work on all pages.
    """
    ordered = sorted(
        references, key=lambda key: (*_place(references[key], "da"), sort_key(references[key].title, "da"), key)
    )
    return [_item(references[key], f"{place:06d}", language) for place, key in enumerate(ordered)]


def _place(reference: Reference, language: Language) -> tuple[str, str]:
    """Where a work stands in a reference list (APA): by its authors, then by date, those without a date first."""
    makers = " , ".join(sort_key(person.inverted, language) for person in reference.makers)
    return makers or sort_key(reference.title, language), "-".join(f"{part:04d}" for part in reference.date)


@dataclass(frozen=True)
class _Writer:
    references: Mapping[str, Reference]
    works: Mapping[str, CitedWork]
    places: Mapping[str, int]
    language: Language

    def cluster(self, source: str) -> str:
        if not source.startswith("["):
            key, _, locator = source.removeprefix("@").partition(" [")
            return self._in_text(CitedItem(key, locator=locator.removesuffix("]")))
        citation = parse_citation(source[1:-1])
        if citation is None or any(item.key not in self.works for item in citation.items):
            return escape(source)
        return f"({self._listed(self._sorted(citation.items))})"

    def _sorted(self, items: tuple[CitedItem, ...]) -> tuple[CitedItem, ...]:
        """In the order of the reference list (APA), unless words such as "see also" tie the works together."""
        if any(item.prefix for item in items):
            return items
        return tuple(sorted(items, key=lambda item: self.places[item.key]))

    def _listed(self, items: tuple[CitedItem, ...]) -> str:
        parts: list[str] = []
        author_before = ""
        for item in items:
            author = "" if item.suppress_author else self.works[item.key].author
            same = bool(author) and author == author_before and not item.prefix
            text = self.works[item.key].year if same or not author else f"{author}, {self.works[item.key].year}"
            prefix = f"{escape(item.prefix)} " if item.prefix else ""
            separator = "" if not parts else ", " if same else "; "
            parts.append(separator + prefix + _link(item.key, text + self._locator(item)))
            # After a page number, "2020b" alone would read as one more page.
            author_before = "" if item.locator else author
        return "".join(parts)

    def _in_text(self, item: CitedItem) -> str:
        """`Grubb og Frederiksen (2021, s. 12)`: the author is part of the sentence."""
        work = self.works.get(item.key)
        if work is None:
            return escape(f"@{item.key}")
        author = work.author
        makers = self.references[item.key].makers
        last = f" &amp; {escape(makers[-1].last)}" if len(makers) > 1 else ""
        if last and author.endswith(last):
            author = f"{author.removesuffix(last)} {_AND[self.language]} {last.removeprefix(' &amp; ')}"
        return _link(item.key, f"{author} ({work.year}{self._locator(item)})")

    def _locator(self, item: CitedItem) -> str:
        return f", {escape(locator_text(item.locator, self.language))}" if item.locator else ""


def _link(key: str, text: str) -> str:
    return f'<a class="cite" href="#ref-{escape(key)}">{text}</a>'


def _item(reference: Reference, place: str, language: Language) -> dict[str, Any]:
    csl = to_csl(reference, language)
    item: dict[str, Any] = {name: value for name, value in csl.items() if name not in _NOT_SHOWN}
    if not reference.makers and ": " in reference.title:
        item["title-short"] = reference.title.partition(": ")[0]
    return {**item, "call-number": place}
