"""A real browser and a server for the measurements: what a page fetches is counted, file by file."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a tool of the tests; the site is built without it
    from playwright.sync_api import Browser, Page

COMPRESSED = (".html", ".css", ".js", ".json", ".txt", ".svg", ".xml")


@contextmanager
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield running
        running.close()


def open_page(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(address, wait_until="networkidle")
    return page


@contextmanager
def served(site: Path) -> Iterator[tuple[str, list[Path]]]:
    """The site's address, and the list of the files it has sent, which grows."""
    sent: list[Path] = []
    handler: Callable[..., Any] = functools.partial(_Counting, sent, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()


def gzipped(paths: list[Path]) -> int:
    return sum(
        len(gzip.compress(path.read_bytes(), 6)) if path.suffix in COMPRESSED else path.stat().st_size for path in paths
    )


class _Counting(http.server.SimpleHTTPRequestHandler):
    """Remembers each file that it sends, once."""

    def __init__(self, sent: list[Path], *given: Any, **named: Any) -> None:
        self.sent = sent
        super().__init__(*given, **named)

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        file = Path(found)
        file = file / "index.html" if file.is_dir() else file
        if file.is_file() and file not in self.sent:
            self.sent.append(file)
        return found

    def log_message(self, *_: Any) -> None:
        return
