"""The three ways in to contribute, for the page that introduces them: the form, the browser, git."""

from __future__ import annotations

from typing import Any

from scripts.contribute.new_file import new_file_url
from scripts.contribute.questions import form_names
from scripts.contribute.template import page_template
from scripts.link.corpus import Entry
from scripts.render.site import PageContext, Site

TEMPLATE_FILE = "data/templates/case.md"
NEW_CASE = "cases/skriv-id-her.md"


def doors(entry: Entry, page: PageContext) -> list[dict[str, Any]]:
    """The doors of the page `contribute/`; none on other pages."""
    if (entry.folder, entry.id) != ("contribute", "index"):
        return []
    site = page.site
    return [
        _door(
            page, "form", [_link(words[site.language], form_url(site, name)) for name, words in form_names().items()]
        ),
        _door(
            page,
            "browser",
            [
                _link(site.t("new-case-here"), new_case_url(site)),
                _link(site.t("get-template"), page.url(TEMPLATE_FILE, "da"), download=True),
                _link(site.t("browser-step-by-step"), page.url("contribute/in-the-browser/")),
            ],
        ),
        _door(
            page,
            "git",
            [
                _link(site.t("with-git-begin"), page.url("contribute/with-git/")),
                _link(site.t("all-fields"), page.url("contribute/fields/")),
                _link(site.t("all-checks"), page.url("contribute/checks/")),
            ],
        ),
    ]


def form_url(site: Site, name: str) -> str:
    """Where a form is filled in."""
    return f"{site.settings.form_url}?template={name}.yml"


def new_case_url(site: Site) -> str:
    """The editor of the forge, open on a new case."""
    return new_file_url(site.settings.new_url, NEW_CASE, case_template(site))


def case_template(site: Site) -> str:
    """A new case as a file to fill in."""
    choices = {name: list(values) for name, values in site.corpus.vocabulary.items()}
    return page_template("case", site.t("new-case-title"), choices, site.settings.date)


def template_files(site: Site) -> dict[str, str]:
    """Files to download, by path below the site's root."""
    return {TEMPLATE_FILE: case_template(site)}


def _door(page: PageContext, name: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"title": page.site.t(f"door-{name}"), "text": page.site.t(f"door-{name}-text"), "items": items}


def _link(title: str, url: str, download: bool = False) -> dict[str, Any]:
    return {"title": title, "url": url, "download": download, "outside": "://" in url}
