"""The whole site in one language, as `{path: text}` for the generator. Many pages are rendered side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from scripts.link.corpus import Entry
from scripts.link.works import Work
from scripts.render.case import render_case
from scripts.render.changes_page import changes_pages
from scripts.render.choose_page import choose_pages
from scripts.render.codebook import codebook_pages
from scripts.render.compare_page import compare_pages
from scripts.render.data_page import data_pages
from scripts.render.finder_page import finder_pages
from scripts.render.front import render_front
from scripts.render.guide import render_guide
from scripts.render.handouts_page import handout_pages
from scripts.render.indexes import index_pages
from scripts.render.literature import render_work
from scripts.render.literature_lists import list_pages
from scripts.render.model import render_model
from scripts.render.old_addresses import removed_pages
from scripts.render.overview import overview_pages
from scripts.render.search_page import search_pages
from scripts.render.site import Site
from scripts.render.tension import render_tension
from scripts.workers import side_by_side

RENDERERS = {
    "case": render_case,
    "model": render_model,
    "tension": render_tension,
    "potential": render_tension,
    "guide": render_guide,
    "front": render_front,
}
COLLECTED = (
    index_pages,
    finder_pages,
    choose_pages,
    compare_pages,
    list_pages,
    codebook_pages,
    data_pages,
    handout_pages,
    overview_pages,
    search_pages,
    removed_pages,
    changes_pages,
)
MANY = 200
CHUNK = 20

Pages = Iterable[tuple[str, str]]


def render_site(site: Site) -> dict[str, str]:
    """Every page of one language. A page without a translation is left out; links lead to its Danish page."""
    return _rendered(parts_of(site))


def parts_of(site: Site) -> list[Callable[[], Pages]]:
    """What makes the pages of one language, each some of them."""
    collected = [partial(render, site) for render in COLLECTED]
    works = [partial(_work_page, work, site) for work in site.works.values()]
    return [*collected, *works, *_entry_pages(site.corpus.entries.values(), site)]


def render_entries(entries: Iterable[Entry], site: Site) -> dict[str, str]:
    """The staged pages of these entries, of those that exist in the site's language."""
    return _rendered(_entry_pages(entries, site))


def _rendered(parts: Sequence[Callable[[], Pages]]) -> dict[str, str]:
    """The pages of all parts; of many, side by side."""
    if len(parts) < MANY:
        return {path: text for part in parts for path, text in part()}
    done = side_by_side(lambda part: list(part()), parts, CHUNK)
    return {path: text for pages in done for path, text in pages}


def _entry_pages(entries: Iterable[Entry], site: Site) -> list[Callable[[], Pages]]:
    return [partial(_entry_page, entry, site) for entry in entries if entry.has(site.language)]


def _entry_page(entry: Entry, site: Site) -> Pages:
    yield staged_path(entry), render_entry(entry, site)


def _work_page(work: Work, site: Site) -> Pages:
    yield f"literature/{work.reference.key}.md", render_work(work, site)


def render_entry(entry: Entry, site: Site) -> str:
    """One entry's staged page."""
    return RENDERERS[entry.kind](entry, site)


def staged_path(entry: Entry) -> str:
    """Where an entry's page is staged."""
    return f"{entry.folder}/{entry.id}.md" if entry.folder else f"{entry.id}.md"
