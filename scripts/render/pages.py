"""The whole site in one language, as `{path: text}` for the generator. Many pages are rendered side by side."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor

from scripts.link.corpus import Entry
from scripts.render.case import render_case
from scripts.render.codebook import codebook_pages
from scripts.render.data_page import data_pages
from scripts.render.front import render_front
from scripts.render.guide import render_guide
from scripts.render.indexes import index_pages
from scripts.render.literature_lists import literature_pages
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
MANY = 200
CHUNK = 20


def render_site(site: Site) -> dict[str, str]:
    """Every page of one language. A page without a translation is left out; links lead to its Danish page."""
    collected = (index_pages, literature_pages, codebook_pages, data_pages)
    pages = {path: text for render in collected for path, text in render(site)}
    return pages | render_entries(site.corpus.entries.values(), site)


def render_entries(entries: Iterable[Entry], site: Site) -> dict[str, str]:
    """The staged pages of these entries, of those that exist in the site's language."""
    there = [entry for entry in entries if entry.has(site.language)]
    paths = [staged_path(entry) for entry in there]
    workers = os.cpu_count() or 1
    if len(there) < MANY or workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return dict(zip(paths, [render_entry(entry, site) for entry in there], strict=True))
    fork = multiprocessing.get_context("fork")  # the workers inherit the site instead of receiving a copy
    with ProcessPoolExecutor(min(4, workers), fork, _Worker.begin, (site, there)) as pool:
        return dict(zip(paths, pool.map(_Worker.render, range(len(there)), chunksize=CHUNK), strict=True))


def render_entry(entry: Entry, site: Site) -> str:
    """One entry's staged page."""
    return RENDERERS[entry.kind](entry, site)


def staged_path(entry: Entry) -> str:
    """Where an entry's page is staged."""
    return f"{entry.folder}/{entry.id}.md" if entry.folder else f"{entry.id}.md"


class _Worker:
    """What a forked worker holds."""

    site: Site
    entries: list[Entry]

    @classmethod
    def begin(cls, site: Site, entries: list[Entry]) -> None:
        cls.site, cls.entries = site, entries

    @classmethod
    def render(cls, position: int) -> str:
        return render_entry(cls.entries[position], cls.site)
