"""Writes rendered text to disk: what changed is written, what is stale is deleted, the rest keeps its time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def stage(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Make `folder` hold exactly `files`. Returns the paths that were written or deleted, sorted."""
    return sorted([*write_changed(folder, files), *_delete_stale(folder, files)])


def write_changed(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Write those of `files` that differ from what stands in `folder`. Returns their paths, sorted.

    Raises ValueError, before anything is written, where a path leads out of the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in files:
        if name.startswith("/") or ".." in name.split("/") or "\\" in name or "\0" in name:
            raise ValueError(f"{name!r} leads out of its folder")
    changed: list[str] = []
    for name in sorted(files):
        content = files[name]
        raw = content.encode("utf-8") if isinstance(content, str) else content
        path = folder / name
        if path.is_file() and path.stat().st_size == len(raw) and path.read_bytes() == raw:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        changed.append(name)
    return changed


def _delete_stale(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    stale = [path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).as_posix() not in files]
    for path in stale:
        path.unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return [path.relative_to(folder).as_posix() for path in stale]


def write_whole(path: Path, text: str) -> None:
    """Write a file of the author's: whole, or not at all. On a full disk what stood there stays."""
    half_written = path.with_name(f".{path.name}.part")
    try:
        half_written.write_text(text, encoding="utf-8")
        half_written.replace(path)
    finally:
        half_written.unlink(missing_ok=True)
