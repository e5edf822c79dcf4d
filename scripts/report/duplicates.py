"""Works that are likely the same, though they were typed differently. Works in, pairs with the reason out.

To compare all with all would take minutes with thousands of works, so only works that share a first author or the first
words of a title are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from scripts.check.references import folded
from scripts.references import Reference

ALIKE = 0.86  # titles alike to this share; 0.86 finds a left-out subtitle word and a typing error
PREFIX = 12
_NUMBER = re.compile(r"\d+")
MANY = 60  # a first author with more works than this is compared by title alone


class Pair(NamedTuple):
    """Two works by key, in order, and how alike they are: `doi`, or the share of the title that is the same."""

    first: Reference
    second: Reference
    doi: bool
    share: float


def likely_duplicates(works: Iterable[Reference]) -> list[Pair]:
    """All pairs, sorted by key."""
    found: dict[tuple[str, str], Pair] = {}
    for first, second in _candidates(list(works)):
        pair = _compare(first, second)
        if pair:
            found[(first.key, second.key)] = pair
    return [found[keys] for keys in sorted(found)]


def _candidates(works: list[Reference]) -> Iterator[tuple[Reference, Reference]]:
    groups: dict[str, list[Reference]] = defaultdict(list)
    for work in sorted(works, key=lambda work: work.key):
        title = folded(work.title)
        for name in {
            f"title {title[:PREFIX]}",
            f"title {title[-PREFIX:]}",
            f"author {_first_author(work)}",
            f"doi {work.doi.lower()}",
        }:
            if not name.endswith(" "):
                groups[name].append(work)
    for name, group in groups.items():
        if not name.startswith("author ") or len(group) <= MANY:
            yield from combinations(group, 2)


def _compare(first: Reference, second: Reference) -> Pair | None:
    if first.doi and first.doi.lower() == second.doi.lower():
        return Pair(first, second, True, 1.0)
    if first.doi and second.doi:
        return None  # two DOIs: two works
    if not _years_agree(first, second) or not _authors_agree(first, second):
        return None
    if _NUMBER.findall(first.title) != _NUMBER.findall(second.title):
        return None  # step 1 and step 2, the grant of 2016 and that of 2020
    one, other = folded(first.title), folded(second.title)
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) > PREFIX and longer.startswith(shorter):
        return Pair(first, second, False, 1.0)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return None
    share = matcher.ratio()
    return Pair(first, second, False, share) if share >= ALIKE else None


def _years_agree(first: Reference, second: Reference) -> bool:
    """The same year, the year after (online and in print), or one of them undated."""
    return not first.year or not second.year or abs(first.year - second.year) <= 1


def _authors_agree(first: Reference, second: Reference) -> bool:
    """First authors that share a beginning: `Voorberg` and `Voorberg, W. H.`, but also names with a letter wrong."""
    one, other = _first_author(first), _first_author(second)
    if not one or not other:
        return True
    return one[:4] == other[:4] or SequenceMatcher(None, one, other).ratio() > ALIKE


def _first_author(work: Reference) -> str:
    return folded(work.makers[0].last) if work.makers else ""
