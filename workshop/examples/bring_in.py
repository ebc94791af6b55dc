"""The example for people who want to look at it: made aside, then brought in whole.

Building goes through some eight hundred commits. Done in a file that may be lost, none of them
waits for the disk, no other workshop waits for them, and nobody ever sees half an example.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from workshop.db import Database
from workshop.domain.people.members import take_over
from workshop.errors import WorkshopError
from workshop.examples.builder import build_example
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.imports.archive import import_archive
from workshop.queries.viewer import host

BUILT_SHARE = 0.85
"""How much of the waiting is the building; the rest is bringing it in."""


def bring_example(
    db: Database, *, token: str | None = None, progress: Callable[[float], None] = lambda _: None
) -> str:
    """The code of a new worked example; the device of ``token``, if any, becomes its facilitator.

    ``progress`` is told how much is done, from 0 to 1. Raises as ``build_example`` does; nothing
    is left behind then.
    """
    with TemporaryDirectory(prefix="reframe-example-") as folder:
        aside = Database(f"sqlite:///{Path(folder) / 'example.db'}", durable=False)
        try:
            aside.migrate()
            built = build_example(aside, progress=lambda part: progress(part * BUILT_SHARE))
            with aside.read() as session:
                lead = host(session, built.code)
            written = archive.as_json(collect(aside, lead))
        finally:
            aside.close()
    made = import_archive(db, written)
    if token is not None:
        take_over(db, token=token, secret=made.secret)
    progress(1.0)
    return made.code


class Bringing(threading.Thread):
    """An example on its way, in a thread of its own; one for each database and process."""

    _now: ClassVar[dict[str, "Bringing"]] = {}
    _lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, db: Database, token: str | None) -> None:
        super().__init__(name="example", daemon=True)
        self._db = db
        self._token = token
        self.part = 0.0
        self.code = ""
        self.problem: WorkshopError | None = None

    @classmethod
    def begin(cls, db: Database, token: str | None) -> "Bringing":
        """The one that is on its way already, or a new one."""
        with cls._lock:
            found = cls._now.get(db.url)
            if found is None or not found.is_alive():
                found = cls._now[db.url] = cls(db, token)
                found.start()
            return found

    def run(self) -> None:
        try:
            self.code = bring_example(self._db, token=self._token, progress=self._note)
        except WorkshopError as error:
            self.problem = error

    def _note(self, part: float) -> None:
        self.part = part
