"""Nothing dangerous gets in: each attack of `attacks.yml` is refused by the checker with a clear problem, and quickly."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from attack_places import DISK, GUIDE, Attack, attacks
from tiny import TODAY, problems_with, tiny_copy

from scripts.check.examine import examine
from scripts.check.run import check_repository
from scripts.read.files import SourceFile, read_sources
from scripts.records import LANGUAGES

ALL = list(attacks())
ON_DISK = [attack for attack in ALL if attack.place in DISK or attack.refused == "file-too-large"]
ON_SOURCE = [attack for attack in ALL if attack not in ON_DISK]
MOST_SECONDS = (
    20.0  # for one file of 200 kB; the slowest takes a fifth of that, a page of the base a hundredth of a second
)


def name_of(attack: Attack) -> str:
    return attack.name.replace(" ", "-")


def test_there_are_enough_attacks_of_every_kind_and_each_says_what_must_happen() -> None:
    assert len(ALL) >= 120
    assert len({attack.name for attack in ALL}) == len(ALL)
    for attack in ALL:
        assert bool(attack.refused) != bool(attack.shown), attack.name


@pytest.mark.parametrize("attack", ON_SOURCE, ids=name_of)
def test_the_checker_refuses_it_or_takes_it_as_words(attack: Attack) -> None:
    problems = problems_with(attack.changes)
    errors = [problem for problem in problems if problem.severity == "error"]
    if attack.refused:
        assert attack.refused in {problem.code for problem in errors}, [(p.code, p.values) for p in problems]
        for problem in errors:
            for language in LANGUAGES:
                assert len(problem.message(language)) < 400, "a message quotes a part, never all"
    elif attack.shown == "true":
        assert errors == [], [(p.code, p.values) for p in errors]


@pytest.mark.parametrize("attack", [one for one in ON_SOURCE if len(one.text) > 1_000], ids=name_of)
def test_no_file_takes_long(attack: Attack) -> None:
    for path, text in attack.changes.items():
        begun = time.perf_counter()
        examine(SourceFile(path, text or ""))
        assert time.perf_counter() - begun < MOST_SECONDS, path
    begun = time.perf_counter()
    problems_with(attack.changes)
    assert time.perf_counter() - begun < 2 * MOST_SECONDS


def _on_disk(attack: Attack, folder: Path) -> str:
    """Put it on the disk; returns the path of the file that is bad."""
    if attack.place == "disk-folder":
        (folder / "docs" / "roles").symlink_to(attack.text, target_is_directory=True)
        return "docs/roles"
    path = folder / ("docs/images/x.png" if attack.place == "disk-picture" else "docs/guide/proeve.md")
    if attack.place in ("disk-link", "disk-picture"):
        path.symlink_to(attack.text)
    elif attack.place == "disk-bytes":
        path.write_bytes(bytes.fromhex(attack.text))
    else:
        path.write_text(attack.text, encoding="utf-8")
    return path.relative_to(folder).as_posix()


@pytest.mark.parametrize("attack", ON_DISK, ids=name_of)
def test_a_file_that_is_none_is_refused_unread(attack: Attack, tmp_path: Path) -> None:
    tiny_copy(tmp_path)
    path = _on_disk(attack, tmp_path)
    begun = time.perf_counter()
    sources, images = read_sources(tmp_path)
    assert time.perf_counter() - begun < MOST_SECONDS
    problems = check_repository(sources, images, TODAY).problems
    assert (attack.refused, path) in {(problem.code, problem.location.path) for problem in problems}
    assert all(len(source.text) < 1_000_000 for source in sources)


def test_the_guide_that_is_attacked_is_good_by_itself() -> None:
    assert problems_with({GUIDE: None}) != []
    assert problems_with({}) == []
