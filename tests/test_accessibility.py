"""Every kind of page in a real browser: no axe violation, no sideways scrolling, a visible focus, the whole text in print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_types import PAGES, address_in
from playwright.sync_api import Page

pytestmark = pytest.mark.slow


def open_dialog(page: Page, root: str) -> None:
    page.goto(f"{root}about/")
    page.keyboard.press("/")
    page.locator("dialog input").fill("frivillig")
    page.locator("dialog .hit").first.wait_for()


def search_for_nothing(page: Page, root: str) -> None:
    page.goto(f"{root}search/?q=qzxwvkj")
    page.locator(".search-ways a").first.wait_for()


def open_filters(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".sift-found li").first.wait_for()
    page.evaluate("document.querySelectorAll('#sift details').forEach(one => { one.open = true; })")
    for more in page.locator("#sift .more:visible").all():
        more.click()


def open_menu(page: Page, root: str) -> None:
    page.goto(f"{root}tensions/")
    if page.locator("#menu summary").is_visible():
        page.locator("#menu summary").click()
        page.locator("#menu nav").wait_for()


def open_details(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelectorAll('#content details').forEach(one => { one.open = true; })")


def choose_models(page: Page, root: str) -> None:
    page.goto(f"{root}models/choose/?tension=rolleuklarhed&situation=everyday&trust=low&formality=binding")
    page.locator(".choose-model").first.wait_for()


def compare_models(page: Page, root: str) -> None:
    page.goto(f"{root}models/compare/?model=brobygger&model=iop&model=abcd&model=four-cos")
    page.locator(".compare-pair").wait_for()


OPEN: dict[str, Callable[[Page, str], None]] = {
    "search dialog": open_dialog,
    "search without a hit": search_for_nothing,
    "filters of cases": lambda page, root: open_filters(page, f"{root}cases/?field=aeldre&tension=rolleuklarhed"),
    "filters with few cases": lambda page, root: open_filters(page, f"{root}cases/?outcome=worse&country=DK"),
    "filters with no case": lambda page, root: open_filters(page, f"{root}cases/?country=DK&q=qzxwvkj"),
    "filters of literature": lambda page, root: open_filters(page, f"{root}literature/?language=da&group=type"),
    "menu": open_menu,
    "questions of the model guide": lambda page, root: open_details(page, f"{root}models/choose/"),
    "result of the model guide": choose_models,
    "models side by side": compare_models,
    "how to cite": lambda page, root: open_details(page, f"{root}models/"),
}
SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
Opened = Callable[..., Page]
# All of axe's rules, with the one on the size of targets, which it leaves out unless asked. The same page in other
# colours can only break those on colours.
RULES: dict[str, dict[str, Any]] = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_axe_finds_nothing(server: str, open_page: Opened, language: str, screen: str, scheme: str) -> None:
    page = open_page(viewport=SCREENS[screen], color_scheme=scheme)
    found: dict[str, Any] = {}
    for name, address in PAGES.items():
        page.goto(f"{server}/{address_in(language, address)}")
        results = Axe().run(page, options=RULES[scheme])
        for violation in results.response["violations"]:
            found[f"{name}: {violation['id']}"] = [node["html"][:160] for node in violation["nodes"][:3]]
    assert found == {}, found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_axe_finds_nothing_with_everything_open(
    server: str, open_page: Opened, language: str, screen: str, scheme: str
) -> None:
    page = open_page(viewport=SCREENS[screen], color_scheme=scheme)
    found: dict[str, Any] = {}
    for name, open_it in OPEN.items():
        open_it(page, f"{server}/{'' if language == 'da' else 'en/'}")
        results = Axe().run(page, options=RULES[scheme])
        for violation in results.response["violations"]:
            found[f"{name}: {violation['id']}"] = [node["html"][:160] for node in violation["nodes"][:3]]
        assert page.evaluate("document.body.scrollWidth") <= SCREENS[screen]["width"], name
    assert found == {}, found


@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_scrolls_sideways_with_everything_open(server: str, open_page: Opened, language: str) -> None:
    for name, open_it in OPEN.items():
        page = open_page(viewport={"width": 320, "height": 256})  # 1280 × 1024 at 400 %
        open_it(page, f"{server}/{'' if language == 'da' else 'en/'}")
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.body.scrollWidth") <= width, f"{name} at {width}"


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_page_scrolls_sideways_at_any_width(server: str, open_page: Opened, language: str) -> None:
    page = open_page()
    wide = {}
    for name, address in PAGES.items():
        page.goto(f"{server}/{address_in(language, address)}")
        for width in (320, 390, 600, 721, 768, 960, 1024, 1221, 1280):
            page.set_viewport_size({"width": width, "height": 640})
            if page.evaluate("document.body.scrollWidth") > width:
                wide[f"{name} at {width}"] = page.evaluate("document.body.scrollWidth")
    assert wide == {}


def test_the_keyboard_reaches_the_text_first_by_the_skip_link(server: str, page: Page) -> None:
    page.goto(f"{server}/cases/elderlearn/")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    assert "skip" in skip.split()
    assert page.evaluate("document.activeElement.id") == "content"


def test_what_has_the_focus_shows_it(server: str, page: Page) -> None:
    page.goto(f"{server}/tensions/rolleuklarhed/")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth] })()"
        )
        assert style[0] != "none" and float(style[1].removesuffix("px")) >= 2, style


def test_without_a_script_every_page_shows_its_text(server: str, open_page: Opened) -> None:
    page = open_page(java_script_enabled=False)
    for name, address in PAGES.items():
        page.goto(f"{server}/{address}")
        assert page.locator("h1").count() == 1, name
        assert len(page.locator("#content").inner_text()) > 200, name


def test_the_dark_display_can_be_chosen_and_is_kept(server: str, open_page: Opened) -> None:
    page = open_page(viewport=SCREENS["desktop"], color_scheme="light")
    page.goto(f"{server}/cases/elderlearn/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("label.scheme-switch:visible, .scheme-switch:visible").first.click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(f"{server}/models/brobygger/")
    assert dark != light
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
