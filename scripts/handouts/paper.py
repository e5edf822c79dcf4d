"""What every handout needs: words, addresses and dates in its language; and what a handout is before it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from scripts.handouts.qr import qr_svg, size_mm
from scripts.handouts.runs import plain_html
from scripts.handouts.short import LETTERS, short_path
from scripts.handouts.words import words_in
from scripts.parse.page import Kind
from scripts.read.files import SourceFile
from scripts.records import Language, Review
from scripts.render.short_pages import names_on_paper
from scripts.render.site import ROOTS, Site

REGIONS: Mapping[Language, str] = {"da": "dk", "en": "gb"}
OPENING = 18  # characters by which a text is found in its file
LANGUAGE_TAGS: Mapping[Language, str] = {"da": "da-DK", "en": "en-GB"}


@dataclass(frozen=True)
class Piece:
    """A text on a measured page, for the message when it is refused. `room` is what fits, in characters.

    It stands in `source`, at or after the line `near`. `shorter` is the field of `handout:` that can stand in its place, if
    any; `per_line` is about how many characters one line of it holds, where `room` does not tell.
    """

    page: str
    section: str
    text: str
    room: int
    source: SourceFile
    near: int = 1
    shorter: str = ""
    per_line: int = 0

    @property
    def line(self) -> int:
        """The line on which it begins, or `near` where the author wrote it otherwise than it is printed."""
        opening = self.text[:OPENING]
        lines = self.source.text.split("\n")
        places = (*range(self.near - 1, len(lines)), *range(min(self.near - 1, len(lines))))
        return next((place + 1 for place in places if opening and opening in lines[place]), self.near)


@dataclass(frozen=True)
class Choice:
    """How much a page shows, as its template takes it, and the millimetres that are probably left over (below zero: missing)."""

    shows: Any = None
    left: float = 0.0


@dataclass(frozen=True)
class Handout:
    """A file to be drawn. `name` is its path below `handouts/` without its ending; `data` is JSON for `template`.

    `path` is the file that its texts come from; `pieces` are those texts. `choices` are, for a measured page, what it may
    show, the most first.
    """

    name: str
    language: Language
    template: str
    title: str
    data: Mapping[str, Any]
    path: str
    pieces: tuple[Piece, ...] = ()
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    word_file: bool = False


@dataclass(frozen=True)
class Paper:
    """One language's site, seen from the printer."""

    site: Site
    shorts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        return self.site.language

    @cached_property
    def words(self) -> dict[str, Any]:
        """The words of the templates, and the site's name."""
        return {**words_in(self.language), "site": self.site.t("site-name")}

    def named(self, source: str) -> str:
        """The authors of a citation inside a sentence."""
        return plain_html(self.site.clusters[source])

    def short_path(self, kind: Kind, identity: str) -> str:
        """An object's short address below the site's root: `s/ligebehandling`, `en/s/ligebehandling`."""
        return ROOTS[self.language] + short_path(kind, self.shorts[kind][identity])

    def address(self, path: str) -> str:
        """An address as it is written on paper: without `https://`."""
        return self.url(path).partition("://")[2].rstrip("/")

    def url(self, path: str) -> str:
        return self.site.settings.site_url + path

    def code(self, path: str, least: float) -> dict[str, Any]:
        """The QR code of an address, at least so many millimetres wide."""
        svg, modules = qr_svg(self.url(path))
        alt = str(self.words["qr"]).format(address=self.address(path))
        return {"svg": svg, "size": size_mm(modules, least), "alt": alt}

    @property
    def edition(self) -> str:
        """`Udgave 0.1.0, november 2026`."""
        return str(self.words["edition"]).format(version=self.site.settings.version, date=self.month)

    @property
    def month(self) -> str:
        """`november 2026`."""
        return self.site.date(self.site.settings.date).partition(" ")[2]

    def colophon(self, review: Review | None) -> str:
        """Edition, draft and licence, as sentences."""
        draft = [self.words["draft"]] if review is not None and review.status == "draft" else []
        return " ".join([f"{self.edition}.", *draft, self.words["licence"]])

    def common(self, description: str) -> dict[str, Any]:
        """What every template takes."""
        return {
            "lang": self.language,
            "region": REGIONS[self.language],
            "words": self.words,
            "description": description,
        }


def paper_for(site: Site) -> Paper:
    """The paper of a site, with the short names of its models, tensions and potentials."""
    kinds: tuple[Kind, ...] = ("model", "tension", "potential")
    assert set(kinds) == set(LETTERS)
    return Paper(site, {kind: names_on_paper(site.corpus, kind) for kind in kinds})
