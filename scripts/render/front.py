"""The front page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from scripts.check.text import target_of
from scripts.link.corpus import Entry
from scripts.records import UNKNOWN, Case, FrontCase, FrontPage
from scripts.render.html import render_blocks
from scripts.render.parts import cite_box, context_of, page_end, whole_page
from scripts.render.place import place_of_case
from scripts.render.related import cases_of_field
from scripts.render.site import PageContext, Site

DOORS = {
    "problem": ("front-problem", "tensions/", "all-tensions", "tension"),
    "start": ("front-start", "guide/", "all-models", "model"),
    "examples": ("front-examples", "cases/", "all-cases", "case"),
    "research": ("front-research", "literature/", "all-literature", ""),
}
ALL = {"start": "models/"}
# What the site makes itself leads the door: the model guide, the comparison, the overview of what is documented.
FIRST = {
    "start": (("front-choose", "models/choose/"), ("front-compare", "models/compare/")),
    "research": (("where-are-gaps", "overview/"),),
}
ROLES = (
    ("ledere", "ledere"),
    ("medarbejdere", "medarbejdere"),
    ("frivillige", "frivillige"),
    ("brugere", "brugere"),
    ("bestyrelser", "frivillige"),
)
FIELDS = ("aeldre", "flygtninge", "andre")


def render_front(entry: Entry, site: Site) -> str:
    """The staged front page."""
    page = context_of(entry, site)
    page.explain_terms = False
    record = entry.record(site.language)
    assert isinstance(record, FrontPage)
    tension = site.corpus.entry("tension", record.clash.tension)
    section = entry.edition(site.language).body.sections[0]
    values = {
        "clash": {
            "public": {"label": site.t("public-side"), "line": record.clash.public},
            "civil": {"label": site.t("volunteers-side"), "line": record.clash.civil},
            "title": record.title,
            "lead": record.summary,
            "url": page.url_of(tension),
        },
        "search": {"url": page.url("search/"), "tries": [_try(words, page) for words in record.tries]},
        "doors": [_door(door.id, door.links, page) for door in record.doors],
        "roles": [_role(identity, shape, page) for identity, shape in ROLES],
        "fields": [_field(identity, page) for identity in FIELDS],
        "fields_note": _fields_note(page),
        "cases": {
            "title": site.t("front-cases"),
            "lead": site.t("front-cases-lead"),
            "items": [_card(card, page) for card in record.cases],
        },
        "about": {
            "title": section.title,
            "html": _unlinked(render_blocks(section.blocks, page), page),
            "more": {"title": site.t("front-more"), "url": page.url("about/project/")},
        },
        "promises": {
            "title": site.t("front-promises"),
            "items": [Markup("<strong>{}</strong> {}").format(one.lead, one.text) for one in record.promises],
        },
        "own": cite_box(entry, page),
        "end": page_end(entry, page),
    }
    # Its citations are no links, so it needs no preview of them.
    return whole_page(entry, page, site.fill("front.html", **values), styles=None, scripts=None)


def _unlinked(html: Markup, page: PageContext) -> Markup:
    """The front page has no reference list: its citations lead to the works' own pages."""
    text = str(html)  # a Markup would escape the quotes of what is put in
    for key in page.cited:
        text = text.replace(f'href="#ref-{key}"', f'href="{page.url(f"literature/{key}/")}"')
    return Markup(text)


def _try(words: str, page: PageContext) -> dict[str, str]:
    return {"title": words, "url": f"{page.url('search/')}?{urlencode({'q': words})}"}


def _door(identity: str, links: tuple[Any, ...], page: PageContext) -> dict[str, Any]:
    site = page.site
    title, address, all_label, kind = DOORS[identity]
    items = [{"title": site.t(label), "url": page.url(where)} for label, where in FIRST.get(identity, ())]
    for link in links:
        path, _, anchor = link.page.partition("#")
        target = site.corpus.at(target_of(path, page.path) or "")
        items.append({"title": link.text, "url": page.url_of(target, anchor) if target else ""})
    count = len(site.corpus.of_kind(kind)) if kind else 0  # type: ignore[arg-type]
    every = {"title": site.t(all_label, n=count), "url": page.url(ALL.get(identity, address))}
    return {"title": site.t(title), "url": page.url(address), "items": items, "all": every}


def _role(identity: str, shape: str, page: PageContext) -> dict[str, str]:
    return {
        "role": shape,
        "title": page.site.t(f"role-{identity}"),
        "url": page.url(f"roles/{identity}/"),
        "text": page.site.t(f"role-{identity}-text"),
    }


def _field(identity: str, page: PageContext) -> dict[str, str]:
    count = len(cases_of_field(identity, page))
    return {
        "title": page.site.t(f"field-{identity}"),
        "url": page.url(f"fields/{identity}/"),
        "text": page.site.t(f"field-{identity}-text"),
        "count": page.site.t("n-cases", n=count),
    }


def _fields_note(page: PageContext) -> Markup:
    link = Markup('<a href="{}">{}</a>').format(
        page.url("tensions/felt-afhaengige-positioner/"), page.site.t("see-difference")
    )
    return Markup("{} {}.").format(page.site.t("front-fields-note"), link)


def _card(card: FrontCase, page: PageContext) -> dict[str, str]:
    entry = page.site.corpus.entry("case", card.id)
    record = entry.record(page.site.language)
    assert isinstance(record, Case)
    field = page.site.label("fields", record.fields[0])
    return {
        "kicker": " · ".join(part for part in (field, place_of_case(record, page.site)) if part),
        "title": record.title,
        "url": page.url_of(entry),
        "clash": card.strain,
        "did": "" if card.did == UNKNOWN else card.did,
        "did_note": page.site.t("source-silent") if card.did == UNKNOWN else "",
        "basis": card.basis,
    }
