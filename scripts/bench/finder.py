"""How soon the finder answers among ten thousand cases: the site's own cases over and over, in a real browser."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.bench.browser import open_page, served
from scripts.bench.figure import Figure

if TYPE_CHECKING:  # a tool of the tests; the site is built without it
    from playwright.sync_api import Browser

MANY = 10_000
DATA = Path("data") / "finder-da.json"
# Tick a box; the milliseconds until the list shows what fits. The first time, the data are fetched as well.
ANSWER = """async ([name, value]) => {
  const begun = performance.now();
  document.querySelector(`input[name=${name}][value=${value}]`).click();
  await new Promise((done) => {
    const watch = new MutationObserver(() => { watch.disconnect(); done(); });
    watch.observe(document.querySelector(".sift-found ul"), { childList: true });
  });
  return performance.now() - begun;
}"""


def measure_finder(site: Path, folder: Path, browser: Browser) -> Iterator[Figure]:
    """The first answer, with the data fetched from this machine, and a further one. `folder` is written to."""
    with served(with_many_cases(site, folder)) as (address, _):
        page = open_page(browser, f"{address}cases/")
        first, further = (page.evaluate(ANSWER, choice) for choice in (["field", "aeldre"], ["country", "DK"]))
        yield Figure(f"finder among {MANY:,} cases, first answer", first, "ms", 1000.0)
        yield Figure("the same, a further answer", further, "ms", None)


def with_many_cases(site: Path, folder: Path, number: int = MANY) -> Path:
    """A folder that looks like the site, where the finder has so many cases."""
    folder.mkdir(exist_ok=True)
    for part in site.iterdir():
        if part.name != DATA.parent.name:
            (folder / part.name).symlink_to(part)
    (folder / DATA.parent).mkdir()
    data = json.loads((site / DATA).read_text(encoding="utf-8"))
    rows = zip(range(number), itertools.cycle(data["cases"]), strict=False)
    data["cases"] = [[f"{row[0]}-{at}", row[1], f"{row[2]} {at}", *row[3:]] for at, row in rows]
    (folder / DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return folder
