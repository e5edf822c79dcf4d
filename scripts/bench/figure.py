"""One measured figure."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """What was measured; `budget` is what the design allows (the value may be up to it), or None where there is none."""

    name: str
    value: float
    unit: str
    budget: float | None

    @property
    def within(self) -> bool:
        return self.budget is None or self.value <= self.budget
