"""`new`: begin a page or a reference from a template that says what each field means."""

from __future__ import annotations

import re
from pathlib import Path

import click

from scripts.check.files import BIBLIOGRAPHY
from scripts.check.lists import check_vocabulary
from scripts.commands.check import today
from scripts.contribute.reference_template import add_reference, key_fault
from scripts.contribute.template import page_template, translation_template
from scripts.parse.markdown import slug
from scripts.parse.page import FOLDER_OF, SLUG
from scripts.parse.yaml_text import parse_yaml
from scripts.publish.stage import write_whole
from scripts.read.files import NothingHere

KINDS = (*FOLDER_OF, "guide", "reference")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name")
@click.option("--english", is_flag=True, help="Begin the translation (NAME.en.md) beside a page that exists.")
def new(kind: str, name: str, english: bool) -> None:
    """Begin a new page of KIND called NAME, such as `new case aarhus-besoegsvenner`.

    A reference is begun under its key, such as `new reference nielsen2024frivillige`.
    """
    root = Path.cwd()
    if not (root / "docs" / "vocabulary.yml").is_file():
        raise NothingHere
    if kind == "reference":
        _new_reference(root, name)
        return
    if not SLUG.fullmatch(name):
        raise click.UsageError(
            f"»{name}« kan ikke være et filnavn. Prøv: {slug(name)} · '{name}' cannot be a file name. Try: {slug(name)}"
        )
    folder = FOLDER_OF.get(kind, "docs/guide")
    original = root / folder / f"{name}.md"
    path = original.with_suffix(".en.md") if english else original
    if path.exists():
        raise click.UsageError(f"{folder}/{path.name} findes allerede · exists already")
    if english and not original.exists():
        raise click.UsageError(f"Begynd med den danske side · Begin with the Danish page: new {kind} {name}")
    text = _english(kind, original.name) if english else _danish(root, kind, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)
    click.echo(f"{folder}/{path.name}")
    click.echo(f"Skriv, og tjek så · Write, then check: python -m scripts check {folder}/{path.name}")


def _danish(root: Path, kind: str, name: str) -> str:
    vocabulary = root / "docs" / "vocabulary.yml"
    lists, _ = check_vocabulary(parse_yaml(vocabulary.read_text(encoding="utf-8")), "docs/vocabulary.yml")
    choices = {list_name: [value.id for value in values] for list_name, values in lists.items()}
    return page_template(kind, name.replace("-", " ").capitalize(), choices, today())


def _english(kind: str, original: str) -> str:
    return translation_template(kind, original)


def _new_reference(root: Path, key: str) -> None:
    path = root / BIBLIOGRAPHY
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if fault := key_fault(key):
        raise click.UsageError(fault)
    if re.search(rf"^@\w+\{{{re.escape(key)},", text, re.M):
        raise click.UsageError(f"»{key}« findes allerede · '{key}' exists already")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, add_reference(text, key))
    line = path.read_text(encoding="utf-8").split(f"{{{key},")[0].count("\n") + 1
    click.echo(f"{BIBLIOGRAPHY}:{line}")
    click.echo(f"Udfyld, og tjek så · Fill in, then check: python -m scripts check {BIBLIOGRAPHY}")
