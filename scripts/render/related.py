"""What belongs to a hub page: the cases of a field, the tensions of a role or a level. Collected, never written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scripts.link.corpus import Entry
from scripts.records import Case, Potential, Tension
from scripts.render.place import place_and_time
from scripts.render.site import PageContext

BIG_FIELDS = ("aeldre", "flygtninge")
OTHER_FIELDS = "andre"


def belonging(entry: Entry, page: PageContext) -> list[dict[str, Any]]:
    """Groups of rows for a hub page; none for other pages."""
    if entry.folder == "fields":
        return [_group("cases", "cases", [case_row(case, page) for case in cases_of_field(entry.id, page)])]
    if entry.folder in ("roles", "levels"):
        return [
            _group("tensions", "tensions", [row(one, page) for one in _told_of("tension", entry, page)]),
            _group("potentials", "potentials", [row(one, page) for one in _told_of("potential", entry, page)]),
        ]
    return []


def cases_of_field(field: str, page: PageContext) -> list[Entry]:
    """The cases of a field; `andre` stands for all but the two large ones."""
    found = []
    for case in page.site.corpus.of_kind("case"):
        record = case.record("da")
        assert isinstance(record, Case)
        if field in record.fields or (field == OTHER_FIELDS and set(record.fields) - set(BIG_FIELDS)):
            found.append(case)
    return found


def case_row(case: Entry, page: PageContext) -> dict[str, Any]:
    """A case as a row: title, place and years, summary."""
    record = case.record(page.site.language)
    assert isinstance(record, Case)
    return {**row(case, page), "kicker": place_and_time(record, page.site)}


def row(entry: Entry, page: PageContext) -> dict[str, Any]:
    """Any entry as a row: title and summary."""
    record = entry.record(page.site.language)
    return {
        "title": record.title,
        "url": page.url_of(entry),
        "why": record.summary,
        "badge": "",
        "dashed": False,
        "kicker": "",
        "outside": "",
    }


def rows(entries: Iterable[Entry], page: PageContext) -> list[dict[str, Any]]:
    return [row(entry, page) for entry in entries]


def _group(label: str, anchor: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"label": label, "anchor": anchor, "items": items}


def _told_of(kind: str, hub: Entry, page: PageContext) -> list[Entry]:
    found = []
    for entry in page.site.corpus.of_kind(kind):  # type: ignore[arg-type]
        record = entry.record("da")
        assert isinstance(record, Tension | Potential)
        values = record.between if hub.folder == "roles" else record.levels
        if hub.id in values or (hub.id == "bestyrelser" and "ledere" in values):
            found.append(entry)
    return found
