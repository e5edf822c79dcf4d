"""What machines read in a work's page: `citation_*` tags, which reference managers take, and schema.org data.

A reference comes in, plain values go out; the theme's `main.html` escapes them. Sources of the forms:
https://scholar.google.com/intl/en/scholar/inclusion.html#indexing and https://schema.org/CreativeWork; how Zotero reads them:
https://github.com/zotero/translators (Embedded Metadata.js, RDF.js).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scripts.cite.items import csl_type, source_of
from scripts.names import PersonName
from scripts.references import Reference

_SCHEMA_TYPES = {
    "peer-reviewed-article": "ScholarlyArticle",
    "article": "Article",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "evaluation": "Report",
    "statistics": "Report",
    "paper": "ScholarlyArticle",
    "thesis": "Thesis",
    "guide": "Report",
    "law": "Legislation",
    "press": "NewsArticle",
    "web-page": "WebPage",
}
# Zotero takes a work for a journal article where nothing says what it is, and says it in its own words.
_ZOTERO_TYPES = {
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "book": "book",
    "chapter": "bookSection",
    "legislation": "statute",
    "paper-conference": "conferencePaper",
    "report": "report",
    "thesis": "thesis",
    "webpage": "webpage",
}
_NO_JOURNALS = ("magazineArticle", "newspaperArticle", "webpage")
# What a work stands in, by its own type.
_CONTAINER_TYPES = {"Chapter": "Book", "WebPage": "WebSite", "NewsArticle": "Newspaper"}


def citation_tags(work: Reference) -> list[list[str]]:
    """The `<meta>` tags as [name, content], in the order in which they are written; what is not known is left out."""
    kind = "case" if work.publication_type == "ruling" else _ZOTERO_TYPES[csl_type(work)]
    # "journal_title" makes it a journal article, whatever else is said.
    source = source_of(work) if kind in _NO_JOURNALS else ""
    tags = [["z:itemType", kind], ["dc.source", source], *([f"citation_{name}", text] for name, text in _tags(work))]
    return [[name, content] for name, content in tags if content]


def _tags(work: Reference) -> Iterator[tuple[str, str]]:
    yield "title", work.title
    for person in work.authors:
        yield "author", person.inverted
    for person in work.editors:
        yield "editor", person.inverted
    yield "publication_date", "/".join(f"{part:02}" for part in work.date)
    yield from _container_tags(work)
    first, _, last = work.pages.partition("–")
    yield "volume", work.text("volume")
    yield "issue", work.text("issue", "number") if work.journal else ""
    yield "firstpage", first
    yield "lastpage", last
    yield "doi", work.doi
    yield "isbn", work.text("isbn")
    yield "issn", work.text("issn")
    yield "language", work.language
    yield "public_url", work.address
    yield "keywords", "; ".join(work.themes)


def _container_tags(work: Reference) -> Iterator[tuple[str, str]]:
    """What the work stands in, and who published it, under the name that tells a reference manager its type."""
    kind = work.publication_type
    if work.journal and csl_type(work) == "article-journal":
        yield "journal_title", work.journal
    elif kind == "thesis":
        yield "dissertation_institution", work.publisher
    elif kind in ("report", "evaluation", "statistics", "guide") and work.type in ("techreport", "report", "manual"):
        yield "technical_report_institution", work.publisher
    elif work.type in ("inproceedings", "conference"):
        yield "conference_title", work.container
    elif kind == "chapter":
        yield "inbook_title", work.container
    if kind != "thesis":
        yield "publisher", work.publisher


def json_ld(work: Reference) -> dict[str, Any]:
    """The work as schema.org data."""
    kind = _SCHEMA_TYPES.get(work.publication_type, "CreativeWork")
    container = work.container
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": work.title,
        "author": [_person(person) for person in work.authors],
        "editor": [_person(person) for person in work.editors],
        "datePublished": "-".join(f"{part:02}" for part in work.date),
        "inLanguage": work.language,
        "publisher": {"@type": "Organization", "name": work.publisher} if work.publisher else None,
        "isPartOf": {"@type": _CONTAINER_TYPES.get(kind, "Periodical"), "name": container} if container else None,
        "pagination": work.pages,
        "isbn": work.text("isbn"),
        "identifier": f"doi:{work.doi}" if work.doi else "",
        "url": work.address,
        "isAccessibleForFree": {"open": True, "closed": False, "unknown": None}[work.access],
    }
    return {name: value for name, value in data.items() if value or value is False}


def _person(person: PersonName) -> dict[str, str]:
    if person.literal:
        return {"@type": "Organization", "name": person.literal}
    parts = {"@type": "Person", "name": person.full, "givenName": person.given, "familyName": person.last}
    return {name: value for name, value in parts.items() if value}
