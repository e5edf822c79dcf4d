"""The page of a case."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from scripts.anatomy import CASE, ROLES, SectionRule
from scripts.link.corpus import Entry, Story
from scripts.parse.markdown import Section
from scripts.records import NONE, PUBLIC, UNKNOWN, Assessment, Case, Outcome
from scripts.render.html import render_blocks, render_heading
from scripts.render.parts import (
    ask_url,
    cite_box,
    context_of,
    draft_url,
    notes,
    page_end,
    plain_blocks,
    prose,
    references,
    whole_page,
)
from scripts.render.place import place_of_case, years_of_case
from scripts.render.site import PageContext, Site
from scripts.render.story import story
from scripts.schema import shapes

SIMILAR = 3
STORIES = ("tensions", "potentials", "models")


def render_case(entry: Entry, site: Site) -> str:
    """The staged page of a case."""
    page = context_of(entry, site)
    record = entry.record(site.language)
    assert isinstance(record, Case)
    sections = _sections(entry, page)
    values: dict[str, Any] = {
        "head": head(record, page),
        "facts": facts(entry, record, page),
        "background": _told(sections["baggrund"], page),
        "parties": _parties(record, *sections["parterne"], page),
        "does": _told(sections["hvad-goer-de"], page),
        **{
            rule.relation or "": _stories(entry, rule, section, page)
            for rule, section in sections.values()
            if rule.relation in STORIES
        },
        "outcomes": _outcomes(entry, *sections["resultater"], page),
        "learning": _told(sections["laering"], page),
        "transfer": _told(sections["overfoerbarhed"], page),
        "profile": {"anchor": "vidensprofil", "ask": ask_url(page), **profile(record, page)},
        "similar": _similar(entry, record, page),
        "notes": notes(
            ((rule.id, section) for rule, section in sections.values() if rule.relation or rule.id == "parterne"), page
        ),
    }
    values |= {"references": references(page), "cite": cite_box(entry, page)}
    data = page.url(f"data/cases/{entry.id}.json", "da")
    return whole_page(entry, page, site.fill("case.html", **values, end=page_end(entry, page, data)))


def head(record: Case, page: PageContext) -> dict[str, Any]:
    """Arguments of the page head."""
    site = page.site
    fields = ", ".join(site.label("fields", field) for field in record.fields)
    kicker = [{"text": site.t("case"), "strong": False}, {"text": fields, "strong": True}]
    kicker += [
        {"text": text, "strong": False} for text in (place_of_case(record, site), years_of_case(record, site)) if text
    ]
    return {
        "title": record.title,
        "kicker": kicker,
        "kind": "case",
        "lead": record.summary,
        "draft": draft_url(record, page),
        "aside": True,
    }


def facts(entry: Entry, record: Case, page: PageContext) -> dict[str, Any]:
    """Arguments of the facts box."""
    site = page.site
    rows = [
        _row(site.t("place"), [_value(place_of_case(record, site))]),
        _row(site.t("period"), [_value(years_of_case(record, site))]),
        _row(site.t("initiated-by"), [_labelled(site, "initiators", record.initiated_by)]),
        _row(site.t("formalisation"), [_labelled(site, "formalisations", record.formalisation)]),
        _row(site.t("funding"), [_value("" if record.funding == UNKNOWN else record.funding)]),
        _row(site.t("phases"), _phases(record, site)),
        _row(site.t("level"), [_value(", ".join(site.label("levels", level) for level in record.levels))]),
        _row(site.t("status"), [_labelled(site, "statuses", record.status)]),
    ]
    if record.consent != PUBLIC:
        rows.append(_row(site.t("consent"), [_labelled(site, "consents", record.consent)]))
    return {
        "title": site.t("facts"),
        "rows": rows,
        "actions": [
            {"icon": "quote", "title": site.t("cite-page"), "url": "#cite-page"},
            {
                "icon": "download",
                "title": site.t("download-data"),
                "url": page.url(f"data/cases/{entry.id}.json", "da"),
            },
            {"icon": "pencil", "title": site.t("suggest-correction"), "url": ask_url(page)},
        ],
    }


def profile(record: Case, page: PageContext) -> dict[str, Any]:
    """The knowledge profile: what was judged, and what the sources are."""
    site, assessment = page.site, record.assessment
    rows = []
    for name, shape in shapes(Assessment).items():
        if shape.record:
            judgement = getattr(assessment, name.replace("-", "_"))
            word = site.label("assessments", judgement.value)
            rows.append(
                {
                    "label": site.label("dimensions", name),
                    "value": judgement.value,
                    "word": word,
                    "reason": judgement.reason,
                }
            )
    assessed = site.t("profile-assessed", who=assessment.assessor, date=site.date(assessment.date))
    if record.review.status == "draft":
        assessed = f"{assessed} {site.t('profile-not-reviewed')}"
    return {"rows": rows, "assessed": assessed, "basis": basis(record, site)}


def basis(record: Case, site: Site) -> list[dict[str, Any]]:
    """What the profile rests on, counted: kinds of evidence, who wrote, what was read, whose voices."""
    sources = record.sources
    voices = [role for source in sources if isinstance(source.voices, tuple) for role in source.voices]
    heard = ", ".join(site.label("roles", role) for role in dict.fromkeys(voices))
    return [
        {
            "label": site.t("basis-sources"),
            "text": _counted(site, "evidence", [s.evidence for s in sources]),
            "unknown": False,
        },
        {
            "label": site.t("basis-authors"),
            "text": _counted(site, "authorships", [s.author for s in sources]),
            "unknown": False,
        },
        {
            "label": site.t("basis-read"),
            "text": _counted(site, "readings", [s.read for s in sources]),
            "unknown": False,
        },
        {"label": site.t("basis-voices"), "text": heard, "unknown": not heard},
    ]


def _counted(site: Site, vocabulary: str, values: list[str]) -> str:
    return ", ".join(
        f"{count} {site.label(vocabulary, value).lower()}" for value, count in Counter(values).most_common()
    )


def _sections(entry: Entry, page: PageContext) -> dict[str, tuple[SectionRule, Section]]:
    body, language = entry.edition(page.site.language).body, page.site.language
    edition_language = entry.edition(language).language
    found = {rule.id: (rule, body.section(rule.title(edition_language))) for rule in CASE}
    return {name: (rule, section) for name, (rule, section) in found.items() if section is not None}


def _told(section: tuple[SectionRule, Section], page: PageContext) -> dict[str, Any]:
    rule, text = section
    return {"title": rule.title(page.site.language), "anchor": rule.id, "html": prose(text, page)}


def _parties(record: Case, rule: SectionRule, section: Section, page: PageContext) -> dict[str, Any]:
    language = page.site.language
    roles = [
        {"role": part.id, "title": part.title(language), "anchor": part.id, "html": render_blocks(inner.blocks, page)}
        for part in ROLES
        if (inner := section.section(part.title(language)))
    ]
    return {
        "title": rule.title(language),
        "anchor": rule.id,
        "intro": render_blocks(plain_blocks(section, page), page),
        "public": _organisations(record.parties.public, page),
        "civil": _organisations(record.parties.civil, page),
        "other": [] if record.parties.other == NONE else _organisations(record.parties.other, page),
        "roles": roles,
    }


def _organisations(ids: tuple[str, ...] | str, page: PageContext) -> list[dict[str, str]] | None:
    if isinstance(ids, str):
        return None
    organisations = [page.site.corpus.organisations[identity] for identity in ids]
    return [
        {"title": one.name[page.site.language], "url": page.url(f"organisations/#{one.id}")} for one in organisations
    ]


def _stories(entry: Entry, rule: SectionRule, section: Section, page: PageContext) -> dict[str, Any]:
    told = page.site.corpus.stories_of(entry, rule.relation or "")
    plain = plain_blocks(section, page)
    return {
        "title": rule.title(page.site.language),
        "anchor": rule.id,
        "count": str(len(told)) if told else "",
        "stories": [story(one, page, from_case=True) for one in told],
        "none": Markup(render_blocks(plain, page)) if not told else "",
    }


def _outcomes(entry: Entry, rule: SectionRule, section: Section, page: PageContext) -> dict[str, Any]:
    told = page.site.corpus.stories_of(entry, "outcomes")
    return {
        "title": rule.title(page.site.language),
        "anchor": rule.id,
        "items": [_outcome(one, page) for one in told],
        "none": Markup(render_blocks(plain_blocks(section, page), page)) if not told else "",
    }


def _outcome(told: Story, page: PageContext) -> dict[str, Any]:
    outcome, section = told.told, told.section(page.site.language)
    assert isinstance(outcome, Outcome)
    return {
        "anchor": told.target,
        "word": page.site.label("directions", outcome.direction),
        "what": render_heading(section, page),
        "html": render_blocks(section.blocks, page),
        "evidence": page.site.label("evidence", outcome.evidence).lower(),
    }


def _similar(entry: Entry, record: Case, page: PageContext) -> dict[str, Any] | None:
    """The cases that tell of most of the same tensions and potentials, with what they share."""
    corpus, own = page.site.corpus, shared_ids(record)
    shared: dict[str, list[str]] = {}
    for identity in own:
        for other in corpus.cases_telling_of(identity):
            if other != entry.id:
                shared.setdefault(other, []).append(identity)
    enough = min(sorted(map(len, shared.values()))[-SIMILAR:], default=0)
    scored = []
    for identity, common in shared.items():
        if len(common) >= enough:
            case = corpus.entry("case", identity)
            scored.append((-2 * len(common) - _same_field(record, case), identity, case, common))
    items = [
        {
            "title": case.title(page.site.language),
            "url": page.url_of(case),
            "badge": "",
            "dashed": False,
            "why": _why(common, page),
        }
        for _, _, case, common in sorted(scored, key=lambda one: one[:2])[:SIMILAR]
    ]
    return {"anchor": "cases-der-ligner", "items": items} if items else None


def _same_field(record: Case, case: Entry) -> bool:
    other = case.record("da")
    return isinstance(other, Case) and bool(set(record.fields) & set(other.fields))


def shared_ids(record: Case) -> list[str]:
    """The ids of the tensions and potentials a case tells of."""
    told = (record.tensions, record.potentials)
    return [one.id for group in told if isinstance(group, tuple) for one in group]


def _why(common: list[str], page: PageContext) -> Markup:
    corpus = page.site.corpus
    entries = [
        corpus.entry("tension" if ("tension", "tensions", one) in corpus.entries else "potential", one)
        for one in common
    ]
    links = (Markup('<a href="{}">{}</a>').format(page.url_of(one), one.title(page.site.language)) for one in entries)
    return Markup("{} {}").format(page.site.t("also-tells-of"), Markup(", ").join(links))


def _phases(record: Case, site: Site) -> list[dict[str, Any]]:
    if record.phases == UNKNOWN:
        return [_value("")]
    phases = ", ".join(site.label("phases", phase) for phase in record.phases)
    return [{**_value(phases), "note": site.t("editors-judge")}]


def _row(label: str, values: list[dict[str, Any]]) -> dict[str, Any]:
    return {"label": label, "values": values}


def _labelled(site: Site, vocabulary: str, identity: str) -> dict[str, Any]:
    return _value("" if identity == UNKNOWN else site.label(vocabulary, identity))


def _value(text: str) -> dict[str, Any]:
    return {"text": text, "url": "", "role": "", "note": "", "unknown": not text, "code": False}
