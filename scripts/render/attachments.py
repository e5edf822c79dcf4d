"""The files that go with each page: its reference list, and how to cite it, in the forms of reference managers.

They are read off the staged pages, so that a file never holds other works than its page shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache

from scripts.link.corpus import Corpus
from scripts.records import Language
from scripts.render.citing import CitedPage, as_reference
from scripts.render.exports import csl_json_list, to_bibtex, to_csl_json, to_ris
from scripts.render.site import Site

_FIELD = re.compile(r"^(title|contributors): (.+)$", re.M)
_LISTED = re.compile(r'<li id=\\"ref-([^"\\]+)\\"')
FORMATS = ("bib", "ris", "json")


def attachments(pages: Mapping[str, str], site: Site) -> dict[str, str]:
    """The files of all pages of one language, by their path below the site's root. `pages` are staged texts by path."""
    files: dict[str, str] = {}
    forms = _Forms(site.corpus)
    for path, text in pages.items():
        if not path.endswith(".md"):
            continue
        cited = _cited_page(path, text, site.language)
        work = as_reference(cited, site.settings)
        files[f"data/cite/{site.language}/{cited.name}.bib"] = to_bibtex([work])
        files[f"data/cite/{site.language}/{cited.name}.ris"] = to_ris([work])
        if keys := list(dict.fromkeys(_LISTED.findall(text))):
            base = f"data/references/{site.language}/{cited.name}"
            files |= {f"{base}.{ending}": forms.listed(keys, ending) for ending in FORMATS}
    return files


def _cited_page(path: str, text: str, language: Language) -> CitedPage:
    fields = {found[1]: json.loads(found[2]) for found in _FIELD.finditer(text, 0, 4000)}
    address = path.removesuffix("index.md") if path.endswith("index.md") else f"{path.removesuffix('.md')}/"
    return CitedPage(str(fields.get("title", "")), address, language, tuple(fields.get("contributors", ())))


class _Forms:
    """Each work written once in each form, however many pages list it."""

    def __init__(self, corpus: Corpus) -> None:
        self.write = cache(lambda key, ending: _WRITERS[ending](corpus.references[key]))

    def listed(self, keys: list[str], ending: str) -> str:
        parts = [self.write(key, ending) for key in keys]
        return csl_json_list(parts) if ending == "json" else ("\n" if ending == "bib" else "").join(parts)


_WRITERS = {
    "bib": lambda work: to_bibtex([work]),
    "ris": lambda work: to_ris([work]),
    "json": to_csl_json,
}
