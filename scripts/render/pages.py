"""The whole site in one language, as `{path: text}` for the generator."""

from __future__ import annotations

from scripts.link.corpus import Entry
from scripts.render.case import render_case
from scripts.render.front import render_front
from scripts.render.guide import render_guide
from scripts.render.indexes import index_pages
from scripts.render.model import render_model
from scripts.render.site import Site
from scripts.render.tension import render_tension

RENDERERS = {
    "case": render_case,
    "model": render_model,
    "tension": render_tension,
    "potential": render_tension,
    "guide": render_guide,
    "front": render_front,
}


def render_site(site: Site) -> dict[str, str]:
    """Every page of one language. A page without a translation is left out; links lead to its Danish page."""
    pages = dict(index_pages(site))
    for entry in site.corpus.entries.values():
        if entry.has(site.language):
            pages[staged_path(entry)] = render_entry(entry, site)
    return pages


def render_entry(entry: Entry, site: Site) -> str:
    """One entry's staged page."""
    return RENDERERS[entry.kind](entry, site)


def staged_path(entry: Entry) -> str:
    """Where an entry's page is staged."""
    return f"{entry.folder}/{entry.id}.md" if entry.folder else f"{entry.id}.md"
