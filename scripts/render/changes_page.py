"""The page `/about/changes/` and the feed: what was added, reviewed, assessed, corrected, moved and removed, day by day."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from scripts.render.changes import OVERVIEWS, Event, days
from scripts.render.parts import ask_url, collected_page
from scripts.render.site import ROOTS, PageContext, Site

ADDRESS = "about/changes/"
FEED = "feed.xml"
DAYS_IN_FEED = 20
KIND_WORDS = {
    "case": "case",
    "model": "model",
    "tension": "tension",
    "potential": "potential",
    "guide": "change-page",
    "work": "literature",
}
_FEED = Markup(
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
    "<id>{here}</id>\n<title>{title}</title>\n<subtitle>{lead}</subtitle>\n<updated>{updated}T00:00:00Z</updated>\n"
    '<author><name>{author}</name></author>\n<link rel="self" href="{feed}"/>\n<link href="{here}"/>\n{entries}</feed>\n'
)
_ENTRY = Markup(
    "<entry>\n<id>{here}#d{day}</id>\n<title>{title}</title>\n<updated>{day}T00:00:00Z</updated>\n"
    '<link href="{here}#d{day}"/>\n<content type="html">{html}</content>\n</entry>\n'
)


def changes_pages(site: Site) -> list[tuple[str, str]]:
    """The staged page, as (path, text)."""
    page = PageContext(site, ADDRESS, "")
    shown = [
        {"title": site.date(day), "anchor": f"d{day}", "items": [_item(event, page) for event in events]}
        for day, events in days(site)
    ]
    title, lead = site.t("changes-title"), site.t("changes-lead")
    body = site.fill(
        "changes.html",
        title=title,
        lead=lead,
        status=_status(site),
        ask=ask_url(page),
        days=shown,
        feed=page.url(FEED),
    )
    return [("about/changes.md", collected_page(site, title, lead, ADDRESS, "", body))]


def _item(event: Event, page: PageContext) -> dict[str, Any]:
    return {
        "what": page.site.t(f"change-{event.what}"),
        "kind": "" if event.gathered or event.address == OVERVIEWS[event.kind] else page.site.t(KIND_WORDS[event.kind]),
        "title": event.title,
        "note": event.note,
        "url": page.url(event.address, event.language),
        "which": [{"title": one.title, "url": page.url(one.address, one.language)} for one in event.gathered],
    }


def feed_file(site: Site) -> dict[str, str]:
    """The same as an Atom feed (RFC 4287), by its path below the site's root."""
    root = site.settings.site_url + ROOTS[site.language]
    here = root + ADDRESS
    told = days(site)[:DAYS_IN_FEED]
    entries = [
        _ENTRY.format(here=here, day=day, title=site.date(day), html=str(_in_html(events, site)))
        for day, events in told
    ]
    text = _FEED.format(
        language=site.language,
        here=here,
        title=f"{site.t('site-name')}: {site.t('changes-title')}",
        lead=site.t("changes-lead"),
        updated=told[0][0] if told else site.settings.date,
        author=site.t("site-name"),
        feed=root + FEED,
        entries=Markup("").join(entries),
    )
    return {ROOTS[site.language] + FEED: str(text)}


def _in_html(events: list[Event], site: Site) -> Markup:
    item = Markup('<li>{}: <a href="{}">{}</a>{}</li>')
    items = [
        item.format(
            site.t(f"change-{one.what}"),
            site.settings.site_url + ROOTS[one.language] + one.address,
            one.title,
            Markup(" – ") + escape(one.note) if one.note else "",
        )
        for one in events
    ]
    return Markup("<ul>{}</ul>").format(Markup("").join(items))


def _status(site: Site) -> str:
    """How many pages a specialist has read."""
    reviews = [entry.record("da").review.status for entry in site.corpus.entries.values()]
    drafts = reviews.count("draft")
    if not drafts:
        return ""
    if drafts == len(reviews):
        return site.t("changes-all-drafts", m=len(reviews))
    return site.t("changes-some-drafts", reviewed=len(reviews) - drafts, m=len(reviews))
