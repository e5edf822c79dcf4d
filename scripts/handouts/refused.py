"""Why a handout is refused, as problems that name the file, the section and about how much to cut."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.handouts.paper import Handout, Piece
from scripts.problems import Location, Problem

LINE_MM = 5.0
LONGEST_WORD = 40  # letters; a longer one may have no place to break in a narrow column
_WORD = re.compile(rf"[^\W\d_]{{{LONGEST_WORD + 1},}}")
_MISSING = re.compile(r'the text `?"(?P<text>.+?)"`? could not be displayed', re.S)


def too_full(handout: Handout, page: str, over: float) -> Problem:
    """A page whose text runs over by so many millimetres."""
    longest = max(
        (piece for piece in handout.pieces if piece.page == page),
        key=lambda piece: piece.length - piece.room,
        default=Piece(page, "", 1, 0, 0),
    )
    lines = math.ceil(over / LINE_MM)
    values = {
        "handout": handout.name,
        "language": handout.language,
        "page": page,
        "over": f"{over:.1f}",
        "lines": str(lines),
        "section": longest.section,
        "length": str(longest.length),
        "room": str(longest.room),
        "cut": str(max(longest.length - longest.room, lines * _per_line(longest))),
    }
    return Problem("handout-too-full", Location(handout.path or "docs", longest.line), values)


def _per_line(piece: Piece) -> int:
    """About how many characters a line of the piece holds."""
    return min(95, max(20, piece.room // 2))


def too_long_words(handout: Handout) -> Iterator[Problem]:
    """A word so long that it could run out of its column: Typst does not tell when one does."""
    for text in texts_in({key: value for key, value in handout.data.items() if key != "words"}):
        for found in _WORD.finditer(text):
            values = {
                "handout": handout.name,
                "language": handout.language,
                "value": found[0],
                "maximum": str(LONGEST_WORD),
            }
            yield Problem("handout-word-long", Location(handout.path or "docs"), values)


def not_drawn(handout: Handout, words: str) -> Problem:
    """Typst stopped: a character that no font of ours has, or something else."""
    values = {"handout": handout.name, "language": handout.language, "value": words}
    if missing := _MISSING.search(words):
        values["value"] = missing["text"]
        return Problem("handout-character", Location(handout.path or "docs"), values)
    return Problem("handout-not-drawn", Location(handout.path or "docs"), values)


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
