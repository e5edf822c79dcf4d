"""The search in a real browser: what people write leads to the right page, by mouse, by keyboard and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from scripts.render.words import also_found_by, compound_tails, stem

pytestmark = pytest.mark.slow

PAIRS_FILE = Path(__file__).parent / "search-pairs.yml"
FIRST = 3
NEEDED = 57 / 60  # the share of pairs with the right page among the first three


def pairs() -> Iterator[tuple[str, str, list[str]]]:
    """(language, query, right pages)."""
    for group in yaml.safe_load(PAIRS_FILE.read_text(encoding="utf-8")).values():
        for pair in group:
            page = pair["page"]
            yield pair.get("language", "da"), str(pair["query"]), [page] if isinstance(page, str) else page


def ask(page: Page, query: str) -> list[str]:
    """Write a question on the search page; the addresses of the results, below the site's root."""
    page.locator("#search-page-words").fill(query)
    expect(page.locator("#search-page")).to_have_attribute("data-answered", query)
    links = page.locator("#search-page .hits a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    return [link.removeprefix("/") for link in links]


def test_there_are_at_least_sixty_pairs_and_each_right_page_exists(site: Path) -> None:
    found = list(pairs())
    assert len(found) >= 60
    assert len({(language, query) for language, query, _ in found}) == len(found)
    assert [page for _, _, wanted in found for page in wanted if not (site / page / "index.html").is_file()] == []


def test_the_right_page_is_among_the_first_three_for_57_of_60(open_page: Callable[..., Page], server: str) -> None:
    pages = {"da": open_page(), "en": open_page()}
    pages["da"].goto(f"{server}/search/")
    pages["en"].goto(f"{server}/en/search/")
    wrong, number = [], 0
    for language, query, wanted in pairs():
        number += 1
        first = ask(pages[language], query)[:FIRST]
        if not set(first) & set(wanted):
            wrong.append(f"{query} → {', '.join(first)}, not {' or '.join(wanted)}")
    assert (number - len(wrong)) / number >= NEEDED, "\n".join(wrong)


def test_results_show_kind_and_summary_and_never_the_hidden_words(page: Page, server: str) -> None:
    page.goto(f"{server}/search/?q=elderlearn")
    hit = page.locator("#search-page .hit").first
    expect(hit.locator(".kicker")).to_contain_text("Case · Ældre")
    expect(hit.locator("a")).to_have_text("Ældre hjælper udlændinge med at øve dansk")
    summary = hit.locator(".summary").inner_text()
    page.goto(f"{server}/cases/elderlearn/")
    assert summary == page.locator(".lead").inner_text()
    assert not page.locator("[data-pagefind-weight]").first.is_visible()


def test_the_question_stands_in_the_address_and_in_the_title(page: Page, server: str) -> None:
    page.goto(f"{server}/search/")
    ask(page, "besøgsven")
    assert page.url.endswith("/search/?q=bes%C3%B8gsven")
    assert page.title().startswith("»besøgsven«")


def test_slash_opens_arrows_move_and_escape_goes_back(page: Page, server: str) -> None:
    page.goto(f"{server}/tensions/rolleuklarhed/")
    link = page.locator(".article a").first
    link.focus()
    page.keyboard.press("/")
    dialog = page.locator("dialog.search-dialog")
    expect(dialog.locator("input")).to_be_focused()
    page.keyboard.type("frivilligkoordinator")
    expect(dialog.locator(".hit").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(dialog.locator(".hit a").nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(dialog.locator(".hit a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(dialog.locator("input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_enter_opens_the_result_one_stands_on(page: Page, server: str) -> None:
    page.goto(f"{server}/about/")
    page.keyboard.press("/")
    page.keyboard.type("Hoersholm")  # at once: no letter is lost while the search is loaded
    expect(page.locator("dialog input")).to_have_value("Hoersholm")
    expect(page.locator("dialog .hit").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/hoersholm-naboskab-foelgeskab-faellesskab/")


def test_enter_in_the_field_leads_to_all_results(page: Page, server: str) -> None:
    page.goto(f"{server}/about/")
    page.keyboard.press("/")
    page.locator("dialog input").fill("forsikring")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=forsikring")
    expect(page.locator("#search-page .hit").first).to_be_visible()


def test_a_slash_that_is_written_opens_nothing(page: Page, server: str) -> None:
    page.goto(f"{server}/search/")
    page.locator("#search-page-words").press("/")
    assert page.locator("#search-page-words").input_value() == "/"
    assert page.locator("dialog[open]").count() == 0


def test_the_key_can_be_switched_off(page: Page, server: str) -> None:
    page.goto(f"{server}/search/")
    page.locator("#search-slash").uncheck()
    page.goto(f"{server}/about/")
    page.keyboard.press("/")
    page.keyboard.press("Tab")
    assert page.locator("dialog[open]").count() == 0
    page.goto(f"{server}/search/")
    page.locator("#search-slash").check()
    page.goto(f"{server}/about/")
    page.keyboard.press("/")
    expect(page.locator("dialog[open]")).to_be_visible()


def test_the_magnifier_opens_the_search_on_a_phone(open_page: Callable[..., Page], server: str) -> None:
    phone = open_page(viewport={"width": 390, "height": 800})
    phone.goto(f"{server}/cases/")
    phone.locator(".search-link").click()
    expect(phone.locator("dialog.search-dialog input")).to_be_focused()
    phone.locator(".search-close").click()
    expect(phone.locator(".search-link")).to_be_focused()


@pytest.mark.parametrize(("language", "query"), [("", "qzxwvkj"), ("en/", "qzxwvkj")])
def test_without_a_hit_there_are_ways_on(page: Page, server: str, language: str, query: str) -> None:
    page.goto(f"{server}/{language}search/")
    assert ask(page, query) == []
    ways = page.locator("#search-page .search-ways a").evaluate_all(
        "links => links.map(link => new URL(link.href).pathname)"
    )
    assert f"/{language}glossary/" in ways
    assert f"/{language}cases/" in ways


def test_a_slip_of_the_finger_is_told(page: Page, server: str) -> None:
    page.goto(f"{server}/search/")
    assert "models/frivilligkoordinator/" in ask(page, "frivlligkoordinator")[:FIRST]
    expect(page.locator("#search-page [role=status]")).to_contain_text("frivilligkoordinator")


def test_without_javascript_the_form_leads_to_ways_to_look_by_eye(open_page: Callable[..., Page], server: str) -> None:
    plain = open_page(java_script_enabled=False)
    plain.goto(f"{server}/")
    plain.locator("#front-words").fill("besøgsven")
    plain.locator(".bigsearch button").click()
    assert "/search/" in plain.url
    expect(plain.locator("noscript p, .search-none").first).to_be_visible()
    links = plain.locator(".listing a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert {"/cases/", "/tensions/", "/models/", "/glossary/", "/literature/"} <= set(links)


def test_answers_that_come_late_do_not_replace_later_ones(page: Page, server: str) -> None:
    page.goto(f"{server}/search/")
    field = page.locator("#search-page-words")
    for part in ("f", "for", "forsik", "forsikring", "forsikringer og attester"):
        field.fill(part)
    expect(page.locator("#search-page")).to_have_attribute("data-answered", "forsikringer og attester")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_list_of_known_words_can_be_read_back(site: Path, language: str) -> None:
    words, above = [], ""
    for line in (site / "search" / f"words-{language}.txt").read_text(encoding="utf-8").splitlines():
        above = above[: int(line[0], 36)] + line[1:]
        words.append(above)
    assert len(words) > 3000
    assert words == sorted(set(words))
    assert ("frivilligkoordinator" if language == "da" else "coordinator") in words


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("velfærdssamskabelse", "samskabelse"),
        ("projektudvikling", "udvikling"),
        ("civilsamfundet", "samfund"),
        ("ældrepleje", "pleje"),
        ("plejehjemmet", "hjem"),
        ("frivilligcenterleder", "centerleder"),
        ("besøgsvenner", "venner"),
    ],
)
def test_inner_parts_of_compounds(word: str, part: str) -> None:
    assert part in compound_tails(word)


@pytest.mark.parametrize("word", ["forældre", "billeder", "opgaven", "kommune", "forening"])
def test_words_that_only_look_like_compounds(word: str) -> None:
    assert compound_tails(word) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("frivilligcentret", "center"),
        ("barn", "børn"),
        ("børn", "barn"),
        ("ældre", "aeldre"),
        ("økonomi", "oekonomi"),
        ("Århus", "aarhus"),
        ("Aarhus", "århus"),
        ("besøgsven", "besoegsven"),
        ("plejehjem på Ærø", "aeroe"),
    ],
)
def test_words_by_which_a_danish_text_is_found_too(text: str, found: str) -> None:
    assert found in also_found_by(text, "da")


def test_words_that_stand_in_the_text_are_not_said_again() -> None:
    assert "barn" not in also_found_by("Et barn, to børn", "da")


def test_stems_bring_forms_together() -> None:
    assert stem("besøgsvenner") == stem("besøgsvennerne") == stem("besøgsven")


RANK = """async ([page, query, language]) => {
  const rank = await import("/assets/search-rank.js");
  return rank.score(rank.asPage({ about: "", summary: "", content: "", rank: 1, ...page }), query, language);
}"""


def rated(page: Page, query: str, language: str = "da", **known: Any) -> float:
    return float(page.evaluate(RANK, [known, query, language])["value"])


def test_a_page_about_the_thing_comes_before_one_that_mentions_it(page: Page, server: str) -> None:
    page.goto(f"{server}/search/")
    about = rated(page, "besøgsven", title="Besøgsven", content="En frivillig, der kommer på besøg.")
    synonym = rated(page, "besøgsven", title="Frivillig hos en ensom", about="besøgsven | visitor", content="tekst")
    mentions = rated(page, "besøgsven", title="Noget andet", content="besøgsven " * 30)
    assert about > synonym > mentions > rated(page, "besøgsven", title="Noget andet", content="helt andet")


def test_what_is_called_just_so_comes_before_what_is_only_told_of_it(page: Page, server: str) -> None:
    page.goto(f"{server}/search/")
    called = rated(page, "besøgsven", title="Besøgsven", content="En frivillig, der kommer fast på besøg.")
    told = rated(page, "besøgsven", title="Besøgsvært", summary="Får besøg af en besøgsven.", about="besøgsven | vært")
    assert called > told
    assert "/glossary/#besoegsven" in first_address(page, "besøgsven")


def first_address(page: Page, query: str) -> str:
    ask(page, query)
    return str(page.locator("#search-page .hits a").first.get_attribute("href"))


def test_a_further_place_on_a_page_makes_room_for_another(page: Page, server: str) -> None:
    page.goto(f"{server}/search/")
    first = ask(page, "de tager vores arbejde")[:FIRST]
    assert "tensions/erstatning-vs-supplement/" in first
    assert len(set(first)) == FIRST


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [("samskabelse", "samskablse", 1), ("ven", "evn", 1), ("kommune", "kommune", 0), ("abc", "xyz", 3)],
)
def test_distance_counts_slips(page: Page, server: str, one: str, other: str, away: int) -> None:
    page.goto(f"{server}/search/")
    counted = page.evaluate(
        'async ([a, b]) => (await import("/assets/search-rank.js")).distance(a, b, 9)',
        [one, other],
    )
    assert counted == away
