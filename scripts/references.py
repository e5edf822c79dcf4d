"""A work of the bibliography as a record: what its BibTeX fields mean.

`fields` keeps every field as it stands in the file, so that nothing is lost on the way out again; the properties read them.
What is right or wrong about a reference is told by `check/references.py`, how it looks by `cite/` and `render/exports.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from urllib.parse import urlsplit

from scripts.names import Names, PersonName, parse_names
from scripts.parse.bibtex import MONTHS, ParsedEntry
from scripts.parse.latex import plain_text
from scripts.publications import LANGUAGE_CODES, TYPE_OF_ENTRY
from scripts.records import Language

Checked = Literal["seen", "partly", "memory"]
Access = Literal["open", "closed", "unknown"]

# What a child takes from the entry it names in `crossref`, as in biblatex: the parent's title is its container.
_INHERITED = ("editor", "publisher", "year", "date", "address", "series", "volume", "langid", "isbn")
_FROM_MEMORY = re.compile(r"\bfrom memory|\bmemory\b|hukommelse", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_FREE_WHERE_SEEN = ("web-page", "law")


@dataclass(frozen=True)
class Reference:
    """One work. `line` is where its entry begins; `inherited` are fields that it takes from its `crossref` parent."""

    key: str
    type: str
    fields: Mapping[str, str]
    line: int = 1
    inherited: Mapping[str, str] = field(default_factory=dict)

    def text(self, *names: str) -> str:
        """The first of these fields that is there, as it is read, or the empty string."""
        for name in names:
            value = self.fields.get(name) or self.inherited.get(name)
            if value:
                return plain_text(value)
        return ""

    def names(self, field_name: str) -> Names:
        return parse_names(self.fields.get(field_name) or self.inherited.get(field_name) or "")

    @cached_property
    def authors(self) -> tuple[PersonName, ...]:
        return self.names("author").people

    @cached_property
    def editors(self) -> tuple[PersonName, ...]:
        return self.names("editor").people

    @cached_property
    def has_more_authors(self) -> bool:
        """Whether the author list ends in `and others`."""
        return self.names("author").others

    @property
    def makers(self) -> tuple[PersonName, ...]:
        """Authors, or the editors of a work without authors."""
        return self.authors or self.editors

    @property
    def title(self) -> str:
        title, subtitle = self.text("title"), self.text("subtitle")
        return f"{title}: {subtitle}" if subtitle else title

    @cached_property
    def date(self) -> tuple[int, ...]:
        """Year, month and day as far as they are known; empty where the work has no date."""
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", self.text("date").partition("/")[0])
        if match:
            return tuple(int(part) for part in match.groups() if part)
        year = _YEAR.match(self.text("year"))
        if not year:
            return ()
        month, day = month_number(self.text("month")), self.text("day")
        if not month:
            return (int(year[0]),)
        return (int(year[0]), month, int(day)) if day.isdecimal() else (int(year[0]), month)

    @property
    def year(self) -> int | None:
        return self.date[0] if self.date else None

    @property
    def journal(self) -> str:
        return self.text("journal", "journaltitle")

    @property
    def container(self) -> str:
        """What the work stands in: journal, book or site."""
        return self.journal or self.text("booktitle", "maintitle")

    @property
    def publisher(self) -> str:
        return self.text("publisher", "institution", "school", "organization", "howpublished")

    @property
    def pages(self) -> str:
        """`23–40`, with a dash."""
        return re.sub(r"\s*-{1,3}\s*|\s*–\s*", "–", self.text("pages"))

    @property
    def issue(self) -> str:
        """A journal's issue, `1–2` with a dash, or the number of a report."""
        return re.sub(r"(?<=\d)-{1,2}(?=\d)", "–", self.text("issue", "number"))

    @property
    def doi(self) -> str:
        """The bare DOI, without its address."""
        return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", self.text("doi"), flags=re.IGNORECASE)

    @property
    def url(self) -> str:
        """The address where it is one that a page may link to; the file may hold anything."""
        return self.text("url") if is_web_address(self.text("url")) else ""

    @property
    def address(self) -> str:
        """Where to find the work: its DOI as an address, or its own, or the empty string."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def language(self) -> str:
        """ISO 639 code, or the empty string."""
        return LANGUAGE_CODES.get(self.text("langid", "language").lower(), "")

    @property
    def themes(self) -> tuple[str, ...]:
        return tuple(word.strip() for word in self.text("keywords").split(",") if word.strip())

    @property
    def publication_type(self) -> str:
        """What the reader sees it as: the `pubtype` field, or what the entry's type says."""
        return self.text("pubtype") or TYPE_OF_ENTRY.get(self.type, "document")

    @property
    def checked(self) -> Checked:
        """How well the bibliographic data are checked: on a page, partly, or only from memory."""
        if self.text("verified").lower() in ("", "memory"):
            return "memory"
        return "partly" if _FROM_MEMORY.search(self.note) else "seen"

    @property
    def access(self) -> Access:
        """What the entry says; a web page or law that was seen at its own address is free to read too."""
        value = self.text("access")
        if value in ("open", "closed"):
            return "open" if value == "open" else "closed"
        seen_there = bool(self.url) and self.url in self.text("verified")
        return "open" if seen_there and self.publication_type in _FREE_WHERE_SEEN else "unknown"

    @property
    def note(self) -> str:
        return self.text("note")

    @property
    def annotation_da(self) -> str:
        return self.text("annotation_da")

    @property
    def annotation_en(self) -> str:
        return self.text("annotation_en")

    def remark(self, language: Language) -> dict[str, str]:
        """What is unsure or worth knowing, as `text`, with the `language` it is in where that is not the asked one."""
        own = self.text("note_en") if language == "en" else self.note
        if own or not self.note:
            return {"text": own, "language": ""}
        return {"text": self.note, "language": "da"}

    def annotation(self, language: Language) -> str:
        """What the work is good for, in our own words, or the empty string."""
        return self.annotation_en if language == "en" else self.annotation_da


def is_web_address(text: str) -> bool:
    """Whether the text is a whole `http(s)` address."""
    if re.search(r"[\s<>{}\"\\^`|]", text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host.strip(".") and "@" not in parts.netloc


def references_of(entries: Iterable[ParsedEntry]) -> dict[str, Reference]:
    """The works by key, in the order of the file; of two with one key the first counts."""
    first: dict[str, ParsedEntry] = {}
    for entry in entries:
        first.setdefault(entry.key, entry)
    return {
        key: Reference(key, entry.type, entry.fields, entry.line, _inherited(entry, first))
        for key, entry in first.items()
    }


def _inherited(entry: ParsedEntry, entries: Mapping[str, ParsedEntry]) -> dict[str, str]:
    parent = entries.get(entry.fields.get("crossref", ""))
    if parent is None or parent is entry:
        return {}
    taken = {name: parent.fields[name] for name in _INHERITED if name in parent.fields}
    if "title" in parent.fields:
        taken["booktitle"] = parent.fields["title"]
    return {name: value for name, value in taken.items() if name not in entry.fields}


def month_number(text: str) -> int | None:
    """1 to 12 for `jan`, `January`, `1`, or None."""
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    start = text[:3].lower()
    return MONTHS.index(start) + 1 if start in MONTHS else None
