"""A new reference to fill in, put where the bibliography's order wants it."""

from __future__ import annotations

import re

from scripts.check.references import KEY

_ENTRY_START = re.compile(r"^@\w+\{([^,\s]+),", re.M)
_TEMPLATE = """@online{{{key},
  author   = {{Efternavn, Fornavn}},
  title    = {{Skriv her: titlen}},
{year}  publisher = {{Skriv her: udgiveren}},
  url      = {{https://}},
  langid   = {{danish}},
  keywords = {{}},
  pubtype  = {{web-page}},
  verified = {{}}
}}
"""


def key_fault(key: str) -> str:
    """Why this cannot be a key, or the empty string."""
    if KEY.fullmatch(key):
        return ""
    return (
        f"Nøglen »{key}« skal være efternavn, årstal (eller nd) og et ord fra titlen, med a-z: nielsen2024frivillige"
        f" · The key '{key}' must be a surname, a year (or nd) and a word of the title, in a-z: nielsen2024frivillige"
    )


def add_reference(bibliography: str, key: str) -> str:
    """The bibliography with an empty entry for `key` before the first entry that sorts after it; nothing else changes."""
    found = re.search(r"[0-9]{4}", key)
    entry = _TEMPLATE.format(key=key, year=f"  year     = {{{found[0]}}},\n" if found else "")
    return insert_entry(bibliography, key, entry)


def insert_entry(bibliography: str, key: str, entry: str) -> str:
    """The bibliography with this entry before the first that sorts after `key`."""
    after = next((match.start() for match in _ENTRY_START.finditer(bibliography) if match[1] > key), None)
    if after is None:
        return f"{bibliography.rstrip()}\n\n{entry}".lstrip()
    return f"{bibliography[:after]}{entry}\n{bibliography[after:]}"
