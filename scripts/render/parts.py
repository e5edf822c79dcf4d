"""The parts that pages have in common: header for MkDocs, head, references, how to cite, end of page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from scripts.anatomy import SectionRule
from scripts.link.corpus import Entry
from scripts.parse.markdown import Block, Section
from scripts.records import Page
from scripts.render.citing import EDITORS, CitedPage, in_words, name_of
from scripts.render.html import note_kind, render_block, render_blocks, render_inline, without_marker
from scripts.render.searching import entry_found_by, list_found_by
from scripts.render.site import ROOTS, PageContext, Site, staged_page

SECTION_LABELS = {
    "cases": "cases",
    "models": "models",
    "tensions": "tensions",
    "potentials": "potentials",
    "guide": "guide",
}
# The forms of a reference for other programs: the word for it (labels.yml), and the end of its file's name.
REFERENCE_FORMATS = (("bibtex", "bib"), ("ris", "ris"), ("csl-json", "json"))
TAB_OF = {"about": "", "fields": "", "roles": "", "levels": "", "contribute": "contribute"}


def context_of(entry: Entry, page_site: Any) -> PageContext:
    """The context of an entry's own page."""
    return PageContext(page_site, entry.address, entry.edition(page_site.language).path)


def whole_page(entry: Entry, page: PageContext, body: str, **extra: object) -> str:
    """An entry's staged page; `body` is its HTML."""
    site, record = page.site, entry.record(page.site.language)
    meta: dict[str, object] = {
        "title": record.title,
        "description": record.summary,
        "kind": entry.kind,
        "section": TAB_OF.get(entry.folder, entry.folder),
        "breadcrumbs": breadcrumbs(entry, page),
        "edit": edit_url(entry, page),
        "contributors": [name for name in record.contributors if name not in EDITORS],
        "styles": ["citations"] if page.cited else None,
        "scripts": ["citations"] if page.cited else None,
        "search": entry_found_by(entry, page, body),
    }
    if entry.has(site.other_language):
        meta["counterpart"] = ROOTS[site.other_language] + entry.address
    return staged_page({**meta, **extra}, body)


def collected_page(
    site: Site, title: str, description: str, address: str, section: str, html: str, source: str = "", **extra: object
) -> str:
    """The staged page of something collected (a list, the codebook), which is the same in both languages.

    How to cite it is put below, and where to mend it if it is made from one file, `source`.
    """
    own = cite_page(CitedPage(title, address, site.language), PageContext(site, address, ""))
    meta = {
        "title": title,
        "description": description,
        "kind": "list",
        "section": section,
        "breadcrumbs": [],
        "counterpart": ROOTS[site.other_language] + address,
        "search": list_found_by(title, description, site),
    }
    end = site.components.list_end(site.settings.edit_url.format(path=source)) if source else ""
    return staged_page({**meta, **extra}, f"{html}{site.components.cite_this_page(own)}{end}")


def breadcrumbs(entry: Entry, page: PageContext) -> list[dict[str, str]]:
    """The way from the front page to this page's folder, as addresses below the language root."""
    if entry.folder in SECTION_LABELS:
        return [{"title": page.site.t(SECTION_LABELS[entry.folder]), "url": f"{entry.folder}/"}]
    if entry.folder == "contribute":
        return [{"title": page.site.t("contribute"), "url": "contribute/"}]
    return []


def edit_url(entry: Entry, page: PageContext) -> str:
    """Where the page's own source is edited."""
    return page.site.settings.edit_url.format(path=entry.edition(page.site.language).path)


def ask_url(page: PageContext) -> str:
    """Where one who knows more can write."""
    return page.url("contribute/")


def draft_url(record: Page, page: PageContext) -> str:
    """The notice's link while no specialist has read the page, else empty."""
    return ask_url(page) if record.review.status == "draft" else ""


def stale_note(entry: Entry, page: PageContext) -> str:
    """A word to the reader where the translation is older than the Danish page."""
    return page.site.t("translation-older") if entry.is_stale(page.site.language) else ""


def page_end(entry: Entry, page: PageContext, data: str = "") -> dict[str, str]:
    """Arguments of `page_end`."""
    review = entry.record(page.site.language).review
    return {
        "reviewed": "" if review.last == "unknown" else page.site.date(review.last),
        "next": page.site.date(review.next),
        "cite": "#cite-page",
        "edit": edit_url(entry, page),
        "data": data,
    }


def references(page: PageContext) -> dict[str, Any]:
    """The page's reference list, in the order of a bibliography, each with the way back and the way on."""
    items = [
        {
            "anchor": f"ref-{key}",
            "html": Markup(page.site.entries[key]) + back_links(page.cited[key], page),
            "used_url": page.url(f"literature/{key}/"),
        }
        for key in sorted(page.cited, key=lambda key: page.site.order.get(key, 0))
    ]
    base = page.url(f"data/references/{page.site.language}/{name_of(page.address)}", "da")
    files = [{"title": page.site.t(kind), "url": f"{base}.{ending}"} for kind, ending in REFERENCE_FORMATS]
    return {"anchor": "kilder", "items": items, "files": files if items else []}


def back_links(anchors: Sequence[str], page: PageContext) -> Markup:
    """Links back to where the work is cited on the page."""
    links = [
        Markup('<a class="back" href="#{}" aria-label="{}">↑{}</a>').format(
            anchor, page.site.t("back-to-text", n=number), number if len(anchors) > 1 else ""
        )
        for number, anchor in enumerate(anchors, 1)
    ]
    return Markup(" ") + Markup(" ").join(links) if links else Markup("")


def cite_box(entry: Entry, page: PageContext) -> dict[str, Any]:
    """How to cite an entry's page, in words and as files."""
    record = entry.record(page.site.language)
    return cite_page(CitedPage(record.title, entry.address, page.site.language, record.contributors), page)


def cite_page(cited: CitedPage, page: PageContext) -> dict[str, Any]:
    """How to cite a page, in words and as files: arguments of `cite_box`, and its anchor."""
    base = page.url(f"data/cite/{cited.language}/{cited.name}", "da")
    files = [{"title": page.site.t(kind), "url": f"{base}.{ending}"} for kind, ending in REFERENCE_FORMATS[:2]]
    return {"anchor": "cite-page", "html": in_words(cited, page.site), "files": files}


def notes(sections: Iterable[tuple[str, Section]], page: PageContext) -> dict[str, list[dict[str, Any]]]:
    """The marked quotes of each section, by its anchor."""
    found: dict[str, list[dict[str, Any]]] = {}
    for anchor, section in sections:
        for block in section.blocks:
            if kind := note_kind(block, page.site.language):
                found.setdefault(anchor, []).append({"kind": kind, "html": note_html(block, page)})
    return found


def note_html(block: Block, page: PageContext) -> Markup:
    """A marked quote's text without its marker."""
    inner = block.inner
    return render_blocks([without_marker(inner[0]), *inner[1:]], page)


def plain_blocks(section: Section, page: PageContext) -> list[Block]:
    """A section's blocks without its marked quotes."""
    return [block for block in section.blocks if not note_kind(block, page.site.language)]


def prose(section: Section, page: PageContext) -> Markup:
    """A section's text, its marked quotes where they stand."""
    return Markup("\n").join(render_block(block, page) for block in section.blocks)


def list_items(section: Section, page: PageContext) -> list[Markup]:
    """The items of a section's first list, as inline text."""
    block = next((block for block in section.blocks if block.kind in ("bullets", "numbers")), None)
    if block is None:
        return []
    return [
        Markup(" ").join(render_inline(part.tokens[1], page) for part in item if part.kind == "paragraph")
        for item in block.items
    ]


# Who speaks in each part of a logic block.
_SPEAKERS = {
    "det-offentlige": "public",
    "de-frivillige": "civil",
    "kompromiset": "shared",
    "her-moedes-de": "shared",
}


def logic_block(rule: SectionRule, section: Section, page: PageContext) -> dict[str, Any]:
    """What the public side says, what the volunteers say, and where they meet: the arguments of `c.joint()` with a heading."""
    language = page.site.language
    panels = {
        _SPEAKERS[part.id]: {"label": part.title(language), **_spoken(inner, page)}
        for part in rule.parts
        if (inner := section.section(part.title(language)))
    }
    return {"title": rule.title(language), "anchor": rule.id, **panels}


def _spoken(section: Section, page: PageContext) -> Mapping[str, Markup]:
    """A panel of the logic block: the spoken line, then the reason."""
    line, *reason = section.blocks
    return {"line": render_inline(line.tokens[1], page), "reason": render_blocks(reason, page)}
