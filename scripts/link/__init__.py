"""Records to one corpus: everything by id, every relation with its story at both ends, every citation with its place."""
