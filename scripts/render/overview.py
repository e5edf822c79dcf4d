"""The overview: what the cases document and where nothing is documented, as tables with counts that lead into the cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from scripts.link.corpus import Entry, Story
from scripts.records import UNKNOWN, Case, ToldTension
from scripts.render.parts import collected_page
from scripts.render.related import BIG_FIELDS, OTHER_FIELDS
from scripts.render.site import PageContext, Site

ADDRESS = "overview/"
FIELDS = (*BIG_FIELDS, OTHER_FIELDS)
HANDLINGS = ("done", "recommended", "unknown")
BEFORE = 2010  # cases that began earlier are counted together


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
        charts=[_over_time(cases, page), _by_evidence(cases, page)],
    )
    return [("overview/index.md", collected_page(site, title, lead, ADDRESS, "", html, styles=["overview"]))]


def _tension_field(page: PageContext) -> dict[str, Any]:
    rows = [_field_row(entry, "tension", "tensions", page) for entry in page.site.corpus.of_kind("tension")]
    return _map("overview-tension-field", "tension", _field_columns(page.site), rows, page)


def _model_field(page: PageContext) -> dict[str, Any]:
    rows = [_field_row(entry, "model", "models", page) for entry in page.site.corpus.of_kind("model")]
    return _map("overview-model-field", "model", _field_columns(page.site), rows, page)


def _tension_handling(page: PageContext) -> dict[str, Any]:
    site = page.site
    columns = [{"title": site.label("handlings", one), "note": ""} for one in HANDLINGS]
    rows = []
    for entry in site.corpus.of_kind("tension"):
        stories = site.corpus.stories_about("tensions", entry.id)
        counts = Counter(story.told.handling for story in stories if isinstance(story.told, ToldTension))
        cells = [
            _cell(
                counts[one],
                page.url_of(entry) if counts[one] else page.url("contribute/"),
                f"{entry.title(site.language)}, {site.label('handlings', one).lower()}",
            )
            for one in HANDLINGS
        ]
        rows.append(_row(entry, cells, page))
    return _map("overview-tension-handling", "tension", columns, rows, page)


def _field_columns(site: Site) -> list[dict[str, str]]:
    return [{"title": _field_name(field, site), "note": ""} for field in FIELDS]


def _field_name(field: str, site: Site) -> str:
    return site.t("other-fields") if field == OTHER_FIELDS else site.label("fields", field)


def _field_row(entry: Entry, facet: str, relation: str, page: PageContext) -> dict[str, Any]:
    site = page.site
    stories = site.corpus.stories_about(relation, entry.id)
    cells = []
    for field in FIELDS:
        number = len({story.case.id for story in stories if _is_in(story, field)})
        query = {facet: entry.id} | ({} if field == OTHER_FIELDS else {"field": field})
        url = f"{page.url('cases/')}?{urlencode(query)}" if number else page.url("contribute/")
        cells.append(_cell(number, url, f"{entry.title(site.language)}, {_field_name(field, site).lower()}"))
    return _row(entry, cells, page)


def _is_in(story: Story, field: str) -> bool:
    fields = set(_case(story.case).fields)
    return bool(fields - set(BIG_FIELDS)) if field == OTHER_FIELDS else field in fields


def _map(
    name: str, corner: str, columns: list[dict[str, str]], rows: list[dict[str, Any]], page: PageContext
) -> dict[str, Any]:
    site = page.site
    empty = sum(cell["n"] == 0 for row in rows for cell in row["cells"])
    return {
        "anchor": name.removeprefix("overview-"),
        "title": site.t(name),
        "note": site.t("overview-empty", n=empty),
        "corner": site.t(corner),
        "columns": columns,
        "rows": rows,
    }


def _row(entry: Entry, cells: list[dict[str, Any]], page: PageContext) -> dict[str, Any]:
    return {"title": entry.title(page.site.language), "url": page.url_of(entry), "cells": cells}


def _cell(number: int, url: str, what: str) -> dict[str, Any]:
    return {"n": number, "url": url, "what": what}


def _over_time(cases: Iterable[Entry], page: PageContext) -> dict[str, Any]:
    site = page.site

    def began(record: Case) -> str:
        start = record.period.start
        if start == UNKNOWN:
            return site.t("unknown")
        return site.t("overview-before", year=BEFORE) if int(start) < BEFORE else start

    counts = Counter(began(_case(case)) for case in cases)
    order = sorted(counts, key=lambda name: (name == site.t("unknown"), name.isdigit(), name))
    return _chart(
        "overview-time", "overview-time-note", "overview-time-head", [(name, counts[name]) for name in order], page
    )


def _by_evidence(cases: Iterable[Entry], page: PageContext) -> dict[str, Any]:
    site = page.site
    counts = Counter(kind for case in cases for kind in {source.evidence for source in _case(case).sources})
    rows = [(site.label("evidence", kind), counts[kind]) for kind in site.corpus.vocabulary.get("evidence", {})]
    return _chart("overview-evidence", "overview-evidence-note", "overview-evidence-head", rows, page)


def _chart(name: str, note: str, head: str, rows: list[tuple[str, int]], page: PageContext) -> dict[str, Any]:
    most = max((number for _, number in rows), default=0) or 1
    return {
        "anchor": name.removeprefix("overview-"),
        "title": page.site.t(name),
        "note": page.site.t(note),
        "head": page.site.t(head),
        "rows": [{"title": title, "n": number, "share": round(100 * number / most)} for title, number in rows],
    }


def _case(entry: Entry) -> Case:
    record = entry.record("da")
    assert isinstance(record, Case)
    return record
