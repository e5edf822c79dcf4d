"""The hook of git, on a fresh clone: what is wrong stops a commit and is told, what is right goes through."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY
from tiny import buildable_copy

GUIDE = "docs/guide/begynd.md"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The tiny repository as a clone in which the guide's one command was said."""
    place = buildable_copy(tmp_path / "clone")
    shutil.copytree(REPOSITORY / ".ci", place / ".ci")
    shutil.copy2(REPOSITORY / "pyproject.toml", place)
    python = place / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (place / ".gitignore").write_text("/.venv/\n__pycache__/\n.ruff_cache/\n", encoding="utf-8")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "a"), command_of_the_guide()):
        assert git(place, *command).returncode == 0
    return place


def command_of_the_guide() -> list[str]:
    text = (REPOSITORY / "docs/contribute/with-git.md").read_text(encoding="utf-8")
    return next(line for line in text.splitlines() if "core.hooksPath" in line).split()[1:]


def git(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    return subprocess.run(["git", *identity, *arguments], cwd=place, capture_output=True, text=True, check=False)


def commit(place: Path, path: str, text: str) -> subprocess.CompletedProcess[str]:
    (place / path).write_text(text, encoding="utf-8")
    git(place, "add", path)
    return git(place, "commit", "-m", "b")


def test_a_page_without_errors_goes_through(clone: Path) -> None:
    done = commit(clone, GUIDE, (clone / GUIDE).read_text(encoding="utf-8") + "\nTavlen hænger i køkkenet.\n")
    assert done.returncode == 0, done.stderr


def test_a_page_with_an_error_is_stopped_with_its_line_and_what_is_right(clone: Path) -> None:
    text = (clone / GUIDE).read_text(encoding="utf-8") + "\nSe [den](begind.md).\n"
    done = commit(clone, GUIDE, text)
    assert done.returncode != 0
    assert f"{GUIDE}:{len(text.splitlines())}: fejl:" in done.stderr and "begynd.md" in done.stderr
    assert git(clone, "commit", "--no-verify", "-m", "b").returncode == 0


def test_an_error_that_a_deletion_makes_elsewhere_is_told_without_the_advice(clone: Path) -> None:
    git(clone, "rm", "-q", "docs/models/faelles-tavle.md", "docs/models/faelles-tavle.en.md")
    done = git(clone, "commit", "-m", "b")
    assert done.returncode != 0 and ": fejl: " in done.stderr and ": råd: " not in done.stderr


def test_a_faulty_program_is_stopped(clone: Path) -> None:
    assert "F401" in commit(clone, "scripts/new.py", "import os\n").stderr


def test_without_the_tools_it_says_how_to_get_them(clone: Path) -> None:
    shutil.rmtree(clone / ".venv")
    done = commit(clone, GUIDE, "x")
    assert done.returncode != 0 and "make site" in done.stderr


def test_a_proposal_hears_of_its_own_files_and_of_every_error(clone: Path) -> None:
    text = (clone / GUIDE).read_text(encoding="utf-8")
    commit(clone, GUIDE, f"{text}\nTavlen hænger i køkkenet.\n")  # its translation lags behind: advice
    assert _said_of_the_last_commit(clone) == ["translation-stale"]
    commit(clone, "LICENSE", "Nyt.\n")
    assert _said_of_the_last_commit(clone) == []
    git(clone, "rm", "-q", "docs/models/faelles-tavle.md")
    git(clone, "commit", "--no-verify", "-m", "b")
    assert {"link-broken", "translation-alone"} <= set(_said_of_the_last_commit(clone))


def _said_of_the_last_commit(place: Path) -> list[str]:
    command = [".ci/check-changed", "HEAD^1 HEAD", "--format", "json"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert (done.returncode == 0) == (not any(one["severity"] == "error" for one in found)), done.stderr
    return [one["code"] for one in found]
