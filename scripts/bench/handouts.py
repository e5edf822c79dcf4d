"""All handouts drawn from nothing, and again with what was drawn before at hand."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from scripts.bench.figure import Figure
from scripts.check.run import check_repository
from scripts.cite.citations import render_citations
from scripts.handouts.paper import Paper, paper_for
from scripts.link.corpus import Corpus, link
from scripts.publish.print_room import print_all
from scripts.read.files import read_sources
from scripts.read.settings import read_settings
from scripts.records import LANGUAGES
from scripts.render.site import Site

DATE = "2026-11-24"


def measure_handouts() -> list[Figure]:
    """Seconds for every sheet, card, worksheet, booklet and pack of the repository's content, in both languages."""
    root = Path.cwd()
    corpus = _corpus(root)
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        papers = _papers(corpus, root, cache)
        before = _processor_time()
        cold, files = _timed(papers, cache)
        worked = _processor_time() - before
        warm, _ = _timed(_papers(corpus, root, cache), cache)
    return [
        Figure("handouts, both languages, cold", cold, "s", 5),
        Figure("of that, processor time of all workers (on a busy machine the truer figure)", worked, "s", None),
        Figure("handouts, both languages, nothing changed", warm, "s", None),
        Figure("files", files, "", None),
    ]


def _processor_time() -> float:
    """Seconds of all processors, by this process and its workers that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _timed(papers: list[Paper], cache: Path) -> tuple[float, int]:
    begun = time.perf_counter()
    runs = print_all(papers, cache / "handouts", DATE)
    return time.perf_counter() - begun, sum(len(run.files) for run in runs.values())


def _corpus(root: Path) -> Corpus:
    sources, images = read_sources(root)
    return link(check_repository(sources, images, DATE))


def _papers(corpus: Corpus, root: Path, cache: Path) -> list[Paper]:
    settings = read_settings(root)
    citations = {mention.citation.source for mentions in corpus.mentions.values() for mention in mentions}
    papers = []
    for language in LANGUAGES:
        rendered = render_citations(corpus.references, citations, language, cache)
        entries = {key: rendered.entries[key] for key in rendered.order}
        papers.append(paper_for(Site(corpus, language, settings, rendered.clusters, entries, rendered.short)))
    return papers
