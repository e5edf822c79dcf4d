"""Asks pandoc's citeproc for all works in one call: what each is called in the text, and its full reference.

Every work is cited once, so that the letters after the years (2015a, 2015b) are the same on all pages.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from scripts.cite.inlines import html_of
from scripts.cite.style import LOCALES, style_text
from scripts.records import Language

API_VERSION = [1, 23, 1]
MAXIMUM_SECONDS = 900
_OTHERS = re.compile(r",? (?:&amp; )?et al\.")


class CitationToolMissing(Exception):
    """Pandoc is not there, or does not work. The message is a sentence for the person who builds the site."""


class CitedWork(NamedTuple):
    """A work as citeproc writes it, all safe HTML: author part, year with its letter, full reference."""

    author: str
    year: str
    entry: str


def run_citeproc(items: Sequence[dict[str, Any]], language: Language) -> dict[str, CitedWork]:
    """The works by key, in the order of a reference list. `items` are CSL-JSON.

    Raises `CitationToolMissing` where pandoc is not there or fails.
    """
    if not items:
        return {}
    with tempfile.TemporaryDirectory(prefix="citations-") as folder:
        style, works = Path(folder, "style.csl"), Path(folder, "works.json")
        style.write_text(style_text(language), encoding="utf-8")
        works.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
        document = _document([str(item["id"]) for item in items], language)
        command = [pandoc_path(), "--from=json", "--to=json", "--citeproc", f"--csl={style}", f"--bibliography={works}"]
        answer = _run(command, json.dumps(document).encode("utf-8"))
    return _works(json.loads(answer)["blocks"], [str(item["id"]) for item in items])


def pandoc_path() -> str:
    """Where the pandoc of `pypandoc_binary` is."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        raise CitationToolMissing(
            "Pandoc mangler, så kildehenvisningerne kan ikke skrives. Kør `make site`, som henter det. / "
            "Pandoc is missing, so the citations cannot be written. Run `make site`, which fetches it."
        ) from None


def _run(command: list[str], document: bytes) -> bytes:
    try:
        done = subprocess.run(command, input=document, capture_output=True, check=False, timeout=MAXIMUM_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CitationToolMissing(f"Pandoc kunne ikke køre ({error}). / Pandoc could not run ({error}).") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip()
        raise CitationToolMissing(f"Pandoc stoppede med en fejl: {reason} / Pandoc stopped with an error: {reason}")
    return done.stdout


def _document(keys: Sequence[str], language: Language) -> dict[str, Any]:
    """One paragraph with one citation for each work."""
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {"lang": {"t": "MetaString", "c": LOCALES[language]}},
        "blocks": [{"t": "Para", "c": [{"t": "Cite", "c": [[_citation(key)], []]}]} for key in keys],
    }


def _citation(key: str) -> dict[str, Any]:
    return {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _works(blocks: list[Any], keys: Sequence[str]) -> dict[str, CitedWork]:
    texts = {key: _html(block["c"]) for key, block in zip(keys, blocks, strict=False)}
    found: dict[str, CitedWork] = {}
    for block in blocks[-1]["c"][1]:
        key = block["c"][0][0].removeprefix("ref-")
        # `(Author, year)`: the year never holds a comma.
        author, _, year = texts[key].removeprefix("(").removesuffix(")").rpartition(", ")
        found[key] = CitedWork(author or year, year, _html(block["c"][1][0]["c"]).strip())
    return found


def _html(inlines: list[Any]) -> str:
    # A list that ends in "and others" reached citeproc as a last author called "et al." (`items.py`).
    return _OTHERS.sub(" et al.", html_of(inlines))


def plain(html: str) -> str:
    """Safe HTML without its marks, as plain text."""
    parts = html.split("<")
    return unescape(parts[0] + "".join(part.partition(">")[2] for part in parts[1:]))
