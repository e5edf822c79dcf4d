"""The files at the top and the guides say what is so: the citation file, versions, the lock, and every command they name."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from conftest import REPOSITORY
from test_accessibility import SCREENS

from scripts.commands.main import main

GUIDES = sorted((REPOSITORY / "docs/contribute").glob("*.md"))
TOLD = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", REPOSITORY / "CHANGELOG.md", *GUIDES]
SCHEMA = "vendor.citation-file-format"
HERE = click.Context(main)
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)(?: ;.*)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M | re.I)


def text(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def valid_citation(path: Path) -> bool:
    command = [str(Path(sys.executable).parent / "check-jsonschema"), "--builtin-schema", SCHEMA, str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_citation_file_is_valid_and_the_test_would_notice(tmp_path: Path) -> None:
    assert valid_citation(REPOSITORY / "CITATION.cff")
    spoilt = tmp_path / "CITATION.cff"
    spoilt.write_text(text("CITATION.cff").replace("authors:", "writers:"), encoding="utf-8")
    assert not valid_citation(spoilt)


def test_version_and_date_are_the_same_everywhere() -> None:
    citation = dict(re.findall(r'^(version|date-released): "?([^"\n]+)"?$', text("CITATION.cff"), re.M))
    newest = re.search(r"^## (\S+) – (\S+)$", text("CHANGELOG.md"), re.M)
    assert newest and newest.groups() == (citation["version"], citation["date-released"])
    assert tomllib.loads(text("pyproject.toml"))["project"]["version"] == citation["version"]


def test_everything_that_the_project_needs_is_locked_with_its_hashes() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    pins = PIN.findall(text("requirements.txt"))
    locked = {name.lower().replace("_", "-"): version for name, version, _ in pins}
    for one in asked:
        name, _, version = re.sub(r"\[.*?\]", "", one).partition("==")
        assert name.lower().replace("_", "-") in locked, one
        assert not version or locked[name.lower().replace("_", "-")] == version, one
    assert len(pins) == len(re.findall(r"^\S+==", text("requirements.txt"), re.M))


def told_commands(path: Path) -> Iterator[list[str]]:
    """Each `python -m scripts …` in a text, as words without what is only an example."""
    for line in re.findall(r"python -m scripts ([^`\n]*)", path.read_text(encoding="utf-8")):
        yield line.split("#")[0].split()


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.name)
def test_every_command_that_a_text_names_is_there_with_its_options(path: Path) -> None:
    for words in told_commands(path):
        command: click.Command = main
        while isinstance(command, click.Group) and words:
            name = words.pop(0).strip(".,;:")
            inner = command.get_command(HERE, name)
            assert inner or name.isupper(), (path.name, name)
            if inner is None:
                break
            command = inner
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options | {"--help"}, (path.name, words)


def test_the_readme_names_every_command_and_make_target_that_there_is() -> None:
    listed = text("README.md").split("## Commands")[1].split("## ")[0]
    assert set(re.findall(r"`([a-z]+)`", listed)) == set(main.list_commands(HERE))
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.M))
    for path in TOLD:
        told = re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.M)
        assert set(told) <= targets, path.name


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_every_file_of_the_project_that_a_guide_names_is_there(path: Path) -> None:
    named = re.findall(
        r"`((?:scripts|docs|tests|bibliography|\.ci|\.github)/[\w./-]+)`", path.read_text(encoding="utf-8")
    )
    for name in named:
        assert (REPOSITORY / name).exists(), name


PARTS = {
    "accessibility.md": (
        "Overholdelsesstatus",
        "Ikke-tilgængeligt indhold",
        "Udarbejdelse",
        "Feedback og kontakt",
        "Håndhævelse",
    ),
    "accessibility.en.md": (
        "Compliance status",
        "Non-accessible content",
        "Preparation",
        "Feedback and contact",
        "Enforcement",
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_the_accessibility_statement_has_its_fixed_parts_in_their_order_and_what_was_measured(name: str) -> None:
    statement = text(f"docs/about/{name}")
    headings = re.findall(r"^## (.*?)(?:: .*)? \{#", statement, re.M)
    assert [heading for heading in headings if heading in PARTS[name]] == list(PARTS[name])
    sizes = {str(screen["width"]) for screen in SCREENS.values()} | {"320"}
    assert all(size in statement for size in sizes)
    assert re.search(r"24\. november 2026|24 November 2026", statement) and "digstndom" in statement
