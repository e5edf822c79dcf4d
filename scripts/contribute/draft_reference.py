"""A filled form on a work to an entry of the bibliography; what has no field stands above it as a `%` comment."""

from __future__ import annotations

import re

from scripts.contribute.answers import Answers
from scripts.contribute.plain import as_bibtex
from scripts.parse.markdown import slug

_DOI = re.compile(r"10\.\d{4,9}/[^\s,;]+")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_LITTLE_WORDS = frozenset("a an and as at der det den de en et for fra i in med of og om on paa the til to".split())
_ENTRY_TYPES = {
    "peer-reviewed-article": "article",
    "article": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "evaluation": "techreport",
    "paper": "inproceedings",
    "thesis": "phdthesis",
}
_OF_ANSWER = (
    "work-title",
    "authors",
    "year",
    "published-in",
    "address",
    "work-language",
    "work-type",
    "themes",
    "useful-for",
)


def draft_reference(answers: Answers) -> tuple[str, str]:
    """The key and the entry, as text."""
    chosen = {name: answers.chosen(name)[0] for name in ("work-language", "work-type", "themes")}
    kind = chosen["work-type"][0] if len(chosen["work-type"]) == 1 else ""
    fields = {
        "author": _authors(answers.text("authors")),
        "title": as_bibtex(answers.text("work-title")),
        "year": _year(answers),
        "journal" if kind.endswith("article") else "publisher": as_bibtex(answers.text("published-in")),
        **_address(answers.text("address")),
        "langid": chosen["work-language"][0] if len(chosen["work-language"]) == 1 else "",
        "keywords": ", ".join(chosen["themes"]),
        "pubtype": kind,
        "annotation_da": as_bibtex(answers.text("useful-for")),
    }
    key = _key(fields)
    width = max(len(name) for name, value in fields.items() if value)
    lines = [f"  {name.ljust(width)} = {{{value}}}" for name, value in fields.items() if value]
    entry = f"@{_ENTRY_TYPES.get(kind, 'online')}{{{key},\n" + ",\n".join(lines) + "\n}\n"
    return key, "".join(f"% {line}\n" for line in _left_over(answers, fields)) + entry


def _left_over(answers: Answers, fields: dict[str, str]) -> list[str]:
    """Answers that are in no field, or not whole, as lines."""
    kept = [] if not answers.outside else [answers.outside]
    whole = " ".join(fields.values())
    for question in answers.form.questions:
        answer = answers.text(question.id)
        if not answer:
            continue
        if question.options:
            ids, rest = answers.chosen(question.id)
            lost = rest or (not question.many and len(ids) != 1) or question.id not in _OF_ANSWER
        else:
            lost = any(as_bibtex(line) not in whole for line in answer.split("\n")) or question.id not in _OF_ANSWER
        if lost:
            kept.append(f"{question.ask['da']}: {answer}")
    return [line.replace("@", "(at)") for text in kept for line in text.split("\n")]


def _authors(answer: str) -> str:
    """Persons as they are, an organisation in double braces, joined by `and`."""
    names = [as_bibtex(name) for name in re.split(r"\n|;", answer) if name.strip()]
    return " and ".join(name if "," in name else f"{{{name}}}" for name in names)


def _year(answers: Answers) -> str:
    found = _YEAR.findall(answers.text("year"))
    return str(found[0]) if len(found) == 1 else ""


def _address(answer: str) -> dict[str, str]:
    if doi := _DOI.search(answer):
        return {"doi": as_bibtex(doi[0]).rstrip(".")}
    url = _URL.search(answer)
    return {"url": as_bibtex(url[0])} if url else {}


def _key(fields: dict[str, str]) -> str:
    """Surname, year and the first word of the title that says something: `nielsen2024frivillige`."""
    surname = slug(re.split(r",| and ", fields["author"].strip("{}"))[0]).replace("-", "")
    words = [word for word in slug(fields["title"]).split("-") if word and word not in _LITTLE_WORDS and word.isalnum()]
    letters = re.sub(r"[^a-z]", "", surname)[:30] or "ukendt"
    return f"{letters}{fields['year'] or 'nd'}{(words or ['titel'])[0][:30]}"
