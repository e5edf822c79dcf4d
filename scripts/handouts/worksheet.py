"""The worksheet "Our own model": blank, or with what a chosen model asks and proposes as prompts.

The same data are drawn as a PDF (`worksheet.typ`) and written as a Word file (`word_file.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scripts.anatomy import ROLES
from scripts.handouts.paper import Handout, Paper, Piece
from scripts.handouts.sheet import ModelText
from scripts.link.corpus import Entry
from scripts.render.site import ROOTS

QR_MM = 16
TENSIONS = 3  # rows of the table; further ones are named below it
QUESTIONS = 3


def blank_worksheet(paper: Paper) -> Handout:
    """The worksheet without a model."""
    data = _data(paper, paper.words["ws-title"], f"{ROOTS[paper.language]}handouts")
    return Handout(
        "worksheets/blank", paper.language, "worksheet", paper.words["ws-title"], data, "", (), word_file=True
    )


def filled_worksheet(entry: Entry, paper: Paper) -> Handout:
    """The worksheet with a model's questions, tensions and roles."""
    text = ModelText(entry, paper)
    title = f"{paper.words['ws-title']}: {text.record.title}"
    data = _data(paper, title, paper.short_path("model", entry.id))
    data |= {
        "model": text.record.title,
        "from": paper.words["ws-from"].format(model=text.record.title),
        "questions": text.items("spoergsmaal-til-bordet")[:QUESTIONS],
        "tensions": [one["name"] for one in text.tensions[:TENSIONS]],
        "also": [one["name"] for one in text.tensions[TENSIONS:]],
        "roles": text.roles,
        "colophon": paper.colophon(text.record.review),
    }
    pieces = tuple(_pieces(text, data))
    return Handout(
        f"worksheets/{entry.id}", paper.language, "worksheet", title, data, text.edition.path, pieces, word_file=True
    )


def _data(paper: Paper, title: str, path: str) -> dict[str, Any]:
    roles = [{"id": part.id, "name": part.title(paper.language), "text": None} for part in ROLES]
    return {
        **paper.common(paper.words["ws-lead"]),
        "title": f"{title} · {paper.words['worksheet'].lower()}",
        "model": None,
        "from": None,
        "questions": [],
        "tensions": [],
        "also": [],
        "roles": roles,
        "address": paper.address(path),
        "qr": paper.code(path, QR_MM),
        "edition": paper.edition,
        "colophon": paper.colophon(None),
    }


def _pieces(text: ModelText, data: dict[str, Any]) -> Iterator[Piece]:
    yield text.piece("1", "title", text.record.title, 80)
    for question in data["questions"]:
        yield text.piece("1", "spoergsmaal-til-bordet", question, 92)
    for role in data["roles"]:
        yield text.piece("2", "roller", role["text"], 90)
