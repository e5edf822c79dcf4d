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
    """A fixed section (`## `): `about_*` say what to write there; `relation` names the header list whose stories it tells."""

    id: str
    da: str
    en: str
    about_da: str
    about_en: str
    form: Form = "prose"
    parts: tuple[Part, ...] = ()
    relation: Relation | None = None

    def title(self, language: Language) -> str:
        return self.en if language == "en" else self.da

    def about(self, language: Language) -> str:
        return self.about_en if language == "en" else self.about_da


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
    SectionRule(
        "baggrund",
        "Baggrund",
        "Background",
        "Hvorfor begyndte det, og hvad var problemet?",
        "Why did it begin, and what was the problem?",
    ),
    SectionRule(
        "parterne",
        "Parterne",
        "The parties",
        "En-to sætninger om organisationerne; så én om hver af de fire parter, også når kilden ikke fortæller noget.",
        "A sentence or two on the organisations; then one on each of the four parties, also where the source tells nothing.",
        "parts",
        ROLES,
    ),
    SectionRule(
        "hvad-goer-de",
        "Hvad gør de",
        "What they do",
        "Hvad sker der i praksis, og hvem gør hvad?",
        "What happens in practice, and who does what?",
    ),
    SectionRule(
        "spaendinger-og-haandtering",
        "Spændinger og håndtering",
        "Tensions and handling",
        "Én historie for hver spænding i hovedet, under en overskrift med dens id: `### Hvem bestemmer? {#rolleuklarhed}`.",
        "One story for each tension in the header, under a heading with its id: `### Who decides? {#rolleuklarhed}`.",
        "stories",
        relation="tensions",
    ),
    SectionRule(
        "potentialer",
        "Potentialer",
        "Potentials",
        "Én historie for hvert potentiale i hovedet, under en overskrift med dets id.",
        "One story for each potential in the header, under a heading with its id.",
        "stories",
        relation="potentials",
    ),
    SectionRule(
        "modeller-i-spil",
        "Modeller i spil",
        "Models in play",
        "Én historie for hver model i hovedet, under en overskrift med dens id.",
        "One story for each model in the header, under a heading with its id.",
        "stories",
        relation="models",
    ),
    SectionRule(
        "resultater",
        "Resultater",
        "Results",
        "Ét afsnit for hvert resultat i hovedet, under en overskrift med dets id. En plan eller et håb er ikke et resultat.",
        "One part for each outcome in the header, under a heading with its id. A plan or a hope is no outcome.",
        "stories",
        relation="outcomes",
    ),
    SectionRule(
        "laering",
        "Læring",
        "Learning",
        "Redaktionens lære af casen, markeret som redaktionel vurdering.",
        "What the editors learn from the case, marked as editors' judgement.",
    ),
    SectionRule(
        "overfoerbarhed",
        "Overførbarhed",
        "Transferability",
        "Hvad der ser ud til at kunne flyttes til andre felter og steder, markeret som redaktionel vurdering.",
        "What seems to carry over to other fields and places, marked as editors' judgement.",
    ),
)
SIGNS = SectionRule(
    "tegn",
    "Tegn",
    "Signs",
    "En liste i hverdagsord: sådan mærker man det. Højst 78 tegn.",
    "A list in everyday words: this is how one notices. At most 78 characters.",
    "bullets",
)
QUESTIONS = SectionRule(
    "spoergsmaal-til-bordet",
    "Spørgsmål til bordet",
    "Questions for the table",
    "En liste med spørgsmål til et møde. De trykkes på arket eller kortet.",
    "A list of questions for a meeting. They are printed on the sheet or card.",
    "bullets",
)
MODEL = (
    SectionRule(
        "kort-fortalt",
        "Kort fortalt",
        "In short",
        "Hvad modellen er, i få sætninger.",
        "What the model is, in a few sentences.",
    ),
    SectionRule(
        "hvornaar",
        "Hvornår",
        "When to use it",
        "En liste. Hvert punkt fortsætter »Brug den, når …«. Højst 76 tegn.",
        "A list. Each item goes on from 'Use it when …'. At most 76 characters.",
        "bullets",
    ),
    SectionRule(
        "hvornaar-ikke",
        "Hvornår ikke",
        "When not to use it",
        "En liste. Hvert punkt fortsætter »Brug den ikke, når …«. Højst 76 tegn.",
        "A list. Each item goes on from 'Do not use it when …'. At most 76 characters.",
        "bullets",
    ),
    SectionRule(
        "roller",
        "Roller",
        "Roles",
        "Hvad hver af de fire parter gør. Første afsnit højst 158 tegn; det trykkes på arket.",
        "What each of the four parties does. First paragraph at most 158 characters; it is printed on the sheet.",
        "parts",
        ROLES,
    ),
    SectionRule(
        "trin",
        "Trin",
        "Steps",
        "En tabel med 4-8 trin og en kolonne til hver part. Skriv – hvor parten ingen opgave har.",
        "A table of 4-8 steps with a column for each party. Write – where a party has no task.",
        "steps",
    ),
    SectionRule(
        "forudsaetninger",
        "Forudsætninger",
        "Preconditions",
        "En liste over det, der skal være på plads.",
        "A list of what has to be in place.",
        "bullets",
    ),
    SectionRule(
        "saadan-bygger-den-bro",
        "Sådan bygger den bro",
        "How it builds a bridge",
        "Først en talt linje, så begrundelsen: for det offentlige, for de frivillige og for kompromiset.",
        "First a spoken line, then the reason: for the public side, for the volunteers and for the compromise.",
        "parts",
        BRIDGE,
    ),
    QUESTIONS,
    SectionRule(
        "viden",
        "Viden",
        "Evidence",
        "Hvad forskning og erfaring siger, og hvad vi ikke ved.",
        "What research and experience say, and what we do not know.",
        "parts",
        (
            Part("det-ved-vi", "Det ved vi", "What we know"),
            Part("det-ved-vi-ikke", "Det ved vi ikke", "What we do not know"),
        ),
    ),
)
TENSION = (
    SectionRule(
        "hvad-er-paa-spil",
        "Hvad er på spil",
        "What is at stake",
        "Først en talt linje, så begrundelsen: for det offentlige, for de frivillige, og hvor de mødes.",
        "First a spoken line, then the reason: for the public side, for the volunteers, and where they meet.",
        "parts",
        MEETING,
    ),
    SIGNS,
    SectionRule(
        "maader-at-haandtere-den-paa",
        "Måder at håndtere den på",
        "Ways of handling it",
        "En nummereret liste. Hvert punkt: **En opfordring i fed.** En sætning og en kilde."
        " Redaktionens egne råd til sidst, markeret.",
        "A numbered list. Each item: **An imperative in bold.** A sentence and a source. The editors' own advice last, marked.",
        "ways",
    ),
    QUESTIONS,
)
POTENTIAL = (
    SectionRule(
        "hvad-er-gevinsten",
        "Hvad er gevinsten",
        "What is gained",
        "Først en talt linje, så begrundelsen: for det offentlige, for de frivillige, og hvor de mødes.",
        "First a spoken line, then the reason: for the public side, for the volunteers, and where they meet.",
        "parts",
        MEETING,
    ),
    SIGNS,
    SectionRule(
        "saadan-indfries-den",
        "Sådan indfries den",
        "How it is realised",
        "En nummereret liste. Hvert punkt: **En opfordring i fed.** En sætning og en kilde.",
        "A numbered list. Each item: **An imperative in bold.** A sentence and a source.",
        "ways",
    ),
    SectionRule(
        "faldgruber",
        "Faldgruber",
        "Pitfalls",
        "En liste over det, der kan gå galt.",
        "A list of what can go wrong.",
        "bullets",
    ),
    QUESTIONS,
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
