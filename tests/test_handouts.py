"""One handout at a time: what it says, that its texts never run as code, that cards meet back to back, that packs join."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pdfua
import pikepdf
import pytest
from on_paper import A4_HEIGHT, A4_WIDTH, DATE, SAFE, Press, said_in, squeezed, text_of, words_with_places

from scripts.handouts.cards import CardText, card_sheet, deck
from scripts.handouts.join import join_pdfs
from scripts.handouts.paper import Handout, Paper
from scripts.handouts.press import draw
from scripts.handouts.sheet import model_sheet
from scripts.handouts.short import short_names
from scripts.handouts.word_file import word_file
from scripts.handouts.worksheet import blank_worksheet, filled_worksheet
from scripts.link.corpus import Corpus
from scripts.workers import side_by_side


@pytest.fixture(scope="module")
def corpus(papers: dict[str, Paper]) -> Corpus:
    return papers["da"].site.corpus


@pytest.fixture(scope="module")
def sheet(papers: dict[str, Paper], corpus: Corpus) -> Handout:
    return model_sheet(corpus.entry("model", "brobygger"), papers["da"])


def test_a_sheet_holds_its_model_in_reading_order(sheet: Handout, press: Press) -> None:
    printed = text_of(press(sheet).pdf)
    places = [
        printed.index(said)
        for key in ("lead", "when", "not", "requires", "knowledge")
        for said in said_in(sheet.data[key])
    ]
    assert places == sorted(places)


def test_two_drawings_of_one_handout_are_the_same_bytes(
    sheet: Handout, papers: dict[str, Paper], tmp_path: Path
) -> None:
    one, other = side_by_side(lambda desk: draw(sheet, DATE, desk).pdf, [tmp_path / "one", tmp_path / "other"])
    assert one == other
    worksheet = blank_worksheet(papers["da"])
    assert word_file(worksheet, DATE) == word_file(worksheet, DATE)


HARMLESS = {
    "the data itself": '#read("data.json") #json("words.json") #import "base.typ": *',
    "evaluation": '#eval("1 + 1") #eval(read("/etc/passwd"), mode: "markup")',
    "a package": '#import "@preview/cetz:0.3.4" #plugin("x.wasm") #include "../press.py"',
    "escapes": '\\u{1F4A3} \\n \\" \\\\ %s {0} ${x}',
    "a fence": "```typst #panic() ``` /* #panic() */ #{ panic() } #[x]",
    "typst code": '#panic("x") #include "/etc/passwd"',
    "function call": '#(1+1) #sys.inputs #read("base.typ")',
    "mathematics": "$x^2$ og \\alpha",
    "markup": "*fed* _kursiv_ = Overskrift - punkt",
    "reference and label": "@kilde <etiket>",
    "quotes and brackets": "\"a\" 'b' [c] {d} `e` // f",
    "html": "<script>alert(1)</script> &amp; & < >",
    "a file": '#read("/etc/passwd") #image("/etc/hostname") #import "@preview/x:1.0.0"',
    "closing the data": '"}) #panic("x") ("',
    "comments": "// resten /* er */ væk",
    "a long word": "frivillighedskoordinatorfunktionen",
    "Danish letters and ligatures": "æøåÆØÅ fi fl ffi ft tt",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_text_that_looks_like_code_is_printed_as_it_stands(sheet: Handout, text: str, press: Press) -> None:
    drawn = press(replace(sheet, data={**sheet.data, "requires": [text]}))
    assert drawn.problems == ()
    assert squeezed(text) in squeezed(text_of(drawn.pdf))


@pytest.mark.parametrize("part", ["requires", "lead", "roles", "steps", "knowledge"])
def test_no_part_of_a_sheet_runs_what_it_prints(sheet: Handout, part: str, press: Press) -> None:
    attack = '#panic("x")'
    data = json.loads(
        json.dumps(sheet.data).replace(json.dumps(next(said_in(sheet.data[part])))[1:-1], json.dumps(attack)[1:-1])
    )
    drawn = press(replace(sheet, data=data))
    assert drawn.problems == () and attack in text_of(drawn.pdf)


def test_an_empty_optional_part_is_left_out_with_its_heading(sheet: Handout, press: Press) -> None:
    drawn = press(replace(sheet, data={**sheet.data, "case": None, "tensions": [], "requires": None}))
    printed = text_of(drawn.pdf)
    heads = sheet.data["words"]
    assert drawn.problems == ()
    assert heads["example"] not in printed and heads["tensions"] not in printed and heads["requires"] not in printed


def test_the_back_of_a_card_lies_behind_its_front(papers: dict[str, Paper], corpus: Corpus, press: Press) -> None:
    """Printed on both sides and turned on the long edge, the left column of the front is the right column of the back."""
    paper = papers["da"]
    ids = ("rolleuklarhed", "skaev-magt", "skjult-arbejde")
    four = deck("four", "Fire", [CardText(corpus.entry("tension", one), paper) for one in ids])
    drawn = press(four)
    assert drawn.problems == () and drawn.pages == 2
    boxes = words_with_places(drawn.pdf)
    for card, (column, row) in zip(four.data["cards"], ((0, 0), (1, 0), (0, 1), (1, 1)), strict=True):
        first = str(card.get("name", paper.words["guide-title"])).split()[0]
        short = str(card["address"]).rpartition("/")[2]
        assert (column, row) in {_cell(x, y) for page, word, x, y in boxes if page == 1 and word == first}, first
        assert {_cell(x, y) for page, word, x, y in boxes if page == 2 and word.endswith(short)} == {
            (1 - column, row)
        }, short


def test_nothing_stands_near_a_cut_but_the_marks(papers: dict[str, Paper], corpus: Corpus, press: Press) -> None:
    """Printers shift the back by a millimetre or three, so nine millimetres round each card are free."""
    drawn = press(card_sheet(CardText(corpus.entry("potential", "andre-behov"), papers["da"])))
    for page, word, x, y in words_with_places(drawn.pdf):
        inside_x, inside_y = x % (A4_WIDTH / 2), y % (A4_HEIGHT / 2)
        assert SAFE - 1 <= inside_x <= A4_WIDTH / 2 - SAFE and SAFE - 5 <= inside_y <= A4_HEIGHT / 2 - SAFE, (
            page,
            word,
            x,
            y,
        )


def _cell(x: float, y: float) -> tuple[int, int]:
    return int(x > A4_WIDTH / 2), int(y > A4_HEIGHT / 2)


def test_short_names_are_short_and_mean_one_thing() -> None:
    assert short_names(["rolleuklarhed", "rolle-a", "rolle-b"]) == {
        "rolle-a": "rolle-a",
        "rolle-b": "rolle-b",
        "rolleuklarhed": "rolleuklarhed",
    }


def test_a_joined_pack_keeps_pages_tags_and_words(
    papers: dict[str, Paper], corpus: Corpus, tmp_path: Path, press: Press
) -> None:
    paper = papers["da"]
    model = corpus.entry("model", "brobygger")
    handouts = [
        model_sheet(model, paper),
        card_sheet(CardText(corpus.entry("tension", "rolleuklarhed"), paper)),
        filled_worksheet(model, paper),
    ]
    parts = [(one.title, press(one).pdf) for one in handouts]
    joined = join_pdfs(parts, "Pakke: æøå & <prøve>", "da-DK")
    assert joined == join_pdfs(parts, "Pakke: æøå & <prøve>", "da-DK")
    path = tmp_path / "pack.pdf"
    path.write_bytes(joined)
    assert [one.message for one in pdfua.validate(str(path)).findings] == []
    assert text_of(joined) == " ".join(text_of(pdf) for _, pdf in parts)
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 6
        assert [str(item.title) for item in pdf.open_outline().root] == [one.title for one in handouts]
        assert str(pdf.docinfo["/Title"]) == "Pakke: æøå & <prøve>"
        assert len(pdf.Root.StructTreeRoot.K[0].K) == 3
        keys = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]
        assert [int(key) for key in keys] == list(range(6))
        assert sorted(int(page.obj.StructParents) for page in pdf.pages) == list(range(6))
        cells = [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
        assert cells == sorted(cells) and len(set(cells)) == len(cells)


def test_data_for_paper_is_json(sheet: Handout) -> None:
    assert json.loads(json.dumps(sheet.data, ensure_ascii=False)) == sheet.data
