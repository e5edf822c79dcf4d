"""The model sheet: the record and the sections of a model as plain data for the template `model.typ`.

One source of text: what stands on the page stands on paper, unless the header's `handout:` gives that part shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from scripts.anatomy import BRIDGE, MODEL, ROLES
from scripts.handouts.estimate import A4_MM, sheet_back, sheet_front
from scripts.handouts.example import example_of_model
from scripts.handouts.paper import Choice, Handout, Paper, Piece
from scripts.handouts.runs import Runs, joined, paragraph, runs_of, words
from scripts.handouts.sources import cited_keys, source_line
from scripts.link.corpus import Edition, Entry
from scripts.parse.markdown import Section
from scripts.records import CoCreationModel
from scripts.records import Handout as Shorter

QUESTIONS = 3  # as many as there is room to answer
SOURCES = 284  # characters: three lines
QR_MM = 21
STEPS = 8  # rows of a table that fills its page


class ModelText:
    """The texts of one model in one language, part by part."""

    def __init__(self, entry: Entry, paper: Paper) -> None:
        self.entry, self.paper = entry, paper
        self.edition: Edition = entry.edition(paper.language)
        record = self.edition.record
        assert isinstance(record, CoCreationModel)
        self.record = record
        self.shorter = record.handout or Shorter()

    def section(self, identity: str) -> Section:
        """A section by the id of its rule; the checks make sure that it is there."""
        rule = next(rule for rule in MODEL if rule.id == identity)
        found = self.edition.body.section(rule.title(self.edition.language))
        assert found is not None, (self.edition.path, identity)
        return found

    def part(self, section: Section, title: str) -> Section:
        found = section.section(title)
        assert found is not None, (self.edition.path, title)
        return found

    def runs(self, section: Section) -> Runs:
        """A section's first paragraph."""
        first = next(block for block in section.blocks if block.kind == "paragraph")
        return paragraph(first, self.paper.named)

    def items(self, identity: str) -> list[Runs]:
        """The items of a section's list."""
        block = next((block for block in self.section(identity).blocks if block.kind in ("bullets", "numbers")), None)
        return [
            joined([paragraph(part, self.paper.named) for part in item if part.kind == "paragraph"])
            for item in (block.items if block else ())
        ]

    @property
    def lead(self) -> Runs:
        return [self.shorter.lead or self.record.summary]

    @property
    def requires(self) -> Runs:
        return [self.shorter.requires] if self.shorter.requires else joined(self.items("forudsaetninger"))

    @property
    def bridge(self) -> dict[str, dict[str, Any]]:
        names = {"det-offentlige": "public", "de-frivillige": "civil", "kompromiset": "shared"}
        section = self.section("saadan-bygger-den-bro")
        titles = [(part.id, part.title(self.edition.language)) for part in BRIDGE]
        return {
            names[identity]: {"label": title, "line": self.runs(self.part(section, title))}
            for identity, title in titles
        }

    @property
    def roles(self) -> list[dict[str, Any]]:
        section = self.section("roller")
        titles = [(part.id, part.title(self.edition.language)) for part in ROLES]
        return [
            {"id": identity, "name": title, "text": self.runs(self.part(section, title))} for identity, title in titles
        ]

    @property
    def steps(self) -> list[dict[str, Any]]:
        """Each step with its four cells; none where the party has no task."""
        table = next(block for block in self.section("trin").blocks if block.kind == "table")
        rows = [[runs_of(cell, self.paper.named) for cell in row] for row in table.rows[1:]]
        return [
            {"title": title, "cells": [None if words(cell) in ("", "–") else cell for cell in cells]}
            for title, *cells in rows
        ]

    @property
    def tensions(self) -> list[dict[str, str]]:
        declared = self.record.tensions if isinstance(self.record.tensions, tuple) else ()
        corpus = self.paper.site.corpus
        return [
            {"name": corpus.entry("tension", one.id).title(self.paper.language), "how": one.how} for one in declared
        ]

    @property
    def knowledge(self) -> list[dict[str, Any]]:
        section = self.section("viden")
        shorter = (self.shorter.known, self.shorter.unknown)
        parts = zip(section.sections, shorter, strict=False)
        return [{"title": part.title, "text": [text] if text else self.runs(part)} for part, text in parts]

    def piece(self, page: str, identity: str, runs: Runs | str | None, room: int, name: str = "", **more: Any) -> Piece:
        """A text of a section, or of the header, with what fits on a page (PRINT measures, see the decision note)."""
        rule = next((rule for rule in MODEL if rule.id == identity), None)
        title = rule.title(self.edition.language) if rule else identity
        section = self.edition.body.section(title)
        text = runs if isinstance(runs, str) else words(runs or [])
        return Piece(page, name or title, text, room, self.edition.source, section.line if section else 1, **more)

    def every(self, page: str, identity: str, texts: Sequence[str], room: int) -> Piece:
        """A whole list, which is too long when it has too many items."""
        piece = self.piece(page, identity, " ".join(texts), room)
        name = str(self.paper.words["every"]).format(section=piece.section, n=len(texts))
        return replace(piece, section=name, per_line=max(20, len(piece.text) // max(1, 2 * len(texts))))

    @property
    def kind(self) -> str:
        return self.paper.site.label("model-kinds", self.record.kind).lower()


def model_sheet(entry: Entry, paper: Paper) -> Handout:
    """The sheet of one model."""
    text = ModelText(entry, paper)
    record = text.record
    path = paper.short_path("model", entry.id)
    data: dict[str, Any] = {
        **paper.common(record.summary),
        "title": f"{record.title} · {paper.words['sheet']}",
        "name": record.title,
        "kind": text.kind,
        "lead": text.lead,
        "bridge": text.bridge,
        "when": text.items("hvornaar"),
        "not": text.items("hvornaar-ikke"),
        "requires": text.requires or None,
        "roles": text.roles,
        "steps": text.steps,
        "case": example_of_model(entry, text.shorter, paper),
        "tensions": text.tensions,
        "knowledge": text.knowledge,
        "questions": text.items("spoergsmaal-til-bordet")[:QUESTIONS],
        "address": paper.address(path),
        "qr": paper.code(path, QR_MM),
        "edition": paper.edition,
        "colophon": paper.colophon(record.review),
        "sources": source_line(record.origin, cited_keys(entry, paper), SOURCES, paper),
    }
    choices = {"1": (Choice(left=A4_MM - sheet_front(data)),), "2": _answers(data)}
    pieces = (*_front(text, data), *_back(text, data))
    return Handout(
        f"models/{entry.id}", paper.language, "model", record.title, data, text.edition.path, pieces, choices
    )


def _answers(data: dict[str, Any]) -> tuple[Choice, ...]:
    """How many questions, and lines to answer each: the most first. Two questions with two lines are the least."""
    asked = len(data["questions"])
    pairs = [(shown, to_write) for shown in ((asked, 2) if asked > 2 else (asked,)) for to_write in (4, 3, 2)]
    return tuple(Choice(list(pair), A4_MM - sheet_back(data, *pair)) for pair in pairs)


def _front(text: ModelText, data: dict[str, Any]) -> Iterator[Piece]:
    """What stands on the first page, with what fits: characters."""
    trin = text.section("trin").title
    yield text.piece("1", "title", data["name"], 42)
    yield text.piece("1", "summary", data["lead"], 151, shorter="lead")
    for side in data["bridge"].values():
        yield text.piece("1", "saadan-bygger-den-bro", side["line"], 40)
    for identity, key in (("hvornaar", "when"), ("hvornaar-ikke", "not")):
        for item in data[key]:
            yield text.piece("1", identity, item, 72)
        yield text.every("1", identity, [words(item) for item in data[key]], 6 * 39)
    yield text.piece("1", "forudsaetninger", data["requires"], 192, shorter="requires")
    for role in data["roles"]:
        yield text.piece("1", "roller", role["text"], 72)
    for number, step in enumerate(data["steps"], 1):
        for said, room in ((step["title"], 44), *((cell, 34) for cell in step["cells"])):
            yield text.piece("1", "trin", said, room, f"{trin} {number}")
    yield text.every("1", "trin", [_row(step) for step in data["steps"]], STEPS * (44 + 4 * 20))


def _back(text: ModelText, data: dict[str, Any]) -> Iterator[Piece]:
    """What stands on the second page, with what fits."""
    if data["case"]:
        yield text.piece("2", "case", data["case"]["text"], 409, shorter="case_text")
    for tension in data["tensions"]:
        yield text.piece("2", "tensions", tension["how"], 70, f"tensions: {tension['name']}")
    yield text.every("2", "tensions", [f"{one['name']} {one['how']}" for one in data["tensions"]], 6 * 100)
    for part, shorter in zip(data["knowledge"], ("known", "unknown"), strict=False):
        yield text.piece("2", "viden", part["text"], 175, part["title"], shorter=shorter)
    for question in data["questions"]:
        yield text.piece("2", "spoergsmaal-til-bordet", question, 92)


def _row(step: dict[str, Any]) -> str:
    return " ".join(words(cell or []) for cell in (step["title"], *step["cells"]))
