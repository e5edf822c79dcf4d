"""With the keyboard alone: everything is reached, the focus is always seen, and it never falls back to nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from page_types import PAGES, address_in
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

Opened = Callable[..., Page]
MOST = 120  # steps on one page; long lists repeat themselves

WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  // A group of buttons for light and dark is seen by its label.
  const seen = one.matches(".md-option") ? one.nextElementSibling : one;
  const box = seen.getBoundingClientRect();
  const style = getComputedStyle(seen);
  const [line] = seen.getClientRects(); // the first line of a link that runs over several
  const x = Math.min(Math.max(line.left + line.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(line.top + Math.min(line.height, innerHeight) / 2, 0), innerHeight - 1);
  const at = document.elementFromPoint(x, y);
  return {
    what: one.outerHTML.slice(0, 120),
    width: box.width, height: box.height,
    onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    uncovered: at !== null && (seen.contains(at) || at.contains(seen) || seen.labels?.[0]?.contains(at) === true),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    ring: style.boxShadow !== "none",
  };
}"""


def steps(page: Page, most: int = MOST) -> Iterator[dict[str, Any]]:
    """Where the focus is after each Tab, until it leaves the page."""
    for _ in range(most):
        page.keyboard.press("Tab")
        place = page.evaluate(WHERE)
        if place is None:
            return
        yield place


def unseen(place: dict[str, Any]) -> bool:
    big = place["width"] >= 10 and place["height"] >= 10
    return not (big and place["onScreen"] and place["uncovered"] and place["outline"] >= 2 and place["ring"])


@pytest.mark.parametrize(("language", "width"), [("da", 320), ("da", 1280), ("en", 390)])
def test_the_focus_is_seen_at_every_step_on_every_kind_of_page(
    server: str, open_page: Opened, language: str, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 700})
    wrong: dict[str, Any] = {}
    for name, address in PAGES.items():
        page.goto(f"{server}/{address_in(language, address)}")
        if name == "search":  # it begins in its field
            page.evaluate("document.activeElement.blur()")
        reached = list(steps(page))
        assert len(reached) > 8, name
        for place in reached:
            if unseen(place) and "skip" not in place["what"]:
                wrong.setdefault(name, place)
    assert wrong == {}


def test_the_menu_of_a_phone_opens_moves_and_closes(server: str, open_page: Opened) -> None:
    phone = open_page(viewport={"width": 390, "height": 800})
    phone.goto(f"{server}/cases/elderlearn/")
    summary = phone.locator("#menu summary")
    summary.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#menu nav")).to_be_visible()
    phone.keyboard.press("Tab")
    expect(phone.locator("#menu nav a").first).to_be_focused()
    assert not unseen(phone.evaluate(WHERE))
    phone.keyboard.press("Escape")
    expect(phone.locator("#menu nav")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_filter_is_opened_ticked_and_removed(server: str, page: Page) -> None:
    page.goto(f"{server}/cases/")
    box = page.locator("#sift input[name=field][value=aeldre]")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(".chip")).to_have_count(1)
    expect(box).to_be_focused()
    group = page.locator(".sift-facet", has=page.locator("input[name=country]")).locator("summary")
    group.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#sift input[name=country]").first).to_be_focused()
    page.locator(".chip").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator("#sift-words")).to_be_focused()


def test_more_cases_are_shown_and_the_focus_goes_to_the_first_of_them(server: str, page: Page) -> None:
    page.goto(f"{server}/cases/?sort=newest")
    more = page.locator("[data-show-more]")
    expect(more).to_be_visible()
    shown = page.locator(".sift-found .found-case").count()
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sift-found .found-case a").nth(shown)).to_be_focused()


def test_the_guide_is_answered_and_corrected(server: str, page: Page) -> None:
    page.goto(f"{server}/models/choose/")
    later = page.locator(".choose-later summary")
    later.focus()
    page.keyboard.press("Enter")
    page.locator("input[name=situation]:checked").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#choose-heading")).to_be_focused()
    correct = page.locator("[data-correct]")
    correct.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#choose")).to_be_visible()
    assert page.evaluate("document.activeElement.name") in ("tension", "situation")


def test_models_are_picked_and_all_are_shown_again(server: str, page: Page) -> None:
    page.goto(f"{server}/models/compare/")
    for name in ("brobygger", "iop"):
        page.locator(f"#compare input[value={name}]").focus()
        page.keyboard.press("Space")
        expect(page.locator(f"#compare input[value={name}]")).to_be_focused()
    expect(page.locator(".compare-pair")).to_be_visible()
    page.locator("[data-all]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#compare input").first).to_be_focused()


def test_with_less_motion_nothing_moves(server: str, open_page: Opened) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    for address in ("", "cases/", "models/choose/", "tensions/rolleuklarhed/"):
        page.goto(f"{server}/{address}")
        moving = page.evaluate(
            "[...document.querySelectorAll('*')].filter(one => { const s = getComputedStyle(one);"
            " return parseFloat(s.transitionDuration) > 0 && s.transitionProperty !== 'none' ||"
            " s.animationName !== 'none' || s.scrollBehavior === 'smooth' }).map(one => one.outerHTML.slice(0, 80))"
        )
        assert moving == [], address
