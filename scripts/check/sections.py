"""The sections of a structured page: all there, each once, in order, and each in its inner form."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.anatomy import ANATOMY, Part, SectionRule
from scripts.check.inner_forms import check_bullets, check_steps, check_ways
from scripts.parse.markdown import Section
from scripts.parse.page import ParsedPage
from scripts.problems import Location, Problem, nearest

MAXIMUM_HEADING_LEVEL = 3


def check_sections(page: ParsedPage) -> Iterator[Problem]:
    """A structured page has the sections of its kind, all of them, each once, in order, and no other."""
    rules = ANATOMY.get(page.place.kind)
    if rules is None:
        return
    titles = [rule.title(page.place.language) for rule in rules]
    levels = _levels(page, rules)
    yield from _check_titles(page, list(page.body.sections), titles, 1, "section", frozenset(levels))
    for title, (misplaced, level) in levels.items():
        values = {"value": f"{'#' * misplaced.level} {title}", "expected": f"{'#' * level} {title}"}
        yield Problem("heading-level", Location(page.source.path, misplaced.line), values)
    if page.body.lead:
        yield Problem(
            "text-before-sections", Location(page.source.path, page.body.lead[0].line), {"expected": titles[0]}
        )
    for rule in rules:
        section = page.body.section(rule.title(page.place.language))
        if section:
            yield from _check_section(page, rule, section, frozenset(levels))


def _levels(page: ParsedPage, rules: tuple[SectionRule, ...]) -> dict[str, tuple[Section, int]]:
    """The fixed headings that stand a step too deep or too high, with the level that they should have."""
    language = page.place.language
    top = {rule.title(language) for rule in rules}
    parts = {part.title(language) for rule in rules for part in rule.parts} - top
    lost = top - {section.title for section in page.body.sections} - parts
    found = {section.title: (section, 3) for section in page.body.sections if section.title in parts}
    for section in page.body.walk() if lost else ():
        if section.level > 2 and section.title in lost:
            found[section.title] = (section, 2)
    return found


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
        previous = max(section.level, 2)  # a title in the text is meant as a section
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
    page: ParsedPage,
    sections: list[Section],
    titles: list[str],
    line: int,
    kind: str,
    elsewhere: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    path = page.source.path
    seen: list[str] = []
    meant = set(elsewhere)  # the titles that are there, but misspelt or on another level
    absent = set(titles) - {section.title for section in sections}
    for section in sections:
        where = Location(path, section.line)
        if section.title in elsewhere:
            continue
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


def _check_section(
    page: ParsedPage, rule: SectionRule, section: Section, elsewhere: frozenset[str]
) -> Iterator[Problem]:
    where = Location(page.source.path, section.line)
    if not section.blocks and not section.sections:
        yield Problem("section-empty", where, {"value": section.title})
        return
    if rule.form == "parts":
        yield from _check_parts(page, rule.parts, section, elsewhere)
    elif rule.form != "stories" and section.sections:
        extra = section.sections[0]
        yield Problem(
            "subsection-unexpected", Location(where.path, extra.line), {"value": extra.title, "section": section.title}
        )
    elif rule.form == "bullets":
        yield from check_bullets(page, section)
    elif rule.form == "ways":
        yield from check_ways(page, section)
    elif rule.form == "steps":
        yield from check_steps(page, section)


def _check_parts(
    page: ParsedPage, parts: tuple[Part, ...], section: Section, elsewhere: frozenset[str]
) -> Iterator[Problem]:
    language = page.place.language
    titles = [part.title(language) for part in parts]
    if elsewhere & set(titles):  # what follows that heading has come under it
        elsewhere |= set(titles)
    yield from _check_titles(page, list(section.sections), titles, section.line, "part", elsewhere)
    for part in parts:
        inner = section.section(part.title(language))
        if inner is None:
            continue
        where = Location(page.source.path, inner.line)
        if not inner.blocks:
            yield Problem("section-empty", where, {"value": inner.title})
        elif part.form == "spoken" and [block.kind for block in inner.blocks[:2]] != ["paragraph", "paragraph"]:
            yield Problem("spoken-form", where, {"value": inner.title})
