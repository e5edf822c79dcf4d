"""Why a line is no YAML, in words that a person who has never heard of YAML can act on.

The parser says where it lost the thread, which is often a line too late, and why in its own terms. Here the line is found
that is to be mended, and a clue with the sign that it is about; the sentence is the catalogue's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_OPEN_QUOTE = re.compile(r"""^\s*(?:- +)*(?:[\w-]+: +)?(?P<quote>["'])(?P<rest>.*)$""")
_NO_SPACE = re.compile(r"^\s*(?:- +)?[\w-]+:[^\s:/]")
_ENDS_VALUE = re.compile(r"\s*(?:[,}\]#].*)?$")


class Clue(NamedTuple):
    """The line (from 0) to mend, what is wrong there (empty: nobody knows), and the sign that it is about."""

    line: int
    name: str = ""
    sign: str = ""


def clue_of(lines: list[str], line: int, problem: str, began: int | None) -> Clue:
    """`line` is where the parser stopped, `problem` what it said, `began` where the thing that it read began."""
    line = min(line, len(lines) - 1)
    if quote := _open_quote(lines, line):
        return quote
    text = lines[line]
    if "could not find expected ':'" in problem:
        return Clue(line if began is None else began, "colon_missing", ":")
    if "mapping values are not allowed" in problem:
        if line and _NO_SPACE.match(lines[line - 1]):
            return Clue(line - 1, "space", ":")
        if line and ":" not in lines[line - 1] and _indent(lines[line - 1]) == _indent(text):
            return Clue(line - 1, "colon_missing", ":")
        several = text.count(": ") > 1 and not re.match(r"\s*(?:- )?[\w-]+: [\[{]", text)
        return Clue(line, "colon", ":") if several else Clue(line, "indent", " ")
    if "cannot start any token" in problem:
        if "\t" in text:
            return Clue(line, "tab", "\\t")
        return (
            Clue(line, "first", found[1]) if (found := re.search(r"[:\-\[,{] *([@`%])|^([@`%])", text)) else Clue(line)
        )
    if re.search("expected (?:key|'-' indicator|<document start>)", problem):
        return Clue(line, "indent", " ")
    if bracket := re.search(r"expected ',' or '([\]}])'", problem):
        return Clue(_opened(lines, line, bracket[1]), "bracket", bracket[1])
    return Clue(line)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _open_quote(lines: list[str], last: int) -> Clue | None:
    """The first line whose quotation mark is not closed before the next value begins."""
    number = 0
    while number <= last:
        opened = _OPEN_QUOTE.match(lines[number])
        number += 1
        if opened is None:
            continue
        quote, rest = opened["quote"], opened["rest"]
        begins = number - 1
        while (end := _closing(rest, quote)) < 0 and number < len(lines):
            rest = lines[number]
            number += 1
        if end < 0 or not _ENDS_VALUE.match(rest[end + 1 :]):
            return Clue(begins, "after" if number == begins + 1 and end >= 0 else "quote", quote)
    return None


def _closing(text: str, quote: str) -> int:
    """Where the quotation mark stands that ends the text, else -1."""
    bare = re.sub(r"\\.", "  ", text) if quote == '"' else text.replace("''", "  ")
    return bare.find(quote)


def _opened(lines: list[str], line: int, bracket: str) -> int:
    """The nearest line above whose bracket is not closed in it."""
    opening = {"]": "[", "}": "{"}[bracket]
    for number in range(line, -1, -1):
        if lines[number].count(opening) > lines[number].count(bracket):
            return number
    return line
