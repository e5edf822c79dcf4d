"""What every page renderer needs to know of the site: language, addresses, words, citations, templates.

One `Site` for each language; one `PageContext` for each page while it is rendered.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from scripts.link.corpus import Corpus, Entry
from scripts.link.works import Work, works_of
from scripts.records import Language, Term
from scripts.render.printed import Printed, PrintedPack
from scripts.render.words import WORD, stem
from scripts.settings import Settings

TEMPLATES = Path(__file__).parent / "templates"
LABELS_FILE = Path(__file__).parent / "labels.yml"
ROOTS: dict[Language, str] = {"da": "", "en": "en/"}


MONTHS: dict[Language, list[str]] = {
    "da": "januar februar marts april maj juni juli august september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.S)
_COUNT = re.compile(r"<small>.*?</small>", re.S)
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_BLANK_LINES = re.compile(r"\n\s*\n")


def lead_in(html: str, words: str) -> Markup:
    """Bold words put first in the first paragraph."""
    text = str(html)
    bold = Markup("<strong>{}</strong> ").format(words)
    return Markup(text.replace("<p>", f"<p>{bold}", 1) if text.startswith("<p>") else f"<p>{bold}</p>{text}")


class _Compiled(BytecodeCache):
    """Templates compiled once for both languages."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


@dataclass(frozen=True)
class Site:
    """The site in one language. `clusters` and `entries` are citeproc's safe HTML, by citation and by key;
    `printed` and `packs` are the handouts there are.
    """

    corpus: Corpus
    language: Language
    settings: Settings
    clusters: Mapping[str, str]
    entries: Mapping[str, str]
    short: Mapping[str, str]
    printed: tuple[Printed, ...] = ()
    packs: tuple[PrintedPack, ...] = ()

    @property
    def other_language(self) -> Language:
        return "da" if self.language == "en" else "en"

    @cached_property
    def works(self) -> dict[str, Work]:
        """The works of the bibliography with their uses, in the order of this language's reference list."""
        works = works_of(self.corpus)
        return {key: works[key] for key in self.entries}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each work in this language's reference list."""
        return {key: place for place, key in enumerate(self.entries)}

    @cached_property
    def labels(self) -> dict[str, str | dict[str, str]]:
        raw = yaml.load(LABELS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return {key: words[self.language] for key, words in raw.items()}

    def t(self, key: str, **values: object) -> str:
        """An interface text in this language, with its holes filled; `n` chooses between one and many."""
        text = self.labels[key]
        if isinstance(text, dict):
            text = text["one" if values.get("n") == 1 else "many"]
        return text.format(**values) if values else text

    def label(self, vocabulary: str, identity: str) -> str:
        """The label of a vocabulary value; `unknown` and `none` become words."""
        if identity in ("unknown", "none") and identity not in self.corpus.vocabulary.get(vocabulary, {}):
            return self.t(identity)
        return self.corpus.label(vocabulary, identity, self.language)

    def date(self, iso: str) -> str:
        """A date in words: `24. november 2026`, `24 November 2026`."""
        year, month, day = iso.split("-")
        dot = "." if self.language == "da" else ""
        return f"{int(day)}{dot} {MONTHS[self.language][int(month) - 1]} {year}"

    @cached_property
    def templates(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_COMPILED,
        )
        environment.globals |= {"t": self.t, "language": self.language}
        environment.filters |= {"lead_in": lead_in}
        return environment

    @cached_property
    def components(self) -> Any:
        """The macros of `components.html`."""
        return self.templates.get_template("components.html").module

    def fill(self, template: str, **values: object) -> str:
        """A template filled, ready to stand in a Markdown page: no line between two tags is blank."""
        return self.templates.get_template(template).render(**values)

    @cached_property
    def term_pattern(self) -> re.Pattern[str] | None:
        """Finds a glossary term, plain or with an ending, in text in small letters: to look for both is five times slower."""
        words = sorted(self.term_by_word, key=lambda word: (-len(word), word))
        if not words:
            return None
        ending = r"(?:s|en|et|n|ne|er|r|erne|ens|ets)?" if self.language == "da" else r"s?"
        return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))}){ending}(?!\w)")

    @cached_property
    def term_names(self) -> list[tuple[str, str, Term]]:
        """For each name of each glossary term in this language: the stem of its first word, the name, the term."""
        keys = []
        for term in self.corpus.terms.values():
            synonyms = term.synonyms[self.language] if term.synonyms else ()
            for name in (term.name[self.language], *synonyms):
                first = WORD.search(name.lower())
                if first:
                    keys.append((stem(first[0]), name.lower(), term))
        return keys

    @cached_property
    def term_by_word(self) -> dict[str, str]:
        return {term.name[self.language].lower(): term.id for term in self.corpus.terms.values()}


@dataclass
class PageContext:
    """One page being rendered: its address below the language root, and what it has used so far."""

    site: Site
    address: str
    path: str
    explain_terms: bool = True
    cited: dict[str, list[str]] = field(default_factory=dict)
    terms: set[str] = field(default_factory=set)
    counter: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, address: str, language: Language | None = None) -> str:
        """The relative link from this page to an address below a language root, this page's where none is named."""
        target, hash_mark, anchor = address.partition("#")
        language = language or self.site.language
        if not target and hash_mark and language == self.site.language:
            return f"#{anchor}"
        here = f"/{ROOTS[self.site.language]}{self.address}"
        relative = posixpath.relpath(f"/{ROOTS[language]}{target}", here)
        if target.endswith("/") or not target:
            relative = "./" if relative == "." else f"{relative}/"
        return relative + (f"#{anchor}" if anchor else "")

    def url_of(self, entry: Entry, anchor: str = "") -> str:
        """The relative link to an entry, to its Danish page where there is no translation."""
        suffix = f"#{anchor}" if anchor else ""
        language = self.site.language if entry.has(self.site.language) else "da"
        return self.url(entry.address + suffix, language)

    def cite(self, source: str, keys: list[str]) -> Markup:
        """The citation as HTML, with an id to come back to."""
        anchor = f"cite-{next(self.counter)}"
        for key in keys:
            self.cited.setdefault(key, []).append(anchor)
        html = self.site.clusters[source]  # safe: made by `cite`
        return Markup(f'<span class="citation" id="{anchor}">{html}</span>')

    def source_link(self, key: str) -> Markup:
        """A work as a link to this page's reference list, where it is put."""
        self.cited.setdefault(key, [])
        return Markup('<a href="#ref-{}">{}</a>').format(key, self.site.short[key])


def staged_page(meta: Mapping[str, Any], html: str) -> str:
    """A page for the generator: everything stands in its header, where no Markdown parser touches it.

    The header is JSON, which is YAML that nothing can break out of. `html` is the finished page, `contents` its headings.
    """
    contents = [{"anchor": found[1], "title": _words(found[2])} for found in _HEADING.finditer(html)]
    fields = {**meta, "contents": contents, "html": _BLANK_LINES.sub("\n", html.strip())}
    lines = [f"{key}: {_json(value)}" for key, value in fields.items() if value is not None]
    return "\n".join(["---", *lines, "---", ""])


def _json(value: object) -> str:
    """JSON in which nothing stands raw that YAML would take for the end of a line or would refuse."""
    return _NOT_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _words(heading: str) -> str:
    """A heading's words, without the count beside it."""
    return str(Markup(_COUNT.sub("", heading)).striptags())
