"""Each work of the bibliography with all that the knowledge base does with it: the answer to "who uses this?".

The corpus comes in; one `Work` for each reference goes out, in the order of the keys. How it looks is left to `render`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from scripts.link.corpus import Corpus, Entry, Mention
from scripts.records import Case, CoCreationModel, Language, Source, Term
from scripts.references import Reference


@dataclass(frozen=True)
class Work:
    """A reference and its uses.

    `mentions` are the sentences that cite it, in all languages; `listings` the cases that have it among their sources, with
    what they say of it; `models` those that come from it; `terms` the glossary entries that define a word by it.
    """

    reference: Reference
    mentions: tuple[Mention, ...] = ()
    listings: tuple[tuple[Entry, Source], ...] = ()
    models: tuple[Entry, ...] = ()
    terms: tuple[Term, ...] = ()
    welfare_fields: tuple[str, ...] = ()

    @property
    def is_used(self) -> bool:
        """Whether any page uses it; else it is background reading."""
        return bool(self.mentions or self.listings or self.models or self.terms)

    @cached_property
    def pages(self) -> tuple[Entry, ...]:
        """The pages that use it, each once, by kind and id; the glossary is not among them."""
        found = [mention.entry for mention in self.mentions] + [entry for entry, _ in self.listings] + list(self.models)
        by_place = {(entry.kind, entry.folder, entry.id): entry for entry in found}
        return tuple(by_place[place] for place in sorted(by_place))

    @property
    def number_of_uses(self) -> int:
        """How many pages and glossary entries use it."""
        return len(self.pages) + len(self.terms)

    def mentions_on(self, entry: Entry, language: Language) -> list[Mention]:
        """The sentences that cite it on one page, in the language in which the page is shown."""
        shown = entry.edition(language).language
        return [mention for mention in self.mentions if mention.entry is entry and mention.language == shown]


def works_of(corpus: Corpus) -> dict[str, Work]:
    """All works by key, sorted."""
    listings: dict[str, list[tuple[Entry, Source]]] = defaultdict(list)
    models: dict[str, list[Entry]] = defaultdict(list)
    terms: dict[str, list[Term]] = defaultdict(list)
    for entry in corpus.entries.values():
        record = entry.record("da")
        if isinstance(record, Case):
            for source in record.sources:
                listings[source.key].append((entry, source))
        elif isinstance(record, CoCreationModel):
            for key in record.origin:
                models[key].append(entry)
    for term in corpus.terms.values():
        terms[term.source].append(term)
    return {
        key: Work(
            reference,
            corpus.mentions.get(key, ()),
            tuple(listings[key]),
            tuple(models[key]),
            tuple(terms[key]),
            _welfare_fields(reference, listings[key], corpus.vocabulary.get("fields", {})),
        )
        for key, reference in sorted(corpus.references.items())
    }


def _welfare_fields(
    reference: Reference, listings: list[tuple[Entry, Source]], fields: Mapping[str, object]
) -> tuple[str, ...]:
    """The welfare fields of a work: those among its own themes, and those of the cases that have it as a source."""
    found = set(reference.themes)
    for entry, _ in listings:
        record = entry.record("da")
        assert isinstance(record, Case)
        found |= set(record.fields)
    return tuple(field for field in fields if field in found)
