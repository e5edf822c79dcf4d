"""Markdown to sections and blocks that know their line.

One parser (markdown-it, CommonMark with tables and citations) reads the authors' text, for the checks and for the pages
alike: what was checked is what is shown. HTML is recognised here only so that it can be refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from scripts.parse.citations import Citation, citation_rule

BlockKind = Literal["paragraph", "bullets", "numbers", "quote", "table", "code", "html", "rule"]

MAXIMUM_PARAGRAPH = 10_000
WORDS = ("text", "code_inline", "text_special")  # the tokens whose content is what readers read
_ANCHOR = re.compile(r"\s*\{#(?P<anchor>[^}\s]*)\}\s*$")
_TRANSLITERATION = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe", "ä": "ae", "ü": "ue"})


class Block(NamedTuple):
    """One block of text: its tokens, from opening to closing, and its first line in the file."""

    kind: BlockKind
    tokens: tuple[Token, ...]
    line: int

    @property
    def marker(self) -> str:
        """The bold words that a paragraph begins with, ending in a full stop or a question mark (`Håndtering.`), else empty."""
        return self.bold_start if self.bold_start.endswith((".", "?")) else ""

    @property
    def bold_start(self) -> str:
        """The bold words that a paragraph begins with, else empty."""
        inline = self.tokens[1] if self.kind == "paragraph" else None
        children = (inline.children or []) if inline else []
        if len(children) > 2 and children[0].type == "text" and not children[0].content:
            children = children[1:]
        if len(children) < 3 or children[0].type != "strong_open":
            return ""
        return children[1].content

    @property
    def inner(self) -> tuple[Block, ...]:
        """The blocks inside a block quote."""
        return tuple(split_blocks(self.tokens[1:-1], 0, self.line)) if self.kind == "quote" else ()

    @property
    def items(self) -> tuple[tuple[Block, ...], ...]:
        """The items of a list, each as its blocks."""
        if self.kind not in ("bullets", "numbers"):
            return ()
        return tuple(tuple(split_blocks(tokens[1:-1], 0, self.line)) for tokens in _groups(self.tokens[1:-1]))

    @property
    def rows(self) -> tuple[tuple[Token, ...], ...]:
        """The rows of a table, the head first, each as the inline tokens of its cells."""
        rows: list[list[Token]] = []
        for token in self.tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline" and rows:
                rows[-1].append(token)
        return tuple(tuple(row) for row in rows)


class Section(NamedTuple):
    """A heading with what stands under it. `anchor` is its id; `anchor_given` where the author wrote it."""

    title: str
    heading: Token
    anchor: str
    anchor_given: bool
    level: int
    line: int
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]

    def section(self, title: str) -> Section | None:
        """The subsection with this title."""
        return next((inner for inner in self.sections if inner.title == title), None)

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in order."""
        yield self
        for inner in self.sections:
            yield from inner.walk()


@dataclass(frozen=True)
class Body:
    """A page's text: what stands before the first heading, then the sections."""

    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    tokens: tuple[Token, ...]

    @cached_property
    def inline(self) -> tuple[tuple[Token, int], ...]:
        """Every inline token of the page with its line."""
        return tuple(inline_tokens(self.tokens))

    def walk(self) -> Iterator[Section]:
        for section in self.sections:
            yield from section.walk()

    def section(self, title: str) -> Section | None:
        return next((section for section in self.sections if section.title == title), None)

    def anchored(self, anchor: str) -> Section | None:
        """The section with this anchor, at any level."""
        return next((section for section in self.walk() if section.anchor == anchor), None)


@lru_cache(maxsize=10_000)  # most headings are those of the fixed sections
def slug(text: str) -> str:
    """The anchor of a heading: lower case, æøå as ae oe aa, the rest hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_TRANSLITERATION)).strip("-")


def _any_address(url: str) -> bool:
    """Addresses are judged by the check, with a message; here none is dropped silently."""
    return url is not None


@cache
def parser() -> MarkdownIt:
    """The one Markdown parser of the project."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 30}).enable("table")
    md.use(citation_rule)
    md.core.ruler.after("block", "heading_anchor", _heading_anchors)
    md.core.ruler.before("inline", "paragraph_length", _cut_paragraphs)
    md.inline.ruler.before("text", "attribute_list", _attribute_list)
    md.validateLink = _any_address  # type: ignore[method-assign]
    return md


def parse_body(text: str, first_line: int = 1) -> Body:
    """The sections of a Markdown text whose first line is `first_line` of its file. Never raises."""
    tokens = parser().parse(text)
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + first_line, token.map[1] + first_line]
    return _sections(tokens)


def split_blocks(tokens: tuple[Token, ...], start: int, line: int) -> Iterator[Block]:
    """The top-level blocks among `tokens`."""
    for group in _groups(tokens[start:]):
        kind = _KINDS.get(group[0].type)
        if kind:
            first = group[0].map[0] if group[0].map else line
            yield Block(kind, tuple(group), first)


def inline_tokens(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, int]]:
    """Every inline token with its line, one sentence a line as authors write."""
    for token in tokens:
        if token.type != "inline":
            continue
        line = token.map[0] if token.map else 1
        for child in token.children or ():
            yield child, line
            if child.type in ("softbreak", "hardbreak"):
                line += 1


def citations_in(tokens: tuple[Token, ...]) -> Iterator[tuple[Citation, int]]:
    """The citations in order, each with its line."""
    for token, line in inline_tokens(tokens):
        if token.type == "citation":
            yield token.meta["citation"], line


def plain_text(tokens: tuple[Token, ...]) -> str:
    """The words alone, without citations and marks."""
    if len(tokens) == 1 and tokens[0].type == "inline":
        tokens = tuple(tokens[0].children or ())
    parts: list[str] = []
    for token in tokens:
        if token.type == "inline":
            parts.append(plain_text(tuple(token.children or ())))
            parts.append("\n")
        elif token.type in WORDS:
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    text = re.sub(r"[ \t]+", " ", "".join(parts))
    return re.sub(r" +([.,;:!?)])", r"\1", text).strip()


_KINDS: dict[str, BlockKind] = {
    "paragraph_open": "paragraph",
    "bullet_list_open": "bullets",
    "ordered_list_open": "numbers",
    "blockquote_open": "quote",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
}


def _groups(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    depth = start = 0
    for position, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : position + 1]
            start = position + 1


def _sections(tokens: list[Token]) -> Body:
    heads = [index for index, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    ends = [*heads[1:], len(tokens)][: len(heads)]
    everything = tuple(tokens)
    lead = tuple(split_blocks(everything[: heads[0] if heads else None], 0, 1))
    flat = [_section(everything, head, end) for head, end in zip(heads, ends, strict=True)]
    return Body(lead, _nest(flat), everything)


def _section(tokens: tuple[Token, ...], head: int, end: int) -> Section:
    opening, inline = tokens[head], tokens[head + 1]
    title = plain_text((inline,))
    given = (opening.meta or {}).get("anchor", "")
    line = opening.map[0] if opening.map else 1
    blocks = tuple(split_blocks(tokens[head + 3 : end], 0, line))
    return Section(title, inline, given or slug(title), bool(given), int(opening.tag[1]), line, blocks, ())


def _nest(flat: list[Section]) -> tuple[Section, ...]:
    top: list[Section] = []
    index = 0
    while index < len(flat):
        head = flat[index]
        below = index + 1
        while below < len(flat) and flat[below].level > max(head.level, 2):  # a title in the text is meant as a section
            below += 1
        inner = _nest(flat[index + 1 : below])
        top.append(
            Section(head.title, head.heading, head.anchor, head.anchor_given, head.level, head.line, head.blocks, inner)
        )
        index = below
    return tuple(top)


def _heading_anchors(state: StateCore) -> None:
    for index, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        inline = state.tokens[index + 1]
        match = _ANCHOR.search(inline.content)
        if match:
            token.meta = {"anchor": match["anchor"]}
            inline.content = inline.content[: match.start()]


def _cut_paragraphs(state: StateCore) -> None:
    """A paragraph that nobody would read is cut: reading it whole takes time that grows with its square."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > MAXIMUM_PARAGRAPH:
            token.meta = {"length": len(token.content)}
            token.content = token.content[:100]


def _attribute_list(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    match = re.compile(r"\{[:.#%{a-zA-Z][^}\n]*\}").match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("attribute_list", "", 0).content = match[0]
    state.pos = match.end()
    return True
