"""Pages of free text: guidance, about, contributing, fields, roles and levels, with what belongs to them below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from scripts.link.corpus import Entry
from scripts.parse.markdown import Section
from scripts.records import GuidePage
from scripts.render.doors import doors
from scripts.render.html import note_kind, render_block, render_heading
from scripts.render.parts import cite_box, context_of, draft_url, note_html, page_end, references, whole_page
from scripts.render.related import belonging
from scripts.render.site import PageContext, Site


def render_guide(entry: Entry, site: Site) -> str:
    """The staged page of a free text."""
    page = context_of(entry, site)
    record = entry.record(site.language)
    assert isinstance(record, GuidePage)
    body = entry.edition(site.language).body
    blocks: list[dict[str, Any]] = []
    if body.lead:
        blocks += _blocks(body.lead, page)
    for section in body.sections:
        blocks += _section(section, page)
    ways_in = doors(entry, page)
    values = {
        "head": head(entry, record, page),
        "doors": ways_in,
        "blocks": blocks,
        "related": belonging(entry, page),
        "references": references(page),
        "cite": cite_box(entry, page),
        "end": page_end(entry, page),
    }
    styles = {"styles": ["contribute"]} if ways_in else {}
    return whole_page(entry, page, site.fill("guide.html", **values), **styles)


def head(entry: Entry, record: GuidePage, page: PageContext) -> dict[str, Any]:
    """Arguments of the page head."""
    site = page.site
    kicker = []
    if record.moment:
        kicker = [
            {"text": site.t("guide-page"), "strong": False},
            {"text": site.label("moments", record.moment).lower(), "strong": True},
        ]
    elif entry.folder in ("fields", "roles", "levels"):
        kicker = [{"text": site.t(entry.folder.removesuffix("s")), "strong": False}]
    return {"title": record.title, "kicker": kicker, "lead": record.summary, "draft": draft_url(record, page)}


def _section(section: Section, page: PageContext) -> Iterator[dict[str, Any]]:
    yield {"heading": {"title": section.title, "anchor": section.anchor}, "html": "", "note": ""}
    yield from _blocks(section.blocks, page)
    for inner in section.sections:
        heading = Markup('<h3 id="{}">{}</h3>').format(inner.anchor, render_heading(inner, page))
        yield from _blocks(inner.blocks, page, heading)


def _blocks(blocks: Any, page: PageContext, heading: Markup | None = None) -> Iterator[dict[str, Any]]:
    """Text run together into blocks, marked quotes by themselves, in the author's order."""
    run: list[Markup] = [heading] if heading else []
    for block in blocks:
        kind = note_kind(block, page.site.language)
        if not kind:
            run.append(render_block(block, page))
            continue
        if run:
            yield {"html": Markup("\n").join(run), "heading": None, "note": ""}
            run = []
        yield {"note": kind, "html": note_html(block, page), "heading": None}
    if run:
        yield {"html": Markup("\n").join(run), "heading": None, "note": ""}
