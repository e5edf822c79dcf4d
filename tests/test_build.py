"""The finished site: both languages whole, every link leads somewhere, built again it is the same, never half."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from conftest import REPOSITORY, digests

from scripts.read.settings import read_settings

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
pytestmark = pytest.mark.slow


@functools.lru_cache(maxsize=4000)
def parsed(path: Path) -> Element:
    tree: Element = html5lib.parse(path.read_bytes())
    return tree


def pages(site: Path) -> Iterator[Path]:
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html" and "pagefind" not in path.parts:
            yield path


def anchors(path: Path) -> set[str]:
    return {element.get("id") for element in parsed(path).iter() if element.get("id")}


def links(path: Path) -> Iterator[str]:
    for element in parsed(path).iter():
        for name in ("href", "src"):
            if element.get(name) and element.tag != f"{NAMESPACE}base":
                yield element.get(name)


def test_every_link_and_anchor_inside_the_site_leads_somewhere(site: Path) -> None:
    lost = []
    for page in pages(site):
        for link in links(page):
            parts = urlsplit(link)
            if parts.scheme or link.startswith("//"):
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if parts.path.startswith("/"):
                target = site / unquote(parts.path).lstrip("/")
            if target.is_dir():
                target = target / "index.html"
            if not target.is_file():
                lost.append(f"{page.relative_to(site)}: {link}")
            elif (
                parts.fragment
                and target.suffix == ".html"
                and "=" not in parts.fragment
                and unquote(parts.fragment) not in anchors(target)
            ):
                lost.append(f"{page.relative_to(site)}: {link} (anchor)")
    assert lost == []


def test_every_page_says_its_language_and_leads_to_its_counterpart(site: Path) -> None:
    for page in pages(site):
        inside = page.relative_to(site)
        language = "en" if inside.parts[0] == "en" else "da"
        assert parsed(page).get("lang") == language, inside
        leads_on = any(e.get("http-equiv") == "refresh" for e in parsed(page).iter(f"{NAMESPACE}meta"))
        is_short = inside.parent.parent.name in ("m", "s", "p")
        if leads_on or is_short:
            continue
        other = site / "en" / inside if language == "da" else site / Path(*inside.parts[1:])
        shown = [e for e in parsed(page).iter(f"{NAMESPACE}a") if e.get("hreflang")]
        assert bool(shown) == other.is_file(), inside
        if shown:
            assert (page.parent / shown[0].get("href") / "index.html").resolve() == other.resolve(), inside


def test_every_relation_is_told_on_both_ends_in_both_languages(site: Path) -> None:
    told = 0
    for path in sorted((site / "data" / "cases").glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for relation in ("tensions", "potentials", "models"):
            for one in case["da"][relation] if case["da"][relation] != "none" else ():
                for language in ("da", "en"):
                    _is_told(site / ("en" if language == "en" else ""), case["id"], relation, one["id"])
                    told += 1
    assert told > 100


def _is_told(root: Path, case: str, relation: str, target: str) -> None:
    """The case's story stands on the case and on the other page, and each leads to the other."""
    here = (root / "cases" / case / "index.html").read_text(encoding="utf-8")
    there = (root / relation / target / "index.html").read_text(encoding="utf-8")
    heading = re.search(rf'<h3 id="{target}">(.+?)</h3>', here)
    assert heading and heading[1] in there, (case, target)
    assert f'href="../../{relation}/{target}/' in here, (case, target)
    assert f'href="../../cases/{case}/' in there, (case, target)


UNTOLD = {"": "Ingen case fortæller om det endnu", "en": "No case tells of it yet"}


@pytest.mark.parametrize("root", UNTOLD)
@pytest.mark.parametrize("relation", ["tensions", "potentials", "models"])
def test_what_no_case_tells_of_says_so(relation: str, root: str, site: Path) -> None:
    cases = [json.loads(path.read_text(encoding="utf-8"))["da"] for path in (site / "data" / "cases").glob("*.json")]
    told = {one["id"] for case in cases if case[relation] != "none" for one in case[relation]}
    objects = [path.stem for path in sorted((site / "data" / relation).glob("*.json"))]
    assert len(objects) >= 9 and told <= set(objects)
    for one in objects:
        page = (site / root / relation / one / "index.html").read_text(encoding="utf-8")
        assert (UNTOLD[root] in page) == (one not in told), one


def test_every_citation_leads_to_the_list_of_the_page_and_from_there_to_the_work(site: Path) -> None:
    cited = 0
    for path in pages(site):
        text = path.read_text(encoding="utf-8")
        for key in set(re.findall(r'href="#ref-([^"]+)"', text)):
            assert f'id="ref-{key}"' in text, (path, key)
            assert re.search(rf'href="[./]+literature/{key}/', text), (path, key)
            cited += 1
    assert cited > 300


def test_no_page_holds_a_script_that_its_policy_does_not_name(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        assert text.count('http-equiv="Content-Security-Policy"') == 1, page
        assert not re.search(r"\son[a-z]+=", re.sub(r"<script.*?</script>", "", text, flags=re.S)), page


def test_the_page_for_what_is_missing_leads_on_from_the_top(site: Path) -> None:
    for link in links(site / "404.html"):
        parts = urlsplit(link)
        if not parts.scheme and parts.path:
            target = site / unquote(parts.path).lstrip("/")
            assert parts.path.startswith("/") and (target.is_file() or (target / "index.html").is_file()), link


def test_every_edit_link_opens_the_source_of_its_page(site: Path) -> None:
    edit = read_settings(REPOSITORY).edit_url.partition("{path}")[0]
    opened = set()
    for page in pages(site):
        inside = page.relative_to(site)
        for source in (link.removeprefix(edit) for link in links(page) if link.startswith(edit)):
            assert (REPOSITORY / source).is_file(), (inside, source)
            assert source.endswith(".en.md") == (inside.parts[0] == "en") or not source.endswith(".md"), inside
            opened.add(source)
    assert {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "cases").glob("*.md")} <= opened


OTHERWISE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "SOURCE_DATE_EPOCH": "1809475200",  # May 2027: what a page says does not depend on the day
}


def test_two_builds_are_the_same_bytes_in_other_folders_zones_and_orders(site: Path, tmp_path: Path) -> None:
    place = site.parent.parent.parent  # build/releases/1
    ignored = shutil.ignore_patterns("build", "__pycache__")
    other = Path(shutil.copytree(place, tmp_path / "et andet sted, med æøå", ignore=ignored))
    done = subprocess.run(
        [sys.executable, "-m", "scripts", "build"],
        cwd=other,
        env=os.environ | OTHERWISE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = digests(site), digests((other / "build" / "site").resolve())
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert {"html", "pdf", "docx", "json", "pf_index"} <= {name.rpartition(".")[2] for name in first}
