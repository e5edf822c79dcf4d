"""The content as data, for those who compare cases or reuse texts: JSON for each object and for all, the literature."""

from __future__ import annotations

import json
from typing import Any

from scripts.contribute.json_schema import json_schemas
from scripts.link.corpus import Corpus, Entry
from scripts.records import LANGUAGES, Record
from scripts.render.downloads import literature_files
from scripts.render.site import ROOTS
from scripts.render.spreadsheet import cases_csv
from scripts.settings import Settings

KINDS = {"case": "cases", "model": "models", "tension": "tensions", "potential": "potentials"}


def render_data(corpus: Corpus, settings: Settings) -> dict[str, str]:
    """Files below the site's root, the same for both languages."""
    files: dict[str, str] = {}
    for kind, folder in KINDS.items():
        objects = [as_data(entry, settings) for entry in corpus.of_kind(kind)]  # type: ignore[arg-type]
        files[f"data/{folder}.json"] = _json(objects)
        files |= {f"data/{folder}/{one['id']}.json": _json(one) for one in objects}
    files |= {f"data/cases-{language}.csv": cases_csv(corpus, language, settings) for language in LANGUAGES}
    lists: dict[str, object] = {
        "glossary": [_plain(term) for term in corpus.terms.values()],
        "organisations": [_plain(one) for one in corpus.organisations.values()],
        "vocabulary": {name: [_plain(one) for one in values.values()] for name, values in corpus.vocabulary.items()},
    }
    files |= {f"data/{name}.json": _json(content) for name, content in lists.items()}
    choices = {name: list(values) for name, values in corpus.vocabulary.items()}
    schemas = json_schemas(choices, f"{settings.site_url}data/schema/")
    files |= {f"data/schema/{name}.json": _json(schema) for name, schema in schemas.items()}
    return files | literature_files(corpus)


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


def _plain(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True, exclude_none=True)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
