"""The layout is the architecture: imports run one way, and each kind of work stays where it belongs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

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
TOP = {"records", "schema", "anatomy", "problems", "settings", "names", "publications", "references"}
# Where the flow is not a line, with the reason.
ALLOWED = {
    ("render", "handouts"): "the short addresses on paper are pages of the site",
    ("read", "parse"): "the settings stand in YAML files",
    ("bench", "commands"): "what is measured is what a user runs",
}
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
