"""Characters: what a person cannot see, or would take for another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scripts.problems import Location, Problem
from scripts.read.files import SourceFile

MAXIMUM_LINE = 5_000

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f]"
)
# U+FFFD stands where another program has lost a letter.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff9-\uffff]")
# Whatever `check_characters` refuses to see.
HIDDEN_CHARACTERS = re.compile("|".join(one.pattern for one in (_CONTROL, _BIDI, _INVISIBLE)))
# Letters beyond the Latin ones, and Latin ones in disguise (fullwidth, mathematical).
_OTHER_LETTERS = re.compile(
    "[\u0370-\u1cff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\ua71f\uab70-\uabbf\uff21-\uff5a\U0001d400-\U0001d7ff]"
)
_SUSPECT = re.compile("|".join(one.pattern for one in (_CONTROL, _BIDI, _INVISIBLE, _OTHER_LETTERS)))
_WORD = re.compile(r"[^\W\d_]+")
_DISGUISED = {"FULLWIDTH", "MATHEMATICAL"}


def check_characters(source: SourceFile) -> Iterator[Problem]:
    """A file is clean text: NFC, no hidden or direction-changing characters, no word of mixed scripts, no endless line."""
    if not unicodedata.is_normalized("NFC", source.text):
        lines = enumerate(source.text.split("\n"), 1)
        first, text = next((number, line) for number, line in lines if not unicodedata.is_normalized("NFC", line))
        word = next((word for word in text.split() if not unicodedata.is_normalized("NFC", word)), text)
        yield Problem(
            "text-not-nfc", Location(source.path, first), {"value": _short(unicodedata.normalize("NFC", word))}
        )
    if len(source.text) > MAXIMUM_LINE:
        for number, line in enumerate(source.text.split("\n"), 1):
            if len(line) > MAXIMUM_LINE:
                values = {"length": str(len(line)), "maximum": str(MAXIMUM_LINE)}
                yield Problem("line-too-long", Location(source.path, number), values)
    if _SUSPECT.search(source.text):
        for number, line in enumerate(source.text.split("\n"), 1):
            yield from _check_line_characters(line, Location(source.path, number))


def _check_line_characters(text: str, where: Location) -> Iterator[Problem]:
    for code, pattern in (("text-control", _CONTROL), ("text-bidi", _BIDI), ("text-invisible", _INVISIBLE)):
        if found := pattern.search(text):
            yield Problem(code, where, {"value": f"U+{ord(found[0]):04X}", "word": _word_at(text, found.start())})
    if _OTHER_LETTERS.search(text):
        for word in _WORD.findall(HIDDEN_CHARACTERS.sub("", text)):
            scripts = _scripts_of(word)
            if ("LATIN" in scripts and len(scripts) > 1) or scripts & _DISGUISED:
                yield Problem("text-mixed-scripts", where, {"value": word})


def _scripts_of(word: str) -> set[str]:
    return {unicodedata.name(character, "?").split(" ")[0] for character in word}


def _word_at(text: str, place: int) -> str:
    """The word around a character that cannot be seen, without it."""
    before, after = text[:place].split(" ")[-1], text[place + 1 :].split(" ")[0]
    return _short(HIDDEN_CHARACTERS.sub("", before + after))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"
