"""The content model: one record for each kind of object in the knowledge base.

What comes in is a header as text values (nothing guessed); what goes out is a frozen, typed record.
The same classes give the checker, the JSON Schema, the templates, the forms and the codebook, so each field carries its
meaning in both languages. What a file's place says (kind, id, language) is not repeated here.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")
UNKNOWN = "unknown"
NONE = "none"
PUBLIC = "public"  # a case's consent: nothing unpublished is in it
Unknown = Literal["unknown"]
NoneStated = Literal["none"]


@dataclass(frozen=True)
class Values:
    """The field takes an id from this list of the vocabulary (`docs/vocabulary.yml`)."""

    vocabulary: str


@dataclass(frozen=True)
class Names:
    """The field takes the id of another object: an organisation, a reference, a case, a model …"""

    kind: str


@dataclass(frozen=True)
class FreeText:
    """The field is prose: it is written anew in the translation, never copied."""


def _is_date(value: str) -> str:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError("date") from None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError("date")
    return value


def _is_year(value: str) -> str:
    if not re.fullmatch(r"(1[89]|20)\d\d", value):
        raise ValueError("year")
    return value


def meaning(da: str, en: str, example: str, **constraints: Any) -> Any:
    """What a field means, in both languages, with an example as it stands in a file."""
    return Field(description=en, json_schema_extra={"da": da, "example": example}, **constraints)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Date = Annotated[str, AfterValidator(_is_date)]
Year = Annotated[str, AfterValidator(_is_year)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=120), FreeText()]
Summary = Annotated[str, StringConstraints(min_length=1, max_length=300), FreeText()]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=400), FreeText()]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=120), FreeText()]
Name = Annotated[str, StringConstraints(min_length=1, max_length=160)]
SitePath = Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*/)+$", max_length=200)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]

FieldId = Annotated[str, Values("fields")]
Level = Annotated[str, Values("levels")]
Role = Annotated[str, Values("roles")]
Country = Annotated[str, Values("countries")]
Evidence = Annotated[str, Values("evidence")]
MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^\d{4}$"), Names("municipality")]
OrganisationId = Annotated[str, Names("organisation")]
ReferenceKey = Annotated[str, Names("reference")]
TensionId = Annotated[str, Names("tension")]
PotentialId = Annotated[str, Names("potential")]
ModelId = Annotated[str, Names("model")]
CaseId = Annotated[str, Names("case")]


class Record(BaseModel):
    """Frozen; takes no field that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Review(Record):
    """Who has looked at the page, and when it is to be looked at again."""

    status: Annotated[str, Values("review-statuses")] = meaning(
        "Kladde, til en fagperson har læst siden.", "Draft until a specialist has read the page.", "draft"
    )
    last: Date | Unknown = meaning("Dato for sidste gennemgang.", "Date of the last review.", "unknown")
    next: Date = meaning("Dato for næste gennemgang.", "Date of the next review.", '"2027-11-01"')


class Page(Record):
    """What every page has."""

    title: Title = meaning(
        "Titlen i hverdagsord, højst 120 tegn.",
        "The title in everyday words, at most 120 characters.",
        "Spilleregler for ansatte og frivillige",
    )
    summary: Summary = meaning(
        "To-tre sætninger, der kan stå alene i en søgning. Højst 300 tegn.",
        "Two or three sentences that can stand alone in a search. At most 300 characters.",
        "Kommunen og foreningerne skrev ned, hvem der gør hvad.",
    )
    review: Review = meaning("Hvornår siden er gennemgået.", "When the page was reviewed.", "(se felterne)")
    contributors: Annotated[tuple[Name, ...], Field(min_length=1)] = meaning(
        "Hvem der har skrevet siden. Redaktionen skriver »Redaktionen«.",
        "Who wrote the page. The editors write 'Redaktionen'.",
        "[Redaktionen]",
    )


class Period(Record):
    """When the case began and ended."""

    start: Year | Unknown = meaning("Året, det begyndte.", "The year it began.", '"2013"')
    end: Year | Literal["ongoing"] | Unknown = meaning(
        "Året, det sluttede, eller `ongoing`.", "The year it ended, or `ongoing`.", "ongoing"
    )


class Parties(Record):
    """The organisations that work together."""

    public: tuple[OrganisationId, ...] | Unknown = meaning(
        "Offentlige parter.", "Public parties.", "[aalborg-kommune]", min_length=1
    )
    civil: tuple[OrganisationId, ...] | Unknown = meaning(
        "Parter fra civilsamfundet.", "Civil-society parties.", "[aeldre-sagen]", min_length=1
    )
    other: tuple[OrganisationId, ...] | NoneStated | Unknown = meaning(
        "Andre parter, fx fonde og forskere.",
        "Other parties, such as foundations and researchers.",
        "none",
        min_length=1,
    )


class ToldTension(Record):
    """A tension that this case tells of, under a `### ` heading with the same id."""

    id: TensionId = meaning("Spændingens id.", "The id of the tension.", "rolleuklarhed")
    between: Annotated[tuple[Role, ...], Field(min_length=1)] = meaning(
        "Hvem den er imellem.", "Whom it is between.", "[frivillige, medarbejdere]"
    )
    level: Level = meaning("Hvilket niveau den viser sig på.", "The level on which it shows.", "praktisk")
    handling: Annotated[str, Values("handlings")] = meaning(
        "`done`: kilden fortæller, hvad der blev gjort. `recommended`: kilden giver et råd. `unknown`: kilden tier.",
        "`done`: the source tells what was done. `recommended`: the source gives advice. `unknown`: it is silent.",
        "done",
    )


class ToldPotential(Record):
    """A potential that this case tells of, under a `### ` heading with the same id."""

    id: PotentialId = meaning("Potentialets id.", "The id of the potential.", "andre-behov")
    between: Annotated[tuple[Role, ...], Field(min_length=1)] = meaning(
        "Hvem der får gevinsten sammen.", "Who share the gain.", "[frivillige, brugere]"
    )
    level: Level = meaning("Hvilket niveau den viser sig på.", "The level on which it shows.", "praktisk")
    handling: Annotated[str, Values("handlings")] = meaning(
        "`done`: kilden fortæller, hvordan det blev indfriet. `recommended`: et råd. `unknown`: kilden tier.",
        "`done`: the source tells how it was realised. `recommended`: advice. `unknown`: it is silent.",
        "done",
    )


class ToldModel(Record):
    """A model that this case uses or resembles, under a `### ` heading with the same id."""

    id: ModelId = meaning("Modellens id.", "The id of the model.", "partnerskabsaftale")
    link: Annotated[str, Values("links")] = meaning(
        "`uses`: kilden siger det selv. `resembles`: redaktionens vurdering.",
        "`uses`: the source says so. `resembles`: the editors' judgement.",
        "resembles",
    )


class Outcome(Record):
    """One reported outcome, told under a `### ` heading with the same id. A plan or a hope is no outcome."""

    id: Slug = meaning("Et kort id for resultatet.", "A short id for the outcome.", "trivsel")
    direction: Annotated[str, Values("directions")] | Unknown = meaning(
        "Hvilken vej det gik ifølge kilden.", "Which way it went according to the source.", "better"
    )
    evidence: Evidence = meaning("Hvad det bygger på.", "What it rests on.", "self-evaluation")
    source: ReferenceKey = meaning("En af casens kilder.", "One of the case's sources.", "frederiksen2021den")


class Source(Record):
    """A source of the case, and how far it reaches."""

    key: ReferenceKey = meaning("Nøglen i litteraturlisten.", "The key in the bibliography.", "frederiksen2021den")
    evidence: Evidence = meaning("Hvilken slags viden det er.", "What kind of evidence it is.", "qualitative-study")
    author: Annotated[str, Values("authorships")] = meaning("Hvem der har skrevet den.", "Who wrote it.", "independent")
    read: Annotated[str, Values("readings")] = meaning("Hvad vi har læst.", "What we read.", "excerpt")
    voices: Annotated[tuple[Role, ...], Field(min_length=1)] | NoneStated | Unknown = meaning(
        "Hvis stemmer der er i den.", "Whose voices are in it.", "[ledere, frivillige]"
    )


class Judgement(Record):
    """How well the sources cover one dimension, and why we think so."""

    value: Annotated[str, Values("assessments")] = meaning(
        "Hvor godt kilderne belyser det.", "How well the sources cover it.", "beskrevet"
    )
    reason: Sentence = meaning(
        "Én sætning, der begrunder det.", "One sentence that gives the reason.", "Kun kommunen fortæller."
    )


class Assessment(Record):
    """The judgement layer of the knowledge profile: seven dimensions, never added up."""

    assessor: Name = meaning("Hvem der har vurderet.", "Who made the assessment.", "Redaktionen")
    date: Date = meaning("Hvornår.", "When.", '"2026-11-24"')
    maalgruppe: Judgement = meaning("Målgruppe.", "Target group.", "(se felterne)")
    metode: Judgement = meaning("Metode.", "Method.", "(se felterne)")
    implementering: Judgement = meaning("Implementering.", "Implementation.", "(se felterne)")
    effekt: Judgement = meaning("Effekt.", "Effect.", "(se felterne)")
    oekonomi: Judgement = meaning("Økonomi.", "Economy.", "(se felterne)")
    samarbejdet: Judgement = meaning("Samarbejdet selv.", "The collaboration itself.", "(se felterne)")
    uoenskede_foelger: Judgement = meaning(
        "Uønskede følger.", "Unwanted effects.", "(se felterne)", alias="uoenskede-foelger"
    )


class Case(Page):
    """One documented case."""

    fields: Annotated[tuple[FieldId, ...], Field(min_length=1)] = meaning("Velfærdsfelt.", "Welfare field.", "[aeldre]")
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] = meaning(
        "Niveau.", "Level.", "[organisatorisk, praktisk]"
    )
    country: Country = meaning("Landekode (ISO 3166).", "Country code (ISO 3166).", "DK")
    municipalities: Annotated[tuple[MunicipalityCode, ...], Field(min_length=1)] | NoneStated | Unknown = meaning(
        "Danske kommunekoder i anførselstegn; `none` uden for Danmark eller for hele landet.",
        "Danish municipality codes in quotes; `none` outside Denmark or for the whole country.",
        '["0851"]',
    )
    place: Phrase | NoneStated | Unknown = meaning(
        "Stedet i ord, når koderne ikke siger det.", "The place in words, where the codes do not tell it.", "none"
    )
    period: Period = meaning("Periode.", "Period.", "(se felterne)")
    parties: Parties = meaning("Parterne.", "The parties.", "(se felterne)")
    initiated_by: Annotated[str, Values("initiators")] | Unknown = meaning(
        "Hvem der tog det første skridt.", "Who took the first step.", "public"
    )
    phases: Annotated[tuple[Annotated[str, Values("phases")], ...], Field(min_length=1)] | Unknown = meaning(
        "Hvilke faser parterne var sammen om (redaktionel vurdering).",
        "The phases the parties shared (editors' judgement).",
        "[design, deliver]",
    )
    formalisation: Annotated[str, Values("formalisations")] | Unknown = meaning(
        "Hvor fast samarbejdet er.", "How formal the collaboration is.", "agreement"
    )
    funding: Sentence | Unknown = meaning("Hvem der betalte, og hvad.", "Who paid, and what.", "unknown")
    status: Annotated[str, Values("statuses")] | Unknown = meaning("Status.", "Status.", "running")
    tensions: Annotated[tuple[ToldTension, ...], Field(min_length=1)] | NoneStated = meaning(
        "Spændinger, casen fortæller om.", "Tensions that the case tells of.", "(se felterne)"
    )
    potentials: Annotated[tuple[ToldPotential, ...], Field(min_length=1)] | NoneStated = meaning(
        "Potentialer, casen fortæller om.", "Potentials that the case tells of.", "(se felterne)"
    )
    models: Annotated[tuple[ToldModel, ...], Field(min_length=1)] | NoneStated = meaning(
        "Modeller, casen bruger eller ligner.", "Models that the case uses or resembles.", "(se felterne)"
    )
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)] | Unknown = meaning(
        "Resultater, kilderne melder om.", "Outcomes that the sources report.", "unknown"
    )
    sources: Annotated[tuple[Source, ...], Field(min_length=1)] = meaning(
        "Kilderne, og hvor langt de rækker.", "The sources, and how far they reach.", "(se felterne)"
    )
    consent: Annotated[str, Values("consents")] = meaning(
        "Om casen bygger på noget, der ikke er udgivet, og om de mennesker, der kan genkendes, har sagt ja.",
        "Whether the case rests on anything unpublished, and whether the people who can be recognised have agreed.",
        "public",
        default=PUBLIC,
    )
    assessment: Assessment = meaning("Vidensprofilen.", "The knowledge profile.", "(se felterne)")


class Fit(Record):
    """What the model guide reads: when this model suits. Each list holds every value that suits."""

    situation: Annotated[tuple[Annotated[str, Values("situations")], ...], Field(min_length=1)] = meaning(
        "Situationer, modellen hjælper i.", "Situations the model helps in.", "[everyday]"
    )
    trust: Annotated[tuple[Annotated[str, Values("trust")], ...], Field(min_length=1)] = meaning(
        "Hvor stor tillid den kan klare sig med.", "The trust it can do with.", "[low, some]"
    )
    formality: Annotated[tuple[Annotated[str, Values("formality")], ...], Field(min_length=1)] = meaning(
        "Hvor meget på skrift den kræver.", "How much in writing it takes.", "[light]"
    )
    time: Annotated[tuple[Annotated[str, Values("time")], ...], Field(min_length=1)] = meaning(
        "Hvor lang tid den kræver.", "How long it takes.", "[months]"
    )
    starts: Annotated[tuple[Annotated[str, Values("starters")], ...], Field(min_length=1)] = meaning(
        "Hvem der kan begynde.", "Who can begin.", "[public, joint]"
    )


class AddressedTension(Record):
    """A tension the model addresses, and how."""

    id: TensionId = meaning("Spændingens id.", "The id of the tension.", "rolleuklarhed")
    how: Sentence = meaning(
        "Hvordan modellen tager hånd om den.", "How the model deals with it.", "Opgaverne skrives ned."
    )


class Combination(Record):
    """Another model that goes well before, with or after this one."""

    id: ModelId = meaning("Den anden models id.", "The id of the other model.", "frivilligkoordinator")
    when: Annotated[str, Values("combinations")] = meaning(
        "Om den anden model bruges før, sammen med eller efter denne.",
        "Whether the other model is used before, with or after this one.",
        "after",
    )
    why: Sentence = meaning("Hvorfor.", "Why.", "Aftalen skal passes af nogen.")


class Handout(Record):
    """Shorter texts for paper, where the page's own text is too long. Each replaces that part on the printed sheet."""

    lead: Sentence | None = meaning("Manchet.", "Lead.", "Kort manchet.", default=None)
    case: CaseId | None = meaning(
        "Id på den case, arket fortæller.", "The case the sheet tells.", "familiens-hus", default=None
    )
    case_text: Annotated[str, StringConstraints(max_length=625), FreeText()] | None = meaning(
        "Casen fortalt kort.", "The case told briefly.", "Kort tekst.", default=None
    )
    requires: Sentence | None = meaning("Det kræver.", "It takes.", "Kort tekst.", default=None)
    known: Annotated[str, StringConstraints(max_length=224), FreeText()] | None = meaning(
        "Det ved vi.", "What we know.", "Kort tekst.", default=None
    )
    unknown: Annotated[str, StringConstraints(max_length=224), FreeText()] | None = meaning(
        "Det ved vi ikke.", "What we do not know.", "Kort tekst.", default=None
    )


class CoCreationModel(Page):
    """A co-creation model, framework or typology."""

    kind: Annotated[str, Values("model-kinds")] = meaning("Modellens slags.", "The kind of model.", "practice")
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] = meaning("Niveau.", "Level.", "[praktisk]")
    fields: Annotated[tuple[FieldId, ...], Field(min_length=1)] = meaning(
        "Felter, den er brugt i eller beskrevet for.", "Fields it is used in or described for.", "[aeldre, flygtninge]"
    )
    fit: Fit = meaning("Hvornår modellen passer.", "When the model suits.", "(se felterne)")
    tensions: Annotated[tuple[AddressedTension, ...], Field(min_length=1)] | NoneStated = meaning(
        "Spændinger, modellen tager hånd om.", "Tensions the model addresses.", "(se felterne)"
    )
    combines_with: Annotated[tuple[Combination, ...], Field(min_length=1)] | NoneStated = meaning(
        "Modeller, den går godt sammen med.", "Models it goes well with.", "(se felterne)"
    )
    origin: Annotated[tuple[ReferenceKey, ...], Field(min_length=1)] = meaning(
        "Kilderne, modellen kommer fra.", "The sources the model comes from.", "[ulrich2016samskabelse]"
    )
    basis: Sentence = meaning(
        "Hvad der er læst, og hvad der er redaktionens.",
        "What was read, and what is the editors'.",
        "Resumé læst. Trin er redaktionelle.",
    )
    handout: Handout | None = meaning(
        "Kortere tekst til papir.", "Shorter text for paper.", "(se felterne)", default=None
    )


class Related(Record):
    """Another tension, potential or model, and why it belongs here."""

    id: Slug = meaning("Det andet objekts id.", "The id of the other object.", "skjult-arbejde")
    why: Sentence = meaning("Hvorfor.", "Why.", "Koordinering falder ofte mellem to stole.")


class Tension(Page):
    """A recurring conflict between the two logics."""

    question: Phrase = meaning(
        "Spændingen som et spørgsmål, man kan sige højt.",
        "The tension as a question one can say aloud.",
        "Hvem gør hvad?",
    )
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] = meaning("Niveau.", "Level.", "[praktisk]")
    between: Annotated[tuple[Role, ...], Field(min_length=1)] = meaning(
        "Hvem den er imellem.", "Whom it is between.", "[medarbejdere, frivillige]"
    )
    from_project: Literal["yes", "no"] = meaning(
        "`yes`, når projektet ved Aalborg Universitet selv nævner temaet.",
        "`yes` where the Aalborg University project itself names the theme.",
        "no",
    )
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)] = meaning(
        "Hverdagssætninger, man genkender spændingen på. De bruges i søgningen.",
        "Everyday sentences by which one knows the tension. They are used in the search.",
        '["Hvem bestemmer over de frivillige?"]',
    )
    related: Annotated[tuple[Related, ...], Field(min_length=1)] | NoneStated = meaning(
        "Spændinger og potentialer, der hænger sammen med denne.", "Tensions and potentials tied to this one.", "none"
    )


class Potential(Page):
    """A recurring synergy between the two logics."""

    question: Phrase = meaning(
        "Potentialet som et spørgsmål.", "The potential as a question.", "Hvad kan en frivillig, som en ansat ikke kan?"
    )
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] = meaning("Niveau.", "Level.", "[praktisk]")
    between: Annotated[tuple[Role, ...], Field(min_length=1)] = meaning(
        "Hvem der får gevinsten.", "Who gains.", "[brugere, frivillige]"
    )
    from_project: Literal["yes", "no"] = meaning(
        "`yes`, når projektet ved Aalborg Universitet selv nævner temaet.",
        "`yes` where the Aalborg University project itself names the theme.",
        "yes",
    )
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)] = meaning(
        "Hverdagssætninger til søgningen.", "Everyday sentences for the search.", '["Hvad får vi ud af det?"]'
    )
    related: Annotated[tuple[Related, ...], Field(min_length=1)] | NoneStated = meaning(
        "Spændinger og potentialer, der hænger sammen med dette.", "Tensions and potentials tied to this one.", "none"
    )


class GuidePage(Page):
    """Free text: guidance, about, contributing."""

    moment: Annotated[str, Values("moments")] | None = meaning(
        "Hvornår i samarbejdet (kun i vejledningen).", "When in the collaboration (guide only).", "before", default=None
    )
    roles: Annotated[tuple[Role, ...], Field(min_length=1)] | None = meaning(
        "Hvem den især er til.", "Whom it is mainly for.", "[ledere]", default=None
    )
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)] | None = meaning(
        "Hverdagssætninger til søgningen.", "Everyday sentences for the search.", '["Må en frivillig …?"]', default=None
    )


class Clash(Record):
    """The tension that opens the front page, as two lines of our own; no quotation."""

    tension: TensionId = meaning("Spændingens id.", "The id of the tension.", "ligebehandling-vs-ekstra")
    public: Phrase = meaning("Det offentliges linje.", "The public side's line.", "Alle skal behandles lige.")
    civil: Phrase = meaning("De frivilliges linje.", "The volunteers' line.", "Jeg vil gøre noget ekstra for den ene.")


class DoorLink(Record):
    """A link behind a door of the front page."""

    id: Slug = meaning("Id.", "Id.", "hvem-goer-hvad")
    text: Phrase = meaning("Hvad der står.", "What it says.", "Ingen ved, hvem der gør hvad")
    page: Name = meaning(
        "Siden, som sti fra `docs/`.", "The page, as a path from `docs/`.", "tensions/rolleuklarhed.md"
    )


class Door(Record):
    """One of the four doors of the front page."""

    id: Annotated[str, StringConstraints(pattern=r"^(problem|start|examples|research)$")] = meaning(
        "Dørens id.", "The door's id.", "problem"
    )
    links: Annotated[tuple[DoorLink, ...], Field(min_length=1)] = meaning("Links.", "Links.", "(se felterne)")


class FrontCase(Record):
    """A case shown on the front page."""

    id: CaseId = meaning("Casens id.", "The id of the case.", "ringkoebing-skjern-spilleregler")
    strain: Sentence = meaning("Hvad der knagede.", "The strain.", "Opgaverne glider over til de frivillige.")
    did: Sentence | Unknown = meaning("Hvad de gjorde.", "What they did.", "Skrev ned, hvem der gør hvad.")
    basis: Sentence = meaning(
        "Hvad det bygger på.", "What it is based on.", "kommunens egne sider. Effekt ikke belyst."
    )


class Promise(Record):
    """One thing the reader can trust."""

    id: Slug = meaning("Id.", "Id.", "kilder")
    lead: Phrase = meaning("De fede ord.", "The bold words.", "Kilden står der.")
    text: Sentence = meaning("Sætningen efter.", "The sentence after.", "Hvert afsnit med fakta har en henvisning.")


class FrontPage(Page):
    """The front page (`docs/index.md`)."""

    clash: Clash = meaning("Åbningen.", "The opening.", "(se felterne)")
    tries: Annotated[tuple[Phrase, ...], Field(min_length=1)] = meaning(
        "Søgninger, man kan prøve.", "Searches one can try.", "[hvem bestemmer, besparelser]"
    )
    doors: Annotated[tuple[Door, ...], Field(min_length=4, max_length=4)] = meaning(
        "De fire døre.", "The four doors.", "(se felterne)"
    )
    cases: Annotated[tuple[FrontCase, ...], Field(min_length=3, max_length=3)] = meaning(
        "Tre cases.", "Three cases.", "(se felterne)"
    )
    promises: Annotated[tuple[Promise, ...], Field(min_length=1)] = meaning("Løfter.", "Promises.", "(se felterne)")


class Bilingual(Record):
    """A text in both languages."""

    da: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = meaning("Dansk.", "Danish.", "tekst")
    en: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = meaning("Engelsk.", "English.", "text")

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.da


class Organisation(Record):
    """A party of a case (`docs/organisations.yml`)."""

    id: Slug = meaning("Id.", "Id.", "aalborg-kommune")
    name: Bilingual = meaning("Navn på dansk og engelsk.", "Name in Danish and English.", "{da: …, en: …}")
    type: Annotated[str, Values("organisation-types")] = meaning("Slags.", "Type.", "municipality")
    country: Country = meaning("Landekode.", "Country code.", "DK")
    municipality: MunicipalityCode | None = meaning("Kommunekode.", "Municipality code.", '"0851"', default=None)
    url: Address | None = meaning("Webadresse.", "Web address.", "https://www.aalborg.dk", default=None)


class Synonyms(Record):
    """Other words that people search with, in each language; not all mean quite the same."""

    da: tuple[Name, ...] = meaning("Danske ord.", "Danish words.", "[medskabelse]", default=())
    en: tuple[Name, ...] = meaning("Engelske ord.", "English words.", "[cocreation]", default=())

    def __getitem__(self, language: str) -> tuple[str, ...]:
        return self.en if language == "en" else self.da


class Term(Record):
    """A term of the glossary (`docs/glossary.yml`)."""

    id: Slug = meaning("Id.", "Id.", "samskabelse")
    name: Bilingual = meaning("Ordet på dansk og engelsk.", "The word in Danish and English.", "{da: …, en: …}")
    definition: Bilingual = meaning("Forklaring.", "Definition.", "{da: …, en: …}")
    synonyms: Synonyms | None = meaning(
        "Andre ord, folk søger med.", "Other words people search with.", "{da: [], en: []}", default=None
    )
    not_same_as: Bilingual | None = meaning(
        "Hvad det ikke må forveksles med.", "What it is not to be confused with.", "{da: …, en: …}", default=None
    )
    source: ReferenceKey | Literal["editorial"] = meaning(
        "Kilde, eller `editorial`, når forklaringen er redaktionens.",
        "Source, or `editorial` where the definition is the editors'.",
        "samaktndom",
    )


class Question(Record):
    """A practitioner's question with a one-line answer (`docs/questions.yml`)."""

    id: Slug = meaning("Id.", "Id.", "hvad-maa-en-frivillig")
    question: Bilingual = meaning("Spørgsmålet i deres egne ord.", "The question in their words.", "{da: …, en: …}")
    answer: Bilingual = meaning("Svaret i én linje.", "The answer in one line.", "{da: …, en: …}")
    moment: Annotated[str, Values("moments")] = meaning("Hvornår det stilles.", "When it is asked.", "before")
    roles: Annotated[tuple[Role | Literal["bestyrelser"], ...], Field(min_length=1)] = meaning(
        "Hvem der spørger.", "Who asks.", "[frivillige]"
    )
    page: Name = meaning(
        "Siden, der svarer, som sti fra `docs/`, evt. med anker.",
        "The page that answers, as a path from `docs/`, with an anchor if needed.",
        "guide/hvem-goer-hvad.md#penge",
    )
    outside: Address | None = meaning(
        "Officiel adresse uden for sitet.", "Official address outside the site.", "https://…", default=None
    )


class Change(Record):
    """What has happened to a page that was published (`docs/changes.yml`)."""

    date: Date = meaning("Hvornår.", "When.", '"2027-03-01"')
    address: SitePath = meaning("Sidens adresse på sitet.", "The page's address on the site.", "cases/aarhus/")
    what: Literal["moved", "removed", "corrected"] = meaning(
        "Hvad der skete: flyttet, fjernet eller rettet.", "What happened: moved, removed or corrected.", "moved"
    )
    to: SitePath | None = meaning(
        "Hvor siden flyttede hen.", "Where the page moved to.", "cases/aarhus-kommune/", default=None
    )
    why: Bilingual | None = meaning(
        "Hvorfor, eller hvad der blev rettet, i en sætning eller to.",
        "Why, or what was corrected, in a sentence or two.",
        "{da: …, en: …}",
        default=None,
    )
    see: tuple[SitePath, ...] = meaning(
        "Hvor man nu kan se efter.", "Where to look now.", "[models/brobygger/]", default=()
    )


class Value(Record):
    """One value of the vocabulary (`docs/vocabulary.yml`)."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[a-z0-9]+)*$")] = meaning("Id.", "Id.", "aeldre")
    label: Bilingual = meaning("Hvad siderne viser.", "What the pages show.", "{da: …, en: …}")
    definition: Bilingual = meaning("Hvad den betyder.", "What it means.", "{da: …, en: …}")


class Municipality(Record):
    """A Danish municipality (`docs/municipalities.yml`)."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{4}$")] = meaning("Kode.", "Code.", '"0851"')
    name: Name = meaning("Navn.", "Name.", "Aalborg")


RECORDS: dict[str, type[Page]] = {
    "case": Case,
    "model": CoCreationModel,
    "tension": Tension,
    "potential": Potential,
    "guide": GuidePage,
    "front": FrontPage,
}
