"""The inner forms of sections from which components, sheets and cards are drawn: points, ways of handling, the table of steps."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.anatomy import STEP_COLUMNS
from scripts.check.text import PLACEHOLDER
from scripts.parse.markdown import Block, Section, citations_in, plain_text
from scripts.parse.page import ParsedPage
from scripts.problems import Location, Problem


def check_bullets(page: ParsedPage, section: Section) -> Iterator[Problem]:
    """A list of points is one, and nothing else but editorial quotes."""
    kinds = [block.kind for block in section.blocks]
    if "bullets" not in kinds or set(kinds) - {"bullets", "quote"}:
        yield Problem("list-expected", Location(page.source.path, section.line), {"value": section.title})


def check_ways(page: ParsedPage, section: Section) -> Iterator[Problem]:
    """Ways are numbered; each begins with a bold imperative, and cites a source unless it stands in an editorial quote."""
    where = Location(page.source.path, section.line)
    lists = [block for block in section.blocks if block.kind == "numbers"]
    lists += [inner for block in section.blocks for inner in block.inner if inner.kind == "numbers"]
    bullets = [block for block in section.blocks if block.kind == "bullets"]
    if bullets or not lists:
        where = Location(where.path, bullets[0].line if bullets else section.line)
        yield Problem("numbers-expected", where, {"value": section.title})
    for block in section.blocks:
        for item in block.items if block.kind == "numbers" else ():
            written = item and PLACEHOLDER[page.place.language] not in plain_text(item[0].tokens)
            if written and not any(True for inner in item for _ in citations_in(inner.tokens)):
                yield Problem("way-uncited", Location(where.path, item[0].line), {"value": _start(item)})
    for block in lists:
        for item in block.items:
            if not item or not item[0].marker.endswith((".", "?")):
                line = item[0].line if item else block.line
                yield Problem("way-form", Location(where.path, line), {"value": _start(item)})


def check_steps(page: ParsedPage, section: Section) -> Iterator[Problem]:
    """The table of steps is one, with the fixed columns, at least one step and no empty cell."""
    columns = STEP_COLUMNS[page.place.language]
    tables = [block for block in section.blocks if block.kind == "table"]
    for other in tables[1:]:
        yield Problem("steps-doubled", Location(page.source.path, other.line), {"value": section.title})
    if not tables:
        yield Problem(
            "steps-expected",
            Location(page.source.path, section.line),
            {"value": section.title, "expected": " | ".join(columns)},
        )
        return
    table = tables[0]
    head = tuple(plain_text((cell,)) for cell in table.rows[0])
    if head != columns:
        values = {"value": " | ".join(head), "expected": " | ".join(columns)}
        yield Problem("steps-columns", Location(page.source.path, table.line), values)
    if len(table.rows) == 1:
        yield Problem("steps-empty", Location(page.source.path, table.line), {"value": section.title})
    for row in table.rows[1:]:
        cells = [plain_text((cell,)) for cell in row]
        line = row[0].map[0] if row and row[0].map else table.line
        if "" in cells:
            yield Problem("steps-cell-empty", Location(page.source.path, line), {"value": cells[0] if cells else ""})


def _start(item: tuple[Block, ...]) -> str:
    text = plain_text(item[0].tokens) if item else ""
    return text if len(text) <= 50 else text[:47] + "…"
