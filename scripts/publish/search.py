"""The search index: Pagefind over the finished site, both languages at once (it keeps them apart by `<html lang>`)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from scripts.render.searching import SearchRecord

# What only names other pages, so that a page is found by what it says and not by what it points to.
LEFT_OUT = (
    ".citation",
    ".cite",
    ".refs",
    ".citebox",
    ".cite-page",
    ".page-end",
    ".related",
    ".listing",
    ".glossary",
    ".badges",
    ".notice",
    ".cited",  # what other pages say of a work
    '.article:not([data-kind="case"]) .story',  # what a case says, told again where its tensions and models collect it
)
# Programs that come with the index and that we do not use.
_UNUSED = ("pagefind-component-ui", "pagefind-highlight", "pagefind-modular-ui", "pagefind-ui")
_RECORDS = "records-for-the-index"


class IndexFailed(Exception):
    """Pagefind is missing or stopped; the message says what it said."""


def index(site: Path, records: Iterable[SearchRecord] = ()) -> None:
    """Write `site/pagefind/`: the pages, and what has no page of its own. Raises `IndexFailed`.

    The records stand in the site while the index is made; Pagefind's own way of taking them needs 0.1 s for each.
    """
    folder = site / _RECORDS
    folder.mkdir()
    for number, record in enumerate(records):
        (folder / f"{number:05}.html").write_text(record.html, encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", "pagefind", "--quiet"]
    command += ["--exclude-selectors", ",".join(LEFT_OUT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    shutil.rmtree(folder)
    if done.returncode != 0:
        raise IndexFailed((done.stderr or done.stdout).strip())
    for path in (site / "pagefind").iterdir():
        if path.name.startswith(_UNUSED):
            path.unlink()
    # Pagefind writes the languages in any order; two builds are to give the same bytes.
    entry = site / "pagefind" / "pagefind-entry.json"
    entry.write_text(json.dumps(json.loads(entry.read_text(encoding="utf-8")), sort_keys=True), encoding="utf-8")
