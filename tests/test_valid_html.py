"""Every page is valid HTML: a strict parser finds nothing, ids are unique, what names an id names one that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from html5lib.constants import E as MESSAGES

pytestmark = pytest.mark.slow

XHTML = "{http://www.w3.org/1999/xhtml}"
NAMING = ("for", "form", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
# What may stand around nothing that one can press: HTML, "interactive content".
PRESSED = ("a", "button", "input", "select", "textarea", "label", "details", "summary")
OBSOLETE = ("align", "bgcolor", "border", "cellpadding", "cellspacing", "valign", "style")


def named(element: Element) -> str:
    return str(element.tag).removeprefix(XHTML)


def inside(element: Element, above: tuple[str, ...] = ()) -> Iterator[tuple[Element, tuple[str, ...]]]:
    yield element, above
    for child in element:
        yield from inside(child, (*above, named(element)))


def faults(tree: Element) -> Iterator[str]:
    ids = Counter(one.get("id") for one in tree.iter() if one.get("id") is not None)
    yield from (f"two elements with the id {name!r}" for name, number in ids.items() if number > 1 or not name)
    for one, above in inside(tree):
        for attribute in NAMING:
            for target in (one.get(attribute) or "").split():
                if target not in ids:
                    yield f"{attribute}={target!r} names nothing"
        if named(one) in ("a", "button", "select", "textarea") and {"a", "button"} & set(above):
            yield f"<{named(one)}> inside something to press"
        if named(one) == "img" and one.get("alt") is None:
            yield "a picture without words"
        if named(one) in ("ul", "ol") and any(named(child) not in ("li", "template", "script") for child in one):
            yield f"<{named(one)}> with something else than <li>"
        if named(one) == "dl" and any(named(child) not in ("dt", "dd", "div") for child in one):
            yield "<dl> with something else than <dt>, <dd>, <div>"
        if named(one) in PRESSED and one.get("role") in ("presentation", "none"):
            yield f"<{named(one)}> that says it is nothing"
        yield from (
            f"the attribute {old} on <{named(one)}>" for old in OBSOLETE if old in one.attrib and named(one) != "svg"
        )


def test_no_page_has_an_error_of_parsing_a_doubled_id_or_a_name_of_nothing(site: Path) -> None:
    wrong: dict[str, str] = {}
    works = [page for page in sorted(site.rglob("*.html")) if page.parent.parent.name == "literature"]
    others = [page for page in sorted(site.rglob("*.html")) if page not in set(works)]
    pages = others + works[:: len(works) // 100]  # more than a thousand pages of works are made alike
    for page in pages:
        parser = html5lib.HTMLParser()
        tree = parser.parse(page.read_bytes())
        found = [f"{place}: {MESSAGES[code] % values}" for place, code, values in parser.errors]
        found += faults(tree)
        if found:
            wrong[page.relative_to(site).as_posix()] = found[0]
    assert len(pages) > 500
    assert wrong == {}
