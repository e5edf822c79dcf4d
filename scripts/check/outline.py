"""What the rules across pages need to know of one page, small enough to hold ten thousand of them.

The parsed text itself is let go once its own rules have run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scripts.anatomy import ANATOMY
from scripts.check.mentions import Cited, cited_in
from scripts.parse.markdown import WORDS, Block, Section, citations_in
from scripts.parse.page import ParsedPage, Place
from scripts.parse.yaml_text import Mapping


class MarkedParagraph(NamedTuple):
    """A paragraph that begins with bold words; `empty` where nothing follows them."""

    words: str
    line: int
    empty: bool


class StoryOutline(NamedTuple):
    """A subsection: its heading, its paragraphs that begin with bold words, whether it cites."""

    title: str
    anchor: str
    anchor_given: bool
    line: int
    empty: bool
    cited: bool
    marked: tuple[MarkedParagraph, ...]


class SectionOutline(NamedTuple):
    """A section with its subsections; `empty` where nothing stands under it."""

    title: str
    line: int
    empty: bool
    stories: tuple[StoryOutline, ...]


class PageOutline(NamedTuple):
    """A page: its header, its sections and anchors, and everything it names, each with its line.

    `unclosed`: nobody knows where its header ends and its text begins, so nothing else is known of it.
    """

    path: str
    place: Place
    digest: str
    header: Mapping | None
    sections: tuple[SectionOutline, ...]
    anchors: tuple[tuple[str, int], ...]
    links: tuple[tuple[str, int], ...]
    images: tuple[tuple[str, str, int], ...]
    citations: tuple[tuple[str, int], ...]
    cited: tuple[Cited, ...]
    unclosed: bool = False

    def section(self, title: str) -> SectionOutline | None:
        return next((section for section in self.sections if section.title == title), None)


def outline_of(page: ParsedPage) -> PageOutline:
    """The outline of a parsed page."""
    header = page.header.root if page.header and not page.header.faults else None
    links: list[tuple[str, int]] = []
    images: list[tuple[str, str, int]] = []
    citations: list[tuple[str, int]] = []
    for token, line in page.body.inline:
        if token.type == "link_open":
            links.append((str(token.attrGet("href") or ""), line))
        elif token.type == "image":
            images.append((str(token.attrGet("src") or ""), token.content, line))
        elif token.type == "citation":
            citations += [(item.key, line) for item in token.meta["citation"].items]
    return PageOutline(
        path=page.source.path,
        place=page.place,
        digest=page.source.digest,
        header=header if isinstance(header, Mapping) else None,
        sections=tuple(_section(section) for section in page.body.sections),
        anchors=tuple(_anchors(page)),
        links=tuple(links),
        images=tuple(images),
        citations=tuple(citations),
        cited=tuple(cited_in(page.body, page.place.kind, page.place.language)),
        unclosed=page.header is None and not page.body.tokens,
    )


def _anchors(page: ParsedPage) -> Iterator[tuple[str, int]]:
    """The anchors that the published page has: those of the fixed sections are the same in both languages."""
    rules = ANATOMY.get(page.place.kind, ())
    fixed = {part.title(page.place.language): part.id for rule in rules for part in rule.parts}
    fixed |= {rule.title(page.place.language): rule.id for rule in rules}
    for section in page.body.walk():
        yield fixed.get(section.title, section.anchor), section.line


def _section(section: Section) -> SectionOutline:
    stories = tuple(_story(inner) for inner in section.sections)
    return SectionOutline(section.title, section.line, not section.blocks and not stories, stories)


def _story(story: Section) -> StoryOutline:
    cited = any(True for block in story.blocks for _ in citations_in(block.tokens))
    marked = tuple(
        MarkedParagraph(words, block.line, _says_no_more(block))
        for block in story.blocks
        if (words := block.bold_start)
    )
    return StoryOutline(story.title, story.anchor, story.anchor_given, story.line, not story.blocks, cited, marked)


def _says_no_more(block: Block) -> bool:
    """Whether nothing but citations follows a paragraph's bold first words."""
    children = block.tokens[1].children or []
    end = next(place for place, child in enumerate(children) if child.type == "strong_close")
    return not any(child.content.strip() for child in children[end:] if child.type in WORDS)
