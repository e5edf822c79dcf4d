"""Every rule has a bad example that is found where it says, and nothing else is; messages and formats of the checker."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bad_examples import BadExample, bad_examples, laid_over_page
from click.testing import CliRunner, Result
from conftest import REPOSITORY
from tiny import TINY, TODAY, problems_with, tiny_copy, tiny_text

from scripts.check.run import check_repository
from scripts.commands.check import as_github, as_json, as_text
from scripts.commands.main import main
from scripts.handouts.paper import Handout, Piece
from scripts.handouts.refused import not_drawn, too_full, too_long_words
from scripts.parse.yaml_text import MAXIMUM_NODES
from scripts.problems import Location, Problem, catalogue, in_order
from scripts.read.files import MAXIMUM_BYTES, SourceFile, read_sources
from scripts.records import LANGUAGES

EXAMPLES = list(bad_examples())
GUIDE = "docs/guide/begynd.md"


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_a_bad_example_has_the_problems_it_names_and_no_other_error(example: BadExample) -> None:
    problems = problems_with(example.changes)
    found = {(p.location.path, p.location.line, p.code) for p in problems}
    errors = {(p.location.path, p.location.line, p.code) for p in problems if p.severity == "error"}
    assert example.expected - found == set(), "not found"
    assert errors - example.expected == set(), "not expected"
    assert example.code in {code for _, _, code in example.expected}, "the example is not of what its name says"
    said = [(p.location, p.code, p.values.get("field")) for p in problems if p.severity == "error"]
    assert len(said) == len(set(said)), "said twice"


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_every_sentence_about_a_bad_example_is_whole(example: BadExample) -> None:
    for problem in problems_with(example.changes):
        for language in LANGUAGES:
            for sentence in (problem.message(language), problem.hint(language)):
                assert sentence == sentence.strip() and "\n" not in sentence, problem.code
                assert not re.search(r"»\s*«|(?<![\w'])''|: \.$| {2}|, ,|\[\[|\]\]", sentence), (problem.code, sentence)


def test_the_tiny_repository_has_no_problem() -> None:
    assert problems_with({}) == []


def _symbolic_link(folder: Path) -> str:
    (folder / "docs" / "guide" / "henvist.md").symlink_to(folder / GUIDE)
    return "docs/guide/henvist.md"


def _symbolic_folder(folder: Path) -> str:
    (folder / "docs" / "roles").symlink_to("/", target_is_directory=True)
    return "docs/roles"


def _too_large(folder: Path) -> str:
    (folder / GUIDE).write_text("x" * (MAXIMUM_BYTES + 1), encoding="utf-8")
    return GUIDE


def _not_utf8(folder: Path) -> str:
    (folder / GUIDE).write_bytes("---\ntitle: Prøve\n---\n".encode("iso-8859-1"))
    return GUIDE


def _byte_order_mark(folder: Path) -> str:
    (folder / GUIDE).write_bytes(b"\xef\xbb\xbf" + tiny_text(GUIDE).encode("utf-8"))
    return GUIDE


def _unreadable(folder: Path) -> str:
    (folder / GUIDE).unlink()
    os.mkfifo(folder / GUIDE)  # opening it would wait for ever
    return GUIDE


def _missing(folder: Path) -> str:
    (folder / "docs" / "vocabulary.yml").unlink()
    return "docs/vocabulary.yml"


def _picture_link(folder: Path) -> str:
    picture = folder / "docs" / "images" / "tavle.png"
    picture.rename(folder / "tavle.png")
    picture.symlink_to(folder / "tavle.png")
    return "docs/images/tavle.png"


def _too_many(folder: Path) -> str:
    rows = ",\n".join([", ".join("x" * 100)] * (MAXIMUM_NODES // 100 + 1))
    (folder / GUIDE).write_text(f"---\nphrases: [\n{rows}]\n---\n", encoding="utf-8")
    return GUIDE


MADE: dict[str, tuple[Callable[[Path], str], int]] = {
    "file-symbolic-link": (_symbolic_link, 1),
    "file-symbolic-link--folder": (_symbolic_folder, 1),
    "file-too-large": (_too_large, 1),
    "file-not-utf8": (_not_utf8, 2),
    "file-byte-order-mark": (_byte_order_mark, 1),
    "file-unreadable": (_unreadable, 1),
    "yaml-too-many": (_too_many, 202),
    "list-missing": (_missing, 1),
    "file-symbolic-link--picture": (_picture_link, 1),
}


@pytest.mark.parametrize("name", MADE)
def test_a_file_that_is_no_text_is_said_once(name: str, tmp_path: Path) -> None:
    spoil, line = MADE[name]
    path = spoil(tiny_copy(tmp_path))
    sources, images = read_sources(tmp_path)
    problems = check_repository(sources, images, TODAY).problems
    of_file = [p for p in problems if p.location.path == path]
    assert [(p.code, p.location.line) for p in of_file] == [(name.partition("--")[0], line)]
    if name != "yaml-too-many":  # whose text has gone with its header
        assert [p.code for p in problems if p.severity == "error"] == [name.partition("--")[0]], "more is said"


def handout(text: str) -> Handout:
    """A handout with one text, which stands on page 1 and has room for 20 characters."""
    piece = Piece("1", "Roller", text, 20, SourceFile("docs/models/faelles-tavle.md", ""), 27)
    return Handout(
        "models/faelles-tavle", "da", "model", "Tavlen", {"lead": text}, "docs/models/faelles-tavle.md", (piece,)
    )


ON_PAPER: dict[str, Callable[[], Problem]] = {
    "handout-too-full": lambda: too_full(handout("Alt for lang tekst om tavlen"), "1", 12.5),
    "handout-word-long": lambda: next(too_long_words(handout("Donaudampfschiff" * 4))),
    "handout-character": lambda: not_drawn(handout("😀"), 'error: the text `"😀"` could not be displayed'),
    "handout-not-drawn": lambda: not_drawn(handout("x"), "error: out of paper"),
}


@pytest.mark.parametrize("code", ON_PAPER)
def test_what_paper_refuses_names_the_page_that_it_comes_from(code: str) -> None:
    problem = ON_PAPER[code]()
    assert (problem.code, problem.location.path) == (code, "docs/models/faelles-tavle.md")
    assert "models/faelles-tavle" in problem.message("da") and "models/faelles-tavle" in problem.message("en")


def test_every_code_of_the_catalogue_has_a_bad_example() -> None:
    made = {name.partition("--")[0] for name in MADE}
    shown = {example.code for example in EXAMPLES} | made | set(ON_PAPER)
    assert sorted(set(catalogue()) ^ shown) == []


CODE = re.compile(r"(bib|yaml|file)(-[a-z0-9]+)+")


def raised() -> Iterator[tuple[str, str]]:
    """Every code word that the program names where it makes a problem, with the module."""
    for path in sorted((REPOSITORY / "scripts").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Problem"
                and node.args
            ):
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value), path.name
            elif path.parent.name == "check" and isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value)):
                yield str(node.value), path.name


def test_every_code_that_is_raised_stands_in_the_catalogue() -> None:
    codes = list(raised())
    assert len(codes) > 100
    assert [one for one in codes if one[0] not in catalogue()] == []


AWFUL = """---
title: "Det <b>hele</b>"
sumary: forkert stavet
fields: [eldre]
levels: [praktisk]
country: DK
municipalities: ["0999"]
place: none
period: {start: "2021", end: "2019"}
parties: {public: [proevekommune], civil: unknown, other: none}
initiated_by:
phases: design
formalisation: unknown
funding: unknown
status: unknown
tensions:
  - {id: hvem-bestemer, between: [frivillige], level: praktisk, handling: done}
potentials:
  - {id: flere-haender, between: [frivillige], level: praktisk, handling: done}
models: none
outcomes: unknown
sources:
  - {key: ukendt2020kilde, evidence: own-account, author: own-account, read: full, voices: none}
review: {status: draft, last: unknown, next: "2027-02-30"}
contributors: [Redaktionen]
---

Tekst uden sted.

## Baggrund
Se [her](javascript:alert) og [dér](../docs/guide/begyn.md) [@ukendt2021kilde].
<b>Fed</b> og skriv til nogen@example.org.

## Parterne
Kommunen.

### Ledere
En.

### Frivillige

## Hvad gør de
![](../docs/images/tavle.png)

## Potentialer
### Flere {#flere-haender}
Ingen kilde her.

## Potentialer
### Flere {#flere-hender}
Igen.

# Slut
"""
AWFUL_PROBLEMS = """\
1 section-missing: Læring
1 section-missing: Modeller i spil
1 section-missing: Overførbarhed
1 section-missing: Resultater
1 section-missing: Spændinger og håndtering
2 field-missing: assessment
2 header-html: title
3 field-unknown: sumary
4 value-unknown: eldre
7 municipality-unknown: 0999
10 organisation-unknown: proevekommune
11 field-empty: initiated_by
12 field-list-expected: phases
17 tension-unknown: hvem-bestemer
23 reference-unknown: ukendt2020kilde
24 field-form: 2027-02-30
28 text-before-sections:
31 citation-unknown: ukendt2021kilde
31 link-broken: ../docs/guide/begyn.md
31 link-scheme: javascript:alert
32 html-in-text: <b>
32 private-email:
34 part-missing: Brugere
34 part-missing: Medarbejdere
40 section-empty: Frivillige
43 image-without-text: ../docs/images/tavle.png
46 handling-missing: done
46 story-uncited: Flere
49 section-doubled: Potentialer
53 heading-title: Slut
"""


def _named(problem: Problem) -> str:
    """What the problem is about: the value that its sentence quotes, or the field."""
    by_field = problem.code.startswith(("field-missing", "field-unknown", "field-empty", "field-list", "header-html"))
    return problem.values.get("field" if by_field else "value", "")


def test_the_complete_list_of_problems_of_an_awful_document() -> None:
    path = "cases/haveholdet.md"
    problems = problems_with({path: AWFUL, "cases/haveholdet.en.md": None})
    found = [p for p in problems if p.severity == "error" and p.location.path == path]
    assert "".join(f"{p.location.line} {p.code}: {_named(p)}".rstrip() + "\n" for p in found) == AWFUL_PROBLEMS


def test_the_line_ends_of_windows_are_accepted(tmp_path: Path) -> None:
    for path in tiny_copy(tmp_path).rglob("*"):
        if path.suffix in (".md", ".yml", ".bib"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    sources, images = read_sources(tmp_path)
    assert check_repository(sources, images, TODAY).problems == []


ALL_PROBLEMS = [problem for example in EXAMPLES for problem in problems_with(example.changes)]


def test_every_message_is_whole_in_both_languages_and_says_what_is_right() -> None:
    for problem in ALL_PROBLEMS:
        for language in LANGUAGES:
            message, hint = problem.message(language), problem.hint(language)
            assert message and hint, problem
            for text in (message, hint):
                assert not re.search(r"\[\[|\]\]|»«|(^| )''|\{[a-z_]+\}", text), text
        assert problem.message("da") != problem.message("en")


def test_every_message_quotes_the_value_and_offers_the_nearest_guess() -> None:
    guessed = set()
    for problem in ALL_PROBLEMS:
        entry = catalogue()[problem.code]
        for language in LANGUAGES:
            if "{value}" in entry.message[language]:
                assert problem.values["value"] in problem.message(language), problem
            if problem.values.get("guess"):
                assert problem.values["guess"] in problem.hint(language), problem
                guessed.add(problem.code)
    guessing = {code for code, entry in catalogue().items() if "{guess}" in entry.hint["da"]}
    assert guessing - guessed == {"outcome-source"}  # the keys of the tiny bibliography are far from each other


def test_the_sentences_of_the_catalogue_have_the_same_holes_in_both_languages() -> None:
    hole = re.compile(r"\{[a-z_]+\}")
    for code, entry in catalogue().items():
        for part in ("title", "message", "hint", "why"):
            texts = getattr(entry, part)
            assert set(texts) == set(LANGUAGES) and all(texts.values()), (code, part)
            holes = [{name.replace("_da", "_en") for name in hole.findall(texts[language])} for language in LANGUAGES]
            assert holes[0] == holes[1], (code, part)


def test_braces_in_a_value_stay_as_they_are() -> None:
    problem = Problem("value-unknown", Location("x.md"), {"field": "{guess}", "value": "[[{allowed}]]", "allowed": "a"})
    assert problem.message("en") == "'[[{allowed}]]' is not a value of '{guess}'."


NASTY = Problem("link-broken", Location("docs/a,b:c%.md", 3), {"value": "100 %\n::error::x\r", "guess": ""})


def test_the_format_for_github_is_escaped() -> None:
    text = as_github([NASTY], "en")
    assert "\n" not in text and "\r" not in text
    assert text.startswith("::error file=docs/a%2Cb%3Ac%25.md,line=3,title=link-broken::")
    assert "100 %25%0A::error::x%0D" in text


def test_the_format_for_programs_is_json() -> None:
    assert json.loads(as_json([NASTY], "da"))[0] == {
        "code": "link-broken",
        "severity": "error",
        "path": "docs/a,b:c%.md",
        "line": 3,
        "message": NASTY.message("da"),
        "hint": NASTY.hint("da"),
    }


def test_the_format_for_people_begins_with_file_and_line() -> None:
    first, second = as_text([Problem("link-empty", Location("docs/guide/x.md", 7))], "da").split("\n")
    assert first == "docs/guide/x.md:7: fejl: Et link har ingen adresse. [link-empty]"
    assert second == "    Skriv adressen i parentesen."


def test_problems_are_sorted_and_said_once() -> None:
    late, early = Problem("link-empty", Location("b.md", 1)), Problem("link-empty", Location("a.md", 9))
    assert in_order([late, early, late]) == [early, late]


def run(place: Path, *words: str) -> Result:
    """A command of ours in this folder."""
    before = Path.cwd()
    os.chdir(place)
    try:
        return CliRunner().invoke(main, words)
    finally:
        os.chdir(before)


def test_checking_ends_with_0_where_all_is_well_and_says_what_was_checked(tmp_path: Path) -> None:
    done = run(tiny_copy(tmp_path), "check")
    assert done.exit_code == 0
    assert done.output == "26 filer, 3 kilder og 18 sider tjekket: 0 fejl, 0 råd.\n"


def test_checking_ends_with_1_where_something_is_wrong_and_shows_only_the_asked_path(tmp_path: Path) -> None:
    place = tiny_copy(tmp_path)
    (place / GUIDE).write_text(tiny_text(GUIDE).replace("(../models/", "(../model/"), encoding="utf-8")
    done = run(place, "check")
    assert done.exit_code == 1
    assert f"{GUIDE}:14: fejl:" in done.output and "Mente du »../models/faelles-tavle.md«?" in done.output
    assert run(place, "check", "docs/guide").exit_code == 1
    assert run(place, "check", "cases").exit_code == 0
    found = json.loads(run(place, "check", "--format", "json", "--language", "en", GUIDE).output)
    assert [(one["code"], one["line"]) for one in found] == [("link-broken", 14)]
    assert run(place, "check", "--format", "github", GUIDE).output.startswith(f"::error file={GUIDE},line=14,")


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--format", "xml"),
        ("check", "/etc"),
        ("chek",),
        ("explain",),
        ("explain", "citation-unknwon"),
        ("new", "case", "Min Case"),
        ("new", "thing", "x"),
        ("new", "case", "haveholdet"),
        ("new", "reference", "Nielsen"),
        ("translated", "cases/haveholdet.md"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_a_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run(tiny_copy(tmp_path), *words)
    assert done.exit_code == 2
    assert "Error" in done.output and "Traceback" not in done.output


def test_one_error_is_counted_as_one(tmp_path: Path) -> None:
    place = tiny_copy(tmp_path)
    (place / GUIDE).write_text(tiny_text(GUIDE).replace("(../models/", "(../model/"), encoding="utf-8")
    assert ": 1 error, 1 piece of advice." in run(place, "check", "--language", "en").output


def test_explaining_offers_the_nearest_code() -> None:
    assert "citation-unknown" in run(TINY, "explain", "citation-unknwon").output


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained(language: str) -> None:
    for code, entry in catalogue().items():
        done = run(TINY, "explain", code, "--language", language)
        assert done.exit_code == 0
        for words in (entry.title[language], entry.why[language], entry.cure(language)):  # type: ignore[index, arg-type]
            assert words.strip() and words in done.output, code
        assert not re.search(r"\{[a-z_]+\}|\[\[|\]\]", done.output), code


@pytest.mark.parametrize("command", ["", *main.commands])
def test_every_command_helps(command: str) -> None:
    done = run(TINY, *filter(None, [command, "--help"]))
    assert done.exit_code == 0 and "Usage" in done.output
    if command:
        described = main.commands[command].help or ""
        assert described.strip(), command


def test_the_program_runs_as_a_module(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts", "check", "--language", "en"]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        command, cwd=tiny_copy(tmp_path), env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "26 files, 3 sources and 18 pages checked: 0 errors, 0 pieces of advice.\n"


def test_the_parts_of_an_example_replace_those_of_the_good_page() -> None:
    base = "---\ntitle: A\nsummary: B\n---\n\n## Et\nA\n\n## To\nB\n"
    example = "%% without: Et\n---\ntitle: C\n---\n\n## To\nD\n\n## To\nE\n"
    assert laid_over_page(base, example) == "---\ntitle: C\nsummary: B\n---\n## To\nD\n\n## To\nE\n"
