"""LaTeX escapes to the letters they stand for: `{\\o}`, `\\"{u}`, `\\aa`, `\\&`.

In goes the value of one BibTeX field, out comes the same in UTF-8 with the escapes that were found. What is not known stays
as it is, so nothing is lost. Braces that protect a word (`{VIVE}`) stay too; `plain_text` takes them away for display.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_LETTERS = {
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "ss": "ß",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "S": "§",
    "P": "¶",
    "pounds": "£",
    "copyright": "©",
    "textendash": "–",
    "textemdash": "—",
    "textquoteright": "’",
    "textquoteleft": "‘",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "guillemotleft": "«",
    "guillemotright": "»",
    "ldots": "…",
    "dots": "…",
    "textdegree": "°",
    "euro": "€",
}
_BASE = r"(?:\{(?P<{0}1>\\[ij](?![A-Za-z])|[^\W\d_])\}|(?P<{0}2>\\[ij](?![A-Za-z])|[^\W\d_]))"
_COMMAND = re.compile(
    r"\\(?:"
    + r"(?P<mark>[`'^~=.\"])\s?"
    + _BASE.replace("{0}", "m")
    + r"|(?P<word_mark>[uvHrcdkb])(?:\s+|(?=\{))"
    + _BASE.replace("{0}", "w")
    + r"|(?P<letter>"
    + "|".join(sorted(_LETTERS, key=len, reverse=True))
    + r")(?![A-Za-z])(?:\{\}|[ ]+(?=\S))?"
    + r"|(?P<special>[&%#$_])"
    + r"|(?P<other>[A-Za-z]+)"
    + r")"
)
_PROTECTED = re.compile(r"\\([{}])|[{}]")


@dataclass(frozen=True)
class Decoded:
    """`text` in UTF-8; `escapes` are those that should have been letters, with the letter or the empty string."""

    text: str
    escapes: tuple[tuple[str, str], ...] = ()


def decode_latex(value: str) -> Decoded:
    """The value with its escapes decoded. Never raises; quick where there is no backslash."""
    if "\\" not in value:
        return Decoded(value)
    escapes: list[tuple[str, str]] = []
    pieces: list[str] = []
    position = 0
    for match in _COMMAND.finditer(value):
        start, end = match.span()
        if match["special"]:
            found = match["special"]
        else:
            found = _letter(match)
            escapes.append((match[0].rstrip(), found))
            # The braces of `{\o}` only say where the escape ends; those of `{VIVE}` are kept.
            if found and start > position and value[start - 1] == "{" and value[end : end + 1] == "}":
                start, end = start - 1, end + 1
        pieces += [value[position:start], found or match[0]]
        position = end
    text = "".join([*pieces, value[position:]])
    return Decoded(unicodedata.normalize("NFC", text), tuple(escapes))


def plain_text(value: str) -> str:
    """The value as it is read: without protecting braces, LaTeX's quotation marks as real ones."""
    if "`" in value or "''" in value:
        value = value.replace("``", "“").replace("''", "”")
    if "{" not in value and "}" not in value:
        return value
    return _PROTECTED.sub(lambda match: match[1] or "", value)


def _letter(match: re.Match[str]) -> str:
    """The letter an escape stands for, or the empty string where it is not known."""
    if match["letter"]:
        return _LETTERS[match["letter"]]
    accent = match["mark"] or match["word_mark"]
    if not accent:
        return ""
    base = match["m1"] or match["m2"] or match["w1"] or match["w2"]
    base = base.removeprefix("\\")
    return unicodedata.normalize("NFC", base + _ACCENTS[accent])
