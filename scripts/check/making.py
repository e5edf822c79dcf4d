"""A record made from a header, or its validation errors as problems at their lines.

A union of types complains of each of them, a list of each of its items; here one cause becomes one problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from scripts.parse.yaml_text import Mapping, Node, Sequence, line_of, plain
from scripts.problems import Location, Problem, nearest
from scripts.records import NONE, UNKNOWN, Record
from scripts.schema import shapes

SMALL_GROUP = 4
Place = tuple[str | int, ...]
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


def make_record(
    root: Mapping, record: type[Record], path: str, reported: set[Location]
) -> tuple[Record | None, list[Problem]]:
    """The record, or what hinders it. A line in `reported` has been said to be empty."""
    try:
        return record.model_validate(plain(root)), []
    except ValidationError as failure:
        errors = _by_place(failure, root)
    meant = set(_misspelt(errors, record))
    problems = []
    for place, error in errors.items():
        code = _CONSTRAINTS.get(error["type"])
        location = Location(path, line_of(root, place))
        if code is None or (code == "field-empty" and location in reported):
            continue
        if not (code == "field-missing" and place in meant):
            values = _describe(error, place, record)
            if code == "field-unknown":
                values["guess"] = values["guess"] or _only_missing(errors, place, record)
            problems.append(Problem(code, location, values))
    return None, problems


def _misspelt(errors: dict[Place, Any], record: type[Record]) -> Iterator[Place]:
    """The fields that are missing because their names are misspelt."""
    for place, error in errors.items():
        if error["type"] == "extra_forbidden":
            yield (*place[:-1], _describe(error, place, record)["guess"] or _only_missing(errors, place, record))


def _only_missing(errors: dict[Place, Any], unknown: Place, record: type[Record]) -> str:
    """The field that is missing beside an unknown one in a small group: `em` for `en` is too short for a guess."""
    names = [str(step) for step in unknown if isinstance(step, str)]
    beside = [place for place, error in errors.items() if place[:-1] == unknown[:-1]]
    missing = [place for place in beside if errors[place]["type"] == "missing"]
    small = len(shapes(_record_at(names[:-1], record))) <= SMALL_GROUP
    return str(missing[0][-1]) if small and len(missing) == 1 and len(beside) == 2 else ""


def _by_place(failure: ValidationError, root: Mapping) -> dict[Place, Any]:
    """One error for each place in the file: a union tries each of its types and complains of all.

    That it is none of the fixed words is said only where nothing else is wrong with it or with what stands in it.
    """
    chosen: dict[Place, Any] = {}
    empty: list[Place] = []
    for error in sorted(failure.errors(include_url=False), key=lambda error: error["type"] == "literal_error"):
        place = _place_in_file(error["loc"], root)
        if error["type"] in ("missing", "extra_forbidden"):
            place = (*place, str(error["loc"][-1])) if place[-1:] != (error["loc"][-1],) else place
        if isinstance(error["input"], str) and not error["input"].strip() and error["type"] != "extra_forbidden":
            empty.append(place)  # `check_texts` says so
            continue
        if error["type"] == "too_short" and error["input"]:  # its items are wrong, which is said of each
            continue
        if error["type"] == "literal_error" and any(other[: len(place)] == place for other in [*chosen, *empty]):
            continue
        chosen.setdefault(place, error)
    return chosen


def _place_in_file(loc: tuple[int | str, ...], root: Node) -> Place:
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


def _describe(error: Any, place: Place, record: type[Record]) -> dict[str, str]:
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
        values["inner"] = ", ".join(shapes(shape.record)) if shape and shape.record else ""
    return values


def _record_at(names: list[str], record: type[Record]) -> type[Record]:
    for name in names:
        shape = shapes(record).get(name)
        if shape and shape.record:
            record = shape.record
    return record


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
