"""The rules of the model guide: what each answer says for and against each model, as one table.

Python makes the table from the models' own `fit`, fields and tensions; the browser (choose-rank.js) and `ranked` here read
the same table in the same way, so that the page and what stands in it without JavaScript cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts.anatomy import MODEL
from scripts.link.corpus import Entry
from scripts.parse.markdown import plain_text
from scripts.records import CoCreationModel, Tension
from scripts.render.combining import combinations
from scripts.render.site import PageContext, Site

ACROSS = "tvaergaaende"  # a model for no one field suits every field
OTHER = "andre"
# The questions in their order: what an answer that suits is worth, and what one that does not takes away. What one wants to
# be helped with weighs more than the conditions.
WEIGHTS: Mapping[str, tuple[int, int]] = {
    "tension": (10, 0),
    "situation": (10, 3),
    "field": (2, 1),
    "starts": (2, 2),
    "trust": (4, 3),
    "time": (4, 3),
    "formality": (4, 3),
}
MEANT = ("tension", "situation")
VOCABULARIES = {
    "situation": "situations",
    "starts": "starters",
    "trust": "trust",
    "time": "time",
    "formality": "formality",
}
# Frames and classifications help to understand; where a model to act by suits as well, it comes first.
BASE = {"practice": 0, "organisational": 0, "framework": -1, "typology": -1}
KIND_ORDER = ("practice", "organisational", "framework", "typology")
BEST = 3
REASONS_NOT = 3


@dataclass(frozen=True)
class Ranked:
    """A model with its score and the questions whose answers it suits and does not suit."""

    id: str
    score: int
    suits: tuple[str, ...]
    unsuited: tuple[str, ...]


def ranked(table: Mapping[str, Any], answers: Mapping[str, str]) -> list[Ranked]:
    """All models, the best first. `answers`: {question: answer}; unanswered questions are left out."""
    found = []
    for model in table["models"]:
        suits = tuple(one for one, answer in answers.items() if answer in model["for"].get(one, {}))
        unsuited = tuple(one for one in answers if one not in suits and one in model["needs"])
        score = model["base"]
        score += sum(table["weights"][one][0] for one in suits) - sum(table["weights"][one][1] for one in unsuited)
        found.append(Ranked(model["id"], score, suits, unsuited))
    return sorted(found, key=lambda one: -one.score)  # ties: the order of the table


def best(table: Mapping[str, Any], answers: Mapping[str, str]) -> list[Ranked]:
    """The models to show first, in their order: those that suit at least one answer.

    One that deals with the tension and one that is made for the situation always have a place, where there are such models,
    however poor the conditions are for them.
    """
    suiting = [one for one in ranked(table, answers) if one.suits]
    meant = [next((one.id for one in suiting if question in one.suits), "") for question in MEANT]
    others = [one.id for one in suiting if one.id not in meant]
    shown = {*filter(None, meant), *others[: BEST - len(set(filter(None, meant)))]}
    return [one for one in suiting if one.id in shown]


def rules(page: PageContext) -> dict[str, Any]:
    """The table: questions with their answers, weights, and for each model the sentences for and against.

    `for`: {question: {answer: sentence}}; `needs`: {question: what it takes, said where an answer does not suit};
    `combine`: [before, with or after; title; address] of the models that go well with it.
    """
    models = sorted(page.site.corpus.of_kind("model"), key=_order)
    return {
        "weights": {name: list(pair) for name, pair in WEIGHTS.items()},
        "questions": [_question(name, page.site) for name in WEIGHTS],
        "models": [_model(entry, page) for entry in models],
    }


def model_of(entry: Entry, site: Site) -> CoCreationModel:
    """The record of a model."""
    record = entry.record(site.language)
    assert isinstance(record, CoCreationModel)
    return record


def _order(entry: Entry) -> tuple[int, str]:
    record = entry.record("da")
    assert isinstance(record, CoCreationModel)
    return KIND_ORDER.index(record.kind), entry.id


def _question(name: str, site: Site) -> dict[str, Any]:
    return {
        "id": name,
        "label": site.t(f"choose-{name}"),
        "short": site.t(f"choose-{name}-short"),
        "answers": answers_to(name, site),
    }


def answers_to(name: str, site: Site) -> list[dict[str, str]]:
    """The answers one can give: id, what one ticks, and the name it has afterwards."""
    if name == "tension":
        entries = sorted(
            site.corpus.of_kind("tension"),
            key=lambda one: (-len(site.corpus.stories_about("tensions", one.id)), one.id),
        )
        return [_answer(entry.id, _said(entry, site), entry.title(site.language)) for entry in entries]
    if name == "field":
        named = [(one, site.label("fields", one)) for one in ("aeldre", "flygtninge")]
        return [_answer(one, label, label) for one, label in [*named, (OTHER, site.t("choose-other-field"))]]
    labels = [(one, site.label(VOCABULARIES[name], one)) for one in site.corpus.vocabulary.get(VOCABULARIES[name], {})]
    return [_answer(one, label, label) for one, label in labels]


def _answer(identity: str, label: str, name: str) -> dict[str, str]:
    return {"id": identity, "label": label, "name": name}


def _said(entry: Entry, site: Site) -> str:
    """A tension as one says it aloud: the name comes after the click."""
    record = entry.record(site.language)
    assert isinstance(record, Tension)
    return record.phrases[0]


def _model(entry: Entry, page: PageContext) -> dict[str, Any]:
    site, record = page.site, model_of(entry, page.site)
    suits = {
        name: {
            one: site.t(f"choose-for-{name}", answer=site.label(VOCABULARIES[name], one))
            for one in getattr(record.fit, name)
        }
        for name in VOCABULARIES
    }
    needs = {
        name: site.t(
            f"choose-needs-{name}",
            answers=_or([site.label(VOCABULARIES[name], one) for one in getattr(record.fit, name)], site),
        )
        for name in VOCABULARIES
    }
    needs["tension"] = site.t("choose-needs-tension")
    suits["tension"] = {one.id: one.how for one in record.tensions} if isinstance(record.tensions, tuple) else {}
    suits["field"] = {one: site.t("choose-for-field", answer=label) for one, label in _fields(record, site).items()}
    needs["field"] = site.t(
        "choose-needs-field", answers=_or([site.label("fields", one) for one in record.fields], site)
    )
    return {
        "id": entry.id,
        "title": record.title,
        "url": page.url_of(entry),
        "summary": record.summary,
        "base": BASE[record.kind],
        "for": suits,
        "needs": needs,
        "not": reasons_not(entry, site),
        "combine": [[one["when"], one["title"], one["url"]] for one in combinations(record, page)],
    }


def _fields(record: CoCreationModel, site: Site) -> dict[str, str]:
    """The answers on the field that the model suits, in words."""
    labels = {one: site.label("fields", one) for one in ("aeldre", "flygtninge")}
    if ACROSS in record.fields:
        return labels | {OTHER: site.t("choose-other-field")}
    own = {one: label for one, label in labels.items() if one in record.fields}
    others = [site.label("fields", one) for one in record.fields if one not in labels]
    return own | ({OTHER: ", ".join(others)} if others else {})


def reasons_not(entry: Entry, site: Site) -> list[str]:
    """When to leave the model alone, as its page says: plain words."""
    edition = entry.edition(site.language)
    rule = next(rule for rule in MODEL if rule.id == "hvornaar-ikke")
    section = edition.body.section(rule.title(edition.language))
    block = next((one for one in section.blocks if one.kind == "bullets"), None) if section else None
    items = [plain_text(item[0].tokens) for item in (block.items if block else ())]
    return items[:REASONS_NOT]


def _or(labels: list[str], site: Site) -> str:
    quoted = [site.t("quoted", text=label) for label in labels]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {site.t('or')} {quoted[-1]}"
