"""Units of work: what is kept together, alone or as a part of what several share."""

from typing import cast

from sqlalchemy import Connection
from sqlmodel import Session

from workshop.dialects import Dialect
from workshop.dialects.prepared import say

_PART = "part"


class UnitOfWork:
    """One transaction. Nothing is kept unless ``commit`` is called before the block ends."""

    def __init__(self, session: Session, dialect: Dialect) -> None:
        self._session: Session | None = session
        self._dialect = dialect
        self.committed = False
        self.erases = False
        self._touched: dict[str, int] = {}

    def touched(self, workshop_id: str, revision: int) -> None:
        """Note that the workshop reached this revision, for the listeners after the commit."""
        self._touched[workshop_id] = revision

    def erase(self) -> None:
        """Leave nothing of what this transaction takes away, not in the write-ahead log either."""
        self.erases = True

    @property
    def session(self) -> Session:
        """For mapped objects."""
        return cast(Session, self._session)

    @property
    def connection(self) -> Connection:
        """For statements, which see what was said here before but not what waits in ``session``."""
        return self.session.connection()

    def flush(self) -> None:
        """Store what changed in mapped objects, where there are any."""
        if self._session is not None:
            self._session.flush()

    def commit(self) -> None:
        self._tell_of_erasing()
        self.session.commit()
        self.committed = True

    def _tell_of_erasing(self) -> None:
        if self.erases:
            self._dialect.erasing(self.connection, self._touched)

    @property
    def news(self) -> dict[str, int]:
        return self._touched if self.committed else {}


class PartOfWork(UnitOfWork):
    """A unit of work within a transaction that others share: kept or rolled back by itself.

    It has no session until somebody asks for one, since what is written most needs none.
    """

    def __init__(self, shared: Connection, dialect: Dialect) -> None:
        super().__init__(cast(Session, None), dialect)
        self._shared = shared
        self._begun = False

    @property
    def session(self) -> Session:
        if self._session is None:
            self._session = Session(
                self.connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            )
        return self._session

    @property
    def connection(self) -> Connection:
        if not self._begun:
            say(self._shared, f"SAVEPOINT {_PART}")
            self._begun = True
        return self._shared

    def commit(self) -> None:
        self._tell_of_erasing()
        if self._session is not None:
            self._session.commit()
            self._close()
        if self._begun:
            say(self._shared, f"RELEASE SAVEPOINT {_PART}")
            self._begun = False
        self.committed = True

    def end(self) -> None:
        """Roll back what was not committed."""
        self._close()
        if self._begun and not self._shared.invalidated:
            say(self._shared, f"ROLLBACK TO SAVEPOINT {_PART}")
            say(self._shared, f"RELEASE SAVEPOINT {_PART}")
            self._begun = False

    def _close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
