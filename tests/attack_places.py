"""The attacks of `attacks.yml`, and the places where they are put: as changes of the tiny repository."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from tiny import tiny_text

from scripts.parse.ledger import LEDGER

FILE = Path(__file__).parent / "attacks.yml"
GUIDE = "docs/guide/begynd.md"
CASE = "cases/haveholdet.md"
MODEL = "docs/models/faelles-tavle.md"
TENSION = "docs/tensions/hvem-bestemmer.md"
FRONT = "docs/index.md"
BIBLIOGRAPHY = "bibliography/references.bib"
DISK = ("disk-link", "disk-folder", "disk-picture", "disk-bytes")
Changes = dict[str, str | None]


@dataclass(frozen=True)
class Attack:
    """`text` is whole (repeated, numbered); `refused` the code, or empty where it is `shown` (`slow`: only its time counts)."""

    name: str
    place: str
    text: str
    refused: str
    shown: str
    only: str

    @property
    def changes(self) -> Changes:
        return PLACES[self.place](self)


def attacks() -> Iterator[Attack]:
    """All of them, in the order of the file."""
    for raw in yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
        yield Attack(
            raw["name"], raw["in"], _whole(raw), raw.get("refused", ""), raw.get("shown", ""), raw.get("only", "")
        )


def _whole(raw: dict[str, str]) -> str:
    text = raw["text"]
    if count := int(raw.get("numbered", 0)):
        text = "".join(text.replace("#", str(number)) for number in range(count))
    return raw.get("before", "") + text * int(raw.get("repeat", 1)) + raw.get("after", "")


def _swap(path: str, old: str, new: str) -> Changes:
    text = tiny_text(path)
    assert old in text, (path, old)
    return {path: text.replace(old, new, 1)}


def _after_header(path: str, text: str) -> Changes:
    return {path: f"{tiny_text(path).rstrip()}\n\n{text}\n"}


def _block(attack: Attack) -> Changes:
    if attack.only == "case":
        return _swap(CASE, "## Parterne", f"{attack.text}\n\n## Parterne")
    return _after_header(GUIDE, attack.text)


def _header(path: str, name: str) -> Callable[[Attack], Changes]:
    """In place of the value of a field, quoted."""

    def put(attack: Attack) -> Changes:
        where = CASE if attack.only == "case" else path
        line = next(line for line in tiny_text(where).split("\n") if line.startswith(f"{name}: "))
        value = json.dumps(attack.text, ensure_ascii=False)
        return _swap(where, line, f"{name}: [{value}]" if line.endswith("]") else f"{name}: {value}")

    return put


def _quoted(path: str, old: str) -> Callable[[Attack], Changes]:
    return lambda attack: _swap(path, old, json.dumps(attack.text, ensure_ascii=False))


def _danish(path: str, words: str) -> Callable[[Attack], Changes]:
    """In place of the Danish half of `{da: …, en: …}`."""
    return lambda attack: _swap(path, f"da: {words},", f"da: {json.dumps(attack.text, ensure_ascii=False)},")


def _raw(path: str, old: str, before: str, after: str = "") -> Callable[[Attack], Changes]:
    return lambda attack: _swap(path, old, f"{before}{attack.text}{after}")


def _bib(name: str) -> Callable[[Attack], Changes]:
    """A field of a work of its own at the end, which the guide cites."""
    good = {"author": "{Prøvekommunen}", "title": "En prøve", "year": "2025", "langid": "danish", "verified": "memory"}

    def put(attack: Attack) -> Changes:
        key = attack.text if name == "key" else "zzangreb2025proeve"
        fields = good | ({name: attack.text} if name != "key" else {}) | {"annotation_en": "x", "note_en": "x"}
        fields |= {other: "x" for other in ("annotation_da", "note") if other not in fields}
        lines = ",\n".join(f"  {one} = {{{value}}}" for one, value in fields.items())
        entry = f"@misc{{{key},\n{lines}\n}}\n"
        changes = _after_header(BIBLIOGRAPHY, entry)
        return changes | (_after_header(GUIDE, f"Det står der [@{key}].") if name != "key" else {})

    return put


def _name(attack: Attack) -> Changes:
    return {attack.text: tiny_text(GUIDE)}


PLACES: dict[str, Callable[[Attack], Changes]] = {
    "text": lambda attack: _after_header(GUIDE, f"Ord {attack.text} ord."),
    "block": _block,
    "heading": lambda attack: _after_header(GUIDE, f"## {attack.text}\n\nOrd."),
    "table": lambda attack: _after_header(GUIDE, f"| a | b |\n|---|---|\n| {attack.text} | b |"),
    "link": lambda attack: _after_header(GUIDE, f"Et [ord](<{attack.text.replace('<', '%3C').replace('>', '%3E')}>)."),
    "image": lambda attack: _after_header(GUIDE, f"![Tavle](<{attack.text.replace('<', '%3C').replace('>', '%3E')}>)"),
    "image-text": lambda attack: _after_header(GUIDE, f"![{attack.text}](../images/tavle.png)"),
    "story": _raw(CASE, "Skuret var låst", "Skuret var låst "),
    "step": _raw(MODEL, "Finder en væg", ""),
    "lead": _raw(MODEL, "Skriv op, hvem der gør hvad.", '"', '"'),
    "title": _header(GUIDE, "title"),
    "summary": _header(GUIDE, "summary"),
    "contributor": _header(GUIDE, "contributors"),
    "phrase": _header(GUIDE, "phrases"),
    "funding": _header(CASE, "funding"),
    "reason": _quoted(CASE, '"Kun haven er set."'),
    "question": _header(TENSION, "question"),
    "clash": _quoted(FRONT, "Vi skal vide, hvem der kommer."),
    "field": _raw(GUIDE, "moment: before\n", "", "\n"),
    "whole-header": lambda attack: {"docs/guide/proeve.md": f"---\n{attack.text}---\n\n## Ord\n\nOrd.\n"},
    "file": lambda attack: {"docs/guide/proeve.md": attack.text},
    "term": _quoted("docs/glossary.yml", "En gruppe frivillige omkring et sted."),
    "term-name": _danish("docs/glossary.yml", "vennekreds"),
    "organisation": _danish("docs/organisations.yml", "Haveforeningen"),
    "organisation-address": _quoted("docs/organisations.yml", "https://example.org/haveforeningen"),
    "label": _danish("docs/vocabulary.yml", "Ældre"),
    "question-page": _raw("docs/questions.yml", "guide/begynd.md#tavlen", '"', '"'),
    "change-why": _quoted("docs/changes.yml", "Haveholdet begyndte i 2021 og ikke i 2020, som der stod."),
    "change-address": _raw("docs/changes.yml", "address: models/opslag/", "address: "),
    "change-to": _raw("docs/changes.yml", "to: models/faelles-tavle/", "to: "),
    "ledger": lambda attack: {LEDGER: f"{tiny_text(LEDGER)}{attack.text}\n"},
    "bib-title": _bib("title"),
    "bib-author": _bib("author"),
    "bib-note": _bib("note"),
    "bib-journal": _bib("journal"),
    "bib-annotation": _bib("annotation_da"),
    "bib-url": _bib("url"),
    "bib-doi": _bib("doi"),
    "bib-key": _bib("key"),
    "bib-raw": lambda attack: _after_header(BIBLIOGRAPHY, attack.text),
    "name": _name,
}
