"""One cause gives one message: what follows from a fault, on the page or on its translation, is not said as well."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from tiny import problems_with, tiny_text

from scripts.problems import Location

CASE, CASE_EN = "cases/haveholdet.md", "cases/haveholdet.en.md"
MODEL_EN = "docs/models/faelles-tavle.en.md"
TENSION = "docs/tensions/hvem-bestemmer.md"
GUIDE, GUIDE_EN = "docs/guide/begynd.md", "docs/guide/begynd.en.md"
FRONT = "docs/index.md"
CHANGES, GLOSSARY = "docs/changes.yml", "docs/glossary.yml"
BIBLIOGRAPHY = "bibliography/references.bib"


class Cause(NamedTuple):
    """One edit of one file, and the one error with the guess that it should give; `line` is that of `new`."""

    path: str
    old: str
    new: str
    code: str
    guess: str = ""


CAUSES = {
    "section misspelt": Cause(CASE, "## Læring", "## Lærring", "section-unknown", "Læring"),
    "section misspelt, with stories": Cause(
        CASE,
        "## Spændinger og håndtering",
        "## Spændinger og handtering",
        "section-unknown",
        "Spændinger og håndtering",
    ),
    "section in another language": Cause(CASE_EN, "## Learning", "## Læring", "section-unknown", "Learning"),
    "section as a title": Cause(CASE, "## Læring", "# Læring", "heading-title"),
    "section as a subsection": Cause(CASE, "## Læring", "### Læring", "heading-level"),
    "subsection as a section": Cause(CASE, "### Frivillige", "## Frivillige", "heading-level"),
    "subsection misspelt": Cause(
        MODEL_EN, "### The compromise", "### The compromice", "part-unknown", "The compromise"
    ),
    "heading too deep": Cause(GUIDE, "## Gør det nu", "#### Gør det nu", "heading-too-deep"),
    "heading empty": Cause(GUIDE, "### Hvad der skal stå", "###", "heading-empty"),
    "story under another id": Cause(CASE, "{#faelles-tavle}", "{#opslag}", "relation-undeclared", "faelles-tavle"),
    "story without id": Cause(CASE, "hængende {#flere-haender}", "hængende", "story-without-id", "flere-haender"),
    "relation that is no group": Cause(
        CASE, "- {id: faelles-tavle, link: uses}", "- faelles-tavle", "field-group-expected"
    ),
    "id in a translation that is no text": Cause(
        MODEL_EN, "- {id: hvem-bestemmer,", "- {id: [hvem-bestemmer],", "field-text-expected"
    ),
    "relations that are no list": Cause(
        CASE, "models:\n  - {id: faelles-tavle, link: uses}", "models: faelles-tavle", "field-list-expected"
    ),
    "handling in the header": Cause(CASE, "handling: done}\npot", "handling: unknown}\npot", "handling-disagrees"),
    "judgement that is no group": Cause(
        CASE, 'effekt: {value: delvist, reason: "Én artikel måler trivsel."}', "effekt: delvist", "field-group-expected"
    ),
    "judgement without reason": Cause(
        CASE, '{value: delvist, reason: "Kun haven er set."}', "{value: delvist}", "field-missing"
    ),
    "field of a translation misspelt": Cause(CASE_EN, "summary: Sample", "sumary: Sample", "field-unknown", "summary"),
    "related object misspelt": Cause(
        TENSION, "{id: flere-haender", "{id: flere-hender", "related-unknown", "flere-haender"
    ),
    "case of the front page misspelt": Cause(
        FRONT, "{id: haveholdet, s", "{id: havehold, s", "case-unknown", "haveholdet"
    ),
    "header without its first line": Cause(CASE_EN, "---\ntitle", "title", "header-missing"),
    "quotation mark open": Cause(CASE, 'om én have"', "om én have", "header-not-yaml"),
    "colon missing": Cause(CASE, "country: DK", "country", "header-not-yaml"),
    "picture misspelt": Cause(
        GUIDE, "../images/tavle.png", "../images/tavl.png", "image-missing", "../images/tavle.png"
    ),
    "e-mail address": Cause(GUIDE, "(https://example.org/tavler)", "(mailto:nogen@example.org)", "private-email"),
    "author misspelt": Cause(BIBLIOGRAPHY, "author      = {{Prøve", "auhtor      = {{Prøve", "bib-author-missing", ""),
    "at sign missing": Cause(BIBLIOGRAPHY, "@techreport{", "techreport{", "bib-at-missing"),
    "anchor in another form": Cause(GUIDE, "{#tavlen}", "{#Tavlen}", "anchor-form"),
    "kind of change misspelt": Cause(CHANGES, "what: removed", "what: remved", "value-unknown", "removed"),
    "language of a value misspelt": Cause(
        GLOSSARY, "en: circle of friends", "em: circle of friends", "field-unknown", "en"
    ),
    "stamp as a list": Cause(CASE_EN, "translates: c301670e951b", "translates: [c301670e951b]", "field-text-expected"),
    "case twice on the front page": Cause(FRONT, "{id: sprogholdet, s", "{id: haveholdet, s", "relation-doubled"),
    "author empty": Cause(BIBLIOGRAPHY, "author      = {{Prøvekommunen}}", "author      = {}", "bib-field-empty"),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)
def test_one_cause_gives_one_message_with_its_line_and_guess(cause: Cause, ends: str) -> None:
    before = tiny_text(cause.path)
    assert before.count(cause.old) == 1
    text = before.replace(cause.old, cause.new)
    line = text.count("\n", 0, before.index(cause.old)) + 1
    problems = problems_with({cause.path: text.replace("\n", ends)})
    errors = [problem for problem in problems if problem.severity == "error"]
    assert [(one.location.path, one.code) for one in errors] == [(cause.path, cause.code)]
    if cause.code not in ("handling-disagrees", "header-missing"):
        assert errors[0].location.line == line
    assert errors[0].values.get("guess", "") == cause.guess


@pytest.mark.parametrize("path", [CASE, GUIDE, FRONT, TENSION])
def test_a_header_without_a_field_says_which_are_missing(path: str) -> None:
    body = tiny_text(path).partition("\n---\n")[2]
    problems = problems_with({path: f"---\n{{}}\n---\n{body}"})
    assert {one.code for one in problems if one.location == Location(path, 2)} >= {"field-missing"}


def test_an_empty_file_is_said_to_be_empty_and_links_to_it_are_not_judged() -> None:
    assert [one.code for one in problems_with({GUIDE: ""}) if one.severity == "error"] == ["header-missing"]
    assert [one.code for one in problems_with({CASE_EN: ""}) if one.severity == "error"] == ["header-missing"]


def test_a_page_whose_text_has_no_header_is_still_read() -> None:
    text = tiny_text(GUIDE).partition("\n---\n")[2].replace("../images/tavle.png", "../images/tavl.png")
    codes = [one.code for one in problems_with({GUIDE: text}) if one.severity == "error"]
    assert sorted(codes) == ["header-missing", "image-missing"]


@pytest.mark.parametrize(
    ("line", "place", "clue"),
    [
        ('title: "Prøve', 0, "quote"),
        ('title: "Prøve" om det', 0, "after"),
        ("title: Prøve: en tekst", 0, "colon"),
        ("title:Prøve", 0, "space"),
        ("title", 0, "colon_missing"),
        ("title: @prøve", 0, "first"),
        ("\ttitle: Prøve", 0, "tab"),
        ("title: [Prøve", 0, "bracket"),
        ("   title: Prøve", 1, "indent"),
    ],
)
def test_what_is_no_yaml_is_said_of_the_line_to_mend_with_what_is_wrong_there(line: str, place: int, clue: str) -> None:
    header = f"{line}\nsummary: Prøvetekst.\nreview: {{status: draft}}"
    (problem,) = [one for one in problems_with({GUIDE: f"---\n{header}\n---\n"}) if one.location.path == GUIDE]
    assert (problem.code, problem.location.line) == ("header-not-yaml", 2 + place)
    assert problem.values["value"] == header.split("\n")[place].strip()
    assert problem.values.get(clue), problem.values


def test_a_tag_is_quoted_as_it_is_written() -> None:
    found = problems_with({CASE: tiny_text(CASE).replace("country: DK", "country: !!str DK")})
    assert [(one.code, one.values["value"]) for one in found] == [("yaml-tag", "!!str")]


def test_a_character_that_cannot_be_seen_is_named_with_its_word() -> None:
    (found,) = [
        one
        for one in problems_with({GUIDE_EN: tiny_text(GUIDE_EN).replace("Put up", "Put\u200b up")})
        if one.severity == "error"
    ]
    assert found.code == "text-invisible" and "U+200B" in found.message("en") and "'Put'" in found.message("en")
