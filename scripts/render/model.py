"""The page of a co-creation model."""

from __future__ import annotations

from typing import Any

from scripts.anatomy import MODEL, ROLES, SectionRule
from scripts.link.corpus import Entry
from scripts.parse.markdown import Section
from scripts.records import CoCreationModel, ToldModel
from scripts.render.combining import combinations, compare_url
from scripts.render.html import render_blocks, render_inline
from scripts.render.parts import (
    ask_url,
    cite_box,
    context_of,
    draft_url,
    list_items,
    logic_block,
    notes,
    page_end,
    plain_blocks,
    references,
    whole_page,
)
from scripts.render.site import PageContext, Site
from scripts.render.story import story

Sections = dict[str, tuple[SectionRule, Section]]


def render_model(entry: Entry, site: Site) -> str:
    """The staged page of a model."""
    page = context_of(entry, site)
    record = entry.record(site.language)
    assert isinstance(record, CoCreationModel)
    language = entry.edition(site.language).language
    body = entry.edition(site.language).body
    sections: Sections = {rule.id: (rule, section) for rule in MODEL if (section := body.section(rule.title(language)))}
    values: dict[str, Any] = {
        "head": head(record, page),
        "facts": _facts(entry, record, page),
        "short": _told(*sections["kort-fortalt"], page),
        "when": {
            "anchor": "hvornaar",
            "anchor_not": "hvornaar-ikke",
            "yes": list_items(sections["hvornaar"][1], page),
            "no": list_items(sections["hvornaar-ikke"][1], page),
        },
        "roles": _roles(*sections["roller"], page),
        "bridge": logic_block(*sections["saadan-bygger-den-bro"], page),
        "steps": _steps(*sections["trin"], page),
        "preconditions": _listed(*sections["forudsaetninger"], page),
        "tensions": _tensions(record, page),
        "questions": _listed(*sections["spoergsmaal-til-bordet"], page),
        "table": {"anchor": "til-bordet", "tiles": handouts(entry, page)},
        "knowledge": _knowledge(*sections["viden"], page),
        "combine": _combine(entry, record, page),
        "basis": record.basis,
        "stories": _stories(entry, page),
        "notes": notes(((rule.id, section) for rule, section in sections.values() if rule.id != "kort-fortalt"), page),
    }
    for key in record.origin:
        page.cited.setdefault(key, [])
    values |= {"references": references(page), "cite": cite_box(entry, page)}
    return whole_page(entry, page, site.fill("model.html", **values, end=page_end(entry, page)))


def head(record: CoCreationModel, page: PageContext) -> dict[str, Any]:
    """Arguments of the page head."""
    kind = page.site.label("model-kinds", record.kind)
    return {
        "title": record.title,
        "kicker": [{"text": page.site.t("model"), "strong": False}, {"text": kind.lower(), "strong": True}],
        "kind": "model",
        "lead": record.summary,
        "draft": draft_url(record, page),
        "aside": True,
    }


def handouts(entry: Entry, page: PageContext) -> list[dict[str, str]]:
    """The printed sheets of the model."""
    base = page.url(f"handouts/models/{entry.id}.pdf")
    return [{"title": page.site.t("handout-model"), "url": base, "note": page.site.t("print-note")}]


def _facts(entry: Entry, record: CoCreationModel, page: PageContext) -> dict[str, Any]:
    site = page.site
    tensions = (
        [] if isinstance(record.tensions, str) else [site.corpus.entry("tension", one.id) for one in record.tensions]
    )
    rows = [
        {"label": site.t("model-kind"), "values": [_value(site.label("model-kinds", record.kind))]},
        {
            "label": site.t("fields"),
            "values": [_value(", ".join(site.label("fields", field) for field in record.fields))],
        },
        {
            "label": site.t("level"),
            "values": [_value(", ".join(site.label("levels", level) for level in record.levels))],
        },
        {
            "label": site.t("works-with"),
            "values": [_value(one.title(site.language), page.url_of(one)) for one in tensions],
        },
        {"label": site.t("origin"), "values": [_value(site.short[key], f"#ref-{key}") for key in record.origin]},
    ]
    return {
        "title": site.t("facts"),
        "rows": [row for row in rows if row["values"]],
        "print": {"title": site.t("print-model"), "url": handouts(entry, page)[0]["url"], "note": "", "heading": ""},
    }


def _told(rule: SectionRule, section: Section, page: PageContext) -> dict[str, Any]:
    return {"title": rule.title(page.site.language), "anchor": rule.id, "html": render_blocks(section.blocks, page)}


def _listed(rule: SectionRule, section: Section, page: PageContext) -> dict[str, Any]:
    return {"title": rule.title(page.site.language), "anchor": rule.id, "items": list_items(section, page)}


def _roles(rule: SectionRule, section: Section, page: PageContext) -> dict[str, Any]:
    language = page.site.language
    items = [
        {"role": part.id, "title": part.title(language), "anchor": part.id, "html": render_blocks(inner.blocks, page)}
        for part in ROLES
        if (inner := section.section(part.title(language)))
    ]
    return {"title": rule.title(language), "anchor": rule.id, "items": items}


def _steps(rule: SectionRule, section: Section, page: PageContext) -> dict[str, Any]:
    table = next(block for block in section.blocks if block.kind == "table")
    columns = [{"role": part.id, "label": part.title(page.site.language)} for part in ROLES]
    rows = []
    for title, *cells in table.rows[1:]:
        shown = [render_inline(cell, page) for cell in cells]
        rows.append({"title": render_inline(title, page), "cells": ["" if cell == "–" else cell for cell in shown]})
    return {"anchor": rule.id, "columns": columns, "steps": rows}


def _tensions(record: CoCreationModel, page: PageContext) -> dict[str, Any] | None:
    if isinstance(record.tensions, str):
        return None
    items = []
    for addressed in record.tensions:
        entry = page.site.corpus.entry("tension", addressed.id)
        title = entry.title(page.site.language)
        items.append({"title": title, "url": page.url_of(entry), "why": addressed.how, "badge": "", "dashed": False})
    return {"anchor": "spaendinger", "items": items}


def _combine(entry: Entry, record: CoCreationModel, page: PageContext) -> dict[str, Any]:
    """What goes well with the model, and the link that compares it with them; to choose others where nothing is told."""
    others = combinations(record, page)
    return {
        "anchor": "kombiner",
        "items": [{**one, "badge": one["when"], "dashed": False} for one in others],
        "compare": compare_url([entry.id, *(one["id"] for one in others)], page),
        "label": page.site.t("compare-with-these" if others else "compare-with-others"),
    }


def _knowledge(rule: SectionRule, section: Section, page: PageContext) -> dict[str, Any]:
    parts = [
        {"title": inner.title, "anchor": anchor, "html": render_blocks(plain_blocks(inner, page), page)}
        for inner, anchor in zip(section.sections, [part.id for part in rule.parts], strict=False)
    ]
    return {"title": rule.title(page.site.language), "anchor": rule.id, "parts": parts}


def _stories(entry: Entry, page: PageContext) -> dict[str, Any]:
    told = page.site.corpus.stories_about("models", entry.id)
    uses = sum(isinstance(one.told, ToldModel) and one.told.link == "uses" for one in told)
    counts = [page.site.t("n-uses", n=uses)] if uses else []
    counts += [page.site.t("n-resembles", n=len(told) - uses)] if len(told) > uses else []
    return {
        "title": page.site.t("cases"),
        "anchor": "cases",
        "count": ", ".join(counts),
        "items": [story(one, page, from_case=False) for one in told],
        "ask": ask_url(page),
    }


def _value(text: str, url: str = "") -> dict[str, Any]:
    return {"text": text, "url": url, "role": "", "note": "", "unknown": not text, "code": False}
