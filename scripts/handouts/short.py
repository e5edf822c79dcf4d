"""Short addresses: what stands on paper and behind its QR code, such as `/s/ligebehandling`.

The short form is the shortest run of an id's words that no other id of its kind begins with. Every such beginning has a
page of its own: it leads on, or, where several ids have come to begin alike, lists them. So an address that was printed
once never dies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

LETTERS: Mapping[str, str] = {"model": "m", "tension": "s", "potential": "p"}


def beginnings(identity: str) -> list[str]:
    """`a-b-c` begins with `a`, `a-b` and `a-b-c`."""
    parts = identity.split("-")
    return ["-".join(parts[: count + 1]) for count in range(len(parts))]


def by_beginning(ids: Iterable[str]) -> dict[str, list[str]]:
    """Every beginning, and the ids that it can mean; an id stands for itself alone."""
    found: dict[str, list[str]] = defaultdict(list)
    known = sorted(ids)
    for identity in known:
        for beginning in beginnings(identity):
            found[beginning].append(identity)
    for identity in known:
        found[identity] = [identity]
    return dict(sorted(found.items()))


def short_names(ids: Iterable[str]) -> dict[str, str]:
    """The shortest name of each id."""
    known = list(ids)
    means = by_beginning(known)
    return {one: next(name for name in beginnings(one) if means[name] == [one]) for one in known}


def short_path(kind: str, name: str) -> str:
    """`s/ligebehandling`, below a language root."""
    return f"{LETTERS[kind]}/{name}"
