"""Relations: what the header declares the body tells, once, with a citation; and what it tells is declared.

Where the header itself is wrong (an id that is none or does not exist, a handling that is no value) that is said of the
header, and nothing more is concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.anatomy import ANATOMY, MARKERS, SectionRule, marker_words
from scripts.check.known import Known, list_items, text_at
from scripts.check.outline import PageOutline, SectionOutline, StoryOutline
from scripts.parse.page import SLUG
from scripts.parse.yaml_text import Mapping, Scalar, Sequence
from scripts.problems import Location, Problem, nearest
from scripts.records import NONE, UNKNOWN

_EXPECTED_MARKER = {
    ("tensions", "done"): "handling",
    ("tensions", "recommended"): "recommendation",
    ("potentials", "done"): "realisation",
    ("potentials", "recommended"): "recommendation",
}
_STORY_MARKERS = ("handling", "recommendation", "realisation")
_KIND_OF = {"tensions": "tension", "potentials": "potential", "models": "model"}


def check_relations(page: PageOutline, facts: Mapping, known: Known) -> Iterator[Problem]:
    """Each relation declared in the header is told under a heading with its id, and each story is declared."""
    rules = ANATOMY.get(page.place.kind, ())
    fixed = {rule.title(page.place.language) for rule in rules}
    for rule in rules:
        section = page.section(rule.title(page.place.language))
        if rule.relation and section:
            stories = tuple(
                story for story in section.stories if story.title not in fixed
            )  # a section, a step too deep
            section = section._replace(stories=stories)
            yield from _check_relation(page, _declared(facts, rule.relation, known), rule, section)


@dataclass(frozen=True)
class _Declared:
    """What the header declares, by id; `certain` where that can be read, and every id is one that exists."""

    items: dict[str, Mapping]
    certain: bool


def _declared(facts: Mapping, relation: str, known: Known) -> _Declared:
    node = facts.entries.get(relation)
    found = {text_at(item, "id"): item for item in list_items(node)}
    kind = _KIND_OF.get(relation)
    good = {one: item for one, item in found.items() if (one in known.ids(kind) if kind else SLUG.fullmatch(one))}
    if isinstance(node, Sequence):
        return _Declared(good, all(isinstance(item, Mapping) and text_at(item, "id") in good for item in node.items))
    return _Declared(good, isinstance(node, Scalar) and node.text in (NONE, UNKNOWN))


def _check_relation(
    page: PageOutline, declared: _Declared, rule: SectionRule, section: SectionOutline
) -> Iterator[Problem]:
    told = {story.anchor for story in section.stories if story.anchor_given}
    untold = [identity for identity in declared.items if identity not in told]
    strange = [story for story in section.stories if story.anchor_given and story.anchor not in declared.items]
    only = untold[0] if len(untold) == len(strange) == 1 else ""
    for story in section.stories:
        identity = story.anchor if story.anchor_given else ""
        if identity in declared.items:
            yield from _check_story(page, rule.relation or "", declared.items[identity], story)
        elif declared.certain:
            guess = (nearest(identity, untold) or only) if identity else next(iter(untold), "")
            untold = [one for one in untold if one != guess]
            yield _undeclared(page, rule, section, story, guess or nearest(identity, declared.items))
    if page.place.language == "da":
        for identity in untold:
            where = Location(page.path, declared.items[identity].line)
            yield Problem("relation-untold", where, {"value": identity, "section": section.title})


def _undeclared(
    page: PageOutline, rule: SectionRule, section: SectionOutline, story: StoryOutline, guess: str
) -> Problem:
    """A story whose heading has no id, or one that the header does not declare."""
    values = {"field": rule.relation or "", "guess": guess}
    where = Location(page.path, story.line)
    if not story.anchor_given:
        return Problem("story-without-id", where, {**values, "value": story.title})
    return Problem("relation-undeclared", where, {**values, "value": story.anchor, "section": section.title})


def _check_story(page: PageOutline, relation: str, item: Mapping, story: StoryOutline) -> Iterator[Problem]:
    """A story cites a source, and its marked paragraph agrees with `handling` in the header."""
    where = Location(page.path, story.line)
    if story.empty:
        yield Problem("story-empty", where, {"value": story.title})
        return
    if not story.cited:
        yield Problem("story-uncited", where, {"value": story.title})
    handling = text_at(item, "handling")
    if handling not in ("done", "recommended", "unknown"):
        return
    yield from _check_handling(page, _EXPECTED_MARKER.get((relation, handling), ""), handling, story)


def _check_handling(page: PageOutline, expected: str, handling: str, story: StoryOutline) -> Iterator[Problem]:
    """The paragraph that `handling` promises is there, says something, and no other is."""
    words = MARKERS[page.place.language]
    values = {"value": handling, "story": story.title, "id": story.anchor}
    found = [one for one in story.marked if words.get(one.words) in _STORY_MARKERS]
    if expected and not found:
        right = marker_words(expected, page.place.language)
        like = next((one for one in story.marked if nearest(_bare(one.words), [_bare(right)])), None)
        where = Location(page.path, like.line if like else story.line)
        guess = f"**{like.words}**" if like else ""
        yield Problem("handling-missing", where, {**values, "expected": f"**{right}**", "found": guess})
    for one in found:
        where = Location(page.path, one.line)
        if words[one.words] != expected:
            yield Problem("handling-disagrees", where, {**values, "found": f"**{one.words}**"})
        elif one.empty:
            yield Problem("handling-empty", where, {**values, "found": f"**{one.words}**"})


def _bare(words: str) -> str:
    return words.strip(" .:?").lower()
