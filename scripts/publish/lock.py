"""One build at a time: the second says so and ends. The system lets go of the lock when its process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # where the system has no such locks, one has to take care oneself
    fcntl = None  # type: ignore[assignment]


class AnotherBuild(Exception):
    """Another build is at work in the same folder; `process` is its id."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


@contextmanager
def only_build(build: Path) -> Iterator[None]:
    """Hold the lock of `build`. Raises `AnotherBuild`."""
    build.mkdir(parents=True, exist_ok=True)
    with (build / ".lock").open("a+", encoding="utf-8") as stream:
        stream.seek(0)
        if not _take(stream):
            raise AnotherBuild(stream.read().strip() or "?")
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        yield


def _take(stream: IO[str]) -> bool:
    """Lock the file, where no other process has. Forked workers do not inherit such a lock."""
    if fcntl is None:
        return True
    try:
        fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
