"""What has happened to the content, and when: read off the ledger, the changes that were written down and the pages' headers.

Nothing here looks at a clock or at git: the same content tells the same story. Many alike on one day become one line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.link.corpus import Entry
from scripts.records import UNKNOWN, Case, Language
from scripts.render.old_addresses import target_at
from scripts.render.site import Site

WHATS = ("added", "reviewed", "assessed", "corrected", "moved", "removed")
OVERVIEWS = {
    "case": "cases/",
    "model": "models/",
    "tension": "tensions/",
    "potential": "potentials/",
    "guide": "guide/",
    "work": "literature/",
}
FEW = 6
LISTED = 100


@dataclass(frozen=True)
class Event:
    """On `day` (yyyy-mm-dd) `what` happened to a page of a `kind`. `language`: that of the page to which `address` leads.

    `gathered`: the events for which one line stands, where they are not too many to list.
    """

    day: str
    what: str
    kind: str
    title: str
    address: str
    language: Language
    note: str = ""
    gathered: tuple[Event, ...] = ()


def days(site: Site) -> list[tuple[str, list[Event]]]:
    """Every day on which something happened, the latest first, with its events."""
    groups: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in _events(site):
        groups[(event.day, event.what, event.kind)].append(event)
    found: dict[str, list[Event]] = defaultdict(list)
    kinds = list(OVERVIEWS)
    for day, what, kind in sorted(groups, key=lambda key: (key[0], WHATS.index(key[1]), kinds.index(key[2]))):
        found[day] += _shown(groups[(day, what, kind)], site)
    return sorted(found.items(), reverse=True)


def _shown(events: list[Event], site: Site) -> list[Event]:
    """The events by title; more than a few become one that leads to the overview. What someone wrote down stays."""
    first = events[0]
    if len(events) > FEW and first.what in ("added", "reviewed", "assessed"):
        title, overview = site.t(f"count-{first.kind}", n=len(events)), OVERVIEWS[first.kind]
        gathered = tuple(_by_title(events)) if len(events) <= LISTED else ()
        return [Event(first.day, first.what, first.kind, title, overview, site.language, gathered=gathered)]
    return _by_title(events)


def _by_title(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.title.lower(), event.address, event.note))


def _events(site: Site) -> Iterator[Event]:
    yield from _added(site)
    for entry in site.corpus.entries.values():
        record = entry.record("da")
        if record.review.last != UNKNOWN:
            yield _of_entry(record.review.last, "reviewed", entry, site)
        if isinstance(record, Case):
            yield _of_entry(record.assessment.date, "assessed", entry, site)
    yield from _written_down(site)


def _added(site: Site) -> Iterator[Event]:
    for address, day in site.corpus.published.items():
        folder, _, key = address.strip("/").partition("/")
        if entry := site.corpus.at_address(address):
            yield _of_entry(day, "added", entry, site)
        elif folder == "literature" and key in site.corpus.references:
            yield Event(day, "added", "work", site.corpus.references[key].title, address, site.language)


def _written_down(site: Site) -> Iterator[Event]:
    for change in site.corpus.changes:
        target = target_at(change.to or change.address, site.corpus)
        language = site.language if site.language in target.languages else "da"
        note = change.why[site.language] if change.why else ""
        if change.what == "moved":
            note = f"{site.t('change-from', address=change.address)} {note}".strip()
        yield Event(
            change.date,
            change.what,
            _kind(change.address),
            target.titles[site.language],
            target.address,
            language,
            note,
        )


def _of_entry(day: str, what: str, entry: Entry, site: Site) -> Event:
    language: Language = site.language if entry.has(site.language) else "da"
    kind = entry.kind if entry.kind in OVERVIEWS else "guide"
    return Event(day, what, kind, entry.title(site.language), entry.address, language)


def _kind(address: str) -> str:
    folder = f"{address.partition('/')[0]}/"
    return next((kind for kind, overview in OVERVIEWS.items() if overview == folder), "guide")
