"""The search index: Pagefind over the finished site, both languages at once (it keeps them apart by `<html lang>`)."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
import subprocess
import sys
import zlib
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
_PACKED = (".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter", ".pagefind")
_ROOM = 64 * 1024  # bytes that are left on a disk that was not full
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
    _refuse_cut_off(site / "pagefind")
    for path in (site / "pagefind").iterdir():
        if path.name.startswith(_UNUSED):
            path.unlink()
    # Pagefind writes the languages in any order; two builds are to give the same bytes.
    entry = site / "pagefind" / "pagefind-entry.json"
    entry.write_text(json.dumps(json.loads(entry.read_text(encoding="utf-8")), sort_keys=True), encoding="utf-8")


def _refuse_cut_off(folder: Path) -> None:
    """Pagefind ends well also where the disk ran full; an index that is cut off is never published."""
    packed = [path for path in folder.rglob("*") if path.suffix in _PACKED]
    try:
        json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
        for path in packed:
            if not gzip.decompress(path.read_bytes()):
                raise EOFError
    except (ValueError, EOFError, FileNotFoundError, gzip.BadGzipFile, zlib.error) as failure:
        raise IndexFailed(os.strerror(errno.ENOSPC)) from failure
    if shutil.disk_usage(folder).free < _ROOM:
        raise IndexFailed(os.strerror(errno.ENOSPC))
