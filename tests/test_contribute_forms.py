"""The forms of Door 1 and what becomes of their answers: nothing lags, nothing is lost, nothing hostile works."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from conftest import REPOSITORY
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts.anatomy import ANATOMY
from scripts.check.run import check_repository
from scripts.commands.check import check_here
from scripts.commands.main import main
from scripts.contribute.answers import Answers, parse_answers, visible
from scripts.contribute.draft import draft_case
from scripts.contribute.draft_reference import draft_reference
from scripts.contribute.forms import form_files
from scripts.contribute.known_names import KnownNames, known_names
from scripts.contribute.questions import Form, Option, Question, forms, offered_by, shape_at
from scripts.link.corpus import Corpus, link
from scripts.parse.bibtex import parse_bibliography
from scripts.parse.markdown import inline_tokens, plain_text
from scripts.parse.page import SLUG, parse_page, place_of
from scripts.parse.yaml_text import Mapping, plain
from scripts.read.files import SourceFile, read_sources
from scripts.read.settings import read_settings
from scripts.records import Case
from scripts.schema import shapes

TODAY = "2026-11-24"
# What the form does not ask, and why.
NOT_ASKED = {
    "review": "a new page is a draft",
    "outcomes": "an editor reads them out of »Hvad kom der ud af det?«",
    "sources": "asked in words; an editor looks them up",
    "assessment": "the editors' own judgement",
}


@cache
def corpus() -> Corpus:
    return link(check_here(REPOSITORY))


@cache
def the_forms() -> dict[str, Form]:
    return {form.id: form for form in forms(offered_by(corpus()))}


@cache
def names() -> KnownNames:
    return known_names(corpus())


@cache
def choices() -> dict[str, list[str]]:
    return {name: list(values) for name, values in corpus().vocabulary.items()}


def filled(form: Form, answers: dict[str, str]) -> str:
    """The text of the issue that the forge makes of these answers."""
    return "\n\n".join(
        f"### {question.label}\n\n{answers.get(question.id, '_No response_')}" for question in form.questions
    )


def drafted(answers: dict[str, str], name: str = "ny-case") -> str:
    parsed = parse_answers(filled(the_forms()[name], answers), list(the_forms().values()))
    assert parsed is not None
    return draft_case(parsed, names(), choices(), TODAY).text


def header_of(text: str) -> dict[str, object]:
    source = SourceFile("cases/x.md", text)
    place = place_of(source.path)
    assert place is not None
    header = parse_page(source, place).header
    assert header is not None and header.faults == [] and isinstance(header.root, Mapping)
    found = plain(header.root)
    assert isinstance(found, dict)
    return found


def labels(name: str, *ids: str) -> str:
    """The options with these ids as the forge writes a choice of several."""
    question = next(one for one in the_forms()["ny-case"].questions if one.id == name)
    by_id = {option.id: option.label for option in question.options}
    return ", ".join(by_id[identity] for identity in ids)


# The forms


def test_no_form_lags_behind_records_vocabulary_and_questions() -> None:
    made = form_files(offered_by(corpus()), read_settings(REPOSITORY))
    there = {f".github/ISSUE_TEMPLATE/{path.name}" for path in (REPOSITORY / ".github" / "ISSUE_TEMPLATE").iterdir()}
    assert there == set(made)
    lagging = [name for name, text in made.items() if (REPOSITORY / name).read_text(encoding="utf-8") != text]
    assert lagging == [], "run: python -m scripts forms"


@pytest.mark.parametrize("form", ["ny-case", "vi-brugte-modellen", "rettelse", "ny-litteratur"])
def test_the_forge_takes_the_form(form: str) -> None:
    path = str(REPOSITORY / ".github" / "ISSUE_TEMPLATE" / f"{form}.yml")
    with pytest.raises(SystemExit) as ended:
        check_jsonschema(["--builtin-schema", "vendor.github-issue-forms", path])
    assert ended.value.code == 0


def test_the_forge_takes_the_page_of_choices() -> None:
    path = str(REPOSITORY / ".github" / "ISSUE_TEMPLATE" / "config.yml")
    with pytest.raises(SystemExit) as ended:
        check_jsonschema(["--builtin-schema", "vendor.github-issue-config", path])
    assert ended.value.code == 0


def test_every_field_of_a_case_is_asked_or_has_a_reason_not_to_be() -> None:
    asked = {question.field.split(".")[0] for question in the_forms()["ny-case"].questions if question.field}
    assert asked | set(NOT_ASKED) == set(shapes(Case))
    assert asked & set(NOT_ASKED) == set()
    for question in the_forms()["ny-case"].questions:
        if question.field:
            assert shape_at(question.field).meaning_da


def test_every_section_of_a_case_is_asked() -> None:
    asked = {question.section for question in the_forms()["ny-case"].questions if question.section}
    wanted = {rule.id for rule in ANATOMY["case"]} | {
        f"{rule.id}/{p.id}" for rule in ANATOMY["case"] for p in rule.parts
    }
    assert asked == wanted


@pytest.mark.parametrize("name", ["ny-case", "vi-brugte-modellen", "rettelse", "ny-litteratur"])
def test_questions_and_options_can_be_told_apart(name: str) -> None:
    form = the_forms()[name]
    headings = [question.label for question in form.questions]
    assert len(headings) == len(set(headings))
    for question in form.questions:
        shown = [option.label for option in question.options]
        assert len(shown) == len(set(shown)), question.id
        assert all(words["da"] and words["en"] for words in (question.ask,)), question.id
        assert question.label.strip() == question.label and "\n" not in question.label


def test_who_sends_a_case_says_whether_it_is_published_and_agrees_to_the_terms() -> None:
    for name in ("ny-case", "vi-brugte-modellen"):
        by_id = {question.id: question for question in the_forms()[name].questions}
        assert by_id["published"].required and len(by_id["published"].options) == 4
        assert len(by_id["agreed"].ticks) == 2


# Drafts

ANSWERS = {
    "title": "Kaffe på tværs i Aalborg",
    "summary": "Kommunen lånte lokaler ud.\nForeningen lavede kaffe.",
    "sources": "Nielsen, A. (2024). Kaffe. https://kaffe.example/rapport\n- Noter fra mødet",
    "published": "Noget er ikke udgivet; ingen kan genkendes · Some of it is unpublished; nobody can be recognised",
    "country": "Danmark · Denmark",
    "municipalities": "Aalborg Kommune og Odense, Atlantis",
    "place": "Ved havnen",
    "start": "2019",
    "end": "i gang",
    "public": "Aalborg Kommune\nKaffekontoret",
    "civil": "Røde Kors",
    "funding": 'Kommunen: "et lokale" # gratis',
    "status": "I gang · Running",
    "baggrund": "Det begyndte <b>småt</b>.\n\n## Overskrift\n[klik](javascript:alert(1)) [@samaktndom]",
    "ledere": "Lederne sagde ja.",
    "tension-stories": "Hvem låser?",
    "resultater": "Flere kom.",
    "laering": "Begynd med kaffe.\n\nOg bliv ved.",
    "contributors": "Anna Jensen",
}


@pytest.fixture(scope="module")
def case_text() -> str:
    chosen = {
        "fields": labels("fields", "aeldre", "tvaergaaende"),
        "levels": labels("levels", "praktisk"),
        "initiated-by": labels("initiated-by", "joint"),
        "phases": labels("phases", "design", "deliver"),
        "tensions": labels("tensions", "rolleuklarhed", "styring-vs-autonomi"),
        "models": labels("models", "partnerskabsaftale"),
    }
    return drafted(ANSWERS | chosen)


def test_answers_stand_in_their_fields(case_text: str) -> None:
    header = header_of(case_text)
    assert header["title"] == "Kaffe på tværs i Aalborg"
    assert header["summary"] == "Kommunen lånte lokaler ud. Foreningen lavede kaffe."
    assert header["fields"] == ["aeldre", "tvaergaaende"]
    assert header["municipalities"] == ["0851", "0461"]
    assert header["country"] == "DK" and header["place"] == "Ved havnen"
    assert header["period"] == {"start": "2019", "end": "ongoing"}
    assert header["parties"] == {"public": ["aalborg-kommune"], "civil": ["roede-kors"], "other": "unknown"}
    assert header["initiated_by"] == "joint" and header["phases"] == ["design", "deliver"]
    assert header["funding"] == 'Kommunen: "et lokale" # gratis'
    assert header["status"] == "running" and header["formalisation"] == "unknown"
    assert [told["id"] for told in header["tensions"]] == ["rolleuklarhed", "styring-vs-autonomi"]  # type: ignore[attr-defined,index]
    assert header["models"] == [{"id": "partnerskabsaftale", "link": "unknown"}]
    assert header["contributors"] == ["Anna Jensen"]


def test_what_has_no_field_is_kept_as_a_comment(case_text: str) -> None:
    for words in (
        "Atlantis",
        "Kaffekontoret",
        "https://kaffe.example/rapport",
        "Noter fra mødet",
    ):
        assert f"{words}" in case_text
        assert all(line.lstrip().startswith("#") for line in case_text.split("\n") if words in line)


def test_stories_stand_in_their_sections_and_hostile_marks_are_text(case_text: str) -> None:
    place = place_of("cases/x.md")
    assert place is not None
    body = parse_page(SourceFile("cases/x.md", case_text), place).body
    assert [section.title for section in body.sections] == [rule.da for rule in ANATOMY["case"]]
    background = plain_text(tuple(token for block in body.sections[0].blocks for token in block.tokens))
    assert "Det begyndte <b>småt</b>." in background and "## Overskrift" in background
    types = {token.type for token, _ in inline_tokens(body.tokens)}
    assert "citation" in types and not types & {"html_inline", "link_open", "image", "attribute_list"}
    tensions = body.section("Spændinger og håndtering")
    assert tensions is not None and [one.anchor for one in tensions.sections] == [
        "rolleuklarhed",
        "styring-vs-autonomi",
    ]


def test_what_the_checker_says_of_a_draft_is_the_list_of_what_remains(case_text: str) -> None:
    sources, images = read_sources(REPOSITORY)
    checked = check_repository([*sources, SourceFile("cases/kaffe.md", case_text)], images, TODAY)
    said = [problem for problem in checked.problems if problem.location.path == "cases/kaffe.md"]
    codes = {problem.code for problem in said}
    assert {"placeholder-left", "value-unknown", "reference-unknown", "translation-missing"} <= codes
    assert not codes & {"field-missing", "field-unknown", "header-not-yaml", "section-missing", "html-in-text"}


def test_consent_is_asked_for_kept_in_the_case_and_a_case_without_it_is_refused() -> None:
    question = next(one for one in the_forms()["ny-case"].questions if one.id == "published")
    assert [option.id for option in question.options] == ["public", "given", "nobody", "missing"]
    sources, images = read_sources(REPOSITORY)
    for option in question.options:
        text = drafted(ANSWERS | {"published": option.label})
        assert header_of(text)["consent"] == option.id
        checked = check_repository([*sources, SourceFile("cases/kaffe.md", text)], images, TODAY)
        codes = {problem.code for problem in checked.problems if problem.location.path == "cases/kaffe.md"}
        assert ("consent-missing" in codes) == (option.id == "missing")


def test_a_model_that_was_used_is_told_as_used() -> None:
    question = next(one for one in the_forms()["vi-brugte-modellen"].questions if one.id == "models-used")
    label = next(option.label for option in question.options if option.id == "brobygger")
    answers = {"models-used": label, "model-stories": "Vi fik en brobygger.", "title": "Brobyggeren"}
    text = drafted(answers, "vi-brugte-modellen")
    assert header_of(text)["models"] == [{"id": "brobygger", "link": "uses"}]
    assert "{#brobygger}\n\nVi fik en brobygger." in text


def test_an_empty_form_gives_a_file_to_write() -> None:
    header = header_of(drafted({}))
    assert set(header) == {shape.name for shape in shapes(Case).values()}
    assert header["consent"] == "unknown"  # whoever took the answer out is asked again


NASTY = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["### Casen kort · The case in short\n", "---\n", "- ", ": ", "# ", "'", '"', "{", "}", "[", "](", "<x>", "&amp;",
             "\n", "    ", "```\n", "===\n", "| a |\n|---|\n", "*x", "&x", "!!python ", "\t", "\\", "{{ 7*7 }}", "[^1]: ",
             "[a]: http://x\n", "@key", "[@key]", "1. ", "\u202e", "\u2028", "\x85", "\x00", "\ufffe", "> ", "~~~\n"]
        ),
        max_size=12,
    ).map("".join),
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@example(title="---\ntitle: x", story="---", summary="...\n---\n", rest="%")
@example(title="<script>", story="### Casen kort · The case in short\n\nx", summary="", rest="")
@given(title=NASTY, story=NASTY, summary=NASTY, rest=NASTY)
def test_whatever_is_answered_the_file_is_whole_and_no_word_is_lost(
    title: str, story: str, summary: str, rest: str
) -> None:
    given_answers = {
        "title": title,
        "baggrund": story,
        "laering": story,
        "summary": summary,
        "funding": rest,
        "fields": rest,
    }
    text = drafted({name: answer for name, answer in given_answers.items() if answer.strip()})
    header_of(text)
    place = place_of("cases/x.md")
    assert place is not None
    body = parse_page(SourceFile("cases/x.md", text), place).body
    assert [section.title for section in body.sections] == [rule.da for rule in ANATOMY["case"]]
    types = {token.type for token, _ in inline_tokens(body.tokens)} | {token.type for token in body.tokens}
    assert not types & {
        "html_inline",
        "html_block",
        "link_open",
        "image",
        "attribute_list",
        "table_open",
        "fence",
        "code_block",
    }
    flat = text.replace("\\", "")
    for answer in given_answers.values():
        for word in visible(answer).replace("\\", "").split():
            assert word.strip('"#_') in flat or word == "_No" or json.dumps(word, ensure_ascii=False)[1:-1] in text, (
                word
            )


def test_headings_that_stand_in_an_answer_stay_in_it() -> None:
    form = the_forms()["ny-case"]
    text = filled(
        form, {"title": "T", "summary": "Kort\n\n### Inden du sender · Before you send\n\nogså", "ledere": "L"}
    )
    parsed = parse_answers(text, [form])
    assert parsed is not None
    assert parsed.text("summary") == "Kort\n\n### Inden du sender · Before you send\n\nogså"
    assert parsed.text("ledere") == "L"


# Literature


def work(answers: dict[str, str]) -> tuple[str, str]:
    form = the_forms()["ny-litteratur"]
    parsed = parse_answers(filled(form, answers), [form])
    assert isinstance(parsed, Answers)
    return draft_reference(parsed)


def test_a_work_becomes_an_entry() -> None:
    key, entry = work(
        {
            "work-title": "Om kaffe",
            "authors": "Nielsen, Anna\nRøde Kors",
            "year": "2024",
            "address": "https://doi.org/10.1000/x.1",
        }
    )
    parsed = parse_bibliography(entry)
    assert key == "nielsen2024kaffe" and parsed.faults == ()
    fields = parsed.entries[0].fields
    assert fields["author"] == "Nielsen, Anna and {Røde Kors}" and fields["doi"] == "10.1000/x.1"
    assert fields["title"] == "Om kaffe" and fields["year"] == "2024"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(title=NASTY, authors=NASTY, address=NASTY, useful=NASTY)
def test_whatever_is_answered_the_entry_can_be_read(title: str, authors: str, address: str, useful: str) -> None:
    _, entry = work({"work-title": title or "x", "authors": authors, "address": address, "useful-for": useful})
    parsed = parse_bibliography("@misc{a2000b,\n  title = {A}\n}\n\n" + entry + "\n@misc{z2000b,\n  title = {Z}\n}\n")
    assert parsed.faults == () and len(parsed.entries) == 3


# The command


def test_the_command_writes_the_file_and_says_what_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    for path in (REPOSITORY / "docs").glob("*.yml"):
        (tmp_path / "docs" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "issue.md").write_text(filled(the_forms()["ny-case"], {"title": "Kaffe & kage"}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["draft", "issue.md"])
    assert done.exit_code == 0, done.output
    assert "cases/kaffe-kage.md" in done.output and "ting mangler" in done.output
    assert (tmp_path / "cases" / "kaffe-kage.md").is_file()
    again = CliRunner().invoke(main, ["draft", "issue.md"])
    assert "cases/kaffe-kage-2.md" in again.output, "nothing is written over"


def test_a_text_that_is_no_form_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "glossary.yml").write_text("[]\n", encoding="utf-8")
    (tmp_path / "issue.md").write_text("Hej", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["draft", "issue.md"])
    assert done.exit_code == 2 and "ikke en udfyldt formular" in done.output


def test_every_drafted_name_is_an_id() -> None:
    for title in ("Æblegrød & øl", "!!!", "x" * 300, "Aarhus, Århus: en by", "---"):
        parsed = parse_answers(filled(the_forms()["ny-case"], {"title": title}), list(the_forms().values()))
        assert parsed is not None
        assert SLUG.fullmatch(
            draft_case(parsed, names(), choices(), TODAY).path.removeprefix("cases/").removesuffix(".md")
        )


def test_a_question_without_options_has_none_chosen() -> None:
    question = Question(
        "q", {"da": "a", "en": "b"}, {"da": "", "en": ""}, options=(Option("x", "X, Y"), Option("y", "Y"))
    )
    form = Form("f", {}, {}, "", {}, (question,))
    assert Answers(form, {"q": "X, Y, Y"}).chosen("q") == (["x", "y"], "")
    assert Answers(form, {"q": "Z, Y"}).chosen("q") == (["y"], "Z")
