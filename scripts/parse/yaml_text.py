"""YAML as plain text values with lines: nothing is guessed (`NO`, `0101`, `1:30` stay text).

In goes YAML text; out comes a tree of `Scalar`, `Sequence` and `Mapping`, or faults. Aliases, anchors and tags are refused
before the tree is composed, since the C composer would already have expanded them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

MAXIMUM_DEPTH = 12
MAXIMUM_NODES = 20_000


@dataclass(frozen=True)
class Scalar:
    text: str
    line: int


@dataclass(frozen=True)
class Sequence:
    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
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
    offset = first_line
    try:
        refused = _refused_events(text, offset)
        if refused:
            return ParsedYaml(None, refused)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        return ParsedYaml(None, [YamlFault("syntax", (mark.line if mark else 0) + offset, error.problem or "")])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return ParsedYaml(None, [YamlFault("syntax", offset, str(error).splitlines()[0])])
    faults: list[YamlFault] = []
    root = _convert(node, offset, faults) if node is not None else None
    return ParsedYaml(root, faults)


def _refused_events(text: str, offset: int) -> list[YamlFault]:
    faults: list[YamlFault] = []
    depth = count = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + offset
        if isinstance(event, yaml.AliasEvent):
            faults.append(YamlFault("alias", line, "*" + str(event.anchor)))
        elif isinstance(event, yaml.NodeEvent):
            count += 1
            if event.anchor:
                faults.append(YamlFault("anchor", line, "&" + str(event.anchor)))
            tag = getattr(event, "tag", None)
            if tag:
                faults.append(YamlFault("tag", line, str(tag)))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAXIMUM_DEPTH:
            return [YamlFault("too-deep", line, str(MAXIMUM_DEPTH))]
        if count > MAXIMUM_NODES:
            return [YamlFault("too-many", line, str(MAXIMUM_NODES))]
    return faults


def _convert(node: yaml.Node, offset: int, faults: list[YamlFault]) -> Node:
    line = node.start_mark.line + offset
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_convert(item, offset, faults) for item in node.value), line)
    if isinstance(node, yaml.MappingNode):
        return _convert_mapping(node, offset, faults)
    return Scalar(str(node.value), line)


def _convert_mapping(node: yaml.MappingNode, offset: int, faults: list[YamlFault]) -> Mapping:
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + offset
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(YamlFault("key-not-text", line, ""))
            continue
        key = str(key_node.value)
        if key in entries:
            faults.append(YamlFault("duplicate-key", line, key))
            continue
        entries[key] = _convert(value_node, offset, faults)
        lines[key] = line
    return Mapping(entries, lines, node.start_mark.line + offset)


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
