"""Text to values that know their line: headers, Markdown, citations, BibTeX. Nothing here judges or touches the disk."""
