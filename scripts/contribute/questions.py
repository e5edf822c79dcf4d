"""The questions of the forms, resolved: words from `forms.yml`, meanings from the records, choices from the vocabulary.

In go the vocabulary and the titles of the pages; out come the forms, each with its questions in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from scripts.anatomy import ANATOMY
from scripts.link.corpus import Corpus
from scripts.publications import LANGUAGE_CODES
from scripts.records import LANGUAGES, RECORDS, Bilingual, Language
from scripts.schema import Shape, shapes

FORMS_FILE = Path(__file__).parent / "forms.yml"
PAGE_KINDS = ("model", "tension", "potential")
Words = Mapping[Language, str]


@dataclass(frozen=True)
class Option:
    """One choice: the id that the file takes, and what the form shows."""

    id: str
    label: str


@dataclass(frozen=True)
class Question:
    """One question. `field`, `section` or `bibtex` is where the answer goes; none of them: it goes to the editors.

    `long` asks for several lines; `many` lets one choose several options; `ticks` are statements to agree to.
    """

    id: str
    ask: Words
    help: Words
    required: bool = False
    long: bool = False
    many: bool = False
    field: str = ""
    section: str = ""
    bibtex: str = ""
    link: str = ""
    example: str = ""
    options: tuple[Option, ...] = ()
    ticks: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The heading that stands over the answer in the filled form."""
        return both(self.ask)


@dataclass(frozen=True)
class Form:
    """One form, and the file it is written to by its `id`."""

    id: str
    name: Words
    about: Words
    title: str
    intro: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Offered:
    """What can be chosen: values by vocabulary, pages by kind, each with its id and its label."""

    values: Mapping[str, Sequence[Option]] = field(default_factory=dict)


def offered_by(corpus: Corpus) -> Offered:
    """The values and pages of the corpus."""
    found = {
        name: [Option(v.id, _both(v.label)) for v in values.values()] for name, values in corpus.vocabulary.items()
    }
    for kind in PAGE_KINDS:
        entries = corpus.of_kind(kind)  # type: ignore[arg-type]
        found[kind] = [Option(entry.id, both({one: entry.title(one) for one in LANGUAGES})) for entry in entries]
    codes = {code: name for name, code in reversed(LANGUAGE_CODES.items())}
    found["languages"] = [Option(codes[one.id], one.label) for one in found.get("languages", ()) if one.id in codes]
    return Offered(found)


def forms(offered: Offered) -> list[Form]:
    """The forms, in the order of the file."""
    raw = _raw()
    return [
        Form(
            id=name,
            name=form["name"],
            about=form["about"],
            title=form["title"],
            intro=form["intro"],
            questions=tuple(_question(one, raw["questions"][one], offered) for one in form["questions"]),
        )
        for name, form in raw["forms"].items()
    ]


def form_names() -> dict[str, Words]:
    """The forms' names by their ids."""
    return {name: form["name"] for name, form in _raw()["forms"].items()}


def both(words: Words) -> str:
    """A text in both languages, in one line."""
    return words["da"] if words["da"] == words["en"] else f"{words['da']} · {words['en']}"


def shape_at(path: str, kind: str = "case") -> Shape:
    """The header field at a path such as `period.start`. Raises KeyError where there is none."""
    record = RECORDS[kind]
    *above, last = path.split(".")
    for step in above:
        inner = shapes(record)[step].record
        assert inner is not None
        record = inner  # type: ignore[assignment]
    return shapes(record)[last]


@cache
def _raw() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(FORMS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def _question(name: str, raw: Mapping[str, Any], offered: Offered) -> Question:
    shape = shape_at(raw["field"]) if "field" in raw else None
    given = raw.get("choices") or (shape.vocabulary if shape else None)
    options = (
        offered.values.get(given, ()) if given else [Option(one["id"], both(one)) for one in raw.get("options", ())]
    )
    return Question(
        id=name,
        ask=raw["ask"],
        help=raw.get("help") or _meaning(raw, shape),
        required=bool(raw.get("required")),
        long=bool(raw.get("long")) or "section" in raw or (shape is not None and shape.many and not options),
        many=bool(raw.get("many")) or (shape is not None and shape.many),
        field=raw.get("field", ""),
        section=raw.get("section", ""),
        bibtex=raw.get("bibtex", ""),
        link=raw.get("link", ""),
        example=shape.example if shape and shape.text and not shape.names and not shape.many else "",
        options=tuple(options),
        ticks=tuple(both(one) for one in raw.get("ticks", ())),
    )


def _meaning(raw: Mapping[str, Any], shape: Shape | None) -> Words:
    """What the field or section means, as the codebook says it."""
    if shape:
        return {"da": shape.meaning_da, "en": shape.meaning_en}
    section, _, part = raw.get("section", "").partition("/")
    if not section or part:
        return {"da": "", "en": ""}
    rule = next(rule for rule in ANATOMY["case"] if rule.id == section)
    return {"da": rule.about_da, "en": rule.about_en}


def _both(label: Bilingual) -> str:
    return both({"da": label.da, "en": label.en})
