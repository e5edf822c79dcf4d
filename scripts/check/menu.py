"""The menu in `mkdocs.yml` and `mkdocs.en.yml`: every entry leads to a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.check.headers import check_yaml
from scripts.parse.page import COLLECTED_PAGES, Place
from scripts.parse.yaml_text import Mapping as YamlMapping
from scripts.parse.yaml_text import Node, Scalar, Sequence, parse_yaml
from scripts.problems import Location, Problem, nearest
from scripts.read.files import SourceFile
from scripts.records import Language

MENUS: dict[str, Language] = {"mkdocs.yml": "da", "mkdocs.en.yml": "en"}


def check_menus(texts: Mapping[str, SourceFile], places: Mapping[str, Place]) -> Iterator[Problem]:
    """An entry of the menu is a page that somebody wrote in this language, or one that the site collects itself."""
    for path, language in MENUS.items():
        if path not in texts:
            continue
        parsed = parse_yaml(texts[path].text)
        yield from check_yaml(parsed, path)
        written = {_staged(place) for place in places.values() if place.language == language}
        pages = written | COLLECTED_PAGES
        nav = parsed.root.entries.get("nav") if isinstance(parsed.root, YamlMapping) else None
        for entry in _entries(nav):
            if entry.text not in pages and "://" not in entry.text:
                values = {"value": entry.text, "guess": nearest(entry.text, pages)}
                yield Problem("menu-page-missing", Location(path, entry.line), values)


def _entries(node: Node | None) -> Iterator[Scalar]:
    """The addresses of a menu, however deep."""
    if isinstance(node, Scalar):
        yield node
    for inner in node.items if isinstance(node, Sequence) else ():
        yield from _entries(inner)
    for inner in node.entries.values() if isinstance(node, YamlMapping) else ():
        yield from _entries(inner)


def _staged(place: Place) -> str:
    """The page's file below the generator's folder: `cases/x.md`."""
    return f"{place.folder}/{place.id}.md" if place.folder else f"{place.id}.md"
