"""`bench`: measure what the design promises, on this machine, over this content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from scripts.bench.figure import Figure
from scripts.bench.finding import measure_finding
from scripts.bench.handouts import measure_handouts
from scripts.bench.literature import measure_literature
from scripts.bench.spine import measure_growth, measure_spine

Measure = Callable[[], Iterable[tuple[str, float, str, float | None]]]


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(["spine", "growth", "literature", "finding", "handouts"]))
@click.option("--cases", default=1000, show_default=True, help="How many cases to make.")
@click.option(
    "--baseline-python",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Python with mkdocs-material, mkdocs-bibtex and pypandoc_binary, to compare the build with.",
)
def bench(parts: tuple[str, ...], cases: int, baseline_python: Path | None) -> None:
    """Measure PARTS (all where none is named) and show each figure beside its budget.

    Figures are no tests: they depend on the machine and on what else it does.
    """
    root = Path.cwd()
    python = baseline_python.absolute() if baseline_python else None
    measures: dict[str, Measure] = {
        "spine": lambda: measure_spine(root, cases, python),
        "growth": lambda: measure_growth(root, cases),
        "literature": measure_literature,
        "finding": measure_finding,
        "handouts": measure_handouts,
    }
    for part in parts or tuple(measures):
        click.echo(f"\n{part}")
        for line in _lines(Figure(*row) for row in measures[part]()):
            click.echo(line)


def _lines(figures: Iterable[Figure]) -> Iterator[str]:
    for figure in figures:
        budget = "" if figure.budget is None else f"  ≤ {figure.budget:g} {figure.unit}"
        over = "" if figure.within else "  OVER"
        yield f"  {figure.value:10.2f} {figure.unit:<3} {figure.name}{budget}{over}"
