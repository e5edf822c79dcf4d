"""The short addresses on paper: the pages behind them, each of which leads on, or lists what the address can mean; and
which address a printed page names. What an id meant that has moved or gone keeps its short addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scripts.handouts.short import LETTERS, by_beginning, short_names, short_path
from scripts.link.corpus import Corpus
from scripts.parse.page import Kind
from scripts.records import LANGUAGES, Language
from scripts.render.old_addresses import leading_page, meanings
from scripts.render.site import ROOTS
from scripts.settings import Settings

KINDS: tuple[Kind, ...] = ("model", "tension", "potential")
_WORDS: Mapping[Language, str] = {"da": "Videre til", "en": "On to"}


@dataclass(frozen=True)
class Addresses:
    """`host` is the site's address without `https://` and the last stroke; `short` maps a page's path to a shorter one."""

    host: str = ""
    short: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: str) -> str:
        """The address of a page by its path below the site's root: `en/models/abcd/`."""
        return f"{self.host}/{self.short.get(path, path)}".rstrip("/")


def short_pages(corpus: Corpus) -> dict[str, str]:
    """Every short address of models, tensions and potentials, by path below the site's root."""
    files: dict[str, str] = {}
    for kind in KINDS:
        assert kind in LETTERS
        known = meanings(corpus, kind)
        for name, ids in by_beginning(known).items():
            targets = list({known[identity].address: known[identity] for identity in ids}.values())
            for language in LANGUAGES:
                path = f"{ROOTS[language]}{short_path(kind, name)}/"
                files[f"{path}index.html"] = leading_page(path, targets, _WORDS[language], language)
    return files


def names_on_paper(corpus: Corpus, kind: Kind) -> dict[str, str]:
    """The short name of each id of a kind; none that another id had before it went."""
    names = short_names(meanings(corpus, kind))
    return {entry.id: names[entry.id] for entry in corpus.of_kind(kind)}


def printed_addresses(corpus: Corpus, settings: Settings) -> Addresses:
    """What a printed page writes behind its links: short addresses where there are any."""
    short: dict[str, str] = {}
    for kind in KINDS:
        names = names_on_paper(corpus, kind)
        for language in LANGUAGES:
            root = ROOTS[language]
            for entry in corpus.of_kind(kind):
                short[root + entry.address] = root + short_path(kind, names[entry.id])
    return Addresses(settings.site_url.partition("://")[2].rstrip("/"), short)
