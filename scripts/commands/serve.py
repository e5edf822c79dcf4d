"""`serve`: the site in the browser while one writes. A saved file shows at once; the whole follows when it is quiet."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
from watchfiles import watch

from scripts.check.examine import Examined
from scripts.check.run import Checked, check_repository
from scripts.commands.build import CONFIGURATIONS, sites
from scripts.commands.check import as_text, today
from scripts.link.corpus import Corpus, link
from scripts.publish.generator import GeneratorFailed, Run, generate
from scripts.publish.preview import FOLDER, changed_entries, clear_preview, preview, stage_entries
from scripts.publish.server import News, start_server
from scripts.read.files import CONTENT_FOLDERS, SourceFile, read_sources
from scripts.read.settings import read_settings

QUIET_MILLISECONDS = 1500
SECONDS_TO_END = 0.4  # in which a build ends that the terminal has interrupted too


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port on this machine; 0 takes a free one.",
)
def serve(port: int) -> None:
    """Show the site at a local address, and show again what is saved.

    Problems are shown in the terminal and in the page; the last good site stays. End with Ctrl-C.
    """
    root = Path.cwd()
    news = News()
    workshop = Workshop(root)
    clear_preview(workshop.above)
    if not workshop.build_whole() and not (root / "build" / "site").exists():
        raise click.ClickException(
            "Der er intet site at vise endnu: ret fejlene · There is no site to show yet: mend the errors"
        )
    workshop.read()
    try:
        server = start_server((root / "build" / "site").absolute(), workshop.above, news, port)
    except OSError as error:
        raise click.UsageError(
            f"Porten {port} kan ikke bruges · cannot be used: {error.strerror}. Prøv · Try: --port 0"
        ) from None
    click.echo(f"http://127.0.0.1:{server.server_address[1]}/  (Ctrl-C stopper · stops)")
    try:
        _follow(root, workshop, news)
    except KeyboardInterrupt:
        click.echo("Stoppet · Stopped")
    finally:
        workshop.stop()
        server.shutdown()


def _follow(root: Path, workshop: Workshop, news: News) -> None:
    folders = [root / name for name in CONTENT_FOLDERS if (root / name).is_dir()]
    waiting = True  # what was saved while the site was built or before the first look
    for changes in watch(*folders, yield_on_timeout=True, rust_timeout=QUIET_MILLISECONDS, debounce=200, step=50):
        if changes:
            waiting = True
            workshop.stop()
            news.tell(workshop.show_changed())
            gc.collect()  # commands run without looking for garbage; this one goes on for hours
        elif waiting and workshop.finished():
            waiting = not workshop.build_whole_aside()
        if workshop.has_built():
            clear_preview(workshop.above)
            news.tell()


class Workshop:
    """What the server remembers between two saves, so that little is done again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.above = root / "build" / FOLDER
        self.remembered: dict[SourceFile, Examined] = {}
        self.corpus: Corpus | None = None
        self.building: subprocess.Popen[bytes] | None = None
        self.shown = Path()

    def read(self) -> Checked:
        """Check everything as it stands now; a corpus without errors becomes the one that is shown."""
        sources, images = read_sources(self.root)
        checked = check_repository(sources, images, today(), self.remembered)
        if not checked.errors:
            self.corpus = link(checked)
        return checked

    def show_changed(self) -> str:
        """Show what was saved. Returns the problems that stand, as text."""
        begun = time.perf_counter()
        old = self.corpus
        checked = self.read()
        if checked.errors:
            text = as_text(checked.errors, "da")
            click.echo(text)
            return text
        if old is not None and self.corpus is not None:
            for address in self._preview(old, self.corpus):
                click.echo(f"/{address} ({time.perf_counter() - begun:.1f} s)")
        return ""

    def _preview(self, old: Corpus, new: Corpus) -> list[str]:
        entries = changed_entries(old, new)
        if not entries:
            return []
        build = self.root / "build"
        addresses = {
            site.language: stage_entries(entries, site, build / "docs" / site.language)
            for site in sites(new, read_settings(self.root), build / "cache")
        }
        changed = {language: found for language, found in addresses.items() if found}
        runs = [Run(self.root / CONFIGURATIONS[language], build / "work" / language) for language in changed]
        try:
            generate(runs, only_changed=True)
        except GeneratorFailed as failure:
            click.echo(str(failure))
            return []
        return list(preview(changed, build / "work", self.above))

    def build_whole(self) -> bool:
        """Build everything now. Says whether it went well."""
        process = subprocess.Popen(self._command(), cwd=self.root)
        try:
            return process.wait() == 0
        except KeyboardInterrupt:
            _end_well(process)
            raise

    def build_whole_aside(self) -> bool:
        """Begin to build everything in a process of its own, with a session of its own."""
        self.shown = (self.root / "build" / "site").resolve()
        self.building = subprocess.Popen(
            self._command(), cwd=self.root, stdout=subprocess.DEVNULL, start_new_session=True
        )
        return True

    def finished(self) -> bool:
        return self.building is None or self.building.poll() is not None

    def has_built(self) -> bool:
        """Whether a build aside has just ended with another site than the one that is shown; true once."""
        if self.building is None or self.building.poll() is None:
            return False
        well, self.building = self.building.returncode == 0, None
        return well and (self.above.exists() or (self.root / "build" / "site").resolve() != self.shown)

    def stop(self) -> None:
        """End a build aside with all that it has started; the last good site stays."""
        if self.building is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.building.pid, signal.SIGTERM)
            self.building.wait()
            self.building = None

    @staticmethod
    def _command() -> list[str]:
        return [sys.executable, "-m", "scripts", "build"]


def _end_well(process: subprocess.Popen[bytes]) -> None:
    """Let a build that was interrupted too end by itself; where it was not, interrupt it, so that it ends what it started."""
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
        process.wait()
