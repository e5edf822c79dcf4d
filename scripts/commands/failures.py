"""What can go wrong outside the content, each as one sentence in both languages: a missing tool, a full disk, another build."""

from __future__ import annotations

import errno
import os
import traceback
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from scripts.cite.pandoc import CitationToolMissing
from scripts.handouts.typesetter import PressMissing
from scripts.publish.generator import GeneratorFailed
from scripts.publish.lock import AnotherBuild
from scripts.publish.search import IndexFailed
from scripts.read.files import NothingHere
from scripts.read.settings import SettingMissing

EXPECTED = (
    AnotherBuild,
    CitationToolMissing,
    GeneratorFailed,
    IndexFailed,
    NothingHere,
    OSError,
    PressMissing,
    SettingMissing,
)
INSTALL = "make site"
TRACE = "SAMSKABELSE_TRACE"  # in the environment: show where an unforeseen fault comes from
NOTHING_HERE = (
    "Her er ingen vidensbase: mapperne cases, docs og bibliography er tomme eller mangler."
    " · There is no knowledge base here: the folders cases, docs and bibliography are empty or missing."
)
_DISK = {
    errno.ENOSPC: "Disken er fuld · The disk is full",
    errno.EDQUOT: "Der er ikke mere plads til dig på disken · Your space on the disk is used up",
    errno.EFBIG: "Filen bliver større, end systemet tillader · The file grows larger than the system allows",
    errno.EROFS: "Disken kan ikke skrives på · The disk is read-only",
    errno.EACCES: "Der mangler lov til filen · There is no permission for the file",
    errno.EPERM: "Der mangler lov til filen · There is no permission for the file",
    errno.ENOENT: "Filen forsvandt eller findes ikke · The file vanished or does not exist",
}


def sentence(failure: Exception) -> str:
    """What happened, and what to do. The last good site is never touched by a failure."""
    if isinstance(failure, AnotherBuild):
        return (
            f"Et andet byggeri er i gang (proces {failure.process}). Vent, til det er færdigt."
            f" · Another build is running (process {failure.process}). Wait until it has finished."
        )
    if isinstance(failure, NothingHere):
        return NOTHING_HERE
    if isinstance(failure, CitationToolMissing):
        return str(failure)
    if isinstance(failure, PressMissing):
        return f"{failure} mangler. Kør: {INSTALL} · {failure} is missing. Run: {INSTALL}"
    if isinstance(failure, IndexFailed):
        return f"Søgeindekset blev ikke lavet · The search index was not made: {_last_words(str(failure))}"
    if isinstance(failure, GeneratorFailed):
        return f"MkDocs stoppede · MkDocs stopped:\n{_last_words(str(failure))}"
    if isinstance(failure, SettingMissing):
        return str(failure)
    assert isinstance(failure, OSError)
    what = _DISK.get(
        failure.errno or 0, f"Filen kan ikke bruges · The file cannot be used ({failure.strerror or failure})"
    )
    return f"{what}: {failure.filename}" if failure.filename else what


def _last_words(said: str) -> str:
    """What a program said: of a traceback the last line alone, with what to do where that is known."""
    lines = [line for line in said.splitlines() if line.strip()]
    words = lines[-1] if any(line.startswith("Traceback") for line in lines) else said.strip()
    if "No module named" in words:
        return f"{words}. Kør · Run: {INSTALL}"
    code = next((code for code in _DISK if os.strerror(code) in words), 0)
    return f"{_DISK[code]} ({words})" if code else words


def unforeseen(failure: BaseException) -> str:
    """A fault of the program itself, in one sentence, with where it happened and how to see more."""
    if isinstance(failure, MemoryError | BrokenProcessPool):
        return (
            "Der er ikke hukommelse nok. Luk andre programmer, og prøv igen."
            " · There is not enough memory. Close other programs and try again."
        )
    frames = traceback.extract_tb(failure.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    what = f"{type(failure).__name__}: {failure}".splitlines()[0]
    return (
        f"Fejl i programmet selv ({place}, {what}). Skriv det gerne til redaktionen. Se mere med {TRACE}=1."
        f" · A fault of the program itself. Please tell the editors. See more with {TRACE}=1."
    )
