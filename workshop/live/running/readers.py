"""A few threads that read, so that the event loop waits for no database."""

import asyncio
import logging
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context, copy_context
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

from anyio import CancelScope

from workshop.db import JobOutcome
from workshop.live.writer import deliver

LOG = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _ReadingJob:
    work: Callable[[], Any]
    context: Context
    done: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop

    def outcome(self) -> JobOutcome[Any]:
        return JobOutcome.of(lambda: self.context.run(self.work))


class Readers:
    """Up to ``most`` threads that do what is asked in the order in which it came.

    The framework's own way to a thread costs as much as what is read there. They start when they
    are first needed, and end with ``close`` or with this.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._asked = 0
        self._jobs: SimpleQueue[_ReadingJob | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        weakref.finalize(self, _end, self._jobs, self._threads)

    async def __call__(self, work: Callable[[], T]) -> T:
        """Do it in a thread. Whoever gives up waits for the end of it all the same.

        What is locked stays locked until the thread, which nothing can stop, reads no more.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._asked += 1
        try:
            if self._asked > len(self._threads) < self._most:
                self._start()
            self._jobs.put(_ReadingJob(work, copy_context(), done, loop))
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            await _end_of(done)
            raise
        finally:
            self._asked -= 1

    def _start(self) -> None:
        thread = threading.Thread(target=_run, args=(self._jobs,), name="reader", daemon=True)
        self._threads.append(thread)
        thread.start()

    def close(self) -> None:
        """End the threads when nothing waits; whoever asks again starts new ones."""
        _end(self._jobs, self._threads)


def _run(jobs: "SimpleQueue[_ReadingJob | None]") -> None:
    while (job := jobs.get()) is not None:
        deliver([job], [job.outcome()])
        del job  # while nothing is asked, nothing that was read is held


def _end(jobs: "SimpleQueue[_ReadingJob | None]", threads: list[threading.Thread]) -> None:
    for _ in threads:
        jobs.put(None)
    threads.clear()


async def _end_of(work: asyncio.Future[Any]) -> None:
    with CancelScope(shield=True):
        while not work.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([work])
    if not work.cancelled() and (mistake := work.exception()) is not None:
        LOG.debug("What nobody waits for any more has failed: %s", mistake)
