"""Draws the handouts that have changed, and keeps the rest from the last time. Texts in; files, and what they are, out.

A drawn file is kept under the digest of everything that made it: data, templates, program, date. Only what fits is kept.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.handouts.join import join_pdfs
from scripts.handouts.paper import LANGUAGE_TAGS, Handout, Paper
from scripts.handouts.press import Drawn, draw
from scripts.handouts.refused import one_for_each_cause
from scripts.handouts.shelf import Pack, packs, shelf
from scripts.handouts.word_file import word_file
from scripts.problems import Problem
from scripts.records import Language
from scripts.render.printed import Printed, PrintedPack
from scripts.workers import side_by_side

PROGRAM = Path(__file__).parent.parent / "handouts"


@dataclass(frozen=True)
class PrintRun:
    """What a run gave: files by their path below the language's root, what they are, and what did not fit."""

    files: dict[str, bytes]
    printed: tuple[Printed, ...]
    packs: tuple[PrintedPack, ...]
    problems: tuple[Problem, ...]


def print_all(papers: Sequence[Paper], cache: Path, date: str) -> dict[Language, PrintRun]:
    """The handouts of each language. `date` is yyyy-mm-dd. Raises `PressMissing`."""
    shelves = side_by_side(shelf, papers)
    drawn = _draw_all([handout for found in shelves for handout in found], cache, date)
    return {
        paper.language: _run(found, {one.name: drawn[(paper.language, one.name)] for one in found}, paper)
        for paper, found in zip(papers, shelves, strict=True)
    }


def _run(handouts: list[Handout], drawn: dict[str, Drawn], paper: Paper) -> PrintRun:
    problems = tuple(one_for_each_cause(problem for done in drawn.values() for problem in done.problems))
    if problems:
        return PrintRun({}, (), (), problems)
    files = {f"handouts/{name}.pdf": done.pdf for name, done in drawn.items()}
    files |= {f"handouts/{name}.docx": done.word for name, done in drawn.items() if done.word}
    printed = [
        Printed(one.name, one.title, drawn[one.name].pages, len(drawn[one.name].pdf), len(drawn[one.name].word))
        for one in handouts
    ]
    titles = {one.name: one.title for one in handouts}
    made = []
    for pack in packs(handouts, paper):
        joined = _join(pack, titles, drawn, paper)
        files[f"handouts/packs/{pack.field}.pdf"] = joined
        pages = sum(drawn[name].pages for name in pack.names)
        made.append(PrintedPack(pack.field, len(pack.names), pages, len(joined)))
    return PrintRun(files, tuple(printed), tuple(made), ())


def _join(pack: Pack, titles: dict[str, str], drawn: dict[str, Drawn], paper: Paper) -> bytes:
    title = f"{paper.words['pack']}: {paper.site.label('fields', pack.field)}"
    parts = [(titles[name], drawn[name].pdf) for name in pack.names]
    return join_pdfs(parts, title, LANGUAGE_TAGS[paper.language])


def _draw_all(handouts: list[Handout], cache: Path, date: str) -> dict[tuple[Language, str], Drawn]:
    """Each handout by language and name, from the cache or drawn, the later ones by the plans of the earlier."""
    cache.mkdir(parents=True, exist_ok=True)
    program = _digest(
        path.read_bytes() for path in sorted(PROGRAM.rglob("*")) if path.suffix in (".py", ".typ", ".yml")
    )
    files = {
        (one.language, one.name): cache / _digest([program.encode(), date.encode(), _data(one)]) for one in handouts
    }
    drawn = {key: kept for key, file in files.items() if (kept := _kept(file, key[1]))}
    missing = [one for one in handouts if (one.language, one.name) not in drawn]
    with tempfile.TemporaryDirectory(prefix="print-room-") as desk:
        for done in side_by_side(_drawing(date, Path(desk)), _piles(missing), apart=True):
            drawn |= done
    for key, one in drawn.items():
        if not one.problems and not files[key].with_suffix(".json").exists():
            _keep(files[key], one)
    _forget(cache, {file.name for file in files.values()})
    return drawn


def _piles(handouts: Iterable[Handout]) -> list[list[Handout]]:
    """The handouts that one worker draws one after the other: decks share cards, and booklets models. The large piles first."""
    piles: dict[tuple[str, str], list[Handout]] = {}
    for one in handouts:
        kind = one.name.partition("/")[0]
        piles.setdefault((one.language, kind if kind in ("decks", "booklets") else one.name), []).append(one)
    return sorted(piles.values(), key=lambda pile: -len(pile))


def _drawing(date: str, desk: Path) -> Callable[[list[Handout]], dict[tuple[Language, str], Drawn]]:
    def draw_one(handout: Handout) -> Drawn:
        done = draw(handout, date, desk)
        return replace(done, word=word_file(handout, date)) if handout.word_file and not done.problems else done

    return lambda pile: {(one.language, one.name): draw_one(one) for one in pile}


def _keep(file: Path, done: Drawn) -> None:
    file.with_suffix(".pdf").write_bytes(done.pdf)
    if done.word:
        file.with_suffix(".docx").write_bytes(done.word)
    file.with_suffix(".json").write_text(json.dumps({"pages": done.pages}), encoding="utf-8")


def _kept(file: Path, name: str) -> Drawn | None:
    try:
        known = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        word = file.with_suffix(".docx")
        written = word.read_bytes() if word.is_file() else b""
        return Drawn(name, file.with_suffix(".pdf").read_bytes(), int(known["pages"]), (), written)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _forget(cache: Path, used: set[str]) -> None:
    for path in sorted(cache.iterdir()):
        if path.stem not in used:
            path.unlink(missing_ok=True)


def _data(handout: Handout) -> bytes:
    return json.dumps([handout.template, handout.data], ensure_ascii=False, sort_keys=True).encode("utf-8")


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:24]
