"""Publishing in one move: `build/site` is a link that is turned from the old release to the new one.

Interrupted at any moment it leaves either the old site or the new one, never a mix.
"""

from __future__ import annotations

import shutil
from pathlib import Path

KEPT = 2


def new_release(build: Path) -> Path:
    """An empty folder for the next release."""
    releases = build / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    numbers = [int(path.name) for path in releases.iterdir() if path.name.isdigit()]
    folder = releases / str(max(numbers, default=0) + 1)
    folder.mkdir()
    return folder


def publish(build: Path, release: Path) -> Path:
    """Turn `build/site` to `release`; older releases than the last are deleted. Returns `build/site`."""
    site = build / "site"
    pointer = build / f".site-{release.name}"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(release.relative_to(build), target_is_directory=True)
    if site.is_dir() and not site.is_symlink():
        shutil.rmtree(site)
    pointer.replace(site)
    for old in sorted((build / "releases").iterdir(), key=lambda path: int(path.name) if path.name.isdigit() else 0):
        if old.name.isdigit() and int(old.name) <= int(release.name) - KEPT:
            shutil.rmtree(old, ignore_errors=True)
    return site
