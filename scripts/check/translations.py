"""A translation and its Danish original: the same page in another language, with the free texts written anew.

The header of a translation holds the free texts only; merged with the facts of the original it gives the whole record.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import pairwise
from typing import Any

from scripts.anatomy import ANATOMY
from scripts.check.known import list_items, text_at
from scripts.check.outline import PageOutline
from scripts.parse.yaml_text import Mapping, Node, Scalar, Sequence, plain
from scripts.problems import Location, Problem, nearest
from scripts.records import NONE, UNKNOWN, Record
from scripts.schema import Shape, shapes, translated_fields

TRANSLATES = "translates"


def check_translation_header(
    original: Mapping, translation: Mapping, record: type[Record], path: str, doubtful: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """A translation has every free text of its original, and nothing else.

    Fields in `doubtful` are wrong in the original, as was said; nothing is concluded from them.
    """
    line = translation.line
    if TRANSLATES not in translation.entries:
        yield Problem("translation-stamp-missing", Location(path, 2))
    yield from _compare(original, translation, record, path, line, doubtful, top=True)


def check_translation_stale(original: PageOutline, translation: PageOutline) -> Iterator[Problem]:
    """A translation says which state of the Danish page it was made from."""
    stamp = translation.header.entries.get(TRANSLATES) if translation.header else None
    if stamp is not None and not isinstance(stamp, Scalar):
        yield Problem("field-text-expected", Location(translation.path, stamp.line), {"field": TRANSLATES})
    if isinstance(stamp, Scalar) and stamp.text != original.digest:
        values = {"value": stamp.text, "expected": original.digest, "path": translation.path}
        yield Problem("translation-stale", Location(translation.path, stamp.line), values)


def check_translation_body(
    original: PageOutline, translation: PageOutline, told: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """A translation has the sections and anchors of its original, in the same order.

    The fixed sections of a structured page have their own rules; `told` are anchors of headings that are wrong, as was said.
    """
    path = translation.path
    rules = ANATOMY.get(translation.place.kind, ())
    fixed = {rule.id for rule in rules} | {part.id for rule in rules for part in rule.parts}
    anchors = [(anchor, line) for anchor, line in translation.anchors if anchor not in fixed]
    here, there = [anchor for anchor, _ in anchors], [anchor for anchor, _ in original.anchors if anchor not in fixed]
    missing = [anchor for anchor in there if anchor not in here and anchor not in told]
    for index, (anchor, line) in enumerate(anchors):
        counterpart = there[index] if len(here) == len(there) else ""
        if anchor not in there and not rules and counterpart not in told:
            guess = counterpart if counterpart in missing else nearest(anchor, missing)
            missing = [one for one in missing if one != guess]
            values = {"value": anchor, "guess": guess, "original": original.path}
            yield Problem("translation-section-unknown", Location(path, line), values)
    for anchor in missing:
        yield Problem("translation-section-missing", Location(path, 1), {"value": anchor, "original": original.path})
    if here != there and sorted(here) == sorted(there):
        first = next(index for index, (a, b) in enumerate(zip(here, there, strict=True)) if a != b)
        values = {"value": here[first], "expected": there[first]}
        yield Problem("translation-order", Location(path, anchors[first][1]), values)


def fields_at(header: Mapping, lines: Set[int], body: int) -> frozenset[str]:
    """The fields of a header that stand, with all that is in them, on one of these lines; the text begins at line `body`."""
    starts = sorted((line, name) for name, line in header.key_lines.items())
    spans = pairwise([*starts, (body, "")])
    return frozenset(name for (start, name), (end, _) in spans if any(start <= line < end for line in lines))


def merged(original: Mapping, translation: Mapping, record: type[Record]) -> Any:
    """The plain header of the translated page: the original's facts with the translation's texts."""
    facts, texts = plain(original), plain(translation)
    return _merge(facts, texts, record)


def _merge(facts: Any, texts: Any, record: type[Record]) -> Any:
    out = dict(facts)
    for name, shape in shapes(record).items():
        if name not in facts or name not in texts:
            continue
        if shape.free_text and not (isinstance(facts[name], str) and facts[name] in shape.words):
            out[name] = texts[name]
        elif shape.record and shape.many and isinstance(facts[name], list):
            by_id = {item["id"]: item for item in texts[name] if isinstance(item, dict)}
            out[name] = [_merge(item, by_id.get(item["id"], {}), shape.record) for item in facts[name]]
        elif shape.record and isinstance(facts[name], dict):
            out[name] = _merge(facts[name], texts[name], shape.record)
    return out


def _compare(
    original: Mapping,
    translation: Mapping,
    record: type[Record],
    path: str,
    line: int,
    doubtful: frozenset[str] = frozenset(),
    top: bool = False,
) -> Iterator[Problem]:
    unknown = list(_unknown_fields(translation, record, path, top))
    misspelt = {problem.values["guess"] for problem in unknown}
    yield from unknown
    for name, shape in shapes(record).items():
        if name in doubtful:
            continue
        here, there = translation.entries.get(name), original.entries.get(name)
        if there is not None and _has_text(there, shape):
            if here is None and name in misspelt:
                continue
            if here is None:
                yield Problem("translation-text-missing", Location(path, line), {"field": name, "value": _brief(there)})
            else:
                yield from _compare_field(there, here, name, shape, path, translation.key_lines[name])
        elif here is not None and name != "id" and not (there is None and shape.required and shape.free_text):
            yield Problem("translation-fact", Location(path, translation.key_lines[name]), {"field": name})


def _unknown_fields(translation: Mapping, record: type[Record], path: str, top: bool) -> Iterator[Problem]:
    for name in translation.entries:
        free = (TRANSLATES,) if top else ("id",)
        if name not in shapes(record) and name not in free:
            texts = [*free, *translated_fields(record)]
            values = {"field": name, "guess": nearest(name, texts), "allowed": ", ".join(texts)}
            yield Problem("field-unknown", Location(path, translation.key_lines[name]), values)


def _compare_field(there: Node, here: Node, name: str, shape: Shape, path: str, line: int) -> Iterator[Problem]:
    if shape.record is None:
        if shape.many != isinstance(here, Sequence):
            code = "field-list-expected" if shape.many else "field-text-expected"
            yield Problem(code, Location(path, line), {"field": name, "value": "", "example": shape.example})
        elif isinstance(here, Scalar) and here.text in (UNKNOWN, NONE):
            yield Problem("field-words", Location(path, line), {"field": name, "value": here.text})
        elif isinstance(here, Scalar) and shape.maximum and len(here.text) > shape.maximum:
            values = {"field": name, "maximum": str(shape.maximum), "length": str(len(here.text)), "value": ""}
            yield Problem("field-too-long", Location(path, line), values)
    elif shape.many and isinstance(there, Sequence):
        yield from _compare_items(there, here, name, shape.record, path, line)
    elif isinstance(there, Mapping):
        if isinstance(here, Mapping):
            yield from _compare(there, here, shape.record, path, line)
        else:
            yield Problem("field-group-expected", Location(path, line), {"field": name, "value": "", "example": ""})


def _compare_items(
    there: Sequence, here: Node, name: str, record: type[Record], path: str, line: int
) -> Iterator[Problem]:
    by_id, originals = _by_id(here), _by_id(there)
    garbled = [
        item.entries["id"] for item in list_items(here) if isinstance(item.entries.get("id"), Mapping | Sequence)
    ]
    for wrong in garbled:
        values = {"field": "id", "value": "", "example": next(iter(originals), "")}
        yield Problem("field-text-expected", Location(path, wrong.line), values)
    for key, original in originals.items():
        if key not in by_id and garbled:  # it may be the one whose id cannot be read
            continue
        if key not in by_id:
            yield Problem("translation-text-missing", Location(path, line), {"field": f"{name}: {key}", "value": ""})
        else:
            yield from _compare(original, by_id[key], record, path, by_id[key].line)
    for key, item in by_id.items():
        if key not in originals:
            yield Problem("translation-fact", Location(path, item.line), {"field": f"{name}: {key}"})


def _by_id(items: Node) -> dict[str, Mapping]:
    return {found: item for item in list_items(items) if (found := text_at(item, "id"))}


def _has_text(node: Node, shape: Shape) -> bool:
    if shape.free_text:
        return not (isinstance(node, Scalar) and node.text in shape.words)
    if shape.record is None:
        return False
    items = node.items if isinstance(node, Sequence) else (node,)
    return any(
        name in item.entries and _has_text(item.entries[name], inner)
        for item in items
        if isinstance(item, Mapping)
        for name, inner in shapes(shape.record).items()
    )


def _brief(node: Node) -> str:
    text = node.text if isinstance(node, Scalar) else ""
    return text if len(text) <= 60 else text[:57] + "…"
