"""The release: a zip file that opens from a folder, by clicks in a real browser; the same bytes each time it is made."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import serve
from playwright.sync_api import Browser, Page
from tiny import buildable_copy, tiny_text

from scripts.publish.archive import for_folder, write_archive
from scripts.settings import Settings

TOP = "vidensbasen-samskabelse-1.0"
GIVEN = Settings("https://samskabelse.example/", "x/{path}", "x", "1.0", "2026-11-24")
SENTENCES = ("kræver en lille server", "need a small server")


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the real site, unpacked as a reader does."""
    folder = tmp_path_factory.mktemp("usb stick, æøå")
    with zipfile.ZipFile(write_archive(site, GIVEN, folder)) as archive:
        archive.extractall(folder)
    return folder / TOP


# What is rewritten


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../models/", "../models/index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("../..", "../../index.html"),
        ("../cases/?field=aeldre", "../cases/index.html?field=aeldre"),
        ("../models/abcd/#trin", "../models/abcd/index.html#trin"),
        ("#trin", "#trin"),
        ("?field=aeldre", "?field=aeldre"),
        ("../data/cases.json", "../data/cases.json"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:x@example.org", "mailto:x@example.org"),
    ],
)
def test_a_link_to_a_page_names_its_file(link: str, expected: str) -> None:
    html = f'<p><a class="x" href="{link}" hreflang="en">x</a></p>'
    assert for_folder(html) == html.replace(f'href="{link}"', f'href="{expected}"')


def test_forms_and_pages_that_lead_on_name_files_too_and_the_canonical_address_stays() -> None:
    assert (
        for_folder('<form role="search" action="../search/">') == '<form role="search" action="../search/index.html">'
    )
    leading = '<meta http-equiv="refresh" content="0; url=../../models/abcd/">'
    assert for_folder(leading) == leading.replace('abcd/"', 'abcd/index.html"')
    canonical = '<link rel="canonical" href="https://samskabelse.example/models/">'
    assert for_folder(canonical) == canonical


def test_a_module_waits_for_a_server() -> None:
    html = '<script src="../assets/finder.js" type="module"></script>'
    assert for_folder(html) == '<script src="../assets/from-folder.js" data-module="finder" defer></script>'


# The file


def small_site(folder: Path, backwards: bool = False) -> Path:
    pages = {"index.html": '<a href="models/">x</a>', "models/index.html": "x", "data/a.json": "[]", "404.html": "x"}
    for name, text in sorted(pages.items(), reverse=backwards):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_000_000_000 + backwards, 1_000_000_000))
        path.chmod(0o600 if backwards else 0o644)
    return folder


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for backwards in (False, True):
        folder = tmp_path / str(backwards)
        made.append(write_archive(small_site(folder / "site", backwards), GIVEN, folder).read_bytes())
    assert made[0] == made[1]


def test_the_file_is_sorted_dated_by_the_release_and_says_how_to_read_it(tmp_path: Path) -> None:
    path = write_archive(small_site(tmp_path / "site"), GIVEN, tmp_path)
    assert path.name == f"{TOP}.zip" and [one.name for one in tmp_path.glob("*.part")] == []
    with zipfile.ZipFile(path) as archive:
        names = [one.filename.removeprefix(f"{TOP}/") for one in archive.infolist()]
        readme = {name: archive.read(f"{TOP}/{name}").decode("utf-8-sig") for name in ("LÆS-MIG.txt", "README.txt")}
        dates = {datetime.date(*one.date_time[:3]) for one in archive.infolist()}
    assert names[:2] == ["LÆS-MIG.txt", "README.txt"] and names[2:] == sorted(names[2:])
    assert dates == {datetime.date(2026, 11, 24)}
    for text in readme.values():
        assert "python3 -m http.server 8000 --bind 127.0.0.1 --directory site\r\n" in text and "version 1.0" in text


def test_a_disk_that_fills_up_leaves_the_last_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_archive(small_site(tmp_path / "site"), GIVEN, tmp_path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space"):
        write_archive(tmp_path / "site", GIVEN, tmp_path)
    assert path.read_bytes() == before and sorted(one.name for one in tmp_path.iterdir()) == ["site", path.name]


@pytest.mark.slow
def test_the_command_refuses_pages_that_are_not_entered_and_then_makes_the_file(tmp_path: Path) -> None:
    place = buildable_copy(tmp_path / "repository")
    (place / "docs" / "guide" / "ny.md").write_text(tiny_text("docs/guide/begynd.md"), encoding="utf-8")

    def command(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "scripts", *words]
        return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)

    refused = command("release")
    assert refused.returncode == 1 and "python -m scripts addresses" in refused.stderr
    assert command("release", "--preview").returncode == 0  # what a proposal is looked at by
    assert command("addresses").returncode == 0
    done = command("release")
    assert done.returncode == 0, done.stdout + done.stderr
    made = list((place / "build").glob("*.zip"))
    assert len(made) == 1 and str(made[0]) in done.stdout
    before = made[0].read_bytes()
    assert command("release").returncode == 0
    assert made[0].read_bytes() == before


# Opened from a folder


class Links(HTMLParser):
    """The addresses that a page leads to or loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action") and value and dict(attrs).get("rel") != "canonical":
                self.found.append(value)
            elif tag == "meta" and name == "content" and value and "; url=" in value:
                self.found.append(value.partition("; url=")[2])


@pytest.mark.slow
def test_every_link_of_the_unpacked_release_leads_to_a_file(unpacked: Path) -> None:
    pages = [path for path in sorted((unpacked / "site").rglob("*.html")) if path.name != "404.html"]
    assert len(pages) > 1000
    lost = []
    for page in pages:
        links = Links()
        links.feed(page.read_text(encoding="utf-8"))
        for link in links.found:
            parts = urlsplit(link)
            if not parts.scheme and parts.path and not (page.parent / unquote(parts.path)).is_file():
                lost.append((page.relative_to(unpacked).as_posix(), link))
    assert lost == []


LEFT = "net::ERR_ABORTED"  # the reader went on before it was there


@pytest.fixture
def from_folder(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page without any network, and what it says in the console or fails to load."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda one: None if one.failure == LEFT else said.append(f"{one.url}: {one.failure}"))
    page.on("request", lambda one: None if one.url.startswith(("file:", "data:", "blob:")) else said.append(one.url))
    yield page, said
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("root", ["", "en/"])
def test_from_a_folder_one_clicks_from_the_front_page_to_the_literature(
    root: str, unpacked: Path, from_folder: tuple[Page, list[str]]
) -> None:
    page, said = from_folder
    front = (unpacked / "site" / root / "index.html").as_uri()
    top = front.removesuffix("index.html")
    page.goto(front)
    page.locator('#content a[href^="cases/"]:not([href="cases/index.html"])').first.click()
    assert page.url.startswith(f"{top}cases/") and page.url.partition("#")[0].endswith("/index.html")
    page.locator('#content a[href*="/tensions/"]').first.click()
    assert page.url.startswith(f"{top}tensions/")
    page.locator('#content a[href*="/literature/"]').first.evaluate("link => link.click()")
    page.wait_for_url(f"{top}literature/**")
    assert page.locator("h1").inner_text()
    page.locator(".header a.language").click()
    assert ("/en/" in page.url.removeprefix(unpacked.as_uri())) == (root == "")
    page.locator(".header a.home").click()
    assert page.url.endswith("site/en/index.html" if root == "" else "site/index.html")
    assert page.locator("body").evaluate("body => getComputedStyle(body).fontFamily").startswith("system-ui")
    assert said == []


@pytest.mark.slow
@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("address", ["search", "cases", "literature", "models/choose", "models/compare", "handouts"])
def test_what_needs_a_server_says_so_in_both_languages(
    address: str, root: str, unpacked: Path, from_folder: tuple[Page, list[str]]
) -> None:
    page, said = from_folder
    page.goto((unpacked / "site" / root / address / "index.html").as_uri())
    notice = page.locator("#needs-server")
    assert notice.is_visible()
    first, second = SENTENCES if not root else SENTENCES[::-1]
    text = notice.inner_text()
    assert 0 < text.index(first) < text.index(second)
    assert [line.get_attribute("lang") for line in notice.locator("p").all()] == (
        ["en", "da"] if root else ["da", "en"]
    )
    assert len(page.locator("#content").inner_text()) > 400, "the page can be read all the same"
    assert said == []


@pytest.mark.slow
def test_the_search_field_of_any_page_leads_to_the_page_that_says_so(
    unpacked: Path, from_folder: tuple[Page, list[str]]
) -> None:
    page, said = from_folder
    page.goto((unpacked / "site" / "models" / "brobygger" / "index.html").as_uri())
    page.keyboard.press("/")
    page.locator("#search-words").fill("tillid")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=tillid")
    assert page.locator("#needs-server").is_visible()
    assert said == []


@pytest.mark.slow
def test_behind_a_server_the_same_files_search_and_filter(unpacked: Path, page: Page) -> None:
    running = serve(unpacked / "site")
    try:
        page.goto(f"http://127.0.0.1:{running.server_port}/search/index.html?q=tillid")
        page.locator("#search-page .hit").first.wait_for()
        page.goto(f"http://127.0.0.1:{running.server_port}/cases/index.html")
        page.locator("#sift input").first.wait_for(state="attached")
        assert page.locator("#needs-server").count() == 0
    finally:
        running.shutdown()
        running.server_close()
