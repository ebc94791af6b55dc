"""What several servers of one database tell each other: who has a page open, and who did how much.

It is kept in tables that are no part of the product: no copy has them, a crash of the database
empties them, and what nobody renews is forgotten. No words and no addresses stand in them.
"""

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

import psycopg

from workshop.errors import StorageError
from workshop.storage import postgres_sentence

T = TypeVar("T")
_Connection = psycopg.Connection[tuple[Any, ...]]

SILENT_SECONDS = 15
"""A server that has said nothing for so long is gone, and with it whoever had a page of it open."""

TABLES = """
    CREATE UNLOGGED TABLE IF NOT EXISTS reframe_server (
        id text PRIMARY KEY, at timestamptz NOT NULL);
    CREATE UNLOGGED TABLE IF NOT EXISTS reframe_here (
        workshop text, person text, server text, PRIMARY KEY (workshop, person, server));
    CREATE UNLOGGED TABLE IF NOT EXISTS reframe_tries (
        key text PRIMARY KEY, tokens float8 NOT NULL, at timestamptz NOT NULL,
        taken boolean NOT NULL) WITH (fillfactor = 50);
    CREATE UNLOGGED TABLE IF NOT EXISTS reframe_erased (
        workshop text PRIMARY KEY, times bigint NOT NULL, at timestamptz NOT NULL);
"""
_FULL = (
    "least(%(burst)s::float8, b.tokens"
    " + greatest(0, extract(epoch FROM clock_timestamp() - b.at)) * %(rate)s::float8)"
)
_TAKE = f"""
    INSERT INTO reframe_tries AS b
    VALUES (%(key)s, %(burst)s::float8 - greatest(%(cost)s, 0), clock_timestamp(), true)
    ON CONFLICT (key) DO UPDATE SET
        tokens = least(%(burst)s::float8, {_FULL}
            - CASE WHEN {_FULL} >= 1 OR %(cost)s < 0 THEN %(cost)s ELSE 0 END),
        taken = {_FULL} >= 1,
        at = clock_timestamp()
    RETURNING tokens, taken
"""  # noqa: S608 - our own words
_RENEW = "UPDATE reframe_server SET at = clock_timestamp() WHERE id = %s"
_ALIVE = f"at > clock_timestamp() - interval '{SILENT_SECONDS} seconds'"
_ELSEWHERE = f"""
    SELECT person FROM reframe_here JOIN reframe_server ON id = server
    WHERE workshop = %s AND server <> %s AND {_ALIVE}
"""  # noqa: S608 - our own words
ERASED = """
    INSERT INTO reframe_erased AS b
    SELECT one, 1, clock_timestamp() FROM unnest(%s::text[]) AS one ORDER BY one
    ON CONFLICT (workshop) DO UPDATE SET times = b.times + 1, at = clock_timestamp()
"""
"""Written in the transaction that erases, so that no server that looks can miss it."""
_FORGET = (
    f"DELETE FROM reframe_server WHERE NOT {_ALIVE}",  # noqa: S608 - our own words
    "DELETE FROM reframe_here WHERE server NOT IN (SELECT id FROM reframe_server)",
    "DELETE FROM reframe_tries WHERE at < clock_timestamp() - interval '1 hour'",
    "DELETE FROM reframe_erased WHERE at < clock_timestamp() - interval '1 hour'",
)


class BetweenServers:
    """One connection for all of it, opened when it is first needed. Safe from any thread."""

    def __init__(self, connect: Callable[[], _Connection]) -> None:
        self._connect = connect
        self._connection: _Connection | None = None
        self._guard = threading.Lock()
        self._id = secrets.token_hex(8)
        self._said: set[tuple[str, str]] = set()
        self._erased: dict[str, int] | None = None

    def take(self, key: str, *, burst: float, per_second: float, cost: int) -> float:
        # What stands there for an hour names nobody: neither a device nor an address.
        hidden = hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
        given = {"key": hidden, "burst": burst, "rate": per_second, "cost": cost}

        def ask(connection: _Connection) -> tuple[Any, ...]:
            return connection.execute(_TAKE.encode(), given).fetchall()[0]

        tokens, taken = self._do(ask)
        return 0.0 if taken else max(0.0, (1 - float(tokens)) / per_second)

    def say(self, here: Mapping[str, Iterable[str]]) -> None:
        now = {(workshop, person) for workshop, people in here.items() for person in people}
        self._do(lambda connection: self._say(connection, now))

    def _say(self, connection: _Connection, now: set[tuple[str, str]]) -> None:
        with connection.transaction():
            if not connection.execute(_RENEW, (self._id,)).rowcount:
                # The first time, or the database crashed, or others took this one for dead.
                new = "INSERT INTO reframe_server VALUES (%s, clock_timestamp())"
                connection.execute(new, (self._id,))
                connection.execute("DELETE FROM reframe_here WHERE server = %s", (self._id,))
                self._said = set()
            come = "INSERT INTO reframe_here VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
            gone = "DELETE FROM reframe_here WHERE workshop = %s AND person = %s AND server = %s"
            for change, pairs in ((come, now - self._said), (gone, self._said - now)):
                if pairs:
                    rows = [(*pair, self._id) for pair in sorted(pairs)]
                    connection.cursor().executemany(change.encode(), rows)
        self._said = now
        for statement in _FORGET:
            connection.execute(statement.encode())

    def elsewhere(self, workshop_id: str) -> set[str]:
        def ask(connection: _Connection) -> set[str]:
            found = connection.execute(_ELSEWHERE.encode(), (workshop_id, self._id))
            return {str(person) for (person,) in found}

        return self._do(ask)

    def erased(self) -> set[str] | None:
        def ask(connection: _Connection) -> set[str] | None:
            found = connection.execute("SELECT workshop, times FROM reframe_erased")
            before, self._erased = self._erased, dict(found.fetchall())
            if before is None:
                return None
            return {one for one, _ in before.items() ^ self._erased.items()}

        return self._do(ask)

    def devices_of(self, people: Iterable[str]) -> dict[str, str | None]:
        asked = "SELECT id, device_id FROM person WHERE id = ANY(%s)"
        return self._do(lambda connection: dict(connection.execute(asked, (list(people),))))

    def _do(self, ask: Callable[[_Connection], T]) -> T:
        """Ask once more where the connection was dead, which nobody is told of before."""
        with self._guard:
            try:
                fresh = self._connection is None
                try:
                    return ask(self._opened())
                except psycopg.OperationalError:
                    self._hang_up()
                    if fresh:
                        raise
                    return ask(self._opened())
            except psycopg.Error as problem:
                self._hang_up()
                said = postgres_sentence(problem.sqlstate or "", str(problem).lower())
                raise StorageError(said) from problem

    def _opened(self) -> _Connection:
        if self._connection is None:
            self._connection = self._connect()
            self._connection.execute("SET synchronous_commit = off")
            self._erased = None  # a crash empties the table, with what was not looked at yet
        return self._connection

    def _hang_up(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None

    def close(self) -> None:
        """Take leave: nobody has a page of this server open any more."""
        with self._guard:
            if self._connection is not None:
                with suppress(psycopg.Error):
                    self._connection.execute(
                        "DELETE FROM reframe_server WHERE id = %s", (self._id,)
                    )
            self._hang_up()
