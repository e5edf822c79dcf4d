"""Citations and references as the pages show them: author and year, by pandoc's citeproc through our own style."""
