"""Typst: one handout's data and plans in; how far each page runs over, and a PDF/UA-1, out.

Texts reach Typst as JSON files beside the templates, in a folder of the process's own, and never as code or as `sys.inputs`:
those are part of the key by which Typst remembers what it has laid out, so that two handouts would share nothing.
"""

from __future__ import annotations

import datetime
import json
import os
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent / "templates"
MARKS = (
    "query(<end>).zip(query(<limit>)).map(((end, limit)) => "
    "(end.value.first(), (end.location().position().y - limit.location().position().y) / 1mm + end.value.last()))"
)


class PressMissing(Exception):
    """Typst, or the font, is not installed."""


class NotSet(Exception):
    """Typst stopped, or warned of something; the message says of what."""


class Typesetter:
    """A process's own folder with the templates and the data of one handout, and Typst on it.

    `desk` is the folder below which it works. Raises `PressMissing`.
    """

    def __init__(self, desk: Path, template: str) -> None:
        self._typst = _typst()
        self._folder = _folder(desk, os.getpid())
        self._compiler = _compiler(self._folder, template)

    def lay(self, files: Mapping[str, Any]) -> None:
        """Lay the JSON files that the template reads, by name without ending."""
        for name, value in files.items():
            (self._folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")

    def measure(self) -> dict[str, float]:
        """By how many millimetres each measured page runs over (below zero: room left). Raises `NotSet`."""
        try:
            marks = json.loads(self._compiler.eval(MARKS))
        except RuntimeError as error:
            raise NotSet(str(error)) from None
        return {str(page): float(over) for page, over in marks}

    def print(self, date: str) -> bytes:
        """The PDF; `date` (yyyy-mm-dd) is the date it bears. Raises `NotSet`."""
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                format="pdf", pdf_standards=["ua-1"], timestamp=_seconds(date)
            )
        except self._typst.TypstError as error:
            raise NotSet(str(error.message)) from None
        if warnings:
            raise NotSet(str(warnings[0]))
        return bytes(pdf)


def _seconds(date: str) -> int:
    day = datetime.date.fromisoformat(date)
    return int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC).timestamp())


def _typst() -> Any:
    try:
        import typst
    except ImportError:
        raise PressMissing("typst") from None
    return typst


@cache
def _folder(desk: Path, process: int) -> Path:
    """The templates, copied to a folder of this process."""
    return Path(shutil.copytree(TEMPLATES, desk / str(process), dirs_exist_ok=True))


@cache
def _compiler(folder: Path, template: str) -> Any:
    """One compiler for each template: it keeps fonts and what two handouts share."""
    try:
        import fontpkg_source_sans_3
    except ImportError:
        raise PressMissing("fontpkg-source-sans-3") from None
    fonts = str(Path(fontpkg_source_sans_3.__file__).parent)
    return _typst().Compiler(
        str(folder / f"{template}.typ"), root=str(folder), font_paths=[fonts], ignore_system_fonts=True
    )
