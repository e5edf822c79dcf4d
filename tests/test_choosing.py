"""The model guide: every combination of answers gives a sensible, explained result, the same in Python and in the browser."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from scripts.render.choosing import BEST, Ranked, best, ranked

pytestmark = pytest.mark.slow

_DATA = re.compile(r'<script type="application/json" id="choose-data">(.*?)</script>', re.S)


def table_of(site: Path, language: str = "") -> dict[str, Any]:
    text = (site / language / "models" / "choose" / "index.html").read_text(encoding="utf-8")
    found = _DATA.search(text)
    assert found
    table: dict[str, Any] = json.loads(found[1])
    return table


@pytest.fixture(scope="module")
def table(site: Path) -> dict[str, Any]:
    return table_of(site)


def combinations(table: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Every combination of answers, those included that leave questions out; not the one without any answer."""
    choices = [
        [(question["id"], "")] + [(question["id"], one["id"]) for one in question["answers"]]
        for question in table["questions"]
    ]
    for chosen in itertools.product(*choices):
        answers = {question: answer for question, answer in chosen if answer}
        if answers:
            yield answers


def faults(table: Mapping[str, Any], models: Mapping[str, Any], answers: dict[str, str]) -> Iterator[str]:
    """What is not sensible about the result for these answers."""
    found = best(table, answers)
    if set(answers) != {"tension"} and not found:
        yield "nothing is found"
    for one in found:
        model = models[one.id]
        if not one.suits:
            yield f"{one.id} has no reason for it"
        if not all(model["for"][question][answers[question]] for question in one.suits):
            yield f"{one.id} has an empty reason"
        if any(question in one.suits for question in one.unsuited):
            yield f"{one.id} has the same answer for and against it"
        if not model["not"]:
            yield f"{one.id} does not say when to leave it alone"
    yield from left_out(models, answers, found)
    if [one.score for one in found] != sorted((one.score for one in found), reverse=True):
        yield "a worse model comes first"


def left_out(models: Mapping[str, Any], answers: dict[str, str], found: list[Ranked]) -> Iterator[str]:
    """What one said that the result does not answer."""
    for asked in {"situation", "tension"} & set(answers):
        known = any(answers[asked] in model["for"][asked] for model in models.values())
        if known and not any(asked in one.suits for one in found):
            yield f"no model is for the {asked}"
    for one in found:
        if {*one.suits, *one.unsuited} != set(answers):
            yield f"an answer speaks neither for nor against {one.id}"


def test_every_combination_of_answers_is_sensible_and_explained(table: dict[str, Any]) -> None:
    models = {model["id"]: model for model in table["models"]}
    seen, wrong = 0, []
    for answers in combinations(table):
        seen += 1
        wrong += [f"{answers}: {fault}" for fault in faults(table, models, answers)]
        assert len(wrong) < 10, "\n".join(wrong)
    assert seen > 190_000
    assert wrong == []


ALL_IN_BROWSER = """async (questions) => {
  const { best } = await import("/assets/choose-rank.js");
  const table = JSON.parse(document.getElementById("choose-data").textContent);
  const found = [];
  const step = (at, answers) => {
    if (at === questions.length) {
      if (Object.keys(answers).length) {
        found.push(best(table, answers, 3).map((one) => `${one.model.id} ${one.score} ${one.suits} ${one.unsuited}`).join(";"));
      }
      return;
    }
    step(at + 1, answers);
    for (const answer of questions[at].answers) step(at + 1, { ...answers, [questions[at].id]: answer.id });
  };
  step(0, {});
  return found;
}"""


def test_browser_and_python_agree_on_every_combination(page: Page, server: str, table: dict[str, Any]) -> None:
    page.goto(f"{server}/models/choose/")
    in_browser = page.evaluate(ALL_IN_BROWSER, table["questions"])
    here = [
        ";".join(f"{one.id} {one.score} {','.join(one.suits)} {','.join(one.unsuited)}" for one in best(table, answers))
        for answers in combinations(table)
    ]
    assert len(in_browser) == len(here)
    assert [pair for pair in zip(in_browser, here, strict=True) if pair[0] != pair[1]][:3] == []


def test_both_languages_have_the_same_rules(site: Path) -> None:
    def bones(table: dict[str, Any]) -> Any:
        return [
            (
                model["id"],
                model["base"],
                {name: sorted(answers) for name, answers in model["for"].items()},
                sorted(model["needs"]),
            )
            for model in table["models"]
        ]

    assert bones(table_of(site)) == bones(table_of(site, "en"))


def test_a_model_to_act_by_comes_before_a_frame_that_suits_as_well(table: dict[str, Any]) -> None:
    kinds = {model["id"]: model["base"] for model in table["models"]}
    for question in table["questions"]:
        for answer in question["answers"]:
            found = ranked(table, {question["id"]: answer["id"]})
            suiting = [kinds[one.id] for one in found if one.suits]
            assert suiting == sorted(suiting, reverse=True)


def choose(page: Page, **answers: str) -> None:
    for question, answer in answers.items():
        page.locator(f"input[name={question}][value={answer}]").check()
    page.get_by_role("button", name="Vis modeller").click()
    expect(page.locator(".choose-result")).to_be_visible()


def test_answers_lead_to_reasons_and_stand_in_the_address(page: Page, server: str) -> None:
    page.goto(f"{server}/models/choose/")
    choose(page, situation="everyday", trust="low", formality="binding")
    assert page.url.endswith("/models/choose/?situation=everyday&trust=low&formality=binding")
    expect(page.locator("#choose-heading")).to_be_focused()
    first = page.locator(".choose-model").first
    expect(first.locator("h3")).to_have_text("Frivilligkoordinator")
    expect(first.locator(".choose-fits")).to_have_text("Passer til 2 af jeres 3 svar")
    expect(first).to_contain_text("Frivillige kommer ind på en arbejdsplads")
    expect(first).to_contain_text("I har svaret »En bindende aftale«")
    assert page.locator(".choose-model").count() == BEST
    expect(page.locator(".choose-let-be")).to_contain_text("Lad være med at samskabe")


def test_a_shared_address_shows_the_result_and_back_gives_the_questions(page: Page, server: str) -> None:
    page.goto(f"{server}/models/choose/")
    choose(page, situation="reach")
    shown = page.locator(".choose-best").inner_text()
    page.reload()
    expect(page.locator(".choose-best")).to_be_visible()
    assert page.locator(".choose-best").inner_text() == shown
    page.go_back()
    expect(page.locator("#choose")).to_be_visible()
    expect(page.locator(".choose-result")).to_be_hidden()


def test_answers_can_be_corrected(page: Page, server: str) -> None:
    page.goto(f"{server}/models/choose/?situation=reach&trust=high")
    page.get_by_role("link", name="Ret svarene").click()
    expect(page.locator("#choose")).to_be_visible()
    assert page.locator("input[name=situation][value=reach]").is_checked()
    assert page.locator("input[name=trust][value=high]").is_checked()
    choose(page, trust="low")
    assert page.url.endswith("?situation=reach&trust=low")


def test_a_trouble_gets_its_name_after_the_click(page: Page, server: str) -> None:
    page.goto(f"{server}/models/choose/")
    expect(page.locator("#choose")).not_to_contain_text("Uklare roller")
    choose(page, tension="rolleuklarhed")
    expect(page.locator(".choose-answers")).to_contain_text("Hvem gør hvad? Uklare roller og faglige grænser")
    link = page.locator(".choose-let-be [data-tension] a")
    link.click()
    page.wait_for_url("**/tensions/rolleuklarhed/")


def test_without_an_answer_it_asks_for_one(page: Page, server: str) -> None:
    page.goto(f"{server}/models/choose/")
    page.get_by_role("button", name="Vis modeller").click()
    expect(page.locator("[data-said]")).to_have_text("Svar på mindst ét spørgsmål først.")
    expect(page.locator("#choose")).to_be_visible()


def test_answers_that_do_not_exist_are_left_out(page: Page, server: str) -> None:
    page.goto(f"{server}/models/choose/?situation=%3Cscript%3E&trust=constructor&tension=__proto__")
    expect(page.locator("#choose")).to_be_visible()


def test_the_guide_works_by_keyboard(page: Page, server: str) -> None:
    page.goto(f"{server}/models/choose/")
    page.locator("input[name=field]:checked").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#choose-heading")).to_be_focused()
    assert page.url.endswith("?field=andre")


def test_the_result_prints_as_a_sheet_without_the_questions(page: Page, server: str) -> None:
    page.goto(f"{server}/models/choose/?situation=everyday")
    page.emulate_media(media="print")
    expect(page.locator(".choose-best")).to_be_visible()
    expect(page.locator(".choose-answers")).to_be_visible()
    expect(page.locator("#choose")).to_be_hidden()
    expect(page.locator(".choose-table")).to_be_hidden()


@pytest.mark.parametrize("root", ["", "en/"])
def test_a_result_is_one_sheet_of_paper(page: Page, server: str, tmp_path: Path, root: str) -> None:
    answers = (
        "tension=rolleuklarhed&situation=everyday&field=aeldre&starts=public&trust=low&time=meeting&formality=binding"
    )
    page.goto(f"{server}/{root}models/choose/?{answers}")
    page.pdf(path=tmp_path / "result.pdf", prefer_css_page_size=True)
    read = [sheet.extract_text() for sheet in PdfReader(tmp_path / "result.pdf").pages]
    sheets = [unicodedata.normalize("NFKC", text).replace("\n", " ") for text in read]  # ligatures are letters too
    assert len(sheets) == 2  # both sides of one
    for model in page.locator(".choose-model h3").all_inner_texts():
        assert any(model in sheet for sheet in sheets)
    assert page.locator(".choose-let-be li").first.inner_text() in sheets[1]


def test_without_javascript_there_is_a_decision_table(open_page: Any, server: str, table: dict[str, Any]) -> None:
    plain = open_page(java_script_enabled=False)
    plain.goto(f"{server}/models/choose/?situation=everyday")
    expect(plain.locator("#choose")).to_be_hidden()
    rows = plain.locator(".choose-table tbody tr")
    assert rows.count() == sum(len(question["answers"]) for question in table["questions"])
    expect(plain.locator(".choose-table")).to_contain_text("Frivillige kommer ind på en arbejdsplads")
    for question in table["questions"]:
        for answer in question["answers"][:2]:
            first = best(table, {question["id"]: answer["id"]})[0]
            title = next(model["title"] for model in table["models"] if model["id"] == first.id)
            row = plain.locator(f"#tabel-{question['id']} + table tr", has_text=answer["label"]).first
            expect(row).to_contain_text(title)


def test_models_stand_side_by_side_and_in_the_address(page: Page, server: str) -> None:
    page.goto(f"{server}/models/compare/")
    expect(page.locator(".compare-whole")).to_be_visible()
    page.locator("input[value=brobygger]").check()
    expect(page.locator(".compare-pair")).to_be_hidden()
    page.locator("input[value=iop]").check()
    expect(page.locator(".compare-pair")).to_be_visible()
    assert page.url.endswith("?model=brobygger&model=iop")
    heads = page.locator(".compare-pair thead th").all_inner_texts()
    assert heads[1:] == ["Brobygning til lokale fællesskaber", "Idéburet offentligt partnerskab (IOP)"]
    page.go_back()
    expect(page.locator(".compare-pair")).to_be_hidden()


def test_no_more_than_four_models_are_compared(page: Page, server: str) -> None:
    four = "&".join(f"model={one}" for one in ("brobygger", "iop", "abcd", "four-cos"))
    page.goto(f"{server}/models/compare/?{four}")
    assert page.locator(".compare-pair thead th").count() == 5
    page.locator("label", has=page.locator("input[value=partnerskabsaftale]")).locator("span").click(force=True)
    assert not page.locator("input[value=partnerskabsaftale]").is_checked()
    expect(page.locator("[data-said]")).to_contain_text("Højst fire")


def test_an_address_with_five_models_shows_four_and_says_so(page: Page, server: str) -> None:
    five = "&".join(f"model={one}" for one in ("brobygger", "iop", "abcd", "four-cos", "partnerskabsaftale"))
    page.goto(f"{server}/models/compare/?{five}&model=findes-ikke&model=iop")
    assert page.locator(".compare-pair thead th").count() == 1 + 4
    expect(page.locator("[data-said]")).to_have_text(
        "Adressen nævner 5 modeller. Højst fire kan stå side om side, så her er de fire første."
    )
    page.goto(f"{server}/models/compare/?model=brobygger")
    expect(page.locator(".compare-whole")).to_be_visible()
    expect(page.locator("[data-said]")).to_have_text("1 valgt. Vælg mindst én mere.")


def test_the_comparison_says_what_goes_before_with_and_after(page: Page, server: str) -> None:
    page.goto(f"{server}/models/compare/?model=brobygger&model=iop")
    row = page.locator(".compare-pair tr", has=page.get_by_text("Går godt sammen med", exact=True))
    expect(row).to_contain_text("Før: Lokalsamfundet bygger bro")
    expect(row).to_contain_text("Sammen med: Henvisning til fællesskaber")
    expect(row).to_contain_text("Efter: Partnerskab og partnerskabsaftale")


def test_the_comparison_is_read_on_a_phone_models_first(open_page: Any, server: str) -> None:
    phone = open_page(viewport={"width": 320, "height": 640})
    phone.goto(f"{server}/models/compare/?model=brobygger&model=iop&model=abcd&model=four-cos")
    expect(phone.locator("#compare input").first).to_be_hidden()
    assert phone.locator(".compare-pair thead a:visible").count() == 4
    assert phone.locator(".compare-pair .cell-label:visible").count() > 20
    assert phone.evaluate("document.body.scrollWidth") <= 320
    phone.locator("#compare summary").click()
    expect(phone.locator("#compare input").first).to_be_visible()


def test_the_comparison_prints_its_table_alone(page: Page, server: str) -> None:
    page.goto(f"{server}/models/compare/?model=brobygger&model=iop&model=abcd&model=four-cos")
    page.set_viewport_size({"width": 658, "height": 900})
    page.emulate_media(media="print")
    expect(page.locator("#compare")).to_be_hidden()
    expect(page.locator(".compare-pair")).to_be_visible()
    assert page.evaluate("document.body.scrollWidth") <= 658
    cut = page.locator(".compare-pair :is(td, th)").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"
    )
    assert cut == []


def test_a_result_says_what_goes_before_with_and_after(page: Page, server: str, table: dict[str, Any]) -> None:
    page.goto(f"{server}/models/choose/?situation=everyday")
    for item in page.locator(".choose-model").all():
        title = item.locator("h3").inner_text()
        model = next(one for one in table["models"] if one["title"] == title)
        shown = item.locator(".choose-combine a").all_inner_texts()
        assert shown == [name for _, name, _ in model["combine"]]
        assert [when for when, _, _ in model["combine"]] == sorted(
            (when for when, _, _ in model["combine"]), key=["før", "sammen med", "efter"].index
        )


@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("address", ["", "models/"])
def test_guide_and_comparison_are_reached_from_front_and_models(
    page: Page, server: str, root: str, address: str
) -> None:
    page.goto(f"{server}/{root}{address}")
    there = set(page.locator("a").evaluate_all("links => links.map(link => new URL(link.href).pathname)"))
    assert {f"/{root}models/choose/", f"/{root}models/compare/"} <= there


def test_each_tension_leads_to_the_guide_and_to_its_models_side_by_side(page: Page, server: str, site: Path) -> None:
    for entry in sorted((site / "tensions").iterdir()):
        if not entry.is_dir():
            continue
        page.goto(f"{server}/tensions/{entry.name}/")
        models = page.locator("#modeller-der-hjaelper + .related dt a")
        if models.count() == 0:
            continue
        assert page.locator(f".more a[href$='choose/?tension={entry.name}']").count() == 1
        ids = models.evaluate_all("links => links.map(link => new URL(link.href).pathname.split('/').at(-2))")
        compare = page.locator(".more a[href*='compare/?']")
        if len(ids) > 1:
            wanted = "&".join(f"model={one}" for one in ids[:4])
            assert compare.get_attribute("href") == f"../../models/compare/?{wanted}"


def test_each_model_leads_to_a_comparison_that_begins_with_itself(page: Page, server: str, table: Any) -> None:
    for model in table["models"]:
        page.goto(f"{server}/models/{model['id']}/")
        address = page.locator(".more a[href*='compare/?']").get_attribute("href") or ""
        assert address.startswith(f"../compare/?model={model['id']}")
        named = address.count("model=")
        assert named == min(4, 1 + len(model["combine"]))
    page.goto(f"{server}/models/brobygger/")
    page.get_by_role("link", name="Sammenlign med dem side om side").click()
    expect(page.locator(".compare-pair")).to_be_visible()


def test_without_javascript_all_models_are_compared(open_page: Any, server: str, table: dict[str, Any]) -> None:
    plain = open_page(java_script_enabled=False)
    plain.goto(f"{server}/models/compare/")
    assert plain.locator(".compare-whole tbody tr").count() == len(table["models"])
    expect(plain.locator("#compare")).to_be_hidden()


def test_three_clicks_from_the_front_page_to_handling_case_and_model(page: Page, server: str) -> None:
    page.goto(f"{server}/")
    page.get_by_role("link", name="De ansatte er bange for, at de frivillige tager deres arbejde").click()
    expect(page.locator(".handling").first).to_be_visible()
    case = page.locator(".story .who a").first
    model = page.locator("#modeller-der-hjaelper + .related a").first
    expect(case).to_be_visible()
    model.click()
    expect(page.locator("article[data-kind=model]")).to_be_visible()
