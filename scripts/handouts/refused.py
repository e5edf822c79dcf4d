"""Why a handout is refused, as problems that name the file, the section and about how much to cut."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scripts.handouts.paper import Handout, Piece
from scripts.problems import Location, Problem, in_order

LINE_MM = 5.0
LONGEST_WORD = 40  # letters; a longer one may have no place to break in a narrow column
_WORD = re.compile(rf"[^\W\d_]{{{LONGEST_WORD + 1},}}")
_MISSING = re.compile(r'the text `?"(?P<text>.+?)"`? could not be displayed', re.S)


def too_full(handout: Handout, page: str, over: float) -> Problem:
    """A page whose text runs over by so many millimetres."""
    lines = math.ceil(over / LINE_MM)
    pieces = [piece for piece in handout.pieces if piece.page == page]
    longest = max(pieces, key=lambda piece: len(piece.text) - piece.room, default=None)
    values = {
        "handout": handout.name,
        "language": handout.language,
        "page": _page(page),
        "over": f"{over:.1f}",
        "lines": str(lines),
    }
    if longest is None:
        return Problem("handout-too-full", Location(handout.path or "docs"), values)
    too_long = len(longest.text) - longest.room
    cut = min(len(longest.text), max(too_long, lines * (longest.per_line or _per_line(longest))))
    values |= {
        "section": longest.section,
        "length": str(len(longest.text)),
        "room": str(longest.room),
        "cut": str(cut),
        "shorter": longest.shorter,
    }
    return Problem("handout-too-full", _place(longest), values)


def _page(page: str) -> str:
    """`1` of a sheet; `2 (brobygger)` of an opening `brobygger 2`, or of a card's `rolleuklarhed back`."""
    name, _, side = page.rpartition(" ")
    number = {"front": "1", "back": "2"}.get(side, side)
    return f"{number} ({name})" if name else number


def _per_line(piece: Piece) -> int:
    """About how many characters a line of the piece holds."""
    return min(95, max(20, piece.room // 2))


def _place(piece: Piece) -> Location:
    return Location(piece.source.path, piece.line)


def too_long_words(handout: Handout) -> Iterator[Problem]:
    """A word so long that it could run out of its column: Typst does not tell when one does."""
    words = (
        found[0]
        for text in texts_in({key: value for key, value in handout.data.items() if key != "words"})
        for found in _WORD.finditer(text)
    )
    for word in dict.fromkeys(words):
        yield _about("handout-word-long", handout, word, maximum=str(LONGEST_WORD))


def not_drawn(handout: Handout, words: str) -> Problem:
    """Typst stopped: a character that no font of ours has, or something else."""
    if missing := _MISSING.search(words):
        return _about("handout-character", handout, missing["text"])
    return _about("handout-not-drawn", handout, words)


def _about(code: str, handout: Handout, value: str, **more: str) -> Problem:
    """A problem with something that stands in one of the handout's texts, and where, if it is known."""
    piece = next((piece for piece in handout.pieces if value in piece.text), None)
    place = _place(piece) if piece else Location(handout.path or "docs")
    section = piece.section if piece else ""
    values = {"handout": handout.name, "language": handout.language, "value": value, "section": section, **more}
    return Problem(code, place, values)


def one_for_each_cause(problems: Iterable[Problem]) -> list[Problem]:
    """A text stands in several handouts: the sheet or card itself speaks for the booklets, decks and worksheets."""
    found: dict[tuple[str, Location, str], Problem] = {}
    for problem in sorted(problems, key=lambda problem: _rank(problem.values["handout"])):
        said = problem.values.get("section") or problem.values.get("value", "")
        found.setdefault((problem.code, problem.location, said), problem)
    return in_order(found.values())


def _rank(name: str) -> tuple[int, str]:
    order = ("models", "tensions", "potentials", "worksheets", "booklets", "decks")
    return order.index(name.partition("/")[0]), name


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a handout's data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ("qr", "address"):
                yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)
