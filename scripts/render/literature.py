"""The page of one work: what it is, what it is good for, where we use it, how far its details are checked, how to cite it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from scripts.link.works import Work
from scripts.references import Reference, is_web_address
from scripts.render.citing import CitedPage
from scripts.render.exports import to_bibtex, to_csl_json, to_ris
from scripts.render.metadata import citation_tags, json_ld
from scripts.render.parts import REFERENCE_FORMATS, cite_page
from scripts.render.searching import RANKS, found_by
from scripts.render.site import ROOTS, PageContext, Site, staged_page
from scripts.render.used_by import used_by
from scripts.render.work_facts import facts, host_of, people
from scripts.render.work_rows import in_language

BIBLIOGRAPHY = "bibliography/references.bib"


def render_work(work: Work, site: Site) -> str:
    """The staged page of a work."""
    reference = work.reference
    address = f"literature/{reference.key}/"
    page = PageContext(site, address, BIBLIOGRAPHY)
    # The page is about the work and is not to be mistaken for it.
    own_title = site.t("about-title", title=reference.title)
    values = {
        "head": _head(reference, page),
        "facts": facts(work, page),
        "about": _about(work, page),
        "cited": {"anchor": "her-bruger-vi-den", "items": used_by(work, page), "count": _places(work, site)},
        "checked": checked(reference, site),
        "cite": _cite(reference, page),
        "own": cite_page(CitedPage(own_title, address, site.language), page),
        "edit": site.settings.edit_url.format(path=BIBLIOGRAPHY),
    }
    meta = {
        "title": reference.title,
        "cited_as": own_title,
        "description": reference.annotation(site.language) or f"{reference.title}. {site.short[reference.key]}.",
        "kind": "work",
        "section": "literature",
        "breadcrumbs": [{"title": site.t("literature"), "url": "literature/"}],
        "counterpart": ROOTS[site.other_language] + address,
        "styles": ["literature"],
        "search": found_by(
            site.label("publication-types", reference.publication_type),
            site.short[reference.key],
            RANKS["work"],
            (),
            (),
            " ".join((reference.title, reference.annotation(site.language), *(one.full for one in reference.makers))),
            site,
        ),
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
