"""The lists: one page for each kind of object, the guide by moment, the questions, the glossary, the organisations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from scripts.alphabet import OTHER, letter_of, sort_key
from scripts.check.text import target_of
from scripts.link.corpus import Entry
from scripts.records import Case, CoCreationModel, GuidePage, Question
from scripts.references import is_web_address
from scripts.render.parts import collected_page
from scripts.render.related import row
from scripts.render.site import PageContext, Site

# The pages on which one looks something up have letters at the top and no contents list.
LOOKED_UP = {"toc": False, "styles": ["lookup"]}
ANCHORS = {"Æ": "ae", "Ø": "oe", "Å": "aa", OTHER: "0"}


def index_pages(site: Site) -> Iterator[tuple[str, str]]:
    """The staged list pages, as (path, text)."""
    yield "models/index.md", _list_page(site, "models", _models(site))
    for kind in ("tension", "potential"):
        address = f"{kind}s"
        groups = [("", address, [row(entry, context) for entry, context in _all(site, kind, f"{address}/")])]
        yield f"{address}/index.md", _list_page(site, address, groups)
    yield "guide/index.md", _list_page(site, "guide", _guide(site))
    yield "guide/questions.md", _list_page(site, "questions", _questions(site), "guide/questions/", "guide")
    for folder in ("about", "fields", "roles", "levels"):
        context = PageContext(site, f"{folder}/", "")
        rows = [row(entry, context) for entry in site.corpus.in_folder(folder)]
        if folder == "about":
            rows.append(_made(site.t("changes-title"), site.t("changes-lead"), context.url("about/changes/")))
        yield f"{folder}/index.md", _list_page(site, folder, [("", folder, rows)])
    yield "glossary/index.md", _glossary(site)
    yield "organisations/index.md", _organisations(site)


def _all(site: Site, kind: str, address: str) -> list[tuple[Entry, PageContext]]:
    context = PageContext(site, address, "")
    entries = sorted(site.corpus.of_kind(kind), key=lambda entry: entry.title(site.language).lower())  # type: ignore[arg-type]
    return [(entry, context) for entry in entries]


def _list_page(
    site: Site, name: str, groups: list[tuple[str, str, list[dict[str, Any]]]], address: str = "", section: str = ""
) -> str:
    address = address or f"{name}/"
    shown = [{"title": title, "anchor": anchor, "items": items} for title, anchor, items in groups if items]
    count = sum(len(group["items"]) for group in shown)
    buttons = _buttons(site, name, PageContext(site, address, ""))
    title, lead = site.t(f"list-{name}"), site.t(f"list-{name}-lead", n=count)
    body = site.fill("list.html", title=title, lead=lead, groups=shown, buttons=buttons)
    source = "docs/questions.yml" if name == "questions" else ""
    return collected_page(site, title, lead, address, section or name, body, source)


def _made(title: str, why: str, url: str) -> dict[str, Any]:
    """A page that the site makes itself, as a row."""
    return {"title": title, "url": url, "why": why, "badge": "", "dashed": False, "kicker": "", "outside": ""}


def _buttons(site: Site, name: str, page: PageContext) -> list[dict[str, str]]:
    """Ways through the models that the site makes itself."""
    if name != "models":
        return []
    ways = (("choose-title", "models/choose/"), ("compare-title", "models/compare/"))
    return [{"title": site.t(label), "url": page.url(where)} for label, where in ways]


def _models(site: Site) -> list[tuple[str, str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {kind: [] for kind in site.corpus.vocabulary.get("model-kinds", {})}
    for entry, context in _all(site, "model", "models/"):
        record = entry.record(site.language)
        assert isinstance(record, CoCreationModel)
        groups[record.kind].append(row(entry, context))
    return [(site.label("model-kinds", kind), kind, items) for kind, items in groups.items()]


def _guide(site: Site) -> list[tuple[str, str, list[dict[str, Any]]]]:
    context = PageContext(site, "guide/", "")
    groups: dict[str, list[dict[str, Any]]] = {moment: [] for moment in site.corpus.vocabulary.get("moments", {})}
    for entry in site.corpus.in_folder("guide"):
        record = entry.record(site.language)
        assert isinstance(record, GuidePage)
        if record.moment:
            groups[record.moment].append(row(entry, context))
    return [(site.label("moments", moment), moment, items) for moment, items in groups.items()]


def _questions(site: Site) -> list[tuple[str, str, list[dict[str, Any]]]]:
    page = PageContext(site, "guide/questions/", "docs/questions.yml")
    groups: dict[str, list[dict[str, Any]]] = {moment: [] for moment in site.corpus.vocabulary.get("moments", {})}
    for question in site.corpus.questions:
        groups[question.moment].append(_question(question, page))
    return [(site.label("moments", moment), moment, items) for moment, items in groups.items()]


def _question(question: Question, page: PageContext) -> dict[str, Any]:
    path, _, anchor = question.page.partition("#")
    target = page.site.corpus.at(target_of(path, "docs/questions.yml") or "")
    language = page.site.language
    return {
        "title": question.question[language],
        "url": page.url_of(target, anchor) if target else "",
        "why": question.answer[language],
        "badge": "",
        "dashed": False,
        "kicker": "",
        "outside": question.outside if question.outside and is_web_address(question.outside) else "",
    }


def _glossary(site: Site) -> str:
    page, language = PageContext(site, "glossary/", ""), site.language
    terms = [
        {
            "id": term.id,
            "name": term.name[language],
            "other": term.name[site.other_language],
            "definition": term.definition[language],
            "synonyms": term.synonyms[language] if term.synonyms else (),
            "not_same_as": term.not_same_as[language] if term.not_same_as else "",
            "source": None
            if term.source == "editorial"
            else {"title": site.short[term.source], "url": page.url(f"literature/{term.source}/")},
        }
        for term in site.corpus.terms.values()
    ]
    title, lead = site.t("list-glossary"), site.t("list-glossary-lead", n=len(terms))
    body = site.fill("glossary.html", title=title, lead=lead, groups=_by_letter(terms, site))
    return collected_page(site, title, lead, "glossary/", "", body, source="docs/glossary.yml", **LOOKED_UP)


def _organisations(site: Site) -> str:
    page, language = PageContext(site, "organisations/", ""), site.language
    cases: dict[str, list[dict[str, str]]] = {}
    for entry in site.corpus.of_kind("case"):
        record = entry.record(language)
        assert isinstance(record, Case)
        for group in (record.parties.public, record.parties.civil, record.parties.other):
            for identity in group if isinstance(group, tuple) else ():
                cases.setdefault(identity, []).append({"title": record.title, "url": page.url_of(entry)})
    items = [
        {
            "id": one.id,
            "name": one.name[language],
            "type": site.label("organisation-types", one.type),
            "country": site.label("countries", one.country),
            "url": one.url if one.url and is_web_address(one.url) else "",
            "cases": cases.get(one.id, []),
        }
        for one in site.corpus.organisations.values()
    ]
    title, lead = site.t("list-organisations"), site.t("list-organisations-lead", n=len(items))
    body = site.fill("organisations.html", title=title, lead=lead, groups=_by_letter(items, site))
    return collected_page(site, title, lead, "organisations/", "", body, source="docs/organisations.yml", **LOOKED_UP)


def _by_letter(items: list[dict[str, Any]], site: Site) -> list[dict[str, Any]]:
    """Items with a `name` in the order of the alphabet, below their letters: [{letter, anchor, items}]."""
    ordered = sorted(items, key=lambda item: sort_key(item["name"], site.language))
    groups = groupby(ordered, key=lambda item: letter_of(item["name"], site.language))
    return [
        {"letter": letter, "anchor": f"letter-{ANCHORS.get(letter, letter.lower())}", "items": list(group)}
        for letter, group in groups
    ]
