"""A large repository to measure on: the real content, and as many cases and references as asked for.

Each made case is a real one under another id and title, with its citations turned to made references, so that length,
relations and mistakes are those of real pages. Only for measuring; nothing of it is ever published.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

CONTENT = ("docs", "bibliography", "cases")
SETTINGS = ("mkdocs.yml", "mkdocs.en.yml", "CITATION.cff", "requirements.txt")
_CITED = re.compile(r"@([a-z]+(?:[0-9]{4}|nd)[a-z0-9]+)")
_KEYS_IN_HEADER = re.compile(r"((?:key|source): )([a-z]+(?:[0-9]{4}|nd)[a-z0-9]+)")
_ENTRY = """@article{{{key},
  author   = {{Nielsen, Person {number} and Jensen, Anden}},
  title    = {{Undersøgelse nummer {number} af frivillige og kommuner}},
  year     = {{{year}}},
  journal  = {{Tidsskrift for samarbejde}},
  volume   = {{{volume}}},
  pages    = {{1--{pages}}},
  doi      = {{10.9999/bench.{number}}},
  langid   = {{danish}},
  keywords = {{samskabelse, danmark}},
  pubtype  = {{peer-reviewed-article}},
  verified = {{memory}}
}}
"""


def make_corpus(root: Path, target: Path, cases: int, references: int, languages: tuple[str, ...] = ("da",)) -> None:
    """Write to `target` (which must not exist) the content of `root` plus `cases` cases and `references` references.

    With both languages each case has its translation; the repository's own pages keep theirs.
    """
    for folder in CONTENT:
        shutil.copytree(root / folder, target / folder)
    shutil.copytree(root / "scripts" / "theme", target / "scripts" / "theme")
    for name in SETTINGS:
        if (root / name).is_file():
            shutil.copy(root / name, target / name)
    keys = [bench_key(number) for number in range(references)]
    bibliography = target / "bibliography" / "references.bib"
    entries = "\n".join(_entry(key, number) for number, key in enumerate(keys))
    bibliography.write_text(bibliography.read_text(encoding="utf-8") + "\n" + entries, encoding="utf-8")
    originals = sorted(path for path in (root / "cases").glob("*.md") if not path.name.endswith(".en.md"))
    for number in range(cases):
        original = originals[number % len(originals)]
        for ending in (".md", ".en.md")[: len(languages)]:
            text = original.with_suffix("").with_suffix(ending).read_text(encoding="utf-8")
            (target / "cases" / f"bench-{number:05}{ending}").write_text(_case(text, number, keys), encoding="utf-8")


def bench_key(number: int) -> str:
    """The key of a made reference."""
    return f"nielsen{1900 + number % 120}bench{number}"


def _case(text: str, number: int, keys: list[str]) -> str:
    """The text under another title, each of its works turned to a made one."""
    found: dict[str, str] = {}

    def turned(key: str) -> str:
        return found.setdefault(key, keys[(number * 7 + len(found)) % len(keys)]) if keys else key

    _, header, body = text.split("---\n", 2)
    header = re.sub(r"^title: .*$", f"title: Prøve nummer {number}", header, count=1, flags=re.M)
    header = _KEYS_IN_HEADER.sub(lambda match: match[1] + turned(match[2]), header)
    body = _CITED.sub(lambda match: "@" + turned(match[1]), body)
    return f"---\n{header}---\n{body}"


def _entry(key: str, number: int) -> str:
    return _ENTRY.format(
        key=key, number=number, year=1900 + number % 120, volume=number % 40 + 1, pages=number % 90 + 2
    )
