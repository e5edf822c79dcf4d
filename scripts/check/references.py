"""The rules of the bibliography: parsed entries in, references by key and every problem out.

Each rule looks at one entry, or at all of them where it compares. An entry that BibTeX could not read gives one message;
a key that stands twice is judged by its first entry only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from scripts.check.reference_rules import RULES, short
from scripts.parse.bibtex import ParsedBibliography, ParsedEntry
from scripts.problems import Location, Problem, nearest
from scripts.references import Reference, references_of

# A key names a page and its files, so it is no longer than a file name can be.
LONGEST_KEY = 60
KEY = re.compile(rf"(?=.{{1,{LONGEST_KEY}}}$)[a-z][a-z0-9-]*?(?:\d{{4}}|nd)[a-z0-9-]*(?<!-)")
_KINDS_OF_FAULT = {
    "unclosed": "bib-unclosed",
    "cut-off": "bib-cut-off",
    "closed-early": "bib-closed-early",
    "comma": "bib-comma",
    "no-key": "bib-key-missing",
    "no-at": "bib-at-missing",
    "not-entry": "bib-not-entry",
    "field-doubled": "bib-field-doubled",
    "string-unknown": "bib-string-unknown",
}


def check_bibliography(
    parsed: ParsedBibliography, themes: frozenset[str] | None
) -> tuple[dict[str, Reference], list[Problem]]:
    """The references by key, and all that is wrong. `themes` are the ids that `keywords` may hold, None where nobody knows."""
    references = references_of(parsed.entries)
    first = [entry for entry in parsed.entries if references[entry.key].line == entry.line]
    problems = [
        *check_readable_bibtex(parsed),
        *check_keys(parsed),
        *check_sorted(parsed),
        *check_works_differ(parsed, references),
    ]
    for entry in first:
        problems += check_entry(entry, references[entry.key], parsed, themes)
    months = {problem.location for problem in problems if problem.code == "bib-month-form"}
    # `month = maj` is no macro that someone forgot to explain: the message on the month says what cures it.
    return references, [one for one in problems if not (one.code == "bib-string-unknown" and one.location in months)]


def check_readable_bibtex(parsed: ParsedBibliography) -> Iterator[Problem]:
    """Every entry can be read as BibTeX."""
    for fault in parsed.faults:
        values = {"key": fault.key, "value": short(fault.value)}
        yield Problem(_KINDS_OF_FAULT[fault.kind], Location(parsed.path, fault.line), values)


def check_keys(parsed: ParsedBibliography) -> Iterator[Problem]:
    """A key is used once, also where capitals are the only difference, and has the form that page addresses take."""
    seen: dict[str, ParsedEntry] = {}
    for entry in parsed.entries:
        where = Location(parsed.path, entry.line)
        before = seen.setdefault(entry.key.lower(), entry)
        if before is not entry:
            yield Problem("bib-key-doubled", where, {"value": entry.key, "line": str(before.line)})
        elif not KEY.fullmatch(entry.key):
            yield Problem("bib-key-form", where, {"value": short(entry.key)})


def check_sorted(parsed: ParsedBibliography) -> Iterator[Problem]:
    """Entries stand in the order of their keys; the first that does not is named."""
    for before, entry in zip(parsed.entries, parsed.entries[1:], strict=False):
        if entry.key.lower() < before.key.lower():
            yield Problem("bib-unsorted", Location(parsed.path, entry.line), {"value": entry.key, "other": before.key})
            return


def check_works_differ(parsed: ParsedBibliography, references: dict[str, Reference]) -> Iterator[Problem]:
    """A work stands once: no DOI twice, no title and year twice."""
    by_doi: dict[str, Reference] = {}
    by_work: dict[tuple[str, ...], Reference] = {}
    lines = {(entry.key, entry.line): entry for entry in parsed.entries}
    for reference in references.values():
        entry = lines[reference.key, reference.line]
        doi = reference.doi.lower()
        same_doi = by_doi.setdefault(doi, reference) if doi else reference
        same_work = by_work.setdefault(_work(reference), reference) if reference.title else reference
        if same_doi is not reference:
            where = Location(parsed.path, entry.line_of("doi"))
            yield Problem(
                "bib-doi-doubled", where, {"key": reference.key, "value": reference.doi, "other": same_doi.key}
            )
        elif same_work is not reference:
            where = Location(parsed.path, entry.line_of("title"))
            yield Problem(
                "bib-work-doubled",
                where,
                {"key": reference.key, "value": short(reference.title), "other": same_work.key},
            )


def check_years(references: Iterable[Reference], path: str, today: str) -> Iterator[Problem]:
    """No work is from a year that has not begun."""
    for reference in references:
        if reference.year and reference.year > int(today[:4]):
            yield Problem(
                "bib-year-future", Location(path, reference.line), {"key": reference.key, "value": str(reference.year)}
            )


def _work(reference: Reference) -> tuple[str, ...]:
    """What makes two entries the same work. Short or undated titles ("Samskabelse") need the same first author too."""
    title = folded(reference.title)
    if reference.year and len(title) > 20:
        return (title, str(reference.year))
    first = folded(reference.makers[0].last) if reference.makers else ""
    return (title, str(reference.year or ""), first, folded(reference.container))


def folded(text: str) -> str:
    """Letters and digits only, small, without accents: what stays the same when two people type one title."""
    letters = unicodedata.normalize("NFKD", text.lower()).replace("ø", "oe").replace("æ", "ae")
    return "".join(letter for letter in letters if letter.isalnum())


def check_entry(
    entry: ParsedEntry, reference: Reference, parsed: ParsedBibliography, themes: frozenset[str] | None
) -> Iterator[Problem]:
    """The rules that look at one entry."""
    keys = {other.key for other in parsed.entries} if "crossref" in entry.fields else set()
    for rule in RULES:
        for code, name, values in rule(entry, reference):
            yield Problem(code, Location(parsed.path, entry.line_of(name)), {"key": entry.key, **values})
    for theme in reference.themes:
        if themes is not None and theme not in themes:
            values = {"key": entry.key, "value": short(theme), "guess": nearest(theme, themes)}
            values["allowed"] = ", ".join(sorted(themes))
            yield Problem("bib-theme-unknown", Location(parsed.path, entry.line_of("keywords")), values)
    parent = entry.fields.get("crossref")
    if parent == entry.key:
        yield Problem("bib-crossref-itself", Location(parsed.path, entry.line_of("crossref")), {"key": entry.key})
    elif parent and parent not in keys:
        values = {"key": entry.key, "value": parent, "guess": nearest(parent, keys)}
        yield Problem("bib-crossref-unknown", Location(parsed.path, entry.line_of("crossref")), values)
