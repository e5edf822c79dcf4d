"""The worksheet as a Word file that can be written in: the same data as the PDF, with headings, tables and language set."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from scripts.handouts.paper import LANGUAGE_TAGS, Handout
from scripts.handouts.runs import Runs

TEXT_WIDTH = Mm(173)
INK = RGBColor(0x0E, 0x5A, 0x47)
STILL = b"\x00\x00\x21\x00"  # midnight on 1 January 1980, as a ZIP file writes it
LISTED = 46  # bytes of an entry in the list at the end, before its name, its extra field and its comment


def word_file(handout: Handout, date: str) -> bytes:
    """The worksheet as `.docx`; `date` is yyyy-mm-dd."""
    data, words = handout.data, handout.data["words"]
    word = _document(handout, date)
    _heading(word, words["ws-title"], 1)
    for said in (data["from"], words["ws-lead"]):
        if said:
            word.add_paragraph(said)
    _fields(word, (words["ws-name"], words["ws-date"], words["ws-who-sat"]))
    _heading(word, f"1. {words['ws-purpose']}")
    if data["questions"]:
        word.add_paragraph().add_run(words["ws-talk-first"]).bold = True
        for question in data["questions"]:
            _runs(_styled(word.add_paragraph(), "ListBullet"), question)
    _fields(word, (words["ws-achieve"], words["ws-not-ours"]))
    _heading(word, f"2. {words['ws-parties']}")
    _table(word, words["ws-party-heads"], [[name] for name in words["ws-party-names"]], 4)
    _heading(word, f"3. {words['ws-tensions']}")
    word.add_paragraph(words["ws-tensions-note"])
    _table(word, words["ws-tension-heads"], [[name] for name in [*data["tensions"], *data["also"]]], 3)
    _heading(word, f"4. {words['ws-gain']}")
    _table(word, words["ws-gain-heads"], [], 2)
    _heading(word, f"5. {words['ws-roles']}")
    _table(word, words["ws-role-heads"], [[_role(role)] for role in data["roles"]], 4)
    _agreement(word, handout)
    return _still(word)


def _agreement(word: Word, handout: Handout) -> None:
    """The last two parts: what is in place, and when we look again."""
    data, words = handout.data, handout.data["words"]
    _heading(word, f"6. {words['ws-agreement']}")
    word.add_paragraph(words["ws-agreement-note"])
    for tick in words["ws-ticks"]:
        word.add_paragraph(f"☐ {tick}")
    _fields(word, words["ws-contacts"])
    _heading(word, f"7. {words['ws-again']}")
    _fields(word, (words["ws-date"], words["ws-convenes"], words["ws-satisfied"], *words["ws-sign"]))
    word.add_paragraph(f"{data['address']} · {data['colophon']}")


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


def _heading(word: Word, text: str, level: int = 2) -> None:
    _styled(word.add_paragraph(text), f"Heading{level}")


def _styled(paragraph: Paragraph, style: str) -> Paragraph:
    """The paragraph in a style, set by its id: python-docx looks each style up by its name, which takes half the time."""
    paragraph._p.style = style
    return paragraph


def _fields(word: Word, labels: Sequence[str]) -> None:
    """Words, and a line to write on that runs to the margin."""
    for label in labels:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(10)
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        paragraph.add_run(f"{label.rstrip(':')} " if label.endswith("?") else f"{label.rstrip(':')}: ").bold = True
        paragraph.add_run("\t")


def _table(word: Word, heads: Sequence[str], rows: Sequence[Sequence[str]], least: int) -> None:
    """A table to write in: shaded heads that are repeated on each page, and rows of at least 14 mm."""
    every = [heads, *rows, *([[]] * (least - len(rows)))]
    table = word.add_table(rows=len(every), cols=len(heads))
    table._tbl.tblStyle_val = "TableGrid"
    for number, (row, texts) in enumerate(zip(table._tbl.tr_lst, every, strict=True)):
        properties = row.get_or_add_trPr()
        if number == 0:
            properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
        else:
            properties.append(properties.makeelement(qn("w:trHeight"), {qn("w:val"): str(Mm(14).twips)}))
        for cell, text in zip(row.tc_lst, [*texts, *([""] * (len(heads) - len(texts)))], strict=True):
            run = Paragraph(cell.p_lst[0], None).add_run(text) if text else None  # type: ignore[arg-type]
            if number == 0 and run is not None:
                run.bold = True
                shade = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): "EDEDED"}
                cell.get_or_add_tcPr().append(cell.makeelement(qn("w:shd"), shade))
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
    """The file with the same bytes each time: python-docx stamps each of its parts with the time of day.

    The stamp is four bytes, after ten in the head of a part and after twelve in the list at the end of a ZIP file.
    """
    written = io.BytesIO()
    word.save(written)
    file = written.getbuffer()
    with zipfile.ZipFile(written) as archive:
        at = archive.start_dir
        for part in archive.infolist():
            file[part.header_offset + 10 : part.header_offset + 14] = STILL
            file[at + 12 : at + 16] = STILL
            at += LISTED + sum(struct.unpack_from("<HHH", file, at + 28))
    return bytes(file)
