"""What the literature can be filtered by, and the data that the filter in the browser reads.

The works come in; the facets with their counts, and one JSON file for each language, go out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from scripts.link.works import Work
from scripts.render.facets import Facet, Option
from scripts.render.site import Site
from scripts.render.work_rows import WorkRow

NO_YEAR = "none"
# The facets in the order in which they are shown; the vocabulary that holds the labels of each, where there is one.
_VOCABULARIES = {
    "theme": "themes",
    "type": "publication-types",
    "field": "fields",
    "decade": "",
    "language": "languages",
    "access": "access",
    "use": "",
    "check": "bibliography-checks",
}


def values_of(work: Work) -> dict[str, tuple[str, ...]]:
    """The work's values in each facet."""
    reference = work.reference
    return {
        "theme": reference.themes,
        "type": (reference.publication_type,),
        "field": work.welfare_fields,
        "decade": (f"{reference.year // 10}0" if reference.year else NO_YEAR,),
        "language": (reference.language,) if reference.language else (),
        "access": (reference.access,),
        "use": ("cited" if work.is_used else "background",),
        "check": (reference.checked,),
    }


def facets_of(site: Site) -> list[Facet]:
    """All facets with the values that occur, counted."""
    values = [values_of(work) for work in site.works.values()]
    found = {name: Counter(value for one in values for value in one[name]) for name in _VOCABULARIES}
    return [
        Facet(name, site.t(f"facet-{name}"), tuple(_options(name, found[name], site)))
        for name in _VOCABULARIES
        if found[name]
    ]


def _options(name: str, counts: Mapping[str, int], site: Site) -> list[Option]:
    known = list(site.corpus.vocabulary.get(_VOCABULARIES[name], {}))
    if name == "decade":
        order = [*sorted((value for value in counts if value != NO_YEAR), reverse=True), NO_YEAR]
    elif name == "language":
        order = sorted(counts, key=lambda value: (-counts[value], value))
    else:
        order = known + sorted(set(counts) - set(known))
    return [Option(value, _label(name, value, site), counts[value]) for value in order if counts.get(value)]


def _label(name: str, value: str, site: Site) -> str:
    if name == "decade":
        return site.t("no-year") if value == NO_YEAR else site.t("decade", year=value, end=int(value) + 9)
    if name == "use":
        return site.t(f"use-{value}")
    if name == "access" and value == "unknown":
        return site.t("access-unknown")
    return site.label(_VOCABULARIES[name], value)


def filter_file(site: Site) -> str:
    """Where the filter's data lie, below the site's root."""
    return f"data/literature-filter-{site.language}.json"


def filter_data(site: Site, rows: Sequence[WorkRow], facets: Sequence[Facet]) -> str:
    """The rows, each with the places of its values in the facets: short, since a browser loads the whole of it.

    `works`: [key, who, title, language, meta, unsure, annotation, year, uses, [[places in facet 1], …]].
    """
    places = {facet.id: {option.id: place for place, option in enumerate(facet.options)} for facet in facets}
    works = []
    for row in rows:
        work = site.works[row.key]
        values = values_of(work)
        held = [
            [places[facet.id][value] for value in values[facet.id] if value in places[facet.id]] for facet in facets
        ]
        year = work.reference.year or 0
        works.append(
            [
                row.key,
                row.who,
                row.title,
                row.language,
                row.meta,
                row.unsure,
                row.annotation,
                year,
                work.number_of_uses,
                held,
            ]
        )
    facet_lists = [[facet.id, [option.id for option in facet.options]] for facet in facets]
    lines = ",\n".join(json.dumps(work, ensure_ascii=False, separators=(",", ":")) for work in works)
    return f'{{"facets":{json.dumps(facet_lists)},\n"works":[\n{lines}\n]}}\n'
