"""The ledger of addresses (`docs/addresses.txt`): every address that was ever published, one a line, with its first day.

A line is `cases/aarhus/ 2026-11-24`; lines that begin with `#` are remarks. Text in, values that know their line out, and the
text with new lines put in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LEDGER = "docs/addresses.txt"
ADDRESS = r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*/"
REMARK = (
    "# Alle adresser, der er udgivet, og dagen, de kom til. Føres af: python -m scripts addresses\n"
    "# All addresses that were ever published, and the day they came. Kept by: python -m scripts addresses\n"
)
_LINE = re.compile(rf"(?P<address>{ADDRESS}) (?P<day>\d{{4}}-\d\d-\d\d)")


@dataclass(frozen=True)
class Published:
    """An address below a language root, such as `cases/x/`; the day it was entered (yyyy-mm-dd); the line of the ledger."""

    address: str
    day: str
    line: int = 1


@dataclass(frozen=True)
class Ledger:
    """`published` in the order of the file; `faults` are (line, what stands there)."""

    published: tuple[Published, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()


def parse_ledger(text: str) -> Ledger:
    """The ledger that the text stands for. Never raises."""
    published: list[Published] = []
    faults: list[tuple[int, str]] = []
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None or found["address"] in seen:
            faults.append((number, line))
            continue
        seen.add(found["address"])
        published.append(Published(found["address"], found["day"], number))
    return Ledger(tuple(published), tuple(faults))


def enter(text: str, addresses: Iterable[str], day: str) -> str:
    """The ledger's text with those addresses that it lacks entered under this day: sorted, remarks first."""
    ledger = parse_ledger(text)
    known = {one.address: one.day for one in ledger.published}
    remarks = "".join(f"{line}\n" for line in text.split("\n") if line.startswith("#")) or REMARK
    whole = dict.fromkeys(addresses, day) | known
    return remarks + "".join(f"{address} {since}\n" for address, since in sorted(whole.items()))
