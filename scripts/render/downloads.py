"""The literature for other programs: all works, those of each theme, and each work alone, as BibTeX, RIS and CSL-JSON.

The same for both languages. Each work is written once in each form, however many files hold it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from scripts.link.corpus import Corpus
from scripts.references import Reference
from scripts.render.exports import csl_json_list, to_bibtex, to_csl_json, to_ris

FORMATS: dict[str, Callable[[Reference], str]] = {
    "bib": lambda work: to_bibtex([work]),
    "ris": lambda work: to_ris([work]),
    "json": to_csl_json,
}


class Forms:
    """Works of a corpus as text in each form."""

    def __init__(self, corpus: Corpus) -> None:
        self._write = cache(lambda key, form: FORMATS[form](corpus.references[key]))

    def listed(self, keys: Iterable[str], form: str) -> str:
        """These works as one file of this form (`bib`, `ris` or `json`)."""
        parts = [self._write(key, form) for key in keys]
        if form == "json":
            return csl_json_list(parts)
        return ("\n" if form == "bib" else "").join(parts)

    def files(self, base: str, keys: Iterable[str]) -> dict[str, str]:
        """These works as a file of each form, by path."""
        chosen = list(keys)
        return {f"{base}.{form}": self.listed(chosen, form) for form in FORMATS}


def literature_files(corpus: Corpus) -> dict[str, str]:
    """All files, by their path below the site's root. The file of all works begins with the bibliography's comments."""
    forms = Forms(corpus)
    files = forms.files("data/literature", corpus.references)
    if beside := to_bibtex([], corpus.comments, corpus.preambles):
        files["data/literature.bib"] = f"{beside}\n{files['data/literature.bib']}"
    for theme in corpus.vocabulary.get("themes", {}):
        keys = [key for key, work in corpus.references.items() if theme in work.themes]
        if keys:
            files |= forms.files(f"data/literature/themes/{theme}", keys)
    for key in corpus.references:
        files |= forms.files(f"data/literature/{key}", [key])
    return files
