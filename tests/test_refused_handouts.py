"""Bad input as an author writes it: it prints right, or is refused once, by file, line, section, language and how much to cut."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from on_paper import DATE, papers_of, squeezed, text_of
from test_golden import SETTINGS
from tiny import check_with, tiny_text

from scripts.handouts.words import words_in
from scripts.link.corpus import link
from scripts.problems import Problem
from scripts.publish.print_room import PrintRun, print_all
from scripts.records import Language

MODEL, IN_ENGLISH, TENSION = (
    "docs/models/faelles-tavle.md",
    "docs/models/faelles-tavle.en.md",
    "docs/tensions/hvem-bestemmer.md",
)
STEP = "| Skriv på den | – | Skriver | Skriver | Læser |"
SHEET = "handouts/models/faelles-tavle.pdf"
Printed = Callable[..., tuple[dict[Language, PrintRun], str]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny repository's handouts drawn, so that a test draws only what it changes."""
    folder = tmp_path_factory.mktemp("drawn")
    assert not _problems(_printed({}, folder))
    return folder


def _printed(changes: Mapping[str, str], folder: Path) -> dict[Language, PrintRun]:
    checked = check_with(changes)
    assert checked.errors == []
    papers = papers_of(link(checked), SETTINGS, folder / "citations")
    return print_all(list(papers.values()), folder / "handouts", DATE)


def _problems(runs: Mapping[Language, PrintRun]) -> list[Problem]:
    return [problem for run in runs.values() for problem in run.problems]


@pytest.fixture
def printed(kept: Path, tmp_path: Path) -> Printed:
    """Prints the tiny repository with one thing of a file replaced."""
    shutil.copytree(kept, tmp_path / "drawn")

    def run(old: str, new: str, path: str = MODEL) -> tuple[dict[Language, PrintRun], str]:
        text = tiny_text(path)
        assert old in text
        return _printed({path: text.replace(old, new, 1)}, tmp_path / "drawn"), text.replace(old, new, 1)

    return run


def _line(text: str, words: str) -> int:
    return 1 + next(number for number, line in enumerate(text.split("\n")) if words in line)


def _only(runs: Mapping[Language, PrintRun], code: str) -> Problem:
    """The one problem: one cause gives one message, however many handouts hold the text."""
    problems = _problems(runs)
    assert [problem.code for problem in problems] == [code]
    return problems[0]


def test_a_step_of_three_thousand_characters_is_refused(printed: Printed) -> None:
    long = ("Et trin uden ende " * 170).strip()
    runs, text = printed(STEP, f"| {long} | – | Skriver | Skriver | Læser |")
    problem = _only(runs, "handout-too-full")
    assert (problem.location.path, problem.location.line) == (MODEL, _line(text, "Et trin uden ende"))
    assert "»models/faelles-tavle« (da), side 1" in problem.message("da") and " mm (" in problem.message("da")
    assert "Trin 2 (3059 tegn" in problem.hint("da") and "Cut about 3015 characters" in problem.hint("en")
    assert all(not run.files for run in runs.values() if run.problems)


def test_forty_steps_are_refused_as_too_many_and_not_for_one_of_them(printed: Printed) -> None:
    runs, text = printed(STEP, "\n".join([STEP] * 40))
    problem = _only(runs, "handout-too-full")
    assert problem.location.line == _line(text, "## Trin")
    assert "Trin, alle 41 (" in problem.hint("da") and "handout:" not in problem.hint("da")


def test_what_a_shorter_text_in_the_header_would_help_is_told_so(printed: Printed) -> None:
    runs, text = printed("- Der er en væg.", "- " + "Der er en væg til. " * 200)
    problem = _only(runs, "handout-too-full")
    assert problem.location.line == _line(text, "Der er en væg til.")
    assert "under handout: requires" in problem.hint("da") and "Forudsætninger (" in problem.hint("da")


def test_a_tension_that_is_too_long_is_refused_once_for_card_and_decks(printed: Printed) -> None:
    way = next(line for line in tiny_text(TENSION).split("\n") if line.startswith("1. **"))
    runs, _ = printed(way, way.replace("1. **", "1. **" + "Tal om det igen og igen, og " * 60, 1), TENSION)
    problem = _only(runs, "handout-too-full")
    assert problem.location.path == TENSION and "side 2" in problem.message("da")


@pytest.mark.parametrize(
    ("new", "code", "said"),
    [
        (f"| {'samtykke' * 10} | – | Skriver | Skriver | Læser |", "handout-word-long", "samtykke" * 10),
        ("| Skriv på den 😀 | – | Skriver | Skriver | Læser |", "handout-character", "😀"),
        ("| Skriv 你好 | – | Skriver | Skriver | Læser |", "handout-character", "你"),
    ],
    ids=["a word of eighty letters", "emoji", "Chinese"],
)
def test_what_cannot_be_printed_is_refused_by_line_section_and_sign(
    printed: Printed, new: str, code: str, said: str
) -> None:
    runs, text = printed(STEP, new)
    problem = _only(runs, code)
    assert (problem.location.path, problem.location.line) == (MODEL, _line(text, new.split("|")[1].strip()))
    for language, section in (("da", "i »Trin 2«"), ("en", "in 'Trin 2'")):
        assert section in problem.message(language) and said in problem.message(language)


STRANGE = {
    "Ukrainian": "Привіт, допомога",
    "Arabic": "مرحبا",
    "signs of Typst": r'Sig #panic("x") \$x\$ \\ \* = - + / ~ « » "q"',
    "reading a file": '#read("/etc/passwd") #eval("1+1") #import "x.typ"',
    "Danish letters": "Æbler på øen, blå blåbær",
}


@pytest.mark.parametrize("words", STRANGE.values(), ids=STRANGE)
def test_strange_words_are_printed_as_they_stand(printed: Printed, words: str) -> None:
    runs, _ = printed(STEP, f"| {words} | – | Skriver | Skriver | Læser |")
    assert _problems(runs) == []
    shown = words.replace("\\$", "$").replace("\\\\", "\\").replace("\\*", "*")
    assert squeezed(shown) in squeezed(text_of(runs["da"].files[SHEET]))


def test_a_title_of_two_hundred_letters_is_refused_by_the_check() -> None:
    text = tiny_text(MODEL).replace("title: Den fælles tavle", f"title: {'Den fælles tavle ' * 12}".strip())
    assert "field-too-long" in [problem.code for problem in check_with({MODEL: text}).errors]


def test_the_longest_title_that_the_check_lets_through_is_printed_whole(printed: Printed) -> None:
    title = ("Den fælles tavle ved skuret " * 5)[:119].strip()
    runs, _ = printed("title: Den fælles tavle", f"title: {title}")
    assert _problems(runs) == []
    assert squeezed(title) in squeezed(text_of(runs["da"].files[SHEET]))


def test_a_model_without_tensions_has_no_empty_heading(kept: Path, tmp_path: Path) -> None:
    shutil.copytree(kept, tmp_path / "drawn")
    danish = _without_tensions(tiny_text(MODEL)).replace("combines_with:", "tensions: none\ncombines_with:")
    runs = _printed({MODEL: danish, IN_ENGLISH: _without_tensions(tiny_text(IN_ENGLISH))}, tmp_path / "drawn")
    printed, words = text_of(runs["da"].files[SHEET]), words_in("da")
    assert words["tensions"] not in printed and words["knowledge"] in printed


def _without_tensions(text: str) -> str:
    lines = text.split("\n")
    start = lines.index("tensions:")
    return "\n".join(lines[:start] + lines[start + 2 :])
