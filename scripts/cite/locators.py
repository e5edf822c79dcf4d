"""The place in a work, such as `s. 12`, in the page's language: `p. 12` on an English page."""

from __future__ import annotations

import re
from typing import NamedTuple

from scripts.records import Language


class _Label(NamedTuple):
    words: tuple[str, ...]
    da: tuple[str, str]
    en: tuple[str, str]


# Singular and plural in each language.
_LABELS = (
    _Label(("s", "side", "sider", "p", "pp", "page", "pages"), ("s.", "s."), ("p.", "pp.")),
    _Label(
        ("kap", "kapitel", "kapitler", "ch", "chap", "chapter", "chapters"), ("kap.", "kap."), ("chapter", "chapters")
    ),
    _Label(("afs", "afsnit", "sec", "sect", "section", "sections"), ("afsnit", "afsnit"), ("section", "sections")),
    _Label(("§", "§§"), ("§", "§§"), ("§", "§§")),
    _Label(("stk", "subs", "subsection"), ("stk.", "stk."), ("subsection", "subsections")),
    _Label(("tabel", "tabeller", "table", "tables"), ("tabel", "tabel"), ("table", "tables")),
    _Label(("figur", "figurer", "fig", "figure", "figures"), ("figur", "figur"), ("figure", "figures")),
    _Label(("bilag", "app", "appendix"), ("bilag", "bilag"), ("appendix", "appendices")),
    _Label(("nr", "no", "punkt", "item"), ("nr.", "nr."), ("no.", "nos.")),
    _Label(("bd", "bind", "vol", "volume"), ("bd.", "bd."), ("vol.", "vols.")),
)
_LOCATOR = re.compile(r"(?P<label>§{1,2}|[A-Za-zæøåÆØÅ]+\.?)?\s*(?P<place>[\dIVXLCivxlc].*)", re.DOTALL)
_RANGE = re.compile(r"(?<=\d)\s*(?:-{1,3}|–)\s*(?=\d)")


def locator_text(locator: str, language: Language) -> str:
    """The locator as the page shows it. A bare number is a page; words that are no known label stay as they are."""
    match = _LOCATOR.fullmatch(locator.strip())
    if match is None:
        return locator.strip()
    word = (match["label"] or "s").rstrip(".").lower()
    label = next((label for label in _LABELS if word in label.words), None)
    if label is None:
        return locator.strip()
    place = _RANGE.sub("–", match["place"].strip())
    several = bool(re.search(r"[–,]|\b(?:og|and|ff)\b|&", place))
    words = label.en if language == "en" else label.da
    return f"{words[several]}\u00a0{place}"
