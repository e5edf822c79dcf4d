"""About how high a page's content is, from the lengths of its texts, so that most handouts are drawn once.

The weights are millimetres for each line or item, fitted to drawn pages; they are off by some 5 mm. Nothing depends on
them but looks and speed: Typst tells what really fits, and a page that runs over is drawn again with less.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scripts.handouts.runs import words

Data = Mapping[str, Any]
A4_MM, CARD_MM, A5_MM = 274.0, 130.5, 184.0  # the height of each format's text area


def lines(text: Any, letters: float) -> int:
    """About how many lines a text fills, at so many letters a line; none for no text."""
    length = len(text if isinstance(text, str) else words(text or []))
    return math.ceil(length / letters)


def _sum(texts: Iterable[Any], letters: float) -> int:
    return sum(lines(text, letters) for text in texts)


def sheet_front(data: Data) -> float:
    boxes = max(_sum(data[key], 36) + 0.3 * len(data[key]) for key in ("when", "not"))
    roles = max((lines(role["text"], 16.5) for role in data["roles"]), default=0)
    rows = [max([lines(step["title"], 17), *(lines(cell, 17) for cell in step["cells"])]) for step in data["steps"]]
    heads = 9.7 * lines(data["name"], 40) + 2.3 * lines(data["lead"], 70)
    return (
        66.5 + heads + 5.4 * boxes + 5.6 * lines(data["requires"], 84) + 6.3 * roles + 4.4 * sum(rows) + 1.8 * len(rows)
    )


def sheet_back(data: Data, asked: int, to_write: int) -> float:
    told = 45.3 + 1.1 * lines(data["case"]["text"], 66) if data["case"] else 0.0
    rows = [max(lines(one["name"], 31), lines(one["how"], 61)) for one in data["tensions"]]
    known = max((lines(part["text"], 43) for part in data["knowledge"]), default=0)
    answers = asked * (8.4 + 9 * to_write)
    return 63.0 + told + 1.7 * sum(rows) + 7.9 * len(rows) + 4.5 * known + 1.9 * lines(data["sources"], 88) + answers


def card_front(card: Data, signs: int) -> float:
    joined = card["kind"] == "potential"
    said = max(lines(card[side]["line"], 22 if joined else 17.5) for side in ("public", "civil"))
    shared = 4.9 * (1 + lines(card["shared"]["line"], 42)) if joined else 0.0
    shown = card["signs"][:signs]
    heads = 5.0 * lines(card["name"], 23) + 4.7 * lines(card["question"], 40)
    return 59.0 + heads + 2.4 * said + shared + 3.4 * _sum(shown, 38) + 2.0 * len(shown)


def card_back(card: Data, ways: int, asked: int) -> float:
    example = 0.0
    if told := card["example"]:
        example = 3.4 + 5.0 * lines(f"{told['title']} ({told['where']}). {words(told['text'])}", 43)
    questions = 5.3 * _sum(card["questions"][:asked], 30)
    return 58.0 + 4.7 * _sum(card["ways"][:ways], 37.5) + example + questions


def opening_left(model: Data) -> float:
    items = [*model["when"], *model["not"]]
    told = 2.9 * lines(model["name"], 32) + 3.8 * lines(model["lead"], 56) + 1.0 * _sum(items, 58) + 4.8 * len(items)
    paragraphs = lines(model["requires"], 62) + lines(model["compromise"], 54)
    return 83.2 + told + 1.1 * paragraphs + 2.3 * _sum((role["text"] for role in model["roles"]), 52)


def opening_right(model: Data, tensions: int) -> float:
    steps: Sequence[Data] = model["steps"]
    rows = sum(max(lines(step["title"], 34), lines(step["who"], 25)) for step in steps)
    shown = [f"{one['name']} {one['how']}" for one in model["tensions"][:tensions]]
    known = _sum((f"{part['title']}: {words(part['text'])}" for part in model["knowledge"]), 66)
    return 67.3 + 1.8 * rows + 5.2 * len(steps) + 1.8 * _sum(shown, 66) + 6.9 * len(shown) + 2.6 * known
