"""Two generated pages for contributors: every field (the codebook) and every check, from records and catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scripts.anatomy import ANATOMY
from scripts.problems import CatalogueEntry, catalogue
from scripts.records import RECORDS, Change, Organisation, Question, Record, Term, Value
from scripts.render.parts import collected_page
from scripts.render.site import Site
from scripts.schema import Shape, shapes

LISTS: dict[str, type[Record]] = {
    "organisation": Organisation,
    "term": Term,
    "question": Question,
    "change": Change,
    "value": Value,
}
SHOWN: dict[str, tuple[str, ...]] = {
    "title": ("head", "lists", "search"),
    "summary": ("head", "lists", "search"),
    "review": ("end",),
    "contributors": ("data",),
    "fields": ("head", "facts", "finder"),
    "levels": ("facts", "finder"),
    "country": ("facts", "finder"),
    "municipalities": ("facts", "finder"),
    "place": ("head", "facts"),
    "period": ("head", "facts", "finder"),
    "parties": ("facts", "text", "organisations"),
    "initiated_by": ("facts", "finder"),
    "phases": ("facts", "finder"),
    "formalisation": ("facts",),
    "funding": ("facts",),
    "status": ("facts",),
    "tensions": ("text", "other-end", "finder"),
    "potentials": ("text", "other-end", "finder"),
    "models": ("text", "other-end", "finder"),
    "outcomes": ("text", "finder"),
    "sources": ("profile", "finder"),
    "consent": ("facts",),
    "assessment": ("profile",),
    "kind": ("head", "lists"),
    "fit": ("choose",),
    "combines_with": ("text", "other-end"),
    "origin": ("facts",),
    "basis": ("text",),
    "handout": ("handout",),
    "question": ("head", "handout"),
    "between": ("facts", "lists"),
    "from_project": ("facts",),
    "phrases": ("search",),
    "related": ("facts",),
    "moment": ("head", "lists"),
    "roles": ("lists",),
    "clash": ("front",),
    "tries": ("front",),
    "doors": ("front",),
    "cases": ("front",),
    "promises": ("front",),
    "id": ("data",),
    "name": ("lists", "facts"),
    "type": ("organisations",),
    "municipality": ("organisations",),
    "url": ("organisations",),
    "definition": ("glossary", "tooltip"),
    "synonyms": ("glossary", "search"),
    "not_same_as": ("glossary",),
    "source": ("glossary",),
    "answer": ("questions",),
    "page": ("questions",),
    "outside": ("questions",),
    "date": ("changes",),
    "address": ("changes",),
    "what": ("changes",),
    "to": ("changes",),
    "why": ("changes", "old-address"),
    "see": ("old-address",),
    "label": ("everywhere",),
}


def codebook_pages(site: Site) -> Iterator[tuple[str, str]]:
    """The staged pages, as (path, text)."""
    groups = [_group(site, kind, record) for kind, record in {**RECORDS, **LISTS}.items()]
    vocabulary = [
        {
            "name": name,
            "values": [
                {"id": v.id, "label": v.label[site.language], "text": v.definition[site.language]}
                for v in values.values()
            ],
        }
        for name, values in sorted(site.corpus.vocabulary.items())
    ]
    head = _head(site, "codebook")
    html = site.fill("codebook.html", **head, groups=groups, vocabulary=vocabulary)
    yield (
        "contribute/fields.md",
        collected_page(site, head["title"], head["lead"], "contribute/fields/", "contribute", html, styles=["lookup"]),
    )
    checks = [_check(entry, site) for entry in sorted(catalogue().values(), key=lambda entry: entry.code)]
    head = _head(site, "checks", n=len(checks))
    html = site.fill("checks.html", **head, checks=checks)
    yield (
        "contribute/checks.md",
        collected_page(site, head["title"], head["lead"], "contribute/checks/", "contribute", html, styles=["lookup"]),
    )


def _head(site: Site, name: str, **values: object) -> dict[str, str]:
    return {"title": site.t(f"list-{name}"), "lead": site.t(f"list-{name}-lead", **values)}


def _group(site: Site, kind: str, record: type[Record]) -> dict[str, Any]:
    sections = [
        {"title": rule.title(site.language), "about": rule.about(site.language)} for rule in ANATOMY.get(kind, ())
    ]
    return {
        "anchor": kind,
        "title": site.t(f"record-{kind}"),
        "fields": [
            {
                **row,
                "shown": [site.t(f"shown-{place}") for place in SHOWN[str(row["top"])]]
                if row["name"] == row["top"]
                else [],
            }
            for row in _rows(record, site)
        ],
        "sections": sections,
    }


def _rows(record: type[Record], site: Site, above: str = "") -> Iterator[dict[str, Any]]:
    for shape in shapes(record).values():
        name = f"{above}{shape.name}"
        yield {"name": name, "top": name.partition(".")[0], **_row(shape, site)}
        if shape.record:
            yield from _rows(shape.record, site, f"{name}.")


def _row(shape: Shape, site: Site) -> dict[str, Any]:
    return {
        "meaning": shape.meaning_en if site.language == "en" else shape.meaning_da,
        "required": shape.required,
        "many": shape.many,
        "vocabulary": shape.vocabulary or "",
        "names": site.t(f"names-{shape.names}") if shape.names else "",
        "words": list(shape.words),
        "maximum": shape.maximum or 0,
        "translated": shape.free_text,
        "example": "" if shape.example.startswith("(") else shape.example,
    }


def _check(entry: CatalogueEntry, site: Site) -> dict[str, Any]:
    language = site.language
    return {
        "code": entry.code,
        "severity": site.t(f"severity-{entry.severity}"),
        "error": entry.severity == "error",
        "title": entry.title[language],
        "why": entry.why[language],
        "hint": entry.cure(language),
    }
