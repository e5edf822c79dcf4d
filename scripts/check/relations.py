"""Relations: what the header declares the body tells, once, with a citation; and what it tells is declared."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.anatomy import ANATOMY, MARKERS, SectionRule, marker_words
from scripts.check.known import list_items, text_at
from scripts.check.outline import PageOutline, SectionOutline, StoryOutline
from scripts.parse.yaml_text import Mapping, Sequence
from scripts.problems import Location, Problem, nearest

_EXPECTED_MARKER = {
    ("tensions", "done"): "handling",
    ("tensions", "recommended"): "recommendation",
    ("potentials", "done"): "realisation",
    ("potentials", "recommended"): "recommendation",
}
_STORY_MARKERS = ("handling", "recommendation", "realisation")


def check_relations(page: PageOutline, facts: Mapping) -> Iterator[Problem]:
    """Each relation declared in the header is told under a heading with its id, and each story is declared."""
    for rule in ANATOMY.get(page.place.kind, ()):
        section = page.section(rule.title(page.place.language))
        if rule.relation and section:
            yield from _check_relation(page, facts, rule, section)


def _check_relation(page: PageOutline, facts: Mapping, rule: SectionRule, section: SectionOutline) -> Iterator[Problem]:
    path, relation = page.path, rule.relation or ""
    declared = _declared(facts, relation)
    told: list[str] = []
    for story in section.stories:
        where = Location(path, story.line)
        values = {"value": story.anchor, "section": section.title, "field": relation}
        if not story.anchor_given:
            yield Problem(
                "story-without-id", where, {"value": story.title, "field": relation, "guess": _first(declared, told)}
            )
        elif story.anchor not in declared:
            yield Problem("relation-undeclared", where, {**values, "guess": nearest(story.anchor, declared)})
        elif story.anchor not in told:
            yield from _check_story(page, relation, declared[story.anchor], story)
        told.append(story.anchor)
    for identity, item in declared.items():
        if identity not in told and page.place.language == "da":
            yield Problem("relation-untold", Location(path, item.line), {"value": identity, "section": section.title})


def _declared(facts: Mapping, relation: str) -> dict[str, Mapping]:
    node = facts.entries.get(relation)
    return {text_at(item, "id"): item for item in list_items(node)} if isinstance(node, Sequence) else {}


def _first(declared: dict[str, Mapping], told: list[str]) -> str:
    return next((identity for identity in declared if identity not in told), "")


def _check_story(page: PageOutline, relation: str, item: Mapping, story: StoryOutline) -> Iterator[Problem]:
    """A story cites a source, and its marked paragraph agrees with `handling` in the header."""
    where = Location(page.path, story.line)
    if story.empty:
        yield Problem("story-empty", where, {"value": story.title})
    elif not story.cited:
        yield Problem("story-uncited", where, {"value": story.title})
    words = MARKERS[page.place.language]
    found = [words.get(marker, "") for marker in story.markers]
    found = [meaning for meaning in found if meaning in _STORY_MARKERS]
    expected = _EXPECTED_MARKER.get((relation, text_at(item, "handling")))
    values = {"value": text_at(item, "handling"), "story": story.title}
    if expected and expected not in found:
        yield Problem(
            "handling-missing", where, {**values, "expected": f"**{marker_words(expected, page.place.language)}**"}
        )
    for meaning in found:
        if meaning != expected:
            yield Problem(
                "handling-disagrees", where, {**values, "found": f"**{marker_words(meaning, page.place.language)}**"}
            )
