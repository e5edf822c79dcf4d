"""Running text: links, pictures, citations, and what must never stand in it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from markdown_it.token import Token

from scripts.check.known import Known
from scripts.check.outline import PageOutline
from scripts.parse.markdown import MAXIMUM_PARAGRAPH, inline_tokens
from scripts.parse.page import ParsedPage, place_of
from scripts.problems import Location, Problem, nearest
from scripts.read.files import SourceFile
from scripts.records import Language

SCHEMES = ("http", "https")
PLACEHOLDER: dict[Language, str] = {"da": "Skriv her:", "en": "Write here:"}

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?(?::\d{1,5})?")
# A tag, and where `<` is none: written out, in a code span, around an address, in an address.
_TAG = re.compile(r"</?[A-Za-z!?][^>\n]*>?")
_NO_TAG = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|<[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*>|\]\(<[^<>\n]*>", re.S)
_LOCATOR = r"(?:ss?|pp?|kap|ch)\.\s?\d+"
_LOCATOR_WORD = r"(?:sider?|kapitel|afsnit|pages?|chapter|section)\s\d+"
_LOCATOR_ALONE = re.compile(rf"\[(?:{_LOCATOR}|{_LOCATOR_WORD})[^\]@]*\]|\({_LOCATOR}[-–\d]*\)", re.I)
_KEY_ALONE = re.compile(r"\[-?(?P<inner>[a-z][a-z-]*(?:\d{4}|nd)[a-z]+(?:, [^\]@]*)?)\]")


def check_placeholders(source: SourceFile) -> Iterator[Problem]:
    """Nothing of a template is left: each `Skriv her:` has been replaced."""
    for words in PLACEHOLDER.values():
        if words in source.text:
            for number, line in enumerate(source.text.split("\n"), 1):
                if words in line:
                    yield Problem("placeholder-left", Location(source.path, number), {"value": _short(line.strip())})


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
    suspect = tuple(
        token for token in page.body.tokens if token.type == "inline" and ("<" in token.content or "{" in token.content)
    )
    opened: set[str] = set()
    for token, line in [*blocks, *inline_tokens(suspect)]:
        if token.type in ("html_block", "html_inline"):
            content = token.content.strip()
            tag = re.sub(r"^</?|[\s/>].*$", "", content, flags=re.S).lower()
            if not (content.startswith("</") and tag in opened):  # the end of what has been told
                yield Problem("html-in-text", Location(path, line), {"value": _short(content)})
            opened.add(tag)
        elif token.type == "attribute_list":
            yield Problem("attribute-list", Location(path, line), {"value": _short(token.content)})
    for token in suspect:
        yield from _check_tags(token, path)


def _check_tags(token: Token, path: str) -> Iterator[Problem]:
    """What looks like a tag and is none for Markdown (those have been told): another program would take it for one."""
    if any(child.type == "html_inline" for child in token.children or ()):
        return
    if found := _TAG.search(_NO_TAG.sub(" ", token.content)):
        yield Problem("html-in-text", Location(path, token.map[0] if token.map else 1), {"value": _short(found[0])})


def check_citation_form(page: ParsedPage) -> Iterator[Problem]:
    """A citation is written `[@key]` or `[@key, s. 12]`."""
    for token, line in page.body.inline:
        if token.type == "citation_malformed":
            yield Problem("citation-malformed", Location(page.source.path, line), {"value": _short(token.content)})
        elif token.type == "text" and ("[" in token.content or "(" in token.content):
            yield from _check_brackets(token.content, Location(page.source.path, line))


def _check_brackets(text: str, where: Location) -> Iterator[Problem]:
    """Brackets in running text that were meant as a citation."""
    if "[@" in text:
        yield Problem("citation-malformed", where, {"value": _short(text[text.index("[@") :])})
    elif found := _LOCATOR_ALONE.search(text):
        yield Problem("citation-without-key", where, {"value": found[0]})
    elif found := _KEY_ALONE.search(text):
        yield Problem("citation-malformed", where, {"value": _short(found[0]), "guess": f"[@{found['inner']}]"})


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
        if fault := _fault_outside(parts, outside):
            yield Problem(fault, where, values)
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


def _fault_outside(parts: SplitResult, outside: bool) -> str:
    """The code of what is wrong with an address that does not lead to a file, or the empty string."""
    if parts.scheme == "mailto" and "@" in parts.path:
        return ""  # that an e-mail address stands here has been said
    if parts.scheme not in SCHEMES or not parts.netloc or "@" in parts.netloc:
        return "link-scheme"
    if not outside:
        return "link-outside"
    return "" if _HOST.fullmatch(parts.netloc) else "link-form"


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
        guess = posixpath.relpath(guess, posixpath.dirname(where.path)) if guess else ""
        yield Problem("image-missing", where, {"value": _short(address), "guess": guess})


def _guess_path(target: str, from_path: str, known: Known) -> str:
    found = nearest(target, known.anchors)
    return posixpath.relpath(found, posixpath.dirname(from_path)) if found else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"
