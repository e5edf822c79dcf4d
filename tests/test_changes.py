"""The page of changes and its feed: what was added, reviewed, corrected, moved and removed, told the same on any day."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from test_golden import readable, site_of
from tiny import check_with, tiny_text

from scripts.link.corpus import link
from scripts.parse.ledger import LEDGER, enter
from scripts.records import LANGUAGES, Language
from scripts.render.changes import FEW, LISTED, days
from scripts.render.changes_page import changes_pages, feed_file
from scripts.render.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def tiny_site(tmp_path: Path) -> Site:
    return site_of(link(check_with({})), "da", tmp_path)


def told(site: Site) -> list[tuple[str, str, str]]:
    return [(day, event.what, event.address) for day, events in days(site) for event in events]


def test_each_change_stands_under_its_day_the_latest_first(tiny_site: Site) -> None:
    found = told(tiny_site)
    assert [day for day, _, _ in found] == sorted((day for day, _, _ in found), reverse=True)
    for change in (
        ("2026-11-20", "added", "cases/sprogholdet/"),
        ("2026-11-20", "added", "literature/testkommunendsprogholdet/"),
        ("2026-11-10", "corrected", "cases/haveholdet/"),
        ("2026-11-03", "removed", "tensions/hvem-rydder/"),
        ("2026-11-01", "assessed", "cases/haveholdet/"),
        ("2026-10-15", "reviewed", "cases/haveholdet/"),
        ("2026-10-02", "moved", "models/faelles-tavle/"),
    ):
        assert change in found


def test_a_page_that_nobody_has_reviewed_is_not_told_to_be(tiny_site: Site) -> None:
    assert {address for _, what, address in told(tiny_site) if what == "reviewed"} == {
        "cases/haveholdet/",
        "guide/begynd/",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_drafts_are_told_kindly(language: Language, tmp_path: Path) -> None:
    some = readable(changes_pages(site_of(link(check_with({})), language, tmp_path))[0][1])
    assert {"da": "gennemgået 2 af 9 sider", "en": "reviewed 2 of 9 pages"}[language] in some
    draft = {
        path: tiny_text(path).replace("status: reviewed", "status: draft")
        for path in ("cases/haveholdet.md", "docs/guide/begynd.md")
    }
    every = readable(changes_pages(site_of(link(check_with(draft)), language, tmp_path))[0][1])
    assert {"da": "Alle 9 sider er kladder", "en": "All 9 pages are drafts"}[language] in every


def guides(count: int) -> dict[str, str | None]:
    """So many more guide pages, all entered on one day."""
    names = [f"side-{number}" for number in range(count)]
    pages = {f"docs/guide/{name}.md": tiny_text("docs/guide/begynd.md") for name in names}
    return {**pages, LEDGER: enter(tiny_text(LEDGER), [f"guide/{name}/" for name in names], "2026-11-22")}


@pytest.mark.parametrize(("count", "lines"), [(FEW, FEW), (FEW + 1, 1), (LISTED + 1, 1)])
def test_many_alike_on_one_day_are_one_line(count: int, lines: int, tmp_path: Path) -> None:
    site = site_of(link(check_with(guides(count))), "da", tmp_path)
    events = dict(days(site))["2026-11-22"]
    assert len(events) == lines
    if lines == 1:
        assert events[0].title.startswith(f"{count} sider") and events[0].address == "guide/"
        assert len(events[0].gathered) == (count if count <= LISTED else 0)


def test_without_a_ledger_the_page_still_tells_what_the_headers_say(tmp_path: Path) -> None:
    site = site_of(link(check_with({LEDGER: None, "docs/changes.yml": None})), "da", tmp_path)
    assert {what for _, what, _ in told(site)} == {"reviewed", "assessed"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_atom_with_an_entry_for_each_day(language: Language, tmp_path: Path) -> None:
    site = site_of(link(check_with({})), language, tmp_path)
    root = "en/" if language == "en" else ""
    (name, text), *rest = feed_file(site).items()
    assert (name, rest) == (f"{root}feed.xml", [])
    feed = ET.fromstring(text)
    own = next(one.get("href") for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self")
    assert own == f"https://example.org/{root}feed.xml"
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(entries) == len(days(site)) and len(set(ids)) == len(ids)
    updated = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    assert updated == sorted(updated, reverse=True) and feed.findtext(f"{ATOM}updated") == updated[0]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", one) for one in updated)
    html = "".join(entry.findtext(f"{ATOM}content", "") for entry in entries)
    assert f'<a href="https://example.org/{root}cases/haveholdet/">' in html and "&lt;" not in html


def test_what_is_written_down_is_escaped_in_the_feed_and_on_the_page(tmp_path: Path) -> None:
    text = tiny_text("docs/changes.yml").replace("Haveholdet begyndte i 2021", "A & B \"c\" 'd' ]]> e")
    assert text != tiny_text("docs/changes.yml")
    checked = check_with({"docs/changes.yml": text.replace("]]>", "]]")})
    site = site_of(link(checked), "da", tmp_path)
    content = "".join(
        entry.findtext(f"{ATOM}content", "")
        for entry in ET.fromstring(feed_file(site)["feed.xml"]).iter(f"{ATOM}entry")
    )
    assert "A &amp; B &#34;c&#34; &#39;d&#39; ]]" in content
    assert "A &amp; B" in readable(changes_pages(site)[0][1])
