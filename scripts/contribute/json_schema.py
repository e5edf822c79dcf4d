"""The records as JSON Schema (draft 2020-12), for editors and for those who read the data. Ids of the vocabulary are enums."""

from __future__ import annotations

from typing import Any

from scripts.contribute.template import Choices
from scripts.records import RECORDS, Bilingual, Change, Organisation, Question, Record, Synonyms, Term
from scripts.schema import Shape, shapes

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LISTS: dict[str, type[Record]] = {
    "organisations": Organisation,
    "glossary": Term,
    "questions": Question,
    "changes": Change,
}


def json_schemas(choices: Choices, base: str) -> dict[str, dict[str, Any]]:
    """Schema by name: one for each kind of page header, one for each list file. `base` is the address they lie below."""
    found = {kind: record_schema(record, choices) for kind, record in RECORDS.items()}
    found |= {name: {"type": "array", "items": record_schema(record, choices)} for name, record in LISTS.items()}
    return {name: {"$schema": DIALECT, "$id": f"{base}{name}.json", **schema} for name, schema in found.items()}


def record_schema(record: type[Record], choices: Choices) -> dict[str, Any]:
    """One record as an object that takes no other field."""
    fields = shapes(record)
    return {
        "type": "object",
        "description": (record.__doc__ or "").strip(),
        "additionalProperties": False,
        "required": [shape.name for shape in fields.values() if shape.required],
        "properties": {shape.name: _property(shape, choices) for shape in fields.values()},
    }


def _property(shape: Shape, choices: Choices) -> dict[str, Any]:
    value = _one(shape, choices)
    if shape.many:
        value = {"type": "array", "items": value}
        if shape.record not in (Bilingual, Synonyms) and shape.required:
            value["minItems"] = 1
    words = [word for word in shape.words if word not in shape.item_words]
    if words and (shape.many or shape.record or shape.vocabulary or _takes_text(shape)):
        value = {"anyOf": [value, {"enum": words}]}
    return {"description": f"{shape.meaning_en} · {shape.meaning_da}", **value}


def _one(shape: Shape, choices: Choices) -> dict[str, Any]:
    if shape.record:
        return record_schema(shape.record, choices)
    if shape.vocabulary:
        return {"enum": [*choices.get(shape.vocabulary, ()), *shape.item_words]}
    if shape.words and not _takes_text(shape):
        return {"enum": list(shape.words)}
    text: dict[str, Any] = {"type": "string", "minLength": 1}
    return (
        text
        | ({"maxLength": shape.maximum} if shape.maximum else {})
        | ({"pattern": shape.pattern} if shape.pattern else {})
    )


def _takes_text(shape: Shape) -> bool:
    return shape.text or shape.names is not None
