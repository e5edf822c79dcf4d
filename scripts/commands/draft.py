"""`draft`: a filled form to a file with every answer in its place, and what remains to be done."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scripts.check.files import BIBLIOGRAPHY
from scripts.check.run import check_repository
from scripts.commands.check import as_text, check_here, today
from scripts.contribute.answers import Answers, parse_answers
from scripts.contribute.draft import draft_case
from scripts.contribute.draft_reference import draft_reference
from scripts.contribute.known_names import known_names
from scripts.contribute.questions import forms, offered_by
from scripts.contribute.reference_template import insert_entry
from scripts.link.corpus import Corpus, link
from scripts.parse.page import SLUG
from scripts.problems import Problem
from scripts.publish.stage import write_whole
from scripts.read.files import SourceFile, read_sources
from scripts.records import Language


@click.command()
@click.argument("issue", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--name", default="", help="The id of the new page, instead of one made from its title.")
@click.option("--language", type=click.Choice(["da", "en"]), default="da", help="Language of the messages.")
def draft(issue: Path, name: str, language: Language) -> None:
    """Make a file from ISSUE, the text of a filled form (`-` reads it from the keyboard or a pipe).

    A case goes to `cases/`, a work to the bibliography. What the checker says of it is the list of what remains.
    """
    root = Path.cwd()
    if name and not SLUG.fullmatch(name):
        raise click.UsageError(f"»{name}« kan ikke være et filnavn · '{name}' cannot be a file name")
    corpus = link(check_here(root))
    answers = parse_answers(_text(issue), forms(offered_by(corpus)))
    if answers is None:
        raise click.UsageError(
            "Teksten er ikke en udfyldt formular: der er ingen af dens overskrifter."
            " · The text is not a filled form: none of its headings is there."
        )
    if answers.form.id == "rettelse":
        page = answers.text("page") or "?"
        raise click.UsageError(
            f"En rettelse bliver ikke til en ny fil. Ret · A correction makes no new file. Edit: {page}"
        )
    if answers.form.id == "ny-litteratur":
        _write_reference(root, answers, language)
    else:
        _write_case(root, answers, corpus, name, language)


def _text(issue: Path) -> str:
    if str(issue) == "-":
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    return issue.read_text(encoding="utf-8", errors="replace")


def _write_case(root: Path, answers: Answers, corpus: Corpus, name: str, language: Language) -> None:
    choices = {key: list(values) for key, values in corpus.vocabulary.items()}
    made = draft_case(answers, known_names(corpus), choices, today())
    path = f"cases/{name}.md" if name else made.path
    number = 2
    while (root / path).exists():
        if name:
            raise click.UsageError(f"{path} findes allerede · exists already")
        path = f"{made.path.removesuffix('.md')}-{number}.md"
        number += 1
    _write(root, path, made.text, language)


def _write_reference(root: Path, answers: Answers, language: Language) -> None:
    key, entry = draft_reference(answers)
    bibliography = root / BIBLIOGRAPHY
    text = bibliography.read_text(encoding="utf-8") if bibliography.is_file() else ""
    if f"{{{key}," in text:
        raise click.UsageError(f"»{key}« findes allerede i litteraturen · '{key}' is in the bibliography already")
    whole = insert_entry(text, key, entry)
    begin = whole[: whole.index(entry)].count("\n") + 1
    _write(root, BIBLIOGRAPHY, whole, language, (begin, begin + entry.count("\n")))


def _write(root: Path, path: str, text: str, language: Language, lines: tuple[int, int] = (1, 1_000_000)) -> None:
    """Write the file, and say what the checker has to say of it (of these lines)."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    write_whole(root / path, text)
    click.echo(f"{path}" if lines[0] == 1 else f"{path}:{lines[0]}")
    remaining = [p for p in _problems(root, path, text) if lines[0] <= p.location.line <= lines[1]]
    if remaining:
        click.echo(as_text(remaining, language))
    click.echo(
        {
            "da": f"{len(remaining)} ting mangler. Ret, og tjek igen: python -m scripts check {path}",
            "en": f"{len(remaining)} things remain. Mend, and check again: python -m scripts check {path}",
        }[language]
    )


def _problems(root: Path, path: str, text: str) -> list[Problem]:
    sources, images = read_sources(root)
    others = [source for source in sources if source.path != path]
    checked = check_repository([*others, SourceFile(path, text)], images, today())
    return [problem for problem in checked.problems if problem.location.path == path]
