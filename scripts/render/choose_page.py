"""The model guide `/models/choose/`: the questions, the place of the result, and the same rules as a table without JavaScript."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from scripts.render.choosing import BEST, best, rules
from scripts.render.citing import CitedPage
from scripts.render.html import note_kind
from scripts.render.parts import cite_page, note_html
from scripts.render.searching import found_by
from scripts.render.site import ROOTS, PageContext, Site, staged_page

ADDRESS = "models/choose/"
FIRST_TROUBLES = 10
# Where the editors say when not to co-create: the guide page and the anchor of its section.
LET_BE = ("start", "lad-vaere")


def choose_pages(site: Site) -> list[tuple[str, str]]:
    """The staged page, as (path, text)."""
    page = PageContext(site, ADDRESS, "", explain_terms=False)
    table = rules(page)
    title, lead = site.t("choose-title"), site.t("choose-lead")
    values = {
        "title": title,
        "lead": lead,
        "questions": [_fieldset(one) for one in table["questions"]],
        "data": {**table, "words": _words(site, page)},
        "let_be": let_be(page),
        "table": [_part(question, table, page) for question in table["questions"]],
        "own": cite_page(CitedPage(title, ADDRESS, site.language), page),
    }
    phrases = site.t("choose-search").split("|")
    meta = {
        "title": title,
        "description": lead,
        "kind": "chooser",
        "section": "models",
        "breadcrumbs": [{"title": site.t("models"), "url": "models/"}],
        "counterpart": ROOTS[site.other_language] + ADDRESS,
        "toc": False,
        "styles": ["choose"],
        "scripts": ["module:choose"],
        "search": found_by(site.t("kind-guide"), "", 1.0, phrases, (), f"{title} {lead}", site),
    }
    return [("models/choose.md", staged_page(meta, site.fill("choose.html", **values)))]


def _fieldset(question: dict[str, Any]) -> dict[str, Any]:
    """A question with its answers; a long list shows its first answers, the rest on demand."""
    answers = question["answers"]
    cut = FIRST_TROUBLES if len(answers) > FIRST_TROUBLES + 2 else len(answers)
    return {**question, "first": answers[:cut], "later": answers[cut:]}


def let_be(page: PageContext) -> dict[str, Any] | None:
    """When not to co-create at all, as the guide says it; none where the guide has no such section."""
    entry = page.site.corpus.entries.get(("guide", "guide", LET_BE[0]))
    if entry is None:
        return None
    edition = entry.edition(page.site.language)
    section = edition.body.anchored(LET_BE[1])
    stop = (
        next((one for one in section.blocks if note_kind(one, edition.language) == "stop"), None) if section else None
    )
    own = PageContext(page.site, page.address, edition.path, explain_terms=False)
    return {"html": note_html(stop, own) if stop else Markup(""), "url": page.url_of(entry, LET_BE[1])}


def _part(question: dict[str, Any], table: dict[str, Any], page: PageContext) -> dict[str, Any]:
    """One question of the decision table: for each answer the best models if nothing else is known."""
    rows = []
    for answer in question["answers"]:
        found = best(table, {question["id"]: answer["id"]})
        models = [_model(one.id, question["id"], answer["id"], table) for one in found]
        url = page.url_of(page.site.corpus.entry("tension", answer["id"])) if question["id"] == "tension" else ""
        rows.append({"answer": answer["label"], "name": answer["name"], "url": url, "models": models})
    return {"label": question["label"], "id": question["id"], "rows": rows}


def _model(identity: str, question: str, answer: str, table: dict[str, Any]) -> dict[str, str]:
    model = next(one for one in table["models"] if one["id"] == identity)
    why = model["for"][question][answer] if question == "tension" else ""
    return {"title": model["title"], "url": model["url"], "why": why}


def _words(site: Site, page: PageContext) -> dict[str, Any]:
    """What the guide says, for the script."""
    names = (
        "choose-one",
        "choose-two",
        "choose-none",
        "choose-none-text",
        "choose-poor",
        "choose-nothing-against",
        "choose-empty",
    )
    return {
        **{name.removeprefix("choose-"): site.t(name) for name in names},
        "three": site.t("models-that-suit"),
        "title": site.t("choose-title"),
        "fits": site.labels["fits-answers"],
        "for": site.t("speaks-for"),
        "against": site.t("speaks-against"),
        "not": site.t("consider-not"),
        "said": site.labels["choose-you-said"],
        "combine": site.t("combines-with"),
        "readTension": site.t("choose-read-tension"),
        "tensions": page.url("tensions/"),
        "compare": page.url("models/compare/"),
        "most": BEST,
    }
