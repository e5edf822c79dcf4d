"""Good and bad values of each type of header field; nothing is guessed, and the line of a wrong value is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
from pydantic import Field

from scripts.check.headers import validate
from scripts.check.known import Known
from scripts.parse.yaml_text import Mapping, parse_yaml, plain
from scripts.records import (
    RECORDS,
    Address,
    Bilingual,
    Country,
    Date,
    FieldId,
    MunicipalityCode,
    Name,
    NoneStated,
    Organisation,
    OrganisationId,
    Outcome,
    Phrase,
    Question,
    Record,
    Sentence,
    Slug,
    Summary,
    Synonyms,
    Term,
    Title,
    Unknown,
    Value,
    Year,
)
from scripts.schema import shapes

KNOWN = Known(
    vocabulary={"fields": frozenset({"aeldre", "flygtninge"}), "countries": frozenset({"DK", "NO"})},
    names={"organisation": frozenset({"aalborg-kommune"}), "municipality": frozenset({"0101", "0851"})},
)


class Sample(Record):
    """One field of each type."""

    slug: Slug = ""
    date: Date | Unknown = ""
    year: Year | Unknown = ""
    title: Title = ""
    summary: Summary = ""
    sentence: Sentence | Unknown = ""
    phrase: Phrase = ""
    name: Name = ""
    address: Address = ""
    choice: FieldId | Unknown = ""
    country: Country = ""
    choices: Annotated[tuple[FieldId, ...], Field(min_length=1)] | Unknown = ()
    municipality: MunicipalityCode = ""
    parties: Annotated[tuple[OrganisationId, ...], Field(min_length=1)] | NoneStated = ()
    both: Bilingual | None = None
    group: Synonyms | None = None


GOOD = {
    "slug": ["a", "a-b", "besoegsven-2", "7"],
    "date": ['"2026-11-24"', "2024-02-29", "unknown"],
    "year": ['"2013"', "1899", "unknown"],
    "title": ["Spilleregler", "'Kolon: i en titel'", '"NO"', "a" * 120],
    "summary": ["To ord", ">-\n  Én linje\n  og én til.", "a" * 300],
    "sentence": ["En sætning.", "unknown", "a" * 400],
    "phrase": ["Hvem gør hvad?"],
    "name": ["Redaktionen", "null", "~", "true", "0101"],
    "address": ["https://www.aalborg.dk/x?y=1#z", "http://example.org"],
    "choice": ["aeldre", "unknown"],
    "country": ["DK", "NO", "'NO'"],
    "choices": ["[aeldre]", "[aeldre, flygtninge]", "\n  - aeldre\n  - flygtninge", "unknown"],
    "municipality": ['"0101"', "0101", "'0851'"],
    "parties": ["[aalborg-kommune]", "none"],
    "both": ["{da: Ja, en: Yes}", "\n  da: Ja\n  en: 'Yes: really'"],
    "group": ["{da: [a], en: []}", "{da: [], en: []}", "{da: [a, b]}"],
}
BAD = {
    "slug": {
        "A": "field-form",
        "a_b": "field-form",
        "-a": "field-form",
        "besøgsven": "field-form",
        "[a]": "field-text-expected",
    },
    "date": {
        "2026-02-30": "field-form",
        "24-11-2026": "field-form",
        "2026-1-1": "field-form",
        "20261124": "field-form",
        "2026-W48-2": "field-form",
        "unknwon": "field-form",
        "[2026-11-24]": "field-text-expected",
    },
    "year": {"13": "field-form", "2013-2015": "field-form", "20135": "field-form", "1066": "field-form"},
    "title": {
        "": "field-empty",
        "''": "field-empty",
        "' '": "field-empty",
        "a" * 121: "field-too-long",
        "<b>x</b>": "header-html",
        "[a, b]": "field-text-expected",
        "{a: b}": "field-text-expected",
    },
    "summary": {"a" * 301: "field-too-long", ">-\n  ": "field-empty"},
    "sentence": {"a" * 401: "field-too-long", "[unknown]": "field-text-expected"},
    "phrase": {"a" * 121: "field-too-long"},
    "name": {"a" * 161: "field-too-long"},
    "address": {
        "www.aalborg.dk": "field-form",
        "ftp://a.dk": "field-form",
        "javascript:alert(1)": "field-form",
        "https://a b.dk": "field-form",
        f"https://a.dk/{'x' * 500}": "field-too-long",
    },
    "choice": {
        "eldre": "value-unknown",
        "Aeldre": "value-unknown",
        "none": "value-unknown",
        "[aeldre]": "field-text-expected",
    },
    "country": {"dk": "value-unknown", "Danmark": "value-unknown", "false": "value-unknown"},
    "choices": {
        "[]": "field-empty",
        "aeldre": "field-list-expected",
        "[aeldre, eldre]": "value-unknown",
        "[aeldre, [flygtninge]]": "field-text-expected",
        "[aeldre, '']": "field-empty",
        "{a: b}": "field-list-expected",
    },
    "municipality": {"'101'": "field-form", "0999": "municipality-unknown", "Aalborg": "field-form"},
    "parties": {
        "[]": "field-empty",
        "aalborg-kommune": "field-list-expected",
        "[aalborg]": "organisation-unknown",
        "nobody": "field-list-expected",
    },
    "both": {
        "{da: Ja}": "field-missing",
        "Ja": "field-group-expected",
        "[Ja, Yes]": "field-group-expected",
        "{da: Ja, en: Yes, de: Ja}": "field-unknown",
        "{da: Ja, en: }": "field-empty",
    },
    "group": {"{da: ord, en: []}": "field-list-expected", "{da: [[ord]], en: []}": "field-text-expected"},
}


def found_in(name: str, value: str) -> list[tuple[str, int]]:
    """The problems of a header with this one field on line 2, as (code, line)."""
    parsed = parse_yaml(f"{name}: {value}", first_line=2)
    assert not parsed.faults
    assert isinstance(parsed.root, Mapping)
    _, problems = validate(parsed.root, Sample, "x.md", KNOWN)
    return [(problem.code, problem.location.line) for problem in problems]


@pytest.mark.parametrize(
    ("name", "value"), [pytest.param(name, value, id=f"{name} {value[:30]!r}") for name in GOOD for value in GOOD[name]]
)
def test_good_values_are_taken(name: str, value: str) -> None:
    assert found_in(name, value) == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [pytest.param(name, value, code, id=f"{name} {value[:30]!r}") for name in BAD for value, code in BAD[name].items()],
)
def test_a_bad_value_has_one_problem_at_its_line(name: str, value: str, code: str) -> None:
    assert found_in(name, value) == [(code, 2)]


def test_every_type_of_field_has_good_and_bad_values() -> None:
    assert set(GOOD) == set(BAD) == set(shapes(Sample))


GUESSED = {
    "NO": "NO",
    "yes": "yes",
    "off": "off",
    "0101": "0101",
    "1:30": "1:30",
    "1_000": "1_000",
    "0x1F": "0x1F",
    "1e3": "1e3",
    "null": "null",
    "~": "~",
    "2026-11-24": "2026-11-24",
    ".inf": ".inf",
    "=": "=",
}


@pytest.mark.parametrize("text", GUESSED)
def test_what_yaml_would_guess_at_stays_text(text: str) -> None:
    parsed = parse_yaml(f"field: {text}")
    assert parsed.root is not None
    assert plain(parsed.root) == {"field": GUESSED[text]}


@dataclass(frozen=True)
class Misplaced:
    """A header whose fault lies on a line of its own."""

    text: str
    code: str
    line: int


MISPLACED = {
    "in a list": Misplaced("choices:\n  - aeldre\n  - eldre\n", "value-unknown", 3),
    "in a group": Misplaced("both:\n  da: Ja\n  en:\n", "field-empty", 3),
    "unknown in a group": Misplaced("both:\n  da: Ja\n  en: Yes\n  fr: Oui\n", "field-unknown", 4),
    "missing in a group": Misplaced("slug: a\nboth:\n  da: Ja\n", "field-missing", 2),
    "unknown": Misplaced("slug: a\nslog: b\n", "field-unknown", 2),
    "over several lines": Misplaced(f"slug: a\nphrase: >-\n  {'a ' * 60}\n  {'b ' * 60}\n", "field-too-long", 2),
}


@pytest.mark.parametrize("name", MISPLACED)
def test_a_problem_is_told_at_the_line_of_its_value(name: str) -> None:
    case = MISPLACED[name]
    root = parse_yaml(case.text).root
    assert isinstance(root, Mapping)
    _, problems = validate(root, Sample, "x.md", KNOWN)
    assert [(problem.code, problem.location.line) for problem in problems] == [(case.code, case.line)]


def test_every_misspelt_field_of_every_kind_is_known_by_its_nearest() -> None:
    for record in [*RECORDS.values(), Organisation, Term, Question, Value]:
        for name in shapes(record):
            if len(name) < 5:
                continue
            root = parse_yaml(f"{name[:-1]}{name[-1] * 2}: x").root
            assert isinstance(root, Mapping)
            _, problems = validate(root, record, "x.md", Known())
            unknown = [problem for problem in problems if problem.code == "field-unknown"]
            assert [problem.values["guess"] for problem in unknown] == [name], (record, name)
            missing = [p.values["field"] for p in problems if p.code == "field-missing" and p.location.line == 1]
            assert name not in missing, "the misspelt field is not missing too"


def test_every_field_may_be_unknown_where_a_source_can_be_silent() -> None:
    by_source = {name for name, shape in shapes(RECORDS["case"]).items() if "unknown" in shape.words}
    assert {"municipalities", "initiated_by", "phases", "formalisation", "funding", "status", "outcomes"} <= by_source
    assert "unknown" in shapes(Outcome)["direction"].words
