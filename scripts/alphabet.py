"""The order of the alphabet: in Danish æ, ø and å come last and `Aa` stands with Å; in English they stand with A and O.

Text comes in, a sort key or the letter of a group goes out. Accents, capitals and punctuation count for nothing.
"""

from __future__ import annotations

import re
import unicodedata

from scripts.records import Language

OTHER = "0–9"
DANISH = (*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "Æ", "Ø", "Å")
# The characters after z in ASCII stand for the letters after z in Danish.
_DANISH_ORDER = str.maketrans(
    {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "ð": "d", "þ": "th", "ß": "ss", "ł": "l", "œ": "{"}
)
_ENGLISH_ORDER = str.maketrans({"æ": "ae", "ø": "o", "ð": "d", "þ": "th", "ß": "ss", "ł": "l", "œ": "oe"})
_AFTER_Z = {"{": "Æ", "|": "Ø", "}": "Å"}
_NOT_SORTED = re.compile(r"[^a-z0-9{|} ]+")


def sort_key(text: str, language: Language) -> str:
    """A key that puts texts in the order of this language's alphabet; a shorter text comes before a longer one."""
    lower = unicodedata.normalize("NFC", text).lower()
    if language == "da":
        lower = lower.replace("{", " ").replace("|", " ").replace("}", " ").replace("aa", "å").translate(_DANISH_ORDER)
    else:
        lower = lower.replace("{", " ").replace("|", " ").replace("}", " ").translate(_ENGLISH_ORDER)
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(mark))
    return " ".join(_NOT_SORTED.sub(" ", plain.replace("’", "").replace("'", "").replace("-", "")).split())


def letter_of(text: str, language: Language) -> str:
    """The letter under which a text stands in an index: `A` … `Å`, or `0–9` for all that begins with no letter."""
    first = sort_key(text, language)[:1]
    if first in _AFTER_Z:
        return _AFTER_Z[first]
    return first.upper() if first.isalpha() else OTHER
