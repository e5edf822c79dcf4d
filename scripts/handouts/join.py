"""Several handouts as one PDF, to be printed in one go: still tagged, titled and with a bookmark for each.

It reads only PDFs as Typst writes them (PDF 1.7, plain objects, one flat page list, one flat parent tree), so a few
patterns are enough. The browser's `pack.js` does the same in the same order: the two give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from scripts.handouts.xmp import xmp_packet

Part = tuple[str, bytes]  # the title of a handout, and its PDF
PAGES, OUTLINES, ROOT, DOCUMENT, METADATA, INFO, CATALOG = range(1, 8)
_REFERENCE = re.compile(r"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>|(\d+) 0 R", re.S)
_KEY = re.compile(r"/(StructParents?) (\d+)")
_CELL = re.compile(r"\((U\d+x\d+y\d+)\)")
_PAIR = re.compile(r"(\(\w+\)|\d+) ?(\d+) 0 R")


@dataclass(frozen=True)
class _File:
    """The objects of one PDF by number, as text in which each character is a byte, and which of them are its roots."""

    objects: Mapping[int, str]
    catalog: int
    info: int
    metadata: int
    pages: int
    outlines: int
    structure: int


@dataclass
class _Joined:
    """What has been joined so far: objects by number, and what the new roots will hold."""

    written: dict[int, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    tops: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    role_map: str = ""
    free: int = CATALOG + 1


def join_pdfs(parts: Sequence[Part], title: str, language: str) -> bytes:
    """One PDF of all parts, in order. `language` is a tag such as `da-DK`."""
    joined = _Joined()
    for name, pdf in parts:
        _add(joined, name, _read(pdf))
    _close(joined, title, language)
    return _file(joined.written)


def _add(joined: _Joined, name: str, file: _File) -> None:
    place, key, item = len(joined.items), len(joined.keys), joined.free
    numbers = {file.pages: PAGES, file.outlines: item, file.structure: DOCUMENT}
    own = sorted(file.objects.keys() - {*numbers, file.catalog, file.info, file.metadata})
    numbers |= {number: item + 1 + count for count, number in enumerate(own)}
    joined.free = item + 1 + len(own)

    def moved(number: int) -> str:
        return _moved(file.objects[number], numbers, key, place)

    tree = moved(file.structure)
    tops = _references(_between(tree, "/K[", "]"))
    for number in own:
        body = moved(number)
        is_top = f"{numbers[number]} 0 R" in tops
        joined.written[numbers[number]] = body.replace("/S/Document", "/S/Part", 1) if is_top else body
    kids = _references(_between(moved(file.pages), "/Kids[", "]"))
    inner = re.search(r"/First \d+ 0 R/Last \d+ 0 R", moved(file.outlines))
    below = f"{inner[0]}/Count -1" if inner else ""
    joined.bookmarks.append(f"<</Title{_text(name)}/Parent {OUTLINES} 0 R/Dest[{kids[0]}/Fit]{below}")
    joined.items.append(item)
    joined.pages += kids
    joined.tops += tops
    joined.keys += [f"{int(one) + key} {number} 0 R" for one, number in _PAIR.findall(_between(tree, "/Nums[", "]"))]
    joined.cells += [f"{one}{number} 0 R" for one, number in _PAIR.findall(_between(tree, "/IDTree<</Names[", "]"))]
    joined.role_map = joined.role_map or _between(tree, "/RoleMap<<", ">>")


def _close(joined: _Joined, title: str, language: str) -> None:
    """The new roots: pages, bookmarks, structure, metadata and catalogue."""
    items, written = joined.items, joined.written
    for place, (item, bookmark) in enumerate(zip(items, joined.bookmarks, strict=True)):
        before = f"/Prev {items[place - 1]} 0 R" if place else ""
        after = f"/Next {items[place + 1]} 0 R" if place + 1 < len(items) else ""
        written[item] = f"{bookmark}{before}{after}>>"
    written[PAGES] = f"<</Type/Pages/Count {len(joined.pages)}/Kids[{' '.join(joined.pages)}]>>"
    written[OUTLINES] = f"<</Type/Outlines/First {items[0]} 0 R/Last {items[-1]} 0 R/Count {len(items)}>>"
    cells = f"/IDTree<</Names[{''.join(joined.cells)}]>>" if joined.cells else ""
    written[ROOT] = (
        f"<</Type/StructTreeRoot/RoleMap<<{joined.role_map}>>/K[{DOCUMENT} 0 R]"
        f"/ParentTree<</Nums[{' '.join(joined.keys)}]>>{cells}/ParentTreeNextKey {len(joined.keys)}>>"
    )
    written[DOCUMENT] = f"<</Type/StructElem/S/Document/P {ROOT} 0 R/K[{' '.join(joined.tops)}]>>"
    packet = xmp_packet(title, language).encode("utf-8").decode("latin-1")
    written[METADATA] = f"<</Length {len(packet)}/Type/Metadata/Subtype/XML>>\nstream\n{packet}\nendstream"
    written[INFO] = f"<</Title{_text(title)}>>"
    written[CATALOG] = (
        f"<</Type/Catalog/Pages {PAGES} 0 R/Metadata {METADATA} 0 R/Lang({language})/StructTreeRoot {ROOT} 0 R"
        "/MarkInfo<</Marked true/Suspects false>>/ViewerPreferences<</DisplayDocTitle true/Direction/L2R>>"
        f"/Outlines {OUTLINES} 0 R>>"
    )


def _read(pdf: bytes) -> _File:
    text = pdf.decode("latin-1")
    start = int(text[text.rindex("startxref") + 9 :].split()[0])
    offsets = [int(line[:10]) for line in re.findall(r"\d{10} \d{5} n", text[start:])]
    ends = sorted([*offsets, start])
    following = dict(pairwise(ends))
    objects = {}
    for offset in offsets:
        head, _, body = text[offset : following[offset]].partition(" 0 obj\n")
        objects[int(head)] = body[: body.rindex("\nendobj")]
    trailer = text[text.rindex("trailer") :]
    catalog = _number(trailer, "/Root ")
    root = objects[catalog]
    roots = (_number(root, key) for key in ("/Metadata ", "/Pages ", "/Outlines ", "/StructTreeRoot "))
    return _File(objects, catalog, _number(trailer, "/Info "), *roots)


def _number(text: str, after: str) -> int:
    return int(re.match(r"\d+", text[text.index(after) + len(after) :])[0])  # type: ignore[index]


def _moved(body: str, numbers: Mapping[int, int], key: int, place: int) -> str:
    """An object with its references, parent-tree keys and cell names turned to those of the joined file."""
    end = body.find(">>\nstream\n")
    plain, rest = (body, "") if end < 0 else (body[:end], body[end:])
    plain = _REFERENCE.sub(lambda found: f"{numbers[int(found[1])]} 0 R" if found[1] else found[0], plain)
    plain = _KEY.sub(lambda found: f"/{found[1]} {int(found[2]) + key}", plain)
    return _CELL.sub(lambda found: f"({place:03d}{found[1]})", plain) + rest


def _between(text: str, opening: str, closing: str) -> str:
    _, found, rest = text.partition(opening)
    return rest.partition(closing)[0] if found else ""


def _references(text: str) -> list[str]:
    return re.findall(r"\d+ 0 R", text)


def _text(words: str) -> str:
    """A text string of PDF: UTF-16 with its mark, in hexadecimal."""
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"


def _file(written: Mapping[int, str]) -> bytes:
    parts = ["%PDF-1.7\n%\x80\x80\x80\x80\n"]
    size, rows = len(parts[0]), ["0000000000 65535 f\r\n"]
    for number in range(1, len(written) + 1):
        rows.append(f"{size:010d} 00000 n\r\n")
        parts.append(f"{number} 0 obj\n{written[number]}\nendobj\n")
        size += len(parts[-1])
    trailer = f"trailer\n<</Size {len(rows)}/Root {CATALOG} 0 R/Info {INFO} 0 R>>"
    table = f"xref\n0 {len(rows)}\n{''.join(rows)}{trailer}\nstartxref\n{size}\n%%EOF"
    return "".join([*parts, table]).encode("latin-1")
