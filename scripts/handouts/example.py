"""The case that a model sheet tells: its text, and the facts beside it."""

from __future__ import annotations

from typing import Any

from scripts.handouts.paper import Paper
from scripts.link.corpus import Entry, Story
from scripts.records import Case, Handout, ToldModel
from scripts.render.place import place_of_case, years_of_case


def example_of_model(entry: Entry, shorter: Handout, paper: Paper) -> dict[str, Any] | None:
    """The case named in `handout:`, or the first that tells of the model; None where there is none."""
    corpus = paper.site.corpus
    told = corpus.stories_about("models", entry.id)
    if shorter.case:
        case, text = corpus.entry("case", shorter.case), shorter.case_text
    elif told:
        case, text = told[0].case, None
    else:
        return None
    record = case.record(paper.language)
    assert isinstance(record, Case)
    return {"title": record.title, "text": [text or record.summary], "facts": _facts(case, record, told, paper)}


def _facts(case: Entry, record: Case, told: list[Story], paper: Paper) -> list[dict[str, str]]:
    site = paper.site
    unknown = site.t("unknown-inline")
    place, years = place_of_case(record, site), years_of_case(record, site)
    read = dict.fromkeys(site.label("readings", source.read) for source in record.sources)
    links = [story.told.link for story in told if story.case.id == case.id and isinstance(story.told, ToldModel)]
    link = {"uses": "uses", "resembles": "resembles"}[links[0]] if links else "chosen"
    return [
        {"label": paper.words["where-when"], "text": ", ".join(part for part in (place, years) if part) or unknown},
        {"label": paper.words["read"], "text": ", ".join(read)},
        {"label": paper.words["link"], "text": paper.words[link]},
    ]
