"""One content model, several uses: templates, JSON Schema, codebook and page of checks say what the checker says."""

from __future__ import annotations

import html as escapes
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bad_examples import BadExample, bad_examples
from conftest import REPOSITORY
from jsonschema import Draft202012Validator
from test_bad_pages import run
from test_golden import readable, site_of
from tiny import TODAY, check_with, tiny_copy, tiny_files, tiny_text

from scripts.anatomy import ANATOMY
from scripts.check.run import Checked, check_repository
from scripts.contribute.json_schema import json_schemas
from scripts.contribute.template import page_template, translation_template
from scripts.link.corpus import link
from scripts.parse.page import FOLDER_OF, parse_page, place_of
from scripts.parse.yaml_text import Mapping, Sequence, parse_yaml, plain
from scripts.problems import catalogue
from scripts.read.files import SourceFile, read_sources
from scripts.records import LANGUAGES, RECORDS, Language, Record
from scripts.render.codebook import LISTS, codebook_pages
from scripts.schema import shapes

KINDS = [*FOLDER_OF, "guide"]
LIST_FILES = {name: f"docs/{name}.yml" for name in ("organisations", "glossary", "questions")}


def path_of(kind: str) -> str:
    return f"{FOLDER_OF.get(kind, 'docs/guide')}/en-ny-proeve.md"


@cache
def real() -> tuple[tuple[SourceFile, ...], Checked]:
    """The real sources with a new page of each kind beside them, and what the checker says."""
    sources, images = read_sources(REPOSITORY)
    choices = {name: [value.id for value in values] for name, values in check_with({}).lists.vocabulary.items()}
    new = [SourceFile(path_of(kind), page_template(kind, "En ny prøve", choices, TODAY)) for kind in KINDS]
    new += [
        SourceFile(path_of(kind).replace(".md", ".en.md"), translation_template(kind, "en-ny-proeve.md"))
        for kind in KINDS
    ]
    return tuple(sources), check_repository([*sources, *new], images, TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_new_page_the_checker_says_only_what_is_to_be_written(kind: str) -> None:
    _, checked = real()
    said = {p.code for p in checked.problems if p.location.path == path_of(kind) and p.severity == "error"}
    assert said == {"placeholder-left"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_page_names_every_field_and_every_section(kind: str) -> None:
    text = page_template(kind, "En ny prøve", {}, TODAY)
    for name in shapes(RECORDS[kind]):
        assert f"\n{name}:" in text or f"\n# {name}:" in text, name
    for rule in ANATOMY.get(kind, ()):
        assert f"\n## {rule.da}\n" in text
        assert all(f"\n### {part.da}\n" in text for part in rule.parts)


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_new_translation_the_checker_says_only_what_is_to_be_written(kind: str) -> None:
    _, checked = real()
    path = path_of(kind).replace(".md", ".en.md")
    said = {p.code for p in checked.problems if p.location.path == path and p.severity == "error"}
    assert said <= {"placeholder-left", "translation-text-missing"}
    assert "placeholder-left" in said


@cache
def schemas(tiny: bool) -> dict[str, Draft202012Validator]:
    """A validator for each kind of page and each list, with the vocabulary of the tiny or the real repository."""
    lists = (check_with({}) if tiny else real()[1]).lists
    choices = {name: [value.id for value in values] for name, values in lists.vocabulary.items()}
    made = json_schemas(choices, "https://example.org/data/schema/")
    for schema in made.values():
        Draft202012Validator.check_schema(schema)
    return {name: Draft202012Validator(schema) for name, schema in made.items()}


def header_of(source: SourceFile) -> tuple[str, Any] | None:
    """The kind of a Danish page and its header, where there is one."""
    place = place_of(source.path)
    if place is None or place.language != "da":
        return None
    header = parse_page(source, place).header
    return (place.kind, plain(header.root)) if header and isinstance(header.root, Mapping) else None


def test_the_schemas_accept_every_real_header_and_list() -> None:
    sources, _ = real()
    accepted = set()
    for source in sources:
        if found := header_of(source):
            kind, header = found
            errors = [f"{error.json_path}: {error.message}" for error in schemas(tiny=False)[kind].iter_errors(header)]
            assert errors == [], source.path
            accepted.add(kind)
    assert accepted == set(RECORDS)
    texts = {source.path: source.text for source in sources}
    for name, path in LIST_FILES.items():
        root = parse_yaml(texts[path]).root
        assert isinstance(root, Sequence)
        assert [error.message for error in schemas(tiny=False)[name].iter_errors(plain(root))] == [], path


# What JSON Schema can say of a header; that a date exists, or that an id is known, it cannot.
REFUSED_CODES = (
    "field-missing",
    "field-unknown",
    "field-empty",
    "field-text-expected",
    "field-list-expected",
    "field-group-expected",
    "field-too-long",
    "value-unknown",
    "field-form",
)
BEYOND = {"field-form--date-that-does-not-exist", "field-form--date-in-words", "field-form--year"}


def refused() -> list[BadExample]:
    """The bad examples of a single Danish page whose header alone is wrong."""
    return [
        example
        for example in bad_examples()
        if example.code in REFUSED_CODES
        and example.name not in BEYOND
        and any(text and header_of(SourceFile(path, text)) for path, text in example.changes.items())
    ]


@pytest.mark.parametrize("example", refused(), ids=lambda example: str(example.name))
def test_the_schemas_refuse_what_the_checker_refuses(example: BadExample) -> None:
    for path, text in example.changes.items():
        if text and (found := header_of(SourceFile(path, text))):
            kind, header = found
            assert list(schemas(tiny=True)[kind].iter_errors(header)) != []


def test_the_schema_of_changes_accepts_those_of_the_tiny_repository_and_refuses_others() -> None:
    root = parse_yaml(tiny_text("docs/changes.yml")).root
    assert isinstance(root, Sequence) and len(root.items) >= 4
    changes = plain(root)
    assert [error.message for error in schemas(tiny=True)["changes"].iter_errors(changes)] == []
    for wrong in ({"what": "lost"}, {"address": "/cases/x"}, {"whom": "x"}):
        assert list(schemas(tiny=True)["changes"].iter_errors([{**changes[0], **wrong}])) != []


def test_the_schemas_accept_the_headers_of_the_tiny_repository() -> None:
    for source in tiny_files()[0]:
        if found := header_of(source):
            kind, header = found
            assert [error.message for error in schemas(tiny=True)[kind].iter_errors(header)] == [], source.path


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """The codebook and the page of checks in both languages, as one reads them, by language and path."""
    corpus, cache = link(check_with({})), tmp_path_factory.mktemp("citations")
    return {
        (language, path): readable(staged)
        for language in LANGUAGES
        for path, staged in codebook_pages(site_of(corpus, language, cache))
    }


def every_name(record: type[Record], above: str = "") -> list[tuple[str, str, str]]:
    """(name with dots, Danish meaning, English meaning) of every field."""
    found = []
    for shape in shapes(record).values():
        found.append((f"{above}{shape.name}", shape.meaning_da, shape.meaning_en))
        if shape.record:
            found += every_name(shape.record, f"{above}{shape.name}.")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_codebook_lists_every_field_section_and_value(
    language: Language, pages: dict[tuple[str, str], str]
) -> None:
    text = plain_words(pages[language, "contribute/fields.md"])
    for record in {**RECORDS, **LISTS}.values():
        for name, danish, english in every_name(record):
            assert name in text, name
            assert plain_words(english if language == "en" else danish) in text, name
    for rules in ANATOMY.values():
        assert all(rule.title(language) in text for rule in rules)
    for name, values in check_with({}).lists.vocabulary.items():
        assert name in text
        assert all(value.definition[language] in text for value in values), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_checks_explains_every_code(language: Language, pages: dict[tuple[str, str], str]) -> None:
    html = pages[language, "contribute/checks.md"]
    text = plain_words(html)
    for code, entry in catalogue().items():
        assert f'id="{code}"' in html, code
        assert plain_words(entry.title[language]) in text and plain_words(entry.why[language]) in text, code


def plain_words(html: str) -> str:
    """The words of a text without its marks."""
    return escapes.unescape(re.sub(r"<[^>]+>|`|\n", "", html))


def test_the_command_begins_a_page_that_can_be_filled_in(tmp_path: Path) -> None:
    place = tiny_copy(tmp_path)
    done = run(place, "new", "guide", "naeste-skridt")
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "docs/guide/naeste-skridt.md")
    path = place / "docs/guide/naeste-skridt.md"
    assert run(place, "check", str(path)).exit_code == 1
    text = path.read_text(encoding="utf-8").replace("Skriv her:", "Skrevet:")
    path.write_text(text, encoding="utf-8")
    assert run(place, "check", str(path)).exit_code == 0
    assert run(place, "new", "guide", "naeste-skridt", "--english").exit_code == 0
    assert (place / "docs/guide/naeste-skridt.en.md").is_file()


def test_the_command_begins_a_reference_where_its_order_wants_it(tmp_path: Path) -> None:
    place = tiny_copy(tmp_path)
    done = run(place, "new", "reference", "prove2024midt")
    assert done.exit_code == 0
    line = int(done.output.splitlines()[0].rpartition(":")[2])
    bibliography = (place / "bibliography/references.bib").read_text(encoding="utf-8")
    assert bibliography.splitlines()[line - 1] == "@online{prove2024midt,"
    assert (
        bibliography.index("proevekommunen2024")
        < bibliography.index("prove2024midt")
        < bibliography.index("testkommunen")
    )
    found = run(place, "check", "--format", "json", "bibliography").output
    assert '"bib-unsorted"' not in found and '"placeholder-left"' in found
