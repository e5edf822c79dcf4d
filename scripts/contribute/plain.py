"""Strangers' text made harmless: as prose in Markdown, a YAML value, YAML comments, a BibTeX value, as GitHub shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_CITATION = re.compile(r"\[-?@[A-Za-z0-9][^\[\]\n]*\]")
_MARKS = re.compile(r"[\\<&{}\[\]@|`]")
_NO_LETTER = re.compile(r"[!-/:-@\[-`{-~]|\s+|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
_LINE_MARKS = re.compile(r"#{1,6}(?=\s|$)|>|~{3,}|[-=_*+:][-=_*+:\s]*$")


def as_prose(text: str) -> str:
    """The text as Markdown that shows it: no HTML, link, heading, table, code or attribute list comes of it.

    Lists and emphasis stay what they are, and so does a citation in brackets (`[@key]`).
    """
    return "\n".join(_prose_line(line.strip()) for line in text.strip().split("\n"))


def _prose_line(line: str) -> str:
    out: list[str] = []
    end = 0
    for found in _CITATION.finditer(line):
        out += [_MARKS.sub(r"\\\g<0>", line[end : found.start()]), found[0]]
        end = found.end()
    out.append(_MARKS.sub(r"\\\g<0>", line[end:]))
    escaped = "".join(out)
    return f"\\{escaped}" if _LINE_MARKS.match(escaped) else escaped


def as_quote(text: str, marker: str) -> str:
    """Prose in a block quote that begins with a marker such as `Redaktionel vurdering.`"""
    lines = f"**{marker}** {as_prose(text)}".split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def as_value(text: str) -> str:
    """The text in one line as a YAML value: a JSON string is one."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def as_comments(text: str, indent: str = "") -> Iterator[str]:
    """The text as comment lines."""
    for line in text.split("\n"):
        yield f"{indent}#   {line}".rstrip()


def as_bibtex(text: str) -> str:
    """The text in one line as a BibTeX value without its braces; braces and backslashes become round brackets and slashes."""
    return " ".join(text.translate(str.maketrans("{}\\", "()/")).split())


def as_shown(text: str) -> str:
    """The text in one line for a page of GitHub, letter for letter: each mark of Markdown and HTML is a character reference.

    A reference never begins a link, a table's cell, HTML or emphasis (CommonMark 0.31, section 2.5). Marks that cannot be
    seen, and those that turn the direction of the text, are left out.
    """
    return _NO_LETTER.sub(lambda found: _reference(found[0]), text.strip())


def _reference(mark: str) -> str:
    if mark.isspace():
        return " "
    return f"&#{ord(mark)};" if mark.isascii() and mark.isprintable() else ""
