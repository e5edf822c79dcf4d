"""The files that finding needs in the browser, in one language: the known words of the search, the rows of the finder."""

from __future__ import annotations

from scripts.render.finder import finder_data, finder_file
from scripts.render.searching import known_words
from scripts.render.site import Site


def finding_files(site: Site) -> dict[str, str]:
    """All files by their path below the site's root."""
    return {
        f"search/words-{site.language}.txt": known_words(site),
        finder_file(site): finder_data(site),
    }
