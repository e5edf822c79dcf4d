"""The corpus as text: `{path: text}` of pages, JSON, CSV and BibTeX. Pure: no disk, clock or network."""
