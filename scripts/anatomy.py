"""The anatomy of the structured pages: which sections, in which order, in which inner form, named how in each language.

The checks hold pages to it, the pages and handouts are drawn from it, the templates for new files are written from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scripts.records import Language

Form = Literal[
    "prose",  # paragraphs
    "bullets",  # one bullet list, then at most editorial quotes
    "ways",  # a numbered list whose items begin with a bold imperative
    "steps",  # the table of steps, a column for each party
    "spoken",  # a spoken line, then the reason
    "parts",  # the fixed subsections
    "stories",  # a subsection for each declared relation
]
Relation = Literal["tensions", "potentials", "models", "outcomes"]


@dataclass(frozen=True)
class Part:
    """A fixed subsection (`### `)."""

    id: str
    da: str
    en: str
    form: Form = "prose"

    def title(self, language: Language) -> str:
        return self.en if language == "en" else self.da


@dataclass(frozen=True)
class SectionRule:
    """A fixed section (`## `); `relation` names the header list whose stories it tells."""

    id: str
    da: str
    en: str
    form: Form = "prose"
    parts: tuple[Part, ...] = ()
    relation: Relation | None = None

    def title(self, language: Language) -> str:
        return self.en if language == "en" else self.da


ROLES = (
    Part("ledere", "Ledere", "Leaders"),
    Part("frivillige", "Frivillige", "Volunteers"),
    Part("medarbejdere", "Medarbejdere", "Employees"),
    Part("brugere", "Brugere", "Users"),
)
TWO_LOGICS = (
    Part("det-offentlige", "Det offentlige", "The public side", "spoken"),
    Part("de-frivillige", "De frivillige", "The volunteers", "spoken"),
)
MEETING = (*TWO_LOGICS, Part("her-moedes-de", "Her mødes de", "Where they meet", "spoken"))
BRIDGE = (*TWO_LOGICS, Part("kompromiset", "Kompromiset", "The compromise", "spoken"))

CASE = (
    SectionRule("baggrund", "Baggrund", "Background"),
    SectionRule("parterne", "Parterne", "The parties", "parts", ROLES),
    SectionRule("hvad-goer-de", "Hvad gør de", "What they do"),
    SectionRule(
        "spaendinger-og-haandtering",
        "Spændinger og håndtering",
        "Tensions and handling",
        "stories",
        relation="tensions",
    ),
    SectionRule("potentialer", "Potentialer", "Potentials", "stories", relation="potentials"),
    SectionRule("modeller-i-spil", "Modeller i spil", "Models in play", "stories", relation="models"),
    SectionRule("resultater", "Resultater", "Results", "stories", relation="outcomes"),
    SectionRule("laering", "Læring", "Learning"),
    SectionRule("overfoerbarhed", "Overførbarhed", "Transferability"),
)
MODEL = (
    SectionRule("kort-fortalt", "Kort fortalt", "In short"),
    SectionRule("hvornaar", "Hvornår", "When to use it", "bullets"),
    SectionRule("hvornaar-ikke", "Hvornår ikke", "When not to use it", "bullets"),
    SectionRule("roller", "Roller", "Roles", "parts", ROLES),
    SectionRule("trin", "Trin", "Steps", "steps"),
    SectionRule("forudsaetninger", "Forudsætninger", "Preconditions", "bullets"),
    SectionRule("saadan-bygger-den-bro", "Sådan bygger den bro", "How it builds a bridge", "parts", BRIDGE),
    SectionRule("spoergsmaal-til-bordet", "Spørgsmål til bordet", "Questions for the table", "bullets"),
    SectionRule(
        "viden",
        "Viden",
        "Evidence",
        "parts",
        (
            Part("det-ved-vi", "Det ved vi", "What we know"),
            Part("det-ved-vi-ikke", "Det ved vi ikke", "What we do not know"),
        ),
    ),
)
TENSION = (
    SectionRule("hvad-er-paa-spil", "Hvad er på spil", "What is at stake", "parts", MEETING),
    SectionRule("tegn", "Tegn", "Signs", "bullets"),
    SectionRule("maader-at-haandtere-den-paa", "Måder at håndtere den på", "Ways of handling it", "ways"),
    SectionRule("spoergsmaal-til-bordet", "Spørgsmål til bordet", "Questions for the table", "bullets"),
)
POTENTIAL = (
    SectionRule("hvad-er-gevinsten", "Hvad er gevinsten", "What is gained", "parts", MEETING),
    SectionRule("tegn", "Tegn", "Signs", "bullets"),
    SectionRule("saadan-indfries-den", "Sådan indfries den", "How it is realised", "ways"),
    SectionRule("faldgruber", "Faldgruber", "Pitfalls", "bullets"),
    SectionRule("spoergsmaal-til-bordet", "Spørgsmål til bordet", "Questions for the table", "bullets"),
)
ANATOMY: dict[str, tuple[SectionRule, ...]] = {
    "case": CASE,
    "model": MODEL,
    "tension": TENSION,
    "potential": POTENTIAL,
}

STEP_COLUMNS: dict[Language, tuple[str, ...]] = {
    "da": ("Trin", *(part.da for part in ROLES)),
    "en": ("Step", *(part.en for part in ROLES)),
}

MARKERS: dict[Language, dict[str, str]] = {
    "da": {
        "Håndtering.": "handling",
        "Anbefaling.": "recommendation",
        "Sådan indfries det.": "realisation",
        "Redaktionel vurdering.": "editorial",
        "Forbehold.": "reservation",
        "Tip.": "tip",
        "Stop.": "stop",
    },
    "en": {
        "Handling.": "handling",
        "Recommendation.": "recommendation",
        "How it is realised.": "realisation",
        "Editors' judgement.": "editorial",
        "Reservation.": "reservation",
        "Tip.": "tip",
        "Stop.": "stop",
    },
}


def marker_words(meaning: str, language: Language) -> str:
    """The bold words that mark a paragraph or quote of this meaning."""
    return next(words for words, means in MARKERS[language].items() if means == meaning)
