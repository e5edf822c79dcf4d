"""One handout drawn by Typst: data in, PDF/UA-1 out, and whether everything had room.

How far each page runs over is asked of Typst (`typesetter.py`), because an overfull page stays one page: the page count
proves nothing. How much a page shows, and how wide its gaps are, is estimated;
a page that runs over is drawn again with narrower gaps, then with less, one with much room to spare with more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.handouts.paper import Choice, Handout
from scripts.handouts.refused import not_drawn, too_full, too_long_words
from scripts.handouts.typesetter import NotSet, Typesetter
from scripts.problems import Problem

TOLERANCE_MM = 0.05
WORTH_MM = 12.0  # room left over that is worth another measuring
SPARE_MM = 3.0  # kept back, since what is left over is only estimated
MOST_DRAWINGS = 8
_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")


@dataclass(frozen=True)
class Plan:
    """How one page is laid out: which of its choices, and how many millimetres its gaps may share."""

    choice: int = 0
    slack: float = 0.0


Plans = dict[str, Plan]


@dataclass(frozen=True)
class Drawn:
    """A drawn handout. `pages` counts pages; `problems` say what does not fit or cannot be drawn, and then `pdf` is empty.

    `word` is the Word file that goes with it, if any.
    """

    name: str
    pdf: bytes
    pages: int
    problems: tuple[Problem, ...] = ()
    word: bytes = b""


def draw(handout: Handout, date: str, desk: Path) -> Drawn:
    """Draw it. `date` (yyyy-mm-dd) is the date the file bears, so that two drawings are the same; `desk` is a folder to work
    in. Raises `PressMissing`.
    """
    if problems := tuple(too_long_words(handout)):
        return Drawn(handout.name, b"", 0, problems)
    plans = {page: _first(choices) for page, choices in handout.choices.items()}
    setter = Typesetter(desk, handout.template)
    setter.lay(_texts(handout))
    try:
        over = _measured(handout, plans, setter)
        refused = tuple(too_full(handout, page, by) for page, by in over.items() if by > TOLERANCE_MM)
        pdf = b"" if refused else setter.print(date)
    except NotSet as reason:
        return Drawn(handout.name, b"", 0, (not_drawn(handout, str(reason)),))
    pages = int(found[1]) if (found := _PAGES.search(pdf)) else 0
    return Drawn(handout.name, pdf, pages, refused)


def _measured(handout: Handout, plans: Plans, setter: Typesetter) -> dict[str, float]:
    """By how many millimetres each page runs over at last; `plans` are bettered until nothing runs over, or there is no less."""
    over: dict[str, float] = {}
    for number in range(MOST_DRAWINGS):
        setter.lay({"plans": dict(_planned(handout, plans))})
        over = setter.measure()
        better = {page: _less(page, plans, handout, by) for page, by in over.items() if by > TOLERANCE_MM}
        if number == 0:
            better |= {page: _more(page, plans, handout, -by) for page, by in over.items() if -by > WORTH_MM}
        if plans | better == plans:
            break
        plans |= better
    return over


def _first(choices: tuple[Choice, ...]) -> Plan:
    """The first choice that probably fits, else the last."""
    number = next((number for number, choice in enumerate(choices) if choice.left >= 0), len(choices) - 1)
    return Plan(number, max(0.0, round(choices[number].left - SPARE_MM, 1)))


def _less(page: str, plans: Plans, handout: Handout, by: float) -> Plan:
    """Narrower gaps where they were opened enough, else the next choice; the same plan where there is no less."""
    plan, choices = plans.get(page, Plan()), handout.choices.get(page, (Choice(),))
    if plan.slack >= by:
        return Plan(plan.choice, max(0.0, round(plan.slack - by - 1, 1)))
    following = min(plan.choice + 1, len(choices) - 1)
    gained = choices[following].left - choices[plan.choice].left
    return Plan(following, max(0.0, round(plan.slack + gained - by - 1, 1)))


def _more(page: str, plans: Plans, handout: Handout, left: float) -> Plan:
    """An earlier choice where there is room for it after all, else wider gaps."""
    plan, choices = plans.get(page, Plan()), handout.choices.get(page, (Choice(),))
    here = choices[plan.choice].left
    for number in range(plan.choice):
        rest = left + plan.slack - (here - choices[number].left)
        if rest >= 0:
            return Plan(number, max(0.0, round(rest - SPARE_MM, 1)))
    return Plan(plan.choice, round(plan.slack + left - 1, 1))


def _texts(handout: Handout) -> dict[str, Any]:
    """What the template reads: the handout's data, and the words of its language."""
    common = ("words", "lang", "region")
    data = {key: value for key, value in handout.data.items() if key not in common}
    return {
        "data": data,
        "words": {**handout.data["words"], "lang": handout.data["lang"], "region": handout.data["region"]},
    }


def _planned(handout: Handout, plans: Plans) -> Iterator[tuple[str, dict[str, Any]]]:
    for page, plan in sorted(plans.items()):
        choices = handout.choices.get(page)
        yield page, {"slack": plan.slack, "choice": choices[plan.choice].shows if choices else None}
