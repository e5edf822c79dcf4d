"""Nobody's private data gets in, and nothing about a reader gets out: every kind of file, every kind of page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from playwright.sync_api import Page, Request
from test_accessibility import PAGES
from test_golden import readable, site_of
from tiny import check_with, problems_with, tiny_text

from scripts.check.private import check_private
from scripts.link.corpus import link
from scripts.read.files import SourceFile
from scripts.render.pages import render_site

REFUSED = {
    "private-cpr": [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "010190 - 1234",
        "010190–1234",
        "010190\u20111234",
        "010190\u00a01234",
        "010190/1234",
        "01.01.90-1234",
        "01 01 90-1234",
        "(010190-1234)",
        "**010190**-1234",
        "CPR:0101901234.",
    ],
    "private-phone": [
        "12 34 56 78",
        "12-34-56-78",
        "12.34.56.78",
        "12\u00a034\u00a056\u00a078",
        "+45 12 34 56 78",
        "+4512345678",
        "0045 12345678",
        "+46 70 123 45 67",
        "tlf. 12345678",
        "Telefonnummer: 1234 5678",
        "mobil 12345678",
        "ring på 12345678",
        "[ring](tel:+4512345678)",
    ],
    "private-email": [
        "anna@example.org",
        "Anna.Jensen@post.example.org",
        "<anna@example.org>",
        "[skriv](mailto:anna@example.org)",
        "anna@blåbær.example",
        "anna\uff20example.org",
        "anna&#64;example.org",
        "anna (at) example.org",
        "anna[snabel-a]example.org",
        "anna [at] example [dot] org",
    ],
}
HARMLESS = [
    "Lov nr. 692 af 8. juni 2018, § 4, stk. 2.",
    "I 2013-2017 og 2018 2019 2020.",
    "ISBN 978-87-93823-24-1, ISBN 8702012345 og ISSN 0905-7889.",
    "https://doi.org/10.1177/0899764012345678 og https://www.ft.dk/samling/20101/0101901234",
    "10.1111/j.1467-9299.2011.01909.x",
    "1.234.567 kr., +10 000 000 kr. og 12345678 kr.",
    "Kl. 10.00-12.00 den 01.01.2019.",
    "Som det står [@frederiksen2021den, s. 10-12; @nielsen2024].",
    "Kommunerne 0851, 0461 og 0101; CVR 29189420.",
    "De mobiliserer 12 34 frivillige (at vide) [at gøre].",
]
FORMS = [(code, text) for code, texts in REFUSED.items() for text in texts]


def codes_in(text: str) -> set[str]:
    return {problem.code for problem in check_private(SourceFile("docs/guide/x.md", text))}


@pytest.mark.parametrize(("code", "text"), FORMS)
def test_private_data_is_refused_however_it_is_written(code: str, text: str) -> None:
    assert code in codes_in(f"Her står {text} midt i.\n")
    assert code in codes_in(f"{text}\n")


@pytest.mark.parametrize("text", HARMLESS)
def test_other_numbers_and_signs_are_not_taken_for_private_data(text: str) -> None:
    assert codes_in(f"{text}\n") == set()


PLACES: dict[str, Callable[[str], str]] = {
    "cases/haveholdet.md": lambda t: tiny_text("cases/haveholdet.md") + f"\n{t}\n",
    "cases/haveholdet.en.md": lambda t: tiny_text("cases/haveholdet.en.md") + f"\n{t}\n",
    "docs/guide/begynd.md": lambda t: tiny_text("docs/guide/begynd.md").replace(
        "moment: before", f"# {t}\nmoment: before"
    ),
    "docs/index.md": lambda t: tiny_text("docs/index.md").replace("title:", f"title: {t} #", 1),
    "docs/glossary.yml": lambda t: tiny_text("docs/glossary.yml") + f"# {t}\n",
    "docs/organisations.yml": lambda t: tiny_text("docs/organisations.yml") + f"# {t}\n",
    "docs/questions.yml": lambda t: tiny_text("docs/questions.yml") + f"# {t}\n",
    "bibliography/references.bib": lambda t: tiny_text("bibliography/references.bib") + f"\n% {t}\n",
}


@pytest.mark.parametrize("path", PLACES)
def test_private_data_is_refused_in_every_kind_of_file_also_in_comments(path: str) -> None:
    for code, texts in REFUSED.items():
        text = PLACES[path](texts[0])
        line = next(number for number, line in enumerate(text.split("\n"), 1) if texts[0] in line)
        found = [(p.code, p.location.path, p.location.line) for p in problems_with({path: text})]
        assert (code, path, line) in found


def test_what_is_said_of_private_data_does_not_repeat_it() -> None:
    for code, text in FORMS:
        for problem in check_private(SourceFile("docs/guide/x.md", f"{text}\n")):
            said = " ".join(problem.message(one) + problem.hint(one) for one in ("da", "en"))
            assert text not in said, code


@pytest.mark.parametrize(("consent", "told"), [("given", True), ("nobody", True), ("public", False)])
def test_a_case_that_rests_on_something_unpublished_says_so_on_its_page(
    consent: str, told: bool, tmp_path: Path
) -> None:
    text = tiny_text("cases/haveholdet.md").replace("\ntensions:", f"\nconsent: {consent}\ntensions:", 1)
    corpus = link(check_with({"cases/haveholdet.md": text}))
    page = readable(render_site(site_of(corpus, "da", tmp_path))["cases/haveholdet.md"])
    assert ("Noget er ikke udgivet" in page) == told and ("Samtykke" in page) == told


# What the reader's browser keeps: the key, and the words by which the page on privacy names it.
KEPT = {
    "__palette": {"da": "lys eller mørk visning", "en": "light or dark"},
    "samskabelse-no-slash": {"da": "tasten /", "en": "the key /"},
}
STORES = """async () => ({
  local: Object.fromEntries(Object.entries(localStorage)),
  session: Object.fromEntries(Object.entries(sessionStorage)),
  databases: (await indexedDB.databases()).map((one) => one.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookies: document.cookie,
})"""


@pytest.fixture
def reader(open_page: Callable[..., Page], server: str) -> Iterator[tuple[Page, list[Request]]]:
    """A reader, and all that the reader's browser asks for. `open_page` fails on other hosts and on cookies."""
    page = open_page(viewport={"width": 1280, "height": 900})
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    yield page, asked
    assert all(request.method == "GET" and not request.post_data for request in asked)
    assert all(request.url.startswith((server, "blob:", "data:")) for request in asked)


def kept_names(stored: dict[str, Any]) -> set[str]:
    """The names of what is stored, without the folder that the frame puts before them."""
    assert (stored["databases"], stored["caches"], stored["workers"], stored["cookies"]) == ([], [], 0, "")
    return {name.rpartition(".")[2] for store in ("local", "session") for name in stored[store]}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["da", "en"])
def test_reading_every_kind_of_page_leaves_nothing_behind(
    reader: tuple[Page, list[Request]], server: str, language: str
) -> None:
    page, asked = reader
    for address in ["search/?q=frivillige", "models/choose/", "404-is-here/", "about/privacy/", *PAGES.values()]:
        page.goto(f"{server}/{'' if language == 'da' else 'en/'}{address}", wait_until="networkidle")
        stored = page.evaluate(STORES)
        assert kept_names(stored) <= {"__palette"}, address
    assert len(asked) > len(PAGES)


@pytest.mark.slow
def test_only_what_the_page_on_privacy_names_is_kept_and_it_says_nothing_of_who_reads(
    reader: tuple[Page, list[Request]], server: str
) -> None:
    page, _ = reader
    page.goto(f"{server}/models/brobygger/")
    page.keyboard.press("/")
    page.locator("dialog[open] input").first.fill("min mand er syg")
    page.locator("dialog[open] a[href]").first.wait_for()
    page.goto(f"{server}/search/")
    page.locator("#search-slash").uncheck()
    page.locator(".scheme-switch:visible").click()
    page.goto(f"{server}/models/choose/")
    page.locator("main input[type=radio]").first.check(force=True)
    stored = page.evaluate(STORES)
    assert kept_names(stored) == set(KEPT)
    values = json.dumps(stored["local"], ensure_ascii=False)
    assert "syg" not in values and len(values) < 500


def test_the_page_on_privacy_names_what_is_kept_and_what_the_history_keeps() -> None:
    for language, name in (("da", "privacy.md"), ("en", "privacy.en.md")):
        text = (REPOSITORY / "docs/about" / name).read_text(encoding="utf-8")
        for words in KEPT.values():
            assert words[language] in text
    danish = (REPOSITORY / "docs/about/privacy.md").read_text(encoding="utf-8")
    assert "historikken" in danish and "mailadresse" in danish and "kopi" in danish


def test_no_file_of_the_site_names_a_cookie_or_a_counter(site: Path) -> None:
    for path in [*site.rglob("*.js"), *site.rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        assert "document.cookie" not in text, path
        assert "sendBeacon" not in text or path.name.startswith("bundle."), path
