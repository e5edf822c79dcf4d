"""Where a work is used: each page with the sentences that cite it, each a link to the place. The answer on a work's page.

A case's story is told on its tension, potential or model too; these pages are named with the case, the sentences stand once.
"""

from __future__ import annotations

from typing import Any

from scripts.cite.locators import locator_text
from scripts.link.corpus import Entry, Mention
from scripts.link.works import Work
from scripts.records import Term
from scripts.render.site import PageContext
from scripts.render.story import KIND_OF

SHOWN = 3  # sentences of one page before the rest is folded away
_KIND_OF_FOLDER = {
    "guide": "guide-page",
    "fields": "field",
    "roles": "role",
    "levels": "level",
    "about": "about-pages",
    "contribute": "contribute",
    "": "front-page",
}
_ORDER = ("case", "model", "tension", "potential", "guide", "front")


def used_by(work: Work, page: PageContext) -> list[dict[str, Any]]:
    """Arguments of the `cited_by` component: cases first, the glossary last."""
    site = page.site
    entries = sorted(
        work.pages, key=lambda entry: (_ORDER.index(entry.kind), entry.folder, entry.title(site.language).lower())
    )
    terms = sorted(work.terms, key=lambda term: term.name[site.language].lower())
    return [*(_entry(work, entry, page) for entry in entries), *(_term(term, page) for term in terms)]


def _entry(work: Work, entry: Entry, page: PageContext) -> dict[str, Any]:
    site = page.site
    mentions = work.mentions_on(entry, site.language)
    sentences = [_sentence(mention, work.reference.key, page) for mention in mentions]
    note = ""
    if not sentences:
        note = site.t("origin-of-model" if entry in work.models else "listed-as-source")
    return {
        "kind": site.t(_KIND_OF_FOLDER.get(entry.folder, entry.kind)),
        "title": entry.title(site.language),
        "url": page.url_of(entry),
        "language": "" if entry.has(site.language) else "da",
        "note": note,
        "also": _told_again(entry, {mention.anchor for mention in mentions}, page),
        "sentences": sentences[:SHOWN],
        "more": sentences[SHOWN:],
    }


def _told_again(case: Entry, anchors: set[str], page: PageContext) -> list[dict[str, str]]:
    """The other ends of the stories of a case that stand under these anchors."""
    corpus = page.site.corpus
    told = [story for relation in KIND_OF for story in corpus.stories_of(case, relation) if story.target in anchors]
    ends = [corpus.entry(KIND_OF[story.relation], story.target) for story in told]
    return [{"title": end.title(page.site.language), "url": page.url_of(end, case.id)} for end in ends]


def _sentence(mention: Mention, key: str, page: PageContext) -> dict[str, str]:
    language = page.site.language
    locator = next((item.locator for item in mention.citation.items if item.key == key), "")
    return {
        "text": mention.sentence,
        "url": page.url_of(mention.entry, "" if mention.entry.kind == "front" else mention.anchor),
        "language": "" if mention.language == language else mention.language,
        "locator": page.site.t("in-the-source", locator=locator_text(locator, language)) if locator else "",
    }


def _term(term: Term, page: PageContext) -> dict[str, Any]:
    return {
        "kind": page.site.t("term"),
        "title": term.name[page.site.language],
        "url": page.url(f"glossary/#{term.id}"),
        "language": "",
        "note": page.site.t("defines-term"),
        "also": [],
        "sentences": [],
        "more": [],
    }
