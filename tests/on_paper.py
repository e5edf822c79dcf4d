"""What the tests of printed things share: the words of a PDF, where they stand, and the texts of a handout's data."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.check.run import check_repository
from scripts.cite.citations import render_citations
from scripts.handouts.paper import Handout, Paper, paper_for
from scripts.handouts.press import Drawn, draw
from scripts.handouts.runs import words
from scripts.link.corpus import Corpus, link
from scripts.read.files import read_sources
from scripts.read.settings import read_settings
from scripts.records import LANGUAGES, Language
from scripts.render.site import Site
from scripts.settings import Settings
from scripts.workers import side_by_side

DATE = "2026-11-24"
A4_WIDTH, A4_HEIGHT, SAFE = 595.28, 841.89, 9 * 72 / 25.4  # points
HOW_TO_GET_POPPLER = "pdftotext is missing. Install it: apt-get install poppler-utils"
SOFT_HYPHEN = "\u00ad"
Press = Callable[[Handout], Drawn]


def papers_of(corpus: Corpus, settings: Settings, cache: Path) -> dict[Language, Paper]:
    """The paper of a corpus in each language."""
    found = {mention.citation.source for mentions in corpus.mentions.values() for mention in mentions}
    papers: dict[Language, Paper] = {}
    for language in LANGUAGES:
        rendered = render_citations(corpus.references, found, language, cache)
        entries = {key: rendered.entries[key] for key in rendered.order}
        papers[language] = paper_for(Site(corpus, language, settings, rendered.clusters, entries, rendered.short))
    return papers


@pytest.fixture(scope="session")
def papers(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Paper]:
    """The real content as the printer sees it, in each language."""
    sources, images = read_sources(repository)
    corpus = link(check_repository(sources, images, DATE))
    return papers_of(corpus, read_settings(repository), tmp_path_factory.mktemp("citations"))


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Draws a handout, in a worker (see `side_by_side`); the same one is drawn once."""
    desk, drawn = tmp_path_factory.mktemp("desk"), dict[str, Drawn]()

    def draw_once(handout: Handout) -> Drawn:
        key = json.dumps([handout.name, handout.language, handout.data], ensure_ascii=False, sort_keys=True)
        if key not in drawn:
            (drawn[key],) = side_by_side(lambda one: draw(one, DATE, desk), [handout], apart=True)
        return drawn[key]

    return draw_once


def text_of(pdf: bytes) -> str:
    """The words of a PDF in reading order, as a screen reader meets them."""
    raw = _pdftotext("-raw", pdf).replace(f"{SOFT_HYPHEN}\n", "").replace(SOFT_HYPHEN, "")
    return " ".join(raw.split())


def words_with_places(pdf: bytes) -> list[tuple[int, str, float, float]]:
    """(page, word, x, y) of each word, in points from the upper left corner."""
    found = []
    for page, part in enumerate(_pdftotext("-bbox", pdf).split("<page ")[1:], 1):
        for x, y, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', part):
            found.append((page, word, float(x), float(y)))
    return found


def _pdftotext(how: str, pdf: bytes) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.fail(HOW_TO_GET_POPPLER)
    done = subprocess.run([program, how, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def squeezed(text: str) -> str:
    """Without white space: a line may break after the stroke of an address or the hyphen of a word."""
    return re.sub(r"\s", "", text.replace(SOFT_HYPHEN, ""))


def said_in(value: object) -> Iterator[str]:
    """Every text in a handout's data that is printed as running text."""
    if isinstance(value, list) and value and all(_is_run(one) for one in value):
        yield words(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from said_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said_in(inner)


def _is_run(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and set(value) <= {"b", "i"})
