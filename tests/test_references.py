"""A work as a record: names, dates, what is checked; what other programs get of it; likely duplicates; how to cite pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.check.lists import check_vocabulary
from scripts.cite.items import to_csl
from scripts.names import parse_name, parse_names
from scripts.parse.bibtex import parse_bibliography
from scripts.parse.yaml_text import parse_yaml
from scripts.publications import LANGUAGE_CODES, PUBLICATION_TYPES
from scripts.references import Reference, references_of
from scripts.render.citing import CitedPage, as_reference
from scripts.render.exports import to_bibtex, to_csl_json, to_ris
from scripts.render.metadata import citation_tags, json_ld
from scripts.report.duplicates import likely_duplicates
from scripts.settings import Settings

ROOT = Path(__file__).parent.parent
SETTINGS = Settings("https://example.org/", "https://example.org/{path}", "https://example.org/", "1.2", "2026-11-24")


def work(fields: str, kind: str = "article", key: str = "a2020b") -> Reference:
    return references_of(parse_bibliography(f"@{kind}{{{key}, {fields}}}").entries)[key]


NAMES = {
    "Grubb, Ane": ("Grubb", "Ane", "", "", ""),
    "Ane Grubb": ("Grubb", "Ane", "", "", ""),
    "la Cour, Anders": ("Cour", "Anders", "la", "", ""),
    "Anders la Cour": ("Cour", "Anders", "la", "", ""),
    "van der Berg, Ingmar": ("Berg", "Ingmar", "van der", "", ""),
    "Smith, Jr., John": ("Smith", "John", "", "Jr.", ""),
    "John Smith Jr.": ("Smith", "John", "", "Jr.", ""),
    "{Aalborg Kommune, Senior- og Omsorgsudvalget}": ("", "", "", "", "Aalborg Kommune, Senior- og Omsorgsudvalget"),
    "{A} og {B}": ("B", "A", "og", "", ""),
    "Plato": ("Plato", "", "", "", ""),
    "Kappel Petersen, Ellen": ("Kappel Petersen", "Ellen", "", "", ""),
    "Skov-Henriksen, Lars-Ole": ("Skov-Henriksen", "Lars-Ole", "", "", ""),
}


@pytest.mark.parametrize("text", NAMES)
def test_names(text: str) -> None:
    name = parse_name(text)
    assert (name.family, name.given, name.particle, name.suffix, name.literal) == NAMES[text]


def test_lists_of_names() -> None:
    names = parse_names("{Børne- og Socialministeriet} and la Cour, Anders and Nielsen, Bo and others")
    assert [one.last for one in names.people] == ["Børne- og Socialministeriet", "la Cour", "Nielsen"]
    assert names.others
    assert len(parse_names(" and ".join(f"Navn{n}, A" for n in range(200))).people) == 200
    assert parse_names("").people == ()


@given(st.text(st.sampled_from('{}, abÆ\\"and \n'), max_size=60))
@settings(deadline=None, max_examples=300)
def test_reading_names_never_raises(text: str) -> None:
    for person in parse_names(text).people:
        assert isinstance(person.inverted, str)


DATES = {
    "year = {2020}": (2020,),
    "year = {2020}, month = mar": (2020, 3),
    "year = {2020}, month = {March}, day = {4}": (2020, 3, 4),
    "date = {2020-03-04}": (2020, 3, 4),
    "date = {2020-03}": (2020, 3),
    "date = {2020-03-04/2020-05-01}": (2020, 3, 4),
    "year = {u.å.}": (),
    "note = {x}": (),
}


@pytest.mark.parametrize("fields", DATES)
def test_dates(fields: str) -> None:
    assert work(fields).date == DATES[fields]


CHECKED = {
    "verified = {https://a.dk}": "seen",
    "verified = {https://a.dk}, note = {Titel set; året er efter hukommelsen}": "partly",
    "verified = {https://a.dk}, note = {Title seen; year from memory}": "partly",
    "verified = {https://a.dk}, note = {Om minder og hukommelsestab er læst}": "partly",
    "verified = {memory}": "memory",
    "title = {x}": "memory",
}


@pytest.mark.parametrize("fields", CHECKED)
def test_how_far_the_details_are_checked(fields: str) -> None:
    assert work(fields).checked == CHECKED[fields]


ACCESS = {
    "access = {open}": "open",
    "access = {closed}, url = {https://a.dk}, verified = {https://a.dk}, pubtype = {web-page}": "closed",
    "url = {https://a.dk}, verified = {https://a.dk}, pubtype = {web-page}": "open",
    "url = {https://a.dk}, verified = {https://b.dk}, pubtype = {web-page}": "unknown",
    "url = {https://a.dk}, verified = {https://a.dk}, pubtype = {press}": "unknown",
    "title = {x}": "unknown",
}


@pytest.mark.parametrize("fields", ACCESS)
def test_access_is_never_guessed(fields: str) -> None:
    assert work(fields).access == ACCESS[fields]


def test_a_chapter_takes_from_its_book_what_it_does_not_say_and_says_it_alone() -> None:
    text = """@book{bog2016a, editor = {Bo, Ib}, title = {Bogen}, publisher = {Forlaget}, year = {2016}}
    @incollection{kap2016b, author = {Nu, Pia}, title = {Kapitlet}, crossref = {bog2016a}, pages = {1--2}}"""
    works = references_of(parse_bibliography(text).entries)
    chapter = works["kap2016b"]
    assert (chapter.container, chapter.publisher, chapter.year) == ("Bogen", "Forlaget", 2016)
    alone = references_of(parse_bibliography(to_bibtex([chapter])).entries)["kap2016b"]
    assert (alone.container, alone.publisher, alone.year) == ("Bogen", "Forlaget", 2016)
    assert "crossref" in to_bibtex(works.values())


def test_remarks_are_shown_in_the_language_of_the_page_or_marked() -> None:
    both = work("note = {Læst}, note_en = {Read}")
    assert both.remark("en") == {"text": "Read", "language": ""}
    assert both.remark("da") == {"text": "Læst", "language": ""}
    assert work("note = {Læst}").remark("en") == {"text": "Læst", "language": "da"}
    assert work("title = {x}").remark("en")["text"] == ""


ARTICLE = work(
    "author = {la Cour, Anders and {Aalborg Kommune}}, title = {A <b> & {VIVE}}, journal = {Politica}, year = {2020},"
    "volume = {4}, number = {1-2}, pages = {3--9}, doi = {10.1/x}, langid = {danish}, keywords = {aeldre, jura},"
    "verified = {memory}, pubtype = {peer-reviewed-article}"
)
BOOK = work(
    "editor = {Bo, Ib}, title = {B}, year = {2020}, publisher = {F}, isbn = {978-1}, langid = {english}", "book"
)


def test_ris() -> None:
    lines = to_ris([ARTICLE]).split("\r\n")
    assert lines[0] == "TY  - JOUR"
    for line in (
        "AU  - la Cour, Anders",
        "AU  - Aalborg Kommune",
        "TI  - A <b> & VIVE",
        "JO  - Politica",
        "SP  - 3",
        "EP  - 9",
    ):
        assert line in lines
    assert [line for line in lines if line][-1] == "ER  - "
    assert "ED  - Bo, Ib" in to_ris([BOOK])
    assert "TY  - BOOK" in to_ris([BOOK])


def test_csl_json() -> None:
    item = json.loads(to_csl_json(ARTICLE))
    assert item["type"] == "article-journal"
    assert item["author"] == [
        {"family": "Cour", "given": "Anders", "non-dropping-particle": "la"},
        {"literal": "Aalborg Kommune"},
    ]
    assert item["issued"] == {"date-parts": [[2020]]}
    assert (item["page"], item["DOI"], item["language"]) == ("3–9", "10.1/x", "da")
    assert "publisher" not in item


def test_every_work_of_the_real_file_has_all_three_forms() -> None:
    works = references_of(
        parse_bibliography((ROOT / "bibliography/references.bib").read_text(encoding="utf-8")).entries
    )
    for one in works.values():
        assert to_csl(one)["title"] and to_csl(one)["type"]
        ris = to_ris([one])
        assert ris.startswith("TY  - ") and ris.count("TY  - ") == ris.count("ER  - ") == 1
        assert all(line[2:6] == "  - " for line in ris.split("\r\n") if line)


def test_citation_tags_are_what_reference_managers_ask_for() -> None:
    tags = citation_tags(ARTICLE)
    assert ["citation_title", "A <b> & VIVE"] in tags
    assert [content for name, content in tags if name == "citation_author"] == ["la Cour, Anders", "Aalborg Kommune"]
    names = {name for name, _ in tags}
    assert {"citation_journal_title", "citation_firstpage", "citation_doi", "citation_publication_date"} <= names
    assert ["citation_isbn", "978-1"] in citation_tags(BOOK)
    thesis = citation_tags(work("title = {x}, school = {AAU}", "phdthesis"))
    assert ["citation_dissertation_institution", "AAU"] in thesis


KINDS = {
    "a book without a number": ("book", "title = {B}, publisher = {F}", "book", None),
    "an article": ("article", "title = {A}, journal = {J}, volume = {4}", "journalArticle", None),
    "an article without a volume": ("article", "title = {A}, journal = {J}", "magazineArticle", "J"),
    "a newspaper": ("online", "title = {A}, publisher = {P}, pubtype = {press}", "newspaperArticle", "P"),
    "a newspaper as journal": ("article", "title = {A}, journal = {P}, pubtype = {press}", "newspaperArticle", "P"),
    "a web page": ("online", "title = {A}, publisher = {P}", "webpage", "P"),
    "a law": ("online", "title = {A}, pubtype = {law}", "statute", None),
    "a ruling": ("misc", "title = {A}, pubtype = {ruling}", "case", None),
    "a chapter": ("incollection", "title = {A}, booktitle = {B}", "bookSection", None),
    "an evaluation": ("techreport", "title = {A}, institution = {P}, pubtype = {evaluation}", "report", None),
    "a thesis": ("phdthesis", "title = {A}, school = {P}", "thesis", None),
}
# What these tags make of a work, whatever else is said: Embedded Metadata.js of Zotero.
STRONGER = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}


@pytest.mark.parametrize("name", KINDS)
def test_reference_managers_are_told_what_kind_of_work_it_is(name: str) -> None:
    kind, fields, wanted, source = KINDS[name]
    tags = dict(map(tuple, citation_tags(work(fields, kind))))
    assert (tags["z:itemType"], tags.get("dc.source")) == (wanted, source)
    assert {STRONGER[tag] for tag in tags if tag in STRONGER} <= {wanted}
    if source:
        one = work(fields, kind)
        assert json.loads(to_csl_json(one))["container-title"] == source
        assert f"  - {source}\r\n" in re.sub(r"PB  - .*\r\n", "", to_ris([one]))


def test_schema_data_name_people_organisations_and_what_the_work_stands_in() -> None:
    data = json_ld(ARTICLE)
    assert data["@type"] == "ScholarlyArticle"
    assert [author["@type"] for author in data["author"]] == ["Person", "Organization"]
    assert data["isPartOf"]["name"] == "Politica"
    assert "isAccessibleForFree" not in data
    assert json_ld(work("access = {closed}"))["isAccessibleForFree"] is False


SAME = {
    "a doi": ("title = {A}, doi = {10.1000/Ab}", "title = {Something else}, doi = {10.1000/aB}", True),
    "a typing error": (
        "author = {Ulrich, Jens}, title = {Samskabelse: en typologi for praksis}, year = {2016}",
        "author = {Ulrich, J.}, title = {Samskabelse - en typologi for praxis}, year = {2017}",
        True,
    ),
    "a subtitle left out": (
        "author = {Ulrich, Jens}, title = {Samskabelse i velfærden}, year = {2016}",
        "author = {Ulrich, Jens}, title = {Samskabelse i velfærden: teori og praksis}, year = {2016}",
        True,
    ),
    "other years": (
        "author = {Ulrich, Jens}, title = {Årsrapport om frivillige}, year = {2016}",
        "author = {Ulrich, Jens}, title = {Årsrapport om frivillige}, year = {2019}",
        False,
    ),
    "other numbers": (
        "author = {{SKR}}, title = {Trin 1: Kortlæg hele området}, year = {2016}",
        "author = {{SKR}}, title = {Trin 2: Kortlæg hele området}, year = {2016}",
        False,
    ),
    "two dois": (
        "author = {Bo, Ib}, title = {Samskabelse i velfærden}, year = {2016}, doi = {10.1000/1}",
        "author = {Bo, Ib}, title = {Samskabelse i velfærden}, year = {2016}, doi = {10.1000/2}",
        False,
    ),
    "a reply by someone else": (
        "author = {MacLeod, Mary}, title = {Neoliberalism with a community face}, year = {2014}",
        "author = {Russell, Cormac}, title = {Neoliberalism with a community face?}",
        False,
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_likely_duplicates(name: str) -> None:
    first, second, same = SAME[name]
    pairs = likely_duplicates([work(first, key="a2016a"), work(second, key="b2016b")])
    assert [(pair.first.key, pair.second.key) for pair in pairs] == ([("a2016a", "b2016b")] if same else [])


def test_a_page_is_cited_as_the_editors_or_as_its_authors() -> None:
    own = as_reference(CitedPage("Ord & tal {1}", "cases/x/", "da", ("Redaktionen",)), SETTINGS)
    assert own.key == "vidensbasen2026casesx"
    assert own.makers[0].last == "Vidensbasen Samskabelse"
    people = as_reference(CitedPage("Ord", "cases/x/", "en", ("Anders la Cour", "Redaktionen")), SETTINGS)
    assert [one.inverted for one in people.authors] == ["la Cour, Anders"]
    text = to_bibtex([own])
    assert r"title   = {Ord \& tal {1}}" in text
    assert "version = {1.2}" in text and "date    = {2026-11-24}" in text
    assert "UR  - https://example.org/cases/x/" in to_ris([own])
    assert "UR  - https://example.org/en/cases/x/" in to_ris([people])


def test_kinds_and_languages_have_labels() -> None:
    lists, problems = check_vocabulary(parse_yaml((ROOT / "docs/vocabulary.yml").read_text(encoding="utf-8")), "")
    assert not problems
    assert tuple(value.id for value in lists["publication-types"]) == PUBLICATION_TYPES
    assert {value.id for value in lists["languages"]} == set(LANGUAGE_CODES.values()) | {"nb", "nn"}
    assert [value.id for value in lists["bibliography-checks"]] == ["seen", "partly", "memory"]
