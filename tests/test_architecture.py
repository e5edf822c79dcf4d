"""The layout is the architecture: imports run one way, and each kind of work stays where it belongs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from scripts.anatomy import ANATOMY
from scripts.check.gather import gather, read_lists
from scripts.parse.markdown import slug
from scripts.read.files import read_sources
from scripts.records import RECORDS, Municipality, Record
from scripts.render.codebook import LISTS, SHOWN
from scripts.schema import Shape, shapes

SCRIPTS = Path(__file__).parent.parent / "scripts"
# A package may import those before it, and the modules at the top, which hold the content model and problems as values.
ORDER = (
    "read",
    "parse",
    "check",
    "link",
    "cite",
    "contribute",
    "render",
    "handouts",
    "report",
    "publish",
    "bench",
    "commands",
)
TOP = {
    "interrupts",
    "workers",
    "records",
    "schema",
    "anatomy",
    "problems",
    "settings",
    "names",
    "publications",
    "references",
}
# Where the flow is not a line, with the reason.
ALLOWED = {
    ("render", "handouts"): "the short addresses on paper are pages of the site",
    ("read", "parse"): "the settings stand in YAML files",
    ("bench", "commands"): "what is measured is what a user runs",
}
# Modules that are longer than most, with the reason.
LONG = {
    "records.py": "the content model in one place",
    "anatomy.py": "the sections of all kinds of pages in one place",
    "render/case.py": "the page with the most parts",
}
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
DISK = ("read", "cite", "publish", "bench", "commands", "report", "handouts")
CLICK = {"commands"}


def modules() -> Iterator[tuple[str, Path]]:
    """(package or empty, file) of every module."""
    for path in sorted(SCRIPTS.rglob("*.py")):
        inside = path.relative_to(SCRIPTS)
        yield (inside.parts[0] if len(inside.parts) > 1 else ""), path


def imported(path: Path) -> Iterator[str]:
    """The packages or top modules of the project that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("scripts."):
            yield node.module.split(".")[1]


def test_every_package_has_its_place_in_the_data_flow() -> None:
    packages = {package for package, _ in modules() if package}
    assert packages <= set(ORDER)


def test_imports_run_along_the_data_flow() -> None:
    wrong = [
        f"{path.relative_to(SCRIPTS)} imports {other}"
        for package, path in modules()
        if package
        for other in imported(path)
        if other in ORDER
        and other != package
        and ORDER.index(other) > ORDER.index(package)
        and (package, other) not in ALLOWED
    ]
    assert wrong == []


def test_the_content_model_knows_nothing_of_the_rest() -> None:
    for package, path in modules():
        if not package and path.stem in TOP:
            assert set(imported(path)) <= TOP | {"parse"}, path


def test_only_commands_print_or_end_the_program() -> None:
    for package, path in modules():
        text = path.read_text(encoding="utf-8")
        if package not in CLICK and path.name != "__main__.py":
            assert "click.echo" not in text and "sys.exit" not in text, path
            calls = {
                node.func.id
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            assert "print" not in calls, path


def test_only_some_packages_write_to_the_disk() -> None:
    writing = re.compile(r"\.(write_text|write_bytes|mkdir|unlink|rmtree|copyfile|replace_with)\(")
    for package, path in modules():
        if package not in DISK and path.name != "cache.py":
            assert not writing.search(path.read_text(encoding="utf-8")), path


def test_every_module_says_what_it_is_for() -> None:
    for _, path in modules():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


@pytest.fixture(scope="module")
def labels() -> dict[str, object]:
    raw = yaml.safe_load((SCRIPTS / "render" / "labels.yml").read_text(encoding="utf-8"))
    assert isinstance(raw, dict)
    return raw


def test_every_label_stands_once_and_in_both_languages(labels: dict[str, object]) -> None:
    text = (SCRIPTS / "render" / "labels.yml").read_text(encoding="utf-8")
    keys = re.findall(r"^([a-z][\w-]*):", text, re.M)
    assert sorted(keys) == sorted(set(keys))
    for key, words in labels.items():
        assert isinstance(words, dict) and set(words) == {"da", "en"}, key
        assert all(words.values()), key


def test_every_label_that_a_page_asks_for_is_there(labels: dict[str, object]) -> None:
    asked = re.compile(r"""\bt\(\s*["']([a-z][\w-]*)["']""")
    for path in [*SCRIPTS.glob("render/*.py"), *SCRIPTS.glob("render/templates/*.html")]:
        for key in asked.findall(path.read_text(encoding="utf-8")):
            assert key in labels, (path.name, key)


def test_the_words_of_the_frame_are_those_of_the_pages(labels: dict[str, object]) -> None:
    frame = (SCRIPTS / "theme" / "partials" / "words.html").read_text(encoding="utf-8")
    for key, danish, english in re.findall(r'"([\w-]+)": \{\s*"da": "([^"]*)",\s*"en": "([^"]*)"\}', frame):
        if key in labels and key != "handouts":
            assert labels[key] == {"da": danish, "en": english}, key


def test_every_label_is_used_by_a_page_or_the_frame(labels: dict[str, object]) -> None:
    words: set[str] = set()
    beginnings: set[str] = set()
    endings: set[str] = set()
    for path in SCRIPTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[-1], ast.Constant):
                endings.add(str(node.values[-1].value))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
    for path in [*SCRIPTS.rglob("*.html"), *SCRIPTS.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        words |= set(re.findall(r"""["']([\w-]+)["']""", text))
        beginnings |= set(re.findall(r"""["']([\w-]+-)["']\s*~""", text))
    beginnings = {one for one in beginnings if re.fullmatch(r"[a-z]+-", one)}
    endings = {one for one in endings if re.fullmatch(r"-[a-z]+", one)}
    words |= {word + ending for word in words for ending in endings if word in labels}
    unused = [key for key in labels if key not in words and not key.startswith(tuple(beginnings))]
    assert unused == []


def test_modules_and_functions_are_short() -> None:
    for _, path in modules():
        name, text = path.relative_to(SCRIPTS).as_posix(), path.read_text(encoding="utf-8")
        assert name in LONG or text.count("\n") <= LONGEST_MODULE, name
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                assert node.end_lineno - node.lineno < LONGEST_FUNCTION, (name, node.name)


def test_every_value_of_the_vocabulary_speaks_both_languages(repository: Path) -> None:
    sources, images = read_sources(repository)
    lists = gather(read_lists(sources), [], images, "2026-11-24").lists
    assert len(lists.vocabulary) > 20
    for name, values in lists.vocabulary.items():
        for value in values:
            for language in ("da", "en"):
                assert value.label[language].strip() and value.definition[language].strip(), (name, value.id)


def every_field(record: type[Record], above: str = "") -> Iterator[tuple[str, Shape]]:
    """The fields of a record and of the records in it, by their names with dots."""
    for shape in shapes(record).values():
        yield f"{above}{shape.name}", shape
        if shape.record:
            yield from every_field(shape.record, f"{above}{shape.name}.")


@pytest.mark.parametrize("kind", [*RECORDS, *LISTS, "municipality"])
def test_every_field_has_a_meaning_an_example_and_a_place_where_it_shows(kind: str) -> None:
    record = {**RECORDS, **LISTS, "municipality": Municipality}[kind]
    for name, shape in every_field(record):
        assert shape.meaning_da and shape.meaning_en and shape.example, (kind, name)
        assert shape.record is not None or not shape.example.startswith("("), (kind, name)
        if "." not in name and kind != "municipality":
            assert SHOWN.get(name), (kind, name)


def test_every_place_that_is_named_shows_a_field() -> None:
    fields = {name for record in [*RECORDS.values(), *LISTS.values()] for name in shapes(record)}
    assert set(SHOWN) == fields


def test_the_anchors_of_fixed_sections_are_what_their_danish_headings_give() -> None:
    for kind, rules in ANATOMY.items():
        anchors = [rule.id for rule in rules] + [part.id for rule in rules for part in rule.parts]
        titles = [rule.da for rule in rules] + [part.da for rule in rules for part in rule.parts]
        assert anchors == [slug(title) for title in titles], kind
        assert len(anchors) == len(set(anchors)), kind
