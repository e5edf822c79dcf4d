"""The cases as a spreadsheet that opens in Danish Excel: UTF-8 with byte order mark, semicolons, one row for each case.

A cell that a spreadsheet would run as a formula begins with an apostrophe instead, so that text stays text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from scripts.link.corpus import Corpus, Entry
from scripts.records import Case, Language
from scripts.render.site import ROOTS
from scripts.settings import Settings

COLUMNS = (
    "id",
    "title",
    "summary",
    "url",
    "fields",
    "levels",
    "country",
    "municipalities",
    "start",
    "end",
    "initiated_by",
    "phases",
    "formalisation",
    "status",
    "tensions",
    "potentials",
    "models",
    "outcomes",
    "evidence",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def cases_csv(corpus: Corpus, language: Language, settings: Settings) -> str:
    """All cases, sorted by id. Lists are separated by commas; values are the ids that stand in the files."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in corpus.of_kind("case"):
        writer.writerow([safe_cell(value) for value in _row(entry, language, settings)])
    return "\ufeff" + out.getvalue()


def safe_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _row(entry: Entry, language: Language, settings: Settings) -> list[str]:
    record = entry.record(language)
    assert isinstance(record, Case)
    shown = language if entry.has(language) else "da"
    return [
        entry.id,
        record.title,
        record.summary,
        f"{settings.site_url}{ROOTS[shown]}{entry.address}",
        _listed(record.fields),
        _listed(record.levels),
        record.country,
        _listed(record.municipalities),
        record.period.start,
        record.period.end,
        record.initiated_by,
        _listed(record.phases),
        record.formalisation,
        record.status,
        *(_listed(_ids(told)) for told in (record.tensions, record.potentials, record.models)),
        _listed(
            [f"{one.id} ({one.direction})" for one in record.outcomes]
            if isinstance(record.outcomes, tuple)
            else "unknown"
        ),
        _listed(sorted({source.evidence for source in record.sources})),
    ]


def _ids(told: object) -> Iterable[str] | str:
    return [one.id for one in told] if isinstance(told, tuple) else str(told)


def _listed(values: Iterable[str] | str) -> str:
    return values if isinstance(values, str) else ", ".join(values)
