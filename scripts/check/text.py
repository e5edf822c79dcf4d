"""Running text: links, pictures, citations, and what must never stand in it."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from scripts.check.known import Known
from scripts.check.outline import PageOutline
from scripts.parse.markdown import MAXIMUM_PARAGRAPH, inline_tokens
from scripts.parse.page import ParsedPage, place_of
from scripts.problems import Location, Problem, nearest
from scripts.read.files import SourceFile
from scripts.records import Language

SCHEMES = ("http", "https")
MAXIMUM_LINE = 5_000
PLACEHOLDER: dict[Language, str] = {"da": "Skriv her:", "en": "Write here:"}

_CPR = re.compile(r"(?<![\d-])(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d[- ]?\d{4}(?!\d)")
# Bounded at its start and in length, so that an endless word is not read again from each of its letters.
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24}"
)
_BEFORE_CITATION = "[; ("
_PHONE = re.compile(
    r"(?<![\d./-])(\+45[ ]?)?(\d{2} \d{2} \d{2} \d{2})(?![\d/-]|\.\d)|\+45[ ]?\d{8}(?!\d)"
    r"|(?i:tlf\.?|telefon|phone)[:. ]+\+?[\d ]{8,}"
)
_EIGHT_DIGITS = re.compile(r"[0-9](?:[ -]?[0-9]){7}")
# Control, direction and invisible characters: whatever `check_characters` refuses to see.
HIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
    "\u200b-\u200d\u2060\u00ad\ufeff\u180e\U000e0000-\U000e007f]"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\u00ad\ufeff\u180e\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?(?::\d{1,5})?")
# A tag, and where `<` is none: written out, in a code span, around an address, in an address.
_TAG = re.compile(r"</?[A-Za-z!?][^>\n]*>?")
_NO_TAG = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|<[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*>|\]\(<[^<>\n]*>", re.S)
_LOCATOR_ALONE = re.compile(r"\[(?:s|p|pp|kap|ch)\.\s*\d+[^\]]*\]")
_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f]")
_SUSPECT = re.compile("|".join(one.pattern for one in (_CONTROL, _BIDI, _INVISIBLE, _GREEK_OR_CYRILLIC)))
_WORD = re.compile(r"[^\W\d_]+")


def check_characters(source: SourceFile) -> Iterator[Problem]:
    """A file is clean text: NFC, no hidden or direction-changing characters, no word of mixed scripts, no endless line."""
    if not unicodedata.is_normalized("NFC", source.text):
        lines = enumerate(source.text.split("\n"), 1)
        first = next(number for number, line in lines if not unicodedata.is_normalized("NFC", line))
        yield Problem("text-not-nfc", Location(source.path, first))
    if len(source.text) > MAXIMUM_LINE:
        for number, line in enumerate(source.text.split("\n"), 1):
            if len(line) > MAXIMUM_LINE:
                values = {"length": str(len(line)), "maximum": str(MAXIMUM_LINE)}
                yield Problem("line-too-long", Location(source.path, number), values)
    if _SUSPECT.search(source.text):
        for number, line in enumerate(source.text.split("\n"), 1):
            yield from _check_line_characters(line, Location(source.path, number))


def check_private(source: SourceFile) -> Iterator[Problem]:
    """No CPR numbers, e-mail addresses or phone numbers: the site names nobody's private data."""
    text = source.text
    if any(text[at.start() - 1] not in _BEFORE_CITATION for at in re.finditer("@", text)):
        for found in _EMAIL.finditer(text):
            if not _in_address(text, found.start()):
                yield Problem("private-email", _where(source, found.start()), {"value": found[0]})
    lines = {text.count("\n", 0, found.start()): found.start() for found in _EIGHT_DIGITS.finditer(text)}
    for number, offset in lines.items():
        start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
        yield from _check_numbers(text[start : end if end >= 0 else None], Location(source.path, number + 1))


def _check_numbers(line: str, where: Location) -> Iterator[Problem]:
    for code, pattern in (("private-cpr", _CPR), ("private-phone", _PHONE)):
        for found in pattern.finditer(line):
            if not _in_address(line, found.start()):
                yield Problem(code, where)


def check_placeholders(source: SourceFile) -> Iterator[Problem]:
    """Nothing of a template is left: each `Skriv her:` has been replaced."""
    for words in PLACEHOLDER.values():
        if words in source.text:
            for number, line in enumerate(source.text.split("\n"), 1):
                if words in line:
                    yield Problem("placeholder-left", Location(source.path, number), {"value": _short(line.strip())})


def _where(source: SourceFile, offset: int) -> Location:
    return Location(source.path, source.text.count("\n", 0, offset) + 1)


def _in_address(text: str, offset: int) -> bool:
    """Whether the place lies inside a web address."""
    start = max(text.rfind(space, 0, offset) for space in (" ", "\n", "(", '"')) + 1
    return text.startswith(("http://", "https://"), start)


def check_paragraphs(page: ParsedPage) -> Iterator[Problem]:
    """No paragraph is endless."""
    for token in page.body.tokens:
        if token.type == "inline" and "length" in token.meta:
            values = {"length": str(token.meta["length"]), "maximum": str(MAXIMUM_PARAGRAPH)}
            yield Problem("paragraph-too-long", Location(page.source.path, token.map[0] if token.map else 1), values)


def check_markup(page: ParsedPage) -> Iterator[Problem]:
    """Text holds no HTML and no attribute lists; only links, emphasis, lists, tables, quotes and pictures."""
    path = page.source.path
    blocks = [(token, token.map[0] if token.map else 1) for token in page.body.tokens if token.type == "html_block"]
    opened: set[str] = set()
    for token, line in [*blocks, *inline_tokens(page.body.tokens)]:
        if token.type in ("html_block", "html_inline"):
            content = token.content.strip()
            tag = re.sub(r"^</?|[\s/>].*$", "", content, flags=re.S).lower()
            if not (content.startswith("</") and tag in opened):  # the end of what has been told
                yield Problem("html-in-text", Location(path, line), {"value": _short(content)})
            opened.add(tag)
        elif token.type == "attribute_list":
            yield Problem("attribute-list", Location(path, line), {"value": _short(token.content)})
    for token in page.body.tokens:
        if token.type == "inline" and not any(child.type == "html_inline" for child in token.children or ()):
            yield from _check_tags(token, path)


def _check_tags(token: Token, path: str) -> Iterator[Problem]:
    """What looks like a tag and is none for Markdown: another program would take it for one."""
    if "<" in token.content and (found := _TAG.search(_NO_TAG.sub(" ", token.content))):
        yield Problem("html-in-text", Location(path, token.map[0] if token.map else 1), {"value": _short(found[0])})


def check_citation_form(page: ParsedPage) -> Iterator[Problem]:
    """A citation is written `[@key]` or `[@key, s. 12]`."""
    for token, line in inline_tokens(page.body.tokens):
        where = Location(page.source.path, line)
        if token.type == "citation_malformed":
            yield Problem("citation-malformed", where, {"value": _short(token.content)})
        elif token.type == "text" and "[" in token.content:
            if "[@" in token.content:
                yield Problem(
                    "citation-malformed", where, {"value": _short(token.content[token.content.index("[@") :])}
                )
            elif found := _LOCATOR_ALONE.search(token.content):
                yield Problem("citation-without-key", where, {"value": found[0]})


def check_citations(page: PageOutline, known: Known) -> Iterator[Problem]:
    """A cited key stands in the bibliography."""
    for key, line in page.citations if "reference" not in known.unsure else ():
        if key not in known.ids("reference"):
            guess = nearest(key, known.ids("reference"))
            yield Problem("citation-unknown", Location(page.path, line), {"value": key, "guess": guess})


def check_links(page: PageOutline, known: Known) -> Iterator[Problem]:
    """A link leads to a page of the repository, an anchor that exists, or an `http(s)` address; a picture exists."""
    for address, line in page.links:
        yield from check_address(address, Location(page.path, line), page.path, known)
    for address, text, line in page.images:
        yield from _check_image(address, text, Location(page.path, line), known)


def check_address(
    address: str, where: Location, from_path: str, known: Known, outside: bool = True
) -> Iterator[Problem]:
    """One link's address, as it stands in the file `from_path`. With `outside`, it may lead to other websites."""
    values = {"value": _short(address)}
    try:
        parts = urlsplit(address)
    except ValueError:
        yield Problem("link-form", where, values)
        return
    if parts.scheme or parts.netloc or address.startswith(("//", "\\")):
        if parts.scheme not in SCHEMES or not parts.netloc or "@" in parts.netloc:
            yield Problem("link-scheme", where, values)
        elif not outside or not _HOST.fullmatch(parts.netloc):
            yield Problem("link-form" if outside else "link-outside", where, values)
        return
    if not address:
        yield Problem("link-empty", where)
        return
    target = target_of(parts.path, from_path)
    if target in known.unsure:
        return
    if target is None:
        yield Problem("link-outside", where, values)
    elif target not in known.anchors:
        yield Problem("link-broken", where, {**values, "guess": _guess_path(target, from_path, known)})
    elif parts.fragment and unquote(parts.fragment) not in known.anchors[target]:
        guess = nearest(parts.fragment, known.anchors[target])
        allowed = ", ".join(f"#{anchor}" for anchor in sorted(known.anchors[target])) or "#…"
        yield Problem("link-anchor", where, {**values, "anchor": parts.fragment, "guess": guess, "allowed": allowed})


def target_of(path: str, from_path: str) -> str | None:
    """The Danish file that a relative link means; None where it leaves the repository."""
    if not path:
        place = place_of(from_path)
        return place.original if place else from_path
    if path.startswith("/"):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), unquote(path)))
    if joined.startswith(".."):
        return None
    place = place_of(joined)
    return place.original if place else joined


def _check_image(address: str, text: str, where: Location, known: Known) -> Iterator[Problem]:
    if not text.strip():
        yield Problem("image-without-text", where, {"value": _short(address)})
    target = None if "://" in address else target_of(address, where.path)
    if target not in known.images:
        guess = nearest(target or address, known.images)
        yield Problem("image-missing", where, {"value": _short(address), "guess": guess})


def _guess_path(target: str, from_path: str, known: Known) -> str:
    found = nearest(target, known.anchors)
    return posixpath.relpath(found, posixpath.dirname(from_path)) if found else ""


def _check_line_characters(text: str, where: Location) -> Iterator[Problem]:
    for code, pattern in (("text-control", _CONTROL), ("text-bidi", _BIDI), ("text-invisible", _INVISIBLE)):
        if pattern.search(text):
            yield Problem(code, where)
    if _GREEK_OR_CYRILLIC.search(text):
        for word in _WORD.findall(text):
            if len(_scripts_of(word) & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
                yield Problem("text-mixed-scripts", where, {"value": word})


def _scripts_of(word: str) -> set[str]:
    return {unicodedata.name(character, "?").split(" ")[0] for character in word}


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
