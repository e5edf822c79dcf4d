"""The authors' Markdown as HTML: the tokens that were checked, written out and escaped.

HTML in the text is shown as text; links lead to the published page; citations are citeproc's; a glossary term is
explained at its first use.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token
from markupsafe import Markup, escape

from scripts.anatomy import MARKERS
from scripts.check.text import target_of
from scripts.parse.markdown import Block, Section
from scripts.references import is_web_address
from scripts.render.site import PageContext

_PLAIN = {
    "strong_open": Markup("<strong>"),
    "strong_close": Markup("</strong>"),
    "em_open": Markup("<em>"),
    "em_close": Markup("</em>"),
    "softbreak": Markup("\n"),
    "hardbreak": Markup("<br>\n"),
    "link_close": Markup("</a>"),
}
NOTES = ("editorial", "reservation", "tip", "stop")


def render_blocks(blocks: Iterable[Block], page: PageContext) -> Markup:
    """Blocks one after the other."""
    return Markup("\n").join(render_block(block, page) for block in blocks)


def render_block(block: Block, page: PageContext) -> Markup:
    """One block; a marked quote becomes a note."""
    if block.kind == "paragraph":
        return _element("p", render_inline(block.tokens[1], page))
    if block.kind in ("bullets", "numbers"):
        return _render_list(block, page)
    if block.kind == "quote":
        return _render_quote(block, page)
    if block.kind == "table":
        return _render_table(block, page)
    if block.kind == "code":
        return Markup("<pre><code>{}</code></pre>").format(block.tokens[0].content)
    if block.kind == "rule":
        return Markup("<hr>")
    return Markup("<p>{}</p>").format(block.tokens[0].content)


def render_inline(token: Token, page: PageContext) -> Markup:
    """The words of a paragraph, heading or cell."""
    return Markup("".join(_render_children(token.children or [], page)))  # each of them is safe


def render_heading(section: Section, page: PageContext) -> Markup:
    """A section's title, without explaining terms in it."""
    before, page.explain_terms = page.explain_terms, False
    html = render_inline(section.heading, page)
    page.explain_terms = before
    return html


def _element(tag: str, inner: Markup) -> Markup:
    return Markup(f"<{tag}>{inner}</{tag}>")


def without_marker(block: Block) -> Block:
    """The paragraph without its bold first words."""
    inline = block.tokens[1]
    children = list(inline.children or [])
    end = next(index for index, child in enumerate(children) if child.type == "strong_close")
    rest = children[end + 1 :]
    if rest and rest[0].type == "text":
        rest[0] = rest[0].copy(content=rest[0].content.lstrip())
    return Block(block.kind, (block.tokens[0], inline.copy(children=rest), block.tokens[2]), block.line)


def note_kind(block: Block, language: str) -> str:
    """`editorial`, `reservation`, `tip` or `stop` for a marked quote, else empty."""
    if block.kind != "quote" or not block.inner:
        return ""
    meaning = MARKERS[language].get(block.inner[0].marker, "")  # type: ignore[index]
    return meaning if meaning in NOTES else ""


def _render_list(block: Block, page: PageContext) -> Markup:
    tag = "ol" if block.kind == "numbers" else "ul"
    start = block.tokens[0].attrGet("start")
    opening = Markup('<{} start="{}">').format(tag, start) if start else Markup(f"<{tag}>")
    items = Markup("\n").join(_element("li", _render_item(item, page)) for item in block.items)
    return Markup("{}\n{}\n{}").format(opening, items, Markup(f"</{tag}>"))


def _render_item(item: Sequence[Block], page: PageContext) -> Markup:
    if item and item[0].kind == "paragraph" and item[0].tokens[0].hidden:
        first = render_inline(item[0].tokens[1], page)
        return first + render_blocks(item[1:], page)
    return render_blocks(item, page)


def _render_quote(block: Block, page: PageContext) -> Markup:
    kind = note_kind(block, page.site.language)
    inner = block.inner
    if not kind:
        return _element("blockquote", render_blocks(inner, page))
    text = render_blocks([without_marker(inner[0]), *inner[1:]], page)
    return Markup(getattr(page.site.components, kind)(text))


def _render_table(block: Block, page: PageContext) -> Markup:
    head, *body = block.rows
    headings = Markup("").join(_heading_cell(render_inline(cell, page)) for cell in head)
    rows = Markup("\n").join(
        _element("tr", Markup("").join(_element("td", render_inline(cell, page)) for cell in row)) for row in body
    )
    return Markup('<div class="table"><table><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table></div>').format(
        headings, rows
    )


def _heading_cell(words: Markup) -> Markup:
    """A column's heading; the corner above row names has none, and an empty heading is read out as one."""
    return Markup('<th scope="col">{}</th>').format(words) if words.strip() else Markup("<td></td>")


def _render_children(children: Sequence[Token], page: PageContext) -> Iterable[Markup]:
    in_link = False
    for child in children:
        if child.type in ("text", "text_special"):
            yield escape(child.content) if in_link else _explain(child.content, page)
        elif child.type == "citation":
            citation = child.meta["citation"]
            yield page.cite(citation.source, [item.key for item in citation.items])
        elif child.type == "link_open":
            in_link = True
            yield _open_link(str(child.attrGet("href") or ""), page)
        elif child.type == "image":
            yield _image(child, page)
        elif child.type in _PLAIN:
            in_link = in_link and child.type != "link_close"
            yield _PLAIN[child.type]
        elif child.type == "code_inline":
            yield Markup("<code>{}</code>").format(child.content)
        else:
            yield escape(child.content)


def _open_link(address: str, page: PageContext) -> Markup:
    if is_web_address(address):
        return Markup('<a class="external" href="{}" rel="noreferrer">').format(address)
    path, _, anchor = address.partition("#")
    target = page.site.corpus.at(target_of(path, page.path) or "") if path else None
    if target is not None:
        return Markup('<a href="{}">').format(page.url_of(target, anchor))
    return Markup('<a href="#{}">').format(anchor) if anchor and not path else Markup("<a>")


def _image(token: Token, page: PageContext) -> Markup:
    target = target_of(str(token.attrGet("src") or ""), page.path) or ""
    source = page.url(posixpath.join("images", posixpath.basename(target)), "da")
    image = page.site.corpus.images.get(target)
    size = f' width="{image.width}" height="{image.height}"' if image and image.width and image.height else ""
    return Markup('<img src="{}" alt="{}"{} loading="lazy">').format(source, token.content, Markup(size))


def _explain(text: str, page: PageContext) -> Markup:
    pattern = page.site.term_pattern
    if not page.explain_terms or pattern is None:
        return escape(text)
    small = text.lower()
    if len(small) != len(text):  # a letter that becomes two, such as İ: no place would be right
        return escape(text)
    parts: list[Markup] = []
    position = 0
    for match in pattern.finditer(small):
        identity = page.site.term_by_word[match[1]]
        if identity in page.terms:
            continue
        page.terms.add(identity)
        definition = page.site.corpus.terms[identity].definition[page.site.language]
        parts.append(escape(text[position : match.start()]))
        link = Markup('<a class="term" href="{}" title="{}">{}</a>')
        parts.append(link.format(page.url(f"glossary/#{identity}"), definition, text[match.start() : match.end()]))
        position = match.end()
    rest = escape(text[position:])
    return Markup("").join([*parts, rest]) if parts else rest


_BLANK = re.compile(r"\n\s*\n")


def one_block(html: str) -> str:
    """HTML that Markdown leaves alone: one block without blank lines, from the first column."""
    return _BLANK.sub("\n", html.strip())
