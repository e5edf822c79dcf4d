"""Writing with `serve`: what is saved is shown, problems are shown without an end, and mended they go."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tiny import buildable_copy, tiny_text

GUIDE = "docs/guide/begynd.md"
ENGLISH = "docs/guide/begynd.en.md"
SERVE = (sys.executable, "-u", "-m", "scripts", "serve", "--port")
pytestmark = pytest.mark.slow


@dataclass
class Serving:
    """A running server, its folder and its address."""

    place: Path
    address: str
    process: subprocess.Popen[str]

    def ask(self, path: str) -> tuple[int, str]:
        """The status and the text of an address, sent as it stands."""
        with closing(HTTPConnection(self.address.split("/")[2], timeout=60)) as connection:
            connection.request("GET", f"/{path}")
            with connection.getresponse() as answer:
                return answer.status, answer.read().decode("utf-8")

    def get(self, path: str) -> str:
        status, text = self.ask(path)
        assert status == 200, path
        return text

    def news(self, seen: object = "") -> dict[str, object]:
        """The state, as soon as it is another than `seen`."""
        while True:
            state: dict[str, object] = json.loads(self.get(f"__news?seen={seen}"))
            if state["version"] != seen:
                return state

    def save(self, path: str, text: str | bytes, until: Callable[[dict[str, object]], bool]) -> dict[str, object]:
        """Save a file and follow the news until what is awaited has come."""
        state = self.news()
        (self.place / path).write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        while not until(state):
            state = self.news(state["version"])
        return state

    def shows(self, path: str, words: str) -> Callable[[dict[str, object]], bool]:
        return lambda _: words in self.get(path)


def start(place: Path, port: str = "0") -> subprocess.Popen[str]:
    return subprocess.Popen(
        (*SERVE, port),
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    place = buildable_copy(tmp_path / "repository")
    process = start(place)
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if found := re.match(r"(http://127\.0\.0\.1:\d+/)", line):
            yield Serving(place, found[1], process)
            break
    else:
        pytest.fail(f"serve ended: {said}")
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=60)


def with_line(path: str, words: str) -> str:
    """The page's text with one more paragraph at its end."""
    return f"{tiny_text(path)}\n{words}\n"


def has_problem(state: dict[str, object]) -> bool:
    return bool(state["problems"])


def test_a_saved_change_is_shown_on_its_page_in_its_language(serving: Serving) -> None:
    assert "Skriv det på tavlen." not in serving.get("guide/begynd/")
    serving.save(
        GUIDE, with_line(GUIDE, "Skriv det på tavlen."), serving.shows("guide/begynd/", "Skriv det på tavlen.")
    )
    serving.save(ENGLISH, with_line(ENGLISH, "Write it up."), serving.shows("en/guide/begynd/", "Write it up."))
    assert "Content-Security-Policy" in serving.get("guide/begynd/")


def test_a_saved_story_is_shown_on_both_ends(serving: Serving) -> None:
    case = "cases/haveholdet.md"
    told = tiny_text(case).replace("Skuret var låst", "Skuret var spærret")
    serving.save(case, told, serving.shows("cases/haveholdet/", "Skuret var spærret"))
    serving.save(case, told, serving.shows("tensions/hvem-bestemmer/", "Skuret var spærret"))


def test_lists_follow_with_the_next_whole_build(serving: Serving) -> None:
    text = tiny_text(GUIDE).replace("title: Begynd med en tavle", "title: Begynd med en væg")
    serving.save(GUIDE, text, serving.shows("guide/", "Begynd med en væg"))
    assert not (serving.place / "build" / "preview").exists()


def test_a_problem_is_shown_and_the_last_good_page_stays_until_it_is_mended(serving: Serving) -> None:
    state = serving.save(GUIDE, with_line(GUIDE, "Et [dødt link](findes-ikke.md)."), has_problem)
    assert f"{GUIDE}:32: fejl:" in str(state["problems"]) and "[link-broken]" in str(state["problems"])
    assert "dødt link" not in serving.get("guide/begynd/")
    state = serving.save(GUIDE, with_line(GUIDE, "Et levende ord."), serving.shows("guide/begynd/", "Et levende ord."))
    assert state["problems"] == ""


SPOILT: dict[str, bytes] = {
    "not UTF-8": tiny_text(GUIDE).encode("iso-8859-1"),
    "no header": b"Kun tekst.\n",
    "half a header": b"---\ntitle: [\n",
    "empty": b"",
}


def test_whatever_is_saved_the_server_goes_on_and_recovers(serving: Serving) -> None:
    for name, text in SPOILT.items():
        state = serving.save(GUIDE, text, has_problem)
        assert GUIDE in str(state["problems"]), name
        assert "Begynd med en tavle" in serving.get("guide/begynd/"), name
        mended = f"Rettet efter {name}."
        serving.save(GUIDE, with_line(GUIDE, mended), serving.shows("guide/begynd/", mended))
    assert serving.process.poll() is None


def test_what_is_not_there_is_the_page_for_that_and_no_address_climbs_out(serving: Serving) -> None:
    for path in ("findes-ikke/", "../../mkdocs.yml", "%2e%2e/%2e%2e/mkdocs.yml", "..%2f..%2fmkdocs.yml"):
        assert serving.ask(path)[0] == 404, path


def test_the_server_ends_with_all_that_it_has_started(serving: Serving) -> None:
    serving.save(GUIDE, with_line(GUIDE, "Sidste ord."), serving.shows("guide/begynd/", "Sidste ord."))
    serving.process.send_signal(signal.SIGINT)
    said, _ = serving.process.communicate(timeout=60)
    assert serving.process.returncode == 0
    assert "Stoppet · Stopped" in said and "Traceback" not in said
    with pytest.raises(ProcessLookupError):
        os.killpg(serving.process.pid, 0)


def test_the_browser_shows_a_saved_change_and_a_problem_by_itself(
    serving: Serving, open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(f"{serving.address}guide/begynd/")
    (serving.place / GUIDE).write_text(with_line(GUIDE, "Nu uden at trykke."), encoding="utf-8")
    expect(page.get_by_text("Nu uden at trykke.")).to_be_visible(timeout=60_000)
    (serving.place / GUIDE).write_text(with_line(GUIDE, "[@ukendt2020kilde]"), encoding="utf-8")
    expect(page.get_by_role("status").filter(has_text="citation-unknown")).to_be_visible(timeout=60_000)
    (serving.place / GUIDE).write_text(with_line(GUIDE, "Det er rettet."), encoding="utf-8")
    expect(page.get_by_text("Det er rettet.")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("status").filter(has_text="citation-unknown")).to_have_count(0)


def test_a_port_in_use_is_said_with_what_helps(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        process = start(buildable_copy(tmp_path / "repository"), port)
        said, _ = process.communicate(timeout=120)
    assert process.returncode == 2
    assert f"Porten {port} kan ikke bruges" in said and "--port 0" in said and "Traceback" not in said


def test_without_a_site_and_with_errors_there_is_nothing_to_show(tmp_path: Path) -> None:
    place = buildable_copy(tmp_path / "repository")
    (place / GUIDE).write_text("Kun tekst.\n", encoding="utf-8")
    process = start(place)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "header-missing" in said and "ret fejlene" in said and "Traceback" not in said
