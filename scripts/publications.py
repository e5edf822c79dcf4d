"""The kinds of publication and the languages that a bibliography entry can have, as fixed tables.

The labels of the kinds, in both languages, stand in the vocabulary (`publication-types`); a test holds the two together.
"""

from __future__ import annotations

PUBLICATION_TYPES = (
    "peer-reviewed-article",
    "article",
    "book",
    "chapter",
    "report",
    "evaluation",
    "statistics",
    "paper",
    "thesis",
    "guide",
    "agreement",
    "law",
    "ruling",
    "press",
    "web-page",
    "document",
)
TYPE_OF_ENTRY = {
    "article": "article",
    "book": "book",
    "collection": "book",
    "mvbook": "book",
    "proceedings": "book",
    "booklet": "report",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper",
    "conference": "paper",
    "unpublished": "paper",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "manual": "guide",
    "online": "web-page",
    "electronic": "web-page",
    "www": "web-page",
    "misc": "document",
    "legislation": "law",
    "jurisdiction": "ruling",
}
# Languages by their babel names (what BibTeX's `langid` takes) to the codes that CSL and HTML take.
LANGUAGE_CODES = {
    "danish": "da",
    "english": "en",
    "norwegian": "no",
    "nynorsk": "nn",
    "norsk": "nb",
    "swedish": "sv",
    "finnish": "fi",
    "icelandic": "is",
    "german": "de",
    "dutch": "nl",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "polish": "pl",
    "basque": "eu",
    "catalan": "ca",
    "welsh": "cy",
}
