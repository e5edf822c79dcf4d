"""What can go wrong outside the content, each as one sentence in both languages: a missing tool, a full disk, another build."""

from __future__ import annotations

import errno

from scripts.cite.pandoc import CitationToolMissing
from scripts.handouts.press import PressMissing
from scripts.publish.generator import GeneratorFailed
from scripts.publish.lock import AnotherBuild
from scripts.publish.search import IndexFailed
from scripts.read.settings import SettingMissing

EXPECTED = (
    AnotherBuild,
    CitationToolMissing,
    GeneratorFailed,
    IndexFailed,
    OSError,
    PressMissing,
    SettingMissing,
)
INSTALL = "make site"
_DISK = {
    errno.ENOSPC: "Disken er fuld · The disk is full",
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
    if isinstance(failure, CitationToolMissing):
        return f"Pandoc mangler. Kør: {INSTALL} · Pandoc is missing. Run: {INSTALL}"
    if isinstance(failure, PressMissing):
        return f"{failure} mangler. Kør: {INSTALL} · {failure} is missing. Run: {INSTALL}"
    if isinstance(failure, IndexFailed):
        return f"Søgeindekset blev ikke lavet: {failure} · The search index was not made. Mangler pagefind · missing: {INSTALL}"
    if isinstance(failure, GeneratorFailed):
        return f"MkDocs stoppede · MkDocs stopped:\n{failure}"
    if isinstance(failure, SettingMissing):
        return str(failure)
    assert isinstance(failure, OSError)
    what = _DISK.get(
        failure.errno or 0, f"Filen kan ikke bruges · The file cannot be used ({failure.strerror or failure})"
    )
    return f"{what}: {failure.filename}" if failure.filename else what
