"""Headers against the records: what is missing, unknown, empty, of the wrong type or outside the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from scripts.check.known import Known
from scripts.parse.page import ParsedPage
from scripts.parse.yaml_text import Mapping, Node, ParsedYaml, Scalar, Sequence, line_of, plain
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
_CONSTRAINTS = {
    "literal_error": "value-unknown",
    "string_too_long": "field-too-long",
    "string_pattern_mismatch": "field-form",
    "value_error": "field-form",
    "string_type": "field-text-expected",
    "tuple_type": "field-list-expected",
    "model_type": "field-group-expected",
    "model_attributes_type": "field-group-expected",
    "too_short": "field-empty",
    "missing": "field-missing",
    "extra_forbidden": "field-unknown",
}
_FORMS = {
    "date": ("2026-11-24", "en dato som findes, skrevet åååå-mm-dd", "a date that exists, written yyyy-mm-dd"),
    "year": ("2013", "et årstal med fire cifre", "a year of four digits"),
}


def check_yaml(parsed: ParsedYaml, path: str) -> Iterator[Problem]:
    """YAML is plain: no aliases, anchors or tags, no key twice, and it can be read."""
    for fault in parsed.faults:
        yield Problem(_YAML_CODES[fault.kind], Location(path, fault.line), {"value": fault.value})


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
    made, found = _make(root, record, path, {p.location for p in problems})
    problems += found
    problems += check_values(root, record, path, known)
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    return made, problems


def check_texts(node: Node, path: str) -> Iterator[Problem]:
    """A field is never empty (what is not known is written `unknown`) and holds no `<` or `>`: titles are shown everywhere."""
    for key, text, line in _texts(node):
        if not text.text.strip():
            yield Problem("field-empty", Location(path, line), {"field": key})
        elif "<" in text.text or ">" in text.text:
            yield Problem("header-html", Location(path, text.line), {"field": key, "value": _short(text.text)})


def check_values(node: Node, record: type[Record], path: str, known: Known) -> Iterator[Problem]:
    """A controlled field takes an id of its vocabulary; a naming field the id of something that exists."""
    if not isinstance(node, Mapping):
        return
    for key, inner in node.entries.items():
        shape = shapes(record).get(key)
        if shape is None:
            continue
        for item in inner.items if isinstance(inner, Sequence) else (inner,):
            if shape.record:
                yield from check_values(item, shape.record, path, known)
            elif isinstance(item, Scalar) and item.text.strip():
                yield from _check_value(item, key, shape, path, known)


def _check_value(item: Scalar, key: str, shape: Shape, path: str, known: Known) -> Iterator[Problem]:
    if item.text in shape.words or not (shape.vocabulary or shape.names):
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


def _make(
    root: Mapping, record: type[Record], path: str, reported: set[Location]
) -> tuple[Record | None, list[Problem]]:
    try:
        return record.model_validate(plain(root)), []
    except ValidationError as failure:
        errors = _by_place(failure, root)
    problems = []
    for place, error in errors.items():
        code = _CONSTRAINTS.get(error["type"])
        location = Location(path, line_of(root, place))
        if code and not (code == "field-empty" and location in reported):
            problems.append(Problem(code, location, _describe(error, place, record)))
    return None, problems


def _by_place(failure: ValidationError, root: Mapping) -> dict[tuple[str | int, ...], Any]:
    """One error for each place in the file: a union tries each of its types and complains of all.

    That it is none of the fixed words is said only where nothing else is wrong with it.
    """
    chosen: dict[tuple[str | int, ...], Any] = {}
    for error in sorted(failure.errors(include_url=False), key=lambda error: error["type"] == "literal_error"):
        place = _place_in_file(error["loc"], root)
        if error["type"] in ("missing", "extra_forbidden"):
            place = (*place, str(error["loc"][-1])) if place[-1:] != (error["loc"][-1],) else place
        if error["type"] == "string_too_short":  # `check_texts` says that it is empty
            continue
        chosen.setdefault(place, error)
    return chosen


def _place_in_file(loc: tuple[int | str, ...], root: Node) -> tuple[str | int, ...]:
    node: Node = root
    place: list[str | int] = []
    for step in loc:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            continue
        place.append(step)
    return tuple(place)


def _describe(error: Any, place: tuple[str | int, ...], record: type[Record]) -> dict[str, str]:
    names = [str(step) for step in place if isinstance(step, str)]
    given = error.get("input")
    values = {"field": names[-1] if names else "", "value": _short(given) if isinstance(given, str) else ""}
    if error["type"] == "extra_forbidden":
        inner = _record_at(names[:-1], record)
        values["value"] = ""
        values["guess"] = nearest(names[-1], shapes(inner))
        values["allowed"] = ", ".join(shapes(inner))
    elif error["type"] == "string_too_long":
        values |= {"maximum": str(error["ctx"]["max_length"]), "length": str(len(given))}
    elif error["type"] == "literal_error":
        words = shapes(_record_at(names[:-1], record))[names[-1]].words
        values |= {"guess": nearest(values["value"], words), "allowed": ", ".join(words)}
    elif error["type"] == "value_error":
        example, da, en = _FORMS.get(str(error["ctx"]["error"]), ("", "", ""))
        values |= {"example": example, "form_da": da, "form_en": en}
    elif error["type"] == "string_pattern_mismatch":
        shape = shapes(_record_at(names[:-1], record)).get(names[-1])
        values["example"] = shape.example if shape else ""
    elif error["type"] in ("missing", "tuple_type", "model_type", "model_attributes_type"):
        shape = shapes(_record_at(names[:-1], record)).get(names[-1])
        values["example"] = shape.example if shape and not shape.example.startswith("(") else ""
        values["words"] = " / ".join(word for word in (shape.words if shape else ()) if word in (UNKNOWN, NONE))
    return values


def _record_at(names: list[str], record: type[Record]) -> type[Record]:
    for name in names:
        shape = shapes(record).get(name)
        if shape and shape.record:
            record = shape.record
    return record


def _texts(root: Node) -> Iterator[tuple[str, Scalar, int]]:
    """Every text of the tree: its key (that of the list it stands in), itself, and the line of its key."""
    waiting: list[tuple[str, Node, int]] = [("", root, root.line)]
    while waiting:
        key, node, line = waiting.pop()
        if isinstance(node, Scalar):
            yield key, node, line
        elif isinstance(node, Mapping):
            waiting += [(name, inner, node.key_lines[name]) for name, inner in node.entries.items()]
        else:
            waiting += [(key, item, item.line) for item in node.items]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
