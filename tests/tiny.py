"""The tiny repository (`golden/repository`), and what lies over it: for tests that change one thing and look.

A change is `{path: text}`; text None takes the file away. Only `tiny_copy` and `buildable_copy` write to the disk.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from conftest import REPOSITORY

from scripts.check.examine import Examined, examining
from scripts.check.run import Checked, check_repository
from scripts.problems import Problem
from scripts.read.files import Image, SourceFile, read_sources

TINY = Path(__file__).parent / "golden" / "repository"
TODAY = "2026-11-24"


@cache
def tiny_files() -> tuple[tuple[SourceFile, ...], tuple[Image, ...]]:
    """Its source files and pictures."""
    sources, images = read_sources(TINY)
    return tuple(sources), tuple(images)


def tiny_text(path: str) -> str:
    """The text of one of its files."""
    return next(source.text for source in tiny_files()[0] if source.path == path)


def check_with(changes: Mapping[str, str | None]) -> Checked:
    """Check the tiny repository with these files in place of its own."""
    sources, images = tiny_files()
    texts = {source.path: source.text for source in sources} | dict(changes)
    changed = [SourceFile(path, text) for path, text in sorted(texts.items()) if text is not None]
    return check_repository(changed, list(images), TODAY, dict(_examined()))


@cache
def _examined() -> dict[SourceFile, Examined]:
    """What is known of its files one by one, so that only changes are examined."""
    remembered: dict[SourceFile, Examined] = {}
    with examining(list(tiny_files()[0]), remembered) as finish:
        finish()
    return remembered


def problems_with(changes: Mapping[str, str | None]) -> list[Problem]:
    """All problems of the tiny repository with these changes."""
    return check_with(changes).problems


def codes_with(changes: Mapping[str, str | None]) -> list[str]:
    """Their codes alone."""
    return [problem.code for problem in problems_with(changes)]


def tiny_copy(folder: Path) -> Path:
    """The tiny repository in `folder`, to be spoilt."""
    return Path(shutil.copytree(TINY, folder, dirs_exist_ok=True))


def buildable_copy(folder: Path) -> Path:
    """The tiny repository in `folder` with the project's program, so that its site can be built there."""
    tiny_copy(folder)
    shutil.copytree(REPOSITORY / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml", "requirements.txt"):
        shutil.copy2(REPOSITORY / name, folder / name)
    return folder
