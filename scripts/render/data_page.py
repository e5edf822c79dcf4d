"""The page `/data/`: everything that can be taken away, with what it is good for."""

from __future__ import annotations

from typing import Any

from scripts.contribute.json_schema import LISTS
from scripts.records import RECORDS
from scripts.render.parts import collected_page
from scripts.render.site import PageContext, Site

ADDRESS = "data/"


def data_pages(site: Site) -> list[tuple[str, str]]:
    """The staged page, as (path, text)."""
    page = PageContext(site, ADDRESS, "")
    groups = [
        _group(
            site,
            "data-cases",
            [
                _file(page, "data-cases-csv", f"cases-{site.language}.csv"),
                *(
                    _file(page, f"data-{name}", f"{name}.json")
                    for name in ("cases", "models", "tensions", "potentials")
                ),
            ],
        ),
        _group(
            site,
            "data-literature",
            [_file(page, f"data-{kind}", f"literature.{kind}") for kind in ("bib", "ris", "json")],
        ),
        _group(
            site,
            "data-lists",
            [_file(page, f"data-{name}", f"{name}.json") for name in ("glossary", "organisations", "vocabulary")],
        ),
        _group(site, "data-schemas", [_schema(page, name) for name in (*RECORDS, *LISTS)]),
    ]
    title, lead = (
        site.t("data-title"),
        site.t("data-lead", version=site.settings.version, date=site.date(site.settings.date)),
    )
    html = site.fill("list.html", title=title, lead=lead, groups=groups, buttons=[])
    return [("data/index.md", collected_page(site, title, lead, ADDRESS, "", html))]


def _group(site: Site, name: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"title": site.t(f"{name}-title"), "anchor": name, "items": items}


def _file(page: PageContext, label: str, name: str) -> dict[str, Any]:
    return _item(page, name, page.site.t(label))


def _schema(page: PageContext, name: str) -> dict[str, Any]:
    return _item(page, f"schema/{name}.json", page.site.t("data-schema", name=name))


def _item(page: PageContext, name: str, why: str) -> dict[str, Any]:
    return {"title": name, "url": page.url(f"data/{name}", "da"), "why": why, "kicker": "", "outside": ""}
