"""The search index: Pagefind over the finished site, both languages at once (it keeps them apart by `<html lang>`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


class IndexFailed(Exception):
    """Pagefind is missing or stopped; the message says what it said."""


def index(site: Path) -> None:
    """Write `site/pagefind/`. Raises `IndexFailed`."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", "pagefind", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise IndexFailed((done.stderr or done.stdout).strip())
