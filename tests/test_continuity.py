"""Addresses never die in silence: what was published leads on, or says why it went; the checker keeps watch over the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from conftest import build_site, serve
from playwright.sync_api import Page
from test_golden import SETTINGS, site_of
from tiny import buildable_copy, check_with, codes_with, tiny_copy, tiny_text

from scripts.check.addresses import standing_addresses
from scripts.commands.main import main
from scripts.handouts.short import short_path
from scripts.link.corpus import Corpus, link
from scripts.parse.ledger import LEDGER, enter, parse_ledger
from scripts.records import LANGUAGES
from scripts.render.old_addresses import moved_pages
from scripts.render.pages import render_site
from scripts.render.short_pages import names_on_paper, short_pages

CHANGES = "docs/changes.yml"
TENSION = "docs/tensions/hvem-bestemmer"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return link(check_with({}))


# The ledger


def test_a_page_that_is_renamed_without_a_word_is_an_error_in_the_ledger() -> None:
    text = tiny_text("docs/guide/begynd.md")
    moved: dict[str, str | None] = {
        "docs/guide/begynd.md": None,
        "docs/guide/begynd.en.md": None,
        "docs/guide/begyndelsen.md": text,
    }
    problems = [one for one in check_with(moved).problems if one.code == "address-lost"]
    line = tiny_text(LEDGER).split("\n").index("guide/begynd/ 2026-09-01") + 1
    assert [(one.location.path, one.location.line) for one in problems] == [(LEDGER, line)]
    assert "»guide/begynd/«" in problems[0].message("da") and "»guide/begyndelsen/«" in problems[0].hint("da")
    told = tiny_text(CHANGES) + '- {date: "2026-11-24", address: guide/begynd/, what: moved, to: guide/begyndelsen/}\n'
    assert "address-lost" not in codes_with({**moved, CHANGES: told})


def test_a_work_that_is_taken_out_of_the_bibliography_is_an_error_too() -> None:
    path = "bibliography/references.bib"
    cut = re.sub(r"@\w+\{testkommunendsprogholdet,.*?\n\}\n", "", tiny_text(path), flags=re.S)
    assert "address-lost" in codes_with({path: cut})


def test_nothing_is_said_to_be_gone_where_it_could_not_be_read() -> None:
    assert "address-lost" not in codes_with({"bibliography/references.bib": "@article{x,\n"})
    assert "address-lost" not in codes_with({CHANGES: "- {date: [\n"})


def test_without_a_ledger_nothing_was_published_and_nothing_is_said() -> None:
    assert codes_with({LEDGER: None}) == []


def test_new_pages_are_one_piece_of_advice() -> None:
    text = tiny_text("docs/guide/begynd.md")
    found = check_with({"docs/guide/ny.md": text, "docs/guide/nyere.md": text}).problems
    said = [one for one in found if one.code == "address-new"]
    assert len(said) == 1 and said[0].message("en").startswith("2 pages") and said[0].severity == "advice"


def test_what_is_entered_is_sorted_and_nothing_is_ever_taken_out() -> None:
    text = enter("# Note\nb/ 2026-01-01\n", ["c/", "a/b-2/", "b/"], "2026-02-02")
    assert text == "# Note\na/b-2/ 2026-02-02\nb/ 2026-01-01\nc/ 2026-02-02\n"
    assert enter(text, [], "2027-01-01") == text
    assert [one.line for one in parse_ledger(text).published] == [2, 3, 4]


def test_the_command_enters_new_pages_once_and_refuses_while_an_error_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tiny_copy(tmp_path)
    monkeypatch.chdir(place)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # 1 January 2027
    new = place / "docs" / "guide" / "ny.md"
    new.write_text(tiny_text("docs/guide/begynd.md"), encoding="utf-8")
    for number in (1, 0):
        done = CliRunner().invoke(main, ["addresses"])
        assert done.exit_code == 0 and done.output.startswith(f"{number} nye adresser"), done.output
    entered = (place / LEDGER).read_text(encoding="utf-8")
    assert entered == tiny_text(LEDGER).replace("guide/questions/", "guide/ny/ 2027-01-01\nguide/questions/")
    new.rename(place / "docs" / "guide" / "nyere.md")
    done = CliRunner().invoke(main, ["addresses"])
    assert done.exit_code == 1 and "address-lost" in done.output
    assert (place / LEDGER).read_text(encoding="utf-8") == entered


def test_the_checker_knows_every_page_that_is_made(corpus: Corpus, tmp_path: Path) -> None:
    checked = check_with({})
    standing = standing_addresses([page.place for page in checked.pages], checked.references)
    for language in LANGUAGES:
        staged = render_site(site_of(corpus, language, tmp_path))
        made = {re.sub(r"(^|/)index$", r"\1", path.removesuffix(".md")) for path in staged}
        addresses = {f"{path.rstrip('/')}/" for path in made if path}
        assert addresses == standing | {"tensions/hvem-rydder/"}


# What stands at an old address


@pytest.mark.parametrize("root", ["", "en/"])
def test_a_page_that_moved_leads_on_without_a_script(root: str, corpus: Corpus) -> None:
    pages = moved_pages(corpus, SETTINGS)
    page = pages[f"{root}models/opslag/index.html"]
    assert '<meta http-equiv="refresh" content="0; url=../faelles-tavle/">' in page
    assert '<a href="../faelles-tavle/">' in page and "<script" not in page
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="https://example.org/{root}models/faelles-tavle/">' in page
    assert f'<html lang="{"en" if root else "da"}">' in page
    work = pages[f"{root}literature/proeve2020gammel/index.html"]
    assert "url=../proeveinstituttet2023sammen/" in work


def test_an_english_address_without_its_translation_leads_to_the_danish_page() -> None:
    pages = moved_pages(link(check_with({f"{TENSION}.en.md": None})), SETTINGS)
    page = pages["en/tensions/hvem-bestemmer/index.html"]
    assert "url=../../../tensions/hvem-bestemmer/" in page and "only in Danish" in page
    assert "tensions/hvem-bestemmer/index.html" not in pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_was_removed_says_why_and_where_to_look(language: str, corpus: Corpus, tmp_path: Path) -> None:
    page = render_site(site_of(corpus, language, tmp_path))["tensions/hvem-rydder.md"]  # type: ignore[arg-type]
    assert {"da": "lignede", "en": "too much like"}[language] in page
    assert {"da": "Fjernet 3. november 2026", "en": "Removed 3 November 2026"}[language] in page
    assert 'href=\\"../hvem-bestemmer/\\"' in page and 'href=\\"../../search/\\"' in page
    assert '\nrobots: "noindex"\n' in page and "\nsearch:" not in page


# Short addresses on paper


def test_the_short_addresses_of_what_moved_lead_to_where_it_is_now(corpus: Corpus) -> None:
    page = short_pages(corpus)["m/opslag/index.html"]
    assert "url=../../models/faelles-tavle/" in page


def test_a_beginning_that_a_removed_page_shares_lists_both(corpus: Corpus) -> None:
    for root in ("", "en/"):
        page = short_pages(corpus)[f"{root}s/hvem/index.html"]
        assert "refresh" not in page
        assert 'href="../../tensions/hvem-bestemmer/"' in page and 'href="../../tensions/hvem-rydder/"' in page


def test_no_new_short_name_is_one_that_an_older_id_had() -> None:
    renamed = {
        f"{TENSION}.md": None,
        f"{TENSION}.en.md": None,
        "docs/tensions/hvem-goer.md": tiny_text(f"{TENSION}.md"),
    }
    told = tiny_text(CHANGES).replace("[tensions/hvem-bestemmer/]", "[tensions/]") + (
        '- {date: "2026-11-24", address: tensions/hvem-bestemmer/, what: moved, to: tensions/hvem-goer/}\n'
    )
    corpus = link(check_with({**renamed, CHANGES: told}))
    assert names_on_paper(corpus, "tension") == {"hvem-goer": "hvem-goer"}
    pages = short_pages(corpus)
    old = pages[f"{short_path('tension', 'hvem-bestemmer')}/index.html"]
    assert "url=../../tensions/hvem-goer/" in old


# In the browser


@pytest.fixture(scope="module")
def tiny_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the tiny repository's finished site."""
    running = serve(build_site(buildable_copy(tmp_path_factory.mktemp("continuity") / "repository")))
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


@pytest.mark.slow
@pytest.mark.parametrize("root", ["", "en/"])
def test_the_page_of_what_was_removed_is_accessible_and_out_of_the_search(
    root: str, tiny_server: str, open_page: Callable[..., Page]
) -> None:
    for width, scheme in ((390, "dark"), (1280, "light")):
        page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(f"{tiny_server}/{root}tensions/hvem-rydder/")
        results = Axe().run(page)
        assert [violation["id"] for violation in results.response["violations"]] == []
        assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
        assert page.locator("[data-pagefind-body]").count() == 0
    page.locator(".header a.language").click()
    assert page.url == f"{tiny_server}/{'' if root else 'en/'}tensions/hvem-rydder/"


@pytest.mark.slow
@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("old", ["models/opslag/", "m/opslag/", "m/faelles/"])
def test_the_browser_is_led_on_without_a_script(
    old: str, root: str, tiny_server: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{tiny_server}/{root}{old}")
    page.wait_for_url(f"{tiny_server}/{root}models/faelles-tavle/")
    assert page.locator("h1").inner_text()


# The real site


@pytest.mark.slow
def test_every_address_that_was_ever_published_has_a_page_in_both_languages(site: Path, repository: Path) -> None:
    published = parse_ledger((repository / LEDGER).read_text(encoding="utf-8")).published
    assert len(published) > 500
    for one in published:
        for root in ("", "en/"):
            assert (site / root / one.address / "index.html").is_file(), root + one.address
