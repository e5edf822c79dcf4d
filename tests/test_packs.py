"""The page of everything to print: a pack put together in a browser, its address, and what is there without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.handouts.join import join_pdfs


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_a_pack_is_joined_in_the_browser_as_the_build_joins_it(
    server: str, site: Path, open_page: Callable[..., Page], tmp_path: Path, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 844})
    page.goto(f"{server}/handouts/")
    names = ("models/brobygger", "tensions/rolleuklarhed", "worksheets/brobygger")
    for name in names:
        page.locator(f'.pick input[value="{name}"]').check()
    assert "6 sider, 3 ark" in page.locator("#pack-count").inner_text()
    button = page.locator("#pack-get").bounding_box()
    assert button is not None and button["y"] < 844, "the button is in sight while one ticks"
    with page.expect_download() as waiting:
        page.locator("#pack-get").click()
    saved = tmp_path / "pack.pdf"
    waiting.value.save_as(saved)
    titles = [str(page.locator(f'.pick input[value="{name}"]').get_attribute("data-title")) for name in names]
    files = [(site / "handouts" / f"{name}.pdf").read_bytes() for name in names]
    title = str(page.locator("#packline").get_attribute("data-title"))
    assert saved.read_bytes() == join_pdfs(list(zip(titles, files, strict=True)), title, "da-DK")


@pytest.mark.slow
def test_the_address_of_a_pack_can_be_shared_and_nothing_is_chosen_twice(server: str, page: Page) -> None:
    page.goto(f"{server}/en/handouts/#pack=models/brobygger,tensions/rolleuklarhed,models/none,<b>")
    assert page.locator(".pick input:checked").count() == 2
    page.locator('.pick input[value="models/abcd"]').check()
    assert page.url.endswith("#pack=models/brobygger,models/abcd,tensions/rolleuklarhed")
    page.locator("#pack-clear").click()
    assert page.url.endswith("/en/handouts/") and page.locator("#pack-get").is_disabled()


@pytest.mark.slow
def test_a_file_that_cannot_be_fetched_is_told(server: str, page: Page) -> None:
    page.goto(f"{server}/handouts/")
    page.locator('.pick input[value="models/brobygger"]').check()
    page.evaluate("document.querySelector('.pick input:checked').dataset.url = 'models/none.pdf'")
    page.locator("#pack-get").click()
    page.get_by_text("Hent dem én for én").wait_for()


@pytest.mark.slow
def test_without_a_script_the_files_and_packs_are_there(server: str, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{server}/handouts/")
    assert not page.locator("#packline").is_visible() and not page.locator(".pick").first.is_visible()
    assert page.locator('.files a[href$=".pdf"]').count() > 50
    assert page.locator('.packs a[href$=".pdf"]').count() >= 2
