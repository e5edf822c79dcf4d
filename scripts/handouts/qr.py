"""QR codes as SVG for print: no border (the paper is the quiet zone), error level M, no module under 0.5 mm."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import segno

MODULE_MM = 0.5
BYTES = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213)  # what versions 1, 2, 3 … hold at level M


def size_mm(address: str, least: float) -> float:
    """How wide to print the code of an address: `least` millimetres, or wider where its modules would be too small."""
    length = len(address.encode("utf-8"))
    version = next((number for number, most in enumerate(BYTES, 1) if length <= most), len(BYTES))
    return max(least, (17 + 4 * version) * MODULE_MM)


@lru_cache(maxsize=1024)
def qr_svg(address: str) -> str:
    """The code of an address as SVG text."""
    code = segno.make(address, error="m", mode="byte", micro=False, boost_error=False)
    return str(code.svg_inline(border=0, omitsize=True))


def with_codes(value: Any) -> Any:
    """The data with each code drawn: a `qr` that holds an `address` gets its `svg`."""
    if isinstance(value, list):
        return [with_codes(one) for one in value]
    if isinstance(value, dict):
        drawn = {key: with_codes(one) for key, one in value.items()}
        if isinstance(code := drawn.get("qr"), dict) and "address" in code:
            drawn["qr"] = {**code, "svg": qr_svg(str(code["address"]))}
        return drawn
    return value
