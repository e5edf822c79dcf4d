"""Every kind of page in a real browser: no axe violation, no sideways scrolling, a visible focus, the whole text in print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.slow
PAGES = {
    "front": "",
    "case": "cases/elderlearn/",
    "cases": "cases/",
    "tension": "tensions/rolleuklarhed/",
    "tensions": "tensions/",
    "potential": "potentials/andre-behov/",
    "model": "models/brobygger/",
    "models": "models/",
    "guide": "guide/law/",
    "guides": "guide/",
    "questions": "guide/questions/",
    "field": "fields/flygtninge/",
    "role": "roles/frivillige/",
    "level": "levels/praktisk/",
    "literature": "literature/",
    "work": "literature/henriksen2023embedded/",
    "glossary": "glossary/",
    "organisations": "organisations/",
    "overview": "overview/",
    "handouts": "handouts/",
    "data": "data/",
    "fields of a page": "contribute/fields/",
    "checks": "contribute/checks/",
    "contribute": "contribute/",
    "accessibility": "about/accessibility/",
    "changes": "about/changes/",
}
SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
Opened = Callable[..., Page]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_axe_finds_nothing(server: str, open_page: Opened, language: str, screen: str, scheme: str) -> None:
    page = open_page(viewport=SCREENS[screen], color_scheme=scheme)
    found: dict[str, Any] = {}
    for name, address in PAGES.items():
        page.goto(f"{server}/{'' if language == 'da' else 'en/'}{address}")
        results = Axe().run(page)
        for violation in results.response["violations"]:
            found[f"{name}: {violation['id']}"] = [node["html"][:160] for node in violation["nodes"][:3]]
    assert found == {}, found


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_page_scrolls_sideways_at_320_pixels(server: str, open_page: Opened, language: str) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    wide = {}
    for name, address in PAGES.items():
        page.goto(f"{server}/{'' if language == 'da' else 'en/'}{address}")
        width = page.evaluate("document.body.scrollWidth")
        if width > 320:
            wide[name] = width
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
