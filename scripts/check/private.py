"""What belongs to a private person: CPR numbers, e-mail addresses, phone numbers, also where they are written another way.

Such text never enters: the history keeps it for ever. So a problem here does not repeat what it found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.problems import Location, Problem
from scripts.read.files import SourceFile

# Spaces, hyphens and at signs that look like ours; one for one, so that places stay where they are.
_ALIKE = dict(
    zip("\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2212\uff20\ufe6b", "    ------@@", strict=True)
)
_MARKS = r"[*_`]{0,3}"
_CPR = re.compile(
    rf"(?<![\d-])(?:0[1-9]|[12]\d|3[01])(?:(?:0[1-9]|1[0-2])\d\d{_MARKS}(?: ?[-/] ?| ?){_MARKS}"
    rf"|[. ](?:0[1-9]|1[0-2])[. ]\d\d{_MARKS} ?[-/] ?{_MARKS})\d{{4}}(?!\d)"
)
_NEAR = "(?:45|46|47|49|44|298|299|31|32|33|34|353|354|358)"  # Denmark, and the countries that our cases come from
_PHONE = re.compile(
    r"(?<![\d./-])(?:\+45 ?)?\d{2}([ .-])\d{2}\1\d{2}\1\d{2}(?![\d/-]|\.\d)"
    rf"|(?<![\d./+-])(?:\+|00){_NEAR}(?:[ .-]?\d){{7,11}}(?!\d)"
    r"|(?i:\b(?:tlf|telefon|mobil|phone|ring)(?:nummer|telefon|nr)?\.?(?:nr)?(?: på| til)?)[:. ]+\+?(?:\d ?){8,}"
)
_EIGHT_DIGITS = re.compile(r"[0-9](?:[ .*_`/-]{0,5}[0-9]){7}")
# Bounded at its start and in length, so that an endless word is not read again from each of its letters.
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[^\W_]|-){1,63}(?:\.(?:[^\W_]|-){1,63}){0,8}\.[^\W\d_]{2,24}"
)
_AT_IN_DISGUISE = re.compile(r"[&\[(](?:#|commat|COMMAT| ?[aA][tT]| ?[sS][nN][aA][bB][eE][lL])")
_EMAIL_IN_DISGUISE = re.compile(
    r"\w {0,2}(?:&(?:#0{0,6}64|#[xX]0{0,6}40|commat);|[\[(] ?(?:at|snabel-?a) ?[\])]) {0,2}\w[\w.-]{0,80}"
    r"(?:\.| {0,2}[\[(] ?(?:dot|punktum) ?[\])])",
    re.I,
)
_IDENTIFIER = re.compile(r"\s*(?:doi|isbn|issn|url|verified)\s*=", re.I)  # a field of the bibliography
_NAME_AT = re.compile(r"@(?<=[A-Za-z0-9._%+-]@)")


def check_private(source: SourceFile) -> Iterator[Problem]:
    """No CPR numbers, e-mail addresses or phone numbers: the site names nobody's private data."""
    text = _with_plain_marks(source.text)
    if places := sorted(_emails(text)):
        yield from (Problem("private-email", Location(source.path, number)) for number in _lines_of(text, places))
    yield from _check_numbers(text, source.path)


def _with_plain_marks(text: str) -> str:
    for mark in _ALIKE if not text.isascii() else ():
        text = text.replace(mark, _ALIKE[mark])
    return text


def _lines_of(text: str, places: list[int]) -> Iterator[int]:
    """The number of the line of each place, in order."""
    number, before = 1, 0
    for place in places:
        number += text.count("\n", before, place)
        before = place
        yield number


def _emails(text: str) -> Iterator[int]:
    """Where an address stands outside a web address. The costly pattern runs only where an at sign is no citation's."""
    if _NAME_AT.search(text):
        yield from (found.start() for found in _EMAIL.finditer(text) if not _in_web_address(text, found.start()))
    if _AT_IN_DISGUISE.search(text):
        yield from (found.start() for found in _EMAIL_IN_DISGUISE.finditer(text))


def _check_numbers(text: str, path: str) -> Iterator[Problem]:
    """The lines with eight digits, each once."""
    end, number = -1, 1
    for found in _EIGHT_DIGITS.finditer(text):
        if found.start() < end:
            continue
        number += text.count("\n", max(end, 0), found.start())
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        line = text[text.rfind("\n", 0, found.start()) + 1 : end]
        for code, pattern in (("private-cpr", _CPR), ("private-phone", _PHONE)):
            if not _IDENTIFIER.match(line) and any(
                not _in_web_address(line, one.start()) for one in pattern.finditer(line)
            ):
                yield Problem(code, Location(path, number))


def _in_web_address(text: str, offset: int) -> bool:
    """Whether the place lies inside a web address."""
    start = max(text.rfind(space, 0, offset) for space in (" ", "\n", "(", '"')) + 1
    return text.startswith(("http://", "https://"), start)
