"""All rules over all files: source files in; checked pages, lists, references and every problem out.

A rule is skipped where what it needs has already failed, so that one cause gives one message.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scripts.check.addresses import check_changes, check_ledger, standing_addresses
from scripts.check.corpus import check_cited, check_documented, check_questions
from scripts.check.examine import Examined, examining
from scripts.check.facts import check_consent, check_dates, check_doors, check_related, check_sources
from scripts.check.files import BIBLIOGRAPHY, check_ids_differ, check_translation_files
from scripts.check.gather import CHANGES, QUESTIONS, Gathered, Lists, gather, read_lists
from scripts.check.headers import check_texts, validate
from scripts.check.known import Known
from scripts.check.menu import check_menus
from scripts.check.outline import PageOutline
from scripts.check.relations import check_relations
from scripts.check.text import check_citations, check_links
from scripts.check.translations import (
    check_translation_body,
    check_translation_header,
    check_translation_stale,
    fields_at,
    merged,
)
from scripts.parse.page import Place, place_of
from scripts.parse.yaml_text import Mapping, parse_yaml
from scripts.problems import Location, Problem, in_order
from scripts.read.files import Image, SourceFile
from scripts.records import RECORDS, Page
from scripts.references import Reference


@dataclass(frozen=True)
class CheckedPage:
    """A page without errors in its header: its record in its own language, its file, and what its text names.

    `stale`: a translation made from an older state of its Danish page.
    """

    place: Place
    source: SourceFile
    record: Page
    outline: PageOutline
    stale: bool = False


@dataclass
class Checked:
    """What a run found. `pages` holds those that can be published; `problems` is sorted and complete."""

    pages: list[CheckedPage]
    lists: Lists
    references: dict[str, Reference]
    problems: list[Problem]
    images: list[Image]
    files: int

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


def check_repository(
    sources: list[SourceFile], images: list[Image], today: str, remembered: dict[SourceFile, Examined] | None = None
) -> Checked:
    """Check everything. `today` (yyyy-mm-dd) is the day after which a date lies in the future. Never raises.

    `remembered` spares the files that have not changed since the last run that was given it.
    """
    with examining(sources, remembered) as finish:
        lists = read_lists(sources)
        examined = finish()
    problems = [problem for one in examined for problem in one.problems]
    outlines = [one.page for one in examined if one.page]
    places = {source.path: place for source in sources if (place := place_of(source.path))}
    twins = list(check_ids_differ(places))
    same = {problem.location for problem in twins}  # that such a name is no id need not be said too
    problems = [problem for problem in problems if not (problem.code == "id-form" and problem.location in same)]
    unread = {source.path for source in sources if not source.is_text}
    alone = check_translation_files(
        {path: place for path, place in places.items() if Location(path) not in same}, unread
    )
    problems += [*twins, *alone]

    texts = {source.path: source for source in sources if source.is_text}
    gathered = gather(lists, outlines, images, today)
    checked, found = _check_pages(outlines, texts, gathered.known, problems)
    problems += [*gathered.problems, *found]

    records = {page.source.path: (page.place, page.record) for page in checked if page.place.language == "da"}
    if all(path in records for path, place in places.items() if place.kind == "case" and place.language == "da"):
        problems += check_documented(records)
    cited = {key for page in outlines for key, _ in page.citations} | {term.source for term in gathered.lists.terms}
    problems += check_cited({key: ref.line for key, ref in gathered.references.items()}, cited, BIBLIOGRAPHY)
    problems += check_menus(texts, places)
    problems += _check_addresses(places, texts, gathered, problems)
    if QUESTIONS in texts:
        problems += check_questions(parse_yaml(texts[QUESTIONS].text).root, QUESTIONS, gathered.known)
    return Checked(checked, gathered.lists, gathered.references, in_order(problems), images, len(sources))


def _check_addresses(
    places: dict[str, Place], texts: dict[str, SourceFile], gathered: Gathered, before: list[Problem]
) -> list[Problem]:
    """What was published. Of works nothing is said to be gone while the bibliography has errors, of nothing while the
    list of changes has."""
    standing = standing_addresses(places.values(), gathered.references)
    changes = parse_yaml(texts[CHANGES].text).root if CHANGES in texts else None
    wrong = any(one.location.path == BIBLIOGRAPHY and one.severity == "error" for one in before)
    garbled = any(one.location.path == CHANGES and one.severity == "error" for one in before)
    unsure = "" if garbled or CHANGES in gathered.known.unsure else "literature/" if wrong else None
    return [
        *check_ledger(gathered.lists.ledger, changes, standing, unsure),
        *check_changes(changes, standing, gathered.known.today, unsure),
    ]


def _check_pages(
    pages: list[PageOutline], texts: dict[str, SourceFile], known: Known, before: list[Problem]
) -> tuple[list[CheckedPage], list[Problem]]:
    problems: list[Problem] = []
    checked: dict[str, CheckedPage] = {}
    said: dict[str, list[Problem]] = defaultdict(list)
    for problem in before:
        said[problem.location.path].append(problem)
    originals = {page.path: page for page in pages if page.place.language == "da"}
    for page in sorted(pages, key=lambda page: page.place.language):
        problems += [*check_citations(page, known), *check_links(page, known)]
        if page.header is None:
            continue
        if page.place.language == "da":
            record, found = _check_original(page, page.header, known)
        else:
            original = originals.get(page.place.original)
            sound = original is not None and original.path in checked
            record, found = _check_translation(page, page.header, original, sound, said[page.place.original], known)
        problems += found
        said[page.path] += found
        if record:
            stale = any(problem.code == "translation-stale" for problem in found)
            checked[page.path] = CheckedPage(page.place, texts[page.path], record, page, stale)
    return list(checked.values()), problems


def _check_original(page: PageOutline, root: Mapping, known: Known) -> tuple[Page | None, list[Problem]]:
    record, problems = validate(root, RECORDS[page.place.kind], page.path, known)
    problems += [*check_relations(page, root, known), *check_consent(root, page.path)]
    if not isinstance(record, Page):
        return None, problems
    cited = {key for key, _ in page.citations}
    problems += check_dates(root, record, page.path, known)
    problems += check_sources(root, record, page.path, cited)
    problems += check_related(root, record, page.path, page.place.id, known)
    problems += check_doors(root, record, page.path, known)
    return record, problems


def _check_translation(
    page: PageOutline,
    root: Mapping,
    original: PageOutline | None,
    original_is_sound: bool,
    said: list[Problem],
    known: Known,
) -> tuple[Page | None, list[Problem]]:
    """The translated record, and what is wrong with it that does not follow from what was `said` of the original."""
    if original is None or original.header is None:
        return None, []
    record = RECORDS[page.place.kind]
    told = {(problem.code, problem.values.get("id")) for problem in said}
    relations = [
        problem
        for problem in check_relations(page, original.header, known)
        if not (problem.code.startswith("handling-") and (problem.code, problem.values.get("id")) in told)
    ]
    wrong = {problem.location.line for problem in said if problem.severity == "error"}
    misnamed = {problem.values.get("guess", "") for problem in relations}
    misnamed |= {anchor for anchor, line in original.anchors if line in wrong}
    body = min((line for _, line in original.anchors), default=max(wrong, default=0) + 1)
    problems = [
        *check_texts(root, page.path),
        *check_translation_header(original.header, root, record, page.path, fields_at(original.header, wrong, body)),
        *check_translation_stale(original, page),
        *check_translation_body(original, page, frozenset(misnamed)),
        *relations,
    ]
    if not original_is_sound or any(problem.severity == "error" for problem in problems):
        return None, problems
    return record.model_validate(merged(original.header, root, record)), problems
