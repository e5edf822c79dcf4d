"""A report as a value: sections of rows, each row at a place in a file; and its renderings, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

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
    """Rows of one kind, in the order in which they are shown. `id` is the same in all languages; `advice` says what to do."""

    id: str
    title: str
    advice: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Report:
    """`summary` is a sentence that stands first."""

    title: str
    summary: str
    sections: tuple[Section, ...]


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


RENDERINGS: dict[str, Callable[[Report, Language], str]] = {"text": as_text, "json": as_json}
