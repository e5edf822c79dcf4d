"""Where the generator puts its pages: a folder of each build's own.

When a build is killed, the generator that it started goes on for a moment; in a folder of its own it spoils nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "work"


@contextmanager
def own_workroom(build: Path) -> Iterator[Path]:
    """A folder for this build alone. What earlier builds left goes, and so does this one where the build fails."""
    for left in sorted(build.glob(f"{NAME}-*")):
        shutil.rmtree(left, ignore_errors=True)
    own = build / f"{NAME}-{os.getpid()}"
    try:
        yield own
    except BaseException:
        shutil.rmtree(own, ignore_errors=True)
        raise


def keep_workroom(build: Path, own: Path) -> Path:
    """Make it `build/work`, in which a preview later changes single pages. Returns that."""
    work = build / NAME
    shutil.rmtree(work, ignore_errors=True)
    return own.rename(work)
