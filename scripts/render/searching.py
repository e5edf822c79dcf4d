"""What the search knows of a page beyond its text: what kind of thing it is, what it is about, by which words it is found too.

Entries, works, terms and questions come in; the words of the page's hidden block, and records for things that have no page
of their own (a term of the glossary, a question with its answer), go out.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypedDict

from markupsafe import Markup

from scripts.check.text import target_of
from scripts.link.corpus import Entry
from scripts.records import Case, GuidePage, Language, Page, Potential, Question, Tension, Term
from scripts.render.place import place_and_time, place_of_case
from scripts.render.site import ROOTS, PageContext, Site
from scripts.render.words import also_found_by, compound_tails, stem, words_of

_CITED = re.compile(r"\[?@[^\]\s]+\]?|\]\([^)]*\)|<!--.*?-->")
_TAG = re.compile(r"<[^>]+>")
# How much a kind of page is worth where two speak of the same: what helps first, what is read for its own sake last.
RANKS = {
    "guide": 1.0,
    "tension": 1.0,
    "model": 1.0,
    "potential": 0.95,
    "case": 0.9,
    "term": 0.9,
    "question": 0.95,
    "work": 0.5,
}
FOLDER_RANKS = {"about": 0.8, "contribute": 0.7}
LIST_RANK = 0.75
PHRASES = " | "
DIGITS = string.digits + string.ascii_lowercase
# Inner words that say nothing of what a page is about.
PLAIN_PARTS = frozenset(("arbejde", "arbejder", "arbejderne", "by", "dag"))
_RECORD = Markup(
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="kind" content="{kind}" data-pagefind-meta="kind[content]">'
    '<meta name="line" content="{line}" data-pagefind-meta="line[content]">'
    '<meta name="summary" content="{summary}" data-pagefind-meta="summary[content]">'
    '<meta name="rank" content="{rank}" data-pagefind-meta="rank[content]">'
    '<meta name="address" content="{address}" data-pagefind-meta="address[content]"></head>'
    "<body data-pagefind-body><h1>{title}</h1><p>{summary}</p>"
    '<div data-pagefind-weight="6" data-pagefind-meta="about">{about}</div>'
    '<div data-pagefind-weight="0.3">{words}</div></body></html>'
)


class FoundBy(TypedDict):
    """The header field `search` of a staged page: kind and line are shown, the rest is hidden from readers."""

    kind: str
    line: str
    rank: float
    about: str
    words: str


@dataclass(frozen=True)
class SearchRecord:
    """Something to be found that has no page of its own, as HTML for the index. It says itself where it stands."""

    html: str


def text_of(body: str) -> str:
    """A page's words, without its tags."""
    return html.unescape(_TAG.sub(" ", body))


def entry_found_by(entry: Entry, page: PageContext, body: str) -> FoundBy | None:
    """What the search knows of an entry's page; none for the front page, which only leads on."""
    site, record = page.site, entry.record(page.site.language)
    if entry.kind == "front":
        return None
    other = entry.record(site.other_language)
    about = [*phrases_of(record), *_parts_of(record.title, site), *term_words(record.title, site)]
    about += _known_as(entry, record, site)
    extra = [other.title, *phrases_of(other), *term_words(record.summary, site)]
    rank = FOLDER_RANKS.get(entry.folder, RANKS[entry.kind])
    return found_by(
        _kind(entry, site), _line(record, site), rank, about, extra, f"{record.title} {text_of(body)}", site
    )


def _parts_of(title: str, site: Site) -> list[str]:
    """The inner words of a title's compounds: a page on frivilligpolitik is about politik."""
    if site.language != "da":
        return []
    return sorted({tail for word in words_of(title) for tail in compound_tails(word) if tail not in PLAIN_PARTS})


def _known_as(entry: Entry, record: Page, site: Site) -> list[str]:
    """What a case is called by those who know it: its id, its place, its parties."""
    if not isinstance(record, Case):
        return []
    ids = [one for group in (record.parties.public, record.parties.civil) if isinstance(group, tuple) for one in group]
    parties = [site.corpus.organisations[identity].name[site.language] for identity in ids]
    return [entry.id.replace("-", " "), place_of_case(record, site), *parties]


def found_by(
    kind: str, line: str, rank: float, about: Iterable[str], extra: Iterable[str], text: str, site: Site
) -> FoundBy:
    """The field for any page. `about`: what the page is another word for; `extra`: further words; `text`: the page's own."""
    said = PHRASES.join(dict.fromkeys(about))
    further = " ".join(dict.fromkeys(extra))
    return {
        "kind": kind,
        "line": line,
        "rank": rank,
        "about": said,
        "words": " ".join([further, *also_found_by(f"{text} {said}", site.language)]).strip(),
    }


def list_found_by(title: str, lead: str, site: Site) -> FoundBy:
    """For a page that lists others: it is found by its own words alone."""
    return found_by(site.t("kind-list"), "", LIST_RANK, term_words(title, site), (), f"{title} {lead}", site)


def phrases_of(record: Page) -> tuple[str, ...]:
    """The everyday sentences by which one knows what a page is about."""
    if isinstance(record, Tension | Potential):
        return (record.question, *record.phrases)
    if isinstance(record, GuidePage):
        return record.phrases or ()
    return ()


def term_words(text: str, site: Site) -> list[str]:
    """The names and synonyms, in both languages, of the glossary's terms that stand in a text."""
    lower = text.lower()
    stems = {stem(word) for word in words_of(text)}
    return [
        word
        for first, known, term in site.term_names
        if first in stems and (" " not in known or known in lower)
        for word in names_of(term)
        if word.lower() not in lower
    ]


def names_of(term: Term) -> list[str]:
    """All words for a term, each once."""
    synonyms = [*term.synonyms.da, *term.synonyms.en] if term.synonyms else []
    return list(dict.fromkeys([term.name.da, term.name.en, *synonyms]))


def search_records(site: Site) -> Iterator[SearchRecord]:
    """The terms of the glossary and the questions, in the site's language."""
    for term in site.corpus.terms.values():
        yield _term_record(term, site)
    for question in site.corpus.questions:
        yield _question_record(question, site)


def _term_record(term: Term, site: Site) -> SearchRecord:
    language = site.language
    name, definition = term.name[language], term.definition[language]
    names = [word for word in names_of(term) if word.lower() != name.lower()]
    address = f"{ROOTS[language]}glossary/#{term.id}"
    return _record(address, name[:1].upper() + name[1:], site.t("glossary"), definition, RANKS["term"], names, site)


def _question_record(question: Question, site: Site) -> SearchRecord:
    language = site.language
    path, _, anchor = question.page.partition("#")
    entry = site.corpus.at(target_of(path, "docs/questions.yml") or "")
    page = entry.address if entry else "guide/questions/"
    shown: Language = language if entry is None or entry.has(language) else "da"
    address = f"{ROOTS[shown]}{page}" + (f"#{anchor}" if anchor else "")
    other = question.question[site.other_language]
    return _record(
        address,
        question.question[language],
        site.t("kind-question"),
        question.answer[language],
        RANKS["question"],
        [other],
        site,
    )


def _record(
    address: str, title: str, kind: str, summary: str, rank: float, about: list[str], site: Site
) -> SearchRecord:
    found = found_by(kind, "", rank, about, (), f"{title} {summary}", site)
    values = {**found, "about": found["about"] or title}
    return SearchRecord(
        str(_RECORD.format(language=site.language, address=address, title=title, summary=summary, **values))
    )


def _kind(entry: Entry, site: Site) -> str:
    if entry.kind == "guide":
        return site.t(
            {"fields": "kind-field", "roles": "role", "levels": "level"}.get(entry.folder, f"kind-{entry.folder}")
        )
    return site.t(entry.kind)


def _line(record: Page, site: Site) -> str:
    if not isinstance(record, Case):
        return ""
    fields = ", ".join(site.label("fields", field) for field in record.fields)
    return " · ".join(part for part in (fields, place_and_time(record, site)) if part)


def known_words(site: Site, most: int = 6000) -> str:
    """The words of titles, summaries, sentences and terms: from them the nearest to a misspelt one is taken.

    One a line, in order; a line begins with how many letters (0–9, a–z) the word has in common with the one above.
    """
    counts: dict[str, int] = {}
    for text in _said(site):
        for word in words_of(text):
            counts[word] = counts.get(word, 0) + 1
    kept = sorted((word for word in counts if len(word) > 3), key=lambda word: (-counts[word], word))[:most]
    lines, above = [], ""
    for word in sorted(kept):
        same = next(
            (at for at, (one, other) in enumerate(zip(above, word, strict=False)) if one != other),
            min(len(above), len(word)),
        )
        same = min(same, len(DIGITS) - 1)
        lines.append(f"{DIGITS[same]}{word[same:]}\n")
        above = word
    return "".join(lines)


def _said(site: Site) -> Iterator[str]:
    for entry in site.corpus.entries.values():
        record = entry.record(site.language)
        if entry.kind != "case" and entry.has(site.language):
            yield _CITED.sub(" ", entry.edition(site.language).source.text)
        yield " ".join((record.title, record.summary, *phrases_of(record)))
    for term in site.corpus.terms.values():
        yield " ".join(names_of(term))
    for question in site.corpus.questions:
        yield question.question[site.language]
    for organisation in site.corpus.organisations.values():
        yield organisation.name[site.language]
    for municipality in site.corpus.municipalities.values():
        yield municipality.name
    for values in site.corpus.vocabulary.values():
        for value in values.values():
            yield value.label[site.language]
