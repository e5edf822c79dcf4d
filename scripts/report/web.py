"""Asks other sites whether a page is still there, as a polite guest: HEAD first, nothing downloaded, one request at a time
to each host with a pause, and never to this machine or its network.

In goes an address, out comes an `Answer`; whatever goes wrong out there is an answer too, never an exception.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from scripts.references import is_web_address

Kind = Literal["works", "moved", "gone", "refused", "unreachable"]
GONE = (404, 410)
FOR_GOOD, FOR_NOW = (301, 308), (302, 303, 307)
HOPS = 5
NAME = "samskabelse-links (a weekly look at the links of a public knowledge base)"
_DOI = "doi.org"  # it answers with the publisher's address, or 404 where the DOI does not exist


@dataclass(frozen=True)
class Answer:
    """`words`: the status, the new address of what has moved for good, or what went wrong."""

    kind: Kind
    words: str = ""


class NotPublic(Exception):
    """The address leads to this machine, to its network, or to no web page at all."""


def is_public(number: str) -> bool:
    """Whether an IP address lies on the open internet."""
    address = ipaddress.ip_address(number.partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_global and not (mapped or address).is_multicast


class Turns:
    """Hosts' locks: whoever asks a host waits for the one before, and for the pause after it."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._guard = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}

    @contextmanager
    def at(self, host: str) -> Iterator[None]:
        with self._guard:
            lock = self._hosts.setdefault(host, threading.Lock())
        with lock:
            yield
            time.sleep(self._pause)


@dataclass(frozen=True)
class Web:
    """The other sites. Safe to share between threads."""

    pause: float = 1.0
    timeout: float = 15.0
    is_allowed: Callable[[str], bool] = is_public
    _turns: Turns = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_turns", Turns(self.pause))

    def look(self, address: str) -> Answer:
        """What the address answers. Who does not answer at all is asked once more."""
        first = self._follow(address)
        return self._follow(address) if first.kind == "unreachable" else first

    def _follow(self, address: str) -> Answer:
        here = lasting = address
        for _ in range(HOPS):
            try:
                status, onward = self._ask(here)
            except NotPublic:
                return Answer("refused", "ikke på det åbne net · not on the open web")
            except (OSError, http.client.HTTPException, ValueError) as failure:
                return Answer("unreachable", str(failure) or type(failure).__name__)
            if not onward:
                return _judged(status, "" if lasting == address else lasting)
            if urlsplit(here).hostname == _DOI:
                return Answer("works")
            following = urljoin(here, onward)
            if status in FOR_GOOD and lasting == here:
                lasting = following
            here = following
        return Answer("unreachable", f"over {HOPS} omstillinger · redirections")

    def _ask(self, address: str) -> tuple[int, str]:
        """Status, and where it sends us; GET only where HEAD is not understood."""
        address = quote(address, safe="%/:=&?~#+!$,;'@()*[]")
        parts = urlsplit(address)
        if not is_web_address(address) or not parts.hostname:
            raise NotPublic
        status, onward = self._request("HEAD", parts)
        return self._request("GET", parts) if status >= 400 else (status, onward)

    def _request(self, method: str, parts: SplitResult) -> tuple[int, str]:
        host, secure = str(parts.hostname), parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        with self._turns.at(host):
            talk = (http.client.HTTPSConnection if secure else http.client.HTTPConnection)(host, port)
            try:
                talk.sock = self._connected(host, port, secure)
                talk.request(method, path, headers={"User-Agent": NAME, "Accept": "*/*"})
                reply = talk.getresponse()
                onward = reply.getheader("Location") or ""
                return reply.status, onward if reply.status in FOR_GOOD + FOR_NOW else ""
            finally:
                talk.close()

    def _connected(self, host: str, port: int, secure: bool) -> socket.socket:
        """A connection to the very number that was looked up and found public."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        numbers = list(dict.fromkeys(str(one[4][0]) for one in found))
        if not all(self.is_allowed(number) for number in numbers):
            raise NotPublic
        failure: OSError | None = None
        for number in numbers:
            try:
                plain = socket.create_connection((number, port), timeout=self.timeout)
            except OSError as refused:
                failure = refused
                continue
            return ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        raise failure or OSError(host)


def _judged(status: int, lasting: str) -> Answer:
    if status in GONE:
        return Answer("gone", str(status))
    if status >= 500:
        return Answer("unreachable", str(status))
    if status >= 400 or status in FOR_GOOD + FOR_NOW:
        return Answer("refused", str(status))
    return Answer("moved", lasting) if lasting else Answer("works")
