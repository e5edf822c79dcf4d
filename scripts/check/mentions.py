"""Where works are cited on a page: the sentence, and the anchor of the section it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown_it.token import Token

from scripts.anatomy import ANATOMY
from scripts.parse.citations import Citation
from scripts.parse.markdown import WORDS, Body
from scripts.parse.page import Kind
from scripts.records import Language

_LINE_ENDS = ("softbreak", "hardbreak")


class Cited(NamedTuple):
    """One citation with the sentence it belongs to; `anchor` is empty above the first heading."""

    anchor: str
    citation: Citation
    sentence: str


def cited_in(body: Body, kind: Kind, language: Language) -> Iterator[Cited]:
    """Every citation of a page, in order."""
    rules = {rule.title(language): rule.id for rule in ANATOMY.get(kind, ())}
    anchor = ""
    places = [("", block) for block in body.lead]
    for section in body.walk():
        anchor = rules.get(section.title, section.anchor if section.anchor_given or section.level == 2 else anchor)
        places += [(anchor, block) for block in section.blocks]
    for where, block in places:
        for token in block.tokens:
            if token.type == "inline" and "@" in token.content and token.children:
                yield from _sentences(where, token.children)


def _sentences(anchor: str, children: Iterable[Token]) -> Iterator[Cited]:
    """Authors write one sentence a line, so the words since the last line break are the sentence that is cited."""
    words: list[str] = []
    waiting: list[Citation] = []
    for child in children:
        if child.type == "citation":
            waiting.append(child.meta["citation"])
        elif child.type in _LINE_ENDS:
            yield from _told(anchor, waiting, words)
            words, waiting = [], []
        elif child.type in WORDS:
            words.append(child.content)
    yield from _told(anchor, waiting, words)


def _told(anchor: str, citations: list[Citation], words: Iterable[str]) -> Iterator[Cited]:
    if not citations:
        return
    sentence = " ".join("".join(words).split()).replace(" .", ".")
    for citation in citations:
        yield Cited(anchor, citation, sentence)
