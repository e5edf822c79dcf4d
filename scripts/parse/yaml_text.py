"""YAML as plain text values with lines: nothing is guessed (`NO`, `0101`, `1:30` stay text).

In goes YAML text; out comes a tree of `Scalar`, `Sequence` and `Mapping`, or faults. The tree is built from the parser's
events: aliases, anchors and tags are refused there, where the C composer would already have expanded them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from scripts.parse.yaml_clues import clue_of

MAXIMUM_DEPTH = 12
MAXIMUM_NODES = 20_000
SHORT = 40
# What YAML refuses to read at all; the check of characters says so.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")


class Scalar(NamedTuple):
    text: str
    line: int


class Sequence(NamedTuple):
    items: tuple[Node, ...]
    line: int


class Mapping(NamedTuple):
    """`entries` in file order; `key_lines` tells where each key stands."""

    entries: dict[str, Node]
    key_lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class YamlFault:
    """`kind`: syntax, alias, anchor, tag, duplicate-key, key-not-text, character, too-deep, too-many.

    `value`: what it is about, as written; of syntax the line. `clue`: what is wrong with that line, and its sign.
    """

    kind: str
    line: int
    value: str
    clue: tuple[str, str] = ("", "")


@dataclass
class ParsedYaml:
    root: Node | None
    faults: list[YamlFault] = field(default_factory=list)


def parse_yaml(text: str, first_line: int = 1) -> ParsedYaml:
    """The tree of `text`, whose first line is line `first_line` of its file. Never raises."""
    lines = text.split("\n")
    try:
        composer = _Composer(text, first_line, first_line + len(lines) - 1)
        root = composer.document()
    except _Refused as refused:
        return ParsedYaml(None, [refused.fault])
    except yaml.MarkedYAMLError as error:
        return ParsedYaml(None, [_syntax_fault(error, lines, first_line)])
    except yaml.reader.ReaderError:
        found = _NO_TEXT.search(text)
        line = text.count("\n", 0, found.start()) if found else 0
        return ParsedYaml(None, [YamlFault("character", line + first_line, found[0] if found else "")])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return ParsedYaml(None, [YamlFault("syntax", first_line, str(error).splitlines()[0])])
    return ParsedYaml(None if composer.refused else root, composer.faults)


def _syntax_fault(error: Any, lines: list[str], first_line: int) -> YamlFault:
    mark = error.problem_mark or error.context_mark
    scanned = error.context_mark if "simple key" in (error.context or "") else None
    clue = clue_of(lines, mark.line if mark else 0, error.problem or "", scanned.line if scanned else None)
    return YamlFault("syntax", clue.line + first_line, lines[clue.line].strip(), (clue.name, clue.sign))


class _Refused(Exception):
    """Reading has to stop here."""

    def __init__(self, fault: YamlFault) -> None:
        super().__init__(fault.kind)
        self.fault = fault


class _Composer:
    """Builds the tree from the parser's events, so that aliases are refused and never expanded."""

    def __init__(self, text: str, first_line: int, last_line: int) -> None:
        self.next: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self.offset = first_line
        self.last = last_line
        self.text = text
        self.faults: list[YamlFault] = []
        self.refused = False
        self.count = 0

    def document(self) -> Node | None:
        """The root, or None where the text is empty. Raises `_Refused` where there is more than one."""
        self.next()
        if type(self.next()) is yaml.StreamEndEvent:
            return None
        root = self._node(self.next(), 1)
        self.next()
        after = self.next()
        if type(after) is not yaml.StreamEndEvent:
            raise _Refused(YamlFault("syntax", self._line(after), "---", ("document", "---")))
        return root

    def _line(self, event: Any) -> int:
        number: int = event.start_mark.line + self.offset
        return min(number, self.last)

    def _node(self, event: Any, depth: int) -> Node:
        line = self._line(event)
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._refuse("alias", line, f"*{event.anchor}")
            return Scalar("", line)
        self.count += 1
        if self.count > MAXIMUM_NODES:
            raise _Refused(YamlFault("too-many", line, str(MAXIMUM_NODES)))
        if event.anchor:
            self._refuse("anchor", line, f"&{event.anchor}")
        if event.tag:
            self._refuse("tag", line, str(event.tag).replace("tag:yaml.org,2002:", "!!"))
        if kind is yaml.ScalarEvent:
            text: str = event.value
            # Keys and ids stand in thousands of headers; one copy of each is enough.
            return Scalar(sys.intern(text) if len(text) <= SHORT else text, line)
        if depth > MAXIMUM_DEPTH:
            raise _Refused(YamlFault("too-deep", line, str(MAXIMUM_DEPTH)))
        if kind is yaml.SequenceStartEvent:
            items = []
            while type(item := self.next()) is not yaml.SequenceEndEvent:
                items.append(self._node(item, depth + 1))
            return Sequence(tuple(items), line)
        return self._mapping(line, depth + 1)

    def _mapping(self, line: int, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        key_lines: dict[str, int] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key, value = self._node(event, depth), self._node(self.next(), depth)
            if not isinstance(key, Scalar):
                written = self.text.split("\n")[key.line - self.offset].strip()
                self.faults.append(YamlFault("key-not-text", key.line, written))
            elif key.text in entries:
                self.faults.append(YamlFault("duplicate-key", key.line, key.text))
            else:
                entries[key.text] = value
                key_lines[key.text] = key.line
        return Mapping(entries, key_lines, line)

    def _refuse(self, kind: str, line: int, value: str) -> None:
        self.refused = True
        self.faults.append(YamlFault(kind, line, value))


def plain(node: Node) -> object:
    """The tree as plain `str`, `list` and `dict`, for the records to validate."""
    if isinstance(node, Mapping):
        return {key: v.text if isinstance(v, Scalar) else plain(v) for key, v in node.entries.items()}
    return node.text if isinstance(node, Scalar) else [plain(item) for item in node.items]


def line_of(node: Node, path: tuple[str | int, ...]) -> int:
    """The line of the value at `path`, or of the nearest value above it that exists."""
    line = node.line
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            line, node = node.key_lines[str(step)], node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
        else:
            break
    return line
