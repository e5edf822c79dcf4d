"""Citations: how they read in both languages, the letters after the years, and when pandoc is asked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.alphabet import letter_of, sort_key
from scripts.cite import pandoc
from scripts.cite.citations import Rendered, render_citations
from scripts.cite.locators import locator_text
from scripts.cite.pandoc import CitationToolMissing, plain
from scripts.cite.style import style_text
from scripts.parse.bibtex import parse_bibliography
from scripts.parse.citations import parse_citation
from scripts.records import Language
from scripts.references import Reference, references_of

REAL_FILE = Path(__file__).parent.parent / "bibliography" / "references.bib"
WORKS = r"""
@article{grubb2021speaking, author = {Grubb, Ane and Frederiksen, Morten}, title = {Speaking on behalf},
  year = {2021}, journal = {Public Management Review}, volume = {24}, number = {1-2}, pages = {3--19},
  doi = {10.1080/14719037.2021.1945665}, langid = {english}}
@article{grubb2021civic, author = {Grubb, Ane}, title = {Civic help}, year = {2021}, journal = {Voluntas},
  langid = {english}}
@article{grubb2021before, author = {Grubb, Ane}, title = {Before help}, year = {2021}, journal = {Voluntas},
  langid = {english}}
@book{alm2020den, author = {la Cour, Anders and Hansen, Åse and Bo, Ib}, title = {Den frivillige}, edition = {2},
  year = {2020}, publisher = {Samfundslitteratur}, langid = {danish}}
@incollection{holm2019kapitel, author = {Holm, Ida}, title = {Et kapitel}, booktitle = {En bog},
  editor = {Lund, Per and Bach, Eva}, pages = {23--40}, year = {2019}, publisher = {Akademisk Forlag}, langid = {danish}}
@book{lund2018antologi, editor = {Lund, Per and Bach, Eva}, title = {En antologi}, year = {2018}, publisher = {Forlag},
  langid = {danish}}
@techreport{aalborgkommune2017aktive, author = {{Aalborg Kommune}}, title = {Aktive ældre}, year = {2017},
  institution = {Aalborg Kommune}, url = {https://www.aalborg.dk/a}, langid = {danish}}
@online{kl2015nyt, author = {{KL}}, title = {Nyt om flygtninge}, date = {2015-12-03}, url = {https://www.kl.dk/n},
  pubtype = {press}, langid = {danish}}
@online{kfumndnyt, author = {{KFUM}}, title = {Uden dato}, url = {https://kfum.dk/u}, langid = {danish}}
@phdthesis{mueller2020udsat, author = {Müller, Mie}, title = {Udsat}, school = {Aalborg Universitet}, year = {2020},
  langid = {danish}}
@misc{lov2024aeldrelov, title = {Ældrelov: lov nr. 1651}, year = {2024}, pubtype = {law}, langid = {danish}}
@article{smith2022script, author = {Smith, {<b>}}, title = {<script>alert("x")</script> & co}, year = {2022},
  journal = {J}, langid = {english}}
"""
REFERENCES = references_of(parse_bibliography(WORKS).entries)


def rendered(
    citations: Iterable[str], language: Language, cache: Path, works: dict[str, Reference] | None = None
) -> Rendered:
    return render_citations(works or REFERENCES, citations, language, cache)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that the tests of this file share."""
    return tmp_path_factory.mktemp("citations")


IN_TEXT = {
    "[@grubb2021speaking]": ("(Grubb & Frederiksen, 2021)", "(Grubb & Frederiksen, 2021)"),
    "[@grubb2021speaking, s. 12]": ("(Grubb & Frederiksen, 2021, s. 12)", "(Grubb & Frederiksen, 2021, p. 12)"),
    "[@grubb2021speaking, s. 12-14]": (
        "(Grubb & Frederiksen, 2021, s. 12–14)",
        "(Grubb & Frederiksen, 2021, pp. 12–14)",
    ),
    "@grubb2021speaking": ("Grubb og Frederiksen (2021)", "Grubb and Frederiksen (2021)"),
    "@grubb2021speaking [s. 3]": ("Grubb og Frederiksen (2021, s. 3)", "Grubb and Frederiksen (2021, p. 3)"),
    "[-@grubb2021speaking]": ("(2021)", "(2021)"),
    "[@grubb2021civic]": ("(Grubb, 2021b)", "(Grubb, 2021b)"),
    "[@grubb2021civic; @grubb2021before]": ("(Grubb, 2021a, 2021b)", "(Grubb, 2021a, 2021b)"),
    "[@alm2020den]": ("(la Cour et al., 2020)", "(la Cour et al., 2020)"),
    "@alm2020den": ("la Cour et al. (2020)", "la Cour et al. (2020)"),
    "[se @kl2015nyt]": ("(se KL, 2015)", "(se KL, 2015)"),
    "[@kfumndnyt]": ("(KFUM, u.å.)", "(KFUM, n.d.)"),
    "[@lov2024aeldrelov]": ("(Ældrelov, 2024)", "(Ældrelov, 2024)"),
    "[@kl2015nyt; @aalborgkommune2017aktive]": (
        "(KL, 2015; Aalborg Kommune, 2017)",
        "(Aalborg Kommune, 2017; KL, 2015)",
    ),
}


@pytest.mark.parametrize("source", IN_TEXT)
@pytest.mark.parametrize("language", ["da", "en"])
def test_citations_in_the_text(source: str, language: Language, kept: Path) -> None:
    cluster = rendered([source], language, kept).clusters[source]
    assert plain(cluster).replace("\u00a0", " ") == IN_TEXT[source][language == "en"]


ENTRIES = {
    "grubb2021speaking": (
        "Grubb, A. & Frederiksen, M. (2021). Speaking on behalf. Public Management Review, 24(1–2), 3–19."
        " https://doi.org/10.1080/14719037.2021.1945665",
        "Grubb, A., & Frederiksen, M. (2021). Speaking on behalf. Public Management Review, 24(1–2), 3–19."
        " https://doi.org/10.1080/14719037.2021.1945665",
    ),
    "alm2020den": (
        "la Cour, A., Hansen, Å. & Bo, I. (2020). Den frivillige (2. udg.). Samfundslitteratur.",
        "la Cour, A., Hansen, Å., & Bo, I. (2020). Den frivillige (2nd ed.). Samfundslitteratur.",
    ),
    "holm2019kapitel": (
        "Holm, I. (2019). Et kapitel. I P. Lund & E. Bach (Red.), En bog (s. 23–40). Akademisk Forlag.",
        "Holm, I. (2019). Et kapitel. In P. Lund & E. Bach (Eds.), En bog (pp. 23–40). Akademisk Forlag.",
    ),
    "lund2018antologi": (
        "Lund, P. & Bach, E. (Red.). (2018). En antologi. Forlag.",
        "Lund, P., & Bach, E. (Eds.). (2018). En antologi. Forlag.",
    ),
    "aalborgkommune2017aktive": (
        "Aalborg Kommune. (2017). Aktive ældre. https://www.aalborg.dk/a",
        "Aalborg Kommune. (2017). Aktive ældre. https://www.aalborg.dk/a",
    ),
    "kl2015nyt": (
        "KL. (2015, 3. december). Nyt om flygtninge. https://www.kl.dk/n",
        "KL. (2015, 3 December). Nyt om flygtninge. https://www.kl.dk/n",
    ),
    "kfumndnyt": ("KFUM. (u.å.). Uden dato. https://kfum.dk/u", "KFUM. (n.d.). Uden dato. https://kfum.dk/u"),
    "mueller2020udsat": (
        "Müller, M. (2020). Udsat [Ph.d.-afhandling, Aalborg Universitet].",
        "Müller, M. (2020). Udsat [PhD thesis, Aalborg Universitet].",
    ),
    "lov2024aeldrelov": ("Ældrelov: lov nr. 1651. (2024).", "Ældrelov: lov nr. 1651. (2024)."),
}


@pytest.mark.parametrize("key", ENTRIES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_references_in_the_list(key: str, language: Language, kept: Path) -> None:
    assert plain(rendered([], language, kept).entries[key]) == ENTRIES[key][language == "en"]


def test_the_order_of_a_list_is_that_of_the_alphabet_of_the_language(kept: Path) -> None:
    danish, english = rendered([], "da", kept).order, rendered([], "en", kept).order
    assert danish[-2:] == ("lov2024aeldrelov", "aalborgkommune2017aktive")
    assert english[0] == "aalborgkommune2017aktive"
    assert danish.index("grubb2021before") < danish.index("grubb2021civic") < danish.index("grubb2021speaking")


def test_citations_are_links_to_the_list_and_hold_no_foreign_html(kept: Path) -> None:
    cluster = rendered(["[@grubb2021speaking]"], "da", kept).clusters["[@grubb2021speaking]"]
    assert '<a class="cite" href="#ref-grubb2021speaking">' in cluster
    entry = rendered([], "da", kept).entries["smith2022script"]
    assert "<script" not in entry and "<b>" not in entry
    assert "&lt;script&gt;" in entry


def test_letters_after_years_are_the_same_in_both_languages(kept: Path) -> None:
    works = references_of(parse_bibliography(REAL_FILE.read_text(encoding="utf-8")).entries)
    danish, english = rendered([], "da", kept, works), rendered([], "en", kept, works)
    letters = {key: short.replace("u.å.", "n.d.") for key, short in danish.short.items()}
    assert letters == {key: short.replace(", &", " &") for key, short in english.short.items()}
    with_letter = [key for key in danish.order if danish.short[key][-1:].isalpha() and "u.å." not in danish.short[key]]
    assert len(with_letter) > 10
    assert len(set(letters.values())) == len(letters), "two works are called the same"


def test_hundreds_of_authors_are_cut_as_apa_cuts_them(kept: Path) -> None:
    authors = " and ".join(f"Efternavn{number}, Navn" for number in range(200))
    text = f"@article{{many2020a, author = {{{authors}}}, title = {{{'Meget ' * 200}}}, year = {{2020}}, langid = {{danish}}}}"
    works = references_of(parse_bibliography(text).entries)
    found = rendered(["[@many2020a]"], "da", kept, works)
    assert plain(found.clusters["[@many2020a]"]) == "(Efternavn0 et al., 2020)"
    entry = plain(found.entries["many2020a"])
    assert entry.count("Efternavn") == 20 and "… Efternavn199, N." in entry


def test_pandoc_is_called_once_for_each_language_and_never_for_a_text_edit(tmp_path: Path) -> None:
    with patch("scripts.cite.cache.run_citeproc", side_effect=pandoc.run_citeproc) as runs:
        for citations in (["[@kl2015nyt]"], ["[@kl2015nyt, s. 2]"], ["@grubb2021civic", "[@kfumndnyt; @kl2015nyt]"]):
            rendered(citations, "da", tmp_path)
            rendered(citations, "en", tmp_path)
    assert runs.call_count == 2


def test_a_changed_remark_calls_pandoc_not_at_all_and_a_changed_title_does(tmp_path: Path) -> None:
    rendered([], "da", tmp_path)
    remark = references_of(
        parse_bibliography(WORKS.replace("langid = {danish}", "note = {Læst}, langid = {danish}")).entries
    )
    title = references_of(parse_bibliography(WORKS.replace("Et kapitel", "Et andet kapitel")).entries)
    with patch("scripts.cite.cache.run_citeproc", side_effect=pandoc.run_citeproc) as runs:
        rendered([], "da", tmp_path, remark)
        assert runs.call_count == 0
        rendered([], "da", tmp_path, title)
        assert runs.call_count == 1


@pytest.mark.parametrize("content", ["", "{", "[]", '{"kl2015nyt": 1}'])
def test_a_broken_cache_is_made_again(content: str, tmp_path: Path) -> None:
    first = rendered([], "da", tmp_path)
    for file in tmp_path.glob("citations-da-*"):
        file.write_text(content, encoding="utf-8")
    assert rendered([], "da", tmp_path).entries == first.entries


def test_without_pandoc_the_message_says_what_cures_it(tmp_path: Path) -> None:
    with (
        patch("scripts.cite.pandoc.pandoc_path", return_value=str(tmp_path / "no-such-program")),
        pytest.raises(CitationToolMissing, match="Pandoc"),
    ):
        rendered([], "da", tmp_path)


def test_the_english_style_differs_from_the_danish_only_where_it_is_said() -> None:
    danish, english = style_text("da"), style_text("en")
    assert danish != english
    assert sum(one != other for one, other in zip(danish.splitlines(), english.splitlines(), strict=True)) < 12


LOCATORS = {
    "12": ("s. 12", "p. 12"),
    "s. 12": ("s. 12", "p. 12"),
    "pp. 12-14": ("s. 12–14", "pp. 12–14"),
    "kap. 3": ("kap. 3", "chapter 3"),
    "§ 18": ("§ 18", "§ 18"),
    "afsnittet om roller": ("afsnittet om roller", "afsnittet om roller"),
    "tabel 2": ("tabel 2", "table 2"),
}


@pytest.mark.parametrize("locator", LOCATORS)
def test_locators_are_in_the_language_of_the_page(locator: str) -> None:
    shown = [locator_text(locator, language).replace("\u00a0", " ") for language in ("da", "en")]
    assert tuple(shown) == LOCATORS[locator]


@given(st.text(st.sampled_from("@a1;,-[] s.§æ"), max_size=40))
@settings(deadline=None, max_examples=300)
def test_reading_a_citation_never_raises_and_its_standard_form_reads_the_same(text: str) -> None:
    citation = parse_citation(text)
    if citation is not None:
        assert parse_citation(citation.source[1:-1]) == citation


ALPHABET = {
    "da": "Abel, Zebra, Ærø, Østen, Aabenraa, Ås",
    "en": "Aabenraa, Abel, Ærø, Ås, Østen, Zebra",
}


@pytest.mark.parametrize("language", ALPHABET)
def test_the_alphabet(language: Language) -> None:
    words = ALPHABET[language].split(", ")
    assert sorted(set(words), key=lambda word: sort_key(word, language)) == words


LETTERS = [
    ("Aalborg Kommune", "Å", "A"),
    ("Ældre Sagen", "Æ", "A"),
    ("Örebro", "Ø", "O"),
    ("la Cour", "L", "L"),
    ("»Tillid«", "T", "T"),
    ("3F", "0–9", "0–9"),
    ("", "0–9", "0–9"),
    ("Łukasz", "L", "L"),
]


@pytest.mark.parametrize(("text", "danish", "english"), LETTERS)
def test_the_letter_of_an_index(text: str, danish: str, english: str) -> None:
    assert (letter_of(text, "da"), letter_of(text, "en")) == (danish, english)
