"""The line of sources on a handout: as many works as the line has room for, the most important first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scripts.handouts.paper import Paper
from scripts.link.corpus import Entry
from scripts.parse.markdown import citations_in


def cited_keys(entry: Entry, paper: Paper) -> list[str]:
    """The works that a page cites, in order, each once."""
    tokens = entry.edition(paper.language).body.tokens
    return list(dict.fromkeys(item.key for citation, _ in citations_in(tokens) for item in citation.items))


def source_line(
    main: Sequence[str], others: Iterable[str], room: int, paper: Paper, more_words: str = "full-list"
) -> str:
    """`Kretzmann & McKnight (1993), Building Communities …; FriSe (2024). Hele listen står på nettet.`

    The main works come with their titles where there is room; none is cut in the middle.
    """
    rest = [key for key in others if key not in main]
    more = paper.words[more_words]
    out: list[str] = []
    for key in (*main, *rest):
        short = _short(key, paper)
        long = f"{short}, {paper.site.corpus.references[key].title}"
        fitting = [
            text
            for text in ((long, short) if key in main else (short,))
            if _length([*out, text]) + len(more) + 2 <= room
        ]
        if not fitting or fitting[0] in out:
            continue
        out.append(fitting[0])
    complete = len(out) == len(main) + len(rest)
    line = "; ".join(out) + "."
    return line if complete else f"{line} {more}"


def _length(parts: Sequence[str]) -> int:
    return sum(len(part) + 2 for part in parts)


def _short(key: str, paper: Paper) -> str:
    """`FriSe (2024)` of `FriSe, 2024`."""
    author, _, year = paper.site.short[key].rpartition(", ")
    return f"{author} ({year})" if author else paper.site.short[key]
