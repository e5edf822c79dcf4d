"""BibTeX text to entries that know their lines, with every fault as a value.

bibtexparser splits the text into blocks; here the blocks become entries with plain field values: delimiters off, `@string`
put in, LaTeX escapes decoded, white space made single. A broken entry is a `BibtexFault`; the others are still read.
What an entry means (names, years, kinds) is not known here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bibtexparser.library import Library
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)
from bibtexparser.splitter import Splitter

from scripts.parse.bibtex_faults import BibtexFault, failure_of, line_of, stray_text
from scripts.parse.latex import decode_latex

# bibtexparser warns on the terminal of each broken entry; a contributor gets our own message instead.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_VERBATIM = frozenset({"url", "doi", "verified", "file", "eprint"})


@dataclass(frozen=True)
class ParsedEntry:
    """One entry. `type` and field names are small letters; `field_lines` counts from 1.

    `escapes` holds the LaTeX escapes of each field that should have been letters, each with its letter or "".
    """

    key: str
    type: str
    fields: dict[str, str]
    line: int
    field_lines: dict[str, int]
    escapes: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def line_of(self, name: str) -> int:
        return self.field_lines.get(name, self.line)


@dataclass(frozen=True)
class Comment:
    """Text between the entries, or an `@comment`, as it stands."""

    raw: str
    line: int


@dataclass(frozen=True)
class ParsedBibliography:
    """A whole file. Keys may stand twice in `entries`; `failed_keys` are those of entries that could not be read."""

    path: str
    entries: tuple[ParsedEntry, ...] = ()
    faults: tuple[BibtexFault, ...] = ()
    comments: tuple[Comment, ...] = ()
    preambles: tuple[str, ...] = ()
    strings: Mapping[str, str] = field(default_factory=dict)

    @property
    def failed_keys(self) -> frozenset[str]:
        return frozenset(fault.key for fault in self.faults if fault.key) - {entry.key for entry in self.entries}

    @property
    def is_cut_off(self) -> bool:
        """Whether the file ends in the middle of an entry, so that nobody knows which entries should have followed."""
        return any(fault.kind == "cut-off" for fault in self.faults)


def parse_bibliography(text: str, path: str = "bibliography/references.bib") -> ParsedBibliography:
    """Everything that the text holds. Never raises."""
    blocks = _split(text).blocks
    faults: list[BibtexFault] = []
    strings = _strings(blocks, faults)
    entries = [_entry(entry, strings, faults) for entry in _entries(blocks, faults)]
    faults += stray_text(blocks)
    return ParsedBibliography(
        path=path,
        entries=tuple(entries),
        faults=tuple(sorted(faults, key=lambda fault: (fault.line, fault.kind))),
        comments=tuple(
            Comment(block.raw or "", line_of(block))
            for block in blocks
            if isinstance(block, ExplicitComment | ImplicitComment)
        ),
        preambles=tuple(block.value for block in blocks if isinstance(block, Preamble)),
        strings=strings,
    )


def _split(text: str) -> Library:
    # A lone \r counts as no line for the splitter, and a form feed would move our count of lines off the editor's.
    return Splitter(text.replace("\r\n", "\n").replace("\r", "\n")).split()


def _strings(blocks: list[Block], faults: list[BibtexFault]) -> dict[str, str]:
    """The text of each `@string`, in order, so that a later one may use an earlier."""
    found: dict[str, str] = {}
    for block in blocks:
        inner = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
        if isinstance(inner, String):
            value = _Value(inner.value, found)
            faults += [BibtexFault("string-unknown", line_of(block), value=name) for name in value.unknown]
            found[inner.key.lower()] = value.text
    return found


def _entries(blocks: list[Block], faults: list[BibtexFault]) -> Iterator[Entry]:
    for block in blocks:
        inner: Block | None = block
        if isinstance(inner, DuplicateBlockKeyBlock):
            inner = inner.ignore_error_block
        if isinstance(inner, DuplicateFieldKeyBlock):
            inner = inner.ignore_error_block
        if isinstance(inner, Entry):
            if inner.key.strip():
                yield inner
            else:
                faults.append(BibtexFault("no-key", line_of(block)))
        elif isinstance(inner, ParsingFailedBlock):
            faults.append(failure_of(inner))


def _entry(entry: Entry, strings: Mapping[str, str], faults: list[BibtexFault]) -> ParsedEntry:
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    escapes: dict[str, tuple[tuple[str, str], ...]] = {}
    for item in entry.fields:
        name, line = item.key.lower(), (item.start_line or 0) + 1
        if name in fields:
            faults.append(BibtexFault("field-doubled", line, entry.key, name))
            continue
        value = _Value(str(item.value), strings)
        faults += [BibtexFault("string-unknown", line, entry.key, macro) for macro in value.unknown]
        if value.left_over:
            faults.append(BibtexFault("comma", line, entry.key, name))
        if not is_balanced(value.text):
            faults.append(BibtexFault("unclosed", line, entry.key, name))
            value.text = " ".join(value.text.replace("{", "").replace("}", "").split())
        fields[name], lines[name] = value.text, line
        if "\\" in value.text and name not in _VERBATIM:
            decoded = decode_latex(value.text)
            fields[name] = decoded.text
            if decoded.escapes:
                escapes[name] = decoded.escapes
    return ParsedEntry(entry.key, entry.entry_type.lower(), fields, (entry.start_line or 0) + 1, lines, escapes)


class _Value:
    """One value as it stands in the file: pieces in braces or quotes, numbers and macros, joined by `#`."""

    def __init__(self, raw: str, strings: Mapping[str, str]) -> None:
        self.unknown: list[str] = []
        self.left_over = ""
        inner = raw[1:-1]
        if raw[:1] == "{" and raw[-1:] == "}" and "{" not in inner and "}" not in inner:
            self.text = " ".join(inner.split())
            return
        pieces: list[str] = []
        rest = raw.strip()
        while rest:
            piece, rest = self._piece(rest, strings)
            pieces.append(piece)
            rest = rest.lstrip()
            if rest and not rest.startswith("#"):
                self.left_over = rest
                break
            rest = rest[1:].lstrip()
        self.text = " ".join("".join(pieces).split())

    def _piece(self, rest: str, strings: Mapping[str, str]) -> tuple[str, str]:
        if rest[0] in '{"':
            end = _closing(rest)
            return rest[1:end], rest[end + 1 :]
        word = re.split(r"[\s#{\"]", rest, maxsplit=1)[0]
        if not word:
            self.left_over = rest
            return "", ""
        name = word.lower()
        if not word.isdecimal() and name not in strings and name not in MONTHS:
            self.unknown.append(word)
        return strings.get(name, word), rest[len(word) :]


def is_balanced(text: str) -> bool:
    """Whether every brace in the text has its other half."""
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for mark in re.findall(r"(?<!\\)[{}]", text):
        depth += 1 if mark == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _closing(text: str) -> int:
    """Where the brace or quote that `text` begins with is closed."""
    depth = 0
    for match in re.finditer(r"(?<!\\)[{}\"]", text):
        mark = match[0]
        if mark == '"':
            if text[0] == '"' and depth == 0 and match.start() > 0:
                return match.start()
            continue
        depth += 1 if mark == "{" else -1
        if depth == 0 and text[0] == "{":
            return match.start()
    return len(text)
