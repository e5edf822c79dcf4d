"""Text to a site: staging, MkDocs, search index, last touches, and publishing in one move."""
