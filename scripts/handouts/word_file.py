"""The worksheet as a Word file that can be written in: the same data as the PDF, with headings, tables and language set."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from scripts.handouts.paper import LANGUAGE_TAGS, Handout
from scripts.handouts.runs import Runs

INK = RGBColor(0x0E, 0x5A, 0x47)
STILL = (1980, 1, 1, 0, 0, 0)  # the time in the archive, so that two files are the same


def word_file(handout: Handout, date: str) -> bytes:
    """The worksheet as `.docx`; `date` is yyyy-mm-dd."""
    data, words = handout.data, handout.data["words"]
    word = _document(handout, date)
    word.add_heading(words["ws-title"], 1)
    if data["model"]:
        word.add_paragraph(data["from"])
    word.add_paragraph(words["ws-lead"])
    _fields(word, (words["ws-name"], words["ws-date"], words["ws-who-sat"]))
    word.add_heading(f"1. {words['ws-purpose']}", 2)
    if data["questions"]:
        word.add_paragraph(words["ws-talk-first"])
        for question in data["questions"]:
            _runs(word.add_paragraph(style="List Bullet"), question)
    _fields(word, (words["ws-achieve"], words["ws-not-ours"]))
    word.add_heading(f"2. {words['ws-parties']}", 2)
    _table(word, words["ws-party-heads"], [[name] for name in words["ws-party-names"]], 4)
    word.add_heading(f"3. {words['ws-tensions']}", 2)
    word.add_paragraph(words["ws-tensions-note"])
    _table(word, words["ws-tension-heads"], [[name] for name in [*data["tensions"], *data["also"]]], 3)
    word.add_heading(f"4. {words['ws-gain']}", 2)
    _table(word, words["ws-gain-heads"], [], 2)
    word.add_heading(f"5. {words['ws-roles']}", 2)
    _table(word, words["ws-role-heads"], [[_role(role)] for role in data["roles"]], 4)
    word.add_heading(f"6. {words['ws-agreement']}", 2)
    word.add_paragraph(words["ws-agreement-note"])
    for tick in words["ws-ticks"]:
        word.add_paragraph(f"☐ {tick}")
    _fields(word, words["ws-contacts"])
    word.add_heading(f"7. {words['ws-again']}", 2)
    _fields(word, (words["ws-date"], words["ws-convenes"], words["ws-satisfied"], *words["ws-sign"]))
    word.add_paragraph(f"{data['address']} · {data['colophon']}")
    return _still(word)


def _document(handout: Handout, date: str) -> Word:
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(22), Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    properties = word.core_properties
    properties.title, properties.author = handout.data["title"], handout.data["words"]["site"]
    properties.language = LANGUAGE_TAGS[handout.language]
    properties.created = properties.modified = datetime.fromisoformat(date)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11.5)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): LANGUAGE_TAGS[handout.language]})
    normal.element.get_or_add_rPr().append(language)
    for level in (1, 2):
        style = word.styles[f"Heading {level}"]
        style.font.name, style.font.color.rgb = "Calibri", INK
    return word


def _fields(word: Word, labels: Sequence[str]) -> None:
    """Words, and room to write after them."""
    for label in labels:
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{label.rstrip(':')}: " if not label.endswith("?") else f"{label} ").bold = True
        paragraph.add_run("…")


def _table(word: Word, heads: Sequence[str], rows: Sequence[Sequence[str]], least: int) -> None:
    table = word.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for row in [*rows, *([[]] * (least - len(rows)))]:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.paragraphs[0].add_run(text)
    word.add_paragraph()


def _role(role: dict[str, Any]) -> str:
    said = "".join(run if isinstance(run, str) else next(iter(run.values())) for run in role["text"] or [])
    return f"{role['name']}: {said}" if said else str(role["name"])


def _runs(paragraph: Any, runs: Runs) -> None:
    for run in runs:
        style, text = ("", run) if isinstance(run, str) else next(iter(run.items()))
        made = paragraph.add_run(text)
        made.bold, made.italic = style == "b", style == "i"


def _still(word: Word) -> bytes:
    """The file with the same bytes each time: python-docx stamps the archive with the time of day."""
    written = io.BytesIO()
    word.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            target.writestr(zipfile.ZipInfo(name, STILL), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
