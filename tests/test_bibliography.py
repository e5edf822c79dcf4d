"""BibTeX: what is read, what is said about faults, and the round trip."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.check.references import KEY, check_bibliography
from scripts.check.run import check_repository
from scripts.parse.bibtex import ParsedBibliography, parse_bibliography
from scripts.parse.latex import decode_latex, plain_text
from scripts.problems import Location
from scripts.read.files import read_sources
from scripts.records import Language
from scripts.references import references_of
from scripts.render.exports import to_bibtex

THEMES = frozenset({"samskabelse", "aeldre", "danmark"})
REAL_FILE = Path(__file__).parent.parent / "bibliography" / "references.bib"
GOOD = """@article{{{key},
  author   = {{Ulrich, Jens}},
  title    = {{{title}}},
  year     = {{2016}},
  langid   = {{danish}},
  keywords = {{samskabelse}},
  verified = {{memory}}
}}
"""


def good(key: str = "ulrich2016samskabelse", title: str = "Samskabelse: en typologi") -> str:
    return GOOD.format(key=key, title=title)


def with_field(line: str) -> str:
    """A good entry with one more field, on line 8."""
    return good().replace("{memory}\n", "{memory},\n  " + line + "\n")


def codes(text: str) -> list[tuple[str, int]]:
    return [
        (problem.code, problem.location.line) for problem in check_bibliography(parse_bibliography(text), THEMES)[1]
    ]


def contents(parsed: ParsedBibliography) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [(entry.key, entry.type, list(entry.fields.items())) for entry in parsed.entries]


def test_a_good_entry_has_no_problem() -> None:
    assert codes(good()) == []


FAULTS = {
    "cut off in the middle": ("@article{a2020b,\n  title = {x", [("bib-cut-off", 2)]),
    "brace not closed": (
        "@article{a2020b,\n  title = {x,\n  year = {2020}\n}\n\n" + good(),
        [("bib-unclosed", 2)],
    ),
    "quote not closed": ('@article{a2020b,\n  title = "x,\n  year = {2020}\n}\n\n' + good(), [("bib-unclosed", 2)]),
    "unbalanced in quotes": (good().replace("{Samskabelse: en typologi}", '"a { b"'), [("bib-unclosed", 3)]),
    "closed too early": (good() + "\n  year = {2016}\n}\n", [("bib-closed-early", 10)]),
    "comma missing": (good().replace("2016},", "2016}"), [("bib-comma", 4), ("bib-langid-missing", 1)]),
    "equals sign missing": ("@article{a2020b,\n  title {x}\n}\n", [("bib-comma", 2)]),
    "no key": (good(key=""), [("bib-key-missing", 1)]),
    "no brace": ("@article ulrich2016,\n", [("bib-not-entry", 1)]),
    "field twice": (with_field("year = {2017}"), [("bib-field-doubled", 8)]),
    "macro unknown": (with_field("publisher = aau"), [("bib-string-unknown", 8)]),
    "key twice": (good() + good(), [("bib-key-doubled", 9)]),
    "key in capitals": (good("Ulrich2016"), [("bib-key-form", 1)]),
    "key without year": (good("ulrich"), [("bib-key-form", 1)]),
    "key longer than a file name": (good("u" * 250 + "2016"), [("bib-key-form", 1)]),
    "keys that differ in case": (
        good() + good("Ulrich2016samskabelse"),
        [("bib-key-doubled", 9), ("bib-work-doubled", 11)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=FAULTS)
def test_faults_are_told_where_they_are(text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(text) == expected


FIELDS = {
    "html in a note": ("abstract = {<b>x</b>}", ["bib-html"]),
    "html entity": ("abstract = {a &amp; b}", ["bib-html"]),
    "ampersand": ("abstract = {a & b}", []),
    "escaped ampersand": (r"abstract = {a \& b}", []),
    "less than": ("abstract = {p < 0.05}", []),
    "latex letter": (r"abstract = {S{\o}ren}", ["bib-latex"]),
    "control character": ("abstract = {a\x96b}", ["bib-garbled"]),
    "wrong encoding": ("abstract = {SÃ¸ren og Ã¦ldre}", ["bib-garbled"]),
    "wrong encoding of a dash": ("abstract = {2013â€“15}", ["bib-garbled"]),
    "real letters with tildes": ("abstract = {São Paulo, Ãlvaro}", []),
    "remark in one language": ("note = {Læst}", ["bib-note-missing"]),
    "latex command": (r"abstract = {\LaTeX}", ["bib-latex"]),
    "doi": ("doi = {10.1080/14719037.2021.1945665}", []),
    "doi with brackets": ("doi = {10.1016/0305-750X(96)00023-X}", []),
    "doi as address": ("doi = {https://doi.org/10.1080/1}", ["bib-doi-malformed"]),
    "doi with full stop": ("doi = {10.1080/1.}", ["bib-doi-malformed"]),
    "doi without prefix": ("doi = {1471-9037}", ["bib-doi-malformed"]),
    "address": ("url = {https://www.aalborg.dk/æ?a=1#b}", []),
    "address without scheme": ("url = {www.aalborg.dk}", ["bib-url-malformed"]),
    "script address": ("url = {javascript:alert(1)}", ["bib-url-malformed"]),
    "address with space": ("url = {https://a.dk/b c}", ["bib-url-malformed"]),
    "address without host": ("url = {https:///x}", ["bib-url-malformed"]),
    "broken address": ("url = {https://[x.dk/}", ["bib-url-malformed"]),
    "unknown field": ("jurnal = {Politica}", ["bib-field-unknown"]),
    "empty field": ("journal = {}", ["bib-field-empty"]),
    "unknown kind": ("pubtype = {blog}", ["bib-pubtype-unknown"]),
    "unknown access": ("access = {gratis}", ["bib-access-unknown"]),
    "bad date": ("date = {2021-13-01}", ["bib-date-form"]),
    "date that does not exist": ("date = {2021-02-30}", ["bib-date-form"]),
    "year and month": ("date = {2021-02}", []),
    "month as BibTeX has it": ("month = sep", []),
    "month as a number": ("month = {9}", []),
    "month in full": ("month = {September}", []),
    "month in Danish": ("month = {maj}", ["bib-month-form"]),
    "month in Danish without braces": ("month = maj", ["bib-month-form"]),
    "thirteenth month": ("month = {13}", ["bib-month-form"]),
    "day that no month has": ("day = {32}", ["bib-month-form"]),
    "annotation in Danish only": ("annotation_da = {God.}", ["bib-annotation-missing"]),
    "unknown parent": ("crossref = {ingen}", ["bib-crossref-unknown"]),
    "parent of itself": ("crossref = {ulrich2016samskabelse}", ["bib-crossref-itself"]),
    "names parted by commas": ("editor = {Jens Ulrich, Bo Hansen, Ida Holm}", ["bib-names-joined"]),
    "names parted by semicolons": ("editor = {Ulrich, Jens; Hansen, Bo}", ["bib-names-joined"]),
    "names parted by a sign": ("editor = {Ulrich, Jens & Hansen, Bo}", ["bib-names-joined"]),
    "names parted in Danish": ("editor = {Ulrich, Jens og Hansen, Bo}", ["bib-names-joined"]),
    "organisation with two names": ("editor = {{Børne- og Socialministeriet} and {A & B; C}}", []),
    "particles and suffixes": ("editor = {la Cour, Anders and Smith, Jr., John and de Wit, Arjen}", []),
    "unclear name": ("editor = {Aalborg Kommune}", ["bib-name-form"]),
    "organisation": ("editor = {{Aalborg Kommune}}", []),
}


@pytest.mark.parametrize(("line", "expected"), FIELDS.values(), ids=FIELDS)
def test_field_rules(line: str, expected: list[str]) -> None:
    assert codes(with_field(line)) == [(code, 8) for code in expected]


CHANGES = {
    "author missing": ("author   = {Ulrich, Jens}", "journal = {Lederliv}", [("bib-author-missing", 1)]),
    "title missing": ("title    = {Samskabelse: en typologi}", "journal = {Lederliv}", [("bib-title-missing", 1)]),
    "year missing": ("year     = {2016}", "journal = {Lederliv}", [("bib-year-missing", 1)]),
    "year in words": ("{2016}", "{n.d.}", [("bib-year-form", 4)]),
    "language missing": ("langid ", "language", [("bib-langid-missing", 1)]),
    "language unknown": ("{danish}", "{dansk}", [("bib-langid-unknown", 5)]),
    "theme unknown": ("{samskabelse}", "{samskabelse, aldre}", [("bib-theme-unknown", 6)]),
    "not told where seen": ("verified = {memory}", "abstract = {x}", [("bib-verified-missing", 1)]),
    "no place where seen": ("{memory}", "{ja}", [("bib-verified-form", 7)]),
    "seen in a catalogue": ("{memory}", "{jstor 12; ideas.repec.org}", []),
    "type unknown": ("@article", "@artikel", [("bib-type-unknown", 1)]),
}


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES.values(), ids=CHANGES)
def test_entry_rules(old: str, new: str, expected: list[tuple[str, int]]) -> None:
    assert codes(good().replace(old, new)) == expected


def test_year_may_be_missing_where_the_key_says_so() -> None:
    assert codes(good("ulrichndsamskabelse").replace("  year     = {2016},\n", "")) == []


def test_same_doi_and_same_work_twice() -> None:
    first, second = with_field("doi = {10.1080/1a}"), with_field("doi = {10.1080/1A}")
    assert codes(first + second.replace("ulrich2016", "ulrich2017")) == [("bib-doi-doubled", 17)]
    assert codes(good() + good("ulrich2017samskabelse", "Samskabelse – EN typologi")) == [("bib-work-doubled", 11)]


def test_short_titles_by_different_authors_are_different_works() -> None:
    other = good("tortzen2016samskabelse", "Samskabelse").replace("Ulrich, Jens", "Tortzen, Anne")
    assert codes(other + good(title="Samskabelse")) == []


def test_order_is_advised_once() -> None:
    texts = [good(f"{letter}2016x", f"Titel {letter}") for letter in "bacd"]
    assert codes("".join(texts)) == [("bib-unsorted", 9)]


def test_one_unclosed_brace_among_2000_costs_one_entry() -> None:
    entries = [good(f"a{number}", f"Titel {number}") for number in range(3000, 5000)]
    entries[1000] = entries[1000].replace("memory}", "memory")
    parsed = parse_bibliography("".join(entries))
    assert len(parsed.entries) == 1999
    assert [fault.kind for fault in parsed.faults] == ["unclosed"]
    assert parsed.failed_keys == {"a4000"}


def test_strings_months_and_comments() -> None:
    text = '@string{hup = "Helsinki University Press"}\n% note\n@comment{keep {this}}\n' + with_field(
        "publisher = hup # {, Helsinki}, month = sep"
    )
    parsed = parse_bibliography(text)
    assert parsed.faults == ()
    assert parsed.entries[0].fields["publisher"] == "Helsinki University Press, Helsinki"
    assert parsed.entries[0].fields["month"] == "sep"
    assert [comment.raw for comment in parsed.comments] == ["% note", "@comment{keep {this}}"]


def test_windows_1252_is_told_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "bibliography"
    folder.mkdir()
    (folder / "references.bib").write_bytes(b"% a\n" + good(title="Samskabelse i Ålborg").encode("windows-1252"))
    checked = check_repository(*read_sources(tmp_path), "2026-11-24")
    found = [(problem.code, problem.location) for problem in checked.problems if problem.code == "file-not-utf8"]
    assert found == [("file-not-utf8", Location("bibliography/references.bib", 4))]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_fault_has_a_sentence_and_a_remedy(language: Language) -> None:
    texts = [text for text, _ in FAULTS.values()] + [with_field(line) for line, _ in FIELDS.values()]
    for text in texts:
        for problem in check_bibliography(parse_bibliography(text), THEMES)[1]:
            assert problem.message(language).endswith((".", "?")), problem
            assert problem.hint(language), problem


def test_windows_line_ends_and_lines_count_from_one() -> None:
    parsed = parse_bibliography("\r\n" + good().replace("\n", "\r\n"))
    assert parsed.entries[0].line == 2
    assert parsed.entries[0].field_lines["year"] == 5


LATEX = {
    r"{\o}": "ø",
    r"\o re": "øre",
    r"\o{}re": "øre",
    r"{\aa}": "å",
    r"\aa": "å",
    r"\AE gir": "Ægir",
    r"M{\"u}ller": "Müller",
    r"\'{e}": "é",
    r"\v{c}": "č",
    r"\c c": "ç",
    r"\'{\i}": "í",
    r"\ss": "ß",
    r"a \& b": "a & b",
    r"\'{\i} {\o} {ø} \%{æ}": r"í ø {ø} %{æ}",
    r"\unknown{x}": r"\unknown{x}",
    "{VIVE} æøå": "{VIVE} æøå",
}


@pytest.mark.parametrize(("escaped", "plain"), LATEX.items())
def test_latex_becomes_letters(escaped: str, plain: str) -> None:
    assert decode_latex(escaped).text == plain


def test_protecting_braces_are_not_read() -> None:
    assert plain_text(r"{VIVE} og \{x\}") == "VIVE og {x}"


NASTY = {
    "200 authors": with_field("editor = {" + " and ".join(f"Nr{n}, Navn" for n in range(200)) + "}"),
    "long title": good(title="Meget " * 200 + "lang"),
    "html and quotes": good(title='<script>alert("x")</script> "citat" & 100 % #1 $2 a_b'),
    "backslash at the end": good().replace("{Samskabelse: en typologi}", '"a \\ "'),
    "escaped braces": good(title=r"a \{ b"),
    "macro": "@string{x = {y}}" + with_field("publisher = x # x, month = jan"),
    "parentheses": "@book(a2020b, title = {x)y}, author = {{Z}})",
    "comments": "@comment{æ {ø} å}\n% tekst\n" + good(),
    "preamble": '@preamble{"\\newcommand{\\x}{y}"}\n' + good(),
    "crossref": good("bog2016a") + good("kapitel2016b").replace("langid", "crossref = {bog2016a},\n  langid"),
    "mail address": with_field("note = {skriv til @a{b}}"),
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_round_trip_of_nasty_files(text: str) -> None:
    assert_round_trip(text)


def test_round_trip_of_the_real_file() -> None:
    assert_round_trip(REAL_FILE.read_text(encoding="utf-8"))


def assert_round_trip(text: str) -> None:
    """BibTeX to records to BibTeX keeps keys, types, fields in order, and comments."""
    parsed = parse_bibliography(text)
    works = references_of(parsed.entries)
    written = to_bibtex(works.values(), parsed.comments, parsed.preambles)
    again = parse_bibliography(written)
    assert not again.faults
    assert contents(again) == contents(parsed)
    assert [comment.raw for comment in again.comments] == [comment.raw for comment in parsed.comments]
    assert to_bibtex(references_of(again.entries).values(), again.comments, again.preambles) == written


def test_the_real_file_keeps_the_rules() -> None:
    text = REAL_FILE.read_text(encoding="utf-8")
    assert [code for code, _ in codes(text) if code != "bib-theme-unknown"] == []


MARKS = st.text(st.sampled_from('@{}()=,"#\\%\n \tabcæ2'), max_size=120)


@given(st.one_of(MARKS, st.text(max_size=200)))
@settings(deadline=None, max_examples=300)
def test_the_parser_never_raises(text: str) -> None:
    parsed = parse_bibliography(text)
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= fault.line <= lines for fault in parsed.faults)
    check_bibliography(parsed, THEMES)


@given(st.dictionaries(st.sampled_from(["title", "note", "publisher"]), MARKS, min_size=1))
@settings(deadline=None, max_examples=300)
def test_whatever_was_read_is_written_and_read_the_same(fields: dict[str, str]) -> None:
    text = "@misc{a2020b,\n" + ",\n".join(f"{name} = {{{value}}}" for name, value in fields.items()) + "\n}\n"
    parsed = parse_bibliography(text)
    found = references_of(parsed.entries)
    works = {key: work for key, work in found.items() if KEY.fullmatch(key)}  # others are refused, never written
    again = references_of(parse_bibliography(to_bibtex(works.values())).entries)
    assert {key: list(work.fields.items()) for key, work in again.items()} == {
        key: list(work.fields.items()) for key, work in works.items()
    }
