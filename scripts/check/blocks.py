"""Blocks of text that would be shown other than they are written: headings in lists, empty items, rows with too many cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from scripts.parse.page import ParsedPage
from scripts.problems import Location, Problem


def check_blocks(page: ParsedPage) -> Iterator[Problem]:
    """Headings stand by themselves, items of lists say something, and a row has no more cells than its table has columns."""
    tables = False
    for token, following in pairwise(page.body.tokens):
        kind = token.type
        if kind == "heading_open" and token.level:
            yield Problem("heading-inside", _place(page, token), {"value": following.content})
        elif kind == "list_item_open" and following.type == "list_item_close":
            yield Problem("list-item-empty", _place(page, token))
        tables = tables or kind == "table_open"
    if tables:
        yield from _check_rows(page)


def _place(page: ParsedPage, token: Token) -> Location:
    return Location(page.source.path, token.map[0] if token.map else 1)


def _check_rows(page: ParsedPage) -> Iterator[Problem]:
    lines = page.source.text.split("\n")
    columns = 0
    for number, head in _rows(page.body.tokens):
        cells = _cells(lines[number - 1])
        if head:
            columns = len(cells)
        elif len(cells) > columns:
            values = {"value": cells[0], "cells": str(len(cells)), "columns": str(columns), "lost": cells[columns]}
            yield Problem("table-row-long", Location(page.source.path, number), values)


def _rows(tokens: tuple[Token, ...]) -> Iterator[tuple[int, bool]]:
    """The line of each row of each table, and whether it is the head."""
    head = False
    for token in tokens:
        head = token.type == "thead_open" or (head and token.type != "thead_close")
        if token.type == "tr_open" and token.map:
            yield token.map[0], head


def _cells(line: str) -> list[str]:
    """The cells that a person sees in the line, as the parser parts them."""
    cells = [cell.strip() for cell in escapedSplit(re.sub(r"^[>\s]*", "", line).strip())]
    first = 1 if cells and not cells[0] else 0
    last = len(cells) - 1 if len(cells) > 1 and not cells[-1] else len(cells)
    return cells[first:last]
