"""`build`: check, render, generate, finish, publish. The last good site stays until the new one is whole."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from scripts.cite.citations import render_citations
from scripts.commands.check import as_text, check_here, counted
from scripts.handouts.paper import paper_for
from scripts.link.corpus import Corpus, link
from scripts.problems import Problem
from scripts.publish.finish import finish_tree
from scripts.publish.generator import Run, generating
from scripts.publish.lock import only_build
from scripts.publish.print_room import PrintRun, print_all
from scripts.publish.release import forget_old_releases, new_release, publish
from scripts.publish.search import index
from scripts.publish.stage import stage, write_changed
from scripts.publish.workroom import keep_workroom, own_workroom
from scripts.read.files import read_pictures
from scripts.read.settings import read_settings
from scripts.records import LANGUAGES, Language
from scripts.render.attachments import attachments
from scripts.render.changes_page import feed_file
from scripts.render.data import render_data
from scripts.render.finding_files import finding_files
from scripts.render.old_addresses import moved_pages
from scripts.render.pages import render_site
from scripts.render.searching import search_records
from scripts.render.short_pages import Addresses, printed_addresses, short_pages
from scripts.render.site import ROOTS, Site
from scripts.settings import Settings
from scripts.workers import side_by_side

CONFIGURATIONS = {"da": "mkdocs.yml", "en": "mkdocs.en.yml"}
STAMP = "fingerprint"


@click.command()
def build() -> None:
    """Check everything and build the site in `build/site`."""
    root = Path.cwd()
    with only_build(root / "build"):
        build_here(root)


def build_here(root: Path, languages: tuple[Language, ...] = LANGUAGES) -> None:
    """Build the site of the repository at `root`. Ends the program with 1 where an error stands.

    With fewer `languages` it is whole enough to be measured, not to be published.
    """
    build_folder = root / "build"
    stamp = build_folder / STAMP
    fingerprint = _fingerprint(root)
    if (build_folder / "site").exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint:
        click.echo(f"Intet er ændret. Sitet ligger i {build_folder / 'site'} · Nothing has changed.")
        return
    with _step("Tjekker · Checking"):
        checked = check_here(root)
    _refuse(checked.errors)
    corpus = link(checked)
    settings = read_settings(root)
    with _step("Henvisninger · Citations"):
        found = list(sites(corpus, settings, build_folder / "cache", languages))
    with _step("Ark og kort · Handouts"):
        runs = print_all([paper_for(site) for site in found], build_folder / "cache" / "handouts", settings.date)
    _refuse([problem for run in runs.values() for problem in run.problems])
    found = [replace(site, printed=runs[site.language].printed, packs=runs[site.language].packs) for site in found]
    with _step("Skriver sider · Rendering"):
        attached = _stage(found, root)
    with new_release(build_folder) as release:
        with _step("Bygger · Generating"), own_workroom(build_folder) as own:
            with generating([Run(root / CONFIGURATIONS[language], own / language) for language in languages]):
                forget_old_releases(build_folder)
                write_changed(release, {**_beside(corpus, settings), **attached, **_handouts(runs)})
            work = keep_workroom(build_folder, own)
        with _step("Gør færdigt · Finishing"):
            _finish(work, release, languages, printed_addresses(corpus, settings))
        with _step("Søgeindeks · Search index"):
            index(release, [record for site in found for record in search_records(site)])
        site = publish(build_folder, release)
    stamp.write_text(fingerprint, encoding="utf-8")
    click.echo(
        f"Sitet ligger i {site}. Se det: python -m scripts serve · The site is in {site}. See it: python -m scripts serve"
    )


def _finish(work: Path, release: Path, languages: Sequence[Language], addresses: Addresses) -> None:
    """Put the generator's pages into the release, finished."""
    for language in languages:
        finish_tree(work / language, release / ROOTS[language], ROOTS[language], addresses)


def _beside(corpus: Corpus, settings: Settings) -> dict[str, str]:
    """The files beside the pages that are the same for both languages, by path below the site's root."""
    return render_data(corpus, settings) | short_pages(corpus) | moved_pages(corpus, settings)


def _handouts(runs: Mapping[Language, PrintRun]) -> dict[str, bytes]:
    """The handouts of both languages, by path below the site's root."""
    return {ROOTS[language] + name: raw for language, run in runs.items() for name, raw in run.files.items()}


def _stage(found: list[Site], root: Path) -> dict[str, str]:
    """Stage the pages of both languages. Returns the files that go with them, by path below the site's root."""
    pictures = read_pictures(root)

    def stage_language(site: Site) -> dict[str, str]:
        pages = render_site(site)
        extra = pictures if site.language == "da" else {}
        stage(root / "build" / "docs" / site.language, {**pages, **extra})
        return attachments(pages, site) | finding_files(site) | feed_file(site)

    attached = side_by_side(stage_language, found)
    return {path: text for files in attached for path, text in files.items()}


def sites(
    corpus: Corpus, settings: Settings, cache: Path, languages: tuple[Language, ...] = LANGUAGES
) -> Iterator[Site]:
    """The site in each language, its citations rendered."""
    citations = {mention.citation.source for mentions in corpus.mentions.values() for mention in mentions}
    for language in languages:
        rendered = render_citations(corpus.references, citations, language, cache)
        entries = {key: rendered.entries[key] for key in rendered.order}
        yield Site(corpus, language, settings, rendered.clusters, entries, rendered.short)


def _refuse(errors: Sequence[Problem]) -> None:
    if errors:
        click.echo(as_text(errors, "da"))
        click.echo(
            f"{len(errors)} fejl. Der bygges ikke, og det sidste gode site er urørt."
            f" · {counted(len(errors), 'error')}. Nothing is built; the last good site is untouched."
        )
        sys.exit(1)


@contextmanager
def _step(name: str) -> Iterator[None]:
    click.echo(f"{name} …", nl=False)
    begun = time.perf_counter()
    try:
        yield
    except BaseException:
        click.echo()  # what went wrong stands on a line of its own
        raise
    click.echo(f" {time.perf_counter() - begun:.1f} s")


def _fingerprint(root: Path) -> str:
    """Changes when a source, the program, the theme or a lock changes."""
    digest = hashlib.sha256()
    for folder in ("cases", "docs", "bibliography", "scripts"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                status = path.stat()
                digest.update(f"{path.relative_to(root)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    for name in (*CONFIGURATIONS.values(), "requirements.txt", "CITATION.cff"):
        path = root / name
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()
