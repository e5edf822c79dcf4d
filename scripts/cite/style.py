"""The citation style in each language: the Danish file, and the English made from it.

One file, so that a change to one language's references is never forgotten in the other.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scripts.records import Language

STYLE_FILE = Path(__file__).parent / "author-date.csl"
LOCALES: dict[Language, str] = {"da": "da-DK", "en": "en-GB"}
# English APA has a comma before `&` in the reference list, and no full stop after the day of the month.
_ENGLISH = (
    ('default-locale="da-DK"', 'default-locale="en-GB"'),
    ('delimiter-precedes-last="never" et-al-min="21"', 'delimiter-precedes-last="always" et-al-min="21"'),
    ('delimiter-precedes-last="never"', 'delimiter-precedes-last="contextual"'),
    ('<date-part name="day" suffix=". "/>', '<date-part name="day" suffix=" "/>'),
)


@cache
def style_text(language: Language) -> str:
    """The CSL style as XML."""
    text = STYLE_FILE.read_text(encoding="utf-8")
    if language == "en":
        for danish, english in _ENGLISH:
            text = text.replace(danish, english)
    return text
