"""The case finder: a row for each case, and the data that the finder in the browser reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.alphabet import sort_key
from scripts.anatomy import MARKERS
from scripts.link.corpus import Edition, Entry, Story
from scripts.parse.markdown import parse_body, plain_text
from scripts.records import UNKNOWN, Case, ToldTension
from scripts.render.facets import Facet, case_of, facets_of, told_handlings, values_of
from scripts.render.place import place_and_time
from scripts.render.site import Site

HANDLED = ("handling", "recommendation")
LONGEST = 150  # characters of a handling shown in a row


@dataclass(frozen=True)
class Badge:
    """A word in a frame; dashed where something is not whole."""

    text: str
    dashed: bool = False


@dataclass(frozen=True)
class ToldHandling:
    """A tension of the case: its title, how its handling is told (id and word), the first sentence of it."""

    tension: str
    title: str
    status: str
    word: str
    text: str


@dataclass(frozen=True)
class CaseRow:
    """A case as the finder shows it."""

    id: str
    address: str
    kicker: str
    title: str
    summary: str
    badges: tuple[Badge, ...]
    tensions: tuple[ToldHandling, ...]


def sorted_cases(site: Site) -> list[Entry]:
    """All cases in the order of their titles."""
    return sorted(site.corpus.of_kind("case"), key=lambda entry: sort_key(entry.title(site.language), site.language))


def row_of(entry: Entry, site: Site) -> CaseRow:
    """The row of a case."""
    record = entry.record(site.language)
    assert isinstance(record, Case)
    fields = ", ".join(site.label("fields", field) for field in record.fields)
    return CaseRow(
        entry.id,
        entry.address,
        " · ".join(part for part in (fields, place_and_time(record, site)) if part),
        record.title,
        record.summary,
        tuple(_badges(record, site)),
        tuple(_told(story, site) for story in site.corpus.stories_of(entry, "tensions")),
    )


def _badges(record: Case, site: Site) -> Iterable[Badge]:
    yield Badge(site.t("n-sources", n=len(record.sources)))
    if len(record.sources) == 1:
        yield Badge(site.label("evidence", record.sources[0].evidence))
    readings = {source.read for source in record.sources}
    if len(readings) == 1 and (only := next(iter(readings))) != "full":
        yield Badge(site.t("read-how", how=site.label("readings", only)), True)
    elif "full" not in readings:
        yield Badge(site.t("none-read-in-full"), True)
    if record.review.status == "draft":
        yield Badge(site.t("draft"), True)


def _told(story: Story, site: Site) -> ToldHandling:
    told = story.told
    assert isinstance(told, ToldTension)
    return ToldHandling(
        told.id,
        site.corpus.entry("tension", told.id).title(site.language),
        told.handling,
        site.label("handlings", told.handling),
        first_sentence(handling_line(story.case.edition(site.language), told.id)),
    )


def handling_line(edition: Edition, anchor: str) -> str:
    """The first line of the paragraph that tells a handling, without its marker; empty where there is none.

    Only the section with this anchor is looked at, so that no whole page is parsed for one sentence.
    """
    section = re.search(rf"^###+ .*{{#{re.escape(anchor)}}}\s*$(.*?)(?=^##|\Z)", edition.source.text, re.M | re.S)
    words = tuple(f"**{word}**" for word, meaning in MARKERS[edition.language].items() if meaning in HANDLED)
    for line in section[1].splitlines() if section else ():
        if line.startswith(words):
            return line.partition("**")[2].partition("**")[2].strip()
    return ""


def first_sentence(line: str) -> str:
    """A line of an author's Markdown as plain words, cut where it is too long for a row."""
    sentence = plain_text(parse_body(line).tokens).replace(" .", ".") if line else ""
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"


def finder_file(site: Site) -> str:
    """Where the finder's data lie, below the site's root."""
    return f"data/finder-{site.language}.json"


def finder_data(site: Site) -> str:
    """The rows with the places of their values in the facets: short, since a browser loads the whole of it.

    `facets`: [[id, [value ids]]]; `badges`, `words`: what several rows say, once; `tensions`: {id: title};
    `cases`: [id, kicker, title, summary, [places in badges], year or 0, [[places in facet 1], …],
    [[place of the tension, place of its handling, first sentence]], further words to search].
    """
    cases = sorted_cases(site)
    facets = facets_of(cases, site)
    places = {facet.id: {option.id: place for place, option in enumerate(facet.options)} for facet in facets}
    badges: dict[Badge, int] = {}
    lines = [_line(entry, facets, places, badges, site) for entry in cases]
    head = {
        "facets": [[facet.id, [option.id for option in facet.options]] for facet in facets],
        "badges": [[badge.text, badge.dashed] for badge in badges],
    }
    start = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
    return f'{start},\n"cases":[\n' + ",\n".join(lines) + "\n]}\n"


def _line(
    entry: Entry, facets: Sequence[Facet], places: dict[str, dict[str, int]], badges: dict[Badge, int], site: Site
) -> str:
    row, record = row_of(entry, site), case_of(entry)
    values = values_of(record, site)
    held = [[places[facet.id][value] for value in values[facet.id] if value in places[facet.id]] for facet in facets]
    told = [[places["tension"][one.tension], places["handling"][one.status], one.text] for one in row.tensions]
    assert len(told) == len(told_handlings(record))
    start = 0 if record.period.start == UNKNOWN else int(record.period.start)
    own = [badges.setdefault(badge, len(badges)) for badge in row.badges]
    names = " ".join(site.corpus.organisations[one].name[site.language] for one in values["party"])
    columns = [row.id, row.kicker, row.title, row.summary, own, start, held, told, names]
    if not entry.has(site.language):
        columns.append(1)  # only in Danish
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
