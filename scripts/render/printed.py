"""What there is to print, as the pages name it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Printed:
    """A printed file: its path below `handouts/` without the ending, pages, and bytes as PDF and as Word file (0: none)."""

    name: str
    title: str
    pages: int
    size: int
    word_size: int


@dataclass(frozen=True)
class PrintedPack:
    """A ready-made pack of a field: how many handouts and pages, and how many bytes as one PDF."""

    field: str
    files: int
    pages: int
    size: int
