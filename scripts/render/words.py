"""The words a search must also find a page by: inner parts of Danish compounds, spellings without æøå, irregular forms.

Text comes in, words that do not stand in it go out. What the language needs to know stands in `danish.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from scripts.records import Language

LANGUAGE_FILE = Path(__file__).parent / "danish.yml"
SHORTEST_COMPOUND = 6
SHORTEST_HEAD = 3
SHORTEST_STEM = 4
WORD = re.compile(r"[^\W\d_]{2,}")
_NO_END = re.compile(r"[gkst]v$")  # no Danish word ends so: besøgsven is not besøgsv-en
_FOLDED = (("æ", "ae"), ("ø", "oe"), ("å", "aa"))
_LINKS = ("", "s", "e", "er")


def words_of(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return set(WORD.findall(text.lower()))


def also_found_by(text: str, language: Language) -> list[str]:
    """Words by which a text with these words must be found, but which do not stand in it. Sorted."""
    present = words_of(text)
    found = {extra for word in present for extra in _extra(word, language)}
    return sorted(found - present)


@cache
def _extra(word: str, language: Language) -> tuple[str, ...]:
    if word in _common():
        return ()
    if language == "en":
        return tuple(_spellings(word))
    tails = list(compound_tails(word))
    related = [form for known in (word, *tails) for form in _forms().get(known, ())]
    found = [*tails, *related]
    return tuple(dict.fromkeys([*found, *(other for one in (word, *found) for other in _spellings(one))]))


@cache
def stem(word: str) -> str:
    """The word without its ending, roughly: enough to know `besøgsvenner` for `besøgsven` when both are in small letters."""
    for ending in _endings():
        shorter = word[: -len(ending)]
        if word.endswith(ending) and len(shorter) >= SHORTEST_STEM:
            return _undoubled(word if _NO_END.search(shorter) else shorter)
    return _undoubled(word)


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] else word


def fold(word: str) -> str:
    """The word as it is written without æ, ø and å."""
    for letter, plain in _FOLDED:
        word = word.replace(letter, plain)
    return word


def _spellings(word: str) -> Iterator[str]:
    folded = fold(word)
    if folded != word:
        yield folded
    if "aa" in word:
        yield word.replace("aa", "å")


@cache
def compound_tails(word: str) -> tuple[str, ...]:
    """The ends of a compound, each beginning with a part one may look for: `frivilligcenterleder` → `centerleder`, `leder`."""
    if len(word) < SHORTEST_COMPOUND or word in _whole():
        return ()
    starts: list[int] = []
    for start in range(len(word) - 2, SHORTEST_HEAD - 1, -1):
        rest = word[start:]
        if _base(rest) or any(_joins(rest, later - start) for later in starts):
            starts.insert(0, start)
    tails = [word[start:] for start in _outermost(word, starts)]
    return tuple(dict.fromkeys(base for tail in tails for base in (tail, _base(tail)) if base))


def _outermost(word: str, starts: list[int]) -> Iterator[int]:
    """The starts without those that only look so inside a known part: `loven` is no `ven`, but `samskabelse` is a `skabelse`."""
    known, begun = _base(word), 0
    for start in starts:
        inside = start - begun
        if known and not (inside >= SHORTEST_HEAD and _base(known[inside:])):
            continue
        yield start
        if found := _base(word[start:]):
            known, begun = found, start


def _joins(rest: str, cut: int) -> bool:
    """Whether the letters before `cut` are a known part, with or without the letters that link two parts."""
    before = rest[:cut]
    return any(
        before.endswith(link) and before[: len(before) - len(link)] in _parts() for link in _LINKS if before != link
    )


def _base(word: str) -> str:
    """The known part that a word is a form of, else empty."""
    if word in _parts():
        return word
    for ending in _endings():
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 2:
            for candidate in (stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem):
                if candidate in _parts():
                    return candidate
    return ""


def _flat(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(word for words in lists for word in words)


@cache
def _language_file() -> dict[str, list[list[str]]]:
    loaded: dict[str, list[list[str]]] = yaml.load(LANGUAGE_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


@cache
def _parts() -> frozenset[str]:
    return _flat(_language_file()["parts"])


@cache
def _whole() -> frozenset[str]:
    return _flat(_language_file()["whole"])


@cache
def _common() -> frozenset[str]:
    return _flat(_language_file()["common"])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(ending) for ending in _language_file()["endings"]))


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """For each irregular form: the other forms of the same word."""
    found: dict[str, tuple[str, ...]] = {}
    for forms in _language_file()["forms"]:
        for form in forms:
            found[form] = (*found.get(form, ()), *(other for other in forms if other != form))
    return found
