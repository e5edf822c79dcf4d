"""Whatever a file holds, reading it gives values and never a traceback, and every line named lies in the file."""

from __future__ import annotations

import json
from collections.abc import Callable

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tiny import check_with, tiny_files

from scripts.cite.locators import locator_text
from scripts.commands.check import as_github, as_json, as_text
from scripts.link.corpus import link
from scripts.names import parse_names
from scripts.parse.bibtex import parse_bibliography
from scripts.parse.citations import parse_citation
from scripts.parse.latex import decode_latex, plain_text
from scripts.parse.markdown import citations_in, inline_tokens, parse_body, slug
from scripts.parse.markdown import plain_text as words_of
from scripts.parse.page import SLUG, parse_page, place_of
from scripts.parse.yaml_text import Mapping, Node, Scalar, Sequence, parse_yaml, plain
from scripts.read.files import SourceFile
from scripts.render.site import staged_page

# Runs are the same every time; `--hypothesis-seed` or a larger `max_examples` looks further.
few = settings(max_examples=100, deadline=None, derandomize=True)
many = settings(max_examples=300, deadline=None, derandomize=True)

ANY_TEXT = st.text(max_size=80)
YAML_PIECES = st.sampled_from(
    [
        "a",
        "æ",
        ": ",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        "&x ",
        "*x",
        "!!int ",
        "|\n",
        ">-\n",
        "? ",
        "---\n",
        "...\n",
        "%YAML 9\n",
        "\t",
        "~",
        "NO",
        "0101",
        "\x07",
        "\u2028",
        "<<: ",
    ]
)
MARKDOWN_PIECES = st.sampled_from(
    [
        "a",
        "Æ",
        " ",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "### ",
        "#",
        "{#a}",
        "{: .b}",
        "**",
        "*",
        "_",
        "`",
        "```\n",
        "> ",
        "- ",
        "1. ",
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "@a2020b",
        "[@a2020b]",
        "[-@a2020b, s. 3]",
        "; ",
        "<b>",
        "</b>",
        "<!--",
        "|",
        "\n|---|\n",
        "&amp;",
        "\\",
        "http://a.dk",
        "<http://a.dk>",
        "  \n",
        "---\n",
        "\t",
        "\x00",
        "\u200b",
    ]
)
BIBTEX_PIECES = st.sampled_from(
    [
        "@book{",
        "@string{",
        "@comment{",
        "a2020b,",
        "title = ",
        "{",
        "}",
        '"',
        "#",
        ",",
        "=",
        "\n",
        " ",
        "\\o",
        "{\\'e}",
        "and",
        "æ",
        "%",
        "@",
        "jan",
    ]
)


def joined(pieces: st.SearchStrategy[str], most: int = 40) -> st.SearchStrategy[str]:
    """Texts made of pieces that mean something to a parser."""
    return st.lists(pieces, max_size=most).map("".join) | ANY_TEXT


def lines_of(node: Node) -> list[int]:
    if isinstance(node, Scalar):
        return [node.line]
    inner = node.items if isinstance(node, Sequence) else node.entries.values()
    own = [node.line, *(node.key_lines.values() if isinstance(node, Mapping) else ())]
    return own + [line for one in inner for line in lines_of(one)]


@given(joined(YAML_PIECES), st.integers(1, 50))
@many
def test_yaml_gives_a_tree_or_faults_within_the_text(text: str, first: int) -> None:
    parsed = parse_yaml(text, first)
    last = first + text.count("\n")
    for fault in parsed.faults:
        assert first <= fault.line <= last
        assert fault.kind
    if parsed.root is not None:
        assert all(first <= line <= last for line in lines_of(parsed.root))


VALUES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcæ ", max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
@few
def test_text_written_as_json_is_read_as_the_same_text(value: object) -> None:
    parsed = parse_yaml(json.dumps(value, ensure_ascii=False))
    assert parsed.faults == []
    assert parsed.root is not None
    assert plain(parsed.root) == value


@given(st.dictionaries(st.sampled_from(["title", "description", "kind"]), st.text(max_size=30)), ANY_TEXT)
@example({"title": "---\n<script>: \u2028"}, "</p>\n\n---\n")
@few
def test_a_staged_page_holds_what_was_put_in_whatever_it_is(meta: dict[str, str], html: str) -> None:
    staged = staged_page(meta, f"<p>{html}</p>")
    assert staged.startswith("---\n") and staged.endswith("---\n")
    fields = yaml.safe_load(staged.removeprefix("---\n").removesuffix("---\n"))
    assert {name: value for name, value in fields.items() if name in meta} == meta
    assert staged.count("\n---\n") == 1


@given(joined(MARKDOWN_PIECES), st.integers(1, 50))
@example("", 1)
@example("Kun et afsnit.", 9)
@example("[@a2020b", 1)
@many
def test_markdown_gives_sections_within_the_text_in_order(text: str, first: int) -> None:
    body = parse_body(text, first)
    last = first + text.count("\n") + text.count("\r") + 1
    starts = [section.line for section in body.walk()]
    assert starts == sorted(starts)
    assert all(first <= line <= last for line in starts)
    assert all(first <= line <= last for _, line in inline_tokens(body.tokens))
    assert all(first <= line <= last for _, line in citations_in(body.tokens))
    for section in body.walk():
        for block in section.blocks:
            assert first <= block.line <= last
            _ = block.marker, block.inner, block.items, block.rows
    assert isinstance(words_of(body.tokens), str)


@given(joined(MARKDOWN_PIECES))
@many
def test_every_citation_is_written_the_one_way_that_reads_the_same(text: str) -> None:
    for citation, _ in citations_in(parse_body(text).tokens):
        again = [found for found, _ in citations_in(parse_body(citation.source).tokens)]
        assert again == [citation]


@given(joined(st.sampled_from(["@", "a1", ";", ",", " ", "-", "s. 3", "[", "]", "æ", ":", "."])))
@many
def test_reading_a_citation_never_raises(text: str) -> None:
    citation = parse_citation(text)
    assert citation is None or all(item.key for item in citation.items)


@given(joined(YAML_PIECES), joined(MARKDOWN_PIECES), st.sampled_from(["---\n", "--- \n", "", "\n---\n"]))
@few
def test_a_page_has_a_header_or_a_fault(header: str, body: str, edge: str) -> None:
    path = "docs/guide/x.md"
    place = place_of(path)
    assert place is not None
    page = parse_page(SourceFile(path, f"{edge}{header}\n{edge}{body}"), place)
    assert (page.header is None) == (page.header_fault != "")


@given(joined(BIBTEX_PIECES))
@many
def test_bibtex_gives_entries_and_faults_within_the_file(text: str) -> None:
    parsed = parse_bibliography(text)
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for entry in parsed.entries:
        assert entry.key and 1 <= entry.line <= last
        assert all(1 <= line <= last for line in entry.field_lines.values())
    for fault in parsed.faults:
        assert 1 <= fault.line <= last


@given(
    joined(st.sampled_from(["\\", "o", "aa", "{", "}", '"', "'", "e", " ", "u", "c", "&", "%", "textendash", "`", "^"]))
)
@many
def test_latex_is_decoded_once_and_braces_go(text: str) -> None:
    decoded = decode_latex(text)
    assert all(escape in text for escape, _ in decoded.escapes)
    if "\\" not in text:
        assert decoded.text == text
    assert "{" not in plain_text(text.replace("\\", "")) and "}" not in plain_text(text.replace("\\", ""))


FAMILY = st.from_regex(r"[A-ZÆØÅ][a-zæøå]{1,8}(-[A-Z][a-z]{1,5})?", fullmatch=True)


@given(st.lists(st.tuples(FAMILY, FAMILY), min_size=1, max_size=5))
@few
def test_names_read_back_as_they_were_written(people: list[tuple[str, str]]) -> None:
    text = " and ".join(f"{family}, {given}" for family, given in people)
    names = parse_names(text)
    assert [(one.family, one.given) for one in names.people] == people
    assert " and ".join(one.inverted for one in names.people) == text


@given(joined(st.sampled_from(["s.", "p.", "pp.", "kap.", " ", "12", "-", "–", ",", "§", "f.", "æ", "(", ")"])))
@few
def test_a_locator_becomes_words_in_both_languages(text: str) -> None:
    for language in ("da", "en"):
        shown = locator_text(text, language)  # type: ignore[arg-type]
        assert sorted(filter(str.isdigit, shown)) == sorted(filter(str.isdigit, text))


@given(st.text(max_size=40))
@many
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    made = slug(text)
    assert made == "" or SLUG.fullmatch(made)
    assert slug(made) == made


NASTY_LINES = (
    "---",
    "## Baggrund",
    "### Uden id",
    "### To {#hvem-bestemmer}",
    "# Titel",
    "**Håndtering.**",
    "**Anbefaling.** Et råd.",
    "[@ukendt2020x]",
    "[](x.md)",
    "![](x.png)",
    "<div>",
    "  - {id: [a]}",
    "  - {id: trivsel}",
    "tensions: none",
    "tensions: {a: b}",
    "sources: [[]]",
    "review: [a, b]",
    "period: {start: '2020', end: {a: b}}",
    "assessment: unknown",
    "assessment: {effekt: {reason: x}}",
    "- {id: {a: b}}",
    "- x",
    "title:",
    "? [a]",
    "| a | b |",
    "1. Uden fed",
    "}",
    "{",
    "@book{a,",
    "\t",
    "doors: [{id: problem, links: [{page: 'https://[x'}]}]",
    "cases: [{id: a}, {id: b}]",
    "related: [{why: x}, {id: x, why: [y]}]",
    "handout: {case_text: [x]}",
    "translates: [a]",
    "fit: {situation: {a: b}}",
)


@st.composite
def spoilt(draw: Callable[..., str]) -> tuple[str, str]:
    """A file of the tiny repository with some lines gone, doubled, moved, indented or replaced."""
    source = draw(st.sampled_from(tiny_files()[0]))
    lines = source.text.split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        act = draw(st.sampled_from(["drop", "double", "swap", "indent", "dedent", "nasty", "cut", "colon"]))
        if act == "drop" and len(lines) > 1:
            del lines[at]
        elif act == "double":
            lines.insert(at, lines[at])
        elif act == "swap":
            lines[at], lines[-1] = lines[-1], lines[at]
        elif act == "indent":
            lines[at] = f"  {lines[at]}"
        elif act == "dedent":
            lines[at] = lines[at].lstrip()
        elif act == "nasty":
            lines.insert(at, draw(st.sampled_from(NASTY_LINES)))
        elif act == "cut":
            lines[at] = lines[at][: len(lines[at]) // 2]
        elif act == "colon":
            lines[at] = lines[at].replace(": ", ":", 1)
    return source.path, "\n".join(lines)


@given(spoilt())
@settings(max_examples=120, deadline=None, derandomize=True)
def test_a_spoilt_repository_has_problems_and_never_a_traceback(change: tuple[str, str]) -> None:
    path, text = change
    checked = check_with({path: text})
    for problem in checked.problems:
        if problem.location.path == path:
            assert 1 <= problem.location.line <= text.count("\n") + 1, problem
        for language in ("da", "en"):
            assert problem.message(language) and problem.hint(language), problem
    for render in (as_text, as_github, as_json):
        assert isinstance(render(checked.problems, "da"), str)
    link(checked)
