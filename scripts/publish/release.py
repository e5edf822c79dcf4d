"""Publishing in one move: `build/site` is a link that is turned from the old release to the new one.

Interrupted at any moment it leaves either the old site or the new one, never a mix.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def new_release(build: Path) -> Iterator[Path]:
    """An empty folder for the next release; it goes where making it fails. What killed builds left half made goes too."""
    releases = build / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    numbers = [int(path.name) for path in releases.iterdir() if path.name.isdigit()]
    folder = releases / str(max(numbers, default=0) + 1)
    shown = int(name) if (name := (build / "site").resolve().name).isdigit() else 0
    for number in numbers:
        if number > shown:
            shutil.rmtree(releases / str(number), ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        if (build / "site").resolve() != folder.resolve():
            shutil.rmtree(folder, ignore_errors=True)
        raise


def publish(build: Path, release: Path) -> Path:
    """Turn `build/site` to `release`; the one shown before is kept. Returns `build/site`."""
    site = build / "site"
    pointer = build / f".site-{release.name}"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(release.relative_to(build), target_is_directory=True)
    if site.is_dir() and not site.is_symlink():
        shutil.rmtree(site)
    pointer.replace(site)
    return site


def forget_old_releases(build: Path) -> None:
    """Delete what was shown before the release that is shown now."""
    shown = (build / "site").resolve().name
    for old in sorted((build / "releases").iterdir()):
        if shown.isdigit() and old.name.isdigit() and int(old.name) < int(shown):
            shutil.rmtree(old, ignore_errors=True)
