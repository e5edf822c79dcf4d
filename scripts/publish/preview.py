"""The page that is being written, quickly: only what a saved file changes is rendered, and shown above the last whole site.

What hangs together across pages (lists, search, counts) follows with the next whole build.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from scripts.link.corpus import Corpus, Entry
from scripts.publish.finish import LOST, finish, frame_scripts
from scripts.publish.stage import write_changed
from scripts.records import Language
from scripts.render.pages import render_entries
from scripts.render.site import ROOTS, Site

FOLDER = "preview"


def changed_entries(old: Corpus, new: Corpus) -> list[Entry]:
    """The entries whose files differ, and those at the other end of the stories that they told or tell."""
    changed = {key for key, entry in new.entries.items() if _sources(entry) != _sources(old.entries.get(key))}
    ends: set[tuple[str, str]] = set()
    for corpus in (old, new):
        ends |= {
            (story.relation, story.target)
            for story in corpus.stories
            if (story.case.kind, story.case.folder, story.case.id) in changed
        }
    return [entry for key, entry in new.entries.items() if key in changed or (entry.folder, entry.id) in ends]


def stage_entries(entries: Iterable[Entry], site: Site, staged: Path) -> list[str]:
    """Stage these entries' pages below `staged`; returns those that changed, as addresses below the language root."""
    return [_address(name) for name in write_changed(staged, render_entries(entries, site))]


def preview(addresses: Mapping[Language, list[str]], work: Path, folder: Path) -> Iterator[str]:
    """Finish the generated pages into `folder`; yields each address below the site's root."""
    for language, changed in addresses.items():
        frame = frame_scripts((work / language / LOST).read_text(encoding="utf-8"))
        for address in changed:
            target = folder / ROOTS[language] / address / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            html = (work / language / address / "index.html").read_text(encoding="utf-8")
            target.write_text(finish(html, frame), encoding="utf-8")
            yield f"{ROOTS[language]}{address}"


def clear_preview(folder: Path) -> None:
    """After a whole build nothing is shown above it."""
    shutil.rmtree(folder, ignore_errors=True)


def _address(staged: str) -> str:
    """`cases/x.md` to `cases/x/`."""
    name = staged.removesuffix(".md")
    return "" if name == "index" else f"{name.removesuffix('/index')}/"


def _sources(entry: Entry | None) -> list[tuple[str, str]]:
    return [(edition.path, edition.source.text) for edition in entry.editions.values()] if entry else []
