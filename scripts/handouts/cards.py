"""The conversation cards: one for each tension and potential, as plain data for the template `cards.typ`.

A card's own file holds it four times, one for each table; a deck holds many cards once, with a card that says how to use
them and blank cards that fill the last sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scripts.anatomy import MARKERS, MEETING, POTENTIAL, TENSION
from scripts.handouts.estimate import CARD_MM, card_back, card_front
from scripts.handouts.paper import Choice, Handout, Paper, Piece
from scripts.handouts.runs import Runs, joined, paragraph, sentences, words
from scripts.handouts.sources import cited_keys, source_line
from scripts.link.corpus import Edition, Entry, Story
from scripts.parse.markdown import Section
from scripts.records import Case, Potential, Tension
from scripts.render.html import note_kind, without_marker
from scripts.render.place import place_and_time

SOURCES = 86  # characters: two lines
EXAMPLE = 150  # characters that a card's example may have
QR_MM = 17
TO_A_SHEET = 4
BLANK = 47  # the place of the first blank card, the last in `places.typ`
MOST = {"signs": 4, "ways": 5, "questions": 2}
DONE = ("handling", "realisation")


@dataclass(frozen=True)
class CardText:
    """The texts of one tension or potential in one language; a card stands in several files, and is read once for all."""

    entry: Entry
    paper: Paper
    place: int = 0  # its number among all cards

    @cached_property
    def edition(self) -> Edition:
        return self.entry.edition(self.paper.language)

    @cached_property
    def data(self) -> dict[str, Any]:
        """One card's data."""
        return _card(self)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What stands on each side, with the characters that fit."""
        return tuple(_pieces(self))

    @cached_property
    def choices(self) -> dict[str, tuple[Choice, ...]]:
        return choices_of(self.data)

    @property
    def record(self) -> Tension | Potential:
        record = self.edition.record
        assert isinstance(record, Tension | Potential)
        return record

    def section(self, identity: str) -> Section:
        """A section by the id of its rule; the checks make sure that it is there."""
        rule = next(rule for rule in (TENSION if self.entry.kind == "tension" else POTENTIAL) if rule.id == identity)
        found = self.edition.body.section(rule.title(self.edition.language))
        assert found is not None, (self.edition.path, identity)
        return found

    def said(self, identity: str) -> Runs:
        """The spoken line of one side."""
        stake = self.section("hvad-er-paa-spil" if self.entry.kind == "tension" else "hvad-er-gevinsten")
        part = stake.section(next(part for part in MEETING if part.id == identity).title(self.edition.language))
        assert part is not None, (self.edition.path, identity)
        return paragraph(part.blocks[0], self.paper.named)

    def signs(self) -> list[Runs]:
        """The everyday signs, those of the editors last."""
        return [item for item, _ in self._items(self.section("tegn"), "bullets")]

    def ways(self) -> list[Runs]:
        """The bold imperative of each way, those of the editors last."""
        identity = "maader-at-haandtere-den-paa" if self.entry.kind == "tension" else "saadan-indfries-den"
        section = self.section(identity)
        return [
            [f"{marker}*" if item[-1] == "*" else marker] for item, marker in self._items(section, "numbers") if marker
        ]

    def questions(self) -> list[Runs]:
        return [item for item, _ in self._items(self.section("spoergsmaal-til-bordet"), "bullets")]

    def _items(self, section: Section, kind: str) -> Iterator[tuple[Runs, str]]:
        """The items of a section's lists with their bold first words; a star closes one that is the editors'."""
        for block in section.blocks:
            editorial = note_kind(block, self.edition.language) == "editorial"
            for inner in block.inner if editorial else (block,):
                for item in inner.items if inner.kind == kind else ():
                    text = joined([paragraph(part, self.paper.named) for part in item if part.kind == "paragraph"])
                    yield ([*joined([text]), "*"] if editorial else text), item[0].marker


def _card(text: CardText) -> dict[str, Any]:
    entry, paper = text.entry, text.paper
    path = paper.short_path(entry.kind, entry.id)
    ways, signs = text.ways(), text.signs()
    draft = [paper.words["draft-short"]] if text.record.review.status == "draft" else []
    return {
        "id": entry.id,
        "place": text.place,
        "kind": entry.kind,
        "name": text.record.title,
        "question": text.record.question,
        "public": {"label": paper.site.t("public-side"), "line": text.said("det-offentlige")},
        "civil": {"label": paper.site.t("volunteers-side"), "line": text.said("de-frivillige")},
        "shared": {"label": paper.site.t("where-they-meet"), "line": text.said("her-moedes-de")},
        "signs": signs[: MOST["signs"]],
        "ways": ways[: MOST["ways"]],
        "questions": text.questions()[: MOST["questions"]],
        "example": _example(entry, paper),
        "address": paper.address(path),
        "qr": paper.code(path, QR_MM),
        "sources": source_line((), cited_keys(entry, paper), SOURCES, paper, "more-online"),
        "edition": " · ".join([_first_capital(paper.month), *draft, paper.words["licence-short"]]),
    }


def card_sheet(text: CardText) -> Handout:
    """The file of one card: an A4 sheet with it four times."""
    entry, paper = text.entry, text.paper
    title = f"{text.record.title} · {paper.words['cards']}"
    data = {**paper.common(text.record.summary), "title": title, "copies": True, "cards": [text.data]}
    name = f"{entry.folder}/{entry.id}"
    return Handout(name, paper.language, "cards", text.record.title, data, text.edition.path, text.pieces, text.choices)


def deck(name: str, title: str, texts: Sequence[CardText]) -> Handout:
    """A file of many cards: how to use them first, then each once, then blank ones to the end of the last sheet."""
    paper = texts[0].paper
    cards: list[dict[str, Any]] = [
        {"kind": "guide", "id": "guide", "place": 0, **_guide(paper)},
        *(text.data for text in texts),
    ]
    kinds = sorted({text.entry.kind for text in texts}, reverse=True)
    missing = -len(cards) % TO_A_SHEET
    cards += [
        {"kind": f"blank-{kinds[number % len(kinds)]}", "id": f"blank-{number}", "place": BLANK - number}
        for number in range(missing)
    ]
    data = {**paper.common(title), "title": f"{title} · {paper.words['cards']}", "copies": False, "cards": cards}
    pieces = tuple(piece for text in texts for piece in text.pieces)
    choices = {side: found for text in texts for side, found in text.choices.items()}
    path = texts[0].edition.path
    return Handout(f"decks/{name}", paper.language, "cards", title, data, path, pieces, choices)


def choices_of(one: Mapping[str, Any]) -> dict[str, tuple[Choice, ...]]:
    """What each side of a card may show: all its signs; all its ways and questions, then fewer."""
    signs, ways, asked = len(one["signs"]), len(one["ways"]), len(one["questions"])
    front = [Choice(count, CARD_MM - card_front(one, count)) for count in _down(signs, 2)]
    pairs = [(w, q) for q in _down(asked, 1) for w in _down(ways, 3)]
    pairs += [(w, min(1, asked)) for w in _down(min(2, ways), 1) if w < min(3, ways)]
    back = [Choice(list(pair), CARD_MM - card_back(one, *pair)) for pair in pairs]
    return {f"{one['id']} front": tuple(front), f"{one['id']} back": tuple(back)}


def _down(most: int, least: int) -> range:
    return range(most, min(most, least) - 1, -1)


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _guide(paper: Paper) -> dict[str, Any]:
    path = f"{'' if paper.language == 'da' else 'en/'}handouts"
    edition = " · ".join([_first_capital(paper.month), paper.words["licence-short"]])
    return {"address": paper.address(path), "qr": paper.code(f"{path}/", QR_MM), "edition": edition}


def _example(entry: Entry, paper: Paper) -> dict[str, Any] | None:
    """What one case did about it: the first that tells it in few words, else the first case alone."""
    told = paper.site.corpus.stories_about(f"{entry.kind}s", entry.id)
    if not told:
        return None
    chosen = next((story for story in told if _done(story, paper)), told[0])
    record = chosen.case.record(paper.language)
    assert isinstance(record, Case)
    return {"title": record.title, "where": place_and_time(record, paper.site), "text": _done(chosen, paper)}


def _done(story: Story, paper: Paper) -> Runs:
    """What was done, in as many whole sentences as there is room for. Authors write one sentence to a line."""
    meanings = MARKERS[paper.language]
    for block in story.section(paper.language).blocks:
        if meanings.get(block.marker) in DONE:
            told: list[Runs] = []
            for line in sentences(without_marker(block).tokens[1], paper.named):
                if len(words(joined([*told, line]))) > EXAMPLE:
                    break
                told.append(line)
            return joined(told)
    return []


def _pieces(text: CardText) -> Iterator[Piece]:
    """What stands on each side of a card, with the characters that fit."""
    identity, source = text.entry.id, text.edition.source

    def piece(side: str, section: Section | str, runs: Runs | str, room: int) -> Piece:
        title, near = (section, 1) if isinstance(section, str) else (section.title, section.line)
        return Piece(f"{identity} {side}", title, runs if isinstance(runs, str) else words(runs), room, source, near)

    yield piece("front", "title", text.record.title, 66)
    yield piece("front", "question", text.record.question, 80)
    stake = text.section("hvad-er-paa-spil" if text.entry.kind == "tension" else "hvad-er-gevinsten")
    for side in ("det-offentlige", "de-frivillige", "her-moedes-de"):
        yield piece("front", stake, text.said(side), 82)
    for signs in text.signs()[: MOST["signs"]]:
        yield piece("front", text.section("tegn"), signs, 78)
    ways = text.section("maader-at-haandtere-den-paa" if text.entry.kind == "tension" else "saadan-indfries-den")
    for way in text.ways()[: MOST["ways"]]:
        yield piece("back", ways, way, 78)
    asked = text.section("spoergsmaal-til-bordet")
    for question in text.questions()[: MOST["questions"]]:
        yield piece("back", asked, question, 61)
