"""One handout drawn by Typst: data in, PDF/UA-1 out, and whether everything had room.

Texts reach Typst as JSON, never as code. What a page needs and what room it has is measured by the template itself
(`<fit>`), because an overfull page stays one page: the page count proves nothing.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scripts.handouts.paper import Handout, Piece
from scripts.problems import Location, Problem

TEMPLATES = Path(__file__).parent / "templates"
LINE_MM = 5.0
TOLERANCE_MM = 0.05


class PressMissing(Exception):
    """Typst, or the font, is not installed."""


@dataclass(frozen=True)
class Drawn:
    """A drawn handout. `pages` counts pages; `problems` say what does not fit or cannot be drawn, and then `pdf` is empty."""

    name: str
    pdf: bytes
    pages: int
    problems: tuple[Problem, ...] = ()


def draw(handout: Handout, date: str) -> Drawn:
    """Draw it. `date` (yyyy-mm-dd) is the date the file bears, so that two drawings are the same. Raises `PressMissing`."""
    typst, compiler = _typst(), _compiler(handout.template)
    inputs = {"data": json.dumps(handout.data, ensure_ascii=False)}
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1"], timestamp=_seconds(date), sys_inputs=inputs
        )
    except typst.TypstError as error:
        return _failed(handout, error.message)
    if warnings:
        return _failed(handout, str(warnings[0]))
    fits = json.loads(compiler.query("<fit>", field="value"))
    problems = tuple(_overfull(handout, fits))
    pages = int(json.loads(compiler.query("<pages>", field="value"))[0])
    return Drawn(handout.name, b"" if problems else bytes(pdf), pages, problems)


def _overfull(handout: Handout, fits: Sequence[dict[str, Any]]) -> Iterator[Problem]:
    for fit in {str(fit["id"]): fit for fit in fits}.values():
        over = float(fit["need"]) - float(fit["room"])
        if over > TOLERANCE_MM:
            yield _too_full(handout, str(fit["id"]), over)


def _too_full(handout: Handout, page: str, over: float) -> Problem:
    longest = max(
        (piece for piece in handout.pieces if piece.page == page),
        key=lambda piece: piece.length - piece.room,
        default=Piece(page, "", 1, 0, 0),
    )
    values = {
        "handout": handout.name,
        "language": handout.language,
        "page": page,
        "over": f"{over:.1f}",
        "lines": str(math.ceil(over / LINE_MM)),
        "section": longest.section,
        "length": str(longest.length),
        "room": str(longest.room),
    }
    return Problem("handout-too-full", Location(handout.path or "docs", longest.line), values)


def _failed(handout: Handout, words: str) -> Drawn:
    values = {"handout": handout.name, "language": handout.language, "value": words}
    return Drawn(handout.name, b"", 0, (Problem("handout-not-drawn", Location(handout.path or "docs"), values),))


def _seconds(date: str) -> int:
    day = datetime.date.fromisoformat(date)
    return int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC).timestamp())


def _typst() -> Any:
    try:
        import typst
    except ImportError:
        raise PressMissing("typst") from None
    return typst


@cache
def _compiler(template: str) -> Any:
    """One compiler for each template: it keeps fonts and what two handouts share."""
    try:
        import fontpkg_source_sans_3
    except ImportError:
        raise PressMissing("fontpkg-source-sans-3") from None
    fonts = str(Path(fontpkg_source_sans_3.__file__).parent)
    path = str(TEMPLATES / f"{template}.typ")
    return _typst().Compiler(path, root=str(TEMPLATES), font_paths=[fonts], ignore_system_fonts=True)
