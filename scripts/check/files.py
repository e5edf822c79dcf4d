"""Files: each can be read, has a place, and a name that is an id."""

from __future__ import annotations

from collections.abc import Container, Iterator

from scripts.parse.ledger import LEDGER
from scripts.parse.page import DECISIONS, FOLDERS, SLUG, Place, place_of
from scripts.problems import Location, Problem, nearest
from scripts.read.files import MAXIMUM_BYTES, MENU_FILES, SourceFile

BIBLIOGRAPHY = "bibliography/references.bib"
LISTS = {
    "docs/vocabulary.yml": "vocabulary",
    "docs/municipalities.yml": "municipality",
    "docs/organisations.yml": "organisation",
    "docs/glossary.yml": "term",
    "docs/questions.yml": "question",
    "docs/changes.yml": "change",
}
_FAILURES = {
    "symbolic-link": "file-symbolic-link",
    "too-large": "file-too-large",
    "not-utf8": "file-not-utf8",
    "unreadable": "file-unreadable",
    "byte-order-mark": "file-byte-order-mark",
}


def check_readable(source: SourceFile) -> Iterator[Problem]:
    """A file is a real file of at most 200 kB of UTF-8 text, without a byte order mark."""
    if source.failure:
        values = {"maximum": str(MAXIMUM_BYTES // 1000)}
        yield Problem(_FAILURES[source.failure], Location(source.path, source.failure_line), values)


def check_place(source: SourceFile) -> Iterator[Problem]:
    """Every file is covered by a rule: a page, a list, the bibliography, a menu or a decision note."""
    path = source.path
    if (
        source.failure == "symbolic-link"
        or path in LISTS
        or path in (BIBLIOGRAPHY, LEDGER)
        or path in MENU_FILES
        or (path.startswith(DECISIONS) and path.endswith(".md"))
    ):
        return
    place = place_of(path)
    if place is None:
        folder, _, name = path.rpartition("/")
        right = nearest(folder, FOLDERS) if name.endswith(".md") else ""
        guess = f"{right}/{name}" if right else nearest(path, [*LISTS, BIBLIOGRAPHY, LEDGER])
        yield Problem("file-without-rule", Location(path), {"value": path, "guess": guess})
    elif not SLUG.fullmatch(place.id):
        yield Problem("id-form", Location(path), {"value": place.id})


def check_ids_differ(places: dict[str, Place]) -> Iterator[Problem]:
    """No two pages have ids that are equal but for case: they would overwrite each other on some disks."""
    seen: dict[tuple[str, str, str], str] = {}
    for path, place in sorted(places.items(), key=lambda item: (not SLUG.fullmatch(item[1].id), item[0])):
        key = (place.folder, place.id.lower(), place.language)
        if key in seen:
            yield Problem("id-doubled", Location(path), {"value": place.id, "other": seen[key]})
        seen.setdefault(key, path)


def check_translation_files(places: dict[str, Place], unread: Container[str]) -> Iterator[Problem]:
    """Every Danish page has a translation beside it, and no translation stands alone. What is unread has its own fault."""
    for path, place in sorted(places.items()):
        translation = path.removesuffix(".md") + ".en.md"
        if path in unread:
            continue
        if place.language == "da" and translation not in places:
            yield Problem("translation-missing", Location(path), {"value": translation})
        elif place.language == "en" and place.original not in places:
            yield Problem("translation-alone", Location(path), {"value": place.original})
