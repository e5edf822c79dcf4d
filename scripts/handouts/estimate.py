"""About how high a page's content is, from its texts, so that nearly every handout is laid out once.

The texts are wrapped as Typst does, with a width for each kind of letter instead of the font's own; the weights are
millimetres for each line or item, fitted to drawn pages. Nine of ten estimates are off by less than 4 mm. Nothing depends on
them but looks and speed: Typst tells what really fits, and a page that runs over is laid out again with less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from scripts.handouts.runs import words

Data = Mapping[str, Any]
A4_MM, CARD_MM, A5_MM = 274.0, 130.5, 184.0  # the height of each format's text area

_NARROW, _WIDE = frozenset("ijlIft.,:;'!|()r-"), frozenset("mwMWæÆ@%—")
_SPACE = 0.55


def lines(text: Any, letters: float) -> int:
    """About how many lines a text fills, where an average line holds so many letters; none for no text."""
    return _wrapped(text if isinstance(text, str) else words(text or []), letters)


@lru_cache(maxsize=50_000)
def _wrapped(text: str, letters: float) -> int:
    count, at = 0, 0.0
    for word in _widths(text):
        if at and at + _SPACE + word > letters:
            count, at = count + 1, 0.0
        at += word + (_SPACE if at else 0.0)
        while at > letters:
            count, at = count + 1, at - letters
    return count + (at > 0)


@lru_cache(maxsize=20_000)
def _widths(text: str) -> tuple[float, ...]:
    return tuple(sum(map(_width, word)) for word in text.split())


@lru_cache(maxsize=500)
def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.55
    return 1.55 if letter in _WIDE else 1.25 if letter.isupper() else 1.07


def _sum(texts: Iterable[Any], letters: float) -> int:
    return sum(lines(text, letters) for text in texts)


def sheet_front(data: Data) -> float:
    bridge = max(
        lines(data["bridge"][side]["line"], letters)
        for side, letters in (("public", 24), ("civil", 24), ("shared", 38))
    )
    boxes = max(5.6 * _sum(data[key], 36) + 2.4 * len(data[key]) for key in ("when", "not"))
    roles = max((lines(role["text"], 17.5) for role in data["roles"]), default=0)
    rows = [max([lines(step["title"], 17.5), *(lines(cell, 17.5) for cell in step["cells"])]) for step in data["steps"]]
    heads = 9.7 * lines(data["name"], 40) + 6.4 * lines(data["lead"], 70) + 5.0 * bridge
    return 62.5 + heads + boxes + 4.1 * lines(data["requires"], 86) + 3.6 * roles + 4.3 * sum(rows) + 2.4 * len(rows)


def sheet_back(data: Data, asked: int, to_write: int) -> float:
    told = 0.0
    if case := data["case"]:
        beside = 0.9 * sum(1 + lines(fact["text"], 21.6) for fact in case["facts"])
        told = 11.1 + 4.5 * max(lines(case["text"], 56), beside)
    rows = [max(lines(one["name"], 27), lines(one["how"], 57)) for one in data["tensions"]]
    known = max((lines(part["text"], 42) for part in data["knowledge"]), default=0)
    small = lines(data["sources"], 102) + lines(data["colophon"], 102)
    answers = asked * 5.4 + 8.5 * asked * to_write
    return 76.8 + told + 4.4 * sum(rows) + 1.9 * len(rows) + 4.7 * known + 2.1 * small + answers


def card_front(card: Data, signs: int) -> float:
    joined = card["kind"] == "potential"
    said = max(lines(card[side]["line"], 20.4 if joined else 18) for side in ("public", "civil"))
    shared = 8.7 + 6.5 * lines(card["shared"]["line"], 42) if joined else 0.0
    shown = card["signs"][:signs]
    heads = 7.3 * lines(card["name"], 23) + 4.9 * lines(card["question"], 37.6)
    return 38.8 + heads + 4.7 * said + shared + 4.8 * _sum(shown, 38) + 2.7 * len(shown)


def card_back(card: Data, ways: int, asked: int) -> float:
    example = 0.0
    if told := card["example"]:
        example = 11.0 + 3.1 * lines(f"{told['title']} ({told['where']}). {words(told['text'])}", 30.4)
    starred = any(words(item).endswith("*") for item in card["ways"][:ways] + card["signs"])
    foot = max(0, lines(card["sources"], 36) + lines(card["address"], 35) + starred - 2)
    questions = 4.7 * _sum(card["questions"][:asked], 32.8) + 2.3 * asked + (0.9 if asked else 0.0)
    return (
        39.3 + 5.3 * lines(card["name"], 47) + 6.1 * _sum(card["ways"][:ways], 38.6) + example + questions + 1.7 * foot
    )


def opening_left(model: Data) -> float:
    items = [*model["when"], *model["not"]]
    heads = 6.1 * lines(model["name"], 32) + 3.7 * lines(model["lead"], 56)
    boxes = 1.8 * _sum(items, 56) + 4.4 * len(items)
    paragraphs = lines(model["requires"], 54) + lines(model["compromise"], 51)
    return 56.8 + heads + boxes + 5.0 * paragraphs + 3.8 * _sum((role["text"] for role in model["roles"]), 48)


def opening_right(model: Data, tensions: int) -> float:
    steps: Sequence[Data] = model["steps"]
    rows = sum(max(lines(step["title"], 34), lines(step["who"], 22.5)) for step in steps)
    shown = [f"{one['name']} {one['how']}" for one in model["tensions"][:tensions]]
    known = _sum((f"{part['title']}: {words(part['text'])}" for part in model["knowledge"]), 64)
    more = 4.8 if tensions < len(model["tensions"]) else 0.0
    return 60.2 + 2.4 * rows + 4.9 * len(steps) + 4.4 * _sum(shown, 66) + 0.6 * len(shown) + 4.8 * known + more
