"""What is wrong, as a value: a code word, a place and the values that the sentence about it needs.

The sentences themselves stand in one place, the catalogue (`catalogue.yml`), from which the messages, `explain` and the
public page of all checks are made. A check yields problems; it never prints and never raises for bad content.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from scripts.records import Language

Severity = Literal["error", "advice"]
CATALOGUE_FILE = Path(__file__).parent / "catalogue.yml"
_OPTIONAL = re.compile(r"\[\[.*?\]\]", re.S)
_HOLE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, order=True)
class Location:
    """A file (path from the top of the repository, with `/`) and a line, counted from 1."""

    path: str
    line: int = 1


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `values` fill the holes in the catalogue's sentences."""

    code: str
    location: Location
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return catalogue()[self.code].severity

    def message(self, language: Language) -> str:
        """One sentence: what is wrong, with the value quoted."""
        return _fill(catalogue()[self.code].message[language], self.values)

    def hint(self, language: Language) -> str:
        """What is right, with the nearest guess where there is one."""
        return _fill(catalogue()[self.code].hint[language], self.values).strip()


@dataclass(frozen=True)
class CatalogueEntry:
    """What the project says about one code, in both languages."""

    code: str
    severity: Severity
    title: Mapping[Language, str]
    message: Mapping[Language, str]
    hint: Mapping[Language, str]
    why: Mapping[Language, str]

    def cure(self, language: Language) -> str:
        """How to mend it, said of no problem in particular: without guesses, and `…` where a value would stand."""
        text = self.hint[language]
        general = _OPTIONAL.sub("", text).strip() or text.replace("[[", "").replace("]]", "")
        return _HOLE.sub("…", general)


@cache
def catalogue() -> dict[str, CatalogueEntry]:
    """All codes, in the order of the file."""
    raw: dict[str, Any] = yaml.load(CATALOGUE_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {code: CatalogueEntry(code=code, **entry) for code, entry in raw.items()}


def nearest(value: str, choices: Iterable[str]) -> str:
    """The choice most like `value`, or the empty string where none is near."""
    return _nearest(value, frozenset(choices))


@lru_cache(maxsize=4096)
def _nearest(value: str, choices: frozenset[str]) -> str:
    found = difflib.get_close_matches(value, sorted(choices), n=1, cutoff=0.6)
    return found[0] if found else ""


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by file, line and code, each once."""
    keyed = {(p.location, p.code, tuple(sorted(p.values.items()))): p for p in problems}
    return [keyed[key] for key in sorted(keyed)]


def _fill(template: str, values: Mapping[str, str]) -> str:
    """Put the values in; a part in `[[…]]` is left out where one of its values is empty."""
    out: list[str] = []
    rest = template
    while "[[" in rest:
        before, _, tail = rest.partition("[[")
        optional, _, rest = tail.partition("]]")
        out.append(_put(before, values))
        if all(values.get(name) for name in _HOLE.findall(optional)):
            out.append(_put(optional, values))
    out.append(_put(rest, values))
    return "".join(out)


def _put(text: str, values: Mapping[str, str]) -> str:
    """The text with its holes filled; a brace in a value stays one."""
    return _HOLE.sub(lambda hole: values.get(hole[1], ""), text)
