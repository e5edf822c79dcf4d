"""Building, on a small repository: refused where an error stands, quick where nothing changed, whole whenever it is stopped."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from conftest import digests
from test_golden import site_of
from tiny import TINY, buildable_copy, check_with, tiny_text

from scripts.link.corpus import link
from scripts.records import LANGUAGES
from scripts.render.attachments import attachments
from scripts.render.data import render_data
from scripts.render.pages import parts_of, render_site
from scripts.render.short_pages import short_pages

GUIDE = "docs/guide/begynd.md"
STEPS = ("Tjekker", "Henvisninger", "Ark og kort", "Skriver sider", "Bygger", "Gør færdigt", "Søgeindeks")
BUILD = (sys.executable, "-u", "-m", "scripts", "build")
slow = pytest.mark.slow


def build(place: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        BUILD, cwd=place, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=300
    )


def build_well(place: Path) -> dict[str, str]:
    """Build, and return the digests of the site."""
    done = build(place)
    assert done.returncode == 0, done.stdout + done.stderr
    return site_at(place)


def site_at(place: Path) -> dict[str, str]:
    return digests((place / "build" / "site").resolve())


def begin(place: Path, step: str) -> subprocess.Popen[bytes]:
    """A build in a session of its own that has come to this step."""
    process = subprocess.Popen(
        BUILD, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    assert process.stdout is not None
    said = b""
    while step.encode() not in said:
        piece = process.stdout.read1(64)  # type: ignore[attr-defined]
        assert piece, f"the build ended before {step}: {said.decode()}"
        said += piece
    return process


def change(place: Path, words: str) -> None:
    """Add a line to the guide page."""
    text = tiny_text(GUIDE).replace("\n## Gør det nu", f"\n{words}\n\n## Gør det nu")
    (place / GUIDE).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built copy that tests leave as it was."""
    place = buildable_copy(tmp_path_factory.mktemp("built") / "repository")
    build_well(place)
    return place


@slow
def test_a_build_tells_its_steps_with_their_times_and_where_the_site_is(tmp_path: Path) -> None:
    done = build(buildable_copy(tmp_path / "repository"))
    said = done.stdout.splitlines()
    assert [line.split(" · ")[0] for line in said[:-1]] == list(STEPS)
    assert all(re.search(r" … \d+\.\d s$", line) for line in said[:-1])
    assert f"{tmp_path / 'repository' / 'build' / 'site'}" in said[-1] and "python -m scripts serve" in said[-1]
    kept = {path.name for path in (tmp_path / "repository" / "build").iterdir()}
    assert kept == {".lock", "cache", "docs", "fingerprint", "releases", "site", "work"}


@slow
def test_a_second_build_without_a_change_says_so_and_touches_nothing(built: Path) -> None:
    release, times = (built / "build" / "site").resolve(), _times(built / "build")
    done = build(built)
    assert done.returncode == 0
    assert done.stdout.startswith("Intet er ændret.") and "Nothing has changed." in done.stdout
    assert (built / "build" / "site").resolve() == release
    assert _times(built / "build") == times


def _times(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}


@slow
def test_a_build_refuses_while_an_error_stands_and_leaves_the_last_good_site(built: Path) -> None:
    before = site_at(built)
    change(built, "Et [dødt link](findes-ikke.md).")
    try:
        done = build(built)
        assert done.returncode == 1
        assert f"{GUIDE}:27: fejl:" in done.stdout and "Traceback" not in done.stdout + done.stderr
        assert "det sidste gode site er urørt" in done.stdout
        assert site_at(built) == before
    finally:
        (built / GUIDE).write_text(tiny_text(GUIDE), encoding="utf-8")


@slow
def test_a_build_refuses_a_sheet_without_room_and_leaves_the_last_good_site(built: Path) -> None:
    model = "docs/models/faelles-tavle.md"
    before = site_at(built)
    row = "| Skriv på den | – | Skriver | Skriver | Læser |\n"
    (built / model).write_text(tiny_text(model).replace(row, row * 60), encoding="utf-8")
    try:
        done = build(built)
        assert done.returncode == 1
        assert model in done.stdout and "handout-too-full" in done.stdout
        assert site_at(built) == before
    finally:
        (built / model).write_text(tiny_text(model), encoding="utf-8")


@slow
@pytest.mark.parametrize("how", ["kill", "interrupt"])
def test_a_build_stopped_at_any_step_leaves_the_old_site_and_the_next_is_whole(how: str, tmp_path: Path) -> None:
    place = buildable_copy(tmp_path / "stopped")
    old = build_well(place)
    for number, step in enumerate(STEPS):
        change(place, f"Prøve {number}.")
        process = begin(place, step)
        if how == "kill":
            process.kill()  # the build alone: what it has started goes on
        else:
            os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate()
        assert site_at(place) == old, step
        if how == "interrupt":
            assert process.returncode == 130 and b"Traceback" not in said, said.decode()
    change(place, "En ny linje.")
    whole = Path(shutil.copytree(place, tmp_path / "whole", symlinks=True, ignore=shutil.ignore_patterns("build")))
    new = build_well(place)
    assert new == build_well(whole)
    assert new != old


@slow
def test_a_build_stopped_after_publishing_leaves_the_new_site(tmp_path: Path) -> None:
    place = buildable_copy(tmp_path / "repository")
    process = begin(place, "Sitet ligger i")
    process.kill()
    process.communicate()
    assert site_at(place) == build_well(place)


@slow
def test_of_two_builds_at_once_the_second_says_so_and_ends(built: Path) -> None:
    change(built, "To på én gang.")
    try:
        first = begin(built, "Tjekker")
        second = build(built)
        said, _ = first.communicate()
        assert first.returncode == 0, said.decode()
        assert second.returncode == 2
        assert f"Et andet byggeri er i gang (proces {first.pid})" in second.stderr
    finally:
        (built / GUIDE).write_text(tiny_text(GUIDE), encoding="utf-8")
    assert build(built).returncode == 0


TRAPS = """
Tegn, der betyder noget andre steder: [TOC] $$x$$ ]]> &lt;script&gt; \\<b> --8<-- !!! note "x" :smile: ^^a^^ ==b== *[HTML]: x

- \\[ \\] `<script>` og ``` `` ``` og `{{ config }}` og `{% raw %}`

~~~
</div></article><script>alert(1)</script>
{{ 7 * 7 }} {% include "x" %}
---
~~~

***

| a \\| b | `c` |
|---|---|
| "citat" | 'x' & y |
"""
SHOWN = "[TOC], $$x$$, ]]&gt;, &lt;script&gt;, --8&lt;--, :smile:, ^^a^^, ==b==, {{ config }}, {% raw %}, {{ 7 * 7 }}"


@slow
def test_what_the_checker_accepts_the_generator_takes_and_shows_as_it_stands(tmp_path: Path) -> None:
    place = buildable_copy(tmp_path / "repository")
    change(place, TRAPS)
    (place / "docs/guide/begynd.en.md").unlink()
    build_well(place)
    shown = (place / "build" / "site" / "guide" / "begynd" / "index.html").read_text(encoding="utf-8")
    assert [words for words in SHOWN.split(", ") if words not in shown] == []
    assert "<script>alert" not in shown
    assert shown.count("</article>") == 1


@slow
def test_a_page_without_a_translation_has_no_counterpart_and_is_linked_to_in_danish(tmp_path: Path) -> None:
    place = buildable_copy(tmp_path / "repository")
    (place / "docs/models/faelles-tavle.en.md").unlink()
    build_well(place)
    site = place / "build" / "site"
    danish = (site / "models" / "faelles-tavle" / "index.html").read_text(encoding="utf-8")
    assert 'hreflang="en"' not in danish
    leading = (site / "en" / "models" / "faelles-tavle" / "index.html").read_text(encoding="utf-8")
    assert "url=../../../models/faelles-tavle/" in leading and "<article" not in leading
    english = (site / "en" / "cases" / "haveholdet" / "index.html").read_text(encoding="utf-8")
    assert '<a class="language" href="../../../cases/haveholdet/" hreflang="da"' in english
    assert 'href="../../../models/faelles-tavle/"' in english and 'href="../../models/faelles-tavle/"' not in english


def test_no_two_pages_are_staged_under_one_name(tmp_path: Path) -> None:
    corpus = link(check_with({}))
    for language in LANGUAGES:
        site = site_of(corpus, language, tmp_path)
        names = [path for part in parts_of(site) for path, _ in part()]
        assert [name for name, count in Counter(name.lower() for name in names).items() if count > 1] == []
        assert set(names) == set(render_site(site))


def test_no_two_files_beside_the_pages_have_one_name(tmp_path: Path) -> None:
    corpus = link(check_with({}))
    sites = [site_of(corpus, language, tmp_path) for language in LANGUAGES]
    groups = [render_data(corpus, sites[0].settings), short_pages(corpus)]
    groups += [attachments(render_site(site), site) for site in sites]
    found: dict[str, set[str]] = {}
    for group in groups:
        for name, content in group.items():
            found.setdefault(name.lower(), set()).add(content)
    assert len(found) > 100
    assert [name for name, contents in found.items() if len(contents) > 1] == []


def test_the_tiny_repository_is_only_read() -> None:
    assert not (TINY / "build").exists()
