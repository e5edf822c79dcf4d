"""What hinders BibTeX from being read, told where a person would look for it.

The splitter says only that a block broke off; here the field whose brace stays open, or the entry that was closed too
early, is looked up in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock

FaultKind = Literal[
    "unclosed", "cut-off", "closed-early", "comma", "no-key", "no-at", "not-entry", "field-doubled", "string-unknown"
]
_REMNANT = re.compile(r"^\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]|^\s*}", re.MULTILINE)
_LOOKS_LIKE_ENTRY = re.compile(r"^\s*@[A-Za-z]+", re.MULTILINE)
_WITHOUT_AT = re.compile(r"^\s*(?P<type>[A-Za-z]+)\s*\{\s*(?P<key>[^\s,{}=]+)\s*,", re.MULTILINE)
_FIELD_START = re.compile(r"^\s*[A-Za-z][\w-]*\s*=")
_FAILED_KEY = re.compile(r"@\s*\w*\s*[{(]\s*([^\s,{}=]+)")


@dataclass(frozen=True)
class BibtexFault:
    """One thing that BibTeX cannot read. `value` is the field, macro or text it is about; `key` the entry, if known."""

    kind: FaultKind
    line: int
    key: str = ""
    value: str = ""


def failure_of(block: ParsingFailedBlock) -> BibtexFault:
    """What hindered the entry: told at the line of the first field whose braces do not close, where there is one."""
    raw = block.raw or ""
    key = _FAILED_KEY.match(raw)
    name = key[1] if key else ""
    reason = str(getattr(block.error, "abort_reason", ""))
    line = line_of(block)
    if "Expected" in reason:
        return BibtexFault("comma", line + raw.rstrip().count("\n"), name, _last_field(raw))
    offset, found = _open_field(raw)
    kind: FaultKind = "cut-off" if "end of file" in reason else "unclosed"
    return BibtexFault(kind, line + offset, name, found)


def _open_field(raw: str) -> tuple[int, str]:
    """The line (from 0) and name of the first field that leaves a brace or quote open, or (0, "")."""
    lines = raw.split("\n")
    starts = [index for index, text in enumerate(lines) if index and _FIELD_START.match(text)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        name, _, value = "\n".join(lines[start:end]).partition("=")
        opened = len(re.findall(r"(?<!\\){", value)) - len(re.findall(r"(?<!\\)}", value))
        if opened > 0 or (value.lstrip().startswith('"') and len(re.findall(r'(?<!\\)"', value)) % 2):
            return start, name.strip()
    return 0, ""


def _last_field(raw: str) -> str:
    names = re.findall(r"([A-Za-z][\w-]*)\s*=", raw)
    return str(names[-1]) if names else ""


def stray_text(blocks: Iterable[Block]) -> Iterator[BibtexFault]:
    """Text between entries that is an entry without its at sign or brace, or the rest of one closed too early."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, ImplicitComment) and not isinstance(before, ParsingFailedBlock):
            text = "\n".join("" if line.lstrip().startswith("%") else line for line in (block.raw or "").split("\n"))
            remnant, entry = _REMNANT.search(text), _LOOKS_LIKE_ENTRY.search(text)
            if lost := _WITHOUT_AT.search(text):
                line = line_of(block) + text.count("\n", 0, lost.start("type"))
                yield BibtexFault("no-at", line, lost["key"], lost["type"])
            elif remnant and not (entry and entry.start() < remnant.start()):
                offset = text[: remnant.end()].count("\n")
                yield BibtexFault("closed-early", line_of(block) + offset, _key_of(before), remnant[0].strip())
            elif entry:
                yield BibtexFault("not-entry", line_of(block) + text[: entry.end()].count("\n"), value=entry[0].strip())
        before = block


def _key_of(block: Block | None) -> str:
    return block.key if isinstance(block, Entry) else ""


def line_of(block: Block) -> int:
    """The block's first line, counted from 1."""
    return (block.start_line or 0) + 1
