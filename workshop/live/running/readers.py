"""A few threads that read, so that the event loop waits for no database."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from typing import Any, TypeVar

from anyio import CancelScope

LOG = logging.getLogger(__name__)
T = TypeVar("T")


class Readers:
    """Up to ``most`` threads that do what is asked in the order in which it came.

    They start when they are first needed, and end with ``close`` or with this.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._threads: ThreadPoolExecutor | None = None

    async def __call__(self, work: Callable[[], T]) -> T:
        """Do it in a thread. Whoever gives up waits for the end of it all the same.

        What is locked stays locked until the thread, which nothing can stop, reads no more.
        """
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._most, thread_name_prefix="reader")
        loop = asyncio.get_running_loop()
        done = loop.run_in_executor(self._threads, copy_context().run, work)
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            await _end_of(done)
            raise

    def close(self) -> None:
        """End the threads when nothing waits; whoever asks again starts new ones."""
        if self._threads is not None:
            self._threads.shutdown(wait=False)
            self._threads = None


async def _end_of(work: asyncio.Future[Any]) -> None:
    with CancelScope(shield=True):
        while not work.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([work])
    if not work.cancelled() and (mistake := work.exception()) is not None:
        LOG.debug("What nobody waits for any more has failed: %s", mistake)
