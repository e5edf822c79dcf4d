"""The tiny repository and what it renders to, file for file: a change of what pages show is read in `golden/pages`.

After a change that is meant: `python -m pytest tests/test_golden.py --refresh-golden`, then read the difference.
Codebook and checks are left out: they repeat the records and the catalogue.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny import check_with

from scripts.cite.citations import render_citations
from scripts.link.corpus import Corpus, link
from scripts.records import LANGUAGES, Language
from scripts.render.pages import render_site
from scripts.render.site import Site
from scripts.settings import Settings

PAGES = Path(__file__).parent / "golden" / "pages"
SETTINGS = Settings(
    "https://example.org/",
    "https://example.org/edit/{path}",
    "https://example.org/new/",
    "1.0",
    "2026-11-24",
)
REPEATED = ("contribute/fields.md", "contribute/checks.md")
_FIELD = re.compile(r"^(?P<name>[a-z_]+): (?P<value>.+)$", re.M)


def site_of(corpus: Corpus, language: Language, cache: Path) -> Site:
    """The site of a corpus in one language, its citations rendered."""
    citations = {mention.citation.source for found in corpus.mentions.values() for mention in found}
    rendered = render_citations(corpus.references, citations, language, cache)
    entries = {key: rendered.entries[key] for key in rendered.order}
    return Site(corpus, language, SETTINGS, rendered.clusters, entries, rendered.short)


def readable(staged: str) -> str:
    """A staged page as one reads it: a field a line, the HTML as it stands."""
    fields = {found["name"]: json.loads(found["value"]) for found in _FIELD.finditer(staged)}
    html = fields.pop("html")
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join([*lines, "", html, ""])


def rendered(cache: Path) -> Iterator[tuple[str, str]]:
    """Every page of both languages, as (path below `golden/pages`, readable text)."""
    corpus = link(check_with({}))
    for language in LANGUAGES:
        for path, staged in render_site(site_of(corpus, language, cache)).items():
            if path not in REPEATED:
                yield f"{language}/{path.removesuffix('.md')}.html", readable(staged)


def test_the_tiny_repository_renders_to_the_golden_pages(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    pages = dict(rendered(tmp_path))
    if request.config.getoption("--refresh-golden"):
        shutil.rmtree(PAGES, ignore_errors=True)
        for path, text in pages.items():
            (PAGES / path).parent.mkdir(parents=True, exist_ok=True)
            (PAGES / path).write_text(text, encoding="utf-8")
    golden = {path.relative_to(PAGES).as_posix(): path for path in sorted(PAGES.rglob("*.html"))}
    assert sorted(golden) == sorted(pages)
    for path, text in sorted(pages.items()):
        assert text == golden[path].read_text(encoding="utf-8"), f"{path} (see --refresh-golden)"
