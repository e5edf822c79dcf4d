"""Where the generator puts its pages: a folder of each build's own.

When a build is killed, the generator that it started goes on for a moment; in a folder of its own it spoils nothing.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAME = "work"


def own_workroom(build: Path) -> Path:
    """A folder for this build alone. What earlier builds left goes."""
    for left in sorted(build.glob(f"{NAME}-*")):
        shutil.rmtree(left, ignore_errors=True)
    return build / f"{NAME}-{os.getpid()}"


def keep_workroom(build: Path, own: Path) -> Path:
    """Make it `build/work`, in which a preview later changes single pages. Returns that."""
    work = build / NAME
    shutil.rmtree(work, ignore_errors=True)
    return own.rename(work)
