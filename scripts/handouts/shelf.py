"""Everything there is to print, in one language: which handouts, and which ready-made packs of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.handouts.booklet import booklets
from scripts.handouts.cards import CardText, card_sheet, deck
from scripts.handouts.paper import Handout, Paper
from scripts.handouts.sheet import model_sheet
from scripts.handouts.worksheet import blank_worksheet, filled_worksheet
from scripts.link.corpus import Entry
from scripts.parse.page import Kind
from scripts.records import Case, CoCreationModel

HARDLY_USED = "typology"  # it helps to understand; it asks nothing that could be filled in
LEAST = 6  # cards that make a deck


@dataclass(frozen=True)
class Pack:
    """Handouts of one field that belong together, by name."""

    field: str
    names: tuple[str, ...]


def shelf(paper: Paper) -> list[Handout]:
    """All handouts of a language, sorted by name."""
    corpus = paper.site.corpus
    found: list[Handout] = []
    for entry in _entries(paper, "model"):
        found.append(model_sheet(entry, paper))
        if _is_usable(entry):
            found.append(filled_worksheet(entry, paper))
    entries = [*_entries(paper, "tension"), *_entries(paper, "potential")]
    cards = [CardText(entry, paper, place) for place, entry in enumerate(entries, 1)]
    found += [card_sheet(text) for text in cards]
    found += _decks(cards, paper)
    found += booklets(paper)
    if corpus.of_kind("model"):
        found.append(blank_worksheet(paper))
    return sorted(found, key=lambda handout: handout.name)


def packs(handouts: list[Handout], paper: Paper) -> list[Pack]:
    """One pack for each field that has a deck: the blank worksheet, its cards and the sheets of its models."""
    names = {handout.name for handout in handouts}
    found = []
    for field in paper.site.corpus.vocabulary.get("fields", {}):
        models = [f"models/{entry.id}" for entry in _entries(paper, "model") if field in _model(entry).fields]
        wanted = ["worksheets/blank", f"decks/field-{field}", *models]
        if f"decks/field-{field}" in names:
            found.append(Pack(field, tuple(name for name in wanted if name in names)))
    return found


def _decks(cards: list[CardText], paper: Paper) -> Iterator[Handout]:
    site = paper.site
    for kind, label in (("tension", "tensions"), ("potential", "potentials")):
        chosen = [text for text in cards if text.entry.kind == kind]
        if len(chosen) >= LEAST:
            yield deck(label, site.t(label), chosen)
    for field in site.corpus.vocabulary.get("fields", {}):
        chosen = [text for text in cards if _is_told(text.entry, field, paper)]
        if LEAST <= len(chosen) < len(cards):
            yield deck(f"field-{field}", site.label("fields", field), chosen)


def _is_told(entry: Entry, field: str, paper: Paper) -> bool:
    """Whether a case of the field tells of it."""
    stories = paper.site.corpus.stories_about(f"{entry.kind}s", entry.id)
    records = [story.case.record("da") for story in stories]
    return any(isinstance(record, Case) and field in record.fields for record in records)


def _entries(paper: Paper, kind: Kind) -> list[Entry]:
    return [entry for entry in paper.site.corpus.of_kind(kind) if entry.has(paper.language)]


def _is_usable(entry: Entry) -> bool:
    return _model(entry).kind != HARDLY_USED


def _model(entry: Entry) -> CoCreationModel:
    record = entry.record("da")
    assert isinstance(record, CoCreationModel)
    return record
