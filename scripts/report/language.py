"""The report on language: how hard each Danish page is to read, by LIX (Björnsson 1968), the longest sentence beside it.

LIX is the mean number of words in a sentence plus the percentage of words longer than six letters. Citations, headers,
headings and tables do not count. It is advice: long names make a page look harder than it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.link.corpus import Corpus, Entry
from scripts.parse.markdown import Block, plain_text
from scripts.problems import Location
from scripts.records import Language
from scripts.report.report import Report, Row, Section

LONG_WORD = 6
HARD = 45  # from here on a text counts as hard: specialist prose
MIDDLE = 35  # newspapers
LONG_SENTENCE = 28
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_WORDS: dict[str, dict[Language, tuple[str, str]]] = {
    "hard": {
        "da": (
            f"Svære sider (LIX {HARD} eller mere)",
            "Del de lange sætninger, og brug kortere ord, hvor det kan lade sig gøre.",
        ),
        "en": (
            f"Hard pages (LIX {HARD} or more)",
            "Split long sentences and use shorter words where that is possible.",
        ),
    },
    "long-sentences": {
        "da": (f"Sider med en sætning på over {LONG_SENTENCE} ord", "Kan sætningen læses højt i ét åndedrag?"),
        "en": (f"Pages with a sentence of more than {LONG_SENTENCE} words", "Can it be read aloud in one breath?"),
    },
    "all": {
        "da": ("Alle sider, sværest først", "Under 35 læses let; 35-44 svarer til en avis; fra 45 er det svært."),
        "en": ("All pages, hardest first", "Below 35 reads easily; 35-44 is like a newspaper; from 45 on it is hard."),
    },
}


def language_report(corpus: Corpus, language: Language) -> Report:
    """Every Danish page with its LIX."""
    read = sorted(((_lix(sentences), sentences, entry) for entry, sentences in _pages(corpus)), key=lambda one: -one[0])
    rows = {
        "hard": [_row(entry, f"LIX {lix:.0f}") for lix, _, entry in read if lix >= HARD],
        "long-sentences": [
            _row(entry, " ".join(longest))
            for _, sentences, entry in read
            if len(longest := max(sentences, key=len)) > LONG_SENTENCE
        ],
        "all": [_row(entry, f"LIX {lix:.0f}") for lix, _, entry in read],
    }
    mean = sum(lix for lix, _, _ in read) / len(read) if read else 0
    summary = {
        "da": f"{len(read)} sider, LIX {mean:.0f} i gennemsnit.",
        "en": f"{len(read)} pages, LIX {mean:.0f} on average.",
    }
    sections = tuple(Section(name, *_WORDS[name][language], tuple(found)) for name, found in rows.items())
    return Report({"da": "Sproget", "en": "The language"}[language], summary[language], sections)


def _pages(corpus: Corpus) -> Iterator[tuple[Entry, list[list[str]]]]:
    for entry in corpus.entries.values():
        body = entry.edition("da").body
        blocks = [*body.lead, *(block for section in body.walk() for block in section.blocks)]
        text = "\n".join([entry.record("da").summary, *(_text(block) for block in blocks)])
        sentences = [words for part in _SENTENCE.split(text) if (words := _WORD.findall(part))]
        if sentences:
            yield entry, sentences


def _text(block: Block) -> str:
    return "" if block.kind in ("table", "code", "rule", "html") else plain_text(block.tokens)


def _lix(sentences: list[list[str]]) -> float:
    words = [word for sentence in sentences for word in sentence]
    return len(words) / len(sentences) + 100 * sum(len(word) > LONG_WORD for word in words) / len(words)


def _row(entry: Entry, words: str) -> Row:
    return Row(Location(entry.edition("da").path), entry.title("da"), words)
