"""A source file to a page: where it belongs, its header as text values, its body as sections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from scripts.parse.markdown import Body, parse_body
from scripts.parse.yaml_text import ParsedYaml, parse_yaml
from scripts.read.files import SourceFile
from scripts.records import Language

Kind = Literal["case", "model", "tension", "potential", "guide", "front"]
HeaderFault = Literal["", "missing", "unclosed"]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FOLDERS: dict[str, Kind] = {
    "cases": "case",
    "docs/models": "model",
    "docs/tensions": "tension",
    "docs/potentials": "potential",
    "docs/guide": "guide",
    "docs/about": "guide",
    "docs/contribute": "guide",
    "docs/fields": "guide",
    "docs/roles": "guide",
    "docs/levels": "guide",
}
FOLDER_OF: dict[str, str] = {
    "case": "cases",
    "model": "docs/models",
    "tension": "docs/tensions",
    "potential": "docs/potentials",
}
DECISIONS = "docs/contribute/decisions/"
# Pages that nobody writes: the site collects them. A menu may lead to them.
COLLECTED_PAGES = frozenset(
    {
        *(
            f"{folder}/index.md"
            for folder in ("cases", "models", "tensions", "potentials", "fields", "roles", "levels")
        ),
        *(f"{folder}/index.md" for folder in ("literature", "organisations", "glossary", "guide", "about", "handouts")),
        *("search/index.md", "data/index.md", "overview/index.md", "models/choose.md", "models/compare.md"),
        *("guide/questions.md", "contribute/fields.md", "contribute/checks.md", "about/changes.md"),
    }
)


@dataclass(frozen=True)
class Place:
    """What a file's path says: the kind, the folder on the site, the id and the language."""

    kind: Kind
    folder: str
    id: str
    language: Language

    @property
    def address(self) -> str:
        """The page's address below its language root: `cases/x/`, or the empty string for the front page."""
        if self.id == "index":
            return f"{self.folder}/" if self.folder else ""
        return f"{self.folder}/{self.id}/"

    @property
    def original(self) -> str:
        """The path of the Danish file."""
        top = "" if self.folder == "cases" else "docs/"
        return f"{top}{self.folder}/{self.id}.md" if self.folder else f"docs/{self.id}.md"


@dataclass(frozen=True)
class ParsedPage:
    """One page file. `header` is None where there is none; the body's lines are those of the file."""

    source: SourceFile
    place: Place
    header: ParsedYaml | None
    header_fault: HeaderFault
    body: Body


def place_of(path: str) -> Place | None:
    """The place that a path stands for, or None where no page belongs there."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".md") or path.startswith(DECISIONS):
        return None
    stem = name.removesuffix(".md")
    language: Language = "en" if stem.endswith(".en") else "da"
    stem = stem.removesuffix(".en")
    if folder == "docs" and stem == "index":
        return Place("front", "", "index", language)
    kind = FOLDERS.get(folder)
    return Place(kind, folder.removeprefix("docs/"), stem, language) if kind else None


def parse_page(source: SourceFile, place: Place) -> ParsedPage:
    """Header and body of one file. Never raises."""
    lines = source.text.split("\n")
    fault, end = _header_end(lines)
    if fault == "unclosed" or (fault == "missing" and _meant_as_header(lines)):
        return ParsedPage(source, place, None, fault, parse_body(""))
    header = None if fault else parse_yaml("\n".join(lines[1:end]), first_line=2)
    return ParsedPage(source, place, header, fault, _body(lines, end))


def parse_page_body(source: SourceFile) -> Body:
    """The body alone of a file that has a header."""
    lines = source.text.split("\n")
    return _body(lines, _header_end(lines)[1])


def _header_end(lines: list[str]) -> tuple[HeaderFault, int]:
    """What is wrong with the header's bounds, and the place of its last line; -1 where there is none."""
    if lines[0].rstrip() != "---":
        return "missing", -1
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), -1)
    return ("" if end > 0 else "unclosed"), end


def _meant_as_header(lines: list[str]) -> bool:
    """Whether a file without a header begins with its fields all the same, or is empty."""
    first = next((line for line in lines if line.strip()), "")
    return not first or bool(re.fullmatch(r"\s*(?:[-.]{2,}|[a-z_]+:(?:\s.*)?)\s*", first))


def _body(lines: list[str], header_end: int) -> Body:
    return parse_body("\n".join(lines[header_end + 1 :]), first_line=header_end + 2)
