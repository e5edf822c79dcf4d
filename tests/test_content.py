"""The real content: without errors, as much as was promised, the same in both languages, and nothing stale."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from conftest import REPOSITORY

from scripts.check.run import Checked, check_repository
from scripts.commands.check import as_text, today
from scripts.link.corpus import Corpus, Entry, link
from scripts.parse.markdown import plain_text
from scripts.parse.page import Kind
from scripts.read.files import read_sources
from scripts.records import LANGUAGES, Case, CoCreationModel, GuidePage

USABLE = ("practice", "organisational")
# Cases that the project is about not hiding: claims that did not hold, a partnership ruled unlawful, needs not heard.
TROUBLED = ("uk-living-well-cornwall-age-uk-picp", "se-alingsaas-iop-ginstgaarden", "bestilte-faellesskaber")


@cache
def checked() -> Checked:
    sources, images = read_sources(REPOSITORY)
    return check_repository(sources, images, today())


@cache
def corpus() -> Corpus:
    return link(checked())


def cases() -> list[Case]:
    return [record for entry in corpus().of_kind("case") if isinstance(record := entry.record("da"), Case)]


def test_the_content_has_no_error() -> None:
    assert as_text(checked().errors, "en") == ""


def test_every_page_has_a_translation_that_is_not_older_than_it() -> None:
    advice = [problem for problem in checked().problems if problem.code.startswith("translation-")]
    assert as_text(advice, "en") == ""
    assert [entry.id for entry in corpus().entries.values() if not entry.has("en")] == []


def test_there_are_as_many_cases_as_promised_in_each_field_and_from_denmark() -> None:
    fields = Counter(field for case in cases() for field in case.fields)
    others = [case for case in cases() if not {"aeldre", "flygtninge"} & set(case.fields)]
    assert len(cases()) >= 36
    assert fields["aeldre"] >= 15
    assert fields["flygtninge"] >= 13
    assert len(others) >= 5
    assert sum(case.country == "DK" for case in cases()) >= 24


def test_trouble_and_what_did_not_help_is_told() -> None:
    reported = [[one.direction for one in case.outcomes] for case in cases() if isinstance(case.outcomes, tuple)]
    assert sum(bool({"none", "worse", "mixed"} & set(directions)) for directions in reported) >= 6
    assert all(("case", "cases", identity) in corpus().entries for identity in TROUBLED)


def test_there_are_as_many_models_as_promised_and_most_can_be_used() -> None:
    models = [
        record for entry in corpus().of_kind("model") if isinstance(record := entry.record("da"), CoCreationModel)
    ]
    assert len(models) >= 15
    assert sum(model.kind in USABLE for model in models) >= 11
    typologies = {
        entry.id for entry in corpus().of_kind("model") if getattr(entry.record("da"), "kind", "") == "typology"
    }
    assert "indlejret-og-udvendig" in typologies


PROMISED: dict[Kind, int] = {"tension": 18, "potential": 9}


@pytest.mark.parametrize("kind", PROMISED)
def test_there_are_as_many_tensions_and_potentials_as_promised(kind: Kind) -> None:
    assert len(corpus().of_kind(kind)) >= PROMISED[kind]


FOLDERS = {
    "fields": {"aeldre", "flygtninge", "andre"},
    "roles": {"ledere", "frivillige", "medarbejdere", "brugere", "bestyrelser"},
    "levels": {"organisatorisk", "praktisk"},
    "guide": {
        "start",
        "who-does-what",
        "first-meeting-to-agreement",
        "when-it-gets-hard",
        "keeping-it-alive",
        "following-up",
        "law",
        "ways-out",
    },
    "about": {"project", "method", "knowledge-profile", "accessibility", "privacy", "licence"},
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_promised_page_is_written(folder: str) -> None:
    assert FOLDERS[folder] <= {entry.id for entry in corpus().in_folder(folder)}


def test_the_guide_follows_the_course_of_a_collaboration() -> None:
    pages = [record for entry in corpus().in_folder("guide") if isinstance(record := entry.record("da"), GuidePage)]
    assert {page.moment for page in pages} >= {value.id for value in checked().lists.vocabulary["moments"]} - {
        "outside"
    }


def test_the_glossary_and_the_questions_are_as_large_as_promised() -> None:
    assert len(corpus().terms) >= 60
    assert len(corpus().questions) >= 40


def test_every_case_is_as_long_as_one_wants_to_read() -> None:
    for entry in corpus().of_kind("case"):
        for language in LANGUAGES:
            words = len(plain_text(entry.edition(language).body.tokens).split())
            assert 350 <= words <= 850, (entry.id, language, words)


def cited(entry: Entry, language: str) -> set[tuple[str, str]]:
    """Each work with the anchor of the section that cites it."""
    outline = entry.editions[language].outline  # type: ignore[index]
    return {(one.anchor, item.key) for one in outline.cited for item in one.citation.items}


def test_a_translation_cites_the_same_works_in_the_same_sections_as_its_original() -> None:
    differing = {entry.id: cited(entry, "da") ^ cited(entry, "en") for entry in corpus().entries.values()}
    assert {identity: works for identity, works in differing.items() if works} == {}


def test_a_translation_links_to_the_same_pages_as_its_original() -> None:
    for entry in corpus().entries.values():
        found = [
            sorted(address for address, _ in entry.editions[language].outline.links if "://" not in address)
            for language in LANGUAGES
        ]
        assert found[0] == found[1], entry.id


def test_a_case_cites_no_work_that_it_does_not_list_among_its_sources() -> None:
    for entry in corpus().of_kind("case"):
        record = entry.record("da")
        assert isinstance(record, Case)
        keys = {key for key, _ in entry.editions["da"].outline.citations}
        assert keys <= {source.key for source in record.sources}, entry.id


def test_every_case_tells_of_all_four_parties_and_says_what_is_editorial() -> None:
    for entry in corpus().of_kind("case"):
        for language, words in (("da", "Redaktionel vurdering."), ("en", "Editors' judgement.")):
            body = entry.edition(language).body  # type: ignore[arg-type]
            for title in {"da": ("Læring", "Overførbarhed"), "en": ("Learning", "Transferability")}[language]:
                section = body.section(title)
                assert section is not None
                markers = [inner.marker for block in section.blocks for inner in (block, *block.inner)]
                assert words in markers, (entry.id, title)
