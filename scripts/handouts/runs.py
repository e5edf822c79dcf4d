"""The authors' Markdown as runs of text for paper.

A run is a string, or `{"b": string}` for bold and `{"i": string}` for italics. Typst gets runs as data and prints them as
they stand: no character of a text is ever read as code. Citations are left out (the sheet lists its sources); an author
who is part of the sentence stays in it. A link leaves its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape

from markdown_it.token import Token

from scripts.parse.markdown import WORDS, Block

Run = str | dict[str, str]
Runs = list[Run]
Named = Callable[[str], str]  # an in-text citation's source to the words that stand in the sentence

_STYLES = {"strong": "b", "em": "i"}
_TAG = re.compile(r"<[^>]+>")


def plain_html(html: str) -> str:
    """The words of safe HTML."""
    return unescape(_TAG.sub("", html))


def runs_of(token: Token, named: Named) -> Runs:
    """The runs of one inline token."""
    return tidy(_pieces(token.children or (), named))


def paragraph(block: Block, named: Named) -> Runs:
    """The runs of a paragraph."""
    return runs_of(block.tokens[1], named)


def sentences(token: Token, named: Named) -> list[Runs]:
    """The runs of each line of a paragraph: authors write one sentence to a line."""
    lines: list[list[Token]] = [[]]
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(child)
    return [runs for line in lines if (runs := tidy(_pieces(line, named)))]


def joined(parts: Sequence[Runs]) -> Runs:
    """Several texts as one, a space between them."""
    pieces: list[tuple[str, str]] = []
    for part in parts:
        pieces += [("", " ")] if pieces else []
        pieces += [_piece(run) for run in part]
    return tidy(pieces)


def words(runs: Runs) -> str:
    """The text alone."""
    return "".join(_piece(run)[1] for run in runs)


def tidy(pieces: Iterable[tuple[str, str]]) -> Runs:
    """Pieces of (style, text) as runs: neighbours of one style joined, no double space, none before a full stop."""
    merged: list[list[str]] = []
    for style, text in pieces:
        if merged and merged[-1][0] == style:
            merged[-1][1] += text
        elif text:
            merged.append([style, text])
    out: Runs = []
    before = " "
    for place, (style, text) in enumerate(merged):
        following = merged[place + 1][1][:1] if place + 1 < len(merged) else "."
        text = re.sub(r"\s+", " ", text)
        text = re.sub(r" (?=[.,;:!?)])", "", text)
        text = text.lstrip() if before.isspace() else text
        text = text.rstrip() if following in ".,;:!?)" else text
        if text:
            out.append({style: text} if style else text)
            before = text[-1]
    return out


def _piece(run: Run) -> tuple[str, str]:
    return ("", run) if isinstance(run, str) else next(iter(run.items()))


def _pieces(children: Sequence[Token], named: Named) -> Iterator[tuple[str, str]]:
    open_styles: list[str] = []
    for child in children:
        style = open_styles[0] if open_styles else ""
        if child.type in WORDS:
            yield style, child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield style, " "
        elif child.type == "citation" and child.meta["citation"].in_text:
            yield style, named(child.meta["citation"].source)
        elif child.type.endswith("_open") and child.type[:-5] in _STYLES:
            open_styles.append(_STYLES[child.type[:-5]])
        elif child.type.endswith("_close") and child.type[:-6] in _STYLES:
            open_styles.pop()
