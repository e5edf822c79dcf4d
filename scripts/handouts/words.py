"""The words of the handouts in one language, from `words.yml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from scripts.records import Language

WORDS_FILE = Path(__file__).parent / "words.yml"


@lru_cache(maxsize=2)
def words_in(language: Language) -> dict[str, Any]:
    """Each word, or list of words, by its id."""
    raw = yaml.load(WORDS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {key: _in(value, language) for key, value in raw.items()}


def _in(value: Any, language: Language) -> Any:
    if isinstance(value, list):
        return [_in(one, language) for one in value]
    if set(value) == {"da", "en"}:
        return value[language]
    return {key: _in(one, language) for key, one in value.items()}
