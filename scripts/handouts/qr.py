"""QR codes as SVG for print: no border (the paper is the quiet zone), error level M, no module under 0.5 mm."""

from __future__ import annotations

from functools import lru_cache

import segno

MODULE_MM = 0.5


@lru_cache(maxsize=1024)
def qr_svg(address: str) -> tuple[str, int]:
    """The code of an address as SVG text, and how many modules it is wide."""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    return str(code.svg_inline(border=0, omitsize=True)), int(code.symbol_size(border=0)[0])


def size_mm(modules: int, least: float) -> float:
    """How wide to print it: `least` millimetres, or wider where its modules would be too small to read."""
    return max(least, modules * MODULE_MM)
