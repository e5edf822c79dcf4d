"""A report as a value: sections of rows, each row at a place in a file; and its renderings, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from scripts.contribute.plain import as_shown
from scripts.problems import Location
from scripts.records import Language


@dataclass(frozen=True)
class Row:
    """Something to look at: where it stands, its name there, and a few words."""

    location: Location
    name: str
    words: str = ""


@dataclass(frozen=True)
class Section:
    """Rows of one kind, in the order in which they are shown. `id` is the same in all languages; `advice` says what to do.

    `calls`: rows here are worth calling somebody for.
    """

    id: str
    title: str
    advice: str
    rows: tuple[Row, ...]
    calls: bool = False


@dataclass(frozen=True)
class Report:
    """`summary` is a sentence that stands first."""

    title: str
    summary: str
    sections: tuple[Section, ...]


ISSUE_ROWS = 30  # of a section; GitHub takes 65,536 characters
_NOTHING: dict[Language, str] = {"da": "ingen", "en": "none"}


def as_text(report: Report, language: Language) -> str:
    """For people: each section with its count, each row with file and line."""
    lines = [report.title, report.summary]
    for section in report.sections:
        lines += ["", f"{section.title}: {len(section.rows) or _NOTHING[language]}"]
        if section.rows:
            lines.append(f"  {section.advice}")
        lines += [_line(row) for row in section.rows]
    return "\n".join(lines)


def _line(row: Row) -> str:
    place = f"{row.location.path}:{row.location.line}"
    return f"  {place} {row.name}" + (f": {row.words}" if row.words else "")


def as_json(report: Report, language: Language) -> str:
    """For programs: the sections by id, each a list of rows."""
    sections = {
        section.id: [
            {"path": row.location.path, "line": row.location.line, "name": row.name, "words": row.words}
            for row in section.rows
        ]
        for section in report.sections
    }
    return json.dumps({"title": report.title, "language": language, "sections": sections}, ensure_ascii=False, indent=2)


def as_issue(report: Report, _: Language) -> str:
    """For GitHub: an issue's text in Markdown, or nothing at all where no section calls. What comes from files is escaped."""
    if not any(section.calls and section.rows for section in report.sections):
        return ""
    parts = [as_shown(report.summary)]
    for section in report.sections:
        if section.rows:
            parts += [f"### {as_shown(section.title)} ({len(section.rows)})", as_shown(section.advice)]
            parts += ["\n".join(_item(row) for row in section.rows[:ISSUE_ROWS])]
        if (left := len(section.rows) - ISSUE_ROWS) > 0:
            parts += [f"+ {left}"]
    return "\n\n".join(parts)


def _item(row: Row) -> str:
    """In code, where GitHub makes neither mentions nor links of it."""
    told = (f"{row.location.path}:{row.location.line}", row.name, row.words)
    return "- " + " ".join(f"<code>{as_shown(part)}</code>" for part in told if part)


RENDERINGS: dict[str, Callable[[Report, Language], str]] = {"text": as_text, "json": as_json, "issue": as_issue}
