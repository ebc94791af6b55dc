"""The one thread that writes what phones send: those that wait share a transaction and the disk."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from workshop.db import Database, JobOutcome

MOST_TOGETHER = 64

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], Any]
    done: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class Writer:
    """Does jobs in the order in which they came, as many as wait at once.

    While the disk is busy with some, others gather; so a full room costs no more waiting than a
    few people do. The first job starts the thread, ``close`` ends it when nothing waits.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    async def __call__(self, work: Callable[[], T]) -> T:
        """Do it in the writing thread; what it committed is durable when this returns."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._jobs.put(_Job(work, done, loop))
        return await done

    @property
    def waiting(self) -> int:
        """How many jobs nobody has begun."""
        return self._jobs.qsize()

    def close(self) -> None:
        self._jobs.put(None)
        self._thread = None

    def _run(self) -> None:
        job = self._jobs.get()
        while job is not None:
            jobs = [job]
            job = self._next()
            while job is not None and len(jobs) < MOST_TOGETHER:
                jobs.append(job)
                job = self._next()
            outcomes = self._db.together([each.work for each in jobs])
            _deliver(jobs, outcomes)
            job = job or self._jobs.get()

    def _next(self) -> _Job | None:
        try:
            return self._jobs.get_nowait()
        except Empty:
            return None


def _deliver(jobs: list[_Job], outcomes: list[JobOutcome[Any]]) -> None:
    """Wake each loop once, however many of its requests were answered."""
    answered: dict[
        asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], JobOutcome[Any]]]
    ] = {}
    for job, outcome in zip(jobs, outcomes, strict=True):
        answered.setdefault(job.loop, []).append((job.done, outcome))
    for loop, found in answered.items():
        with suppress(RuntimeError):  # closed: the server has stopped, and nobody waits
            loop.call_soon_threadsafe(_settle, found)


def _settle(answered: list[tuple[asyncio.Future[Any], JobOutcome[Any]]]) -> None:
    for done, outcome in answered:
        if done.done():
            continue  # nobody waits for it: the client went away
        if outcome.error is not None:
            done.set_exception(outcome.error)
        else:
            done.set_result(outcome.value)
