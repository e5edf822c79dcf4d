"""The literature as pages: the index at any size, a work's own page, files, the filter and the preview in a browser."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from scripts.bench.literature import make_bibliography
from scripts.check.run import check_repository
from scripts.cite.citations import render_citations
from scripts.commands.report import report as report_command
from scripts.link.corpus import Corpus, link
from scripts.parse.bibtex import parse_bibliography
from scripts.read.files import read_sources
from scripts.records import LANGUAGES, Bilingual, Language, Value
from scripts.references import Reference, references_of
from scripts.render import work_groups
from scripts.render.attachments import attachments, cited_page
from scripts.render.downloads import literature_files
from scripts.render.literature_filter import facets_of, filter_data
from scripts.render.literature_lists import list_pages
from scripts.render.pages import render_site
from scripts.render.site import Site
from scripts.render.work_rows import row_of
from scripts.report.literature import literature_report
from scripts.report.report import as_json, as_text
from scripts.settings import Settings

SETTINGS = Settings("https://example.org/", "https://example.org/{path}", "https://example.org/", "1.2", "2026-11-24")
TINY = Path(__file__).parent / "golden" / "repository"
NASTY = """@article{evil2020a,
  author = {Smith, "><img src=x onerror=alert(1)>},
  title = {<script>alert("x")</script> & »citat« ]]> -- {{ 7*7 }} {% raw %}},
  journal = {A "J" <b>}, year = {2020}, langid = {english}, keywords = {aeldre}, verified = {memory},
  url = {https://example.org/?a=1&b="2"}, annotation_da = {God <i>til</i> {{ config }}}, annotation_en = {x}
}"""


def made_site(references: dict[str, Reference], language: Language, cache_folder: Path) -> Site:
    """A site of works alone."""
    words = Bilingual(da="Ord", en="Word")
    ids = sorted({theme for work in references.values() for theme in work.themes})
    themes = {name: Value(id=name, label=Bilingual(da=name, en=name), definition=words) for name in ids}
    corpus = Corpus({}, {"themes": themes}, {}, {}, {}, (), references, (), {})
    rendered = render_citations(references, [], language, cache_folder)
    entries = {key: rendered.entries[key] for key in rendered.order}
    return Site(corpus, language, SETTINGS, rendered.clusters, entries, rendered.short)


def html_of(staged: str) -> str:
    """The finished HTML of a staged page."""
    line = next(line for line in staged.splitlines() if line.startswith("html: "))
    return str(json.loads(line.removeprefix("html: ")))


def linked_works(page: str) -> list[str]:
    return re.findall(r'<a class="named" href="(?:\.\./)*([^"/]+)/"', page)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Site:
    references = references_of(parse_bibliography(make_bibliography(1500)).entries)
    return made_site(references, "da", tmp_path_factory.mktemp("cite"))


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Site:
    references = references_of(parse_bibliography(make_bibliography(30) + NASTY).entries)
    return made_site(references, "da", tmp_path_factory.mktemp("cite"))


def test_while_it_fits_the_index_holds_every_work(few: Site) -> None:
    pages = dict(list_pages(few))
    assert sorted(linked_works(html_of(pages["literature/index.md"]))) == sorted(few.works)
    assert all(path.startswith(("literature/index", "literature/themes/")) for path in pages)


def test_when_it_does_not_fit_each_work_stands_under_one_letter_and_no_page_grows_too_large(many: Site) -> None:
    with (
        patch.object(work_groups, "MAXIMUM_BYTES", 30_000),
        patch("scripts.render.literature_lists.MAXIMUM_BYTES", 30_000),
    ):
        pages = dict(list_pages(many))
    letters = {path: page for path, page in pages.items() if "/themes/" not in path and "index" not in path}
    found = [key for page in letters.values() for key in linked_works(html_of(page))]
    assert sorted(found) == sorted(many.works)
    assert max(len(html_of(page).encode()) for page in pages.values()) < 60_000
    assert any(re.fullmatch(r"literature/[a-z]-2\.md", path) for path in letters)
    index = html_of(pages["literature/index.md"])
    for address in re.findall(r'<nav class="letters".*?</nav>', index, re.S)[0].split('href="')[1:]:
        assert f"literature/{address.split('/')[0]}.md" in pages


def test_pages_of_one_list_lead_to_each_other(many: Site) -> None:
    with (
        patch.object(work_groups, "MAXIMUM_BYTES", 30_000),
        patch("scripts.render.literature_lists.MAXIMUM_BYTES", 30_000),
    ):
        pages = dict(list_pages(many))
    for path, page in pages.items():
        around = re.findall(r'<p class="around">(.*?)</p>', html_of(page))
        for address in re.findall(r'href="\.\./([^"/]+)/"', " ".join(around)):
            assert f"{path.rpartition('/')[0]}/{address}.md" in pages


def test_each_theme_lists_its_works_and_only_those(few: Site) -> None:
    for path, page in list_pages(few):
        if path.startswith("literature/themes/"):
            theme = path.split("/")[-1].removesuffix(".md")
            wanted = [key for key, work in few.works.items() if theme in work.reference.themes]
            assert sorted(linked_works(html_of(page))) == sorted(wanted)


def test_the_filter_counts_what_it_holds(few: Site) -> None:
    facets = facets_of(few)
    data = json.loads(filter_data(few, [row_of(work, few) for work in few.works.values()], facets))
    assert [name for name, _ in data["facets"]] == [facet.id for facet in facets]
    for place, facet in enumerate(facets):
        for number, option in enumerate(facet.options):
            assert sum(number in work[9][place] for work in data["works"]) == option.count > 0
    assert [work[0] for work in data["works"]] == list(few.works)


def literature_pages(site: Site) -> dict[str, str]:
    return {path: staged for path, staged in render_site(site).items() if path.startswith("literature/")}


def test_nothing_of_a_work_gets_out_of_its_place(few: Site) -> None:
    for path, staged in literature_pages(few).items():
        page = html_of(staged)
        assert "<script>alert" not in page and "<img src=x" not in page and "<i>til</i>" not in page, path
        if path == "literature/evil2020a.md":
            assert "&lt;script&gt;" in page and "{{ 7*7 }}" in page
            header = staged.split("\nhtml: ")[0]
            tags = json.loads(re.search(r"^citation: (.*)$", header, re.M)[1])  # type: ignore[index]
            assert dict(tags)["citation_title"].startswith("<script>")


def test_a_page_says_how_far_its_details_are_checked(few: Site) -> None:
    pages = literature_pages(few)
    assert "efter hukommelsen" in html_of(pages["literature/evil2020a.md"])
    seen = next(key for key in few.works if key != "evil2020a")
    assert "er set på nettet" in html_of(pages[f"literature/{seen}.md"])


def test_files_hold_what_their_name_says(few: Site) -> None:
    files = literature_files(few.corpus)
    everything = references_of(parse_bibliography(files["data/literature.bib"]).entries)
    assert {key: dict(work.fields) for key, work in everything.items()} == {
        key: dict(work.fields) for key, work in few.corpus.references.items()
    }
    assert (
        len(json.loads(files["data/literature.json"]))
        == files["data/literature.ris"].count("TY  - ")
        == len(everything)
    )
    for key in few.works:
        assert list(references_of(parse_bibliography(files[f"data/literature/{key}.bib"]).entries)) == [key]
        assert json.loads(files[f"data/literature/{key}.json"])[0]["id"] == key


def test_the_file_of_all_works_keeps_what_stands_beside_them(tmp_path: Path) -> None:
    repository = shutil.copytree(TINY, tmp_path / "repository")
    written = repository / "bibliography" / "references.bib"
    beside = '@comment{jabref-meta: {grouping} = æ}\n\n@preamble{"\\newcommand{\\x}{y}"}\n\n'
    written.write_text(beside + written.read_text(encoding="utf-8"), encoding="utf-8")
    corpus = link(check_repository(*read_sources(repository), "2026-11-24"))
    parsed = parse_bibliography(written.read_text(encoding="utf-8"))
    read_back = parse_bibliography(literature_files(corpus)["data/literature.bib"])
    assert [one.raw for one in read_back.comments] == [one.raw for one in parsed.comments]
    assert "@comment{jabref-meta: {grouping} = æ}" in [one.raw for one in read_back.comments]
    assert read_back.preambles == parsed.preambles != ()
    assert [(one.key, one.fields) for one in read_back.entries] == [(one.key, one.fields) for one in parsed.entries]


def test_a_page_s_list_as_files_is_the_list_it_shows(few: Site) -> None:
    keys = list(few.works)[:3]
    shown = "".join(f'<li id="ref-{key}">' for key in keys)
    staged = f'---\ntitle: "Ord: & tal"\ncontributors: ["Ane Bo"]\nhtml: {json.dumps(shown)}\n---\n'
    files = attachments({"cases/x.md": staged, "images/a.png": ""}, few)
    for ending in ("bib", "ris", "json"):
        text = files[f"data/references/da/cases-x.{ending}"]
        assert [text.find(key) for key in keys] == sorted(text.find(key) for key in keys)
        assert -1 not in [text.find(key) for key in keys]
    assert cited_page("cases/x.md", staged, "da").contributors == ("Ane Bo",)
    assert "= {Bo, Ane}" in files["data/cite/da/cases-x.bib"]
    assert "TI  - Ord: & tal" in files["data/cite/da/cases-x.ris"]


def test_the_report_names_what_deserves_a_look(few: Site) -> None:
    for language in LANGUAGES:
        report = literature_report(few.corpus, language)
        rows = {section.id: [row.name for row in section.rows] for section in report.sections}
        assert rows["unchecked"] == ["evil2020a"]
        assert rows["without-address"] == ["evil2020a"]  # its address is none that a page may link to
        assert len(rows["never-cited"]) == len(few.works)
        assert str(len(few.works)) in report.summary
        text = as_text(report, language)
        line = few.corpus.references["evil2020a"].line
        assert f"bibliography/references.bib:{line} evil2020a" in text
        assert json.loads(as_json(report, language))["sections"]["unchecked"][0]["name"] == "evil2020a"


def test_the_report_on_the_real_content_runs_as_a_command(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    done = CliRunner().invoke(report_command, ["literature", "--format", "json"])
    assert done.exit_code == 0, done.output
    sections = json.loads(done.output)["sections"]
    assert set(sections) >= {"without-address", "unchecked", "never-cited", "likely-duplicates", "own-accounts-only"}


# The finished site


@cache
def page_at(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def references_in(site: Path) -> dict[str, Reference]:
    return references_of(parse_bibliography(page_at(site / "data/literature.bib")).entries)


def pages_of(site: Path, language: Language) -> Iterator[Path]:
    """All pages of one language, without those that say that a page is not there."""
    root = site if language == "da" else site / "en"
    for file in sorted(root.rglob("index.html")):
        leads_on = file.parent.parent.name in ("m", "s", "p")  # the short addresses on paper
        leads_on = leads_on or file.parent.name == "search"
        if not leads_on and (language == "en" or not file.is_relative_to(site / "en")):
            yield file


@pytest.mark.slow
def test_every_work_has_a_page_in_both_languages_and_the_index_reaches_it(site: Path) -> None:
    for language in LANGUAGES:
        root = site if language == "da" else site / "en"
        lists = [
            page_at(file)
            for file in (root / "literature").rglob("index.html")
            if 'class="rows-list works"' in page_at(file)
        ]
        reached = {key for text in lists for key in linked_works(text)}
        assert reached == set(references_in(site))
        assert all((root / "literature" / key / "index.html").is_file() for key in reached)
        assert max(len(text.encode()) for text in lists) < 300_000


@pytest.mark.slow
def test_every_place_that_cites_a_work_is_there(site: Path) -> None:
    for language in LANGUAGES:
        root = site if language == "da" else site / "en"
        for key in references_in(site):
            file = root / "literature" / key / "index.html"
            cited = re.search(r'<ul class="rows-list cited">.*?</ul>\n', page_at(file), re.S)
            for address in re.findall(r'href="([^"]+)"', cited[0] if cited else ""):
                path, _, anchor = html.unescape(address).partition("#")
                target = (file.parent / path / "index.html").resolve()
                assert target.is_file(), (key, address)
                assert not anchor or f'id="{anchor}"' in page_at(target), (key, address)


@pytest.mark.slow
def test_every_page_that_has_a_list_of_sources_offers_it_as_files(site: Path) -> None:
    number = 0
    for language in LANGUAGES:
        for file in pages_of(site, language):
            text = page_at(file)
            listed = re.findall(r'<li id="ref-([^"]+)"', text)
            if listed:
                number += 1
                addresses = re.findall(r'href="([^"]*data/references/[^"]+)"', text)
                assert {address.rpartition(".")[2] for address in addresses} == {"bib", "ris", "json"}, file
                bib = next(address for address in addresses if address.endswith(".bib"))
                works = references_of(parse_bibliography(page_at((file.parent / bib).resolve())).entries)
                assert list(works) == listed
    assert number > 100


@pytest.mark.slow
def test_every_page_says_how_to_cite_it_with_version_and_date(site: Path) -> None:
    for language in LANGUAGES:
        for file in pages_of(site, language):
            text = page_at(file)
            box = re.search(r'id="cite-text">(.*?)</p>', text, re.S)
            assert box, f"{file} does not say how to cite it"
            assert re.search(r"\(\d{4}\)\. <em>.+</em> \(version .+, \d", box[1], re.S), (file, box[1])
            addresses = re.findall(r'href="([^"]*cite/(?:da|en)/[^"]+)"', text)
            assert {address.rpartition(".")[2] for address in addresses} == {"bib", "ris"}, file
            assert all((file.parent / address).resolve().is_file() for address in addresses), file


@pytest.mark.slow
def test_reference_managers_and_search_engines_find_the_data_of_each_work(site: Path) -> None:
    for key, work in references_in(site).items():
        text = page_at(site / "literature" / key / "index.html")
        titles = re.findall(r'<meta name="citation_title" content="([^"]*)">', text)
        assert [html.unescape(title) for title in titles] == [work.title]
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])  # type: ignore[index]
        assert data["name"] == work.title


@pytest.mark.slow
def test_back_links_lead_to_the_citation_and_it_leads_back(site: Path) -> None:
    text = page_at(site / "cases" / "elderlearn" / "index.html")
    for key, entry in re.findall(r'<li id="ref-([^"]+)">(.*?)</li>', text, re.S):
        for anchor in re.findall(r'class="back" href="#([^"]+)"', entry):
            place = text[text.index(f'id="{anchor}"') :]
            assert f'href="#ref-{key}"' in place[: place.index("</span>")]


@pytest.mark.slow
def test_the_page_of_a_work_leads_to_every_page_that_cites_it(site: Path) -> None:
    for language in LANGUAGES:
        root = site if language == "da" else site / "en"
        citing: dict[str, set[Path]] = {}
        for file in pages_of(site, language):
            for key in re.findall(r'<a class="cite" href="(?:#ref-|[./]*literature/)([^"/]+)/?"', page_at(file)):
                citing.setdefault(key, set()).add(file.parent.resolve())
        assert len(citing) > 400
        for key, pages in citing.items():
            folder = root / "literature" / key
            addresses = re.findall(r'href="([^"#:]+)', page_at(folder / "index.html"))
            assert pages <= {(folder / address).resolve() for address in addresses}, key


# In a browser


def count_of(page: Page) -> int:
    words = page.locator("[data-count]").inner_text()
    return int(words.split()[0])


@pytest.mark.slow
def test_the_filter_counts_live_and_keeps_its_state_in_the_address(server: str, page: Page) -> None:
    page.goto(f"{server}/literature/")
    total = count_of(page)
    older = page.locator("label", has=page.locator("input[name=theme][value=aeldre]"))
    promised = int(older.locator(".n").inner_text())
    older.click()
    expect(page.locator("[data-count]")).to_contain_text(str(promised))
    assert page.url.endswith("?theme=aeldre")
    page.locator("input[name=language][value=en]").check()
    expect(page.locator("[data-of]")).to_contain_text(str(total))
    both = count_of(page)
    assert 0 < both < promised
    shown = page.locator(".sift-found .works > li").count()
    assert shown == min(both, 50)
    page.go_back()
    expect(page.locator("[data-count]")).to_contain_text(str(promised))
    assert not page.locator("input[name=language][value=en]").is_checked()
    page.locator(".chip").click()
    expect(page.locator("[data-count]")).to_contain_text(str(total))
    expect(page.locator(".sift-all")).to_be_visible()


@pytest.mark.slow
def test_works_are_grouped_by_any_facet_and_none_is_lost(server: str, page: Page) -> None:
    page.goto(f"{server}/literature/")
    total = count_of(page)
    facets: list[str] = page.locator("#sift-group option").evaluate_all("all => all.map((one) => one.value)")
    assert facets == ["", "theme", "type", "field", "decade", "language", "access", "use", "check"]
    for facet in ("type", "field"):  # of a field a work may have none or several
        page.locator("#sift-group").select_option(facet)
        expect(page).to_have_url(re.compile(rf"[?]group={facet}$"))
        expect(page.locator(".sift-found .group").first).to_be_visible()
        page.locator("[data-show-more]").evaluate("(more) => { while (!more.hidden) more.click(); }")
        sizes = [int(words.split()[-1]) for words in page.locator(".sift-found .group h2").all_inner_texts()]
        works = page.locator(".sift-found .named").evaluate_all("all => all.map((one) => one.href)")
        assert len(set(works)) == count_of(page) == total
        assert sum(sizes) == len(works), "a heading says how many stand below it"
        assert (len(works) == total) == (facet == "type")
    page.goto(f"{server}/en/literature/?group=decade&type=book")
    expect(page.locator("#sift-group")).to_have_value("decade")
    expect(page.locator(".sift-found .group").first).to_be_visible()


@pytest.mark.slow
def test_a_shared_address_opens_the_same_selection(server: str, page: Page) -> None:
    page.goto(f"{server}/en/literature/?theme=flygtninge&use=cited&q=volunt&sort=newest")
    expect(page.locator(".sift-found")).to_be_visible()
    titles = page.locator(".sift-found .named").all_inner_texts()
    assert titles
    years = [
        int(year)
        for who in page.locator(".sift-found .who").all_inner_texts()
        if (year := who[-5:].strip("abc ")).isdigit()
    ]
    assert years == sorted(years, reverse=True)
    expect(page.locator("#sift-words")).to_have_value("volunt")


@pytest.mark.slow
def test_words_without_danish_letters_find_the_same(server: str, page: Page) -> None:
    page.goto(f"{server}/literature/")
    page.locator("#sift-words").fill("ældre")
    expect(page.locator("[data-of]")).to_be_visible()
    with_letters = count_of(page)
    page.locator("#sift-words").fill("aeldre")
    expect(page.locator("[data-count]")).to_contain_text(str(with_letters))
    page.locator("#sift-words").fill("qqqq")
    expect(page.locator(".nothing")).to_be_visible()


@pytest.mark.slow
def test_without_javascript_the_index_is_whole_and_shows_no_dead_controls(
    server: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{server}/literature/")
    expect(page.locator("#sift")).to_be_hidden()
    expect(page.locator(".sift-tools")).to_be_hidden()
    expect(page.locator(".by-theme")).to_be_visible()
    assert page.locator(".sift-all .works > li").count() >= 40


@pytest.mark.slow
def test_a_citation_shows_its_reference_on_hover_and_focus(server: str, page: Page) -> None:
    page.goto(f"{server}/cases/elderlearn/")
    citation = page.locator("a.cite[href^='#ref-']").nth(2)
    key = str(citation.get_attribute("href")).removeprefix("#ref-")
    citation.hover()
    preview = page.locator(".cite-preview")
    expect(preview).to_be_visible()
    wanted = page.locator(f"#ref-{key} em").first.inner_text()
    expect(preview).to_contain_text(wanted)
    assert citation.get_attribute("aria-describedby") == "cite-preview"
    preview.hover()
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_have_count(0)
    citation.focus()
    page.keyboard.press("Tab")
    expect(preview).to_be_visible()
    focused: Any = page.evaluate("document.activeElement.className.split(' ')[0]")
    assert focused == "cite", "the preview's own links are no stops for the keyboard"
    page.keyboard.press("Enter")
    assert "#ref-" in page.url


@pytest.mark.slow
def test_the_preview_stays_inside_a_phone(server: str, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    page.goto(f"{server}/cases/elderlearn/")
    for place in range(0, 12, 3):
        citation = page.locator("a.cite[href^='#ref-']").nth(place)
        citation.scroll_into_view_if_needed()
        citation.hover()
        box = page.locator(".cite-preview").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
        page.keyboard.press("Escape")
    assert page.evaluate("document.body.scrollWidth") <= 320


@pytest.mark.slow
def test_bibtex_is_copied(server: str, open_page: Callable[..., Page]) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{server}/literature/grubb2021speaking/")
    page.locator(".forms summary").first.click()
    page.locator("button[data-copy=form-bib]").click()
    expect(page.locator(".forms details").first.locator("[role=status]")).to_contain_text("BibTeX")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert list(references_of(parse_bibliography(copied).entries)) == ["grubb2021speaking"]
