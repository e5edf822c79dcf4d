"""`check`: every rule over every file."""

from __future__ import annotations

import datetime
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from scripts.check.run import Checked, check_repository
from scripts.commands.check_summary import as_summary
from scripts.problems import Problem, catalogue
from scripts.read.files import NothingHere, read_sources
from scripts.records import Language

ALIKE = 10
Rendering = Callable[[Sequence[Problem], Language], str]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "github", "summary", "json"]),
    default="text",
    help="How to show problems: for people, on their lines in a proposal, as the proposal's page, for programs.",
)
@click.option("--consequences", is_flag=True, help="Also show the translations of PATHS, and errors anywhere.")
@click.option("--all", "everything", is_flag=True, help="Show each piece of advice, also where many are alike.")
@click.option("--language", type=click.Choice(["da", "en"]), default="da", help="Language of the messages.")
def check(paths: tuple[Path, ...], style: str, consequences: bool, everything: bool, language: Language) -> None:
    """Check all content, or show only the problems of PATHS.

    Everything is always checked, since pages hang together; PATHS only limit what is shown.
    """
    root = Path.cwd()
    wanted = [_relative(path, root) for path in paths]
    checked = check_here(root)
    shown = [
        problem
        for problem in checked.problems
        if not wanted
        or any(_within(problem.location.path, path) for path in wanted)
        or (consequences and (problem.severity == "error" or _original(problem.location.path) in wanted))
    ]
    _refuse_missing(root, wanted, shown)
    alike = {} if everything or style != "text" else _much_alike(shown)
    text = RENDERINGS[style]([problem for problem in shown if problem.code not in alike], language)
    if text:
        click.echo(text)
    if style == "text":
        for code, count in alike.items():
            click.echo(_gathered(code, count, language))
        click.echo(_closing(checked, shown, language))
    sys.exit(1 if any(problem.severity == "error" for problem in shown) else 0)


def check_here(root: Path) -> Checked:
    """Read and check the repository at `root`. Raises `NothingHere` where there is nothing to check."""
    sources, images = read_sources(root)
    if not sources:
        raise NothingHere
    return check_repository(sources, images, today())


def today() -> str:
    """Today as yyyy-mm-dd; `SOURCE_DATE_EPOCH` where it is set, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def as_text(problems: Sequence[Problem], language: Language) -> str:
    """For people: file and line, the sentence, and below it what is right."""
    word = {"error": {"da": "fejl", "en": "error"}, "advice": {"da": "råd", "en": "advice"}}
    lines = []
    for problem in problems:
        place = f"{problem.location.path}:{problem.location.line}"
        lines.append(f"{place}: {word[problem.severity][language]}: {problem.message(language)} [{problem.code}]")
        if hint := problem.hint(language):
            lines.append(f"    {hint}")
    return "\n".join(lines)


def as_github(problems: Sequence[Problem], language: Language) -> str:
    """For GitHub: one workflow command for each problem, shown on its line. Values are escaped."""
    lines = []
    for problem in problems:
        level = "error" if problem.severity == "error" else "notice"
        where = f"file={_property(problem.location.path)},line={problem.location.line},title={_property(problem.code)}"
        message = f"{problem.message(language)} {problem.hint(language)}".strip()
        lines.append(f"::{level} {where}::{_data(message)}")
    return "\n".join(lines)


def as_json(problems: Sequence[Problem], language: Language) -> str:
    """For programs: a list of objects."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "path": problem.location.path,
            "line": problem.location.line,
            "message": problem.message(language),
            "hint": problem.hint(language),
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


RENDERINGS: dict[str, Rendering] = {"text": as_text, "github": as_github, "summary": as_summary, "json": as_json}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _much_alike(problems: Sequence[Problem]) -> dict[str, int]:
    """The advice that stands so often that it would hide the rest, with its count."""
    counts = Counter(problem.code for problem in problems if problem.severity == "advice")
    return {code: count for code, count in sorted(counts.items()) if count > ALIKE}


def _gathered(code: str, count: int, language: Language) -> str:
    title = catalogue()[code].title[language]
    return {
        "da": f"{count} råd af samme slags: {title} [{code}]. Se dem med --all.",
        "en": f"{count} pieces of advice of one kind: {title} [{code}]. See them with --all.",
    }[language]


def _relative(path: Path, root: Path) -> str:
    try:
        return (root / path).resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"{path} ligger uden for denne mappe · lies outside this folder") from None


def _refuse_missing(root: Path, wanted: Sequence[str], shown: Sequence[Problem]) -> None:
    """A path that was asked for is there, or was and is missed by a rule."""
    for path in wanted:
        if not (root / path).exists() and not any(_within(problem.location.path, path) for problem in shown):
            raise click.UsageError(f"»{path}« findes ikke · '{path}' does not exist")


def _original(path: str) -> str:
    return f"{path.removesuffix('.en.md')}.md"


def _within(path: str, wanted: str) -> bool:
    return wanted == "." or path == wanted or path.startswith(f"{wanted}/")


def counted(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _closing(checked: Checked, shown: Sequence[Problem], language: Language) -> str:
    errors = sum(problem.severity == "error" for problem in shown)
    advice = len(shown) - errors
    counts = {
        "da": f"{checked.files} filer, {len(checked.references)} kilder og {len(checked.pages)} sider tjekket",
        "en": f"{checked.files} files, {len(checked.references)} sources and {len(checked.pages)} pages checked",
    }[language]
    english = f"{counted(errors, 'error')}, {counted(advice, 'piece')} of advice"
    found = {"da": f"{errors} fejl, {advice} råd", "en": english}[language]
    return f"{counts}: {found}."
