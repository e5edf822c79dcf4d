"""The same content as an ordinary site of mkdocs-material and mkdocs-bibtex, to compare with."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

CONFIGURATION = """site_name: Sammenligning
theme: {name: material, language: da, font: false, features: [navigation.prune]}
plugins:
  - search: {lang: da}
  - bibtex: {bib_file: references.bib, bib_by_default: false}
markdown_extensions: [attr_list, footnotes, tables]
"""
_TITLE = re.compile(r"^title: (.*)$", re.M)


def make_baseline(corpus: Path, target: Path) -> None:
    """Write to `target` the Danish pages of `corpus` with their citations, headers turned to a title."""
    for top in ("cases", "docs"):
        for source in sorted((corpus / top).rglob("*.md")):
            if not source.name.endswith(".en.md") and "decisions" not in source.parts:
                inside = source.relative_to(corpus if top == "cases" else corpus / "docs")
                page = target / "docs" / inside
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(_page(source.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copy(corpus / "bibliography" / "references.bib", target / "references.bib")
    (target / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")


def _page(text: str) -> str:
    _, header, body = text.split("---\n", 2)
    title = _TITLE.search(header)
    return f"# {title[1] if title else ''}\n\n{body.replace('../docs/', '../')}\n\n\\bibliography\n"
