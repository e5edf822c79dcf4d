"""Addresses that were published do not die in silence: each has a page, or a change that says where it went or why.

The ledger (`docs/addresses.txt`) says what was published, `docs/changes.yml` what was moved, removed or corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scripts.check.gather import CHANGES
from scripts.check.known import list_items, text_at
from scripts.parse.ledger import LEDGER, Ledger
from scripts.parse.page import COLLECTED_PAGES, Place
from scripts.parse.yaml_text import Mapping as YamlMapping
from scripts.parse.yaml_text import Scalar, Sequence, line_of
from scripts.problems import Location, Problem, nearest
from scripts.references import Reference

ENDS = ("moved", "removed")
_NEEDED = {"moved": "to", "removed": "why", "corrected": "why"}


def standing_addresses(places: Iterable[Place], references: Mapping[str, Reference]) -> set[str]:
    """The addresses below a language root at which the site has a page: written ones, works, themes and collected ones."""
    themes = {theme for reference in references.values() for theme in reference.themes}
    return {
        *(place.address for place in places if place.address),
        *(f"literature/{key}/" for key in references),
        *(f"literature/themes/{theme}/" for theme in themes),
        *(_collected(path) for path in COLLECTED_PAGES),
    }


def check_ledger(ledger: Ledger, changes: object, standing: set[str], unsure: str | None = None) -> Iterator[Problem]:
    """The ledger against the pages. `changes`: the YAML of `docs/changes.yml`; below `unsure` nothing is said to be gone."""
    for line, text in ledger.faults:
        yield Problem("address-form", Location(LEDGER, line), {"value": text[:80]})
    ended = {text_at(change, "address") for change in list_items(changes) if text_at(change, "what") in ENDS}
    for one in ledger.published:
        if one.address in standing or one.address in ended:
            continue
        if unsure is not None and one.address.startswith(unsure):
            continue
        values = {"value": one.address, "guess": nearest(one.address, _same_folder(one.address, standing))}
        yield Problem("address-lost", Location(LEDGER, one.line), values)
    new = sorted(standing - {one.address for one in ledger.published})
    if ledger.published and new:
        yield Problem("address-new", Location(LEDGER), {"count": str(len(new)), "value": ", ".join(new[:3])})


def check_changes(changes: object, standing: set[str], today: str, unsure: str | None = None) -> Iterator[Problem]:
    """A change says what it must, names pages that exist, and ends an address once."""
    ended: set[str] = set()
    folders = {address.partition("/")[0] for address in standing}
    for change in list_items(changes):
        what, address = text_at(change, "what"), text_at(change, "address")
        needed = _NEEDED.get(what, "")
        if needed and needed not in change.entries:
            yield _problem("change-incomplete", change, "what", {"value": what, "field": needed})
        if (date := text_at(change, "date")) > today and date[:1].isdigit():
            yield _problem("date-future", change, "date", {"value": date})
        if what in ENDS and address in standing:
            yield _problem("change-of-living", change, "address", {"value": address})
        if what in ENDS and address in ended:
            yield _problem("change-doubled", change, "address", {"value": address})
        ended |= {address} if what in ENDS else set()
        if address and address.partition("/")[0] not in folders:  # such as en/: a page would land on another
            yield _problem("change-target", change, "address", {"field": "address", "value": address[:80], "guess": ""})
        for field, named in _named(change):
            unknown = named.text not in standing and (unsure is None or not named.text.startswith(unsure))
            if named.text and unknown:
                guess = nearest(named.text, _same_folder(named.text, standing))
                where = Location(CHANGES, named.line)
                yield Problem("change-target", where, {"field": field, "value": named.text[:80], "guess": guess})


def _named(change: YamlMapping) -> Iterator[tuple[str, Scalar]]:
    """The addresses that a change leads to."""
    for field in ("to", "see"):
        node = change.entries.get(field)
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Scalar):
                yield field, item


def _problem(code: str, change: YamlMapping, field: str, values: Mapping[str, str]) -> Problem:
    return Problem(code, Location(CHANGES, line_of(change, (field,))), values)


def _same_folder(address: str, standing: set[str]) -> list[str]:
    folder = address.partition("/")[0]
    return [one for one in standing if one.startswith(f"{folder}/")]


def _collected(path: str) -> str:
    """`guide/questions.md` to `guide/questions/`, `cases/index.md` to `cases/`."""
    return path.removesuffix("index.md") if path.endswith("index.md") else f"{path.removesuffix('.md')}/"
