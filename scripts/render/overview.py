"""The overview: what the cases document and where nothing is documented, as tables with counts that lead into the cases.

Every count is a link to the finder with the choice that gives just these cases; an empty cell leads to how to write one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from scripts.alphabet import sort_key
from scripts.link.corpus import Entry, Story
from scripts.records import UNKNOWN, ToldTension
from scripts.render.facets import YEARS, case_of, label_of, period_of
from scripts.render.parts import collected_page
from scripts.render.related import BIG_FIELDS, OTHER_FIELDS
from scripts.render.site import PageContext, Site

ADDRESS = "overview/"
FIELDS = (*BIG_FIELDS, OTHER_FIELDS)
HANDLINGS = ("done", "recommended", "unknown")


def overview_pages(site: Site) -> list[tuple[str, str]]:
    """The staged page, as (path, text)."""
    page = PageContext(site, ADDRESS, "")
    cases = site.corpus.of_kind("case")
    title, lead = site.t("overview-title"), site.t("overview-lead", n=len(cases), date=site.date(site.settings.date))
    html = site.fill(
        "overview.html",
        title=title,
        lead=lead,
        maps=[_tension_field(page), _tension_handling(page), _model_field(page)],
        write_url=page.url("contribute/"),
        charts=[_over_time(cases, page), _by_evidence(cases, page)],
    )
    return [("overview/index.md", collected_page(site, title, lead, ADDRESS, "", html, styles=["overview"]))]


def _tension_field(page: PageContext) -> dict[str, Any]:
    rows = [_field_row(entry, "tension", page) for entry in page.site.corpus.of_kind("tension")]
    return _map("overview-tension-field", "tension", _field_columns(page.site), rows, page)


def _model_field(page: PageContext) -> dict[str, Any]:
    rows = [_field_row(entry, "model", page) for entry in page.site.corpus.of_kind("model")]
    return _map("overview-model-field", "model", _field_columns(page.site), rows, page)


def _tension_handling(page: PageContext) -> dict[str, Any]:
    site = page.site
    columns = [{"title": site.label("handlings", one).capitalize(), "note": ""} for one in HANDLINGS]
    rows = []
    for entry in site.corpus.of_kind("tension"):
        stories = site.corpus.stories_about("tensions", entry.id)
        counts = Counter(story.told.handling for story in stories if isinstance(story.told, ToldTension))
        cells = [
            _cell(
                counts[one],
                {"tension": [entry.id], "handling": [one]},
                f"{entry.title(site.language)}, {site.label('handlings', one).lower()}",
                page,
            )
            for one in HANDLINGS
        ]
        rows.append(_row(entry, cells, page))
    return _map("overview-tension-handling", "tension", columns, rows, page)


def _field_columns(site: Site) -> list[dict[str, str]]:
    held = [set(case_of(case).fields) for case in site.corpus.of_kind("case")]
    counts = {field: sum(bool(fields & _fields(field, site)) for fields in held) for field in FIELDS}
    return [{"title": _field_name(field, site), "note": site.t("n-cases", n=counts[field])} for field in FIELDS]


def _field_name(field: str, site: Site) -> str:
    return site.t("other-fields") if field == OTHER_FIELDS else site.label("fields", field)


def _fields(column: str, site: Site) -> set[str]:
    """The fields that a column counts: one, or all but the two large ones."""
    return set(site.corpus.vocabulary["fields"]) - set(BIG_FIELDS) if column == OTHER_FIELDS else {column}


def _field_row(entry: Entry, facet: str, page: PageContext) -> dict[str, Any]:
    site = page.site
    stories = site.corpus.stories_about(f"{facet}s", entry.id)
    cells = []
    for column in FIELDS:
        fields = _fields(column, site)
        number = len({story.case.id for story in stories if _is_in(story, fields)})
        what = f"{entry.title(site.language)}, {_field_name(column, site).lower()}"
        cells.append(_cell(number, {facet: [entry.id], "field": sorted(fields)}, what, page))
    return _row(entry, cells, page)


def _is_in(story: Story, fields: set[str]) -> bool:
    return bool(fields & set(case_of(story.case).fields))


def _map(
    name: str, corner: str, columns: list[dict[str, str]], rows: list[dict[str, Any]], page: PageContext
) -> dict[str, Any]:
    """A gap map: what most cases tell of first, so that the gaps gather at the end."""
    site = page.site
    empty = sum(cell["n"] == 0 for row in rows for cell in row["cells"])
    return {
        "anchor": name.removeprefix("overview-"),
        "title": site.t(name),
        "note": f"{site.t('overview-square')} {site.t('overview-empty', n=empty)}",
        "corner": site.t(corner),
        "columns": columns,
        "rows": sorted(rows, key=lambda row: (-_total(row), sort_key(row["title"], site.language))),
    }


def _total(row: dict[str, Any]) -> int:
    return sum(cell["n"] for cell in row["cells"])


def _row(entry: Entry, cells: list[dict[str, Any]], page: PageContext) -> dict[str, Any]:
    return {"title": entry.title(page.site.language), "url": page.url_of(entry), "cells": cells}


def _cell(number: int, chosen: dict[str, list[str]], what: str, page: PageContext) -> dict[str, Any]:
    """`chosen`: {facet: [values]} in the finder."""
    return {"n": number, "url": _found(chosen, page) if number else page.url("contribute/"), "what": what}


def _found(chosen: dict[str, list[str]], page: PageContext) -> str:
    return f"{page.url('cases/')}?{urlencode(chosen, doseq=True)}"


def _over_time(cases: Iterable[Entry], page: PageContext) -> dict[str, Any]:
    """The periods of the finder, those without a case between the first and the last as well."""
    counts = Counter(period_of(case_of(case)) for case in cases)
    years = sorted(int(one) for one in counts if one.isdigit())
    between = [str(year) for year in range(years[0], years[-1] + 1, YEARS)] if years else []
    periods = [one for one in ("before", *between, UNKNOWN) if counts[one] or one in between]
    labels = ("overview-time", "overview-time-note", "overview-time-head")
    return _chart(labels, "period", [(one, counts[one]) for one in periods], page)


def _by_evidence(cases: Iterable[Entry], page: PageContext) -> dict[str, Any]:
    counts = Counter(kind for case in cases for kind in {source.evidence for source in case_of(case).sources})
    kinds = page.site.corpus.vocabulary.get("evidence", {})
    labels = ("overview-evidence", "overview-evidence-note", "overview-evidence-head")
    return _chart(labels, "evidence", [(kind, counts[kind]) for kind in kinds], page)


def _chart(
    labels: tuple[str, str, str], facet: str, rows: Sequence[tuple[str, int]], page: PageContext
) -> dict[str, Any]:
    """`labels`: of the title, the sentence below it, the head of the first column."""
    title, note, head = labels
    site, most = page.site, max((number for _, number in rows), default=0) or 1
    return {
        "anchor": title.removeprefix("overview-"),
        "title": site.t(title),
        "note": site.t(note),
        "head": site.t(head),
        "rows": [
            {
                "title": label_of(facet, value, site),
                "n": number,
                "url": _found({facet: [value]}, page) if number else "",
                "share": round(100 * number / most),
            }
            for value, number in rows
        ],
    }
