"""References as CSL-JSON, the form that citeproc and reference managers read.

Source of the variables and types: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

import re

from scripts.names import Names
from scripts.records import Language
from scripts.references import Reference

_CSL_TYPES = {
    "peer-reviewed-article": "article-journal",
    "article": "article-magazine",
    "book": "book",
    "chapter": "chapter",
    "paper": "report",
    "thesis": "thesis",
    "law": "legislation",
    "press": "article-newspaper",
    "web-page": "webpage",
}
# What a thesis is called in the reference, where the entry does not say it in `type`.
_GENRES: dict[str, dict[Language, str]] = {
    "phdthesis": {"da": "Ph.d.-afhandling", "en": "PhD thesis"},
    "mastersthesis": {"da": "Speciale", "en": "Master’s thesis"},
}


def to_csl(reference: Reference, language: Language = "en") -> dict[str, object]:
    """The work as a CSL-JSON item; what is not known is left out. `language` is that of our own words in it."""
    item: dict[str, object] = {
        "id": reference.key,
        "type": csl_type(reference),
        "author": _people(reference.names("author")),
        "editor": _people(reference.names("editor")),
        "issued": {"date-parts": [list(reference.date)]} if reference.date else None,
        "title": reference.title,
        "container-title": reference.container,
        "volume": reference.text("volume"),
        "issue": reference.issue if reference.journal else "",
        "number": "" if reference.journal else reference.text("number"),
        "edition": reference.text("edition"),
        "page": reference.pages,
        "publisher": _publisher(reference),
        "publisher-place": reference.text("location", "address"),
        "genre": reference.text("type") or _GENRES.get(reference.type, {}).get(language, ""),
        "DOI": reference.doi,
        "URL": reference.url,
        "ISBN": reference.text("isbn"),
        "ISSN": reference.text("issn"),
        "language": reference.language,
        "keyword": ", ".join(reference.themes),
        "note": reference.note,
        "accessed": _accessed(reference.text("urldate")),
    }
    return {name: value for name, value in item.items() if value}


def csl_type(reference: Reference) -> str:
    """The CSL type that the style has a form for."""
    kind = reference.publication_type
    if kind == "article" and reference.text("volume", "doi"):
        return "article-journal"
    if reference.type in ("inproceedings", "conference"):
        return "paper-conference"
    if reference.type in ("online", "misc", "electronic", "www") and kind not in ("law", "press"):
        return "webpage"
    return _CSL_TYPES.get(kind, "report")


def source_of(reference: Reference) -> str:
    """What the work stands in. A news article or a web page without a journal stands in what its publisher is called."""
    by_publisher = csl_type(reference) in ("article-newspaper", "article-magazine", "webpage")
    return reference.container or (_publisher(reference) if by_publisher else "")


def _publisher(reference: Reference) -> str:
    """A work published by its own author names it once (APA)."""
    makers = ", ".join(person.last for person in reference.makers)
    return "" if reference.publisher == makers else reference.publisher


def _people(names: Names) -> list[dict[str, str]]:
    # CSL-JSON has no "and others". The style cuts lists of three or more, so the word shows only in full references.
    return [person.to_csl() for person in names.people] + ([{"literal": "et al."}] if names.others else [])


def _accessed(text: str) -> dict[str, object] | None:
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    return {"date-parts": [[int(part) for part in match.groups()]]} if match else None
