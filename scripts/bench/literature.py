"""Reading, checking, citing and listing a large bibliography, set beside one bare run of pandoc's citeproc over the same.

The works are made: names, titles, years and journals in the proportions of real ones, so that years get letters and
authors are told apart. Nothing of it is ever published.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from scripts.bench.figure import Figure
from scripts.check.references import check_bibliography
from scripts.cite.citations import Rendered, citeproc_items, render_citations
from scripts.cite.pandoc import pandoc_path, run_citeproc
from scripts.cite.style import style_text
from scripts.link.corpus import Corpus
from scripts.parse.bibtex import parse_bibliography
from scripts.records import Bilingual, Value
from scripts.references import Reference
from scripts.render.literature_filter import facets_of, filter_data
from scripts.render.literature_lists import list_pages
from scripts.render.site import Site
from scripts.render.work_rows import row_of
from scripts.settings import Settings

Result = TypeVar("Result")
WORKS = 5000
KILOBYTE = 1000
THEMES = ("samskabelse", "styring", "civilsamfund", "frivillighed", "aeldre", "flygtninge", "praksis", "danmark")
_FAMILIES = (
    "Nielsen Jensen Hansen Pedersen Andersen Sørensen Østergaard Åberg Møller Kjær Lund Holm Bach Dahl Friis Bruun Krogh "
    "Brandsen Pestoff Torfing Bovaird Loeffler Ostrom Verschuere Steen Osborne Tuurnas Alford Ansell Emerson Huxham Vangen"
).split()
_GIVEN = "Anne Bo Carl Ditte Erik Freja Gorm Hanne Ib Jens Karen Lars Mette Niels Ole Pia Rikke Sven Tina Ulla".split()
_TOPICS = (
    "frivillige kommuner ældre flygtninge plejehjem foreninger netværk samarbejde tillid styring hverdag integration"
).split()
_ENTRY = """@article{{{key},
  author        = {{{authors}}},
  title         = {{{title}}},
  year          = {{{year}}},
  journal       = {{{journal}}},
  volume        = {{{volume}}},
  number        = {{{issue}}},
  pages         = {{{first}--{last}}},
  doi           = {{10.9999/bench.{number}}},
  langid        = {{danish}},
  keywords      = {{{themes}}},
  pubtype       = {{peer-reviewed-article}},
  verified      = {{https://example.org/{number}}},
  annotation_da = {{Made to measure on: what the work is good for, in a sentence of the usual length and no more.}},
  annotation_en = {{Made to measure on: what the work is good for, in a sentence of the usual length and no more.}}
}}
"""


def measure_literature(number: int = WORKS) -> Iterator[Figure]:
    """Figures over `number` made works with as many citations."""
    text = make_bibliography(number)
    seconds, (references, problems) = _timed(lambda: check_bibliography(parse_bibliography(text), frozenset(THEMES)))
    yield Figure(f"parse and check {number} entries ({len(problems)} problems)", seconds, "s", 1.5)
    yield from _citing(references)
    yield from _listing(references)


def _citing(references: dict[str, Reference]) -> Iterator[Figure]:
    citations = [f"[@{key}, s. {place % 90 + 1}]" for place, key in enumerate(references)]
    with tempfile.TemporaryDirectory() as folder:
        bare = _bare_run(references, citations, Path(folder))
        yield Figure("one bare run of pandoc's citeproc over them", bare, "s", None)

        def ours() -> Rendered:
            return render_citations(references, citations, "da", Path(folder))

        cold, _ = _timed(ours)
        yield Figure("our citations and references, nothing cached", cold, "s", None)
        yield Figure("in relation to the bare run", cold / bare, "×", 1.5)
        warm, _ = _timed(ours)
        yield Figure("our citations and references, cached", warm, "s", 0.5)
        with patch("scripts.cite.cache.run_citeproc", side_effect=run_citeproc) as runs:
            render_citations(references, [*citations[:-1], citations[0]], "da", Path(folder))
        yield Figure("calls of pandoc after a text was edited", float(runs.call_count), "", 0.0)


def _bare_run(references: dict[str, Reference], citations: list[str], folder: Path) -> float:
    """Pandoc alone: the same works, style and citations, no cache and no work of ours."""
    style, works, document = folder / "style.csl", folder / "works.json", folder / "text.md"
    style.write_text(style_text("da"), encoding="utf-8")
    works.write_text(json.dumps(citeproc_items(references, "da"), ensure_ascii=False), encoding="utf-8")
    document.write_text("\n\n".join(citations), encoding="utf-8")
    command = [pandoc_path(), "--citeproc", f"--csl={style}", f"--bibliography={works}", "--to=html", str(document)]
    seconds, _ = _timed(
        lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    )
    return seconds


def _listing(references: dict[str, Reference]) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        site = _site(references, render_citations(references, [], "da", Path(folder)))
    seconds, pages = _timed(lambda: dict(list_pages(site)))
    largest = max(len(page.encode("utf-8")) for page in pages.values()) / KILOBYTE
    yield Figure(f"the {len(pages)} pages of the index", seconds, "s", None)
    yield Figure("the largest of them", largest, "kB", 300.0)
    data = filter_data(site, [row_of(work, site) for work in site.works.values()], facets_of(site))
    yield Figure("what the filter loads when it is used", len(data.encode("utf-8")) / KILOBYTE, "kB", None)


def _site(references: dict[str, Reference], rendered: Rendered) -> Site:
    """A site of works alone."""
    words = Bilingual(da="Ord", en="Word")
    themes = {name: Value(id=name, label=Bilingual(da=name, en=name), definition=words) for name in THEMES}
    corpus = Corpus({}, {"themes": themes}, {}, {}, {}, (), references, (), {})
    settings = Settings("https://example.org/", "https://example.org/{path}", "https://example.org/", "1", "2026-01-01")
    entries = {key: rendered.entries[key] for key in rendered.order}
    return Site(corpus, "da", settings, rendered.clusters, entries, rendered.short)


def make_bibliography(number: int) -> str:
    """A BibTeX file of `number` works that keep all rules."""
    return "\n".join(_entry(place) for place in range(number))


def _entry(number: int) -> str:
    people = [
        f"{_FAMILIES[(number * 7 + place * 5) % len(_FAMILIES)]}, {_GIVEN[(number + place * 3) % 20]}"
        for place in range(number % 4 + 1)
    ]
    year = 1990 + number * 13 % 36
    words = [_TOPICS[(number // 12**place + place) % len(_TOPICS)] for place in range(4)]
    return _ENTRY.format(
        key=f"a{number:05}b{year}",
        authors=" and ".join(people),
        title=f"Undersøgelse {number}: {words[0]} og {words[1]} i {words[2]} med {words[3]}",
        year=year,
        journal=f"Tidsskrift for {_TOPICS[number % len(_TOPICS)]}",
        volume=number % 40 + 1,
        issue=number % 4 + 1,
        first=number % 300 + 1,
        last=number % 300 + 20,
        number=number,
        themes=", ".join(sorted({THEMES[number % 8], THEMES[number // 8 % 8]})),
    )


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result
