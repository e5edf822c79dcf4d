"""The files that go with the pages of one language: each page's reference list, how to cite it, the filter's data.

Lists are read off the staged pages, so that a file never holds other works than its page shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from scripts.records import Language
from scripts.render.citing import CitedPage, as_reference
from scripts.render.doors import template_files
from scripts.render.downloads import Forms
from scripts.render.exports import to_bibtex, to_ris
from scripts.render.literature_filter import facets_of, filter_data, filter_file
from scripts.render.site import Site
from scripts.render.work_rows import row_of

_FIELD = re.compile(r"^(title|cited_as|contributors): (.+)$", re.M)
_LISTED = re.compile(r'<li id=\\"ref-([^"\\]+)\\"')
_HEADER = 4000  # characters of a staged page in which its title stands


def attachments(pages: Mapping[str, str], site: Site) -> dict[str, str]:
    """All files by their path below the site's root. `pages` are staged texts by path."""
    forms = Forms(site.corpus)
    rows = [row_of(work, site) for work in site.works.values()]
    files = {filter_file(site): filter_data(site, rows, facets_of(site)), **template_files(site)}
    for path, text in pages.items():
        if not path.endswith(".md"):
            continue
        cited = cited_page(path, text, site.language)
        reference = as_reference(cited, site.settings)
        files[f"data/cite/{site.language}/{cited.name}.bib"] = to_bibtex([reference])
        files[f"data/cite/{site.language}/{cited.name}.ris"] = to_ris([reference])
        if keys := list(dict.fromkeys(_LISTED.findall(text))):
            files |= forms.files(f"data/references/{site.language}/{cited.name}", keys)
    return files


def cited_page(path: str, text: str, language: Language) -> CitedPage:
    """A staged page as one cites it, from its header."""
    fields = {found[1]: json.loads(found[2]) for found in _FIELD.finditer(text, 0, _HEADER)}
    address = path.removesuffix("index.md") if path.endswith("index.md") else f"{path.removesuffix('.md')}/"
    title = str(fields.get("cited_as") or fields.get("title", ""))
    return CitedPage(title, address, language, tuple(fields.get("contributors", ())))
