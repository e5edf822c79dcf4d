"""A work as one row of a list: the same words in the static lists and in the filter's data."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scripts.link.works import Work
from scripts.references import Reference
from scripts.render.site import Site

_ROW = Markup(
    '<li><span class="who">{who}</span><div><a class="named" href="{url}"{language}>{title}</a>'
    "<p>{meta}{unsure}</p>{annotation}</div></li>"
)
_LANGUAGE = Markup(' lang="{}"')
_UNSURE = Markup(' <span class="badge dashed">{}</span>')
_ANNOTATION = Markup('<p class="good-for">{}</p>')


@dataclass(frozen=True)
class WorkRow:
    """`who` is the work as the text cites it (`Bentzen, 2020a`); `meta` where it stands and what it is; `language` of the
    title, where it is not the page's; `unsure` a word where its details are not checked."""

    key: str
    who: str
    title: str
    language: str
    meta: str
    unsure: str
    annotation: str

    def html(self, folder: str) -> Markup:
        """The row for a page from which the works' pages are at `folder`, such as `../`."""
        return _ROW.format(
            who=self.who,
            url=f"{folder}{self.key}/",
            language=_LANGUAGE.format(self.language) if self.language else "",
            title=self.title,
            meta=self.meta,
            unsure=_UNSURE.format(self.unsure) if self.unsure else "",
            annotation=_ANNOTATION.format(self.annotation) if self.annotation else "",
        )


def row_of(work: Work, site: Site) -> WorkRow:
    """The row of a work in the site's language."""
    reference = work.reference
    foreign = reference.language not in ("", site.language)
    parts = [
        reference.container or _publisher(reference),
        site.label("publication-types", reference.publication_type),
        in_language(reference.language, site) if foreign else "",
        site.t("open-access") if reference.access == "open" else "",
        site.t("n-pages-use", n=work.number_of_uses) if work.is_used else site.t("background"),
    ]
    return WorkRow(
        reference.key,
        site.short[reference.key],
        reference.title,
        reference.language if foreign else "",
        " · ".join(part for part in parts if part),
        site.t("not-checked") if reference.checked == "memory" else "",
        reference.annotation(site.language),
    )


def _publisher(reference: Reference) -> str:
    """Who published it, unless the author did: the row names the author already."""
    makers = {person.last for person in reference.makers}
    return "" if reference.publisher in makers else reference.publisher


def in_language(code: str, site: Site) -> str:
    """`på engelsk`, `in English`."""
    name = site.label("languages", code)
    return site.t("in-language", language=name.lower() if site.language == "da" else name)
