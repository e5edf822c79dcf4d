"""Where and when a case is: municipalities, country and years in words."""

from __future__ import annotations

from scripts.records import NONE, UNKNOWN, Case
from scripts.render.site import Site


def place_of_case(case: Case, site: Site) -> str:
    """`Odense, Horsens og Glostrup`, `Antwerpen, Belgien`, `Hele landet`, or the empty string where unknown."""
    country = site.label("countries", case.country)
    if isinstance(case.municipalities, tuple):
        names = [site.corpus.municipalities[code].name for code in case.municipalities]
        shown = names if len(names) <= 4 else [*names[:3], site.t("n-more", n=len(names) - 3)]
        return listed(shown, site)
    if case.place not in (NONE, UNKNOWN):
        return case.place if case.country == "DK" or country in case.place else f"{case.place}, {country}"
    if case.municipalities == UNKNOWN and case.country == "DK":
        return country
    return site.t("whole-country") if case.country == "DK" else country


def years_of_case(case: Case, site: Site) -> str:
    """`2013–2015`, `fra 2013`, or the empty string where unknown."""
    start, end = case.period.start, case.period.end
    if start == UNKNOWN:
        return "" if end in (UNKNOWN, "ongoing") else site.t("until-year", year=end)
    if end in (UNKNOWN, "ongoing"):
        return site.t("from-year", year=start)
    return start if start == end else f"{start}–{end}"


def place_and_time(case: Case, site: Site) -> str:
    """Both, with what is unknown left out."""
    return ", ".join(part for part in (place_of_case(case, site), years_of_case(case, site)) if part)


def listed(names: list[str], site: Site) -> str:
    """`a, b og c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {site.t('and')} {names[-1]}"
