"""The same content as an ordinary site of mkdocs-material with its own search, to compare ours with.

It gets what helps it: titles, the terms of the glossary and the questions under headings of their own, its Danish stemmer.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import yaml

from scripts.records import Language

if TYPE_CHECKING:  # a tool of the tests; the site is built without it
    from playwright.sync_api import Page

CONFIGURATION = """site_name: Sammenligning
docs_dir: docs
theme: {{name: material, language: {language}, font: false, features: [navigation.prune, search.highlight]}}
plugins:
  - search: {{lang: {language}}}
markdown_extensions: [attr_list, footnotes, tables]
"""
_TITLE = re.compile(r"^title: (.*)$", re.M)
_CITATION = re.compile(r" ?\[@[^\]]+\]")


def build_builtin(repository: Path, target: Path, language: Language) -> Path:
    """Write the pages of one language to `target` and build them. Returns the site. Raises CalledProcessError."""
    for name, text in _pages(repository, language):
        page = target / "docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    (target / "mkdocs.yml").write_text(CONFIGURATION.format(language=language), encoding="utf-8")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=target, env=environment, check=True)
    return target / "site"


def ask_builtin(page: Page, address: str, query: str) -> list[str]:
    """The addresses of its results, below the site's root, in their order. `address` is the site's."""
    page.goto(f"{address}?{urlencode({'q': query})}")
    answered = r"() => /\d|Ingen|No matching/.test(document.querySelector('.md-search-result__meta').textContent)"
    page.wait_for_function(answered)
    links = "links => links.map(link => new URL(link.href).pathname.slice(1))"
    return list(dict.fromkeys(page.locator(".md-search-result__item > a").evaluate_all(links)))


def _pages(repository: Path, language: Language) -> Iterator[tuple[str, str]]:
    ending = ".en.md" if language == "en" else ".md"
    for top, base in (("cases", repository), ("docs", repository / "docs")):
        for source in sorted((repository / top).rglob(f"*{ending}")):
            if "decisions" in source.parts or (language == "da" and source.name.endswith(".en.md")):
                continue
            yield (
                source.relative_to(base).as_posix().replace(".en.md", ".md"),
                _page(source.read_text(encoding="utf-8")),
            )
    yield "glossary/index.md", _glossary(repository, language)
    questions = repository / "docs" / "questions.yml"
    if questions.is_file():
        yield "guide/questions.md", _questions(questions, language)


def _page(text: str) -> str:
    _, header, body = text.split("---\n", 2)
    title = _TITLE.search(header)
    words = title[1].strip("'\"") if title else ""
    return f"# {words}\n\n{_CITATION.sub('', body)}\n"


def _glossary(repository: Path, language: Language) -> str:
    terms = yaml.safe_load((repository / "docs" / "glossary.yml").read_text(encoding="utf-8"))
    parts = ["# Ordliste" if language == "da" else "# Glossary"]
    for term in terms:
        synonyms = term.get("synonyms") or {}
        others = [*synonyms.get("da", ()), *synonyms.get("en", ()), term["name"]["en" if language == "da" else "da"]]
        parts.append(
            f"## {term['name'][language]} {{#{term['id']}}}\n\n{term['definition'][language]}\n\n{', '.join(others)}"
        )
    return "\n\n".join(parts) + "\n"


def _questions(path: Path, language: Language) -> str:
    parts = ["# Spørgsmål og svar" if language == "da" else "# Questions and answers"]
    questions = yaml.safe_load(path.read_text(encoding="utf-8"))
    parts += [f"## {one['question'][language]}\n\n{one['answer'][language]}" for one in questions]
    return "\n\n".join(parts) + "\n"
