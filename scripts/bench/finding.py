"""What finding costs and finds, in a real browser, set beside the search that mkdocs-material brings.

A first search among many cases, the first view of the front page, and how often the right page is among the first three:
ours and theirs, over the same questions (`tests/search-pairs.yml`) and the same content.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from scripts.bench.browser import browser as running
from scripts.bench.browser import gzipped, open_page, served
from scripts.bench.builtin import ask_builtin, build_builtin
from scripts.bench.corpus import make_corpus
from scripts.bench.figure import Figure
from scripts.bench.finder import measure_finder
from scripts.records import LANGUAGES, Language

if TYPE_CHECKING:  # a tool of the tests; the site is built without it
    from playwright.sync_api import Browser, Page

KILOBYTE = 1000
FIRST = 3
PAIRS = Path("tests") / "search-pairs.yml"
# One word, several, a misspelt one; the last three took most of all the pairs when all were tried.
QUERIES = (
    "besøgsven",
    "frivillig",
    "de tager vores arbejde",
    "aeldre ensomhed",
    "partnerskabsaftle",
    "frivillige stopper igen",
    "kommunens forlængede arm",
    "kobenhavn plejehjem",
)


def measure_finding(root: Path | None = None, cases: int = 1000) -> Iterator[Figure]:
    """Figures over a made corpus of `cases` cases beside the real content, and over the real content alone."""
    root = root or Path.cwd()
    with tempfile.TemporaryDirectory() as folder, running() as browser:
        many = Path(folder) / "many"
        make_corpus(root, many, cases, cases)
        site = _build(many, root)
        yield from _front(site, browser)
        yield from _first_search(site, cases, browser)
        builtin = build_builtin(many, Path(folder) / "their-many", "da")
        index = (builtin / "search" / "search_index.json").stat().st_size
        yield Figure(f"their first search among {cases} cases: the index alone", index / KILOBYTE, "kB", None)
        real = Path(folder) / "real"
        make_corpus(root, real, 0, 0)
        own = _build(real, root)
        yield from measure_finder(own, Path(folder) / "finder", browser)
        yield from _right_pages(own, real, root, Path(folder), browser)


def _front(site: Path, browser: Browser) -> Iterator[Figure]:
    with served(site) as (address, sent):
        open_page(browser, address)
        yield Figure("first view of the front page, as a host sends it (gzip)", gzipped(sent) / KILOBYTE, "kB", 150.0)


def _first_search(site: Path, cases: int, browser: Browser) -> Iterator[Figure]:
    """The most that a first search takes beyond the page it is made on, as the files lie on the disk and compressed."""
    sizes = []
    for query in QUERIES:
        with served(site) as (address, sent):
            page = open_page(browser, f"{address}search/")
            before = set(sent)
            _ask(page, query)
            fetched = [path for path in sent if path not in before]
            sizes.append((sum(path.stat().st_size for path in fetched), gzipped(fetched)))
            page.context.close()
    most, compressed = max(sizes)
    yield Figure(f"first search among {cases} cases, the largest of {len(QUERIES)}", most / KILOBYTE, "kB", 300.0)
    yield Figure("the same as a host sends it (gzip)", compressed / KILOBYTE, "kB", None)


def _right_pages(site: Path, real: Path, root: Path, folder: Path, browser: Browser) -> Iterator[Figure]:
    pairs = list(_pairs(root))
    with served(site) as (address, _):
        pages = {"da": open_page(browser, f"{address}search/"), "en": open_page(browser, f"{address}en/search/")}
        found = sum(_is_first(_ask(pages[language], query), wanted) for language, query, wanted in pairs)
    yield Figure(f"right page among the first {FIRST}, of {len(pairs)}", found, "", None)
    theirs = 0
    for language in LANGUAGES:
        builtin = build_builtin(real, folder / f"their-{language}", language)
        with served(builtin) as (address, _):
            page = open_page(browser, address)
            own = [(query, _without_root(wanted)) for one, query, wanted in pairs if one == language]
            theirs += sum(_is_first(ask_builtin(page, address, query), wanted) for query, wanted in own)
    yield Figure("the same with their search", theirs, "", None)


def _pairs(root: Path) -> Iterator[tuple[Language, str, list[str]]]:
    for group in yaml.safe_load((root / PAIRS).read_text(encoding="utf-8")).values():
        for pair in group:
            wanted = pair["page"]
            yield pair.get("language", "da"), str(pair["query"]), [wanted] if isinstance(wanted, str) else wanted


def _without_root(wanted: list[str]) -> list[str]:
    return [page.removeprefix("en/") for page in wanted]


def _is_first(found: list[str], wanted: list[str]) -> bool:
    return bool(set(found[:FIRST]) & set(wanted))


def _ask(page: Page, query: str) -> list[str]:
    """Our search: the addresses of the results, below the site's root."""
    page.locator("#search-page-words").fill(query)
    page.locator(f"#search-page[data-answered='{query}']").wait_for()
    links = "links => links.map(link => new URL(link.href).pathname.slice(1))"
    return list(page.locator("#search-page .hits a").evaluate_all(links))


def _build(repository: Path, root: Path) -> Path:
    environment = os.environ | {"PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "scripts", "build"]
    subprocess.run(command, cwd=repository, env=environment, check=True, stdout=subprocess.DEVNULL)
    return (repository / "build" / "site").resolve()
