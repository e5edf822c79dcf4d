"""Citations in Pandoc syntax, as a rule of the Markdown parser.

`[@a; @b, s. 12]`, `[-@a]` and `@a [s. 12]` become `citation` tokens whose `meta["citation"]` is a `Citation`; what looks
like a citation but is none becomes a `citation_malformed` token, so that the check can say so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

KEY = r"[A-Za-z0-9_][A-Za-z0-9_:./-]*[A-Za-z0-9_]|[A-Za-z0-9_]"
_ITEM = re.compile(rf"^\s*(?P<prefix>[^@]*?)(?P<suppress>-?)@(?P<key>{KEY})\s*(?:,\s*(?P<locator>[^@]+?))?\s*$", re.S)
_IN_TEXT = re.compile(rf"@(?P<key>{KEY})(?: \[(?P<locator>[^\]@\n]+)\](?!\())?")


class CitedItem(NamedTuple):
    """One work in a citation; `locator` as written, such as `s. 12`."""

    key: str
    prefix: str = ""
    locator: str = ""
    suppress_author: bool = False


class Citation(NamedTuple):
    """One or more works cited together; `in_text` where the author is part of the sentence (`@a skriver`)."""

    items: tuple[CitedItem, ...]
    in_text: bool = False

    @property
    def source(self) -> str:
        """The citation written the one standard way, so that equal citations are equal text."""
        if self.in_text:
            item = self.items[0]
            return f"@{item.key}" + (f" [{item.locator}]" if item.locator else "")
        return "[" + "; ".join(_item_source(item) for item in self.items) + "]"


def _item_source(item: CitedItem) -> str:
    prefix = f"{item.prefix} " if item.prefix else ""
    locator = f", {item.locator}" if item.locator else ""
    return f"{prefix}{'-' if item.suppress_author else ''}@{item.key}{locator}"


@lru_cache(maxsize=10_000)  # the same pages of the same works are cited again and again
def parse_citation(inner: str) -> Citation | None:
    """The citation between square brackets, or None where the text is not one."""
    items: list[CitedItem] = []
    for part in inner.split(";"):
        match = _ITEM.match(part)
        if match is None:
            return None
        items.append(
            CitedItem(
                key=match["key"],
                prefix=" ".join(match["prefix"].split()),
                locator=" ".join((match["locator"] or "").split()),
                suppress_author=bool(match["suppress"]),
            )
        )
    return Citation(tuple(items))


def citation_rule(md: MarkdownIt) -> None:
    """Teach the parser citations, before it looks for links."""
    md.inline.ruler.before("link", "citation", _bracketed)
    md.inline.ruler.before("link", "citation_in_text", _in_text)


def _bracketed(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    end = state.src.find("]", state.pos, state.posMax)
    opening = state.src.find("[", state.pos + 1, state.posMax)
    unclosed = end < 0 or (0 <= opening < end)
    after = state.src[end + 1 : end + 2]
    if state.src.startswith(("[@", "[-@"), state.pos):  # meant as a citation, whatever follows
        readable = not unclosed and after != "("
    elif unclosed or after in ("(", "["):
        return False
    else:
        readable = True
    if unclosed:
        end = min(place for place in (opening, state.src.find("\n", state.pos), state.posMax) if place >= 0) - 1
    inner = state.src[state.pos + 1 : end]
    if "@" not in inner:
        return False
    if not silent:
        citation = parse_citation(inner) if readable else None
        token = state.push("citation" if citation else "citation_malformed", "", 0)
        token.content = state.src[state.pos : end + 1]
        token.meta = {"citation": citation}
    state.pos = end + 1
    return True


def _in_text(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "@":
        return False
    before = state.src[state.pos - 1] if state.pos else " "
    match = _IN_TEXT.match(state.src, state.pos, state.posMax)
    if match is None or before.isalnum():
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[0]
        item = CitedItem(match["key"], locator=" ".join((match["locator"] or "").split()))
        token.meta = {"citation": Citation((item,), in_text=True)}
    state.pos = match.end()
    return True
