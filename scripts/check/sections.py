"""The sections of a structured page: all there, each once, in order, and each in its inner form."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.anatomy import ANATOMY, STEP_COLUMNS, Part, SectionRule
from scripts.parse.markdown import Block, Section, plain_text
from scripts.parse.page import ParsedPage
from scripts.problems import Location, Problem, nearest

MAXIMUM_HEADING_LEVEL = 3


def check_sections(page: ParsedPage) -> Iterator[Problem]:
    """A structured page has the sections of its kind, all of them, each once, in order, and no other."""
    rules = ANATOMY.get(page.place.kind)
    if rules is None:
        return
    titles = [rule.title(page.place.language) for rule in rules]
    yield from _check_titles(page, list(page.body.sections), titles, 1, "section")
    if page.body.lead:
        yield Problem(
            "text-before-sections", Location(page.source.path, page.body.lead[0].line), {"expected": titles[0]}
        )
    for rule in rules:
        section = page.body.section(rule.title(page.place.language))
        if section:
            yield from _check_section(page, rule, section)


def check_headings(page: ParsedPage) -> Iterator[Problem]:
    """Headings begin at `##`, go down one step at a time and end at `###`; an anchor is a slug and stands once."""
    path = page.source.path
    previous = 1
    seen: dict[str, int] = {}
    for section in page.body.walk():
        where = Location(path, section.line)
        if section.level == 1:
            yield Problem("heading-title", where, {"value": section.title})
        elif section.level > MAXIMUM_HEADING_LEVEL:
            yield Problem("heading-too-deep", where, {"value": section.title})
        elif section.level > previous + 1:
            yield Problem("heading-jump", where, {"value": section.title, "expected": "#" * (previous + 1)})
        previous = section.level
        if not section.title:
            yield Problem("heading-empty", where)
        elif section.anchor_given and not _is_slug(section.anchor):
            yield Problem("anchor-form", where, {"value": section.anchor})
        elif section.anchor in seen:
            yield Problem("anchor-doubled", where, {"value": section.anchor, "line": str(seen[section.anchor])})
        seen.setdefault(section.anchor, section.line)


def _is_slug(text: str) -> bool:
    return bool(text) and all(
        (part.isalnum() and part.isascii() and part.islower()) or part.isdigit() for part in text.split("-")
    )


def _check_titles(
    page: ParsedPage, sections: list[Section], titles: list[str], line: int, kind: str
) -> Iterator[Problem]:
    path = page.source.path
    seen: list[str] = []
    meant: set[str] = set()  # the titles that are there, but misspelt
    absent = set(titles) - {section.title for section in sections}
    for section in sections:
        where = Location(path, section.line)
        if section.title in seen:
            yield Problem(f"{kind}-doubled", where, {"value": section.title})
        elif section.title not in titles:
            guess = nearest(section.title, absent - meant) or nearest(section.title, set(titles))
            meant.add(guess)
            yield Problem(
                f"{kind}-unknown", where, {"value": section.title, "guess": guess, "allowed": " · ".join(titles)}
            )
        else:
            late = [title for title in seen if title in titles and titles.index(title) > titles.index(section.title)]
            if late:
                yield Problem(f"{kind}-order", where, {"value": section.title, "expected": late[0]})
        seen.append(section.title)
    for title in titles:
        if title not in seen and title not in meant:
            yield Problem(f"{kind}-missing", Location(path, line), {"value": title, "allowed": " · ".join(titles)})


def _check_section(page: ParsedPage, rule: SectionRule, section: Section) -> Iterator[Problem]:
    where = Location(page.source.path, section.line)
    if not section.blocks and not section.sections:
        yield Problem("section-empty", where, {"value": section.title})
        return
    if rule.form == "parts":
        yield from _check_parts(page, rule.parts, section)
    elif rule.form != "stories" and section.sections:
        extra = section.sections[0]
        yield Problem(
            "subsection-unexpected", Location(where.path, extra.line), {"value": extra.title, "section": section.title}
        )
    elif rule.form == "bullets":
        yield from _check_bullets(page, section)
    elif rule.form == "ways":
        yield from _check_ways(page, section)
    elif rule.form == "steps":
        yield from _check_steps(page, section)


def _check_parts(page: ParsedPage, parts: tuple[Part, ...], section: Section) -> Iterator[Problem]:
    language = page.place.language
    yield from _check_titles(
        page, list(section.sections), [part.title(language) for part in parts], section.line, "part"
    )
    for part in parts:
        inner = section.section(part.title(language))
        if inner is None:
            continue
        where = Location(page.source.path, inner.line)
        if not inner.blocks:
            yield Problem("section-empty", where, {"value": inner.title})
        elif part.form == "spoken" and [block.kind for block in inner.blocks[:2]] != ["paragraph", "paragraph"]:
            yield Problem("spoken-form", where, {"value": inner.title})


def _check_bullets(page: ParsedPage, section: Section) -> Iterator[Problem]:
    kinds = [block.kind for block in section.blocks]
    if "bullets" not in kinds or set(kinds) - {"bullets", "quote"}:
        yield Problem("list-expected", Location(page.source.path, section.line), {"value": section.title})


def _check_ways(page: ParsedPage, section: Section) -> Iterator[Problem]:
    where = Location(page.source.path, section.line)
    lists = [block for block in section.blocks if block.kind == "numbers"]
    lists += [inner for block in section.blocks for inner in block.inner if inner.kind == "numbers"]
    if not lists:
        yield Problem("numbers-expected", where, {"value": section.title})
    for block in lists:
        for item in block.items:
            if not item or not item[0].marker.endswith((".", "?")):
                line = item[0].line if item else block.line
                yield Problem("way-form", Location(where.path, line), {"value": _start(item)})


def _check_steps(page: ParsedPage, section: Section) -> Iterator[Problem]:
    columns = STEP_COLUMNS[page.place.language]
    table = next((block for block in section.blocks if block.kind == "table"), None)
    if table is None:
        yield Problem(
            "steps-expected",
            Location(page.source.path, section.line),
            {"value": section.title, "expected": " | ".join(columns)},
        )
        return
    head = tuple(plain_text((cell,)) for cell in table.rows[0])
    if head != columns:
        values = {"value": " | ".join(head), "expected": " | ".join(columns)}
        yield Problem("steps-columns", Location(page.source.path, table.line), values)
    for row in table.rows[1:]:
        cells = [plain_text((cell,)) for cell in row]
        line = row[0].map[0] if row and row[0].map else table.line
        if "" in cells:
            yield Problem("steps-cell-empty", Location(page.source.path, line), {"value": cells[0] if cells else ""})


def _start(item: tuple[Block, ...]) -> str:
    text = plain_text(item[0].tokens) if item else ""
    return text if len(text) <= 50 else text[:47] + "…"
