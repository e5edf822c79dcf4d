"""The lists: vocabulary, municipalities, organisations, glossary and questions. YAML text to frozen records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from scripts.check.headers import check_yaml, validate
from scripts.check.known import Known
from scripts.parse.yaml_text import Mapping, ParsedYaml, Sequence, plain
from scripts.problems import Location, Problem
from scripts.records import Record, Value

R = TypeVar("R", bound=Record)


def check_list(parsed: ParsedYaml, record: type[R], path: str, known: Known) -> tuple[list[R], list[Problem]]:
    """The records of one list file; each id stands once."""
    if parsed.faults:
        return [], list(check_yaml(parsed, path))
    if parsed.root is None:
        return [], []
    if not isinstance(parsed.root, Sequence):
        return [], [Problem("list-file-form", Location(path, parsed.root.line))]
    return _check_items(parsed.root, record, path, known)


def check_vocabulary(parsed: ParsedYaml, path: str) -> tuple[dict[str, list[Value]], list[Problem]]:
    """The vocabulary: lists of values by name."""
    if parsed.faults:
        return {}, list(check_yaml(parsed, path))
    if not isinstance(parsed.root, Mapping):
        return {}, [Problem("list-file-form", Location(path, 1))]
    lists: dict[str, list[Value]] = {}
    problems: list[Problem] = []
    for name, node in parsed.root.entries.items():
        if not isinstance(node, Sequence):
            problems.append(Problem("list-file-form", Location(path, parsed.root.key_lines[name])))
            continue
        lists[name], found = _check_items(node, Value, path, Known())
        problems += found
    return lists, problems


def _check_items(node: Sequence, record: type[R], path: str, known: Known) -> tuple[list[R], list[Problem]]:
    records: list[R] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for item in node.items:
        if not isinstance(item, Mapping):
            problems.append(Problem("list-file-form", Location(path, item.line)))
            continue
        made, found = validate(item, record, path, known)
        problems += found
        problems += _check_identity(item, seen, path)
        if isinstance(made, record):
            records.append(made)
    return records, problems


def _check_identity(item: Mapping, seen: set[str], path: str) -> Iterator[Problem]:
    name = "code" if "code" in item.entries else "id"
    if name in item.entries:
        identity = str(plain(item.entries[name]))
        if identity in seen:
            yield Problem("list-id-doubled", Location(path, item.line), {"value": identity})
        seen.add(identity)
