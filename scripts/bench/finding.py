"""What the reader's connection carries: the first view of the front page, and a first search, in a real browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.bench.figure import Figure

KILOBYTE = 1000
SITE = Path("build") / "site"
COMPRESSED = (".html", ".css", ".js", ".json", ".txt", ".svg")


def measure_finding() -> Iterator[Figure]:
    """Figures of the site in `build/site`. Text counts as a host sends it, compressed with gzip."""
    site = SITE.resolve()
    if not (site / "index.html").is_file():
        raise FileNotFoundError(2, "", str(site / "index.html"))
    front = _transferred(site, "index.html", "")
    yield Figure("first view of the front page", front / KILOBYTE, "kB", 150.0)
    search = _transferred(site, "search/?q=besøgsven", "#results a, .results a, main a")
    empty = _transferred(site, "search/", "")
    pages = sum(1 for _ in site.rglob("index.html"))
    yield Figure(
        f"a first search among {pages} pages, beyond the search page", (search - empty) / KILOBYTE, "kB", 300.0
    )


def _transferred(site: Path, address: str, wait_for: str) -> int:
    """Bytes that a browser fetches to show an address."""
    from playwright.sync_api import sync_playwright

    served: list[Path] = []
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Counting, served, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/{address}", wait_until="networkidle")
            if wait_for:
                page.wait_for_selector(wait_for)
            browser.close()
    finally:
        server.shutdown()
        server.server_close()
    return sum(_size(path) for path in served)


def _size(path: Path) -> int:
    raw = path.read_bytes()
    return len(gzip.compress(raw, 6)) if path.suffix in COMPRESSED else len(raw)


class _Counting(http.server.SimpleHTTPRequestHandler):
    """Remembers each file that it sends."""

    def __init__(self, served: list[Path], *given: Any, **named: Any) -> None:
        self.served = served
        super().__init__(*given, **named)

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        file = Path(found)
        file = file / "index.html" if file.is_dir() else file
        if file.is_file() and file not in self.served:
            self.served.append(file)
        return found

    def log_message(self, *_: Any) -> None:
        return
