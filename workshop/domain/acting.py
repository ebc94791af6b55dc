"""The one way in for a verb: its transaction, and who acts as they stand inside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from workshop.db import Database, UnitOfWork
from workshop.queries.viewer import Viewer, known_now


@contextmanager
def acting(db: Database, viewer: Viewer) -> Iterator[tuple[UnitOfWork, Viewer]]:
    """A unit of work, and the viewer identified anew inside it.

    Whoever asks was identified when their page was drawn or their request came in, and their
    right may have ended since. Raises as ``as_now`` does; nothing has happened then.
    """
    with db.write(viewer.workshop_id) as work:
        yield work, known_now(work.connection, viewer)
