"""Finds and reads the repository's source files. Comes out: one `SourceFile` for each, its text still unparsed.

A file that cannot be read as text is a value too (`failure` says why), so that one bad file never hides the others.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import imagesize

CONTENT_FOLDERS = ("cases", "docs", "bibliography")
MENU_FILES = ("mkdocs.yml", "mkdocs.en.yml")
MAXIMUM_BYTES = 200_000
MAXIMUM_LONG_BYTES = 20_000_000
LONG_ENDINGS = (".bib", ".txt")  # the bibliography and the ledger of addresses grow with the years

Failure = Literal["", "symbolic-link", "too-large", "not-utf8", "unreadable", "byte-order-mark"]


class NothingHere(Exception):
    """The folder holds no knowledge base."""


@dataclass(frozen=True)
class SourceFile:
    """One file: its path from the top (with `/`), its text with `\\n` line ends, and why it could not be read.

    `failure_line` is the line of the first byte that is not UTF-8, counted from 1.
    """

    path: str
    text: str
    failure: Failure = ""
    failure_line: int = 1

    @property
    def is_text(self) -> bool:
        """Whether there is a text to check."""
        return self.failure in ("", "byte-order-mark")

    @property
    def digest(self) -> str:
        """Twelve hex digits that change with the text."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()[:12]


@dataclass(frozen=True)
class Image:
    """A picture that pages may show: path from the top, width and height in pixels (0 where they cannot be read)."""

    path: str
    width: int = 0
    height: int = 0


IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp")


def read_sources(root: Path) -> tuple[list[SourceFile], list[Image]]:
    """Every source file and picture below `root`, by folder and path, and the two files that hold the menus.

    Raises nothing for bad content; `OSError` only where a folder itself cannot be listed.
    """
    sources: list[SourceFile] = []
    images: list[Image] = []
    for path in _walk(root):
        name = path.relative_to(root).as_posix()
        if path.suffix.lower() in IMAGE_ENDINGS and not path.is_symlink():
            images.append(Image(name, *_size_of(path)))
        else:
            sources.append(read_source(path, name))
    return sources, images


def _size_of(picture: Path) -> tuple[int, int]:
    try:
        width, height = imagesize.get(picture)
    except (OSError, ValueError, struct.error):  # cut off, or no picture at all
        return 0, 0
    return max(int(width), 0), max(int(height), 0)


def read_source(path: Path, name: str) -> SourceFile:
    """Read one file; a fault becomes a value."""
    if path.is_symlink():
        return SourceFile(name, "", "symbolic-link")
    if not path.is_file():  # a pipe or a device would never end
        return SourceFile(name, "", "unreadable")
    limit = MAXIMUM_LONG_BYTES if name.endswith(LONG_ENDINGS) else MAXIMUM_BYTES
    try:
        with path.open("rb") as stream:
            raw = stream.read(limit + 1)
    except OSError:
        return SourceFile(name, "", "unreadable")
    if len(raw) > limit:
        return SourceFile(name, "", "too-large")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return SourceFile(name, "", "not-utf8", raw[: error.start].count(b"\n") + 1)
    failure: Failure = "byte-order-mark" if text.startswith("\ufeff") else ""
    return SourceFile(name, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), failure)


def read_pictures(root: Path) -> dict[str, bytes]:
    """The pictures in `docs/images`, by the address they have on the site."""
    paths = sorted((root / "docs" / "images").glob("*")) if (root / "docs" / "images").is_dir() else []
    return {f"images/{path.name}": path.read_bytes() for path in paths if path.suffix.lower() in IMAGE_ENDINGS}


def _walk(root: Path) -> Iterator[Path]:
    for folder in (root / name for name in CONTENT_FOLDERS if (root / name).is_dir()):
        for parent, folders, files in os.walk(folder, onerror=_cannot_be_listed):
            folders.sort()
            for link in [name for name in folders if (Path(parent) / name).is_symlink()]:
                folders.remove(link)
                yield Path(parent) / link
            for name in sorted(files):
                if not name.startswith("."):
                    yield Path(parent) / name
    yield from (root / name for name in MENU_FILES if (root / name).is_file())


def _cannot_be_listed(fault: OSError) -> None:
    """A folder that cannot be read is no empty folder: its pages would seem to be gone."""
    raise fault
