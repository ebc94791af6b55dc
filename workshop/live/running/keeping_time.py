"""Workshops are erased on the day that was said when they were made, or chosen since."""

import asyncio
import logging
from functools import partial

from anyio import CapacityLimiter, to_thread

from workshop.db import Database, now
from workshop.domain.erasure.workshops import erase_what_is_due
from workshop.errors import WorkshopError

LOOK_SECONDS = 600.0
LOG = logging.getLogger(__name__)


async def keep_to_days(db: Database) -> None:
    """Look every ten minutes, for as long as the server runs."""
    limiter = CapacityLimiter(1)
    while True:
        try:
            today = now().date()
            codes = await to_thread.run_sync(partial(erase_what_is_due, db, today), limiter=limiter)
            if codes:
                LOG.info("Workshops erased because their day has come: %d", len(codes))
        except WorkshopError as problem:
            LOG.warning("What is due could not be erased: %s", problem)
        await asyncio.sleep(LOOK_SECONDS)
