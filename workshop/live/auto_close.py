"""Closes what was to close when its time is up. Nothing else in the house acts by itself."""

import asyncio
import logging
from functools import partial

from anyio import CapacityLimiter, to_thread

from workshop.db import Database
from workshop.domain.timer import close_what_is_up
from workshop.errors import StorageError

LOOK_SECONDS = 1.0
LOG = logging.getLogger(__name__)


async def keep_time(db: Database) -> None:
    """Look once a second, for as long as the server runs."""
    limiter = CapacityLimiter(1)
    gone = False
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            await to_thread.run_sync(partial(close_what_is_up, db), limiter=limiter)
            gone = False
        except StorageError as problem:
            if not gone:  # once, however long it lasts
                LOG.warning("Could not look whose time is up: %s", problem)
            gone = True
