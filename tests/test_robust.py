"""When something outside the content goes wrong: one clear sentence in both languages, exit code not 0, nothing lost.

Stopping a build and building twice at once are tested in `test_building.py`.
"""

from __future__ import annotations

import errno
import gzip
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import digests
from tiny import buildable_copy, tiny_copy, tiny_text

from scripts.cite.pandoc import CitationToolMissing
from scripts.commands.failures import sentence, unforeseen
from scripts.commands.main import main
from scripts.handouts.typesetter import PressMissing
from scripts.publish.generator import GeneratorFailed
from scripts.publish.lock import AnotherBuild
from scripts.publish.release import forget_old_releases, new_release, publish
from scripts.publish.search import IndexFailed, index
from scripts.publish.stage import write_whole
from scripts.read.files import read_sources
from scripts.read.settings import SettingMissing
from scripts.workers import sharing

GUIDE = "docs/guide/begynd.md"
slow = pytest.mark.slow
ALL_COMMANDS = (
    ["check"],
    ["build"],
    ["forms"],
    ["report", "coverage"],
    ["new", "case", "min-case"],
    ["draft", "svar.md"],
    ["translated", "cases/x.en.md"],
    ["serve", "--port", "0"],
)


def run(place: Path, *arguments: str, setup: Callable[[], None] | None = None, **environment: str) -> Any:
    """A command as a user runs it. Its output is asked to hold no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "scripts", *arguments],
        cwd=place,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=setup,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    return done


def both_languages(said: str) -> bool:
    return " · " in said or " / " in said


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny repository on disk, with the program running in it."""
    tiny_copy(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# An empty repository


@pytest.mark.parametrize("command", ALL_COMMANDS, ids=[" ".join(command) for command in ALL_COMMANDS])
def test_an_empty_folder_is_told_and_left_empty(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "svar.md").write_text("### Noget\n", encoding="utf-8")
    done = run(tmp_path, *command, PYTHONPATH=str(Path(__file__).parent.parent))
    assert done.returncode not in (0, -9), done.stdout
    assert both_languages(done.stderr) or "does not exist" in done.stderr
    assert digests(tmp_path).keys() <= {"svar.md", "build/.lock"}


# Wrong use


@pytest.mark.parametrize(
    ("command", "danish", "english"),
    [
        (["chek"], "Kommandoen findes ikke.", "No such command 'chek'"),
        (["check", "--formt", "x"], "Tilvalget »--formt« findes ikke. Mente du --format?", "No such option"),
        (["check", "--format", "x"], "ved »--format«, kan ikke bruges", "'x' is not one of"),
        (["check", "cases/findes-ikke.md"], "»cases/findes-ikke.md« findes ikke", "does not exist"),
        (["check", "/etc"], "ligger uden for denne mappe", "lies outside this folder"),
        (["serve", "--port", "70000"], "ved »--port«, kan ikke bruges", "is not in the range"),
        (["new", "case"], "Der mangler noget: »name«", "Missing argument"),
        (["new", "case", "Æblet!"], "kan ikke være et filnavn. Prøv: aeblet", "cannot be a file name"),
        (["explain", "citation-unknow"], "Mente du citation-unknown?", "Did you mean citation-unknown?"),
        (["translated", "cases/findes-ikke.en.md"], "kan ikke bruges", "does not exist"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_told_in_both_languages_and_ends_with_2(
    command: list[str], danish: str, english: str, here: Path
) -> None:
    before = digests(here)
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2, done.output
    assert danish in done.output and english in done.output and " · " in done.output
    assert digests(here) == before


def test_a_path_that_was_deleted_and_is_missed_by_a_rule_can_be_asked_for(here: Path) -> None:
    (here / "docs" / "tensions" / "hvem-bestemmer.md").unlink()
    done = CliRunner().invoke(main, ["check", "docs/tensions/hvem-bestemmer.en.md"])
    assert done.exit_code == 1 and "translation-alone" in done.output


# A disk that is full or cannot be written


class Failing:
    """Lets the first writes through, then answers as a disk does that is full or read-only."""

    def __init__(self, code: int, after: int = 0) -> None:
        self.code, self.left = code, after

    def __call__(self, path: Path, *given: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise OSError(self.code, os.strerror(self.code), str(path))
        return self.write(path, *given, **named)

    write: Callable[..., Any]


@pytest.fixture
def failing_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    def spoil(code: int, after: int = 0) -> None:
        for name in ("write_text", "write_bytes"):
            failing = Failing(code, after)
            failing.write = getattr(Path, name)
            monkeypatch.setattr(Path, name, lambda path, *a, _failing=failing, **n: _failing(path, *a, **n))

    return spoil


@pytest.mark.parametrize(
    ("code", "said"), [(errno.ENOSPC, "Disken er fuld · The disk is full"), (errno.EROFS, "The disk is read-only")]
)
@pytest.mark.parametrize("after", [0, 1, 5])
def test_a_build_on_a_failing_disk_says_so(
    code: int, said: str, after: int, here: Path, failing_disk: Callable[[int, int], None]
) -> None:
    buildable_files(here)
    failing_disk(code, after)
    done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == 2, done.output
    assert said in done.output and "Traceback" not in done.output
    assert not (here / "build" / "site").exists()


def buildable_files(here: Path) -> None:
    for name in ("mkdocs.yml", "mkdocs.en.yml", "requirements.txt"):
        (here / name).write_bytes((Path(__file__).parent.parent / name).read_bytes())


@slow
def test_a_build_that_runs_out_of_room_anywhere_leaves_the_last_good_site(tmp_path: Path) -> None:
    place = buildable_copy(tmp_path / "small")
    assert run(place, "build").returncode == 0
    before = digests((place / "build" / "site").resolve())
    (place / GUIDE).write_text(tiny_text(GUIDE).replace("\n## ", "\nNyt.\n\n## ", 1), encoding="utf-8")
    for bytes_in_a_file in (2_000, 40_000, 400_000):

        def limit(size: int = bytes_in_a_file) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        done = run(place, "build", setup=limit)
        assert done.returncode == 2, bytes_in_a_file
        assert both_languages(done.stderr), done.stderr
        assert digests((place / "build" / "site").resolve()) == before
    assert run(place, "build").returncode == 0, "and the next build is whole"


def index_of() -> dict[str, bytes]:
    """What Pagefind writes, in small."""
    return {
        "pagefind-entry.json": b'{"version": "1"}',
        "fragment/a.pf_fragment": gzip.compress(b"pagefind_dcd{}" * 50),
        "index/a.pf_index": gzip.compress(b"pagefind_dcd" * 50),
        "wasm.da.pagefind": gzip.compress(b"wasm" * 500),
    }


@pytest.mark.parametrize("cut_off", [None, *index_of()])
@pytest.mark.parametrize("left", [0, 10])
def test_an_index_that_pagefind_could_not_write_whole_is_refused(
    cut_off: str | None, left: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pagefind(*_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
        for name, raw in index_of().items():
            path = tmp_path / "pagefind" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw[:left] if name == cut_off else raw)
        return subprocess.CompletedProcess([], 0, "", "")  # it says that all went well

    monkeypatch.setattr("scripts.publish.search.subprocess.run", pagefind)
    if cut_off is None:
        index(tmp_path)
        return
    with pytest.raises(IndexFailed) as failure:
        index(tmp_path)
    assert "Disken er fuld" in sentence(failure.value)


def test_a_release_that_fails_or_was_left_half_made_goes_and_the_one_shown_stays(tmp_path: Path) -> None:
    def shown() -> str:
        return (tmp_path / "site").resolve().name

    for _ in range(2):
        with new_release(tmp_path) as folder:
            (folder / "index.html").write_text(folder.name, encoding="utf-8")
            publish(tmp_path, folder)
    with pytest.raises(OSError, match="full"), new_release(tmp_path) as folder:
        (folder / "index.html").write_text("half", encoding="utf-8")
        raise OSError("full")
    assert shown() == "2" and sorted(one.name for one in (tmp_path / "releases").iterdir()) == ["1", "2"]
    (tmp_path / "releases" / "7").mkdir()  # by a build that was killed
    with pytest.raises(KeyboardInterrupt), new_release(tmp_path) as folder:
        publish(tmp_path, folder)
        raise KeyboardInterrupt  # after the link was turned
    assert shown() == "8" and (tmp_path / "releases" / "2" / "index.html").read_text(encoding="utf-8") == "2"
    with new_release(tmp_path):
        forget_old_releases(tmp_path)
        assert sorted(one.name for one in (tmp_path / "releases").iterdir()) == ["8", "9"]


def test_build_where_a_file_stands_in_the_way_of_the_folder(here: Path) -> None:
    buildable_files(here)
    (here / "build").write_text("x", encoding="utf-8")
    done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == 2 and "Filen kan ikke bruges · The file cannot be used" in done.output
    assert (here / "build").read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("command", [["translated", "cases/haveholdet.en.md"], ["new", "reference", "jensen2020have"]])
def test_what_the_author_wrote_is_never_lost_on_a_full_disk(
    command: list[str], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = here / "cases" / "haveholdet.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "\nNyt.\n", encoding="utf-8")
    before = digests(here)

    def half(path: Path, text: str, **_: Any) -> int:
        with path.open("w", encoding="utf-8") as stream:
            stream.write(text[: len(text) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "write_text", half)
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2 and "Disken er fuld" in done.output
    assert digests(here) == before


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("gammelt", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "nyt \ud800")
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"] and path.read_text(encoding="utf-8") == "gammelt"


# Missing tools


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = buildable_copy(tmp_path_factory.mktemp("tools") / "repository")
    assert run(place, "build").returncode == 0
    return place


@pytest.fixture
def without(tmp_path: Path) -> Callable[[str], str]:
    """A path to put first, on which a tool cannot be imported."""

    def hide(name: str) -> str:
        (tmp_path / f"{name}.py").write_text(f"raise ImportError('No module named {name}')\n", encoding="utf-8")
        return str(tmp_path)

    return hide


@slow
@pytest.mark.parametrize("tool", ["pypandoc", "typst", "fontpkg_source_sans_3", "pagefind", "mkdocs"])
def test_a_missing_tool_is_named_with_what_fetches_it(tool: str, built: Path, without: Callable[[str], str]) -> None:
    before = digests((built / "build" / "site").resolve())
    (built / GUIDE).write_text(tiny_text(GUIDE) + f"\nUden {tool}.\n", encoding="utf-8")
    for kept in (built / "build" / "cache").rglob("*"):
        if kept.is_file():
            kept.unlink()
    done = run(built, "build", PYTHONPATH=without(tool))
    assert done.returncode == 2, done.stdout
    assert both_languages(done.stderr)
    assert "make site" in done.stderr
    assert tool.removeprefix("py").replace("_", "-") in done.stderr.lower().replace("_", "-")
    assert digests((built / "build" / "site").resolve()) == before


@pytest.mark.parametrize("module", ["click", "yaml", "pydantic", "watchfiles"])
def test_without_its_libraries_a_command_says_what_fetches_them(
    module: str, here: Path, without: Callable[[str], str]
) -> None:
    path = without(module)
    (Path(path) / f"{module}.py").write_text(
        f"raise ModuleNotFoundError('No such module', name={module!r})\n", encoding="utf-8"
    )
    root = str(Path(__file__).parent.parent)
    command = "serve" if module == "watchfiles" else "check"
    done = run(here, command, PYTHONPATH=os.pathsep.join([path, root]))
    assert done.returncode == 2, done.stdout
    assert f"{module} mangler" in done.stderr and f"{module} is missing" in done.stderr and "make site" in done.stderr


# Files that come and go


@pytest.mark.usefixtures("here")
def test_a_file_that_is_deleted_while_it_is_read_is_a_problem_and_not_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def vanishing(path: Path, *given: Any, **named: Any) -> Any:
        if path.name == "begynd.md":
            path.unlink(missing_ok=True)
        return opened(path, *given, **named)

    monkeypatch.setattr(Path, "open", vanishing)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 1
    assert f"{GUIDE}:1: fejl: Filen kan ikke læses. [file-unreadable]" in done.output


def test_a_picture_that_is_deleted_while_it_is_read_ends_the_build_with_a_sentence(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    buildable_files(here)
    read = Path.read_bytes

    def vanishing(path: Path) -> bytes:
        if path.suffix == ".png":
            path.unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", vanishing)
    done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == 2 and "Filen forsvandt eller findes ikke · The file vanished" in done.output


@pytest.mark.parametrize("command", [["check"], ["build"], ["addresses"]])
def test_a_folder_that_may_not_be_read_is_not_taken_for_an_empty_one(
    command: list[str], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def scandir(path: Any) -> Any:
        if str(path).endswith("tensions"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2 and "Der mangler lov til filen" in done.output and "docs/tensions" in done.output
    assert not (here / "build" / "site").exists()


def test_a_folder_that_is_a_link_in_a_ring_is_not_followed(here: Path) -> None:
    (here / "docs" / "ring").symlink_to(here / "docs", target_is_directory=True)
    assert [one.path for one in read_sources(here)[0] if one.failure == "symbolic-link"] == ["docs/ring"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"<html>",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"RIFF\0\0\0\0WEBP",
    ],
)
def test_a_picture_that_is_none_has_no_size(raw: bytes, here: Path) -> None:
    (here / "docs" / "images" / "ny.png").write_bytes(raw)
    sizes = {image.path: (image.width, image.height) for image in read_sources(here)[1]}
    assert sizes == {"docs/images/ny.png": (0, 0), "docs/images/tavle.png": (1, 1)}


# Stops and faults


def test_a_worker_ends_also_when_its_parent_has_gone_before_it_looks() -> None:
    program = "import os, time; from scripts.interrupts import end_with; end_with(os.getpid()); time.sleep(60)"
    done = subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parent.parent, timeout=30, check=False)
    assert done.returncode == 1


def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys, time\n"
        "from scripts.workers import side_by_side\n"
        "def work(n):\n"
        "    if n == 0:\n"
        "        os.kill(os.getppid(), signal.SIGKILL)\n"
        "    return n\n"
        "side_by_side(work, list(range(8)))\n"
    )
    root = str(Path(__file__).parent.parent)
    begun = subprocess.Popen(
        [sys.executable, "-c", program], cwd=tmp_path, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": root}
    )
    begun.communicate(timeout=30)  # ends when the last worker lets go of the pipe
    assert begun.returncode == -9


def test_shared_work_is_done_by_several_processes_and_comes_back_in_order() -> None:
    def work(number: int) -> tuple[int, int]:
        time.sleep(0.002)  # so that nobody does it all before the others have woken up
        return number, os.getpid()

    numbers = list(range(200))
    with sharing(work, numbers, 1) as finish:
        done = finish()
    assert [number for number, _ in done] == numbers
    processes = {process for _, process in done}
    assert len(processes) > 1 or (os.cpu_count() or 1) < 2
    with sharing(lambda number: number, [], 20) as finish:
        assert finish() == []


@pytest.mark.parametrize("wrong", [0, 199])
def test_a_fault_in_shared_work_is_raised(wrong: int) -> None:
    def work(number: int) -> None:
        if number == wrong:
            raise OSError("told")

    with pytest.raises(OSError, match="told"), sharing(work, list(range(200)), 1) as finish:
        finish()


@pytest.mark.usefixtures("here")
def test_ctrl_c_ends_any_command_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any) -> Iterator[None]:
        raise KeyboardInterrupt

    monkeypatch.setattr("scripts.commands.check.read_sources", stop)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 130 and "Afbrudt" in done.output and "Interrupted" in done.output


def test_ctrl_c_while_the_program_is_loaded_ends_with_a_sentence(here: Path, tmp_path: Path) -> None:
    (tmp_path / "early").mkdir()
    (tmp_path / "early" / "click.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    root = str(Path(__file__).parent.parent)
    done = run(here, "check", PYTHONPATH=os.pathsep.join([str(tmp_path / "early"), root]))
    assert done.returncode in (130, -2) and "Afbrudt · Interrupted" in done.stderr


@pytest.mark.parametrize("command", [["new", "case", "ny"], ["translated", "cases/haveholdet.en.md"], ["addresses"]])
def test_ctrl_c_while_a_file_is_written_leaves_it_as_it_was(
    command: list[str], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "docs" / "guide" / "ny.md").write_text(tiny_text(GUIDE), encoding="utf-8")
    path = here / "cases" / "haveholdet.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nNyt.\n", encoding="utf-8")
    before = digests(here)

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 130, done.output
    assert digests(here) == before


def in_session(session: int) -> list[str]:
    """The processes of a session that still run."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = status.read_text(encoding="utf-8").rpartition(")")
        except OSError:
            continue  # it has just ended
        state, _, _, belongs = rest.split()[:4]
        if int(belongs) == session and state != "Z":
            found.append(name)
    return found


def left_in_session(session: int, seconds: float = 10) -> list[str]:
    """Those that still run when each has had the time to notice that it was ended."""
    until = time.monotonic() + seconds
    while (found := in_session(session)) and time.monotonic() < until:
        time.sleep(0.05)
    return found


@slow
@pytest.mark.parametrize(
    ("command", "step"),
    [
        ("build", "Ark og kort"),
        ("build", "Bygger"),
        ("build", "Søgeindeks"),
        ("serve", "Ark og kort"),
        ("serve", "Bygger"),
    ],
)
def test_ctrl_c_leaves_no_process_and_no_half_made_release(command: str, step: str, built: Path) -> None:
    """The signal is sent to the one process alone, as `kill -INT` does; from a terminal all get it (`test_building.py`)."""
    old = (built / "build" / "site").resolve()
    before = digests(old)
    (built / GUIDE).write_text(tiny_text(GUIDE) + f"\nAfbrudt: {command} {step}.\n", encoding="utf-8")
    port = ["--port", "0"] if command == "serve" else []
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "scripts", command, *port],
        cwd=built,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    said = ""
    while step not in said:
        said += process.stdout.read(1) or pytest.fail(said)
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=60)
    assert process.returncode in (130, -2), said + rest
    assert "Traceback" not in rest and "Afbrudt" in rest
    assert left_in_session(process.pid) == []
    shown = (built / "build" / "site").resolve()
    if shown == old:
        assert digests(shown) == before
    else:  # `serve` lets a build that is about to end do so
        assert command == "serve" and set(digests(shown)) >= set(before)
    assert max(int(one.name) for one in (built / "build" / "releases").iterdir()) == int(shown.name)
    assert list((built / "build").glob("work-*")) == []


def test_a_reader_that_goes_away_is_no_fault(here: Path) -> None:
    (here / GUIDE).write_text("x\n", encoding="utf-8")
    command = f"{sys.executable} -m scripts check --all | head -1"
    root = str(Path(__file__).parent.parent)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=here,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": root},
    )
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


@pytest.mark.usefixtures("here")
def test_an_unforeseen_fault_is_a_sentence_and_shows_all_where_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: Any) -> None:
        raise ZeroDivisionError("noget\nmere")

    monkeypatch.setattr("scripts.commands.check.read_sources", fault)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2 and "test_robust.py" in done.output and "ZeroDivisionError: noget" in done.output
    assert "fault of the program itself" in done.output and done.output.count("\n") == 1
    monkeypatch.setenv("SAMSKABELSE_TRACE", "1")
    assert isinstance(CliRunner().invoke(main, ["check"]).exception, ZeroDivisionError)


@pytest.mark.parametrize(
    "failure",
    [
        AnotherBuild("1"),
        CitationToolMissing("Pandoc mangler. / Pandoc is missing."),
        PressMissing("typst"),
        IndexFailed("No module named pagefind"),
        GeneratorFailed(
            "mkdocs.yml:\nTraceback (most recent call last):\n  x\nOSError: [Errno 28] No space left on device"
        ),
        SettingMissing("»a« mangler · is missing"),
        *(OSError(code, os.strerror(code), "x") for code in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO)),
    ],
    ids=lambda failure: f"{type(failure).__name__}-{getattr(failure, 'errno', '')}",
)
def test_every_foreseen_fault_has_a_sentence_in_both_languages(failure: Exception) -> None:
    said = sentence(failure)
    assert both_languages(said) and "Traceback" not in said
    if isinstance(failure, GeneratorFailed):
        assert "Disken er fuld" in said


def test_memory_that_runs_out_is_told() -> None:
    assert "hukommelse" in unforeseen(MemoryError()) and "memory" in unforeseen(MemoryError())
