"""What contributors write in words, found among what the knowledge base knows: organisations, municipalities, sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scripts.link.corpus import Corpus
from scripts.references import Reference

_PARTED = re.compile(r"\n|;|,(?=\s)|\s+og\s+|\s+and\s+")
_BULLET = re.compile(r"^[-*•]\s*|^\d+[.)]\s+")
_MUNICIPALITY = re.compile(r"\s+kommune$|\s+municipality$|^kommune\s+", re.I)


@dataclass(frozen=True)
class KnownNames:
    """Ids by what they are called, in small letters; sources by key, DOI and address."""

    organisations: Mapping[str, str]
    municipalities: Mapping[str, str]
    sources: Mapping[str, str]

    def find_organisations(self, answer: str) -> tuple[list[str], str]:
        """The ids of those that the answer names, and its other lines."""
        return _found(answer, lambda name: self.organisations.get(name.lower(), ""))

    def find_municipalities(self, answer: str) -> tuple[list[str], str]:
        """The codes of those that the answer names, and the rest."""
        return _found(answer, lambda name: self.municipalities.get(_MUNICIPALITY.sub("", name).lower(), ""), _PARTED)

    def find_sources(self, answer: str) -> tuple[list[str], str]:
        """The keys of the sources that are in the bibliography, and the lines that name others."""
        return _found(answer, self._source)

    def _source(self, line: str) -> str:
        low = line.lower()
        return next((key for mark, key in self.sources.items() if mark in low), "")


def known_names(corpus: Corpus) -> KnownNames:
    """What the corpus knows."""
    organisations = {
        name.lower(): one.id for one in corpus.organisations.values() for name in (one.id, one.name.da, one.name.en)
    }
    municipalities = {one.name.lower(): one.code for one in corpus.municipalities.values()}
    municipalities |= {one.code: one.code for one in corpus.municipalities.values()}
    sources = {mark: key for key, work in corpus.references.items() for mark in _marks(key, work)}
    return KnownNames(organisations, municipalities, dict(sorted(sources.items(), key=lambda pair: -len(pair[0]))))


def _marks(key: str, work: Reference) -> list[str]:
    url = re.sub(r"^https?://(www\.)?", "", work.url.lower()).rstrip("/")
    return [mark for mark in (key, work.doi.lower(), url if "/" in url else "") if mark]


def _found(answer: str, look_up: Callable[[str], str], parted: re.Pattern[str] | None = None) -> tuple[list[str], str]:
    pieces = parted.split(answer) if parted else answer.split("\n")
    ids: list[str] = []
    rest: list[str] = []
    for piece in pieces:
        name = _BULLET.sub("", piece.strip()).rstrip(".")
        if not name:
            continue
        if identity := look_up(name):
            ids.append(identity)
            if parted is None and identity not in name.lower() and len(name) > len(identity) + 40:
                rest.append(piece.strip())  # a long line says more than which source it is
        else:
            rest.append(piece.strip())
    return list(dict.fromkeys(ids)), "\n".join(rest)
