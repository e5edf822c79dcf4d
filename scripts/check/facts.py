"""Facts of a record that must fit each other: dates, sources, relations to other objects."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.check.known import Known, list_items, text_at
from scripts.check.text import check_address
from scripts.parse.yaml_text import Mapping, Node, Scalar, Sequence, line_of
from scripts.problems import Location, Problem, nearest
from scripts.records import UNKNOWN, Assessment, Case, CoCreationModel, FrontPage, Page, Potential, Tension
from scripts.schema import shapes


def check_dates(root: Mapping, record: Page, path: str, known: Known) -> Iterator[Problem]:
    """The end does not lie before the start, the next review not before the last, and what has happened not in the future."""
    review = record.review
    if review.status == "reviewed" and review.last == UNKNOWN:
        yield Problem("review-undated", Location(path, line_of(root, ("review", "last"))))
    if review.last != UNKNOWN:
        if review.next < review.last <= known.today:
            where = Location(path, line_of(root, ("review", "next")))
            yield Problem("review-order", where, {"value": review.next, "other": review.last})
        yield from _not_future(review.last, Location(path, line_of(root, ("review", "last"))), known)
    if isinstance(record, Case):
        start, end = record.period.start, record.period.end
        where = Location(path, line_of(root, ("period", "end")))
        early = start.isdigit() and start > known.today[:4] and record.status != "planned"
        if start.isdigit() and end.isdigit() and end < start and not early:
            yield Problem("period-order", where, {"value": end, "other": start})
        yield from _not_future(record.assessment.date, Location(path, line_of(root, ("assessment", "date"))), known)
        if early:
            yield Problem("date-future", Location(path, line_of(root, ("period", "start"))), {"value": start})


def check_sources(root: Mapping, record: Page, path: str, cited: set[str]) -> Iterator[Problem]:
    """An outcome rests on one of the case's sources; every source of the case is cited in it, once listed."""
    if not isinstance(record, Case):
        return
    keys = [source.key for source in record.sources]
    for index, key in enumerate(keys):
        where = Location(path, line_of(root, ("sources", index)))
        if key in keys[:index]:
            yield Problem("source-doubled", where, {"value": key})
        elif key not in cited:
            yield Problem("source-uncited", where, {"value": key})
    for index, outcome in enumerate(record.outcomes if isinstance(record.outcomes, tuple) else ()):
        if outcome.source not in keys:
            where = Location(path, line_of(root, ("outcomes", index, "source")))
            yield Problem("outcome-source", where, {"value": outcome.source, "guess": nearest(outcome.source, keys)})
    yield from _check_assessment(root, record, path)


def check_consent(root: Mapping, path: str) -> Iterator[Problem]:
    """People who can be recognised in something unpublished have been asked. Said whatever else is wrong with the header."""
    if text_at(root, "consent") == "missing":
        yield Problem("consent-missing", Location(path, line_of(root, ("consent",))))


def _check_assessment(root: Mapping, record: Case, path: str) -> Iterator[Problem]:
    """`veldokumenteret` needs an independent source that is more than press or an own account."""
    solid = any(s.author == "independent" and s.evidence not in ("press", "own-account") for s in record.sources)
    for name, shape in shapes(Assessment).items():
        if shape.record and not solid:
            node = _node(root, ("assessment", name, "value"))
            if isinstance(node, Scalar) and node.text == "veldokumenteret":
                yield Problem("assessment-too-strong", Location(path, node.line), {"field": name})


def check_related(root: Mapping, record: Page, path: str, own_id: str, known: Known) -> Iterator[Problem]:
    """Related objects exist, stand once, and are not the page itself."""
    if isinstance(record, Tension | Potential):
        choices = known.ids("tension") | known.ids("potential") | known.ids("model")
        yield from _check_ids(root, "related", own_id, path, choices)
    elif isinstance(record, CoCreationModel):
        yield from _check_ids(root, "combines_with", own_id, path, None)
        yield from _check_ids(root, "tensions", own_id, path, None)
    elif isinstance(record, FrontPage):
        for name in ("cases", "promises", "doors"):
            yield from _check_ids(root, name, "", path, None)
    elif isinstance(record, Case):
        for name in ("tensions", "potentials", "models", "outcomes"):
            yield from _check_ids(root, name, "", path, None)


def check_doors(root: Mapping, record: Page, path: str, known: Known) -> Iterator[Problem]:
    """The links of the front page lead to pages that exist."""
    if not isinstance(record, FrontPage):
        return
    for door, index in ((d, i) for d in range(len(record.doors)) for i in range(len(record.doors[d].links))):
        where = Location(path, line_of(root, ("doors", door, "links", index, "page")))
        yield from check_address(record.doors[door].links[index].page, where, path, known, outside=False)


def _check_ids(root: Mapping, name: str, own_id: str, path: str, choices: frozenset[str] | None) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in list_items(root.entries.get(name)):
        identity, where = text_at(item, "id"), Location(path, item.line)
        if identity in seen:
            yield Problem("relation-doubled", where, {"field": name, "value": identity})
        elif identity == own_id:
            yield Problem("relation-to-itself", where, {"field": name, "value": identity})
        elif choices is not None and identity not in choices:
            yield Problem("related-unknown", where, {"value": identity, "guess": nearest(identity, choices)})
        seen.add(identity)


def _not_future(date: str, where: Location, known: Known) -> Iterator[Problem]:
    if date > known.today:
        yield Problem("date-future", where, {"value": date})


def _node(root: Node, place: tuple[str | int, ...]) -> Node | None:
    node: Node | None = root
    for step in place:
        if isinstance(node, Mapping):
            node = node.entries.get(str(step))
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
    return node
