"""The counts of the finder are true: every choice together with every other, against a count of the published data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from matching import cases_of, number_matching, values
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

# For each value alone: how many cases the page says it gives, and what every other value would give beside it.
ALL_PAIRS = """async () => {
  history.pushState = history.replaceState = () => {};
  const form = document.getElementById("sift");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const said = {};
  for (const box of boxes) {
    for (const one of boxes) one.checked = one === box;
    form.dispatchEvent(new Event("change"));
    await new Promise((done) => setTimeout(done));
    const beside = {};
    for (const one of boxes) beside[`${one.name} ${one.value}`] = Number(one.parentElement.querySelector(".n").textContent);
    said[`${box.name} ${box.value}`] = [parseInt(document.querySelector("[data-count]").textContent), beside];
  }
  return said;
}"""


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_count_beside_every_choice_is_true(page: Page, server: str, site: Path, root: str) -> None:
    page.goto(f"{server}/{root}cases/?field=aeldre")
    expect(page.locator(".sift-found")).to_be_visible()
    said: dict[str, tuple[int, dict[str, int]]] = page.evaluate(ALL_PAIRS)
    cases = cases_of(site)
    held = {name: holding(cases, *name.split()) for name in said}
    wrong: list[str] = []
    for first, (number, beside) in said.items():
        if number != len(held[first]):
            wrong.append(f"{first}: {number}, not {len(held[first])}")
        for second, count in beside.items():
            true = expected(cases, held, first, second)
            if count != true:
                wrong.append(f"{second} beside {first}: {count}, not {true}")
    assert len(said) > 150
    assert wrong == []


def holding(cases: list[dict[str, Any]], facet: str, value: str) -> set[str]:
    return {case["id"] for case in cases if value in values(case, facet)}


def expected(cases: list[dict[str, Any]], held: dict[str, set[str]], first: str, second: str) -> int:
    """How many cases a second value gives beside a first: of the same facet its own, of another those that have both."""
    (facet, value), (other, beside) = first.split(), second.split()
    if facet == other:
        return len(held[second])
    if {facet, other} == {"tension", "handling"}:
        return number_matching(cases, {facet: [value], other: [beside]})
    return len(held[first] & held[second])


def test_every_value_that_a_case_has_can_be_chosen(page: Page, server: str, site: Path) -> None:
    page.goto(f"{server}/cases/")
    boxes = page.locator("#sift input[type=checkbox]").evaluate_all("all => all.map(one => [one.name, one.value])")
    offered: dict[str, set[str]] = {}
    for name, value in boxes:
        offered.setdefault(name, set()).add(value)
    assert len(offered) == 15
    for case in cases_of(site):
        for facet, there in offered.items():
            assert values(case, facet) <= there, (case["id"], facet)
    assert {"none", "worse", "unknown"} <= offered["outcome"]
