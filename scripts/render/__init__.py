"""The corpus as text: `{path: text}` of plain Markdown with HTML blocks, JSON, CSV and BibTeX. Pure: no disk, clock or network."""
