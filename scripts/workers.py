"""The same work on many things, side by side, in forked workers that inherit what the work needs instead of a copy."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
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
    processors = _processors()
    if len(things) < (1 if apart else 2) or processors < 2:
        return [work(thing) for thing in things]
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processors, fork, _Worker.begin, (work, things, os.getpid())) as pool:
        with held_back():
            results = pool.map(_Worker.run, range(len(things)), chunksize=chunk)
        return list(results)


@contextmanager
def sharing(work: Callable[[T], R], things: Sequence[T], chunk: int) -> Iterator[Callable[[], list[R]]]:
    """Workers begin; the function that is given takes this process's part and returns all results, in order.

    Until it is called, this process can do something else. Whoever is free takes the next `chunk` things. Unlike
    `side_by_side` this spares copying what is made here, and is for work that starts no workers of its own.
    """
    processors = _processors()
    if len(things) <= chunk or processors < 2:
        yield lambda: [work(thing) for thing in things]
        return
    fork = multiprocessing.get_context("fork")
    taken, begun = fork.Value("l", 0), fork.Semaphore(0)

    def parts() -> Iterator[tuple[int, list[R]]]:
        while True:
            with taken.get_lock():
                start = taken.value
                taken.value += chunk
            if start >= len(things):
                return
            yield start, [work(thing) for thing in things[start : start + chunk]]

    def packed(_: int) -> list[bytes]:
        begun.release()
        return [pickle.dumps(part) for part in parts()]  # each at once, not all when the others wait for them

    workers = range(processors - 1)
    with ProcessPoolExecutor(len(workers), fork, _Worker.begin, (packed, workers, os.getpid())) as pool:
        with held_back():
            theirs = [pool.submit(_Worker.run, worker) for worker in workers]
        for _ in workers:
            begun.acquire(timeout=1)  # or this process would be too busy to hand out the work

        def finish() -> list[R]:
            done = dict(parts())
            for future in theirs:
                done |= map(pickle.loads, future.result())
            return [result for start in sorted(done) for result in done[start]]

        yield finish


def _processors() -> int:
    """How many workers can be used."""
    able = "fork" in multiprocessing.get_all_start_methods()
    return min(MOST_WORKERS, os.cpu_count() or 1) if able else 1


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
