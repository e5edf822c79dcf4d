"""A new page as a file to fill in: every field with its meaning, every section with what to write there.

What is not known stands as `unknown`; what must be written begins with `Skriv her:`, which the checker does not let pass.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from scripts.anatomy import ANATOMY, STEP_COLUMNS, SectionRule
from scripts.check.text import PLACEHOLDER
from scripts.records import NONE, RECORDS, UNKNOWN, Language, Record
from scripts.schema import Shape, shapes

MAXIMUM_CHOICES = 24
Choices = Mapping[str, Sequence[str]]


def page_template(kind: str, title: str, choices: Choices, today: str) -> str:
    """The Danish file of a new page. `choices`: the ids of each vocabulary; `today` is yyyy-mm-dd."""
    fixed = {
        "title": _quoted(title),
        "summary": _quoted(f"{PLACEHOLDER['da']} to-tre sætninger, der kan stå alene."),
        "date": _quoted(today),
        "next": _quoted(f"{int(today[:4]) + 1}{today[4:8]}01"),
    }
    header = "\n".join(_Header(choices, fixed).fields(RECORDS[kind]))
    body = "\n\n".join(_section(rule, "da") for rule in ANATOMY.get(kind, ()))
    return f"---\n{header}\n---\n\n{body or PLACEHOLDER['da']}\n"


def translation_template(kind: str, original: str) -> str:
    """The English file beside a new page: only what is translated, with the fingerprint still to be stamped."""
    lines = ['title: "Write here: the title"', 'summary: "Write here: two or three sentences that can stand alone."']
    lines += ["translates: unstamped"]
    body = "\n\n".join(_section(rule, "en") for rule in ANATOMY.get(kind, ()))
    note = f"# The free texts of {original} in English, nested as they are there; facts are not repeated."
    return "---\n" + "\n".join([note, *lines]) + f"\n---\n\n{body or PLACEHOLDER['en']}\n"


class _Header:
    """Writes the header of one file; what a field of a repeated group means is said the first time only."""

    def __init__(self, choices: Choices, fixed: Mapping[str, str]) -> None:
        self.choices = choices
        self.fixed = fixed
        self.explained: set[tuple[type[Record], str]] = set()

    def fields(self, record: type[Record], indent: str = "") -> Iterator[str]:
        for shape in shapes(record).values():
            if (record, shape.name) not in self.explained:
                self.explained.add((record, shape.name))
                yield from self._comment(shape, indent)
            if not shape.required:
                yield f"{indent}# {shape.name}: {_example(shape)}"
            elif shape.record:
                yield from self._group(shape, shape.record, indent)
            else:
                yield f"{indent}{shape.name}: {self.fixed.get(shape.name) or _value(shape)}"

    def _group(self, shape: Shape, record: type[Record], indent: str) -> Iterator[str]:
        if word := _stated(shape):
            yield f"{indent}{shape.name}: {word}"
            yield f"{indent}# {shape.name}:"
            yield f"{indent}#   - {_inline(record)}"
        elif shape.many:
            yield f"{indent}{shape.name}:"
            yield f"{indent}  - {_inline(record)}"
        else:
            yield f"{indent}{shape.name}:"
            yield from self.fields(record, f"{indent}  ")

    def _comment(self, shape: Shape, indent: str) -> Iterator[str]:
        yield f"{indent}# {shape.meaning_da}"
        ids = self.choices.get(shape.vocabulary or "", ())
        if ids and len(ids) <= MAXIMUM_CHOICES:
            yield f"{indent}#   Vælg: {', '.join([*ids, *shape.words])}"
        elif shape.words:
            yield f"{indent}#   Eller: {', '.join(shape.words)}"


def _value(shape: Shape) -> str:
    if word := _stated(shape):
        return word
    if shape.free_text and not shape.many:
        return _quoted(f"{PLACEHOLDER['da']} {shape.meaning_da}")
    return _example(shape)


def _stated(shape: Shape) -> str:
    """`unknown` or `none`, where the field takes it."""
    return next((word for word in (UNKNOWN, NONE) if word in shape.words), "")


def _example(shape: Shape) -> str:
    return shape.example if not shape.example.startswith("(") else "…"


def _inline(record: type[Record]) -> str:
    return "{" + ", ".join(f"{shape.name}: {_example(shape)}" for shape in shapes(record).values()) + "}"


def _section(rule: SectionRule, language: Language) -> str:
    lines = [f"## {rule.title(language)}", "", *_inside(rule, language)]
    for part in rule.parts:
        lines += ["", f"### {part.title(language)}", "", PLACEHOLDER[language]]
        if part.form == "spoken":
            lines += ["", PLACEHOLDER[language]]
    return "\n".join(lines)


def _inside(rule: SectionRule, language: Language) -> list[str]:
    words = f"{PLACEHOLDER[language]} {rule.about(language)}"
    if rule.form == "bullets":
        return [f"- {words}"]
    if rule.form == "ways":
        imperative = {"da": "en opfordring.", "en": "an imperative."}[language]
        return [f"1. **{PLACEHOLDER[language]} {imperative}** {rule.about(language)}"]
    if rule.form == "steps":
        columns = STEP_COLUMNS[language]
        rows = ["| " + " | ".join(columns) + " |", "| " + " | ".join("---" for _ in columns) + " |"]
        return [*rows, "| " + " | ".join([PLACEHOLDER[language], *["–"] * (len(columns) - 1)]) + " |"]
    return [words]


def _quoted(text: str) -> str:
    """Text as YAML: a JSON string is one."""
    return json.dumps(text, ensure_ascii=False)
