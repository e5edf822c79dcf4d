"""Pandoc's formatted text to HTML that is safe by construction: every word is escaped, only known marks are written.

Source of the form: https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

_MARKS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def html_of(inlines: Iterable[Any]) -> str:
    """The inlines as HTML; links only to `http(s)`; what is not known keeps its words."""
    return "".join(_one(inline) for inline in inlines)


def _one(inline: Any) -> str:
    kind, content = inline["t"], inline.get("c")
    if kind == "Str":
        return escape(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in _MARKS:
        return f"<{_MARKS[kind]}>{html_of(content)}</{_MARKS[kind]}>"
    if kind == "Link":
        return _link(content)
    if kind == "Quoted":
        opening, closing = _QUOTES[content[0]["t"]]
        return f"{opening}{html_of(content[1])}{closing}"
    if kind in ("Span", "Cite"):
        return html_of(content[1])
    if kind in ("Code", "Math", "RawInline"):
        return escape(content[1])
    return html_of(content) if isinstance(content, list) else ""


def _link(content: Any) -> str:
    words, address = html_of(content[1]), content[2][0]
    if not address.startswith(("https://", "http://")):
        return words
    return f'<a class="external" href="{escape(address)}" rel="noreferrer">{words}</a>'
