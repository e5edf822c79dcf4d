"""Reports for the editors: what deserves a look, though nothing is wrong with it."""
