"""What goes before, with and after a model, and the links that put models side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from scripts.records import CoCreationModel
from scripts.render.site import PageContext

WHEN = ("before", "with", "after")
COMPARED = 4  # models that stand side by side, at most


def combinations(record: CoCreationModel, page: PageContext) -> list[dict[str, Any]]:
    """The models that go well with this one, in the order of use: [{id, when, title, url, why}]; none where nothing is told."""
    if isinstance(record.combines_with, str):
        return []
    found = []
    for other in sorted(record.combines_with, key=lambda one: WHEN.index(one.when)):
        entry = page.site.corpus.entry("model", other.id)
        found.append(
            {
                "id": other.id,
                "when": page.site.label("combinations", other.when),
                "title": entry.title(page.site.language),
                "url": page.url_of(entry),
                "why": other.why,
            }
        )
    return found


def compare_url(models: Iterable[str], page: PageContext) -> str:
    """The comparison of these models, the first four of them."""
    chosen = list(dict.fromkeys(models))[:COMPARED]
    return f"{page.url('models/compare/')}?{urlencode({'model': chosen}, doseq=True)}"
