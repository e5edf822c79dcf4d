"""Names of authors and editors as BibTeX writes them: `la Cour, Anders and {Aalborg Kommune} and others`.

In goes the field's text, out come `PersonName`s. A name in braces is one of an organisation and is never taken apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.parse.latex import plain_text

_AND = re.compile(r"\sand\s", re.IGNORECASE)
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@dataclass(frozen=True)
class PersonName:
    """A person, or an organisation where only `literal` is set."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def last(self) -> str:
        """What a short reference calls them: `la Cour`, `Aalborg Kommune`."""
        return self.literal or " ".join(part for part in (self.particle, self.family) if part)

    @property
    def full(self) -> str:
        """`Anders la Cour`, `John Smith, Jr.`."""
        name = " ".join(part for part in (self.given, self.last) if part)
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def inverted(self) -> str:
        """`la Cour, Anders`, as catalogues and RIS write it."""
        return ", ".join(part for part in (self.last, self.given, self.suffix) if part)

    def to_csl(self) -> dict[str, str]:
        if self.literal:
            return {"literal": self.literal}
        parts = {
            "family": self.family,
            "given": self.given,
            "non-dropping-particle": self.particle,
            "suffix": self.suffix,
        }
        return {name: value for name, value in parts.items() if value}


@dataclass(frozen=True)
class Names:
    """All names of a field; `others` where it ends in `and others`."""

    people: tuple[PersonName, ...] = ()
    others: bool = False


def parse_names(text: str) -> Names:
    """The names of an `author` or `editor` field. Never raises; an empty field gives no names."""
    pieces = [piece.strip() for piece in _at_top_level(f" {text} ", _AND) if piece.strip()]
    others = bool(pieces) and pieces[-1].lower() == "others"
    return Names(tuple(parse_name(piece) for piece in (pieces[:-1] if others else pieces)), others)


def parse_name(text: str) -> PersonName:
    """One name, in any of BibTeX's forms: `Last, First`, `Last, Jr., First`, `First von Last`, `{Organisation}`."""
    text = text.strip()
    if _is_braced(text):
        return PersonName(literal=_clean(text))
    parts = [part.strip() for part in _at_top_level(text, re.compile(","))]
    if len(parts) == 1:
        return _spoken(parts[0])
    particle, family = _particle(parts[0])
    if len(parts) == 2 or not parts[1]:
        return PersonName(_clean(family), _clean(" ".join(parts[1:])), _clean(particle))
    return PersonName(_clean(family), _clean(", ".join(parts[2:])), _clean(particle), _clean(parts[1]))


def _spoken(text: str) -> PersonName:
    """`First von Last`; a single word is a family name."""
    words = _at_top_level(text, re.compile(r"\s+"))
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in SUFFIXES else ""
    small = [index for index, word in enumerate(words[:-1]) if word[:1].islower()]
    start = small[0] if small else len(words) - 1
    particle, family = _particle(" ".join(words[start:]))
    return PersonName(_clean(family), _clean(" ".join(words[:start])), _clean(particle), _clean(suffix))


def _particle(text: str) -> tuple[str, str]:
    """The small-letter words that a family name begins with, and the rest; a name all in small letters has none."""
    words = _at_top_level(text, re.compile(r"\s+"))
    count = next((index for index, word in enumerate(words) if not word[:1].islower()), 0)
    return " ".join(words[:count]), " ".join(words[count:])


def _is_braced(text: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for index, mark in enumerate(text):
        depth += (mark == "{") - (mark == "}")
        if depth == 0:
            return index == len(text) - 1
    return False


def _at_top_level(text: str, separator: re.Pattern[str]) -> list[str]:
    """The text split where the separator stands outside braces."""
    if "{" not in text:
        return separator.split(text)
    depths: list[int] = []
    depth = 0
    for mark in text:
        depth += (mark == "{") - (mark == "}")
        depths.append(depth)
    pieces: list[str] = []
    start = 0
    for match in separator.finditer(text):
        if depths[match.start()] <= 0:
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]


def _clean(text: str) -> str:
    return " ".join(plain_text(text).split())
