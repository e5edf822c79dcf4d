"""Paper: every file of the real content is accessible, complete and fits; texts never run as code."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pdfua
import pikepdf
import pytest
from pdfua import validate
from playwright.sync_api import Page
from pypdf import PdfReader

from scripts.check.run import check_repository
from scripts.cite.citations import render_citations
from scripts.handouts.cards import CardText, card_sheet, deck
from scripts.handouts.join import join_pdfs
from scripts.handouts.paper import Handout, Paper, paper_for
from scripts.handouts.press import Drawn, draw
from scripts.handouts.runs import words
from scripts.handouts.sheet import model_sheet
from scripts.handouts.shelf import shelf
from scripts.handouts.short import short_names
from scripts.handouts.word_file import word_file
from scripts.handouts.worksheet import blank_worksheet, filled_worksheet
from scripts.link.corpus import Corpus, link
from scripts.read.files import read_sources
from scripts.read.settings import read_settings
from scripts.render.site import Site

DATE = "2026-11-24"
A4_WIDTH, A4_HEIGHT, SAFE = 595.28, 841.89, 9 * 72 / 25.4  # points
HOW_TO_GET_POPPLER = "pdftotext is missing. Install it: apt-get install poppler-utils"
SOFT_HYPHEN = "\u00ad"
Press = Callable[[Handout], Drawn]


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


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Draws a handout."""
    desk = tmp_path_factory.mktemp("desk")
    return lambda handout: draw(handout, DATE, desk)


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
def test_every_pdf_and_every_pack_holds_the_rules_of_pdf_ua(site: Path) -> None:
    for path in pdfs(site):
        report = pdfua.validate(str(path))
        assert [(one.rule_id, one.message) for one in report.findings] == [], path


@pytest.mark.slow
def test_every_printed_page_is_black_grey_or_the_one_ink_and_dark_enough_on_white(site: Path) -> None:
    """What is read is near black or the ink, 7 to 1 or more; the other greys are rules, tints and writing lines."""
    ink, black = (14, 90, 71), (20, 20, 20)
    for path in pdfs(site):
        for red, green, blue in _colours(path):
            is_grey = max(red, green, blue) - min(red, green, blue) <= 2
            assert is_grey or all(abs(a - b) <= 2 for a, b in zip((red, green, blue), ink, strict=True)), (
                path,
                red,
                green,
                blue,
            )
    assert _contrast(ink) >= 7 and _contrast(black) >= 7


def _colours(path: Path) -> set[tuple[int, int, int]]:
    """Every colour that a page's contents set, in steps of 255."""
    found: set[tuple[int, int, int]] = set()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                numbers = [float(one) for one in operands if isinstance(one, int | float | Decimal)]
                if str(operator) in ("rg", "RG", "sc", "SC", "scn", "SCN") and len(numbers) in (1, 3):
                    red, green, blue = (numbers * 3)[:3]
                    found.add((round(red * 255), round(green * 255), round(blue * 255)))
    return found


def _contrast(colour: tuple[int, int, int]) -> float:
    """WCAG contrast with white paper."""
    parts = [one / 255 / 12.92 if one <= 10 else ((one / 255 + 0.055) / 1.055) ** 2.4 for one in colour]
    return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)


@pytest.mark.slow
def test_model_sheets_have_two_pages_and_card_sheets_a_front_for_each_back(site: Path) -> None:
    for path in pdfs(site):
        pages = len(PdfReader(path).pages)
        kind = path.parent.name
        if kind in ("models", "worksheets", "tensions", "potentials"):
            assert pages == 2, path
        elif kind in ("decks", "packs"):
            assert pages % 2 == 0, path
        else:
            assert pages % 4 == 0, path


ALWAYS_SHOWN: Mapping[str, tuple[str, ...]] = {
    "model": (
        "name",
        "lead",
        "bridge",
        "when",
        "not",
        "requires",
        "roles",
        "steps",
        "case",
        "tensions",
        "knowledge",
        "sources",
        "address",
    ),
    "cards": ("name", "question", "public", "civil", "example", "sources", "address"),
    "worksheet": ("questions", "tensions", "also", "roles", "address"),
    "booklet": ("name", "lead", "when", "not", "requires", "compromise", "roles", "steps", "knowledge", "literature"),
}


@pytest.mark.slow
def test_every_pdf_holds_the_very_words_of_its_source(site: Path, papers: dict[str, Paper]) -> None:
    for language, paper in papers.items():
        folder = site / ("handouts" if language == "da" else "en/handouts")
        for handout in shelf(paper):
            printed = _squeezed(text_of((folder / f"{handout.name}.pdf").read_bytes()))
            for said in _shown(handout.data, ALWAYS_SHOWN[handout.template]):
                assert _squeezed(said) in printed, (handout.name, language, said)


def _shown(value: object, keys: tuple[str, ...]) -> Iterator[str]:
    """The texts under these keys, at any depth."""
    if isinstance(value, list):
        for inner in value:
            yield from _shown(inner, keys)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key in keys and isinstance(inner, str):
                yield inner
            elif key in ("tensions", "also") and key in keys and isinstance(inner, list):
                yield from (one for one in inner if isinstance(one, str))
            elif key in keys:
                yield from said_in(inner)
            elif key not in ("words", "tensions", "qr"):
                yield from _shown(inner, keys)


def _squeezed(text: str) -> str:
    """Without white space: a line may break after the stroke of an address or the hyphen of a word."""
    return re.sub(r"\s", "", text.replace(SOFT_HYPHEN, ""))


def test_a_sheet_holds_its_model_in_reading_order(sheet: Handout, press: Press) -> None:
    printed = text_of(press(sheet).pdf)
    places = [
        printed.index(said)
        for key in ("lead", "when", "not", "requires", "knowledge")
        for said in said_in(sheet.data[key])
    ]
    assert places == sorted(places)


def test_two_drawings_of_one_handout_are_the_same_bytes(sheet: Handout, papers: dict[str, Paper], press: Press) -> None:
    assert press(sheet).pdf == press(sheet).pdf
    worksheet = blank_worksheet(papers["da"])
    assert word_file(worksheet, DATE) == word_file(worksheet, DATE)


def test_a_step_that_is_far_too_long_is_refused_with_page_place_and_measure(sheet: Handout, press: Press) -> None:
    steps = [dict(step) for step in sheet.data["steps"]]
    steps[0]["title"] = ["Et trin uden ende " * 170]
    problems = press(replace(sheet, data={**sheet.data, "steps": steps})).problems
    assert [problem.code for problem in problems] == ["handout-too-full"]
    assert problems[0].location.path == "docs/models/brobygger.md"
    assert "side 1" in problems[0].message("da") and "page 1" in problems[0].message("en")


def test_forty_steps_are_refused(sheet: Handout, press: Press) -> None:
    data = {**sheet.data, "steps": sheet.data["steps"] * 6}
    drawn = press(replace(sheet, data=data))
    assert [problem.code for problem in drawn.problems] == ["handout-too-full"] and drawn.pdf == b""


HARMLESS = {
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
    squeezed = re.sub(r"\s", "", text_of(drawn.pdf))
    assert re.sub(r"\s", "", text) in squeezed


@pytest.mark.parametrize("part", ["requires", "lead", "roles", "steps", "knowledge"])
def test_no_part_of_a_sheet_runs_what_it_prints(sheet: Handout, part: str, press: Press) -> None:
    attack = '#panic("x")'
    data = json.loads(
        json.dumps(sheet.data).replace(json.dumps(next(said_in(sheet.data[part])))[1:-1], json.dumps(attack)[1:-1])
    )
    drawn = press(replace(sheet, data=data))
    assert drawn.problems == () and attack in text_of(drawn.pdf)


def test_a_word_of_eighty_letters_is_refused_by_name(sheet: Handout, press: Press) -> None:
    word = "frivillighedskoordinator" * 3 + "ensomhed"
    problems = press(replace(sheet, data={**sheet.data, "requires": [word]})).problems
    assert [problem.code for problem in problems] == ["handout-word-long"]
    assert word in problems[0].message("da") and "40" in problems[0].message("en")


@pytest.mark.parametrize(
    "text", ["Привіт, допомога", "Καλημέρα", "50 € · № 5 – »ja«"], ids=["Ukrainian", "Greek", "signs"]
)
def test_letters_that_the_font_has_are_printed(sheet: Handout, text: str, press: Press) -> None:
    drawn = press(replace(sheet, data={**sheet.data, "requires": [text]}))
    assert drawn.problems == () and text in text_of(drawn.pdf)


def test_arabic_is_printed_from_right_to_left(sheet: Handout, press: Press) -> None:
    drawn = press(replace(sheet, data={**sheet.data, "requires": ["مرحبا"]}))
    assert drawn.problems == () and "مرحبا" in text_of(drawn.pdf)


@pytest.mark.parametrize("text", ["😀 smil", "你好", "a\u0007b"], ids=["emoji", "Chinese", "control character"])
def test_characters_that_no_font_has_are_refused_by_name(sheet: Handout, text: str, press: Press) -> None:
    drawn = press(replace(sheet, data={**sheet.data, "requires": [text]}))
    assert [problem.code for problem in drawn.problems] == ["handout-character"] and drawn.pdf == b""


def test_a_title_of_two_hundred_letters_is_refused_or_fits(sheet: Handout, press: Press) -> None:
    drawn = press(replace(sheet, data={**sheet.data, "name": "Lang titel " * 18}))
    assert drawn.pdf or [problem.code for problem in drawn.problems] == ["handout-too-full"]


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
    boxes = _words_with_places(drawn.pdf)
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
    for page, word, x, y in _words_with_places(drawn.pdf):
        inside_x, inside_y = x % (A4_WIDTH / 2), y % (A4_HEIGHT / 2)
        assert SAFE - 1 <= inside_x <= A4_WIDTH / 2 - SAFE and SAFE - 5 <= inside_y <= A4_HEIGHT / 2 - SAFE, (
            page,
            word,
            x,
            y,
        )


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
    return int(x > A4_WIDTH / 2), int(y > A4_HEIGHT / 2)


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
def test_the_page_says_format_pages_and_size_of_every_file(site: Path) -> None:
    for folder in (site / "handouts", site / "en" / "handouts"):
        page = (folder / "index.html").read_text(encoding="utf-8")
        for path in sorted(folder.glob("*/*.pdf")):
            pages, kilobytes = len(PdfReader(path).pages), max(1, round(path.stat().st_size / 1024))
            name = re.escape(path.relative_to(folder).as_posix())
            size = r"[\d,.]+\u00a0MB" if kilobytes >= 1000 else f"{kilobytes}\u00a0kB"
            said = (
                rf'href="[^"]*{name}">[^<]+</a> <span class="note">PDF, ([^<]*, )?{pages} (sider|pages), {size}</span>'
            )
            assert re.search(said, page), path


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
@pytest.mark.parametrize("width", [390, 1280])
def test_a_pack_is_joined_in_the_browser_as_the_build_joins_it(
    server: str, site: Path, open_page, tmp_path: Path, width: int
) -> None:  # type: ignore[no-untyped-def]
    page: Page = open_page(viewport={"width": width, "height": 844})
    page.goto(f"{server}/handouts/")
    names = ("models/brobygger", "tensions/rolleuklarhed", "worksheets/brobygger")
    for name in names:
        page.locator(f'.pick input[value="{name}"]').check()
    assert "6 sider, 3 ark" in page.locator("#pack-count").inner_text()
    assert page.locator("#pack-get").bounding_box()["y"] < 844, "the button is in sight while one ticks"  # type: ignore[index]
    with page.expect_download() as waiting:
        page.locator("#pack-get").click()
    saved = tmp_path / "pack.pdf"
    waiting.value.save_as(saved)
    titles = [str(page.locator(f'.pick input[value="{name}"]').get_attribute("data-title")) for name in names]
    files = [(site / "handouts" / f"{name}.pdf").read_bytes() for name in names]
    title = str(page.locator("#packline").get_attribute("data-title"))
    assert saved.read_bytes() == join_pdfs(list(zip(titles, files, strict=True)), title, "da-DK")


@pytest.mark.slow
def test_the_address_of_a_pack_can_be_shared_and_nothing_is_chosen_twice(server: str, page: Page) -> None:
    page.goto(f"{server}/en/handouts/#pack=models/brobygger,tensions/rolleuklarhed,models/none,<b>")
    assert page.locator(".pick input:checked").count() == 2
    page.locator('.pick input[value="models/abcd"]').check()
    assert page.url.endswith("#pack=models/brobygger,models/abcd,tensions/rolleuklarhed")
    page.locator("#pack-clear").click()
    assert page.url.endswith("/en/handouts/") and page.locator("#pack-get").is_disabled()


@pytest.mark.slow
def test_a_file_that_cannot_be_fetched_is_told(server: str, page: Page) -> None:
    page.goto(f"{server}/handouts/")
    page.locator('.pick input[value="models/brobygger"]').check()
    page.evaluate("document.querySelector('.pick input:checked').dataset.url = 'models/none.pdf'")
    page.locator("#pack-get").click()
    page.get_by_text("Hent dem én for én").wait_for()


@pytest.mark.slow
def test_without_a_script_the_files_and_packs_are_there(server: str, open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page(java_script_enabled=False)
    page.goto(f"{server}/handouts/")
    assert not page.locator("#packline").is_visible() and not page.locator(".pick").first.is_visible()
    assert page.locator('.files a[href$=".pdf"]').count() > 50
    assert page.locator('.packs a[href$=".pdf"]').count() >= 2


def test_data_for_paper_is_json(sheet: Handout) -> None:
    assert json.loads(json.dumps(sheet.data, ensure_ascii=False)) == sheet.data
