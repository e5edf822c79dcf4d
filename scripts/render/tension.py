"""The page of a tension or a potential: what is at stake, signs, ways, and all that cases tell of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from scripts.anatomy import POTENTIAL, TENSION, SectionRule
from scripts.link.corpus import Entry, Story
from scripts.parse.markdown import Section
from scripts.parse.page import Kind
from scripts.records import Case, CoCreationModel, Potential, Tension
from scripts.render.combining import compare_url
from scripts.render.parts import (
    ask_url,
    cite_box,
    context_of,
    draft_url,
    list_items,
    logic_block,
    notes,
    page_end,
    references,
    whole_page,
)
from scripts.render.site import PageContext, Site
from scripts.render.story import story

HELPING_MODELS = "modeller-der-hjaelper"


def render_tension(entry: Entry, site: Site) -> str:
    """The staged page of a tension or a potential."""
    page = context_of(entry, site)
    record = entry.record(site.language)
    assert isinstance(record, Tension | Potential)
    is_tension = isinstance(record, Tension)
    rules = TENSION if is_tension else POTENTIAL
    language = entry.edition(site.language).language
    body = entry.edition(site.language).body
    sections = {rule.id: (rule, section) for rule in rules if (section := body.section(rule.title(language)))}
    ways = "maader-at-haandtere-den-paa" if is_tension else "saadan-indfries-den"
    stake = "hvad-er-paa-spil" if is_tension else "hvad-er-gevinsten"
    values: dict[str, Any] = {
        "head": head(record, entry.kind, page),
        "facts": _facts(entry, record, page),
        "stake" if is_tension else "gain": logic_block(*sections[stake], page),
        "signs": _listed(*sections["tegn"], page),
        "ways": _listed(*sections[ways], page),
        "stories": _stories(entry, page),
        "models": _models(entry, page) if is_tension else None,
        "questions": _listed(*sections["spoergsmaal-til-bordet"], page),
        "notes": notes(((rule.id, section) for rule, section in sections.values()), page),
    }
    if not is_tension:
        values["pitfalls"] = _listed(*sections["faldgruber"], page)
    values |= {"references": references(page), "cite": cite_box(entry, page)}
    template = "tension.html" if is_tension else "potential.html"
    return whole_page(entry, page, site.fill(template, **values, end=page_end(entry, page)))


def head(record: Tension | Potential, kind: str, page: PageContext) -> dict[str, Any]:
    """Arguments of the page head."""
    levels = ", ".join(page.site.label("levels", level).lower() for level in record.levels)
    level_word = page.site.t("level-kicker", level=levels)
    return {
        "title": record.title,
        "kicker": [{"text": page.site.t(kind), "strong": False}, {"text": level_word, "strong": True}],
        "kind": kind,
        "question": record.question,
        "lead": record.summary,
        "draft": draft_url(record, page),
        "aside": True,
    }


def _facts(entry: Entry, record: Tension | Potential, page: PageContext) -> dict[str, Any]:
    site = page.site
    told = site.corpus.stories_about(f"{entry.kind}s", entry.id)
    fields = Counter(field for one in told for field in _case(one).fields)
    roles = [{**_value(site.label("roles", role)), "role": role} for role in record.between]
    project = site.t("from-project-yes" if record.from_project == "yes" else "from-project-no")
    rows = [
        {"label": site.t("between"), "values": roles},
        {
            "label": site.t("level"),
            "values": [_value(", ".join(site.label("levels", level) for level in record.levels))],
        },
        {"label": site.t("fields"), "values": _fields(fields, page)},
        {"label": site.t("based-on"), "values": [_value(project)]},
    ]
    out: dict[str, Any] = {"title": site.t("in-short"), "rows": rows}
    out["print"] = {
        "title": site.t("print-cards"),
        "url": page.url(f"handouts/{entry.folder}/{entry.id}.pdf"),
        "note": site.t("print-cards-note"),
        "heading": site.t("take-to-table"),
    }
    if isinstance(record.related, tuple):
        out["related"] = {"title": site.t("belongs-with"), "items": [_related(one.id, page) for one in record.related]}
    return out


def _fields(fields: Counter[str], page: PageContext) -> list[dict[str, Any]]:
    ordered = [field for field in page.site.corpus.vocabulary.get("fields", {}) if field in fields]
    return [_value(f"{page.site.label('fields', field)} ({fields[field]})") for field in ordered] or [
        _value(page.site.t("no-case-yet"))
    ]


def _related(identity: str, page: PageContext) -> dict[str, str]:
    entry = find(identity, page.site)
    return {"label": page.site.t(entry.kind), "title": entry.title(page.site.language), "url": page.url_of(entry)}


def find(identity: str, site: Site) -> Entry:
    """The tension, potential or model with this id."""
    kinds: tuple[Kind, ...] = ("tension", "potential", "model")
    for kind in kinds:
        found = site.corpus.entries.get((kind, f"{kind}s", identity))
        if found:
            return found
    raise KeyError(identity)


def _listed(rule: SectionRule, section: Section, page: PageContext) -> dict[str, Any]:
    return {"title": rule.title(page.site.language), "anchor": rule.id, "items": list_items(section, page)}


def _stories(entry: Entry, page: PageContext) -> dict[str, Any]:
    site = page.site
    told = site.corpus.stories_about(f"{entry.kind}s", entry.id)
    handled = sum(getattr(one.told, "handling", "") == "done" for one in told)
    done = "say-what-they-did" if entry.kind == "tension" else "say-how-realised"
    return {
        "title": site.t("cases-tell", n=len(told)) if told else site.t("cases"),
        "anchor": "cases",
        "count": site.t(done, m=handled) if told else "",
        "items": [story(one, page, from_case=False) for one in told],
        "ask": ask_url(page),
    }


def _models(entry: Entry, page: PageContext) -> dict[str, Any] | None:
    """The models that say how they deal with this tension."""
    items: list[dict[str, Any]] = []
    for model in page.site.corpus.of_kind("model"):
        record = model.record(page.site.language)
        assert isinstance(record, CoCreationModel)
        addressed = record.tensions if isinstance(record.tensions, tuple) else ()
        row = {"id": model.id, "title": record.title, "url": page.url_of(model), "badge": "", "dashed": False}
        items += [{**row, "why": one.how} for one in addressed if one.id == entry.id]
    if not items:
        return None
    return {
        "anchor": HELPING_MODELS,
        "items": items,
        "choose": f"{page.url('models/choose/')}?tension={entry.id}",
        "compare": compare_url((one["id"] for one in items), page) if len(items) > 1 else "",
    }


def _case(told: Story) -> Case:
    record = told.case.record("da")
    assert isinstance(record, Case)
    return record


def _value(text: str) -> dict[str, Any]:
    return {"text": text, "url": "", "role": "", "note": "", "unknown": not text, "code": False}
