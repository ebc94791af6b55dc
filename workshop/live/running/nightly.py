"""One copy of the database each night, where the settings ask for it."""

import asyncio
import logging
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from anyio import CapacityLimiter, to_thread

from workshop.backups import keep_copies, latest_in
from workshop.errors import StorageError
from workshop.settings import Settings

HOUR = time(3)
"""Nobody is in a room then; a laptop that sleeps through it makes its copy when it wakes."""
LOOK_SECONDS = 60.0
LOG = logging.getLogger(__name__)


def is_due(here: datetime, latest: datetime | None) -> bool:
    """Whether no copy was made since the last three o'clock at night, in the clock's own zone."""
    tonight = datetime.combine(here.date(), HOUR, tzinfo=here.tzinfo)
    last_night = tonight if here >= tonight else tonight - timedelta(days=1)
    return latest is None or latest < last_night


async def keep_nights(settings: Settings) -> None:
    """Look once a minute, for as long as the server runs; what goes wrong is said in the log."""
    path = settings.database_path
    if settings.nightly_backups and settings.on_server:
        LOG.warning("NIGHTLY_BACKUPS is for a database file. Have PostgreSQL's own backups made.")
    if not settings.nightly_backups or path is None:
        return
    limiter = CapacityLimiter(1)
    said = ""
    while True:
        try:
            await to_thread.run_sync(partial(copy_if_due, settings, path), limiter=limiter)
            said = ""
        except (StorageError, OSError) as problem:
            if str(problem) != said:  # once, however long it lasts
                LOG.warning("No copy of the database could be made: %s", problem)
            said = str(problem)
        await asyncio.sleep(LOOK_SECONDS)


def copy_if_due(settings: Settings, path: Path) -> None:
    here = datetime.now().astimezone()
    if is_due(here, latest_in(settings.backup_folder)):
        kept = keep_copies(path, settings.backup_folder, settings.nightly_backups, here)
        LOG.info("Copied the database to %s", kept.made)
