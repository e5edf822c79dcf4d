"""Keeps what pandoc answered, by content: the same works in the same style are never asked for twice.

One file for each language; a file for other content is taken away when a new one is written.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from scripts.cite.pandoc import CitedWork, run_citeproc
from scripts.cite.style import style_text
from scripts.records import Language

FORM = "2"  # changes where this module or `pandoc.py` changes what is kept


def cited_works(items: Sequence[dict[str, Any]], language: Language, cache: Path) -> dict[str, CitedWork]:
    """The works as citeproc writes them, from the cache where it holds this very content."""
    file = cache / f"citations-{language}-{_digest(items, language)}.json"
    kept = _read(file)
    if kept is not None:
        return kept
    works = run_citeproc(items, language)
    _write(file, works, language)
    return works


def _digest(items: Sequence[dict[str, Any]], language: Language) -> str:
    try:
        tool = version("pypandoc_binary")
    except PackageNotFoundError:
        tool = ""
    content = json.dumps([FORM, tool, style_text(language), items], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _read(file: Path) -> dict[str, CitedWork] | None:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        return {key: CitedWork(*parts) for key, parts in raw.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _write(file: Path, works: dict[str, CitedWork], language: Language) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    for old in sorted(file.parent.glob(f"citations-{language}-*")):
        old.unlink(missing_ok=True)
    half_written = file.with_suffix(f".{os.getpid()}.part")
    half_written.write_text(json.dumps(works, ensure_ascii=False), encoding="utf-8")
    half_written.replace(file)
