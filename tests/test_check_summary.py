"""The page that GitHub shows above a proposal: in plain words, and whatever a stranger wrote can only be read in it."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tiny import problems_with

from scripts.commands.check_summary import SHOWN, as_summary
from scripts.contribute.plain import as_shown
from scripts.problems import Location, Problem

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LINK = Problem("link-broken", Location("docs/guide/a.md", 3), {"value": "../x.md", "guess": "../y.md"})
ADVICE = Problem("reference-never-cited", Location("bibliography/references.bib", 9), {"key": "nielsen2024"})


def shown(text: str) -> str:
    """What a reader sees of `text` on the page; fails where it became more than text."""
    tokens = MARKDOWN.parse(f"| a |\n|---|\n| {as_shown(text)} |")
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 2, tokens
    kinds = {child.type for child in cells[1].children or []}
    assert kinds <= {"text", "text_special"}, kinds
    return "".join(child.content for child in cells[1].children or [])


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "![x](https://example.org/x.png)",
        "[her](javascript:alert(1))",
        "a | b || c",
        "`kode` *fed* _kursiv_ ~~væk~~",
        "<img src=x onerror=alert(1)>",
        "<!-- skjult",
        "&lt;b&gt; &amp; &#60;",
        "https://example.org/ og <https://example.org/>",
        "\\| \\` \\",
        "${{ secrets.GITHUB_TOKEN }} $(id) `id`",
        "[ref]: https://example.org",
    ],
)
def test_what_a_stranger_wrote_is_shown_letter_for_letter(text: str) -> None:
    assert shown(text) == text


def test_a_stranger_can_begin_no_line_and_turn_no_text() -> None:
    assert (
        as_shown("a\n\n# b\r\n::error::c\u202etxt\u200b\x1b[31m") == "a &#35; b &#58;&#58;error&#58;&#58;ctxt&#91;31m"
    )


@given(st.text())
def test_any_text_is_only_text_and_keeps_its_letters(text: str) -> None:
    assert [mark for mark in shown(text) if mark.isalnum()] == [mark for mark in text if mark.isalnum()]


def test_no_mark_of_markdown_or_html_is_left_bare() -> None:
    marks = "".join(map(chr, range(33, 127)))
    assert not re.search(r"[^\w&#; ]", as_shown(marks))
    assert html.unescape(as_shown(marks)) == marks


def test_the_page_says_what_is_wrong_what_is_right_and_what_happens_next_in_both_languages() -> None:
    page = as_summary([LINK, ADVICE], "da")
    danish, english = page.split("\n---\n\n")
    assert "Tjekket fandt én fejl" in danish and "The checker found one error" in english
    for half, language in ((danish, "da"), (english, "en")):
        assert f"| 3 | {as_shown(LINK.message(language))} | {as_shown(LINK.hint(language))} |" in half
        assert half.index("| 3 |") < half.index("### ") < half.index("1. ")
        assert as_shown("docs/guide/a.md") in half
    assert "Der er også 1 råd" in danish and as_shown("nielsen2024") not in page


def test_a_page_without_errors_says_what_happens_next_and_where_the_site_is() -> None:
    page = as_summary([ADVICE], "da")
    assert "fandt ingen fejl" in page and "found no errors" in page and "| 3 |" not in page
    assert page.count("*Artifacts*") == 2


def test_a_flood_of_errors_is_cut_and_counted() -> None:
    many = [Problem("link-empty", Location("docs/guide/a.md", line)) for line in range(1, SHOWN + 8)]
    page = as_summary(many, "da")
    assert page.count(as_shown("Et link har ingen adresse.")) == SHOWN
    assert f"Tjekket fandt {SHOWN + 7} fejl" in page and "Der er 7 til" in page


def test_each_file_has_its_own_table() -> None:
    found = problems_with({"cases/x.md": "---\ntitle: <b>x</b>\n---\n", "docs/guide/y.md": "# [x](javascript:1)\n"})
    page = as_summary(found, "da").split("\n---\n\n")[0]
    files = {problem.location.path for problem in found if problem.severity == "error"}
    assert page.count("|---|---|---|") == len(files) > 1
    assert "<" not in page and "javascript:" not in page
