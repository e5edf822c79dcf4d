"""The look at links: asked of a server on this machine that answers in every way a site can, and never of anything else."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tiny import check_with, tiny_copy, tiny_text

from scripts.commands import report as command
from scripts.link.corpus import link
from scripts.problems import Location
from scripts.report.links import Places, links_report, places_of, report_of
from scripts.report.report import ISSUE_ROWS, Report, Row, Section, as_issue
from scripts.report.web import Answer, Web, is_public

HERE = Location("docs/guide/a.md", 7)


class Site(http.server.BaseHTTPRequestHandler):
    """Answers by path: `/410` with that status, `/301/x` sends on to `/x`, `/no-head` understands only GET."""

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        server = self.server
        assert isinstance(server, Counting)
        with server.guard:
            server.now += 1
            server.most = max(server.most, server.now)
            server.asked.append(f"{self.command} {self.path}")
        _, first, *rest = self.path.split("/")
        status = int(first) if first.isdigit() else 405 if (first, self.command) == ("no-head", "HEAD") else 200
        if first == "slow":
            server.released.wait(5)
        with server.guard:
            server.now -= 1
        self.send_response(status)
        if rest:
            self.send_header(
                "Location", "/".join(["", *rest]) if not rest[0].startswith("to=") else rest[0][3:] + "//x"
            )
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        return


class Counting(http.server.ThreadingHTTPServer):
    """Counts who asks at once and remembers what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Site)
        self.guard, self.now, self.most = threading.Lock(), 0, 0
        self.asked: list[str] = []
        self.released = threading.Event()


@pytest.fixture
def site() -> Iterator[Counting]:
    server = Counting()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()


def address(site: Counting, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}/{path}"


def near(**settings: Any) -> Web:
    """A web that may ask this machine, without pauses."""
    return Web(**{"pause": 0, "timeout": 5, "is_allowed": lambda _: True} | settings)


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("200", "works", ""),
        ("no-head", "works", ""),
        ("404", "gone", "404"),
        ("410", "gone", "410"),
        ("403", "refused", "403"),
        ("429", "refused", "429"),
        ("500", "unreachable", "500"),
        ("302/200", "works", ""),
        ("302/404", "gone", "404"),
        ("301", "refused", "301"),
    ],
)
def test_each_answer_has_its_meaning(site: Counting, path: str, kind: str, words: str) -> None:
    assert near().look(address(site, path)) == Answer(kind, words)


def test_what_has_moved_for_good_says_where_to(site: Counting) -> None:
    assert near().look(address(site, "301/302/200")) == Answer("moved", address(site, "302/200"))
    assert near().look(address(site, "302/301/200")) == Answer("works")


def test_a_circle_of_redirections_ends(site: Counting) -> None:
    assert near().look(address(site, "302/302/302/302/302/302/200")).kind == "unreachable"


def test_head_comes_first_and_get_only_where_it_must(site: Counting) -> None:
    near().look(address(site, "200"))
    near().look(address(site, "404"))
    assert site.asked == ["HEAD /200", "HEAD /404", "GET /404"]


def test_who_does_not_answer_is_asked_once_more_and_not_for_ever(site: Counting) -> None:
    assert near(timeout=0.2).look(address(site, "slow")).kind == "unreachable"
    assert site.asked == ["HEAD /slow"] * 2


def test_a_closed_door_is_an_answer() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        found = near().look(f"http://127.0.0.1:{closed.getsockname()[1]}/")
    assert found.kind == "unreachable" and found.words


def test_a_host_is_asked_one_question_at_a_time(site: Counting) -> None:
    web, many = near(), [address(site, f"302/{number}/200") for number in range(12)]
    threads = [threading.Thread(target=web.look, args=(one,)) for one in many]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(site.asked) > 12 and site.most == 1


@pytest.mark.parametrize(
    "number",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 "
    "::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1".split(),
)
def test_addresses_of_this_machine_and_its_network_are_not_public(number: str) -> None:
    assert not is_public(number)


def test_addresses_on_the_internet_are_public() -> None:
    assert is_public("130.225.198.1") and is_public("2001:878:346::1")


def test_this_machine_is_never_asked(site: Counting) -> None:
    for host in ("localhost", "127.0.0.1", "[::ffff:127.0.0.1]"):
        assert Web(pause=0).look(f"http://{host}:{site.server_port}/200").kind == "refused"
    assert site.asked == []


def test_a_site_cannot_send_us_to_where_we_may_not_ask(site: Counting) -> None:
    web = near(is_allowed=lambda number: number == "127.0.0.1")
    inside = f"http://127.0.0.2:{site.server_port}/200"
    for where in (inside, "file:///etc/passwd", "ftp://a.example.org/", "javascript:alert(1)", "http://localhost/"):
        assert web.look(address(site, f"302/to={where}")).kind == "refused"
    assert len(site.asked) == 5 and not any(asked.endswith(" /200") for asked in site.asked)


@pytest.mark.parametrize("wrong", ["ftp://example.org/", "file:///etc/passwd", "http://", "http://a b/", "x"])
def test_only_web_addresses_are_asked(wrong: str) -> None:
    assert near().look(wrong).kind in ("refused", "unreachable")


def test_every_link_that_a_reader_meets_is_asked_with_everywhere_it_stands() -> None:
    text = tiny_text("docs/guide/begynd.md") + "\n[a](https://a.example.org/x#del)\n\n[b](https://a.example.org/x)\n"
    places = places_of(link(check_with({"docs/guide/begynd.md": text})))
    last = text.count("\n")
    assert places["https://a.example.org/x"] == tuple(Location("docs/guide/begynd.md", n) for n in (last - 2, last))
    assert any(place.path == "bibliography/references.bib" for found in places.values() for place in found)
    assert all(one.startswith("http") for one in places)


def report_on(answers: dict[str, Answer]) -> Report:
    places: Places = dict.fromkeys(answers, (HERE,))
    return report_of(places, answers.__getitem__, "en")


def test_only_what_has_rotted_calls_for_an_issue() -> None:
    fine = {"https://a.dk/": Answer("works"), "https://b.dk/": Answer("moved", "https://c.dk/")}
    assert as_issue(report_on(fine), "en") == ""
    issue = as_issue(report_on(fine | {"https://d.dk/": Answer("gone", "404")}), "en")
    assert "&#35;" not in issue and issue.count("### ") == 2 and "d&#46;dk" in issue and "a&#46;dk" not in issue


def test_without_a_connection_nothing_is_said_to_have_rotted() -> None:
    report = report_on({"https://a.dk/": Answer("unreachable", "x"), "https://b.dk/": Answer("unreachable", "x")})
    assert as_issue(report, "en") == "" and "no connection" in report.summary


def test_an_issue_is_short_enough_and_nobody_is_called_by_name_in_it() -> None:
    rows = tuple(Row(HERE, f"https://x.dk/@name/{'a-' * 40}{number}", "<b>*x*") for number in range(200))
    sections = tuple(Section(name, "T", "A", rows, calls=True) for name in ("gone", "unreachable", "moved", "refused"))
    issue = as_issue(Report("T", "S", sections), "en")
    assert len(issue) < 65_000 and f"+ {200 - ISSUE_ROWS}" in issue
    assert "@" not in issue and "<b>" not in issue


def test_the_command_always_ends_well_and_says_nothing_where_nothing_rotted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_copy(tmp_path))
    monkeypatch.setattr("scripts.report.links.Web.look", lambda *_: Answer("works"))
    done = CliRunner().invoke(command.report, ["links", "--format", "issue"])
    assert (done.exit_code, done.output) == (0, "")
    monkeypatch.setattr(
        "scripts.report.links.Web.look", lambda _, address: Answer("gone" if "doi" in address else "works", "404")
    )
    done = CliRunner().invoke(command.report, ["links", "--format", "issue"])
    assert done.exit_code == 0 and "references&#46;bib" in done.output
    assert links_report.__doc__
