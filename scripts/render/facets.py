"""What cases can be found by: the facets, each with its values, and what each case has of them.

A case's values come from its header alone; `unknown` is a value like any other, so that what is not told can be found too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.alphabet import sort_key
from scripts.link.corpus import Entry
from scripts.records import UNKNOWN, Case
from scripts.render.site import Site

# Facets in the order in which they are shown; the vocabulary that names the values of each, where there is one.
VOCABULARIES = {
    "field": "fields",
    "tension": "",
    "handling": "handlings",
    "outcome": "directions",
    "evidence": "evidence",
    "country": "countries",
    "municipality": "",
    "level": "levels",
    "initiated": "initiators",
    "phase": "phases",
    "potential": "",
    "model": "",
    "partytype": "organisation-types",
    "party": "",
    "period": "",
}
# Facets that show every value there is, also where no case has it: an empty one says that nothing is documented.
WHOLE = frozenset(("field", "tension", "handling", "outcome", "level", "potential", "model"))
OPEN = frozenset(("field", "tension", "handling", "outcome"))
EARLIEST = 2000
YEARS = 5  # in a period


@dataclass(frozen=True)
class Option:
    """A value of a facet and how many have it."""

    id: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """`id` is its name in the page's address; an open one is unfolded from the start."""

    id: str
    label: str
    options: tuple[Option, ...]
    open: bool = False


def values_of(record: Case, site: Site) -> dict[str, tuple[str, ...]]:
    """The case's values in each facet."""
    parties = [
        one for group in (record.parties.public, record.parties.civil, record.parties.other) for one in _many(group)
    ]
    organisations = site.corpus.organisations
    return {
        "field": record.fields,
        "tension": _ids(record.tensions),
        "handling": tuple(dict.fromkeys(handling for _, handling in told_handlings(record))),
        "outcome": tuple(dict.fromkeys(one.direction for one in record.outcomes))
        if isinstance(record.outcomes, tuple)
        else (UNKNOWN,),
        "evidence": tuple(dict.fromkeys(source.evidence for source in record.sources)),
        "country": (record.country,),
        "municipality": _many(record.municipalities),
        "level": record.levels,
        "initiated": (record.initiated_by,),
        "phase": record.phases if isinstance(record.phases, tuple) else (UNKNOWN,),
        "potential": _ids(record.potentials),
        "model": _ids(record.models),
        "partytype": tuple(dict.fromkeys(organisations[one].type for one in parties)),
        "party": tuple(dict.fromkeys(parties)),
        "period": (period_of(record),),
    }


def told_handlings(record: Case) -> list[tuple[str, str]]:
    """Each tension of the case with how its handling is told."""
    return [(one.id, one.handling) for one in record.tensions] if isinstance(record.tensions, tuple) else []


def period_of(record: Case) -> str:
    """The five years in which the case began: `2015` for 2015–2019, `before` for what is old."""
    start = record.period.start
    if start == UNKNOWN:
        return UNKNOWN
    return "before" if int(start) < EARLIEST else str(int(start) // YEARS * YEARS)


def facets_of(cases: Iterable[Entry], site: Site) -> list[Facet]:
    """All facets with their values, counted."""
    values = [values_of(case_of(case), site) for case in cases]
    return [_facet(name, Counter(value for one in values for value in one[name]), site) for name in VOCABULARIES]


def case_of(entry: Entry) -> Case:
    """The facts of a case, which stand in its Danish file."""
    record = entry.record("da")
    assert isinstance(record, Case)
    return record


def _facet(name: str, counts: Counter[str], site: Site) -> Facet:
    ids = [one for one in _order(name, counts, site) if counts[one] or name in WHOLE]
    options = tuple(Option(one, label_of(name, one, site), counts[one]) for one in ids)
    return Facet(name, site.t(f"finder-{name}"), options, name in OPEN)


def _order(name: str, counts: Counter[str], site: Site) -> list[str]:
    """Vocabularies in their own order; objects and countries by how many cases have them; unknown last."""
    language = site.language
    if name in ("tension", "potential", "model"):
        ids = [entry.id for entry in site.corpus.of_kind(name)]  # type: ignore[arg-type]
        return sorted(ids, key=lambda one: (-counts[one], sort_key(label_of(name, one, site), language)))
    if name in ("party", "country"):
        return sorted(counts, key=lambda one: (-counts[one], sort_key(label_of(name, one, site), language)))
    if name == "municipality":
        return sorted(counts, key=lambda one: sort_key(label_of(name, one, site), language))
    if name == "period":
        return sorted(counts, key=lambda one: (one == UNKNOWN, one == "before", one), reverse=False)
    known = [one for one in site.corpus.vocabulary.get(VOCABULARIES[name], {}) if one != UNKNOWN]
    return (
        [*known, UNKNOWN] if counts[UNKNOWN] or UNKNOWN in site.corpus.vocabulary.get(VOCABULARIES[name], {}) else known
    )


def label_of(name: str, value: str, site: Site) -> str:
    """A value in words."""
    corpus, language = site.corpus, site.language
    if name in ("tension", "potential", "model"):
        return corpus.entry(name, value).title(language)  # type: ignore[arg-type]
    if name == "party":
        return corpus.organisations[value].name[language]
    if name == "municipality":
        return corpus.municipalities[value].name
    if name == "period" and value != UNKNOWN:
        if value == "before":
            return site.t("overview-before", year=EARLIEST)
        return f"{value}–{int(value) + YEARS - 1}"
    if name == "outcome" and value == UNKNOWN:
        return site.t("finder-no-outcome")
    label = site.label(VOCABULARIES[name], value)
    return label[:1].upper() + label[1:]


def _ids(told: object) -> tuple[str, ...]:
    return tuple(one.id for one in told) if isinstance(told, tuple) else ()


def _many(values: tuple[str, ...] | str) -> tuple[str, ...]:
    return values if isinstance(values, tuple) else ()
