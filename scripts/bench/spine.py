"""Checking, building and editing a large repository, each as a user runs it: in a process of its own."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.bench.baseline import make_baseline
from scripts.bench.corpus import make_corpus
from scripts.bench.figure import Figure

MEGABYTE = 1024


def measure_spine(root: Path, cases: int, baseline_python: Path | None) -> Iterator[Figure]:
    """Figures over a made corpus of `cases` cases and as many references, beside the real content.

    With `baseline_python` (a Python that has mkdocs-material and mkdocs-bibtex) the whole build is set in relation to
    theirs over the same content, without a citation style and with the built-in search.
    """
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        make_corpus(root, corpus, cases, cases)
        _run(corpus, root, "check")  # the first run fills the disk cache for all
        small = _run(corpus, root, "check")
        yield Figure(f"check, {cases} cases and {cases} references", small, "s", 2.0)
        cold = _run(corpus, root, "build")
        yield Figure(f"build, {cases} cases, both languages, nothing cached", cold, "s", None)
        _touch(corpus)
        warm = _run(corpus, root, "build")
        yield Figure(f"build, {cases} cases, both languages, citations cached", warm, "s", None)
        if baseline_python:
            theirs = _baseline(corpus, Path(folder) / "baseline", baseline_python)
            yield Figure("mkdocs-material + mkdocs-bibtex over the same content, one language", theirs, "s", None)
            yield Figure("our build of both languages, in relation to it, cold", cold / theirs, "×", None)
            yield Figure("our build of both languages, in relation to it, warm", warm / theirs, "×", None)
            shutil.rmtree(corpus / "build")
            yield Figure("our build of one language, in relation to it, cold", _one(corpus, root) / theirs, "×", 1.0)
            _touch(corpus)
            yield Figure("our build of one language, in relation to it, warm", _one(corpus, root) / theirs, "×", 0.7)
        yield from _edit(corpus)


def measure_growth(root: Path, cases: int) -> Iterator[Figure]:
    """How `check` grows to ten times as many cases, and the memory it takes then."""
    seconds = {}
    for count in (cases, 10 * cases):
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            make_corpus(root, corpus, count, cases)
            _run(corpus, root, "check")
            seconds[count] = _run(corpus, root, "check")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    yield Figure(f"check, {10 * cases} cases", seconds[10 * cases], "s", None)
    yield Figure("in relation to ten times the time of a tenth", seconds[10 * cases] / (10 * seconds[cases]), "×", 1.2)
    yield Figure("most memory of one process", memory, "MB", 1024)


def _edit(corpus: Path) -> Iterator[Figure]:
    """A case saved while `serve` runs, until its page is there; the first save warms what a running server holds."""
    from scripts.commands.serve import Workshop

    case = corpus / "cases" / "bench-00000.md"
    with _in_folder(corpus):
        workshop = Workshop(corpus)
        workshop.read()
        seconds = []
        for number in range(3):
            text = case.read_text(encoding="utf-8")
            case.write_text(text.replace("## Baggrund\n", f"## Baggrund\n\nPrøve {number}.\n", 1), encoding="utf-8")
            begun = time.perf_counter()
            workshop.show_changed()
            seconds.append(time.perf_counter() - begun)
    yield Figure("one case saved, until its page is rebuilt", min(seconds[1:]), "s", 1.5)


def _run(corpus: Path, root: Path, command: str) -> float:
    """Seconds of one command. Raises CalledProcessError where it fails."""
    return _timed([sys.executable, "-m", "scripts", command], corpus, root)


def _timed(command: list[str], corpus: Path, root: Path) -> float:
    environment = os.environ | {"PYTHONPATH": str(root)}
    begun = time.perf_counter()
    subprocess.run(command, cwd=corpus, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def _one(corpus: Path, root: Path) -> float:
    """Seconds of a build of the Danish half alone."""
    program = (
        "import gc, pathlib; gc.disable(); from scripts.commands.build import build_here;"
        "build_here(pathlib.Path.cwd(), ('da',))"
    )
    return _timed([sys.executable, "-c", program], corpus, root)


def _baseline(corpus: Path, folder: Path, python: Path) -> float:
    make_baseline(corpus, folder)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    begun = time.perf_counter()
    subprocess.run([str(python), "-m", "mkdocs", "build", "-q"], cwd=folder, env=environment, check=True)
    return time.perf_counter() - begun


def _touch(corpus: Path) -> None:
    (corpus / "cases" / "bench-00000.md").touch()


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
