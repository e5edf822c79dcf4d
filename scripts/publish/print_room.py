"""Draws the handouts that have changed, and keeps the rest from the last time. Texts in; files, and what they are, out.

A drawn file is kept under the digest of everything that made it: data, templates, date. Only what fits is kept.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from scripts.handouts.paper import Handout, Paper
from scripts.handouts.press import TEMPLATES, Drawn, draw
from scripts.handouts.shelf import Pack, packs, shelf
from scripts.handouts.word_file import word_file
from scripts.problems import Problem, in_order
from scripts.records import Language
from scripts.render.printed import Printed, PrintedPack
from scripts.render.workers import side_by_side

CHUNK = 6
STILL = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class PrintRun:
    """What a run gave: files by their path below the language's root, what they are, and what did not fit."""

    files: dict[str, bytes]
    printed: tuple[Printed, ...]
    packs: tuple[PrintedPack, ...]
    problems: tuple[Problem, ...]


def print_all(papers: Sequence[Paper], cache: Path, date: str) -> dict[Language, PrintRun]:
    """The handouts of each language. `date` is yyyy-mm-dd. Raises `PressMissing`."""
    shelves = {paper.language: shelf(paper) for paper in papers}
    handouts = [handout for found in shelves.values() for handout in found]
    drawn = dict(zip(map(_identity, handouts), _draw_all(handouts, cache, date), strict=True))
    return {
        paper.language: _run(shelves[paper.language], packs(shelves[paper.language], paper), drawn, date)
        for paper in papers
    }


def _run(handouts: list[Handout], wanted: list[Pack], drawn: dict[tuple[str, str], Drawn], date: str) -> PrintRun:
    files: dict[str, bytes] = {}
    printed = []
    for handout in handouts:
        done = drawn[_identity(handout)]
        files[f"handouts/{handout.name}.pdf"] = done.pdf
        word = word_file(handout, date) if handout.word_file else b""
        if word:
            files[f"handouts/{handout.name}.docx"] = word
        printed.append(Printed(handout.name, handout.title, done.pages, len(done.pdf), len(word)))
    made = []
    for pack in wanted:
        archive = _zip((f"{name.replace('/', '-')}.pdf", files[f"handouts/{name}.pdf"]) for name in pack.names)
        files[f"handouts/packs/{pack.field}.zip"] = archive
        made.append(PrintedPack(pack.field, len(pack.names), len(archive)))
    problems = in_order(problem for handout in handouts for problem in drawn[_identity(handout)].problems)
    return PrintRun(files, tuple(printed), tuple(made), tuple(problems))


def _draw_all(handouts: list[Handout], cache: Path, date: str) -> list[Drawn]:
    cache.mkdir(parents=True, exist_ok=True)
    templates = _digest(path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ")))
    keys = [_digest([templates.encode(), date.encode(), _data(handout)]) for handout in handouts]
    kept = {path.name.split(".")[0]: path for path in cache.glob("*.pdf")}
    missing = [(key, handout) for key, handout in zip(keys, handouts, strict=True) if key not in kept]
    fresh = side_by_side(lambda pair: draw(pair[1], date), missing, CHUNK)
    new = {key: done for (key, _), done in zip(missing, fresh, strict=True)}
    for key, done in new.items():
        if not done.problems:
            (cache / f"{key}.{done.pages}.pdf").write_bytes(done.pdf)
    for key in kept.keys() - set(keys):
        kept[key].unlink(missing_ok=True)
    return [new.get(key) or _kept(kept[key], handout) for key, handout in zip(keys, handouts, strict=True)]


def _kept(path: Path, handout: Handout) -> Drawn:
    return Drawn(handout.name, path.read_bytes(), int(path.name.split(".")[1]))


def _data(handout: Handout) -> bytes:
    return json.dumps([handout.template, handout.data], ensure_ascii=False, sort_keys=True).encode("utf-8")


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:24]


def _identity(handout: Handout) -> tuple[str, str]:
    return handout.language, handout.name


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, STILL), content)
    return out.getvalue()
