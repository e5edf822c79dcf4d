"""The page `/search/`: the field, a place for the results, and ways for those who look by eye or have no JavaScript."""

from __future__ import annotations

from typing import Any

from scripts.render.citing import CitedPage
from scripts.render.parts import cite_page
from scripts.render.site import ROOTS, PageContext, Site, staged_page

ADDRESS = "search/"
# Where one can look by eye: the label, the address, and the label of one sentence about it.
WAYS = (
    ("cases", "cases/", "list-cases-lead", "case"),
    ("list-questions", "guide/questions/", "list-questions-lead", "question"),
    ("tensions", "tensions/", "list-tensions-lead", "tension"),
    ("potentials", "potentials/", "list-potentials-lead", "potential"),
    ("models", "models/", "list-models-lead", "model"),
    ("guide", "guide/", "list-guide-lead", ""),
    ("fields", "fields/", "list-fields-lead", ""),
    ("list-roles", "roles/", "list-roles-lead", ""),
    ("glossary", "glossary/", "list-glossary-lead", "term"),
    ("list-organisations", "organisations/", "list-organisations-lead", "organisation"),
)


def search_pages(site: Site) -> list[tuple[str, str]]:
    """The staged page, as (path, text)."""
    page = PageContext(site, ADDRESS, "")
    ways = [
        _way(site.t(label), address, site.t(why, n=_number(kind, site)), page) for label, address, why, kind in WAYS
    ]
    ways.insert(6, _way(site.t("literature"), "literature/", site.t("browse-literature", n=len(site.works)), page))
    meta = {
        "title": site.t("search-title"),
        "description": site.t("search-lead"),
        "kind": "search",
        "section": "",
        "breadcrumbs": [],
        "counterpart": ROOTS[site.other_language] + ADDRESS,
        "toc": False,
        "styles": ["search"],
        "scripts": ["module:search"],
    }
    own = cite_page(CitedPage(site.t("search-title"), ADDRESS, site.language), page)
    return [("search/index.md", staged_page(meta, site.fill("search.html", ways=ways, own=own)))]


def _way(title: str, address: str, why: str, page: PageContext) -> dict[str, Any]:
    return {"title": title, "url": page.url(address), "why": why, "kicker": "", "outside": ""}


def _number(kind: str, site: Site) -> int:
    corpus = site.corpus
    counted = {"term": corpus.terms, "question": corpus.questions, "organisation": corpus.organisations}
    if kind in counted:
        return len(counted[kind])
    return len(corpus.of_kind(kind)) if kind else 0  # type: ignore[arg-type]
