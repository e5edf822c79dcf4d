"""References for other programs: BibTeX, RIS and CSL-JSON as text.

BibTeX keeps every field, so that a file read back gives the same records. RIS holds what that form has a place for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from scripts.cite.items import source_of, to_csl
from scripts.parse.bibtex import MONTHS, Comment
from scripts.references import Reference

# Characters that LaTeX would trip over; addresses are verbatim fields and are left alone.
_LATEX_SPECIAL = re.compile(r"([&%#$_])")
_VERBATIM = frozenset({"url", "doi", "verified", "file", "eprint", "crossref", "keywords"})
_RIS_TYPES = {
    "peer-reviewed-article": "JOUR",
    "article": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper": "UNPB",
    "thesis": "THES",
    "law": "STAT",
    "ruling": "CASE",
    "press": "NEWS",
    "web-page": "ELEC",
    "report": "RPRT",
    "evaluation": "RPRT",
    "statistics": "RPRT",
    "guide": "RPRT",
    "agreement": "GEN",
    "document": "GEN",
}


def to_bibtex(references: Iterable[Reference], comments: Sequence[Comment] = (), preambles: Sequence[str] = ()) -> str:
    """The works as a `.bib` file; the comments stand first."""
    works = list(references)
    keys = {work.key for work in works}
    parts = [comment.raw for comment in comments]
    parts += [f"@preamble{{{preamble}}}" for preamble in preambles]
    parts += [_entry(work, keys) for work in works]
    return "\n\n".join(parts) + "\n" if parts else ""


def _entry(work: Reference, keys: set[str]) -> str:
    fields = dict(work.fields)
    if fields.get("crossref", "") not in keys and work.inherited:
        # Alone, the entry must say itself what it takes from its parent.
        del fields["crossref"]
        fields |= work.inherited
    width = max((len(name) for name in fields), default=0)
    lines = [f"  {name:<{width}} = {_value(name, value)}" for name, value in fields.items()]
    return f"@{work.type}{{{work.key},\n" + ",\n".join(lines) + "\n}"


def _value(name: str, value: str) -> str:
    if name == "month" and value in MONTHS:
        return value
    if name not in _VERBATIM:
        value = _LATEX_SPECIAL.sub(r"\\\1", value)
    # A backslash before the last brace would keep it from closing the field.
    return f"{{{value} }}" if value.endswith("\\") else f"{{{value}}}"


def to_ris(references: Iterable[Reference]) -> str:
    """The works as RIS, for EndNote, Zotero and RefWorks. Source: https://en.wikipedia.org/wiki/RIS_(file_format)"""
    return "".join(_ris_record(work) for work in references)


def _ris_record(work: Reference) -> str:
    first_page, _, last_page = work.pages.partition("–")
    in_journal = bool(work.journal)
    rows: list[tuple[str, str]] = [("TY", _RIS_TYPES.get(work.publication_type, "GEN")), ("ID", work.key)]
    rows += [("AU", person.inverted) for person in work.authors]
    rows += [("ED", person.inverted) for person in work.editors]
    rows += [
        ("PY", str(work.year or "")),
        ("DA", "/".join(f"{part:02d}" for part in work.date) if len(work.date) > 1 else ""),
        ("TI", work.title),
        ("JO" if in_journal else "T2", source_of(work)),
        ("VL", work.text("volume")),
        ("IS", work.text("issue", "number")),
        ("SP", first_page),
        ("EP", last_page),
        ("ET", work.text("edition", "version")),
        ("PB", work.publisher),
        ("CY", work.text("location", "address")),
        ("SN", work.text("isbn", "issn")),
        ("DO", work.doi),
        ("UR", work.url),
        ("LA", work.language),
        *(("KW", theme) for theme in work.themes),
        ("N1", work.note),
        ("AB", work.text("abstract")),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n\r\n"


def to_csl_json(work: Reference) -> str:
    """The work as one CSL-JSON item. Reference managers have no place for the publisher of a news article or a web page."""
    item = to_csl(work)
    if source := source_of(work):
        item["container-title"] = source
    return json.dumps(item, ensure_ascii=False, indent=1)


def csl_json_list(items: Iterable[str]) -> str:
    """Items of `to_csl_json` as one file."""
    return "[\n" + ",\n".join(items) + "\n]\n"
