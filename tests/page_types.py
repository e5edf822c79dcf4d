"""One page of every kind, for the tests that look at each of them."""

from __future__ import annotations

PAGES = {
    "front": "",
    "case": "cases/elderlearn/",
    "case with much": "cases/frivillige-paa-plejecentre-odense-horsens-glostrup/",
    "cases": "cases/",
    "tension": "tensions/rolleuklarhed/",
    "tension without a case": "tensions/konsensus-vs-modskabelse/",
    "tensions": "tensions/",
    "potential": "potentials/andre-behov/",
    "potentials": "potentials/",
    "model": "models/brobygger/",
    "models": "models/",
    "model guide": "models/choose/",
    "comparison": "models/compare/",
    "guide": "guide/law/",
    "guides": "guide/",
    "questions": "guide/questions/",
    "field": "fields/flygtninge/",
    "fields": "fields/",
    "role": "roles/frivillige/",
    "roles": "roles/",
    "level": "levels/praktisk/",
    "levels": "levels/",
    "literature": "literature/",
    "work": "literature/henriksen2023embedded/",
    "glossary": "glossary/",
    "organisations": "organisations/",
    "overview": "overview/",
    "handouts": "handouts/",
    "data": "data/",
    "fields of a page": "contribute/fields/",
    "checks": "contribute/checks/",
    "contribute": "contribute/",
    "about": "about/",
    "accessibility": "about/accessibility/",
    "changes": "about/changes/",
    "search": "search/",
    "not found": "404.html",
}


def address_in(language: str, address: str) -> str:
    """The page's address below the site's root; the page for what is missing is one for both languages."""
    return address if language == "da" or address == "404.html" else f"en/{address}"
