"""Every page on A4: without the site's furniture, nothing cut, addresses that one can type, references kept, page numbers."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from scripts.publish.addresses import PLACE, with_addresses
from scripts.render.short_pages import Addresses

A4_TEXT_WIDTH = 658  # CSS pixels between the margins of the print style sheet
PAGES = {
    "front": "",
    "case": "cases/elderlearn/",
    "model": "models/brobygger/",
    "tension": "tensions/rolleuklarhed/",
    "potential": "en/potentials/behovsspejdere/",
    "guide": "guide/coordinator/",
    "work": "literature/grubb2021speaking/",
    "list": "models/",
    "finder": "cases/",
    "glossary": "glossary/",
    "overview": "overview/",
    "handouts": "handouts/",
    "literature": "literature/",
    "organisations": "organisations/",
    "field": "fields/aeldre/",
    "role": "roles/frivillige/",
    "chooser": "models/choose/",
    "comparison": "models/compare/",
    "search": "search/",
    "data": "data/",
    "about": "about/",
}
LYING = {"overview", "comparison"}  # wide tables: the page lies on its side
FURNITURE = (".header", ".footer", ".crumbs", ".contents", ".buttons", "a.button", ".packline")


def test_short_addresses_stand_behind_the_links_of_a_page() -> None:
    addresses = Addresses("viden.example", {"models/abc/": "m/abc", "en/models/abc/": "en/m/abc"})
    html = f'<article>{PLACE}<a href="../../tensions/x-y/#ways">X</a> <a href="../abc/">A</a> <a href="#here">here</a></article>'
    shown = with_addresses(html, "models/other/", addresses)
    assert ">viden.example/models/other</p>" in shown
    assert 'data-address="viden.example/tensions/x-y">X</a>' in shown
    assert '<a href="../abc/" data-address="viden.example/m/abc">A</a>' in shown
    assert '<a href="#here">here</a>' in shown
    assert ">viden.example/en/m/abc</p>" in with_addresses(f"<article>{PLACE}</article>", "en/models/abc/", addresses)


def test_links_of_the_frame_and_to_other_sites_get_no_address() -> None:
    addresses = Addresses("viden.example")
    html = f'<a href="../../models/abc/">menu</a><article>{PLACE}<a href="https://other.example/models/abc/">o</a></article>'
    shown = with_addresses(html, "cases/x/", addresses)
    assert "data-address" not in shown


@pytest.mark.slow
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_printed_page_has_no_furniture_and_nothing_is_cut(server: str, page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_TEXT_WIDTH, "height": 1000})
    page.goto(f"{server}/{address}")
    for selector in FURNITURE:
        assert page.locator(f"{selector}:visible").count() == 0, selector
    assert page.evaluate("document.body.scrollWidth") <= A4_TEXT_WIDTH
    wide = page.evaluate(
        "[...document.querySelectorAll('table, .panel, p, li')]"
        ".filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)"
        ".map((one) => one.textContent.slice(0, 60))"
    )
    assert wide == []


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_no_heading_stands_alone_at_the_foot_and_no_page_is_left_empty(
    server: str, page: Page, tmp_path: Path, name: str
) -> None:
    page.goto(f"{server}/{PAGES[name]}")
    page.wait_for_load_state("networkidle")
    said = page.evaluate(
        "[...document.querySelectorAll('article h2, article h3, .kicker')].map((one) => one.textContent)"
    )
    heads = {letters for one in said if len(letters := _letters(one)) > 7}
    file = tmp_path / "page.pdf"
    page.pdf(path=str(file), format="A4", prefer_css_page_size=True)
    sheets = [_letters(sheet.extract_text()) for sheet in PdfReader(file).pages]
    assert [sheet[-60:] for sheet in sheets if sheet.endswith(tuple(heads))] == []
    assert len(sheets[0]) > 150 or len(sheets) == 1, "nothing but the title on the first page"
    width, height = PdfReader(file).pages[0].mediabox.upper_right
    assert (width > height) == (name in LYING)


def _letters(text: str) -> str:
    """The letters alone: the number of a page, or of what a heading counts, stands beside it."""
    return re.sub(r"[^a-zæøå]", "", text.lower())


@pytest.mark.slow
def test_the_whole_table_of_the_chooser_is_printed_though_it_is_folded_up(
    server: str, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{server}/models/choose/")
    page.wait_for_load_state("networkidle")
    page.pdf(path=str(tmp_path / "page.pdf"), format="A4", prefer_css_page_size=True)
    assert len(PdfReader(tmp_path / "page.pdf").pages) > 2


@pytest.mark.slow
def test_a_printed_model_has_its_address_its_references_and_page_numbers(
    server: str, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{server}/models/brobygger/")
    works = page.locator(".refs li").count()
    file = tmp_path / "page.pdf"
    page.pdf(path=str(file), format="A4", prefer_css_page_size=True)
    program = shutil.which("pdftotext")
    assert program, "pdftotext is missing. Install it: apt-get install poppler-utils"
    printed = subprocess.run([program, "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    sheets = len(PdfReader(file).pages)
    assert "samskabelse.example/m/brobygger" in printed
    assert "samskabelse.example/s/bruger" in re.sub(r"\s", "", printed)
    assert re.search(rf"\b1 ?/ ?{sheets}\b", printed) and re.search(rf"\b{sheets} ?/ ?{sheets}\b", printed)
    assert works > 3 and printed.count("https://") + printed.count("http://") >= works // 2
    assert PdfReader(file).pages[0].mediabox.width == pytest.approx(595.28, abs=1)


@pytest.mark.slow
def test_the_head_of_a_long_table_is_printed_on_each_page(server: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{server}/overview/")
    page.pdf(path=str(tmp_path / "overview.pdf"), format="A4", prefer_css_page_size=True)
    sheets = [sheet.extract_text() for sheet in PdfReader(tmp_path / "overview.pdf").pages]
    heads = [sheet for sheet in sheets if "Ældre" in sheet and "Flygtninge" in sheet]
    assert len(heads) >= 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["glossary/", "organisations/", "contribute/checks/", "cases/", "literature/", "overview/"]
)
def test_no_sheet_of_a_long_list_is_nearly_empty(server: str, page: Page, tmp_path: Path, address: str) -> None:
    page.goto(f"{server}/{address}")
    page.pdf(path=str(tmp_path / "list.pdf"), format="A4", prefer_css_page_size=True)
    sheets = [len(sheet.extract_text()) for sheet in PdfReader(tmp_path / "list.pdf").pages]
    assert min(sheets[:-1]) > max(sheets) / 10, sheets
