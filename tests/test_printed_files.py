"""Every printed file of the real content: accessible, in the right colours and sizes, and with the very words of its source."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pdfua
import pikepdf
import pytest
from conftest import REPOSITORY
from docx import Document
from on_paper import DATE, papers_of, said_in, squeezed, text_of

from scripts.check.run import check_repository
from scripts.handouts.paper import Paper
from scripts.handouts.shelf import shelf
from scripts.link.corpus import link
from scripts.publish.print_room import print_all
from scripts.read.files import read_sources
from scripts.records import Language
from scripts.workers import side_by_side

pytestmark = pytest.mark.slow
INK, BLACK = (14, 90, 71), (20, 20, 20)
A4, A5 = (595, 842), (420, 595)  # points
_COLOUR = re.compile(rb"((?:\d*\.?\d+ ){1,3})(?:rg|RG|scn?|SCN?)\b")
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True)
class Facts:
    """What a program can tell of one PDF."""

    language: str
    title: str
    is_tagged: bool
    is_ua: bool
    shows_title: bool
    pages: int
    sizes: frozenset[tuple[int, int]]
    fonts: int
    not_embedded: tuple[str, ...]
    tags: Mapping[str, int]
    without_words: int
    bookmarks: tuple[str, ...]
    colours: frozenset[tuple[int, int, int]]
    findings: tuple[str, ...]


@pytest.fixture(scope="module")
def facts(site: Path) -> dict[str, Facts]:
    """Every PDF of the site by its path, each opened once."""
    paths = sorted(site.glob("**/handouts/**/*.pdf"))
    assert len(paths) > 100
    names = [path.relative_to(site).as_posix() for path in paths]
    return dict(zip(names, side_by_side(_facts, paths), strict=True))


def _facts(path: Path) -> Facts:
    with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
        dictionaries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        fonts = [one for one in dictionaries if one.get("/Type") == "/FontDescriptor"]
        elements = [one for one in dictionaries if one.get("/P") is not None and one.get("/S") is not None]
        tags = [str(one.S).lstrip("/") for one in elements]
        return Facts(
            language=str(pdf.Root.Lang),
            title=str(metadata["dc:title"]),
            is_tagged=bool(pdf.Root.MarkInfo.Marked) and "/StructTreeRoot" in pdf.Root,
            is_ua=metadata["pdfuaid:part"] == "1",
            shows_title=bool(pdf.Root.ViewerPreferences.DisplayDocTitle),
            pages=len(pdf.pages),
            sizes=frozenset((round(page.mediabox[2]), round(page.mediabox[3])) for page in pdf.pages),
            fonts=len(fonts),
            not_embedded=tuple(str(one.FontName) for one in fonts if not any(key in one for key in FONT_FILES)),
            tags={tag: tags.count(tag) for tag in sorted(set(tags))},
            without_words=sum(1 for one in elements if one.S == "/Figure" and not str(one.get("/Alt", ""))),
            bookmarks=tuple(str(item.title) for item in pdf.open_outline().root),
            colours=frozenset(colour for page in pdf.pages for colour in _colours(page)),
            findings=tuple(one.message for one in pdfua.validate(str(path)).findings),
        )


def _colours(page: pikepdf.Page) -> Iterator[tuple[int, int, int]]:
    """Every colour that a page's contents set, in steps of 255."""
    for found in _COLOUR.finditer(page.Contents.read_bytes()):
        numbers = [float(one) for one in found[1].split()]
        if len(numbers) in (1, 3):
            red, green, blue = (numbers * 3)[:3]
            yield round(red * 255), round(green * 255), round(blue * 255)


def test_every_pdf_is_tagged_titled_and_in_its_language(facts: dict[str, Facts]) -> None:
    for name, one in facts.items():
        assert one.is_tagged and one.is_ua and one.shows_title and one.title, name
        assert one.language.lower() == ("en-gb" if name.startswith("en/") else "da-dk"), name
        assert one.bookmarks and all(one.bookmarks), name
        assert one.tags["H1"] >= 1, name


def test_every_picture_has_its_words_and_every_table_its_heads(facts: dict[str, Facts]) -> None:
    for name, one in facts.items():
        assert one.tags["Figure"] >= 1 and one.without_words == 0, name
        assert ("Table" in one.tags) == ("TH" in one.tags), name


def test_every_font_is_embedded(facts: dict[str, Facts]) -> None:
    for name, one in facts.items():
        assert one.fonts and one.not_embedded == (), name


def test_no_pdf_and_no_pack_breaks_a_rule_of_pdf_ua_that_a_program_can_check(facts: dict[str, Facts]) -> None:
    assert {name: one.findings for name, one in facts.items() if one.findings} == {}


def test_every_printed_page_is_black_grey_or_the_one_ink_and_dark_enough_on_white(facts: dict[str, Facts]) -> None:
    """What is read is near black or the ink, 7 to 1 or more; the other greys are rules, tints and writing lines."""
    for name, one in facts.items():
        assert one.colours, name
        for colour in one.colours:
            is_ink = all(abs(a - b) <= 2 for a, b in zip(colour, INK, strict=True))
            assert is_ink or max(colour) - min(colour) <= 2, (name, colour)
    assert _contrast(INK) >= 7 and _contrast(BLACK) >= 7


def _contrast(colour: tuple[int, int, int]) -> float:
    """WCAG contrast with white paper."""
    parts = [one / 255 / 12.92 if one <= 10 else ((one / 255 + 0.055) / 1.055) ** 2.4 for one in colour]
    return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)


def test_sheets_have_two_pages_cards_a_front_for_each_back_and_booklets_whole_sheets(facts: dict[str, Facts]) -> None:
    for name, one in facts.items():
        kind = name.split("/")[-2]
        assert one.sizes == {A5 if kind == "booklets" else A4}, name
        if kind in ("models", "worksheets", "tensions", "potentials"):
            assert one.pages == 2, name
        else:
            assert one.pages % (4 if kind == "booklets" else 2) == 0, name


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


def test_every_pdf_holds_the_very_words_of_its_source(site: Path, papers: dict[Language, Paper]) -> None:
    for language, paper in papers.items():
        folder = site / ("handouts" if language == "da" else "en/handouts")
        for handout in shelf(paper):
            printed = squeezed(text_of((folder / f"{handout.name}.pdf").read_bytes()))
            for said in _shown(handout.data, ALWAYS_SHOWN[handout.template]):
                assert squeezed(said) in printed, (handout.name, language, said)


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


def test_every_short_address_leads_to_a_page(site: Path) -> None:
    found = sorted([*site.glob("[msp]/*/index.html"), *site.glob("en/[msp]/*/index.html")])
    assert len(found) > 100
    for path in found:
        for address in re.findall(r'href="([^"]+)"', path.read_text(encoding="utf-8")):
            assert (path.parent / address / "index.html").resolve().is_file(), (path, address)


def test_the_page_says_format_pages_and_size_of_every_file(site: Path, facts: dict[str, Facts]) -> None:
    for folder in (site / "handouts", site / "en" / "handouts"):
        page = (folder / "index.html").read_text(encoding="utf-8")
        for path in sorted(folder.glob("*/*.pdf")):
            pages, kilobytes = facts[path.relative_to(site).as_posix()].pages, max(1, round(path.stat().st_size / 1024))
            name = re.escape(path.relative_to(folder).as_posix())
            size = r"[\d,.]+\u00a0MB" if kilobytes >= 1000 else f"{kilobytes}\u00a0kB"
            said = (
                rf'href="[^"]*{name}">[^<]+</a> <span class="note">PDF, ([^<]*, )?{pages} (sider|pages), {size}</span>'
            )
            assert re.search(said, page), path


@pytest.mark.parametrize("place", ["", "en/"], ids=["da", "en"])
def test_every_word_file_can_be_written_in(site: Path, place: str) -> None:
    """Headings, a language, tables with a repeated head, and room: a worksheet is filled in on screen."""
    files = sorted((site / f"{place}handouts" / "worksheets").glob("*.docx"))
    assert len(files) > 10
    for path in files:
        word = Document(str(path))
        assert word.core_properties.language == ("en-GB" if place else "da-DK"), path
        assert word.core_properties.title, path
        levels = [one.style.name for one in word.paragraphs if one.style is not None and "Heading" in one.style.name]
        assert levels == ["Heading 1", *["Heading 2"] * 7], path
        assert [len(table.columns) for table in word.tables] == [3, 3, 2, 4], path
        for table in word.tables:
            rows = table._tbl.tr_lst
            assert rows[0].trPr is not None and "tblHeader" in rows[0].trPr.xml, path
            assert all("trHeight" in row.trPr.xml for row in rows[1:] if row.trPr is not None), path


def test_only_what_has_changed_is_drawn_again(site: Path, papers: dict[Language, Paper], tmp_path: Path) -> None:
    """Nothing on a second build; one model's sheet, worksheet and booklets when a sentence of it is another."""
    date = papers["da"].site.settings.date
    shutil.copytree(site.parents[1] / "cache" / "handouts", tmp_path / "drawn")
    built = _kept(tmp_path / "drawn")
    print_all(list(papers.values()), tmp_path / "drawn", date)
    assert _kept(tmp_path / "drawn") == built
    sources, images = read_sources(REPOSITORY)
    model = next(source for source in sources if source.path == "docs/models/brobygger.md")
    other = replace(model, text=model.text.replace("title: Brobygning til", "title: Brobygning ind i", 1))
    assert other != model
    corpus = link(check_repository([other if one == model else one for one in sources], images, DATE))
    again = papers_of(corpus, papers["da"].site.settings, tmp_path / "citations")
    names = [
        one.name
        for old, new in zip(shelf(papers["da"]), shelf(again["da"]), strict=True)
        for one in (new,)
        if old.data != new.data
    ]
    assert {"models/brobygger", "worksheets/brobygger", "booklets/all"} <= set(names)
    assert all(name.endswith("/brobygger") or name.startswith("booklets/") for name in names)
    runs = print_all(list(again.values()), tmp_path / "drawn", date)
    assert not any(run.problems for run in runs.values())
    assert len(_kept(tmp_path / "drawn") - built) == len(names) < 10


def _kept(folder: Path) -> set[str]:
    """The handouts that are kept, each by its digest."""
    return {path.stem for path in folder.glob("*.json")}
