"""Runs the site generator (MkDocs) over the staged pages, one process for each language, side by side."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.interrupts import held_back


class GeneratorFailed(Exception):
    """MkDocs stopped or warned; the message holds what it said."""


@dataclass(frozen=True)
class Run:
    """One language: its configuration file and where its pages go."""

    configuration: Path
    target: Path


def generate(runs: list[Run], only_changed: bool = False) -> None:
    """Build all languages at once; see `generating`."""
    with generating(runs, only_changed):
        pass


@contextmanager
def generating(runs: list[Run], only_changed: bool = False) -> Iterator[None]:
    """Build all languages at once, while the caller does something else; at the end all is built.

    With `only_changed`, pages whose staged file kept its time are left alone.

    Raises `GeneratorFailed`; in a full build also on a warning.
    """
    processes: list[subprocess.Popen[str]] = []
    failures = []
    try:
        with held_back():  # one that has begun is in the list, or nobody would end it
            processes += (_start(run, only_changed) for run in runs)
        yield
        for run, process in zip(runs, processes, strict=True):
            said, _ = process.communicate()
            if process.returncode != 0 or ("WARNING" in said and not only_changed):
                failures.append(f"{run.configuration.name}:\n{said.strip()}")
    finally:
        for process in processes:  # interrupted, none is left behind
            process.kill()
            process.wait()
    if failures:
        raise GeneratorFailed("\n".join(failures))


def _start(run: Run, only_changed: bool) -> subprocess.Popen[str]:
    mode = "--dirty" if only_changed else "--strict"  # to be dirty is itself a warning
    command = [sys.executable, "-m", "mkdocs", "build", mode, "-f", str(run.configuration), "-d", str(run.target)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
