"""YAML as plain text values with lines: nothing is guessed (`NO`, `0101`, `1:30` stay text).

In goes YAML text; out comes a tree of `Scalar`, `Sequence` and `Mapping`, or faults. The tree is built from the parser's
events: aliases, anchors and tags are refused there, where the C composer would already have expanded them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

MAXIMUM_DEPTH = 12
MAXIMUM_NODES = 20_000
SHORT = 40


class Scalar(NamedTuple):
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """`entries` in file order; `key_lines` tells where each key stands."""

    entries: dict[str, Node]
    key_lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class YamlFault:
    """`kind`: syntax, alias, anchor, tag, duplicate-key, key-not-text, too-deep, too-many."""

    kind: str
    line: int
    value: str


@dataclass
class ParsedYaml:
    root: Node | None
    faults: list[YamlFault] = field(default_factory=list)


def parse_yaml(text: str, first_line: int = 1) -> ParsedYaml:
    """The tree of `text`, whose first line is line `first_line` of its file. Never raises."""
    last_line = first_line + text.count("\n")  # what is missing at the end is found after it
    composer = _Composer(first_line, last_line)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            composer.take(event)
    except _Refused as refused:
        return ParsedYaml(None, [refused.fault])
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        line = min((mark.line if mark else 0) + first_line, last_line)
        return ParsedYaml(None, [YamlFault("syntax", line, error.problem or "")])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return ParsedYaml(None, [YamlFault("syntax", first_line, str(error).splitlines()[0])])
    return ParsedYaml(None if composer.refused else composer.root, composer.faults)


class _Refused(Exception):
    """Reading has to stop here."""

    def __init__(self, fault: YamlFault) -> None:
        super().__init__(fault.kind)
        self.fault = fault


@dataclass
class _Open:
    """A list or mapping that has begun; `key` waits for its value."""

    line: int
    mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)
    key: Scalar | None = None
    expects_key: bool = True


class _Composer:
    """Builds the tree from the parser's events, so that aliases are refused and never expanded."""

    def __init__(self, first_line: int, last_line: int) -> None:
        self.offset = first_line
        self.last = last_line
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.faults: list[YamlFault] = []
        self.refused = False
        self.count = 0

    def take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        line = min((mark.line if mark else 0) + self.offset, self.last)
        if isinstance(event, yaml.ScalarEvent):
            self._judge(event, line)
            # Keys and ids stand in thousands of headers; one copy of each is enough.
            text = sys.intern(event.value) if len(event.value) <= SHORT else event.value
            self._place(Scalar(text, line))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._judge(event, line)
            self.stack.append(_Open(line, isinstance(event, yaml.MappingStartEvent)))
            if len(self.stack) > MAXIMUM_DEPTH:
                raise _Refused(YamlFault("too-deep", line, str(MAXIMUM_DEPTH)))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self.stack.pop()
            self._place(
                Mapping(done.entries, done.key_lines, done.line)
                if done.mapping
                else Sequence(tuple(done.items), done.line)
            )
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise _Refused(YamlFault("syntax", line, "a second document begins here"))
        elif isinstance(event, yaml.AliasEvent):
            self._refuse("alias", line, f"*{event.anchor}")
            self._place(Scalar("", line))

    def _judge(self, event: yaml.NodeEvent, line: int) -> None:
        self.count += 1
        if self.count > MAXIMUM_NODES:
            raise _Refused(YamlFault("too-many", line, str(MAXIMUM_NODES)))
        if event.anchor:
            self._refuse("anchor", line, f"&{event.anchor}")
        if tag := getattr(event, "tag", None):
            self._refuse("tag", line, str(tag))

    def _refuse(self, kind: str, line: int, value: str) -> None:
        self.refused = True
        self.faults.append(YamlFault(kind, line, value))

    def _place(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if not parent.mapping:
            parent.items.append(node)
        elif parent.expects_key:
            parent.key, parent.expects_key = node if isinstance(node, Scalar) else None, False
            if parent.key is None:
                self.faults.append(YamlFault("key-not-text", node.line, ""))
        else:
            self._enter(parent, node)

    def _enter(self, parent: _Open, node: Node) -> None:
        parent.expects_key = True
        key = parent.key
        if key is None:
            return
        if key.text in parent.entries:
            self.faults.append(YamlFault("duplicate-key", key.line, key.text))
            return
        parent.entries[key.text] = node
        parent.key_lines[key.text] = key.line


def plain(node: Node) -> object:
    """The tree as plain `str`, `list` and `dict`, for the records to validate."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


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
