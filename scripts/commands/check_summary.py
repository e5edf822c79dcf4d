"""What `check` found, as the page that GitHub shows above a proposal: in Danish, then in English, for somebody new.

In go the problems, out comes Markdown. All that comes from files (paths, quoted values) is a stranger's text and is
written so that it can only be read: see `as_shown`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from scripts.contribute.plain import as_shown
from scripts.problems import Problem
from scripts.records import Language

SHOWN = 100  # GitHub takes one megabyte; nobody mends more than this at a time
_WORDS: dict[str, dict[Language, str]] = {
    "wrong": {"da": "## ❌ Tjekket fandt {count} fejl", "en": "## ❌ The checker found {count} errors"},
    "one": {"da": "## ❌ Tjekket fandt én fejl", "en": "## ❌ The checker found one error"},
    "right": {"da": "## ✅ Tjekket fandt ingen fejl", "en": "## ✅ The checker found no errors"},
    "columns": {
        "da": "| Linje | Hvad er galt | Sådan er det rigtigt |\n|---|---|---|",
        "en": "| Line | What is wrong | What is right |\n|---|---|---|",
    },
    "more": {
        "da": "Der er {count} til. Ret disse først; så viser tjekket resten.",
        "en": "There are {count} more. Mend these first; the checker then shows the rest.",
    },
    "advice": {
        "da": "Der er også {count} råd. De står ved linjerne under *Files changed* og hindrer ikke noget.",
        "en": "There are also {count} pieces of advice. They stand at the lines under *Files changed* and hinder nothing.",
    },
    "next": {"da": "### Hvad sker der nu?", "en": "### What happens next?"},
    "mend": {
        "da": "1. Åbn filen i dit forslag, og ret linjen. Gem: så kører tjekket igen, efter nogle minutter.\n"
        "2. Kan du ikke finde ud af en besked, så lad den stå, og skriv det på forslaget. Redaktionen hjælper.\n"
        "3. Når tjekket er grønt, læser en fra redaktionen teksten op mod kilderne.",
        "en": "1. Open the file in your proposal and mend the line. Save: the checker runs again, after some minutes.\n"
        "2. If you cannot make sense of a message, leave it and say so on the proposal. The editors help.\n"
        "3. When the check is green, one of the editors reads the text against its sources.",
    },
    "wait": {
        "da": "1. Du behøver ikke gøre mere. En fra redaktionen læser teksten op mod kilderne og svarer på forslaget.\n"
        "2. Vil du se din side, som den bliver? Hent zip-filen under *Artifacts* nederst på denne side, pak den ud, og åbn"
        " `site/index.html`.\n"
        "3. Ark og kort, der bliver anderledes, ligger samme sted under navnet *handouts*.",
        "en": "1. You need do nothing more. One of the editors reads the text against its sources and answers you.\n"
        "2. To see your page as it will be, fetch the zip file under *Artifacts* at the foot of this page, unpack it and"
        " open `site/index.html`.\n"
        "3. Sheets and cards that change lie in the same place under the name *handouts*.",
    },
}


def as_summary(problems: Sequence[Problem], _: Language) -> str:
    """Both languages, whatever the command's own: one page is read by all who look at the proposal."""
    return "\n\n---\n\n".join("\n\n".join(_half(problems, language)) for language in ("da", "en")) + "\n"


def _half(problems: Sequence[Problem], language: Language) -> Iterator[str]:
    errors = [problem for problem in problems if problem.severity == "error"]
    heading = _WORDS["one" if len(errors) == 1 else "wrong" if errors else "right"][language]
    yield heading.format(count=len(errors))
    for path, found in groupby(errors[:SHOWN], key=lambda problem: problem.location.path):
        yield f"**{as_shown(path)}**"
        yield "\n".join([_WORDS["columns"][language], *(_row(problem, language) for problem in found)])
    if len(errors) > SHOWN:
        yield _WORDS["more"][language].format(count=len(errors) - SHOWN)
    if advice := len(problems) - len(errors):
        yield _WORDS["advice"][language].format(count=advice)
    yield _WORDS["next"][language]
    yield _WORDS["mend" if errors else "wait"][language]


def _row(problem: Problem, language: Language) -> str:
    wrong, right = as_shown(problem.message(language)), as_shown(problem.hint(language))
    return f"| {problem.location.line} | {wrong} | {right} |"
