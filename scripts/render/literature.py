"""The page of one work: what it is, what it is good for, where we use it, how far its details are checked, how to cite it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from scripts.check.reference_rules import is_web_address
from scripts.link.works import Work
from scripts.references import Reference
from scripts.render.citing import CitedPage
from scripts.render.exports import to_bibtex, to_csl_json, to_ris
from scripts.render.metadata import citation_tags, json_ld
from scripts.render.parts import REFERENCE_FORMATS, ask_url, cite_page
from scripts.render.place import listed
from scripts.render.site import ROOTS, PageContext, Site, staged_page
from scripts.render.used_by import used_by
from scripts.render.work_rows import in_language

BIBLIOGRAPHY = "bibliography/references.bib"
SHOWN_AUTHORS = 20
_FULL_DATE = 3


def render_work(work: Work, site: Site) -> str:
    """The staged page of a work."""
    reference = work.reference
    address = f"literature/{reference.key}/"
    page = PageContext(site, address, BIBLIOGRAPHY)
    values = {
        "head": _head(reference, page),
        "facts": facts(work, page),
        "about": _about(work, page),
        "cited": {"anchor": "her-bruger-vi-den", "items": used_by(work, page), "count": _places(work, site)},
        "checked": checked(reference, site),
        "cite": _cite(reference, page),
        "own": cite_page(CitedPage(reference.title, address, site.language), page),
        "edit": site.settings.edit_url.format(path=BIBLIOGRAPHY),
    }
    meta = {
        "title": reference.title,
        "description": reference.annotation(site.language) or f"{reference.title}. {site.short[reference.key]}.",
        "kind": "work",
        "section": "literature",
        "breadcrumbs": [{"title": site.t("literature"), "url": "literature/"}],
        "counterpart": ROOTS[site.other_language] + address,
        "styles": ["literature"],
        "citation": citation_tags(reference),
        "json_ld": json_ld(reference),
    }
    return staged_page(meta, site.fill("literature.html", **values))


def _head(reference: Reference, page: PageContext) -> dict[str, Any]:
    site = page.site
    kicker = [
        (site.label("publication-types", reference.publication_type), False),
        (str(reference.year or site.t("no-year")), True),
    ]
    foreign = reference.language not in ("", site.language)
    if foreign:
        kicker.append((in_language(reference.language, site), False))
    return {
        "title": reference.title,
        "kicker": [{"text": text, "strong": strong} for text, strong in kicker],
        "lead": people([person.full for person in reference.makers], reference.has_more_authors, site),
        "aside": True,
        "language": reference.language if foreign else "",
    }


def people(names: list[str], others: bool, site: Site) -> str:
    """`A, B og C`; of very many the first, and how many more."""
    if len(names) > SHOWN_AUTHORS + 1:
        return f"{', '.join(names[:SHOWN_AUTHORS])} {site.t('n-more-authors', n=len(names) - SHOWN_AUTHORS)}"
    return f"{', '.join(names)} et al." if others else listed(names, site)


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


def _about(work: Work, page: PageContext) -> dict[str, Any] | None:
    """What the work is good for in our words, what kind of evidence our cases take it for, and what is unsure."""
    site, reference = page.site, work.reference
    annotation = reference.annotation(site.language)
    badges = _badges(work, site)
    if not (annotation or badges or reference.note):
        return None
    return {
        "anchor": "om-kilden",
        "html": Markup("<p>{}</p>").format(annotation) if annotation else "",
        "badges": badges,
        "remark": reference.remark(site.language),
    }


def _badges(work: Work, site: Site) -> list[dict[str, Any]]:
    """Kind of evidence, who wrote it, what we read, as the cases say that have it as a source."""
    sources = [source for _, source in work.listings]
    words = dict.fromkeys(site.label("evidence", source.evidence) for source in sources)
    words |= dict.fromkeys(site.label("authorships", source.author) for source in sources)
    readings = [reading for reading in ("full", "summary", "excerpt") if reading in {source.read for source in sources}]
    return [
        *({"text": word, "dashed": False} for word in words),
        *(
            {"text": site.t("read-how", how=site.label("readings", one)), "dashed": one != "full"}
            for one in readings[:1]
        ),
    ]


def _places(work: Work, site: Site) -> str:
    """How many places use it, counted as they are shown."""
    pages = [max(1, len(work.mentions_on(entry, site.language))) for entry in work.pages]
    number = sum(pages) + len(work.terms)
    return site.t("n-places", n=number) if number else ""


def checked(reference: Reference, site: Site) -> dict[str, Any]:
    """How far the bibliographic data are checked, said plainly."""
    state = reference.checked
    where = "" if state == "memory" else _where(reference, site)
    return {"anchor": "oplysninger", "state": state, "text": site.t(f"details-{state}", where=where)}


def _where(reference: Reference, site: Site) -> str:
    """Where the data were seen. Named, not linked: some are copies that we do not send readers to."""
    seen = [part.strip() for part in reference.text("verified").split(";")]
    if reference.url and reference.url in seen:
        return site.t("seen-own-page")
    hosts = dict.fromkeys(host_of(part) for part in seen if is_web_address(part))
    return site.t("seen-at", host=", ".join(hosts)) if hosts else ""


def host_of(address: str) -> str:
    """`vive.dk` of `https://www.vive.dk/da/…`."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def _cite(reference: Reference, page: PageContext) -> dict[str, Any]:
    """The reference in words, and each form to copy and to download."""
    texts = {"bib": to_bibtex([reference]), "ris": to_ris([reference]), "json": to_csl_json(reference)}
    forms = [
        {
            "id": f"form-{ending}",
            "title": page.site.t(kind),
            "text": texts[ending].replace("\r\n", "\n").strip(),
            "url": page.url(f"data/literature/{reference.key}.{ending}", "da"),
        }
        for kind, ending in REFERENCE_FORMATS
    ]
    return {"anchor": "citer", "html": Markup(page.site.entries[reference.key]), "forms": forms}


def _row(label: str, *values: dict[str, Any]) -> dict[str, Any]:
    return {"label": label, "values": list(values)}


def _value(text: str, url: str = "") -> dict[str, Any]:
    return {"text": text, "url": url, "role": "", "note": "", "unknown": not text, "code": False}
