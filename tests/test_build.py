"""The finished site: both languages whole, every link leads somewhere, built again it is the same, never half."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from conftest import build_site, copy_repository

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
pytestmark = pytest.mark.slow


@functools.lru_cache(maxsize=4000)
def parsed(path: Path):  # type: ignore[no-untyped-def]
    return html5lib.parse(path.read_bytes())


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


def test_a_relation_is_told_on_both_ends(site: Path) -> None:
    for root in (site, site / "en"):
        case = (root / "cases" / "ringkoebing-skjern-spilleregler" / "index.html").read_text(encoding="utf-8")
        tension = (root / "tensions" / "rolleuklarhed" / "index.html").read_text(encoding="utf-8")
        heading = re.search(r'<h3 id="rolleuklarhed">(.+?)</h3>', case)
        assert heading and heading[1] in tension


def test_no_page_holds_a_script_that_its_policy_does_not_name(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        assert text.count("Content-Security-Policy") == 1, page
        assert not re.search(r"\son[a-z]+=", re.sub(r"<script.*?</script>", "", text, flags=re.S)), page


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of its own, to be built often."""
    return copy_repository(tmp_path_factory.mktemp("small") / "repository")


def run(place: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts", "build"],
        cwd=place,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_are_the_same_bytes_in_other_folders_zones_and_orders(site: Path, tmp_path: Path) -> None:
    other = copy_repository(tmp_path / "et andet sted")
    done = run(other, PYTHONHASHSEED="4711", TZ="Pacific/Kiritimati", LC_ALL="C", SOURCE_DATE_EPOCH="1795478400")
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = digests(site), digests((other / "build" / "site").resolve())
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_an_error_stops_the_build_and_the_last_good_site_stays(small: Path) -> None:
    before = digests(build_site(small))
    case = small / "cases" / "elderlearn.md"
    good = case.read_text(encoding="utf-8")
    try:
        case.write_text(good.replace("## Baggrund", "## Bagrund"), encoding="utf-8")
        done = run(small)
        assert done.returncode == 1
        assert "cases/elderlearn.md" in done.stdout and "Traceback" not in done.stdout + done.stderr
        assert digests((small / "build" / "site").resolve()) == before
    finally:
        case.write_text(good, encoding="utf-8")


def test_a_second_build_without_a_change_says_so(small: Path) -> None:
    build_site(small)
    begun = (small / "build" / "site").resolve()
    done = run(small)
    assert done.returncode == 0 and "Intet er ændret" in done.stdout
    assert (small / "build" / "site").resolve() == begun


def test_an_interrupted_build_leaves_the_old_site_or_the_new_one(small: Path) -> None:
    old = digests(build_site(small))
    page = small / "docs" / "about" / "licence.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("\n## ", "\nEn ny linje.\n\n## ", 1), encoding="utf-8")
    for step in ("Ark og kort", "Bygger", "Gør færdigt", "Søgeindeks"):
        _kill_at(small, step)
        left = digests((small / "build" / "site").resolve())
        assert left == old, step
    done = run(small)
    assert done.returncode == 0, done.stdout + done.stderr
    new = digests((small / "build" / "site").resolve())
    assert new != old and "about/licence/index.html" in new
    page.write_text(text, encoding="utf-8")


def _kill_at(place: Path, step: str) -> None:
    """Kill a build, and everything it started, as soon as it says that this step begins."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "scripts", "build"],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    said = b""
    begun = time.monotonic()
    while step.encode() not in said and time.monotonic() - begun < 120:
        piece = process.stdout.read1(64)  # type: ignore[attr-defined]
        if not piece:
            break
        said += piece
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert step.encode() in said, said.decode("utf-8", "replace")


def test_a_build_beside_another_says_so_and_ends(small: Path) -> None:
    lock = small / "build" / ".lock"
    lock.parent.mkdir(exist_ok=True)
    lock.write_text(str(os.getpid()), encoding="utf-8")
    try:
        done = run(small)
    finally:
        lock.unlink(missing_ok=True)
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
