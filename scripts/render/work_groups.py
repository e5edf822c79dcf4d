"""Works in groups: by letter, and over as many pages as a limit of size asks for. How a page looks is not known here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from scripts.alphabet import DANISH, OTHER, letter_of
from scripts.link.works import Work
from scripts.render.site import Site
from scripts.render.work_rows import WorkRow

MAXIMUM_BYTES = 230_000  # of rows; with head and foot a page stays under 300 kB
_SLUGS = {"Æ": "ae", "Ø": "oe", "Å": "aa", OTHER: "0-9"}


@dataclass(frozen=True)
class Group:
    """Rows under one heading."""

    title: str
    anchor: str
    rows: tuple[WorkRow, ...]


def letters_of(site: Site, rows: Mapping[str, WorkRow]) -> list[Group]:
    """The works by first letter, in the order of the alphabet."""
    found: dict[str, list[WorkRow]] = {}
    for key, work in site.works.items():
        found.setdefault(letter_of(_sorted_under(work), site.language), []).append(rows[key])
    order = (*DANISH, OTHER)
    return [
        Group(letter, _SLUGS.get(letter, letter.lower()), tuple(found[letter])) for letter in order if letter in found
    ]


def _sorted_under(work: Work) -> str:
    makers = work.reference.makers
    return makers[0].inverted if makers else work.reference.title


def themes_of(site: Site) -> list[str]:
    """The themes that a work has, in the order of the vocabulary."""
    used = {theme for work in site.works.values() for theme in work.reference.themes}
    return [theme for theme in site.corpus.vocabulary.get("themes", {}) if theme in used]


def over_pages(groups: Sequence[Group], folder: str, site: Site) -> Iterator[list[Group]]:
    """The groups over as many pages as they need; a group that does not fit goes on on the next page."""
    pages: list[list[tuple[Group, WorkRow]]] = [[]]
    room = MAXIMUM_BYTES
    for group in groups:
        for row in group.rows:
            size = size_of([row], folder)
            if size > room and pages[-1]:
                pages.append([])
                room = MAXIMUM_BYTES
            pages[-1].append((group, row))
            room -= size
    begun: set[str] = set()
    for page in pages:
        together = [(group, tuple(row for _, row in rows)) for group, rows in groupby(page, lambda pair: pair[0])]
        yield [_continued(group, rows, begun, site) for group, rows in together]
        begun |= {group.anchor for group, _ in together}


def _continued(group: Group, rows: tuple[WorkRow, ...], begun: set[str], site: Site) -> Group:
    title = site.t("letter-continued", letter=group.title) if group.anchor in begun else group.title
    return Group(title, group.anchor, rows)


def size_of(rows: Sequence[WorkRow], folder: str) -> int:
    return sum(len(row.html(folder).encode("utf-8")) + 1 for row in rows)
