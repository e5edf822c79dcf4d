"""The facts box of a work: where it was published, where it is found, what it is about, how far its details are checked."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from scripts.link.works import Work
from scripts.references import Reference
from scripts.render.parts import ask_url
from scripts.render.place import listed
from scripts.render.site import PageContext, Site

SHOWN_AUTHORS = 20
_FULL_DATE = 3


def facts(work: Work, page: PageContext) -> dict[str, Any]:
    """Arguments of the facts box."""
    site, reference = page.site, work.reference
    rows = [*_published(reference, site), *_found(reference, site)]
    if work.welfare_fields:
        rows.append(
            _row(site.t("fields"), _value(", ".join(site.label("fields", field) for field in work.welfare_fields)))
        )
    themes = [theme for theme in reference.themes if theme in site.corpus.vocabulary.get("themes", {})]
    if themes:
        links = [_value(site.label("themes", theme), page.url(f"literature/themes/{theme}/")) for theme in themes]
        rows.append(_row(site.t("themes"), *links))
    rows += [
        _row(site.t("access"), _value("" if reference.access == "unknown" else site.label("access", reference.access))),
        _row(site.t("details"), _value(site.label("bibliography-checks", reference.checked), "#oplysninger")),
        _row(site.t("key"), {**_value(reference.key), "code": True}),
    ]
    actions = [
        {"icon": "quote", "title": site.t("cite-work"), "url": "#citer"},
        {
            "icon": "download",
            "title": site.t("download-data"),
            "url": page.url(f"data/literature/{reference.key}.json", "da"),
        },
        {"icon": "pencil", "title": site.t("suggest-correction"), "url": ask_url(page)},
    ]
    return {"title": site.t("facts"), "rows": rows, "actions": actions}


def _published(reference: Reference, site: Site) -> list[dict[str, Any]]:
    """What the work stands in, who published it and when."""
    rows = []
    if reference.container:
        label = (
            "journal"
            if reference.journal
            else "in-book"
            if reference.publication_type == "chapter"
            else "in-collection"
        )
        rows.append(_row(site.t(label), _value(reference.container)))
    if reference.authors and reference.editors:
        rows.append(_row(site.t("edited-by"), _value(people([one.full for one in reference.editors], False, site))))
    issue = f"({reference.issue})" if reference.issue and reference.journal else ""
    volume = reference.text("volume") + issue
    pages = site.t("pages-of", pages=reference.pages) if reference.pages else ""
    if volume or pages:
        label = "volume-pages" if volume else "pages"
        rows.append(_row(site.t(label), _value(", ".join(part for part in (volume, pages) if part))))
    if reference.publisher:
        rows.append(_row(site.t("publisher"), _value(reference.publisher)))
    return [*rows, _row(site.t("published"), _value(_date(reference, site)))]


def _date(reference: Reference, site: Site) -> str:
    if len(reference.date) == _FULL_DATE:
        return site.date("-".join(str(part) for part in reference.date))
    return str(reference.year or "")


def _found(reference: Reference, site: Site) -> list[dict[str, Any]]:
    """Its DOI and its address."""
    rows = []
    if reference.doi:
        rows.append(_row("DOI", _value(reference.doi, f"https://doi.org/{reference.doi}")))
    if reference.url and not reference.url.endswith(reference.doi or " "):
        rows.append(_row(site.t("web-address"), _value(host_of(reference.url), reference.url)))
    return rows or [_row(site.t("web-address"), _value(""))]


def people(names: list[str], others: bool, site: Site) -> str:
    """`A, B og C`; of very many the first, and how many more."""
    if len(names) > SHOWN_AUTHORS + 1:
        return f"{', '.join(names[:SHOWN_AUTHORS])} {site.t('n-more-authors', n=len(names) - SHOWN_AUTHORS)}"
    return f"{', '.join(names)} et al." if others else listed(names, site)


def host_of(address: str) -> str:
    """`vive.dk` of `https://www.vive.dk/da/…`."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def _row(label: str, *values: dict[str, Any]) -> dict[str, Any]:
    return {"label": label, "values": list(values)}


def _value(text: str, url: str = "") -> dict[str, Any]:
    return {"text": text, "url": url, "role": "", "note": "", "unknown": not text, "code": False}
