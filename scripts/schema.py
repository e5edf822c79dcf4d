"""What each header field takes, read off the records: the one description behind checks, templates, forms and codebook."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from scripts.records import FreeText, Names, Record, Values


@dataclass(frozen=True)
class Shape:
    """One field: `many` items of a `record`, of ids of a `vocabulary`, of `names` of objects, or of text.

    `words` are the fixed words it takes, beside `text` or instead of it (`unknown`, `none`, `ongoing`), `item_words` those of
    them that stand in its list; `maximum` counts characters; `pattern` is the form the text must have.
    """

    name: str
    required: bool
    many: bool
    free_text: bool
    record: type[Record] | None
    vocabulary: str | None
    names: str | None
    words: tuple[str, ...]
    item_words: tuple[str, ...]
    text: bool
    maximum: int | None
    pattern: str
    meaning_da: str
    meaning_en: str
    example: str


@cache
def shapes(record: type[Record]) -> dict[str, Shape]:
    """The fields of a record by the name they have in a file, in order."""
    return {shape.name: shape for shape in _shapes(record)}


def _shapes(record: type[Record]) -> Iterator[Shape]:
    for name, info in record.model_fields.items():
        yield _shape(info.alias or name, info)


def _shape(name: str, info: FieldInfo) -> Shape:
    found = _Gathered(info)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    marks = found.marks
    texts = [mark for mark in marks if isinstance(mark, StringConstraints)]
    return Shape(
        name=name,
        required=info.is_required(),
        many=found.many,
        free_text=any(isinstance(mark, FreeText) for mark in marks),
        record=found.record,
        vocabulary=next((mark.vocabulary for mark in marks if isinstance(mark, Values)), None),
        names=next((mark.kind for mark in marks if isinstance(mark, Names)), None),
        words=tuple(found.words),
        item_words=tuple(found.item_words),
        text=found.text,
        maximum=next((mark.max_length for mark in texts if mark.max_length), None),
        pattern=next((str(mark.pattern) for mark in texts if mark.pattern), ""),
        meaning_da=str(extra.get("da", "")),
        meaning_en=info.description or "",
        example=str(extra.get("example", "")),
    )


def translated_fields(record: type[Record]) -> list[str]:
    """The fields of a translation's header: those that hold free text, anywhere below."""
    return [shape.name for shape in shapes(record).values() if _has_free_text(shape)]


def _has_free_text(shape: Shape) -> bool:
    return shape.free_text or (shape.record is not None and bool(translated_fields(shape.record)))


class _Gathered:
    """Walks a type: the marks on it, its fixed words, whether it is a list, the record inside."""

    def __init__(self, info: FieldInfo) -> None:
        self.marks: list[Any] = list(info.metadata)
        self.words: list[str] = []
        self.item_words: list[str] = []
        self.many = self.text = False
        self.record: type[Record] | None = None
        self.walk(info.annotation)

    def walk(self, annotation: Any, in_list: bool = False) -> None:
        origin = get_origin(annotation)
        if origin is Annotated:
            base, *marks = get_args(annotation)
            self.marks.extend(marks)
            self.walk(base, in_list)
        elif origin in (Union, types.UnionType):
            for option in get_args(annotation):
                self.walk(option, in_list)
        elif origin is Literal:
            self.words.extend(get_args(annotation))
            self.item_words.extend(get_args(annotation) if in_list else ())
        elif origin is tuple:
            self.many = True
            self.walk(get_args(annotation)[0], in_list=True)
        elif isinstance(annotation, type) and issubclass(annotation, Record):
            self.record = annotation
        elif annotation is str:
            self.text = True
