"""The booklet: all models, or those of one field or level, an opening for each, as plain data for `booklet.typ`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from scripts.handouts.estimate import A5_MM, opening_left, opening_right
from scripts.handouts.paper import Choice, Handout, Paper, Piece
from scripts.handouts.runs import Runs, tidy, words
from scripts.handouts.sheet import ModelText
from scripts.link.corpus import Entry
from scripts.records import CoCreationModel
from scripts.render.site import ROOTS

QR_MM = 17
LEAST = 4  # models that make a booklet of its own, or that it must leave out
_TAGGED = re.compile(r"(<[^>]+>)")


def booklets(paper: Paper) -> Iterator[Handout]:
    """The booklet of all models, and one for each field and level that has some of them, but not nearly all."""
    corpus = paper.site.corpus
    everything = [entry for entry in corpus.of_kind("model") if entry.has(paper.language)]
    if len(everything) < LEAST:
        return
    places = {entry.id: place for place, entry in enumerate(everything)}
    yield booklet("all", "", everything, paper, places)
    for vocabulary, attribute, label in (("fields", "fields", "bk-field"), ("levels", "levels", "bk-level")):
        for identity in corpus.vocabulary.get(vocabulary, {}):
            chosen = [entry for entry in everything if identity in getattr(_record(entry), attribute)]
            if LEAST <= len(chosen) <= len(everything) - LEAST:
                name = paper.words[label].format(name=paper.site.label(vocabulary, identity))
                yield booklet(f"{vocabulary[:-1]}-{identity}", name, chosen, paper, places)


def booklet(name: str, part: str, entries: Sequence[Entry], paper: Paper, places: Mapping[str, int]) -> Handout:
    """The booklet of these models; `part` says which they are, empty for all. `places` are their numbers among all models."""
    texts = [ModelText(entry, paper) for entry in entries]
    title = paper.words["bk-title"]
    draft = next((text.record.review for text in texts if text.record.review.status == "draft"), None)
    data: dict[str, Any] = {
        **paper.common(paper.words["bk-subtitle"]),
        "title": " · ".join(word for word in (title, part, paper.words["booklet"]) if word),
        "name": title,
        "part": part,
        "count": paper.words["bk-count"].format(n=len(texts)),
        "groups": _groups(texts, paper, places),
        "literature": _literature(texts, paper),
        "edition": paper.edition,
        "colophon": paper.colophon(draft),
        "address": paper.address(f"{ROOTS[paper.language]}handouts"),
        "qr": paper.code(f"{ROOTS[paper.language]}handouts/", QR_MM),
    }
    pieces = tuple(piece for text in texts for piece in _pieces(text))
    shown = f"{title}: {part}" if part else title
    choices = {
        page: found for group in data["groups"] for one in group["models"] for page, found in _choices(one).items()
    }
    path = texts[0].edition.path
    return Handout(f"booklets/{name}", paper.language, "booklet", shown, data, path, pieces, choices)


def _choices(model: dict[str, Any]) -> dict[str, tuple[Choice, ...]]:
    """The left page as it is; the right one with all tensions, or fewer and a word that there are more."""
    most = len(model["tensions"])
    shown = range(most, min(most, 2) - 1, -1)
    right = tuple(Choice(count, A5_MM - opening_right(model, count)) for count in shown)
    return {f"{model['id']} 1": (Choice(left=A5_MM - opening_left(model)),), f"{model['id']} 2": right}


def _record(entry: Entry) -> CoCreationModel:
    record = entry.record("da")
    assert isinstance(record, CoCreationModel)
    return record


def _groups(texts: list[ModelText], paper: Paper, places: Mapping[str, int]) -> list[dict[str, Any]]:
    """The models by kind, in the order of the vocabulary, by title within it."""
    kinds = paper.site.corpus.vocabulary.get("model-kinds", {})
    titles, groups = paper.words["bk-kinds"], []
    for kind, value in kinds.items():
        models = sorted(
            (text for text in texts if text.record.kind == kind), key=lambda text: text.record.title.lower()
        )
        if models:
            groups.append(
                {
                    "id": kind,
                    "title": titles.get(kind, value.label[paper.language]),
                    "models": [{**_opening(text), "place": places[text.entry.id]} for text in models],
                }
            )
    return groups


def _opening(text: ModelText) -> dict[str, Any]:
    paper = text.paper
    path = paper.short_path("model", text.entry.id)
    roles = text.roles
    return {
        "id": text.entry.id,
        "name": text.record.title,
        "kind": text.kind,
        "lead": text.lead,
        "when": text.items("hvornaar"),
        "not": text.items("hvornaar-ikke"),
        "requires": text.requires or None,
        "compromise": text.bridge["shared"]["line"],
        "roles": roles,
        "steps": [{"title": step["title"], "who": _who(step["cells"], roles, paper)} for step in text.steps],
        "tensions": text.tensions,
        "knowledge": text.knowledge,
        "address": paper.address(path),
        "qr": paper.code(path, QR_MM),
    }


def _who(cells: list[Runs | None], roles: list[dict[str, Any]], paper: Paper) -> str:
    """The parties that have a task in a step: `Alle fire`, `Alle undtagen ledere`, `Frivillige, brugere`."""
    names = [role["name"].lower() for role, cell in zip(roles, cells, strict=True) if cell is not None]
    others = [role["name"].lower() for role in roles if role["name"].lower() not in names]
    if not others:
        return str(paper.words["everyone"])
    if len(others) == 1 and len(names) > 1:
        return str(paper.words["all-but"]).format(who=others[0])
    joined = ", ".join(names)
    return joined[:1].upper() + joined[1:]


def _literature(texts: list[ModelText], paper: Paper) -> list[Runs]:
    """The works that the models come from, as the reference list writes them."""
    keys = {key for text in texts for key in text.record.origin}
    return [html_runs(html) for key, html in paper.site.entries.items() if key in keys]


def html_runs(html: str) -> Runs:
    """Citeproc's HTML as runs: `<em>` is kept, other tags leave their words."""
    style, pieces = "", []
    for part in _TAGGED.split(html):
        if part in ("<em>", "<i>"):
            style = "i"
        elif part in ("</em>", "</i>"):
            style = ""
        elif not part.startswith("<"):
            pieces.append((style, unescape(part)))
    return tidy(pieces)


def _pieces(text: ModelText) -> Iterator[Piece]:
    left, right = f"{text.entry.id} 1", f"{text.entry.id} 2"
    yield text.piece(left, "title", text.record.title, 69)
    yield text.piece(left, "summary", text.lead, 176, shorter="lead")
    for identity in ("hvornaar", "hvornaar-ikke"):
        for item in text.items(identity):
            yield text.piece(left, identity, item, 110)
        yield text.every(left, identity, [words(item) for item in text.items(identity)], 5 * 55)
    yield text.piece(left, "forudsaetninger", text.requires, 192, shorter="requires")
    yield text.piece(left, "saadan-bygger-den-bro", text.bridge["shared"]["line"], 110)
    for role in text.roles:
        yield text.piece(left, "roller", role["text"], 99)
    trin = text.section("trin").title
    for number, step in enumerate(text.steps, 1):
        yield text.piece(right, "trin", step["title"], 37, f"{trin} {number}")
    yield text.every(right, "trin", [words(step["title"]) for step in text.steps], 8 * 37)
    for tension in text.tensions:
        yield text.piece(right, "tensions", tension["how"], 85, f"tensions: {tension['name']}")
    for part, shorter in zip(text.knowledge, ("known", "unknown"), strict=False):
        yield text.piece(right, "viden", part["text"], 224, part["title"], shorter=shorter)
