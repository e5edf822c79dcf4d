"""The page `/models/compare/`: what each model suits, as one table; with a script, two to four models side by side."""

from __future__ import annotations

from typing import Any

from scripts.link.corpus import Entry
from scripts.records import ToldModel
from scripts.render.choosing import KIND_ORDER, VOCABULARIES, model_of, reasons_not
from scripts.render.citing import CitedPage
from scripts.render.combining import COMPARED, combinations
from scripts.render.parts import cite_page
from scripts.render.searching import list_found_by
from scripts.render.site import ROOTS, PageContext, Site, staged_page

ADDRESS = "models/compare/"
LEAST, MOST = 2, COMPARED


def compare_pages(site: Site) -> list[tuple[str, str]]:
    """The staged page, as (path, text)."""
    page = PageContext(site, ADDRESS, "")
    models = sorted(
        site.corpus.of_kind("model"), key=lambda entry: (KIND_ORDER.index(model_of(entry, site).kind), entry.id)
    )
    title, lead = site.t("compare-title"), site.t("compare-lead", n=len(models))
    values = {
        "title": title,
        "lead": lead,
        "columns": _columns(site),
        "rows": [_row(entry, page) for entry in models],
        "words": _words(site),
        "choose_url": page.url("models/choose/"),
        "own": cite_page(CitedPage(title, ADDRESS, site.language), page),
    }
    meta = {
        "title": title,
        "description": lead,
        "kind": "list",
        "section": "models",
        "breadcrumbs": [{"title": site.t("models"), "url": "models/"}],
        "counterpart": ROOTS[site.other_language] + ADDRESS,
        "toc": False,
        "styles": ["choose", "compare"],
        "scripts": ["module:compare"],
        "search": list_found_by(title, lead, site),
    }
    return [("models/compare.md", staged_page(meta, site.fill("compare.html", **values)))]


def _columns(site: Site) -> list[dict[str, Any]]:
    """The headings; some stand only where models are side by side, since there is room for them."""
    labels = [
        ("compare-kind", False),
        ("compare-fields", False),
        *((f"choose-{name}-short", False) for name in VOCABULARIES),
        ("compare-tensions", False),
        ("combines-with", True),
        ("compare-cases", True),
        ("consider-not", True),
    ]
    return [{"title": site.t(label), "pair": pair} for label, pair in labels]


def _row(entry: Entry, page: PageContext) -> dict[str, Any]:
    site, record = page.site, model_of(entry, page.site)
    told = record.tensions if isinstance(record.tensions, tuple) else ()
    tensions = [page.site.corpus.entry("tension", one.id) for one in told]
    cells = [
        [_item(site.label("model-kinds", record.kind))],
        [_item(site.label("fields", one)) for one in record.fields],
        *([_item(site.label(VOCABULARIES[name], one)) for one in getattr(record.fit, name)] for name in VOCABULARIES),
        [_item(one.title(site.language), page.url_of(one)) for one in tensions],
        [_item(f"{one['when'].capitalize()}: {one['title']}", one["url"]) for one in combinations(record, page)],
        [_item(_cases(entry, page))],
        [_item(text) for text in reasons_not(entry, site)],
    ]
    return {"id": entry.id, "title": record.title, "url": page.url_of(entry), "cells": cells}


def _cases(entry: Entry, page: PageContext) -> str:
    links = [
        story.told.link
        for story in page.site.corpus.stories_about("models", entry.id)
        if isinstance(story.told, ToldModel)
    ]
    return page.site.t("compare-uses", n=links.count("uses"), m=links.count("resembles"))


def _item(title: str, url: str = "") -> dict[str, str]:
    return {"title": title, "url": url}


def _words(site: Site) -> dict[str, Any]:
    """What the page says, for the script."""
    return {
        "least": site.t("compare-least"),
        "oneMore": site.labels["compare-one-more"],
        "most": site.t("compare-most"),
        "tooMany": site.labels["compare-too-many"],
        "chosen": site.labels["compare-chosen"],
        "remove": site.labels["remove-filter"],
        "feature": site.t("compare-feature"),
        "limits": [LEAST, MOST],
    }
