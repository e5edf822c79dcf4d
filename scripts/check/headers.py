"""Headers against the records: what is missing, unknown, empty, of the wrong type or outside the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from scripts.check.known import Known
from scripts.check.making import make_record
from scripts.parse.page import ParsedPage
from scripts.parse.yaml_text import Mapping, Node, ParsedYaml, Scalar, Sequence
from scripts.problems import Location, Problem, nearest
from scripts.records import NONE, UNKNOWN, Record
from scripts.schema import Shape, shapes

_YAML_CODES = {
    "syntax": "header-not-yaml",
    "alias": "yaml-alias",
    "anchor": "yaml-anchor",
    "tag": "yaml-tag",
    "duplicate-key": "field-doubled",
    "key-not-text": "header-not-yaml",
    "too-deep": "yaml-too-deep",
    "too-many": "yaml-too-many",
}


def check_yaml(parsed: ParsedYaml, path: str) -> Iterator[Problem]:
    """YAML is plain: no aliases, anchors or tags, no key twice, and it can be read. Of characters `check_characters` speaks."""
    for fault in parsed.faults:
        if fault.kind != "character":
            name, sign = fault.clue
            values = {"value": _short(fault.value), name: sign} if name else {"value": _short(fault.value)}
            yield Problem(_YAML_CODES[fault.kind], Location(path, fault.line), values)


def check_header_present(page: ParsedPage) -> Iterator[Problem]:
    """A page begins with a header between two lines of `---`."""
    path = page.source.path
    if page.header is None:
        yield Problem(f"header-{page.header_fault}", Location(path, 1))
    elif page.header.faults:
        yield from check_yaml(page.header, path)
    elif not isinstance(page.header.root, Mapping):
        yield Problem("header-not-fields", Location(path, 2))


def validate(root: Mapping, record: type[Record], path: str, known: Known) -> tuple[Record | None, list[Problem]]:
    """The record that the YAML stands for, or the problems that hinder it."""
    problems = list(check_texts(root, path))
    made, found = make_record(root, record, path, {p.location for p in problems})
    problems += found
    problems += check_values(root, record, path, known)
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    return made, problems


def check_texts(root: Node, path: str) -> Iterator[Problem]:
    """A field is never empty (what is not known is written `unknown`) and holds no `<` or `>`: titles are shown everywhere."""
    waiting: list[tuple[str, Node, int]] = [("", root, root.line)]  # the key (of the list it stands in), and its line
    while waiting:
        key, node, line = waiting.pop()
        if isinstance(node, Scalar):
            if not node.text.strip():
                yield Problem("field-empty", Location(path, line), {"field": key})
            elif "<" in node.text or ">" in node.text:
                yield Problem("header-html", Location(path, node.line), {"field": key, "value": _short(node.text)})
        elif isinstance(node, Mapping):
            waiting += [(name, inner, node.key_lines[name]) for name, inner in node.entries.items()]
        else:
            waiting += [(key, item, item.line) for item in node.items]


def check_values(node: Node, record: type[Record], path: str, known: Known) -> Iterator[Problem]:
    """A controlled field takes an id of its vocabulary; a naming field the id of something that exists."""
    if not isinstance(node, Mapping):
        return
    judged = _judged(record)
    for key, inner in node.entries.items():
        shape = judged.get(key)
        if shape is None:
            continue
        if not isinstance(inner, Sequence):
            yield from _check_item(inner, key, shape, False, path, known)
            continue
        seen: set[str] = set()
        for item in inner.items:
            text = item.text if isinstance(item, Scalar) else ""
            if text.strip() and text in seen:
                yield Problem("value-doubled", Location(path, item.line), {"field": key, "value": _short(text)})
            else:
                seen.add(text)
                yield from _check_item(item, key, shape, True, path, known)


@cache
def _judged(record: type[Record]) -> dict[str, Shape]:
    """The fields that are controlled or words for the reader, or hold fields that may be."""
    judged = shapes(record).items()
    return {name: one for name, one in judged if one.record or one.vocabulary or one.names or one.free_text}


def _check_item(item: Node, key: str, shape: Shape, in_list: bool, path: str, known: Known) -> Iterable[Problem]:
    if shape.record:
        return check_values(item, shape.record, path, known)
    if not isinstance(item, Scalar) or item.text in shape.words or not item.text.strip() or shape.many != in_list:
        return ()
    if not shape.free_text:
        return _check_value(item, key, shape, path, known)
    if item.text in (UNKNOWN, NONE):
        return (Problem("field-words", Location(path, item.line), {"field": key, "value": item.text}),)
    return ()


def _check_value(item: Scalar, key: str, shape: Shape, path: str, known: Known) -> Iterator[Problem]:
    if ("vocabulary" if shape.vocabulary else shape.names) in known.unsure:
        return
    if shape.pattern and not re.search(shape.pattern, item.text):  # that its form is wrong is said already
        return
    choices = known.values(shape.vocabulary) if shape.vocabulary else known.ids(shape.names or "")
    if item.text in choices:
        return
    values = {"field": key, "value": _short(item.text), "guess": nearest(item.text, choices)}
    if shape.vocabulary:
        allowed = ", ".join([*sorted(choices), *shape.words])
        yield Problem("value-unknown", Location(path, item.line), {**values, "allowed": allowed})
    else:
        yield Problem(f"{shape.names}-unknown", Location(path, item.line), values)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
