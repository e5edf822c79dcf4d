"""The page of everything to print, with the ready-made packs; a small script lets one put a pack together."""

from __future__ import annotations

from typing import Any

from scripts.alphabet import sort_key
from scripts.render.parts import collected_page
from scripts.render.printed import Printed
from scripts.render.site import PageContext, Site

ADDRESS = "handouts/"
GROUPS = ("models", "tensions", "potentials", "worksheets", "decks", "booklets")
A5 = "booklets"  # printed another way, so it goes into no pack
TAGS = {"da": "da-DK", "en": "en-GB"}
KILOBYTE = 1024
FIRST = ("worksheets/blank", "booklets/all")


def handout_pages(site: Site) -> list[tuple[str, str]]:
    """The staged page, as (path, text)."""
    page = PageContext(site, ADDRESS, "")
    title, lead = site.t("list-handouts"), site.t("list-handouts-lead")
    groups = [_group(group, site, page) for group in GROUPS]
    packs = [
        {
            "title": site.label("fields", pack.field),
            "url": page.url(f"{ADDRESS}packs/{pack.field}.pdf"),
            "note": site.t("pack-note", n=pack.files, pages=pack.pages, size=size_words(pack.size, site)),
        }
        for pack in site.packs
    ]
    shown = [group for group in groups if group["rows"]]
    guide = site.corpus.entries.get(("guide", "guide", "printing"))
    html = site.fill(
        "handouts.html",
        title=title,
        lead=lead,
        groups=shown,
        packs=packs,
        guide=page.url_of(guide) if guide else "",
        tag=TAGS[site.language],
    )
    return [
        (
            "handouts/index.md",
            collected_page(site, title, lead, ADDRESS, "", html, styles=["handouts"], scripts=["module:pack"]),
        )
    ]


def _group(group: str, site: Site, page: PageContext) -> dict[str, Any]:
    rows = [_row(printed, site, page) for printed in site.printed if printed.name.split("/")[0] == group]
    rows.sort(key=lambda row: (row["name"] not in FIRST, sort_key(str(row["title"]), site.language)))
    return {"id": group, "title": site.t(f"handouts-{group}"), "note": site.t(f"handouts-{group}-note"), "rows": rows}


def _row(printed: Printed, site: Site, page: PageContext) -> dict[str, Any]:
    return {
        "name": printed.name,
        "title": _short_title(printed, site),
        "full": printed.title,
        "url": page.url(f"{ADDRESS}{printed.name}.pdf"),
        "note": site.t("file-note", n=printed.pages, size=size_words(printed.size, site)),
        "pages": printed.pages,
        "pick": not printed.name.startswith(A5),
        "word_url": page.url(f"{ADDRESS}{printed.name}.docx") if printed.word_size else "",
        "word_note": size_words(printed.word_size, site),
    }


def _short_title(printed: Printed, site: Site) -> str:
    """What the list calls it: a filled worksheet by its model, a booklet by its part."""
    group, _, name = printed.name.partition("/")
    if group in ("worksheets", "booklets") and ": " in printed.title:
        return printed.title.partition(": ")[2]
    if name in ("blank", "all"):
        return site.t(f"handouts-{group}-{name}")
    return printed.title


def size_words(size: int, site: Site) -> str:
    """`77 kB`, `1,2 MB`."""
    kilobytes = size / KILOBYTE
    if kilobytes < 1000:
        return f"{max(1, round(kilobytes))}\u00a0kB"
    megabytes = f"{kilobytes / KILOBYTE:.1f}\u00a0MB"
    return megabytes.replace(".", ",") if site.language == "da" else megabytes
