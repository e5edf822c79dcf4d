"""Which cases match a choice in the finder: counted anew from the published data, without the finder's own code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Case = dict[str, Any]
Chosen = Mapping[str, Iterable[str]]


def cases_of(site: Path) -> list[Case]:
    """The Danish records of all cases, which hold the facts, with their ids and the types of their parties."""
    rows = json.loads((site / "data" / "cases.json").read_text(encoding="utf-8"))
    types = {
        one["id"]: one["type"] for one in json.loads((site / "data" / "organisations.json").read_text(encoding="utf-8"))
    }
    return [{**row["da"], "id": row["id"], "types": [types[one] for one in parties(row["da"])]} for row in rows]


def parties(case: Case) -> list[str]:
    return [one for side in ("public", "civil", "other") for one in listed(case["parties"][side])]


def listed(value: object) -> list[Any]:
    """The values of a list; `unknown` and `none` hold none."""
    return value if isinstance(value, list) else []


def values(case: Case, facet: str) -> set[str]:
    """What a case has in a facet."""
    start = case["period"]["start"]
    found: dict[str, Iterable[str]] = {
        "field": case["fields"],
        "level": case["levels"],
        "country": [case["country"]],
        "municipality": listed(case["municipalities"]),
        "initiated": [case["initiated_by"]],
        "phase": listed(case["phases"]) or ["unknown"],
        "outcome": [one["direction"] for one in listed(case["outcomes"])] or ["unknown"],
        "evidence": [one["evidence"] for one in case["sources"]],
        "tension": [one["id"] for one in listed(case["tensions"])],
        "handling": [one["handling"] for one in listed(case["tensions"])],
        "potential": [one["id"] for one in listed(case["potentials"])],
        "model": [one["id"] for one in listed(case["models"])],
        "party": parties(case),
        "partytype": case["types"],
        "period": ["unknown" if start == "unknown" else "before" if start < "2000" else str(int(start) // 5 * 5)],
    }
    return set(found[facet])


def matches(case: Case, chosen: Chosen) -> bool:
    """Any of the values in each facet; a handling counts for the chosen tensions alone."""
    wanted = {facet: set(one) for facet, one in chosen.items()}
    if "tension" in wanted and "handling" in wanted:
        tensions, handlings = wanted.pop("tension"), wanted.pop("handling")
        if not any(one["id"] in tensions and one["handling"] in handlings for one in listed(case["tensions"])):
            return False
    return all(values(case, facet) & one for facet, one in wanted.items())


def number_matching(cases: Iterable[Case], chosen: Chosen) -> int:
    return sum(matches(case, chosen) for case in cases)
