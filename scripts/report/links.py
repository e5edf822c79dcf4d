"""The report on links: which addresses on other sites no longer answer, and where they stand in our files.

Every address is asked once (`web.py`), hosts side by side. Nothing here changes a file or stops a build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from scripts.link.corpus import Corpus
from scripts.problems import Location
from scripts.records import Language
from scripts.references import is_web_address
from scripts.report.report import Report, Row, Section
from scripts.report.web import Answer, Kind, Web

SIDE_BY_SIDE = 8
Places = Mapping[str, tuple[Location, ...]]
_TITLE: dict[Language, str] = {"da": "Links til andre websteder", "en": "Links to other sites"}
# Kind of answer → (title, what to do), in each language. In this order, the worst first.
_WORDS: dict[Kind, dict[Language, tuple[str, str]]] = {
    "gone": {
        "da": ("Siden findes ikke mere", "Find den nye adresse eller en arkiveret udgave. Gæt ikke."),
        "en": ("The page is no more", "Find its new address or an archived copy. Do not guess."),
    },
    "unreachable": {
        "da": ("Intet svar", "Prøv selv. Er det det samme næste uge, så find en anden adresse."),
        "en": ("No answer", "Try it yourself. If it is the same next week, find another address."),
    },
    "moved": {
        "da": ("Flyttet for altid", "Skriv den nye adresse, hvis den viser det samme."),
        "en": ("Moved for good", "Write the new address if it shows the same."),
    },
    "refused": {
        "da": ("Svarer ikke et program", "Det er oftest i orden. Se efter, når siden alligevel gennemgås."),
        "en": ("Does not answer a program", "Mostly fine. Have a look when the page is reviewed anyway."),
    },
}
_CALLS: tuple[Kind, ...] = ("gone", "unreachable")
_SUMMARY: dict[Language, str] = {
    "da": "{asked} adresser spurgt: {works} svarer.",
    "en": "{asked} addresses asked: {works} answer.",
}
_OFFLINE: dict[Language, str] = {
    "da": "Ingen af {asked} adresser svarer. Der er nok ingen forbindelse til nettet; intet er set efter.",
    "en": "None of {asked} addresses answers. There is probably no connection to the internet; nothing was looked at.",
}


def links_report(corpus: Corpus, language: Language) -> Report:
    """Ask every site. Takes some minutes: a second between two questions to one host."""
    return report_of(places_of(corpus), Web().look, language)


def places_of(corpus: Corpus) -> Places:
    """Each address on another site that a reader can meet, with everywhere it stands."""
    places: dict[str, set[Location]] = defaultdict(set)
    for address, place in _standing(corpus):
        if is_web_address(address):
            places[address.partition("#")[0]].add(place)
    return {address: tuple(sorted(places[address])) for address in sorted(places)}


def _standing(corpus: Corpus) -> Iterator[tuple[str, Location]]:
    for work in corpus.references.values():
        for address in {work.address, work.url}:
            yield address, Location("bibliography/references.bib", work.line)
    for entry in corpus.entries.values():
        for edition in entry.editions.values():
            for address, line in edition.outline.links:
                yield address, Location(edition.path, line)
    for one in corpus.organisations.values():
        yield one.url or "", Location("docs/organisations.yml")


def report_of(places: Places, look: Callable[[str], Answer], language: Language) -> Report:
    """The report on these addresses, `look` being what asks."""
    answers = _asked(places, look)
    found: dict[Kind, list[Row]] = {kind: [] for kind in _WORDS}
    for address, answer in answers.items():
        if answer.kind in found:
            found[answer.kind] += [Row(place, address, answer.words) for place in places[address]]
    works = sum(answer.kind == "works" for answer in answers.values())
    offline = bool(answers) and all(answer.kind == "unreachable" for answer in answers.values())
    summary = (_OFFLINE if offline else _SUMMARY)[language].format(asked=len(answers), works=works)
    sections = (
        Section(kind, *_WORDS[kind][language], tuple(rows), calls=kind in _CALLS and not offline)
        for kind, rows in found.items()
    )
    return Report(_TITLE[language], summary, tuple(sections))


def _asked(addresses: Iterable[str], look: Callable[[str], Answer]) -> dict[str, Answer]:
    """The answers, in the order of the addresses: a host's own one after the other, hosts side by side."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).hostname or ""].append(address)
    longest_first = sorted(hosts.values(), key=lambda group: (-len(group), group))
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        groups = pool.map(lambda group: [(address, look(address)) for address in group], longest_first)
        return dict(sorted(pair for group in groups for pair in group))
