"""The rules for one entry of the bibliography. Each yields what it finds as (code, field, values for the sentence)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from scripts.names import SUFFIXES, PersonName
from scripts.parse.bibtex import ParsedEntry
from scripts.problems import nearest
from scripts.publications import FIELDS, LANGUAGE_CODES, PUBLICATION_TYPES, TYPE_OF_ENTRY
from scripts.references import Reference, is_web_address, month_number

_DOI = re.compile(r"10\.\d{4,9}/[^\s<>{}\"\\^`|]*[^\s<>{}\"\\^`|.,;]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DATE = re.compile(r"(?:1[5-9]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
# Between names there is ` and `; these are what people write instead.
_BETWEEN_NAMES = re.compile(r";| (?:&|og|och|und|et) ")
# `verified` names a page, or a catalogue with a number; "yes" names nothing.
_PLACE = re.compile(r"[^\s.]\.[^\s.]|\d")
_HTML = re.compile(r"<\s*[/!?]?\s*[A-Za-z][^>]{0,40}>?|&(?:[A-Za-z]{2,8}|#\d{1,6});")
# A control character, or letters of UTF-8 that a program took for Windows-1252 (`Ã¦` for `æ`).
_GARBLED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]|Ã[\u0080-\u00bf¦¸¥†˜…]|â€.?")
_ADDRESSES = frozenset({"url", "verified", "doi", "file"})

Finding = tuple[str, str, dict[str, str]]


def _has_what_is_needed(entry: ParsedEntry, reference: Reference) -> Iterator[Finding]:
    """A work has a title, an author or editor, a language, and a year unless its key says `nd`."""
    undated = "nd" in entry.key and not re.search(r"\d{4}", entry.key)
    for name, there, others in (
        ("title", reference.title, ()),
        ("author", reference.makers, ("editor",)),
        ("year", undated or reference.text("year") or reference.text("date"), ("date",)),
        ("langid", reference.text("langid"), ()),
    ):
        if not there and not any(is_empty(entry, other) for other in (name, *others)):  # that it is empty is said of it
            found = _misspelt(entry, name, *others)
            language = reference.text("language") if name == "langid" and not found else ""
            yield f"bib-{name}-missing", found or name, {"value": language, "found": found}


def is_empty(entry: ParsedEntry, name: str) -> bool:
    return name in entry.fields and not entry.fields[name].strip()


def _misspelt(entry: ParsedEntry, *names: str) -> str:
    """The field that is unknown and looks like one of these, or the empty string."""
    unknown = (name for name in entry.fields if name not in FIELDS)
    return next((name for name in unknown if nearest(name, FIELDS) in names), "")


def _has_known_values(entry: ParsedEntry, reference: Reference) -> Iterator[Finding]:
    """Type, language, kind and access take words that the site knows."""
    for name, value, choices in (
        ("", entry.type, frozenset(TYPE_OF_ENTRY)),
        ("langid", reference.text("langid").lower(), frozenset(LANGUAGE_CODES)),
        ("pubtype", entry.fields.get("pubtype", ""), frozenset(PUBLICATION_TYPES)),
        ("access", entry.fields.get("access", ""), frozenset({"open", "closed"})),
    ):
        if value and value not in choices:
            values = {"value": short(value), "guess": nearest(value, choices), "allowed": ", ".join(sorted(choices))}
            yield f"bib-{name or 'type'}-unknown", name, values


def _has_known_fields(entry: ParsedEntry, reference: Reference) -> Iterator[Finding]:
    """Fields are those that the site reads, and none is empty."""
    told = {name for code, name, _ in _has_what_is_needed(entry, reference)}
    for name in entry.fields:
        if is_empty(entry, name):
            yield "bib-field-empty", name, {"field": name}
        elif name not in FIELDS and name not in told:
            yield "bib-field-unknown", name, {"field": name, "guess": nearest(name, FIELDS)}


def _has_years(entry: ParsedEntry, _: Reference) -> Iterator[Finding]:
    """A year has four digits; a date is written yyyy-mm-dd and exists; month and day are those of a calendar."""
    year, month, day = (entry.fields.get(name, "") for name in ("year", "month", "day"))
    if year and not _YEAR.fullmatch(year):
        yield "bib-year-form", "year", {"value": short(year)}
    for name in ("date", "urldate"):
        date = entry.fields.get(name, "")
        if date and not _is_date(date):
            yield "bib-date-form", name, {"field": name, "value": short(date)}
    if month.strip() and not month_number(month):
        yield "bib-month-form", "month", {"field": "month", "value": short(month)}
    if day.strip() and not _DAY.fullmatch(day):
        yield "bib-month-form", "day", {"field": "day", "value": short(day)}


def _is_date(text: str) -> bool:
    """Whether the text is a date, as far as it is known: 2021-02-30 is none."""
    if not _DATE.fullmatch(text):
        return False
    year, month, day = (int(part) for part in f"{text}-01-01".split("-")[:3])
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _has_addresses(entry: ParsedEntry, reference: Reference) -> Iterator[Finding]:
    """A DOI stands alone (`10.…/…`), a web address is whole."""
    doi, url = entry.fields.get("doi", ""), entry.fields.get("url", "")
    if doi and not _DOI.fullmatch(doi):
        guess = reference.doi.rstrip(".,; ")
        yield "bib-doi-malformed", "doi", {"value": short(doi), "guess": guess if _DOI.fullmatch(guess) else ""}
    if url and not is_web_address(url):
        yield "bib-url-malformed", "url", {"value": short(url)}


def _has_plain_text(entry: ParsedEntry, _: Reference) -> Iterator[Finding]:
    """Fields hold letters: no LaTeX escapes, no HTML, nothing garbled."""
    for name, escapes in entry.escapes.items():
        escape, letter = escapes[0]
        yield "bib-latex", name, {"field": name, "value": escape, "right": letter}
    for name, value in entry.fields.items():
        if ("<" in value or "&" in value) and name not in _ADDRESSES and (found := _HTML.search(value)):
            yield "bib-html", name, {"field": name, "value": found[0]}
        if not (value.isascii() and value.isprintable()) and (found := _GARBLED.search(value)):
            yield "bib-garbled", name, {"field": name, "value": _visible(found[0])}


def _has_clear_names(entry: ParsedEntry, reference: Reference) -> Iterator[Finding]:
    """A name is `Family, Given`, or an organisation in double braces; ` and ` stands between names."""
    for name, people in (("author", reference.authors), ("editor", reference.editors)):
        if name not in entry.fields:
            continue
        if any(map(_is_several, people)):
            yield "bib-names-joined", name, {"field": name, "value": short(entry.fields[name])}
            continue
        for person in people:
            if person.given and f"{person.given} {person.last}" in entry.fields[name]:
                yield "bib-name-form", name, {"field": name, "value": short(person.full), "right": person.inverted}
                break


def _is_several(person: PersonName) -> bool:
    """Whether more than one name was read as one: parted by `;`, `&`, `og` or commas."""
    if person.literal:
        return False
    return bool(_BETWEEN_NAMES.search(person.full)) or bool(person.suffix and person.suffix.lower() not in SUFFIXES)


def _has_care(entry: ParsedEntry, reference: Reference) -> Iterator[Finding]:
    """It is told where the data were seen, and what the work is good for in both languages or none."""
    if "verified" not in entry.fields:
        yield "bib-verified-missing", "verified", {}
    seen = entry.fields.get("verified", "").strip()
    if seen and seen.lower() != "memory" and not _PLACE.search(seen):
        yield "bib-verified-form", "verified", {"value": short(seen)}
    if bool(reference.annotation_da) != bool(reference.annotation_en):
        missing = "annotation_en" if reference.annotation_da else "annotation_da"
        yield (
            "bib-annotation-missing",
            "annotation_da" if reference.annotation_da else "annotation_en",
            {"field": missing},
        )
    if reference.note and "note_en" not in entry.fields:
        yield "bib-note-missing", "note", {}


RULES: tuple[Callable[[ParsedEntry, Reference], Iterator[Finding]], ...] = (
    _has_what_is_needed,
    _has_known_values,
    _has_known_fields,
    _has_years,
    _has_addresses,
    _has_plain_text,
    _has_clear_names,
    _has_care,
)


def _visible(garbled: str) -> str:
    """`Ã¦` as it stands; what cannot be seen by its number."""
    return garbled if garbled.isprintable() else f"U+{ord(garbled[0]):04X}"


def short(text: str) -> str:
    """The text, cut where a message would grow too long."""
    return text if len(text) <= 60 else text[:57] + "…"
