"""The short addresses on paper: the pages behind them, each of which leads on, or lists what the address can mean; and
which address a printed page names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from scripts.handouts.short import LETTERS, by_beginning, short_names, short_path
from scripts.link.corpus import Corpus, Entry
from scripts.parse.page import Kind
from scripts.records import LANGUAGES, Language
from scripts.render.site import ROOTS
from scripts.settings import Settings

KINDS: tuple[Kind, ...] = ("model", "tension", "potential")
UP = "../../"  # from `m/brobygger/` to the language root
_WORDS: Mapping[Language, str] = {"da": "Videre til", "en": "On to"}
_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">{refresh}'
    "<title>{title}</title></head><body><p>{words}:</p><ul>{links}</ul></body></html>\n"
)


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
        entries = {entry.id: entry for entry in corpus.of_kind(kind)}
        for name, ids in by_beginning(entries).items():
            for language in LANGUAGES:
                path = f"{ROOTS[language]}{short_path(kind, name)}/index.html"
                files[path] = _page([entries[identity] for identity in ids], language)
    return files


def printed_addresses(corpus: Corpus, settings: Settings) -> Addresses:
    """What a printed page writes behind its links: short addresses where there are any."""
    short: dict[str, str] = {}
    for kind in KINDS:
        entries = corpus.of_kind(kind)
        names = short_names(entry.id for entry in entries)
        for language in LANGUAGES:
            root = ROOTS[language]
            short |= {root + entry.address: root + short_path(kind, names[entry.id]) for entry in entries}
    return Addresses(settings.site_url.partition("://")[2].rstrip("/"), short)


def _page(entries: list[Entry], language: Language) -> str:
    links = [(_url(entry, language), entry.title(language)) for entry in entries]
    refresh = Markup('<meta http-equiv="refresh" content="0; url={}">').format(links[0][0]) if len(links) == 1 else ""
    return str(
        _PAGE.format(
            language=language,
            refresh=refresh,
            title=links[0][1] if len(links) == 1 else _WORDS[language],
            words=_WORDS[language],
            links=Markup("").join(Markup('<li><a href="{}">{}</a></li>').format(url, title) for url, title in links),
        )
    )


def _url(entry: Entry, language: Language) -> str:
    """The entry's page as seen from a short address; the Danish one where there is no translation."""
    shown = language if entry.has(language) else "da"
    return UP + ("../" if language == "en" and shown == "da" else "") + entry.address
