"""The content as data, for those who compare cases or reuse texts: JSON for each object and for all, and how to cite pages."""

from __future__ import annotations

import json
from typing import Any

from scripts.link.corpus import Corpus, Entry
from scripts.records import LANGUAGES
from scripts.render.site import ROOTS
from scripts.settings import Settings

KINDS = {"case": "cases", "model": "models", "tension": "tensions", "potential": "potentials"}


def render_data(corpus: Corpus, settings: Settings) -> dict[str, str]:
    """Files below the site's root, the same for both languages."""
    files: dict[str, str] = {}
    for kind, folder in KINDS.items():
        objects = [as_data(entry, settings) for entry in corpus.of_kind(kind)]  # type: ignore[arg-type]
        files[f"data/{folder}.json"] = _json(objects)
        files |= {f"data/{folder}/{one['id']}.json": _json(one) for one in objects}
    for entry in corpus.entries.values():
        files |= _cite_files(entry, settings)
    return files


def as_data(entry: Entry, settings: Settings) -> dict[str, Any]:
    """One object: its address, facts and texts in both languages."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "url": {
            language: settings.site_url + ROOTS[language] + entry.address
            for language in LANGUAGES
            if entry.has(language)
        },
        **{
            language: entry.record(language).model_dump(mode="json", by_alias=True)
            for language in LANGUAGES
            if entry.has(language)
        },
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _cite_files(entry: Entry, settings: Settings) -> dict[str, str]:
    """The page itself as a reference, in BibTeX and RIS."""
    files: dict[str, str] = {}
    for language in LANGUAGES:
        if not entry.has(language):
            continue
        address = settings.site_url + ROOTS[language] + entry.address
        title, year = entry.title(language), settings.date[:4]
        base = f"data/cite/{language}/{entry.folder or 'site'}-{entry.id}"
        langid = "danish" if language == "da" else "english"
        files[f"{base}.bib"] = (
            f"@online{{vidensbasen{year}{entry.id.replace('-', '')},\n"
            f"  author  = {{{{Vidensbasen Samskabelse}}}},\n  title   = {{{title}}},\n  year    = {{{year}}},\n"
            f"  version = {{{settings.version}}},\n  date    = {{{settings.date}}},\n  url     = {{{address}}},\n"
            f"  langid  = {{{langid}}}\n}}\n"
        )
        files[f"{base}.ris"] = (
            f"TY  - ELEC\nAU  - Vidensbasen Samskabelse\nTI  - {title}\nPY  - {year}\n"
            f"DA  - {settings.date.replace('-', '/')}\nET  - {settings.version}\nUR  - {address}\nLA  - {language}\nER  - \n"
        )
    return files
