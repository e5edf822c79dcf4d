"""The case finder in a real browser: true counts, state in the address, files of exactly what is shown, thousands of cases."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import serve
from playwright.sync_api import Page, Route, expect

from scripts.bench.finder import MANY, with_many_cases
from scripts.render.spreadsheet import safe_cell

pytestmark = pytest.mark.slow

TABLE = list[dict[str, str]]


def shown(page: Page) -> int:
    """The number that the page says."""
    return int(page.locator("[data-count]").inner_text().split()[0])


def ready(page: Page, address: str) -> None:
    """Open the finder with something chosen and wait until it has counted."""
    page.goto(address)
    expect(page.locator(".sift-found")).to_be_visible()


def table_of(site: Path, language: str = "da") -> TABLE:
    text = (site / "data" / f"cases-{language}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def cases_of(site: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / "data" / "cases.json").read_text(encoding="utf-8"))
    return found


def box(page: Page, name: str, value: str) -> Any:
    return page.locator(f"input[name={name}][value='{value}']")


def label_of(page: Page, name: str, value: str) -> Any:
    return page.locator("label", has=box(page, name, value))


def open_all(page: Page) -> None:
    """Unfold every group of the panel."""
    page.evaluate("document.querySelectorAll('#sift details').forEach(one => { one.open = true; })")
    page.evaluate("document.querySelectorAll('#sift fieldset').forEach(one => one.classList.add('all'))")


def test_a_count_says_how_many_cases_one_gets(page: Page, server: str) -> None:
    page.goto(f"{server}/cases/")
    open_all(page)
    boxes = page.locator("#sift input[type=checkbox]")
    names = boxes.evaluate_all("boxes => boxes.map(box => [box.name, box.value])")
    for name, value in names[::7]:
        promised = int(label_of(page, name, value).locator(".n").inner_text())
        box(page, name, value).check()
        expect(page.locator("[data-count]")).to_have_text("1 case" if promised == 1 else f"{promised} cases")
        box(page, name, value).uncheck()
        expect(page.locator(".sift-found")).to_be_hidden()


def test_counts_are_true_when_facets_combine(page: Page, server: str, site: Path) -> None:
    ready(page, f"{server}/cases/?field=aeldre&country=DK")
    older = [case["da"] for case in cases_of(site) if "aeldre" in case["da"]["fields"]]
    assert shown(page) == sum(case["country"] == "DK" for case in older)
    open_all(page)
    for country, number in ((one, sum(case["country"] == one for case in older)) for one in ("DK", "NO", "SE")):
        assert int(label_of(page, "country", country).locator(".n").inner_text()) == number
    danes = [case["da"] for case in cases_of(site) if case["da"]["country"] == "DK"]
    for field in ("aeldre", "flygtninge"):
        said = int(label_of(page, "field", field).locator(".n").inner_text())
        assert said == sum(field in case["fields"] for case in danes)


def test_two_values_of_one_facet_give_the_cases_of_either(page: Page, server: str, site: Path) -> None:
    ready(page, f"{server}/cases/?country=NO&country=SE")
    assert shown(page) == sum(case["da"]["country"] in ("NO", "SE") for case in cases_of(site))


def test_a_handling_counts_for_the_chosen_tension(page: Page, server: str, site: Path) -> None:
    ready(page, f"{server}/cases/?tension=rolleuklarhed&handling=unknown")
    expected = [
        case["id"]
        for case in cases_of(site)
        if any(one["id"] == "rolleuklarhed" and one["handling"] == "unknown" for one in told(case))
    ]
    assert expected
    assert shown(page) == len(expected)


def told(case: dict[str, Any]) -> list[dict[str, Any]]:
    tensions = case["da"]["tensions"]
    return tensions if isinstance(tensions, list) else []


def test_outcomes_none_and_worse_can_be_found(page: Page, server: str, site: Path) -> None:
    page.goto(f"{server}/cases/")
    for direction in ("none", "worse"):
        expected = sum(
            isinstance(case["da"]["outcomes"], list)
            and any(one["direction"] == direction for one in case["da"]["outcomes"])
            for case in cases_of(site)
        )
        assert int(label_of(page, "outcome", direction).locator(".n").inner_text()) == expected


def test_the_address_holds_the_choice_and_back_undoes_it(page: Page, server: str) -> None:
    page.goto(f"{server}/cases/")
    label_of(page, "field", "flygtninge").click()
    expect(page.locator(".chip")).to_have_count(1)
    first = shown(page)
    page.locator("#sift-sort").select_option("newest")
    label_of(page, "field", "aeldre").click()
    expect(page.locator(".chip")).to_have_count(2)
    assert page.url.endswith("/cases/?field=aeldre&field=flygtninge&sort=newest")
    page.go_back()
    expect(page.locator(".chip")).to_have_count(1)
    assert shown(page) == first
    expect(page.locator("#sift-sort")).to_have_value("newest")
    page.go_back()
    page.go_back()
    expect(page.locator(".sift-all")).to_be_visible()
    page.go_forward()
    expect(page.locator(".chip")).to_have_count(1)


def test_a_chip_removes_its_choice_and_focus_is_kept(page: Page, server: str) -> None:
    ready(page, f"{server}/cases/?field=aeldre&country=DK")
    page.get_by_role("button", name="Fjern Felt: Ældre").click()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(".chip")).to_be_focused()
    assert not box(page, "field", "aeldre").is_checked()
    page.get_by_role("button", name="Ryd alle").click()
    expect(page.locator(".sift-all")).to_be_visible()
    expect(page.locator("#sift-words")).to_be_focused()
    assert page.url.endswith("/cases/")


@pytest.mark.parametrize("order", ["newest", "year"])
def test_order_by_year_puts_unknown_last(page: Page, server: str, site: Path, order: str) -> None:
    ready(page, f"{server}/cases/?sort={order}")
    starts = {row["title"]: row["start"] for row in table_of(site)}
    years = [starts[title] for title in page.locator(".sift-found .named").all_text_contents()]
    known = [year for year in years if year != "unknown"]
    assert known == sorted(known, reverse=order == "newest")
    assert "unknown" not in years[: len(known)]


def test_words_find_inner_parts_and_spellings(page: Page, server: str) -> None:
    ready(page, f"{server}/cases/?q=pleje")
    many = shown(page)
    assert many > 3
    page.locator("#sift-words").fill("aeldre odense")
    expect(page.locator(".sift-found .named").first).to_have_text("Frivillige på plejecentre i tre kommuner")


def test_few_results_say_what_to_leave_out(page: Page, server: str) -> None:
    ready(page, f"{server}/cases/?tension=rolleuklarhed&country=DK&field=aeldre")
    before = shown(page)
    advice = page.locator(".few button")
    promised = int(advice.inner_text().rstrip(".").split()[-1])
    assert promised > before
    advice.click()
    expect(page.locator(".chip")).to_have_count(2)
    assert shown(page) == promised


def test_no_case_is_never_a_blank(page: Page, server: str) -> None:
    ready(page, f"{server}/cases/?q=qzxwvkj&country=DK")
    assert shown(page) == 0
    expect(page.locator(".nothing")).to_contain_text("Ingen cases passer")


def downloaded(page: Page, kind: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f"[data-get={kind}]").click()
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_spreadsheet_holds_exactly_what_is_shown(page: Page, server: str, site: Path, language: str) -> None:
    root = "" if language == "da" else "en/"
    ready(page, f"{server}/{root}cases/?country=NO&sort=newest")
    raw = downloaded(page, "csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["title"] for row in rows] == page.locator(".sift-found .named").all_text_contents()
    whole = {row["id"]: row for row in table_of(site, language)}
    assert rows == [whole[row["id"]] for row in rows]


def test_all_cases_as_a_spreadsheet_are_the_file_of_the_site(page: Page, server: str, site: Path) -> None:
    page.goto(f"{server}/cases/")
    lines = downloaded(page, "csv").decode("utf-8").split("\r\n")
    own = (site / "data" / "cases-da.csv").read_bytes().decode("utf-8").split("\r\n")
    assert sorted(lines) == sorted(own)


def test_json_holds_exactly_what_is_shown(page: Page, server: str, site: Path) -> None:
    ready(page, f"{server}/cases/?country=SE")
    rows = json.loads(downloaded(page, "json"))
    assert [row["da"]["title"] for row in rows] == page.locator(".sift-found .named").all_text_contents()
    whole = {case["id"]: case for case in cases_of(site)}
    assert rows == [whole[row["id"]] for row in rows]


def test_formulas_in_titles_stay_text(page: Page, server: str, site: Path) -> None:
    evil = '=HYPERLINK("https://evil.example","x")'
    text = (site / "data" / "cases-da.csv").read_bytes().decode("utf-8")
    head, rows = text.split("\r\n", 1)
    first = rows.split(";", 1)[0]
    cell = safe_cell(evil).replace('"', '""')
    forged = f'{head}\r\n{first};"{cell}";"to\r\nlinjer"\r\n'

    def answer(route: Route) -> None:
        route.fulfill(body=forged.encode("utf-8"), content_type="text/csv; charset=utf-8")

    page.route("**/data/cases-da.csv", answer)
    page.goto(f"{server}/cases/")
    got = downloaded(page, "csv").decode("utf-8-sig")
    assert got == forged.removeprefix("\ufeff")
    assert next(itertools.islice(csv.reader(io.StringIO(got, newline=""), delimiter=";"), 1, None))[1].startswith("'=")


def test_all_cases_are_listed_without_javascript(open_page: Callable[..., Page], server: str, site: Path) -> None:
    plain = open_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    plain.goto(f"{server}/cases/")
    assert sorted(plain.locator(".found-case .named").all_text_contents()) == sorted(
        row["title"] for row in table_of(site)
    )
    expect(plain.locator("#sift")).to_be_hidden()
    expect(plain.locator(".sift-get")).to_be_hidden()
    expect(plain.locator("noscript .tip, .sift-all .tip").first).to_be_visible()


def test_the_script_shows_a_case_as_the_page_does(page: Page, server: str) -> None:
    page.goto(f"{server}/cases/")
    plain = page.locator(".sift-all .found-case").evaluate_all(
        "all => all.map(one => one.textContent.replace(/\\s+/g, ' '))"
    )
    page.goto(f"{server}/cases/?sort=title&q=e")
    link = page.locator(".sift-found .found-case")
    expect(link.first).to_be_visible()
    scripted = link.evaluate_all("all => all.map(one => one.textContent.replace(/\\s+/g, ' '))")
    assert scripted
    assert [one for one in scripted if one not in plain] == []


def test_a_phone_has_filters_first_and_folded(open_page: Callable[..., Page], server: str) -> None:
    phone = open_page(viewport={"width": 375, "height": 700})
    phone.goto(f"{server}/cases/")
    summary = phone.locator(".sift-filters > summary")
    expect(phone.locator(".sift-facet").first).to_be_hidden()
    assert summary.bounding_box()["y"] < phone.locator("#sift-words").bounding_box()["y"]  # type: ignore[index]
    summary.click()
    label_of(phone, "field", "flygtninge").click()
    expect(summary).to_contain_text("1 valgt")
    assert phone.evaluate("document.body.scrollWidth") <= 375
    small = phone.locator("#sift label:visible").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 24).length"
    )
    assert small == 0


def test_ten_thousand_cases_are_answered(page: Page, site: Path, tmp_path: Path) -> None:
    """How soon, `python -m scripts bench finding` says."""
    running = serve(with_many_cases(site, tmp_path / "site"))
    page.goto(f"http://127.0.0.1:{running.server_port}/cases/")
    label_of(page, "field", "aeldre").click()
    expect(page.locator(".sift-found .found-case")).to_have_count(30)
    own = cases_of(site)
    whole, rest = divmod(MANY, len(own))
    order = [row[0] for row in json.loads((site / "data" / "finder-da.json").read_text(encoding="utf-8"))["cases"]]
    older = {case["id"] for case in own if "aeldre" in case["da"]["fields"]}
    assert shown(page) == whole * len(older) + len(older & set(order[:rest]))
    page.locator("[data-show-more]").click()
    expect(page.locator(".sift-found .found-case")).to_have_count(60)
    running.shutdown()
    running.server_close()
