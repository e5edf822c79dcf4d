"""What stands at addresses that were published and have no page of their own any more, or none in this language.

A page that moved leads on without a script; one that was removed says why, and where to look; an English address whose
translation is missing leads to the Danish page. The changes (`docs/changes.yml`) come in, pages by their path go out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from scripts.link.corpus import Corpus
from scripts.parse.page import COLLECTED_PAGES, Kind
from scripts.records import LANGUAGES, Change, Language
from scripts.render.site import ROOTS, PageContext, Site, staged_page
from scripts.settings import Settings

MOVED: Mapping[Language, str] = {"da": "Siden er flyttet til", "en": "The page has moved to"}
ONLY_DANISH: Mapping[Language, str] = {"da": "Siden står her", "en": "This page is only in Danish"}
REMOVED: Mapping[Language, str] = {"da": "fjernet", "en": "removed"}
_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">{head}'
    "<title>{title}</title></head><body><p>{words}:</p><ul>{links}</ul></body></html>\n"
)


@dataclass(frozen=True)
class Target:
    """Where an address leads: an address below a language root, what it is called, the languages in which it stands."""

    address: str
    titles: Mapping[Language, str] = field(hash=False)
    languages: tuple[Language, ...] = LANGUAGES

    def path(self, language: Language) -> str:
        """Its path below the site's root: in this language, or in Danish where there is no translation."""
        return ROOTS[language if language in self.languages else "da"] + self.address


def leading_page(
    path: str, targets: Sequence[Target], words: str, language: Language, settings: Settings | None = None
) -> str:
    """A page at this path (`en/m/x/`) that leads on at once where it means one thing, and lists what else it can mean."""
    links = [(posixpath.relpath(one.path(language), path) + "/", one.titles[language]) for one in targets]
    head = Markup("")
    if len(links) == 1:
        head = Markup('<meta http-equiv="refresh" content="0; url={}">').format(links[0][0])
        if settings:
            canonical = settings.site_url + targets[0].path(language)
            head += Markup('<link rel="canonical" href="{}">').format(canonical)
    items = Markup("").join(Markup('<li><a href="{}">{}</a></li>').format(url, title) for url, title in links)
    title = links[0][1] if len(links) == 1 else words
    return str(_PAGE.format(language=language, head=head, title=title, words=words, links=items))


def moved_pages(corpus: Corpus, settings: Settings) -> dict[str, str]:
    """The pages that lead on, by path below the site's root."""
    files: dict[str, str] = {}
    for change in _ended(corpus):
        if change.what == "moved" and change.to:
            target = target_at(change.to, corpus)
            for language in LANGUAGES:
                path = ROOTS[language] + change.address
                files[f"{path}index.html"] = leading_page(path, [target], MOVED[language], language, settings)
    for entry in corpus.entries.values():
        if not entry.has("en") and entry.address in corpus.published:
            path, target = ROOTS["en"] + entry.address, target_at(entry.address, corpus)
            files[f"{path}index.html"] = leading_page(path, [target], ONLY_DANISH["en"], "en", settings)
    return files


def removed_pages(site: Site) -> Iterator[tuple[str, str]]:
    """The staged pages of what was removed, as (path, text)."""
    for change in _ended(site.corpus):
        if change.what == "removed" and change.why:
            yield f"{change.address.rstrip('/')}.md", _removed_page(change, change.why[site.language], site)


def _removed_page(change: Change, why: str, site: Site) -> str:
    page = PageContext(site, change.address, "")
    targets = [target_at(address, site.corpus) for address in change.see]
    items = [
        {
            "title": target.titles[site.language],
            "url": page.url(target.address, site.language if site.language in target.languages else "da"),
        }
        for target in targets
    ]
    folder = change.address.partition("/")[0]
    if f"{folder}/index.md" in COLLECTED_PAGES:
        items.append({"title": site.t("see-all-here"), "url": page.url(f"{folder}/")})
    items.append({"title": site.t("search-title"), "url": page.url("search/")})
    html = site.fill(
        "removed.html",
        title=site.t("page-removed"),
        lead=why,
        date=site.date(change.date),
        address=change.address,
        items=items,
    )
    meta = {
        "title": site.t("page-removed"),
        "description": why,
        "kind": "list",
        "section": "",
        "breadcrumbs": [],
        "robots": "noindex",
        "counterpart": ROOTS[site.other_language] + change.address,
    }
    return staged_page(meta, html)


def meanings(corpus: Corpus, kind: Kind) -> dict[str, Target]:
    """What each id of a kind means that there is or ever was: its page, where it moved to, or why it went."""
    found = {entry.id: target_at(entry.address, corpus) for entry in corpus.of_kind(kind)}
    for change in _ended(corpus):
        folder, _, identity = change.address.strip("/").partition("/")
        if folder == f"{kind}s" and identity and identity not in found:
            found[identity] = target_at(change.to or change.address, corpus)
    return dict(sorted(found.items()))


def target_at(address: str, corpus: Corpus) -> Target:
    """What stands at an address: an entry, a work, or another page, which is called by its address."""
    if entry := corpus.at_address(address):
        languages = tuple(language for language in LANGUAGES if entry.has(language))
        return Target(address, {language: entry.title(language) for language in LANGUAGES}, languages)
    folder, _, key = address.strip("/").partition("/")
    if folder == "literature" and key in corpus.references:
        return Target(address, dict.fromkeys(LANGUAGES, corpus.references[key].title))
    gone = any(change.address == address and change.what == "removed" for change in corpus.changes)
    names = {language: f"{address} ({REMOVED[language]})" if gone else address for language in LANGUAGES}
    return Target(address, names)


def _ended(corpus: Corpus) -> list[Change]:
    return [change for change in corpus.changes if change.what in ("moved", "removed")]
