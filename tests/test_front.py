"""The front page leads a practitioner to handling, case and model in three clicks, from every door, in both languages."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.slow

ROLES = ("ledere", "medarbejdere", "frivillige", "brugere", "bestyrelser")
FIELDS = ("aeldre", "flygtninge", "andre")


@cache
def content(site: Path, address: str) -> Element | None:
    """What stands in the page, without its frame."""
    file = site / address / "index.html"
    if not file.is_file():
        return None
    tree = html5lib.parse(file.read_bytes(), namespaceHTMLElements=False)
    return next(one for one in tree.iter() if one.get("id") == "content")


@cache
def links(site: Path, address: str) -> frozenset[str]:
    """The pages that a page's own text leads to."""
    there = content(site, address)
    if there is None:
        return frozenset()
    found = {urljoin(f"https://x/{address}", one.get("href", "")) for one in there.iter("a")}
    return frozenset(urlsplit(one).path.removeprefix("/") for one in found if one.startswith("https://x/"))


def tells_a_handling(site: Path, address: str) -> bool:
    there = content(site, address)
    return there is not None and any("handling" in one.get("class", "").split() for one in there.iter("div"))


def within(site: Path, start: str, clicks: int) -> set[str]:
    reached, edge = {start}, {start}
    for _ in range(clicks):
        edge = {link for address in edge for link in links(site, address)} - reached
        reached |= edge
    return reached


def door(site: Path, root: str, number: int) -> list[str]:
    front = content(site, root)
    assert front is not None
    section = [one for one in front.iter("section") if one.get("class") == "door"][number]
    return [urlsplit(urljoin(f"https://x/{root}", one.get("href", ""))).path[1:] for one in section.iter("a")]


@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("number", range(4))
def test_every_door_leads_to_handling_case_and_model_in_three_clicks(site: Path, root: str, number: int) -> None:
    reached = {page for first in door(site, root, number) for page in within(site, first, 2)}
    assert any(page.startswith(f"{root}tensions/") and tells_a_handling(site, page) for page in reached)
    assert any(page.startswith(f"{root}cases/") and page != f"{root}cases/" for page in reached)
    assert any(page.startswith(f"{root}models/") and page.count("/") > root.count("/") + 1 for page in reached)


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_trouble_of_the_first_door_leads_on_in_two_more_clicks(site: Path, root: str) -> None:
    for first in door(site, root, 0):
        reached = within(site, first, 2)
        assert any(page.startswith(f"{root}tensions/") and tells_a_handling(site, page) for page in reached), first
        assert any(page.startswith(f"{root}models/") and page.count("/") > root.count("/") + 1 for page in reached), (
            first
        )


@pytest.mark.parametrize("root", ["", "en/"])
def test_there_are_doors_for_the_roles_and_the_fields(site: Path, root: str) -> None:
    wanted = {f"{root}roles/{one}/" for one in ROLES} | {f"{root}fields/{one}/" for one in FIELDS}
    assert wanted <= links(site, root)


@pytest.mark.parametrize("root", ["", "en/"])
def test_the_counts_of_the_fields_are_those_of_the_finder(page: Page, server: str, root: str) -> None:
    page.goto(f"{server}/{root}")
    said = {
        str(item.locator("a").get_attribute("href")).split("/")[-2]: item.locator("span").last.inner_text()
        for item in page.locator(".choices.counted li").all()
    }
    page.goto(f"{server}/{root}cases/")
    for field in ("aeldre", "flygtninge"):
        count = page.locator("#sift label", has=page.locator(f"input[value={field}]")).locator(".n").inner_text()
        assert said[field].split()[0] == count


def test_the_first_view_of_the_front_page_is_small(page: Page, server: str, site: Path) -> None:
    sent: set[str] = set()
    page.on("response", lambda response: sent.add(urlsplit(response.url).path))
    page.goto(f"{server}/", wait_until="networkidle")
    files = [site / path.lstrip("/") / ("index.html" if path.endswith("/") else "") for path in sent]
    assert len(files) > 3
    assert sum(len(compressed(file)) for file in files if file.is_file()) <= 150_000


def compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6)
