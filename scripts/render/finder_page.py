"""The page `/cases/`: all cases as a list, and the finder over it. A very long list is cut into pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scripts.link.corpus import Entry
from scripts.render.citing import CitedPage
from scripts.render.facets import facets_of
from scripts.render.finder import finder_file, row_of, sorted_cases
from scripts.render.parts import cite_page
from scripts.render.searching import list_found_by
from scripts.render.site import ROOTS, PageContext, Site, staged_page

ADDRESS = "cases/"
PER_PAGE = 200
DOORS = (
    ("fields", "fields/"),
    ("tensions", "tensions/"),
    ("potentials", "potentials/"),
    ("models", "models/"),
    ("overview", "overview/"),
)


def finder_pages(site: Site) -> Iterator[tuple[str, str]]:
    """The staged pages, as (path, text): the first holds the finder, the others the rest of a long list."""
    cases = sorted_cases(site)
    parts = [cases[start : start + PER_PAGE] for start in range(0, len(cases), PER_PAGE)] or [[]]
    for number, part in enumerate(parts, 1):
        path = "cases/index.md" if number == 1 else f"cases/list/{number}.md"
        yield path, _page(site, part, number, len(cases))


def _page(site: Site, cases: list[Entry], number: int, total: int) -> str:
    address = _address(number)
    page = PageContext(site, address, "")
    title, lead = site.t("finder-title"), site.t("list-cases-lead", n=total)
    values = {
        "title": title,
        "lead": lead,
        "facets": facets_of(sorted_cases(site), site) if number == 1 else [],
        "data_url": page.url(finder_file(site), "da"),
        "csv_url": page.url(f"data/cases-{site.language}.csv", "da"),
        "json_url": page.url("data/cases.json", "da"),
        "words": _words(site, page, total),
        "rows": [row_of(case, site) for case in cases],
        "places": {case.id: page.url_of(case) for case in cases},
        "doors": [{"title": site.t(label), "url": page.url(where)} for label, where in DOORS],
        "total": total,
        "around": _around(site, page, number, total),
        "own": cite_page(CitedPage(title, address, site.language), page),
    }
    meta = {
        "title": title,
        "description": lead,
        "kind": "list",
        "section": "cases",
        "breadcrumbs": [] if number == 1 else [{"title": site.t("cases"), "url": ADDRESS}],
        "counterpart": ROOTS[site.other_language] + address,
        "toc": False,
        "styles": ["sift", "finder"],
        "scripts": ["module:finder"] if number == 1 else None,
        "search": list_found_by(title, lead, site) if number == 1 else None,
    }
    return staged_page(meta, site.fill("finder.html", **values))


def _address(number: int) -> str:
    return ADDRESS if number == 1 else f"{ADDRESS}list/{number}/"


def _around(site: Site, page: PageContext, number: int, total: int) -> list[dict[str, str]]:
    """The pages of a long list; none where one page holds all."""
    if total <= PER_PAGE:
        return []
    return [
        {
            "title": site.t("finder-more-pages", first=start + 1, last=min(start + PER_PAGE, total)),
            "url": "" if at == number else page.url(_address(at)),
        }
        for at, start in enumerate(range(0, total, PER_PAGE), 1)
    ]


def _words(site: Site, page: PageContext, total: int) -> dict[str, Any]:
    """What the finder says, for the script."""
    label = site.labels
    return {
        "one": site.t("n-cases", n=1).replace("1", "{n}"),
        "many": site.t("n-cases", n=0).replace("0", "{n}"),
        "of": site.t("works-of", m=total),
        "chosen": label["filters-chosen"],
        "filters": site.t("filters"),
        "remove": label["remove-filter"],
        "clear": site.t("clear-all"),
        "none": site.t("no-cases-match"),
        "failed": site.t("filter-failed"),
        "more": label["finder-more-tensions"],
        "few": site.t("few-results"),
        "without": label["finder-few"],
        "stories": site.t("finder-stories"),
        "handling": {
            name: value.label[site.language] for name, value in site.corpus.vocabulary.get("handlings", {}).items()
        },
        "got": label["finder-got"],
        "notGot": site.t("finder-not-got"),
        "file": site.t("finder-file"),
        "cases": page.url(ADDRESS),
        "danish": page.url(ADDRESS, "da"),
        "tensions": page.url("tensions/"),
        "onlyDanish": site.t("only-in-danish"),
    }
