"""Where several servers share a database, each says that it lives, and who has its pages open.

What one of them erases, the others drop from their memory; so does the one server of a file with
what the command line erases beside it.
"""

import asyncio
import logging
from contextlib import suppress
from functools import partial

from anyio import CapacityLimiter, to_thread
from sqlmodel import func, select

from workshop.db import Database
from workshop.dialects import Between
from workshop.errors import StorageError
from workshop.live.hub import Hub
from workshop.models import Erasure

SAY_SECONDS = 1.0
LOG = logging.getLogger(__name__)


async def keep_saying(hub: Hub) -> None:
    """Say it once a second, for as long as the server runs."""
    between = hub.db.dialect.between
    limiter = CapacityLimiter(1)
    if between is None:
        await _keep_looking(hub.db, limiter)
        return
    gone = False
    while True:
        try:
            await say(hub, between, limiter)
            gone = False
        except StorageError as problem:
            if not gone:  # once, however long it lasts
                LOG.warning("The other servers cannot be told who is here: %s", problem)
            gone = True
        await asyncio.sleep(SAY_SECONDS)


async def say(hub: Hub, between: Between, limiter: CapacityLimiter) -> None:
    """Say who is here, end what is open at devices that people left, and keep nothing erased."""
    hub.db.forget_read(await to_thread.run_sync(between.erased, limiter=limiter))
    here = hub.people_here()
    await to_thread.run_sync(partial(between.say, here), limiter=limiter)
    people = {person for of_one in here.values() for person in of_one}
    if people:
        found = await to_thread.run_sync(partial(between.devices_of, people), limiter=limiter)
        hub.end_streams_left(found)


async def _keep_looking(db: Database, limiter: CapacityLimiter) -> None:
    """Look once a second for a line about something erased, and keep nothing read before it."""
    last = -1  # so that the first look, too, keeps nothing
    while True:
        with suppress(StorageError):  # the file is away, which every page says
            lines = await to_thread.run_sync(partial(_lines, db), limiter=limiter)
            if lines != last:
                last = lines
                db.forget_read(None)
        await asyncio.sleep(SAY_SECONDS)


def _lines(db: Database) -> int:
    with db.read() as session:
        return session.exec(select(func.count()).select_from(Erasure)).one()
