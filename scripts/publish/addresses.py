"""What a printed page needs to lead a reader on: its own address, and that of each page of ours that it links to.

They are written into the finished HTML, since only there is every link resolved; the style sheet for print shows them.
The addresses are short: those of models, tensions and potentials are the ones on the handouts.
"""

from __future__ import annotations

import posixpath
import re

from scripts.render.short_pages import Addresses

PLACE = '<p class="print-address" hidden></p>'
_ARTICLE = re.compile(r"<article.*?</article>", re.S)
_LINK = re.compile(r'<a href="(?P<href>(?:\.\./)+(?:[a-z]+/)*[a-z0-9-]+/)(?P<anchor>#[^"]*)?"')
_KINDS = frozenset({"models", "tensions", "potentials", "cases", "guide", "fields", "roles", "levels"})


def with_addresses(html: str, page: str, addresses: Addresses) -> str:
    """The page at this path (`en/models/abcd/`) with its address, and the addresses behind its links."""
    if not addresses.host or PLACE not in html:
        return html
    html = html.replace(PLACE, f'<p class="print-address" hidden>{addresses.of(page)}</p>', 1)
    return _ARTICLE.sub(
        lambda found: _LINK.sub(lambda link: _addressed(link, page, addresses), found[0]), html, count=1
    )


def _addressed(link: re.Match[str], page: str, addresses: Addresses) -> str:
    path = posixpath.normpath(posixpath.join(page, link["href"])) + "/"
    kind, _, identity = path.removeprefix("en/").strip("/").partition("/")
    if kind not in _KINDS or not identity or path == page:
        return link[0]
    return f'{link[0]} data-address="{addresses.of(path)}"'
