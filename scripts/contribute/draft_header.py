"""The header of a drafted case: answers as values, `unknown` for what nobody answered, comments for what is no value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scripts.check.text import PLACEHOLDER
from scripts.contribute.answers import Answers
from scripts.contribute.known_names import KnownNames
from scripts.contribute.plain import as_comments, as_value
from scripts.contribute.questions import Question, both
from scripts.contribute.template import Choices
from scripts.records import UNKNOWN, Assessment, Case, Judgement
from scripts.schema import Shape, shapes

ONGOING = re.compile(r"i gang|ongoing|løbende|stadig", re.I)
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
Placed = tuple[str, str]  # the value as YAML, and what of the answer is not in it


def header_lines(answers: Answers, names: KnownNames, choices: Choices, today: str) -> Iterator[str]:
    """The lines between the `---`. Every answer that is not in a field or a section stands in a comment."""
    return _Header(answers, names, choices, today).lines()


class _Header:
    def __init__(self, answers: Answers, names: KnownNames, choices: Choices, today: str) -> None:
        self.answers = answers
        self.names = names
        self.choices = choices
        self.today = today
        self.asked = {question.field: question for question in answers.form.questions if question.field}
        self.special: dict[str, Callable[[Question | None], Placed]] = {
            "municipalities": lambda q: self._named(q, names.find_municipalities, quoted=True),
            "parties.public": lambda q: self._named(q, names.find_organisations),
            "parties.civil": lambda q: self._named(q, names.find_organisations),
            "parties.other": lambda q: self._named(q, names.find_organisations),
            "period.start": self._year,
            "period.end": self._year,
            "country": self._country,
            "contributors": self._contributors,
        }

    def lines(self) -> Iterator[str]:
        yield f"# Fra formularen »{both(self.answers.form.name)}«. Slet alle linjer, der begynder med #, når de er brugt."
        yield from self._to_the_editors()
        for shape in shapes(Case).values():
            yield from self._field(shape)

    def _to_the_editors(self) -> Iterator[str]:
        if self.answers.outside:
            yield from self._kept("Før formularen", self.answers.outside)
        for question in self.answers.form.questions:
            answer = self.answers.text(question.id)
            if answer and not (question.field or question.section or question.id == "sources"):
                yield from self._kept(question.ask["da"], answer)

    def _field(self, shape: Shape) -> Iterator[str]:
        if shape.name == "review":
            yield f'review: {{status: draft, last: unknown, next: "{int(self.today[:4]) + 1}{self.today[4:8]}01"}}'
        elif shape.name == "sources":
            yield from self._sources()
        elif shape.name == "assessment":
            yield from self._assessment()
        elif shape.name in ("tensions", "potentials", "models"):
            yield from self._relations(shape.name)
        elif shape.record and not shape.many:
            yield f"{shape.name}:"
            for inner in shapes(shape.record).values():
                yield from self._simple(f"{shape.name}.{inner.name}", inner, "  ")
        else:
            yield from self._simple(shape.name, shape)

    def _simple(self, path: str, shape: Shape, indent: str = "") -> Iterator[str]:
        question = self.asked.get(path)
        value, rest = self.special[path](question) if path in self.special else self._answer(question)
        if rest and question:
            yield from self._kept(question.ask["da"], rest, indent)
        if not value:
            value = UNKNOWN if not shape.free_text or UNKNOWN in shape.words else _to_write(shape)
        yield f"{indent}{shape.name}: {value}"

    def _answer(self, question: Question | None) -> Placed:
        if question is None:
            return "", ""
        if not question.options:
            text = self.answers.text(question.id)
            return (as_value(text) if text else ""), ""
        ids, rest = self.answers.chosen(question.id)
        if not question.many:
            return (ids[0] if len(ids) == 1 else ""), rest if len(ids) < 2 else self.answers.text(question.id)
        return (_listed(ids) if ids else ""), rest

    def _named(
        self, question: Question | None, find: Callable[[str], tuple[list[str], str]], quoted: bool = False
    ) -> Placed:
        ids, rest = find(self.answers.text(question.id)) if question else ([], "")
        return (_listed([f'"{one}"' if quoted else one for one in ids]) if ids else ""), rest

    def _year(self, question: Question | None) -> Placed:
        text = self.answers.text(question.id) if question else ""
        found = YEAR.findall(text)
        if question and question.field == "period.end" and ONGOING.fullmatch(text):
            return "ongoing", ""
        return (f'"{found[0]}"' if len(found) == 1 else ""), "" if YEAR.fullmatch(text) else text

    def _country(self, question: Question | None) -> Placed:
        value, rest = self._answer(question)
        danish = self.names.find_municipalities(self.answers.text("municipalities"))[0]
        return value or ("DK" if danish else ""), rest

    def _contributors(self, question: Question | None) -> Placed:
        names = (
            [line.strip() for line in self.answers.text(question.id).split("\n") if line.strip()] if question else []
        )
        return _listed([as_value(name) for name in names] or ["Redaktionen"]), ""

    def _sources(self) -> Iterator[str]:
        keys, rest = self.names.find_sources(self.answers.text("sources"))
        if rest:
            yield from self._kept("Kilder, der skal ind i litteraturen (python -m scripts new reference NØGLE)", rest)
        yield "sources:"
        for key in keys or [UNKNOWN]:
            yield f"  - {{key: {key}, evidence: unknown, author: unknown, read: unknown, voices: unknown}}"

    def _relations(self, name: str) -> Iterator[str]:
        rows = []
        for question in self.answers.form.questions:
            if question.field != name:
                continue
            ids, rest = self.answers.chosen(question.id)
            if rest:
                yield from self._kept(question.ask["da"], rest)
            told = f"link: {question.link or UNKNOWN}"
            rows += [
                f"  - {{id: {one}, {told if name == 'models' else 'between: [unknown], level: unknown, handling: unknown'}}}"
                for one in ids
            ]
        yield f"{name}:" if rows else f"{name}: none"
        yield from rows

    def _assessment(self) -> Iterator[str]:
        yield "assessment:"
        for shape in shapes(Assessment).values():
            if shape.record is Judgement:
                yield f'  {shape.name}: {{value: unknown, reason: "{PLACEHOLDER["da"]} én sætning."}}'
            else:
                yield f"  {shape.name}: {self._stated(shape.name)}"

    def _stated(self, name: str) -> str:
        return f'"{self.today}"' if name == "date" else "Redaktionen"

    @staticmethod
    def _kept(asked: str, text: str, indent: str = "") -> Iterator[str]:
        yield f"{indent}# {asked}"
        yield from as_comments(text, indent)


def _to_write(shape: Shape) -> str:
    return as_value(f"{PLACEHOLDER['da']} {shape.meaning_da}")


def _listed(values: list[str]) -> str:
    return f"[{', '.join(values)}]"
