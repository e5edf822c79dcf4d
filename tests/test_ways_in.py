"""Door 2 and the links that lead into it: the editor opens filled in, each page's link opens its own source."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import html5lib
import pytest
from conftest import REPOSITORY

from scripts.commands.check import check_here
from scripts.contribute.new_file import MAXIMUM_ADDRESS, is_short_enough, new_file_url, without_comments
from scripts.contribute.template import page_template
from scripts.link.corpus import Corpus, link
from scripts.read.settings import read_settings

NEW = "https://forge.example/owner/repository/new/main"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return link(check_here(REPOSITORY))


@pytest.fixture(scope="module")
def template(corpus: Corpus) -> str:
    choices = {name: list(values) for name, values in corpus.vocabulary.items()}
    return page_template("case", "Skriv her: titlen", choices, "2026-11-24")


def opened(address: str) -> dict[str, str]:
    """What the editor of the forge reads out of the address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_the_editor_opens_with_the_template_in_it_and_the_address_is_short_enough_also_after_signing_in(
    template: str,
) -> None:
    address = new_file_url(NEW, "cases/min-case.md", template)
    assert opened(address)["filename"] == "cases/min-case.md"
    assert opened(address)["value"] in (template, without_comments(template))
    assert len("https://github.com/login?return_to=" + quote(address, safe="")) <= MAXIMUM_ADDRESS < 8_191


def test_without_its_comments_the_template_has_every_field_and_section(template: str) -> None:
    bare = without_comments(template)
    kept = [line for line in template.split("\n") if not line.lstrip().startswith("# ")]
    assert [line for line in bare.split("\n") if line] == [line for line in kept if line]


@pytest.mark.parametrize("letters", ["x", "æ", "% &=#+"])
def test_what_is_too_long_is_left_out_of_the_address(letters: str) -> None:
    filled = f"---\ntitle: x\n---\n\n{letters * 9_000}\n"
    assert opened(new_file_url(NEW, "cases/a.md", filled)) == {"filename": "cases/a.md"}
    short = f"---\ntitle: x\n---\n\n{letters * 20}\n"
    assert opened(new_file_url(NEW, "cases/a.md", short))["value"] == short


def test_comments_go_before_the_whole_text_goes() -> None:
    text = "---\n" + "# forklaring æøå\n" * 400 + "title: x\n---\n\n# ikke en kommentar\n"
    assert opened(new_file_url(NEW, "cases/a.md", text))["value"] == "---\ntitle: x\n---\n\n# ikke en kommentar\n"
    assert not is_short_enough("x" * MAXIMUM_ADDRESS)


@pytest.mark.slow
def test_the_page_of_contributing_opens_forms_editor_and_template(site: Path) -> None:
    settings = read_settings(REPOSITORY)
    for root in (site, site / "en"):
        page = root / "contribute" / "index.html"
        links = [one.get("href") for one in html5lib.parse(page.read_bytes()).iter() if one.get("href")]
        editor = next(one for one in links if one.startswith(settings.new_url))
        assert opened(editor)["filename"].startswith("cases/")
        forms = {opened(one)["template"] for one in links if one.startswith(f"{settings.form_url}?")}
        assert forms == {p.name for p in (REPOSITORY / ".github/ISSUE_TEMPLATE").iterdir()} - {"config.yml"}
        file = next(one for one in links if one.endswith("templates/case.md"))
        assert (page.parent / file).resolve().read_text(encoding="utf-8").startswith("---\n# Titlen")


@pytest.mark.slow
def test_every_page_s_link_for_correcting_opens_its_own_source(site: Path, corpus: Corpus) -> None:
    settings = read_settings(REPOSITORY)
    begin = settings.edit_url.partition("{path}")[0]
    seen = 0
    for entry in corpus.entries.values():
        for language, edition in entry.editions.items():
            page = site / ("en" if language == "en" else "") / entry.address / "index.html"
            found = set(re.findall(rf'href="{re.escape(begin)}([^"]+)"', page.read_text(encoding="utf-8")))
            if entry.kind != "front":
                assert found == {edition.path}, entry.address
                seen += 1
            assert (REPOSITORY / edition.path).is_file()
    assert seen > 100
