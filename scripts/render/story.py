"""A relation's story, told the same at both ends: on its case, and on the tension, potential or model it is about."""

from __future__ import annotations

from typing import Any

from scripts.anatomy import MARKERS
from scripts.link.corpus import Entry, Story
from scripts.parse.markdown import Block, citations_in
from scripts.parse.page import Kind
from scripts.records import Case, ToldModel, ToldPotential, ToldTension
from scripts.render.html import render_blocks, render_heading, without_marker
from scripts.render.parts import ask_url
from scripts.render.place import place_and_time
from scripts.render.site import PageContext

KIND_OF: dict[str, Kind] = {"tensions": "tension", "potentials": "potential", "models": "model"}
_HANDLED = ("handling", "recommendation", "realisation")


def story(told: Story, page: PageContext, from_case: bool) -> dict[str, Any]:
    """Arguments of the `story` component. `from_case`: shown on the case's own page."""
    section, language = told.section(page.site.language), page.site.language
    words = MARKERS[language]
    marked = [block for block in section.blocks if words.get(block.marker) in _HANDLED]
    plain = [block for block in section.blocks if block not in marked]
    story_page = page if from_case else page_for(told.case, page)
    return {
        "kind": KIND_OF[told.relation],
        "anchor": told.target if from_case else told.case.id,
        "heading": render_heading(section, story_page),
        "html": render_blocks(plain, story_page),
        "who": _other_end(told, page) if from_case else _case_end(told.case, page),
        "meta": [] if from_case else case_lines(told.case, page),
        "parties": _parties(told, page),
        "status": told.told.handling if isinstance(told.told, ToldTension | ToldPotential) else "",
        "handling_html": render_blocks([without_marker(block) for block in marked], story_page),
        "ask": ask_url(page),
        "sources": [page.source_link(key) for key in _keys(section.blocks)],
        "badges_": [*_link_badge(told, page), *source_badges(told.case, _keys(section.blocks), page)],
    }


def page_for(case: Entry, page: PageContext) -> PageContext:
    """The same page, with links of the text resolved from the case's file."""
    return PageContext(
        page.site,
        page.address,
        case.edition(page.site.language).path,
        page.explain_terms,
        page.cited,
        page.terms,
        page.counter,
    )


def case_lines(case: Entry, page: PageContext) -> list[str]:
    """Field, and place and years, of a case."""
    record = case.record(page.site.language)
    assert isinstance(record, Case)
    fields = ", ".join(page.site.label("fields", field) for field in record.fields)
    return [fields, place_and_time(record, page.site)]


def source_badges(case: Entry, keys: list[str], page: PageContext) -> list[dict[str, Any]]:
    """Who wrote the sources and what was read of them."""
    record = case.record("da")
    assert isinstance(record, Case)
    sources = [source for source in record.sources if source.key in keys]
    authors = dict.fromkeys(page.site.label("authorships", source.author) for source in sources)
    readings = dict.fromkeys(source.read for source in sources)
    return [
        *({"text": author, "dashed": False} for author in authors),
        *(
            {"text": page.site.t("read-how", how=page.site.label("readings", read)), "dashed": read != "full"}
            for read in readings
        ),
    ]


def _keys(blocks: tuple[Block, ...]) -> list[str]:
    keys = (item.key for block in blocks for citation, _ in citations_in(block.tokens) for item in citation.items)
    return list(dict.fromkeys(keys))


def _link_badge(told: Story, page: PageContext) -> list[dict[str, Any]]:
    if not isinstance(told.told, ToldModel):
        return []
    return [{"text": page.site.label("links", told.told.link), "dashed": told.told.link == "resembles"}]


def _other_end(told: Story, page: PageContext) -> dict[str, str]:
    target = page.site.corpus.entry(KIND_OF[told.relation], told.target)
    return {"title": target.title(page.site.language), "url": page.url_of(target, told.case.id)}


def _case_end(case: Entry, page: PageContext) -> dict[str, str]:
    return {"title": case.title(page.site.language), "url": page.url_of(case)}


def _parties(told: Story, page: PageContext) -> list[dict[str, str]]:
    roles = told.told.between if isinstance(told.told, ToldTension | ToldPotential) else ()
    return [{"role": role, "label": page.site.label("roles", role)} for role in roles]
