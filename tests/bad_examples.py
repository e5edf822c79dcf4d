"""The bad examples in `tests/bad`: each lies over the tiny repository and says itself what is wrong where.

`%% expect: code` (in YAML also `# expect: code`) at the end of a line names what must be found on that line; several codes
are parted by commas. Marks are taken off before the checker reads the text.

    CODE.page.md            a whole page, `docs/guide/proeve.md`
    CODE.guide.md           sections for that page, below a good header
    CODE.case.md            fields and sections that replace those of the tiny case; so also model, tension, potential, front
    CODE.case.en.md         the same for its translation
    CODE.bib                entries at the end of the bibliography
    CODE.glossary.yml       entries at the end of a list
    CODE/                   a folder whose files stand in place of the tiny repository's files

`CODE--more.…` is another example of the same code. `%% without: name` takes a field or section of the tiny page away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tiny import tiny_text

FOLDER = Path(__file__).parent / "bad"
PAGES = {
    "case": "cases/haveholdet.md",
    "model": "docs/models/faelles-tavle.md",
    "tension": "docs/tensions/hvem-bestemmer.md",
    "potential": "docs/potentials/flere-haender.md",
    "front": "docs/index.md",
}
NEW_PAGE = "docs/guide/proeve.md"
GOOD_HEADER = """---
title: Prøve
summary: Prøvetekst.
review: {status: draft, last: unknown, next: "2027-11-01"}
contributors: [Redaktionen]
---
"""
_MARK = re.compile(r"[ \t]*(?:%%|#) expect: (?P<codes>[a-z0-9-]+(?:, [a-z0-9-]+)*)[ \t]*$", re.M)
_WITHOUT = re.compile(r"^%% without: (?P<name>.+)\n", re.M)


@dataclass(frozen=True)
class BadExample:
    """`changes` lie over the tiny repository; `expected` are (path, line, code)."""

    name: str
    changes: dict[str, str | None]
    expected: frozenset[tuple[str, int, str]]

    @property
    def code(self) -> str:
        return self.name.partition("--")[0]


def bad_examples() -> Iterator[BadExample]:
    """All of them, by name."""
    for path in sorted(FOLDER.iterdir()):
        if path.is_dir():
            files = {one.relative_to(path).as_posix(): _read(one) for one in sorted(path.rglob("*")) if one.is_file()}
            yield _example(path.name, files)
        else:
            name, _, kind = path.name.partition(".")
            yield _example(name, _laid_over(kind, _read(path)))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _laid_over(kind: str, text: str) -> dict[str, str | None]:
    """The files that a single example stands for."""
    word, _, ending = kind.partition(".")
    if kind == "bib":
        path = "bibliography/references.bib"
        return {path: f"{tiny_text(path).rstrip()}\n\n{text}"}
    if ending == "yml":
        path = f"docs/{word}.yml"
        return {path: f"{tiny_text(path).rstrip()}\n{text}"}
    if word == "page":
        return {NEW_PAGE: text}
    if word == "guide":
        return {NEW_PAGE: f"{GOOD_HEADER}\n{text}"}
    original = PAGES[word]
    translation = original.removesuffix(".md") + ".en.md"
    if ending == "en.md":
        return {translation: laid_over_page(tiny_text(translation), text)}
    return {original: laid_over_page(tiny_text(original), text), translation: None}


def laid_over_page(base: str, example: str) -> str:
    """The base with the example's fields and sections in place of its own, new ones at the end."""
    taken_away = {found["name"] for found in _WITHOUT.finditer(example)}
    first, header, body = _halves(_WITHOUT.sub("", example))
    _, base_header, base_body = _halves(base)
    fields = _replaced(_pieces(base_header, r"^[a-z_-]+(?=:)"), _pieces(header, r"^[a-z_-]+(?=:)"), taken_away)
    sections = _replaced(_pieces(base_body, r"^## [^{\n%]*"), _pieces(body, r"^## [^{\n%]*"), taken_away)
    return f"{first or '---'}\n{fields}---\n{sections}"


def _halves(text: str) -> tuple[str, str, str]:
    """First line, header and body; a text that does not begin with `---` is a body alone."""
    if not text.startswith("---"):
        return "", "", text
    first, _, rest = text.partition("\n")
    header, _, body = f"\n{rest}".partition("\n---\n")
    return first, f"{header[1:]}\n" if header[1:] else "", body


def _pieces(text: str, name: str) -> list[tuple[str, str]]:
    """The text cut before each line that begins with a name, as (name, piece)."""
    starts = list(re.finditer(name, text, re.M))
    if not starts:
        return [("", text)] if text.strip() else []
    ends = [*(found.start() for found in starts[1:]), len(text)]
    pieces = [("", text[: starts[0].start()])] if text[: starts[0].start()].strip() else []
    for found, end in zip(starts, ends, strict=True):
        pieces.append((found[0].removeprefix("## ").strip(), text[found.start() : end]))
    return pieces


def _replaced(base: list[tuple[str, str]], new: list[tuple[str, str]], taken_away: set[str]) -> str:
    """The first new piece of a name takes the base's place; a second is doubled on purpose and stands at the end."""
    kept = [(name, piece) for name, piece in base if name not in taken_away]
    names = [name for name, _ in kept]
    out = [piece for _, piece in kept]
    put: set[str] = set()
    lead = ""
    for name, piece in new:
        if not name:
            lead = piece
        elif name in names and name not in put:
            out[names.index(name)] = piece
            put.add(name)
        else:
            out.append(piece)
    return "".join(piece if piece.endswith("\n") else f"{piece}\n" for piece in [lead, *out] if piece)


def _example(name: str, files: dict[str, str | None]) -> BadExample:
    changes: dict[str, str | None] = {}
    expected: set[tuple[str, int, str]] = set()
    for path, text in files.items():
        if text is None:
            changes[path] = None
            continue
        for found in _MARK.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            expected |= {(path, line, code) for code in found["codes"].split(", ")}
        changes[path] = _MARK.sub("", text)
    return BadExample(name, changes, frozenset(expected))
