"""How to cite a page of the site itself: in words (APA), and as a reference for BibTeX and RIS.

A page's title, address and authors come in. Who wrote "Redaktionen" as contributor is cited as the knowledge base itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts.names import PersonName, parse_name
from scripts.records import Language
from scripts.references import Reference
from scripts.render.site import ROOTS, Site
from scripts.settings import Settings

EDITORS = ("Redaktionen", "The editors")
OWN_NAME = "Vidensbasen Samskabelse"
_LANGID: dict[Language, str] = {"da": "danish", "en": "english"}


@dataclass(frozen=True)
class CitedPage:
    """A page as one cites it. `address` is below the language root; `contributors` as in the page's header."""

    title: str
    address: str
    language: Language
    contributors: tuple[str, ...] = ()

    @property
    def authors(self) -> tuple[PersonName, ...]:
        """The people who wrote it; none where the editors did."""
        return tuple(parse_name(name) for name in self.contributors if name not in EDITORS)

    @property
    def name(self) -> str:
        """The page's name in a file name: `cases-elderlearn`."""
        return name_of(self.address)


def name_of(address: str) -> str:
    """An address as part of a file name."""
    return address.strip("/").replace("/", "-") or "front"


def in_words(cited: CitedPage, site: Site) -> Markup:
    """The page as a reference list names it (APA), with version and date."""
    settings = site.settings
    version = site.t("version", version=settings.version, date=site.date(settings.date))
    authors = _listed([_short(person) for person in cited.authors], cited.language) or f"{site.t('site-name')}."
    publisher = f" {site.t('site-name')}." if cited.authors else ""
    address = settings.site_url + ROOTS[cited.language] + cited.address
    return Markup("{} ({}). <em>{}</em> ({}).{} {}").format(
        authors, settings.date[:4], cited.title, version, publisher, address
    )


def as_reference(cited: CitedPage, settings: Settings) -> Reference:
    """The page as a work, so that it is written as BibTeX and RIS like any other."""
    year = settings.date[:4]
    people = " and ".join(f"{{{person.literal}}}" if person.literal else person.inverted for person in cited.authors)
    fields = {
        "author": people or f"{{{OWN_NAME}}}",
        "title": cited.title,
        "year": year,
        "date": settings.date,
        "version": settings.version,
        "organization": OWN_NAME if people else "",
        "url": settings.site_url + ROOTS[cited.language] + cited.address,
        "langid": _LANGID[cited.language],
    }
    key = re.sub(r"[^a-z0-9]", "", cited.name)
    return Reference(f"vidensbasen{year}{key}", "online", {name: value for name, value in fields.items() if value})


def _short(person: PersonName) -> str:
    """`la Cour, A. B.`"""
    initials = " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in person.given.split())
    return f"{person.last}, {initials}" if initials else f"{person.last}."


def _listed(names: Sequence[str], language: Language) -> str:
    """`A, B & C` in Danish, `A, B, & C` in English."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{',' if language == 'en' else ''} & {names[-1]}"
