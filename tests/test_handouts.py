"""Paper: every file of the real content is accessible, complete and fits; texts never run as code."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate
from pypdf import PdfReader

from scripts.check.run import check_repository
from scripts.cite.citations import render_citations
from scripts.handouts.cards import card_sheet
from scripts.handouts.paper import Handout, Paper, paper_for
from scripts.handouts.press import draw
from scripts.handouts.runs import words
from scripts.handouts.sheet import model_sheet
from scripts.handouts.short import short_names
from scripts.handouts.word_file import word_file
from scripts.handouts.worksheet import blank_worksheet
from scripts.link.corpus import Corpus, link
from scripts.read.files import read_sources
from scripts.read.settings import read_settings
from scripts.render.site import Site

DATE = "2026-11-24"
HOW_TO_GET_POPPLER = "pdftotext is missing. Install it: apt-get install poppler-utils"
SOFT_HYPHEN = "\u00ad"


@pytest.fixture(scope="module")
def corpus(repository: Path) -> Corpus:
    sources, images = read_sources(repository)
    return link(check_repository(sources, images, DATE))


@pytest.fixture(scope="module")
def papers(corpus: Corpus, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    cache = tmp_path_factory.mktemp("citations")
    found = {mention.citation.source for mentions in corpus.mentions.values() for mention in mentions}
    out = {}
    for language in ("da", "en"):
        rendered = render_citations(corpus.references, found, language, cache)
        entries = {key: rendered.entries[key] for key in rendered.order}
        site = Site(corpus, language, read_settings(repository), rendered.clusters, entries, rendered.short)
        out[language] = paper_for(site)
    return out


@pytest.fixture(scope="module")
def sheet(papers: dict[str, Paper], corpus: Corpus) -> Handout:
    return model_sheet(corpus.entry("model", "brobygger"), papers["da"])


def pdfs(site: Path) -> Iterator[Path]:
    found = sorted(site.glob("**/handouts/**/*.pdf"))
    assert len(found) > 100
    yield from found


def text_of(pdf: bytes) -> str:
    """The words of a PDF in reading order, as a screen reader meets them."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.fail(HOW_TO_GET_POPPLER)
    done = subprocess.run([program, "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").replace(f"{SOFT_HYPHEN}\n", "").replace(SOFT_HYPHEN, "").split())


def _is_run(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and set(value) <= {"b", "i"})


def said_in(value: object) -> Iterator[str]:
    """Every text in a handout's data that is printed as running text."""
    if isinstance(value, list) and value and all(_is_run(one) for one in value):
        yield words(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from said_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said_in(inner)


@pytest.mark.slow
def test_every_pdf_is_tagged_titled_in_its_language_and_has_its_fonts_embedded(site: Path) -> None:
    for path in pdfs(site):
        language = "en-GB" if "en" in path.relative_to(site).parts[:1] else "da-DK"
        with pikepdf.open(path) as pdf:
            assert pdf.Root.MarkInfo.Marked, path
            assert str(pdf.Root.Lang).lower() == language.lower(), path
            assert pdf.Root.ViewerPreferences.DisplayDocTitle, path
            assert "/StructTreeRoot" in pdf.Root, path
            with pdf.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1", path
                assert metadata["dc:title"], path
            fonts = [
                font
                for font in pdf.objects
                if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor"
            ]
            assert fonts, path
            for font in fonts:
                assert any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3")), (path, font.FontName)


@pytest.mark.slow
def test_no_pdf_breaks_a_rule_of_pdf_ua_that_a_program_can_check(site: Path) -> None:
    for path in pdfs(site):
        report = validate(str(path))
        assert report.findings == () or list(report.findings) == [], path


@pytest.mark.slow
def test_model_sheets_have_two_pages_and_card_sheets_a_front_for_each_back(site: Path) -> None:
    for path in pdfs(site):
        pages = len(PdfReader(path).pages)
        kind = path.parent.name
        if kind in ("models", "worksheets", "tensions", "potentials"):
            assert pages == 2, path
        elif kind == "decks":
            assert pages % 2 == 0, path
        else:
            assert pages % 4 == 0, path


def test_a_sheet_holds_the_very_words_of_its_model(sheet: Handout) -> None:
    printed = text_of(draw(sheet, DATE).pdf)
    for part in ("lead", "when", "not", "roles", "steps", "knowledge"):
        for said in said_in(sheet.data[part]):
            assert said in printed, said
    assert str(sheet.data["address"]) in printed


def test_two_drawings_of_one_handout_are_the_same_bytes(sheet: Handout, papers: dict[str, Paper]) -> None:
    assert draw(sheet, DATE).pdf == draw(sheet, DATE).pdf
    worksheet = blank_worksheet(papers["da"])
    assert word_file(worksheet, DATE) == word_file(worksheet, DATE)


def test_a_step_that_is_far_too_long_is_refused_with_page_place_and_measure(sheet: Handout) -> None:
    steps = [dict(step) for step in sheet.data["steps"]]
    steps[0]["title"] = ["Et trin uden ende " * 170]
    problems = draw(replace(sheet, data={**sheet.data, "steps": steps}), DATE).problems
    assert [problem.code for problem in problems] == ["handout-too-full"]
    assert problems[0].location.path == "docs/models/brobygger.md"
    assert "side 1" in problems[0].message("da") and "page 1" in problems[0].message("en")


def test_forty_steps_are_refused(sheet: Handout) -> None:
    data = {**sheet.data, "steps": sheet.data["steps"] * 6}
    drawn = draw(replace(sheet, data=data), DATE)
    assert [problem.code for problem in drawn.problems] == ["handout-too-full"] and drawn.pdf == b""


HARMLESS = {
    "typst code": '#panic("x") #include "/etc/passwd"',
    "function call": '#(1+1) #sys.inputs #read("base.typ")',
    "mathematics": "$x^2$ og \\alpha",
    "markup": "*fed* _kursiv_ = Overskrift - punkt",
    "reference and label": "@kilde <etiket>",
    "quotes and brackets": "\"a\" 'b' [c] {d} `e` // f",
    "html": "<script>alert(1)</script> &amp; & < >",
    "a word of eighty letters": "frivillighedskoordinator" * 3 + "ensomhed",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_text_that_looks_like_code_is_printed_as_it_stands(sheet: Handout, text: str) -> None:
    drawn = draw(replace(sheet, data={**sheet.data, "requires": [text]}), DATE)
    assert drawn.problems == ()
    squeezed = re.sub(r"\s", "", text_of(drawn.pdf))
    assert re.sub(r"\s", "", text) in squeezed


@pytest.mark.parametrize("text", ["Привіт, допомога", "😀 smil", "مرحبا"], ids=["Ukrainian", "emoji", "Arabic"])
def test_letters_that_the_font_lacks_are_printed_or_refused_but_never_lost(sheet: Handout, text: str) -> None:
    drawn = draw(replace(sheet, data={**sheet.data, "requires": [text]}), DATE)
    if drawn.problems:
        assert [problem.code for problem in drawn.problems] == ["handout-not-drawn"]
        assert drawn.pdf == b""
    else:
        assert text.split()[0].strip(",") in text_of(drawn.pdf)


def test_a_title_of_two_hundred_letters_is_refused_or_fits(sheet: Handout) -> None:
    drawn = draw(replace(sheet, data={**sheet.data, "name": "Lang titel " * 18}), DATE)
    assert drawn.pdf or [problem.code for problem in drawn.problems] == ["handout-too-full"]


def test_an_empty_optional_part_is_left_out_with_its_heading(sheet: Handout) -> None:
    drawn = draw(replace(sheet, data={**sheet.data, "case": None, "tensions": [], "requires": None}), DATE)
    printed = text_of(drawn.pdf)
    heads = sheet.data["words"]
    assert drawn.problems == ()
    assert heads["example"] not in printed and heads["tensions"] not in printed and heads["requires"] not in printed


def test_the_back_of_a_card_lies_behind_its_front(papers: dict[str, Paper], corpus: Corpus) -> None:
    """Printed on both sides and turned on the long edge, the left column of the front is the right column of the back."""
    paper = papers["da"]
    data = dict(card_sheet(corpus.entry("tension", "rolleuklarhed"), paper).data)
    ids = ("rolleuklarhed", "skaev-magt", "skjult-arbejde", "ansvarlighed")
    cards = [card_sheet(corpus.entry("tension", one), paper).data["cards"][0] for one in ids]
    four = Handout("decks/four", "da", "cards", "Fire", {**data, "copies": False, "cards": cards}, "docs")
    drawn = draw(four, DATE)
    assert drawn.problems == ()
    boxes = _words_with_places(drawn.pdf)
    for card, (column, row) in zip(cards, ((0, 0), (1, 0), (0, 1), (1, 1)), strict=True):
        first = str(card["name"]).split()[0]
        assert any(_cell(x, y) == (column, row) for page, word, x, y in boxes if page == 1 and word == first), first
        short = str(card["address"]).rpartition("/")[2]
        assert any(
            _cell(x, y) == (1 - column, row) for page, word, x, y in boxes if page == 2 and word.endswith(short)
        ), short


def _words_with_places(pdf: bytes) -> list[tuple[int, str, float, float]]:
    """(page, word, x, y) of each word, in points from the upper left corner."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.fail(HOW_TO_GET_POPPLER)
    done = subprocess.run([program, "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    found = []
    for page, part in enumerate(done.stdout.decode("utf-8").split("<page ")[1:], 1):
        for x, y, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', part):
            found.append((page, word, float(x), float(y)))
    return found


def _cell(x: float, y: float) -> tuple[int, int]:
    return int(x > 297.64), int(y > 420.94)  # half an A4 in points


def test_short_names_are_short_and_mean_one_thing() -> None:
    assert short_names(["rolleuklarhed", "rolle-a", "rolle-b"]) == {
        "rolle-a": "rolle-a",
        "rolle-b": "rolle-b",
        "rolleuklarhed": "rolleuklarhed",
    }


@pytest.mark.slow
def test_every_short_address_leads_to_a_page(site: Path) -> None:
    found = sorted([*site.glob("[msp]/*/index.html"), *site.glob("en/[msp]/*/index.html")])
    assert len(found) > 100
    for path in found:
        for address in re.findall(r'href="([^"]+)"', path.read_text(encoding="utf-8")):
            assert (path.parent / address / "index.html").resolve().is_file(), (path, address)


@pytest.mark.slow
def test_the_packs_hold_what_the_page_says(site: Path) -> None:
    page = (site / "handouts" / "index.html").read_text(encoding="utf-8")
    for path in sorted(site.glob("handouts/packs/*.zip")):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            assert archive.testzip() is None
        assert re.search(rf"packs/{path.stem}\.zip\">[^<]+</a> <span class=\"note\">ZIP, {len(names)} fil", page), path


@pytest.mark.slow
def test_the_word_file_opens_with_headings_and_language(site: Path) -> None:
    from docx import Document

    word = Document(str(site / "handouts" / "worksheets" / "blank.docx"))
    assert word.core_properties.language == "da-DK"
    assert [p.text for p in word.paragraphs if p.style is not None and p.style.name == "Heading 1"] == [
        "Vores egen model"
    ]
    assert len(word.tables) == 4


@pytest.mark.slow
def test_a_pack_is_put_together_in_the_browser_and_its_address_can_be_shared(server: str, page, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{server}/handouts/")
    boxes = page.locator(".pick input")
    for number in (0, 1):
        boxes.nth(number).check()
    assert "2 filer" in page.locator("#pack-count").inner_text()
    address = page.url
    with page.expect_download() as waiting:
        page.locator("#pack-get").click()
    saved = tmp_path / "pack.zip"
    waiting.value.save_as(saved)
    with zipfile.ZipFile(io.BytesIO(saved.read_bytes())) as archive:
        assert archive.testzip() is None and len(archive.namelist()) == 2
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
    page.goto("about:blank")
    page.goto(address)
    assert page.locator(".pick input:checked").count() == 2


@pytest.mark.slow
def test_without_a_script_the_files_and_packs_are_there(server: str, open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page(java_script_enabled=False)
    page.goto(f"{server}/handouts/")
    assert not page.locator("#packbar").is_visible()
    assert page.locator('a[href$=".pdf"]').count() > 50
    assert page.locator('a[href$=".zip"]').count() >= 2


def test_data_for_paper_is_json(sheet: Handout) -> None:
    assert json.loads(json.dumps(sheet.data, ensure_ascii=False)) == sheet.data
