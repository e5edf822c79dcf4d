"""The same work on many things, side by side, in forked workers that inherit what the work needs instead of a copy."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

from scripts.interrupts import end_with, held_back

MOST_WORKERS = 4

T = TypeVar("T")
R = TypeVar("R")


def side_by_side(work: Callable[[T], R], things: Sequence[T], chunk: int = 1, apart: bool = False) -> list[R]:
    """The results, in order. One after the other where there is one processor or the system cannot fork.

    `apart`: in a worker also where there is only one thing. Work that starts threads of its own needs that: were it done
    here, a later worker would be forked without those threads, and wait for them for ever.
    """
    processors = min(MOST_WORKERS, os.cpu_count() or 1)
    if len(things) < (1 if apart else 2) or processors < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [work(thing) for thing in things]
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processors, fork, _Worker.begin, (work, things, os.getpid())) as pool:
        with held_back():
            results = pool.map(_Worker.run, range(len(things)), chunksize=chunk)
        return list(results)


class _Worker:
    """What a forked worker holds."""

    work: Callable[[Any], Any]
    things: Sequence[Any]

    @classmethod
    def begin(cls, work: Callable[[Any], Any], things: Sequence[Any], parent: int) -> None:
        cls.work, cls.things = staticmethod(work), things
        gc.freeze()  # what is inherited stays; looking through it for rubbish would also copy it
        end_with(parent)

    @classmethod
    def run(cls, position: int) -> Any:
        return cls.work(cls.things[position])
