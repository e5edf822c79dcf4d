"""The index of the literature, and its pages by letter and by theme.

While all works fit on one page, the index holds them all; when they no longer do, each letter has its own page and the
index shows those that are used most. No page grows over `MAXIMUM_BYTES` of rows, however many works there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from scripts.publications import PUBLICATION_TYPES
from scripts.render.citing import CitedPage
from scripts.render.literature_filter import facets_of, filter_file
from scripts.render.parts import REFERENCE_FORMATS, cite_page
from scripts.render.site import ROOTS, PageContext, Site, staged_page
from scripts.render.work_groups import MAXIMUM_BYTES, Group, letters_of, over_pages, size_of, themes_of
from scripts.render.work_rows import WorkRow, row_of

MOST_USED = 40


def list_pages(site: Site) -> Iterator[tuple[str, str]]:
    """The staged index, and the pages by letter and by theme."""
    rows = {key: row_of(work, site) for key, work in site.works.items()}
    letters = letters_of(site, rows)
    if size_of(list(rows.values()), "") <= MAXIMUM_BYTES:
        yield (
            "literature/index.md",
            _index(site, rows, letters, {letter.title: f"#{letter.anchor}" for letter in letters}),
        )
    else:
        addresses = {letter.title: f"{letter.anchor}/" for letter in letters}
        yield "literature/index.md", _index(site, rows, [_most_used(site, rows)], addresses)
        yield from _letter_pages(site, letters)
    for theme in themes_of(site):
        yield from _theme_pages(site, theme, rows)


def _most_used(site: Site, rows: dict[str, WorkRow]) -> Group:
    keys = sorted(site.works, key=lambda key: -site.works[key].number_of_uses)[:MOST_USED]
    return Group(site.t("literature-most-used"), "mest-brugt", tuple(rows[key] for key in keys))


def _index(site: Site, rows: dict[str, WorkRow], groups: Sequence[Group], letters: dict[str, str]) -> str:
    address = "literature/"
    page = PageContext(site, address, "")
    title, lead = site.t("list-literature"), site.t("list-literature-lead", n=len(rows))
    values = {
        "title": title,
        "lead": lead,
        "downloads": _downloads("data/literature", page),
        "facets": facets_of(site),
        "data_url": page.url(filter_file(site), "da"),
        "words": _words(site, len(rows)),
        "letters": [{"title": letter, "url": url} for letter, url in letters.items()],
        "themes": _theme_links(site, page),
        "heading": site.t("literature-all") if len(groups) > 1 else groups[0].title if groups else "",
        "groups": _shown(groups, "", len(groups) > 1),
        "total": len(rows),
        "own": cite_page(CitedPage(title, address, site.language), page),
    }
    return _staged(site, title, lead, address, site.fill("literature_index.html", **values), [], filters=True)


def _words(site: Site, total: int) -> dict[str, str]:
    """What the filter says, for the script."""
    labels = {"one": site.t("n-works", n=1), "many": site.t("n-works", n=0)}
    return {
        "one": labels["one"].replace("1", "{n}"),
        "many": labels["many"].replace("0", "{n}"),
        "of": site.t("works-of", m=total),
        "chosen": str(site.labels["filters-chosen"]),
        "filters": site.t("filters"),
        "remove": str(site.labels["remove-filter"]),
        "clear": site.t("clear-all"),
        "none": site.t("no-works-match"),
        "rest": site.t("group-rest"),
        "failed": site.t("filter-failed"),
    }


def _letter_pages(site: Site, letters: Sequence[Group]) -> Iterator[tuple[str, str]]:
    parts = [
        (group, number, part) for group in letters for number, part in enumerate(over_pages([group], "../", site), 1)
    ]
    names = [f"{group.anchor}-{number}" if number > 1 else group.anchor for group, number, _ in parts]
    titles = [_numbered(site.t("literature-letter", letter=group.title), number, site) for group, number, _ in parts]
    for place, (group, _, part) in enumerate(parts):
        around = _around(names, titles, place, site)
        lead = site.t("literature-letter-lead", n=len(group.rows))
        address = f"literature/{names[place]}/"
        text = _list_page(site, address, titles[place], lead, part, around, "literature/", heading=False)
        yield f"literature/{names[place]}.md", text


def _theme_pages(site: Site, theme: str, rows: dict[str, WorkRow]) -> Iterator[tuple[str, str]]:
    by_type: dict[str, list[WorkRow]] = {}
    for key, work in site.works.items():
        if theme in work.reference.themes:
            by_type.setdefault(work.reference.publication_type, []).append(rows[key])
    kinds = [kind for kind in PUBLICATION_TYPES if kind in by_type]
    groups = [Group(site.label("publication-types", kind), kind, tuple(by_type[kind])) for kind in kinds]
    parts = list(over_pages(groups, "../../", site))
    names = [theme if number == 1 else f"{theme}-{number}" for number in range(1, len(parts) + 1)]
    title = site.t("literature-theme", theme=_in_sentence(site.label("themes", theme), site))
    titles = [_numbered(title, number, site) for number in range(1, len(parts) + 1)]
    lead = site.corpus.value("themes", theme).definition[site.language]
    for place, part in enumerate(parts):
        address = f"literature/themes/{names[place]}/"
        downloads = f"data/literature/themes/{theme}"
        around = _around(names, titles, place, site)
        other = f"literature/themes/{theme}/"
        yield (
            address.rstrip("/") + ".md",
            _list_page(site, address, titles[place], lead, part, around, other, downloads),
        )


def _in_sentence(label: str, site: Site) -> str:
    """A label after other words: Danish writes it small."""
    return label[0].lower() + label[1:] if site.language == "da" and label not in ("Danmark", "Norden") else label


def _numbered(title: str, number: int, site: Site) -> str:
    return title if number == 1 else site.t("literature-part", title=title, n=number)


def _around(names: list[str], titles: list[str], place: int, site: Site) -> list[dict[str, str]]:
    """Links to the page before and the page after."""
    found = []
    if place:
        found.append({"title": site.t("previous-page", title=titles[place - 1]), "url": f"../{names[place - 1]}/"})
    if place + 1 < len(names):
        found.append({"title": site.t("next-page", title=titles[place + 1]), "url": f"../{names[place + 1]}/"})
    return found


def _list_page(
    site: Site,
    address: str,
    title: str,
    lead: str,
    groups: Sequence[Group],
    around: list[dict[str, str]],
    counterpart: str,
    downloads: str = "",
    heading: bool = True,
) -> str:
    """`counterpart` is the address in the other language, which has other letters and other parts."""
    page = PageContext(site, address, "")
    values = {
        "title": title,
        "lead": lead,
        "downloads": _downloads(downloads, page) if downloads else [],
        "groups": _shown(groups, page.url("literature/"), heading),
        "around": around,
        "own": cite_page(CitedPage(title, address, site.language), page),
    }
    crumbs = [{"title": site.t("literature"), "url": "literature/"}]
    return _staged(site, title, lead, counterpart, site.fill("literature_list.html", **values), crumbs)


def _shown(groups: Sequence[Group], folder: str, heading: bool) -> list[dict[str, object]]:
    return [
        {
            "title": group.title if heading else "",
            "anchor": group.anchor,
            "count": str(len(group.rows)),
            "rows": Markup("\n").join(row.html(folder) for row in group.rows),
        }
        for group in groups
    ]


def _staged(
    site: Site, title: str, lead: str, counterpart: str, html: str, crumbs: list[dict[str, str]], filters: bool = False
) -> str:
    meta: dict[str, object] = {
        "title": title,
        "description": lead,
        "kind": "list",
        "section": "literature",
        "breadcrumbs": crumbs,
        "counterpart": ROOTS[site.other_language] + counterpart,
        "styles": ["sift", "literature"] if filters else ["literature"],
        "scripts": ["module:literature"] if filters else None,
        "toc": False,
    }
    return staged_page(meta, html)


def _downloads(base: str, page: PageContext) -> list[dict[str, str]]:
    return [
        {"title": page.site.t(kind), "url": page.url(f"{base}.{ending}", "da")} for kind, ending in REFERENCE_FORMATS
    ]


def _theme_links(site: Site, page: PageContext) -> list[dict[str, str]]:
    counts = {theme: sum(theme in work.reference.themes for work in site.works.values()) for theme in themes_of(site)}
    return [
        {"title": site.label("themes", theme), "url": page.url(f"literature/themes/{theme}/"), "count": str(count)}
        for theme, count in counts.items()
    ]
