"""The overview: each count is what its link gives, each gap leads to how to fill it, and it fits on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from matching import cases_of, number_matching
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.slow

COUNTS = ".gap-some a, .chart td a"


def counted_links(page: Page) -> list[tuple[int, str]]:
    found: list[list[Any]] = page.locator(COUNTS).evaluate_all("all => all.map(one => [one.textContent, one.href])")
    return [(int(number), address) for number, address in found]


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_count_is_what_its_link_asks_for(page: Page, server: str, site: Path, root: str) -> None:
    page.goto(f"{server}/{root}overview/")
    cases, links = cases_of(site), counted_links(page)
    assert len(links) > 100
    for number, address in links:
        parts = urlsplit(address)
        assert parts.path == f"/{root}cases/"
        assert number_matching(cases, parse_qs(parts.query)) == number, address


def test_following_a_count_gives_so_many_cases(page: Page, server: str) -> None:
    page.goto(f"{server}/overview/")
    links = counted_links(page)
    for number, address in links[::12]:
        page.goto(address)
        expect(page.locator("[data-count]")).to_have_text("1 case" if number == 1 else f"{number} cases")
        assert page.locator(".sift-found .found-case").count() == min(number, 30)
        names = set(parse_qs(urlsplit(address).query))
        assert page.locator(".chip").count() >= len(names)


@pytest.mark.parametrize(("root", "words"), [("", "0 ingen endnu"), ("en/", "0 none yet")])
def test_an_empty_cell_says_so_and_leads_to_writing_a_case(page: Page, server: str, root: str, words: str) -> None:
    page.goto(f"{server}/{root}overview/")
    gaps = page.locator(".gap-none")
    assert gaps.count() > 10
    assert set(gaps.all_inner_texts()) == {words}
    assert set(gaps.evaluate_all("all => all.map(one => new URL(one.href).pathname)")) == {f"/{root}contribute/"}
    cells = page.locator(".gaps td").count()
    assert cells == gaps.count() + page.locator(".gap-some").count()


def test_the_squares_and_bars_say_no_more_than_the_numbers(page: Page, server: str) -> None:
    page.goto(f"{server}/overview/")
    for cell in page.locator(".gap-some").all():
        number = int(cell.locator("a").inner_text())
        assert cell.locator(".units i").count() == (number if number <= 24 else 1)
    hidden = page.locator(".units, .bar").evaluate_all("all => all.every(one => one.ariaHidden === 'true')")
    assert hidden
    assert page.locator(".chart").count() == 2


def test_it_says_what_it_counts_and_when(page: Page, server: str, site: Path) -> None:
    page.goto(f"{server}/overview/")
    lead = page.locator(".lead").inner_text()
    assert f"{len(cases_of(site))} cases" in lead
    assert "november 2026" in lead


def test_it_prints_on_a4_lying_down_with_no_row_cut(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(f"{server}/overview/")
    page.pdf(path=tmp_path / "overview.pdf", prefer_css_page_size=True)
    for sheet in PdfReader(tmp_path / "overview.pdf").pages:
        assert (sheet.mediabox.width, sheet.mediabox.height) == pytest.approx((841.9, 595.3), abs=1)
    page.emulate_media(media="print")
    rows = page.locator(".gaps tr, .chart tr")
    assert rows.evaluate_all("all => all.every(one => getComputedStyle(one).breakInside === 'avoid')")
