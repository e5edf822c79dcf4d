"""What the tests share: the real repository built once, a server on this machine, a real browser.

`repository` is the project itself; `site` is the finished site of a copy of it, so that no test touches `build/`.
`server` gives its address, `browser` a Chromium, `page` a fresh page that fails the test when the site asks another host
for anything or says something in the console.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from on_paper import papers, press
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

__all__ = ["papers", "press"]  # fixtures that stand with what else the tests of paper share
REPOSITORY = Path(__file__).parent.parent
SOURCES = ("cases", "docs", "bibliography", "scripts", "tests")
SINGLE_FILES = ("mkdocs.yml", "mkdocs.en.yml", "CITATION.cff", "requirements.txt", "pyproject.toml")
# A run says the same twice. To look for new examples: `pytest --hypothesis-profile=search`.
settings.register_profile("same-each-time", derandomize=True, database=None, deadline=None)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("same-each-time")
# A shell that runs the tests in the background has them ignore Ctrl-C, and so would every program that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
HOW_TO_GET_CHROMIUM = "Chromium is missing. Install it: apt-get install chromium"


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: silent, with the site's own page for what is not there."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        return

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = Path(self.directory) / "404.html"
        if code != 404 or not missing.is_file():
            super().send_error(code, message, explain)
            return
        body = missing.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve(folder: Path) -> http.server.ThreadingHTTPServer:
    """A server for `folder` on a free port of this machine, already running."""
    handler = functools.partial(SiteHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def copy_repository(target: Path) -> Path:
    """The project's sources in `target`, without what is built from them."""
    ignored = shutil.ignore_patterns("__pycache__", ".pytest_cache")
    for name in SOURCES:
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, target / name, ignore=ignored)
    for name in SINGLE_FILES:
        if (REPOSITORY / name).is_file():
            shutil.copy2(REPOSITORY / name, target / name)
    return target


def build_site(repository: Path) -> Path:
    """The finished site of the repository at this place. Fails the test with what the build said."""
    command = [sys.executable, "-m", "scripts", "build"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.fail(f"the site cannot be built:\n{done.stdout}\n{done.stderr}")
    return (repository / "build" / "site").resolve()


def digests(folder: Path) -> dict[str, str]:
    """What each file below `folder` holds, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--refresh-golden` writes what the tiny repository renders to now."""
    parser.addoption("--refresh-golden", action="store_true", help="write tests/golden/pages anew")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The project itself; only to be read."""
    return REPOSITORY


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real repository, built once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        place, finished = shared / "repository", shared / "site.txt"
        if not finished.is_file():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            finished.write_text(str(build_site(copy_repository(place))), encoding="utf-8")
    return Path(finished.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the site, without a slash at its end."""
    running = serve(site)
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail(HOW_TO_GET_CHROMIUM)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages with the options of a browser context (`viewport`, `color_scheme`, `java_script_enabled` …)."""
    opened: list[BrowserContext] = []
    said: list[str] = []

    def new(**options: Any) -> Page:
        context = browser.new_context(**{"reduced_motion": "reduce", **options})
        opened.append(context)
        page = context.new_page()
        page.on("request", lambda request: _only_here(request, said))
        page.on("console", lambda message: _silent(message, said))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        return page

    yield new
    cookies = [cookie for context in opened for cookie in context.cookies()]
    for context in opened:
        context.close()
    assert cookies == [], "the site sets cookies"
    assert said == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page at desktop size."""
    return open_page(viewport={"width": 1280, "height": 900})


def _only_here(request: Request, said: list[str]) -> None:
    if not request.url.startswith(("http://127.0.0.1:", "blob:", "data:")):
        said.append(f"request to another host: {request.url}")


def _silent(message: ConsoleMessage, said: list[str]) -> None:
    if message.type in ("error", "warning") and "404 (" not in message.text:
        said.append(f"console: {message.text}")
