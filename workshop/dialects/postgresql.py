"""A PostgreSQL server, 15 or newer, which several Reframe servers may share.

Who writes takes the workshop first, for as long as the transaction lasts: the verbs look before
they act, and nobody may act in between. Writes about different workshops do not wait for each
other. A write about none in particular waits for all of them.
"""

import logging
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import QueuePool

from workshop.dialects.base import WriteTurn
from workshop.dialects.between import ERASED, TABLES, BetweenServers
from workshop.errors import StorageError
from workshop.models import Table
from workshop.places import HOME
from workshop.storage import for_nobody_else, postgres_sentence, storage_errors
from workshop.upgrade import newest, upgrade

LOG = logging.getLogger(__name__)

WRITERS, READERS = 6, 8
"""Connections of one server process at most; with those that listen, tell, and ask
other servers."""
OLDEST = 150000
"""The version from which on all that is used here is there."""
CHANNEL = "reframe"
HEARD_SECONDS = 0.2
LOOK_SECONDS = 2.0
"""How often revisions are read although nobody told: whoever committed may have died then."""
RETRY_SECONDS = 0.5

_EVERYTHING, _MIGRATION = 7_305_117_001, 7_305_117_002
"""Locks of the whole installation, by numbers that no other program will choose."""

_TAKE_ALL = f"SELECT pg_advisory_xact_lock({_EVERYTHING})"
_TAKE_ONE = (
    f"SELECT pg_advisory_xact_lock_shared({_EVERYTHING}), "
    "pg_advisory_xact_lock(hashtextextended(%s, 0))"
)
_TRY_ALL = f"SELECT pg_try_advisory_xact_lock({_EVERYTHING})"
_TRY_ONE = (
    f"SELECT pg_try_advisory_xact_lock_shared({_EVERYTHING}) "
    "AND pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
)
_STANDS_AT = (
    "SELECT version_num, current_setting('transaction_read_only') = 'on' FROM alembic_version"
)
_REVISIONS = "SELECT id, revision FROM workshop WHERE id = ANY(%s)"
_IN_ORDER = """
    SELECT c.table_name, c.column_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
      AND c.data_type = 'character varying' AND c.collation_name IS DISTINCT FROM 'C'
"""

_SESSION = {
    "timezone": "UTC",
    "statement_timeout": "20s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "client_encoding": "UTF8",
}
_WRITTEN = "reframe written"
_DUMPED = ("--format=custom", "--no-owner", "--no-unlogged-table-data")


class PostgresServer:
    """A database on a server. A commit outlives a power cut, unless it is not ``durable``."""

    name = "postgresql"
    alone = False
    path = HOME / "postgresql"

    def __init__(self, url: str, *, durable: bool) -> None:
        HOME.mkdir(parents=True, exist_ok=True)
        self.url = make_url(url)
        settings = {**_SESSION, "synchronous_commit": "on" if durable else "off"}
        self._options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self.writer = self._engine(WRITERS, "READ COMMITTED")
        reader = self._engine(READERS, "REPEATABLE READ")
        self.reader: Engine = reader.execution_options(postgresql_readonly=True)
        self._teller = Teller(self)
        self.between = BetweenServers(self.connected)

        @event.listens_for(self.writer, "before_cursor_execute")
        def count(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("SELECT", "SAVEPOINT", "RELEASE")):
                self._note(connection)

    def _engine(self, size: int, isolation: Any) -> Engine:
        engine = create_engine(
            self.url,
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=0,
            pool_timeout=30,
            pool_pre_ping=True,  # a server that was started again, or another one in its place
            hide_parameters=True,  # they are people's words, and mistakes are written down
            isolation_level=isolation,
            connect_args=self._arguments(),
        )

        @event.listens_for(engine, "connect")
        def text_without_nul(connection: Any, _record: Any) -> None:
            # PostgreSQL refuses this one character; nothing that was accepted holds it, but what
            # somebody asks for may.
            connection.adapters.register_dumper(str, TextWithoutNul)

        @event.listens_for(engine, "handle_error")
        def stale(context: Any) -> None:
            # Another process has changed the tables: the statements prepared before fit no more.
            if getattr(context.original_exception, "sqlstate", None) == "0A000":
                context.is_disconnect = True

        return engine

    def _arguments(self) -> dict[str, Any]:
        given = {
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 15_000,
            "application_name": "reframe",
            "target_session_attrs": "any",
        }
        own = {name: value for name, value in given.items() if name not in self.url.query}
        return own | {"options": f"{self.url.query.get('options', '')} {self._options}".strip()}

    def connected(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection outside the pools, where every statement is its own transaction."""
        address = self.url.set(drivername="postgresql")
        return psycopg.connect(
            address.render_as_string(hide_password=False), autocommit=True, **self._arguments()
        )

    def turn(self) -> AbstractContextManager[None]:
        return nullcontext()

    def require_there(self) -> None:
        """Whether it is there is told by the first statement."""

    def take(self, begun: Callable[[], Connection], act: WriteTurn) -> None:
        """Take the workshop, or everything, until the transaction ends.

        Raises StorageError where it may not wait for its turn and would have to.
        """
        connection = begun()
        given = (act.about,) if act.about else ()
        if act.waits:
            connection.exec_driver_sql(_TAKE_ONE if act.about else _TAKE_ALL, given)
        elif not connection.exec_driver_sql(_TRY_ONE if act.about else _TRY_ALL, given).scalar():
            raise StorageError(postgres_sentence("55P03"))
        self._note(connection)  # what was read before may have changed while this one waited
        found, only_read = connection.exec_driver_sql(_STANDS_AT).one_or_none() or ("", False)
        if only_read:  # a standby, where taking a turn is allowed and writing is not
            raise StorageError(postgres_sentence("25006"))
        if found not in newest():
            raise StorageError(
                "Another Reframe has brought this database up to date, and this one is older. "
                "Start this server again with the newest Reframe. What waits here is sent then."
            )

    def _note(self, connection: Connection) -> None:
        connection.info[_WRITTEN] = connection.info.get(_WRITTEN, 0) + 1

    def is_whole(self, connection: Connection) -> bool:
        driver: Any = connection.connection.driver_connection
        found: object = driver.info.transaction_status
        return found == psycopg.pq.TransactionStatus.INTRANS

    def sight(self, connection: Connection) -> int:
        found: int = connection.info.get(_WRITTEN, 0)
        return found

    def tell(self, news: Mapping[str, int]) -> None:
        self._teller.tell(news)

    still_erasing = False
    """What is deleted is overwritten when the server tidies up, which is its own matter."""

    def erasing(self, connection: Connection, workshop_ids: Iterable[str]) -> None:
        """The others look once a second, whether or not anybody has a page of theirs open."""
        connection.exec_driver_sql(ERASED, (list(workshop_ids),))

    def erase(self) -> None:
        """Rows that were erased are read by nobody any more; the server overwrites them itself."""

    def migrate(self) -> None:
        """Run what is new in one transaction, by one process while others wait.

        Texts are put in the order of their characters, as SQLite has them, whatever language the
        server was made for: the same workshop is told in the same order on both. Tables that
        others keep beside ours are left as they are.
        """
        ours = {*Table.metadata.tables, "alembic_version"}
        with storage_errors(), self.writer.begin() as connection:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            _require_new_enough(connection)
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION})")
            if upgrade(connection, lambda: connection.exec_driver_sql(_TAKE_ALL)):
                found = connection.exec_driver_sql(_IN_ORDER).all()
                for table, column in [one for one in found if one[0] in ours]:
                    connection.execute(
                        text(f'ALTER TABLE "{table}" ALTER "{column}" TYPE varchar COLLATE "C"')
                    )
            connection.exec_driver_sql(TABLES)

    def watch(self) -> "PostgresWatch":
        return PostgresWatch(self)

    def backup(self, to: Path) -> None:
        """One file in the form of ``pg_restore``, of one moment; others cannot read it."""
        program = shutil.which("pg_dump")
        if program is None:
            raise StorageError(
                "PostgreSQL is copied by its own program, which is not here. Install its client "
                "(on Debian: apt-get install postgresql-client), or have the server's own backups."
            )
        for_nobody_else(to)
        # In the environment, not in the command: everybody on the machine can read that.
        secret = {"PGPASSWORD": str(self.url.password)} if self.url.password else {}
        address = self.url.set(drivername="postgresql", password=None)
        where = f"--dbname={address.render_as_string(hide_password=False)}"
        done = subprocess.run(  # noqa: S603 - our own words, and the address that was set here
            [program, *_DUMPED, f"--file={to}", where],
            env=os.environ | secret,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            to.unlink(missing_ok=True)
            LOG.warning("pg_dump: %s", done.stderr.strip())
            raise StorageError("pg_dump could not copy the database. What it said stands above.")

    def count_on(self, connection: Connection, tables: Iterable[str]) -> None:
        for table in tables:
            highest = f'(SELECT coalesce(max(id), 0) + 1 FROM "{table}")'  # noqa: S608 - our own
            counter = f"pg_get_serial_sequence('{table}', 'id')"
            connection.exec_driver_sql(f"SELECT setval({counter}, {highest}, false)")

    def free_bytes(self) -> None:
        return None

    def close(self) -> None:
        self._teller.close()
        self.between.close()
        self.writer.dispose()
        self.reader.dispose()


class TextWithoutNul(StrDumperUnknown):
    """Text in which the character that PostgreSQL does not know is the replacement character."""

    def dump(self, obj: str) -> bytes:
        return obj.replace("\0", "\ufffd").encode(errors="replace")


def _require_new_enough(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if driver.info.server_version < OLDEST:
        raise StorageError("This PostgreSQL is too old. Reframe needs version 15 or newer.")


class Teller:
    """Tells other processes of commits, in a thread of its own, after they are durable.

    A NOTIFY inside the writing transaction would let one commit of the whole server pass at a
    time, each with its wait for the disk. What is lost here when a process dies in between is
    found by those who watch: they also look now and then.
    """

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._guard = threading.Condition()
        self._news: dict[str, int] = {}
        self._thread: threading.Thread | None = None
        self._closed = False

    def tell(self, news: Mapping[str, int]) -> None:
        """Send soon; of what moves quickly only the last revision is sent."""
        with self._guard:
            for workshop_id, revision in news.items():
                self._news[workshop_id] = max(revision, self._news.get(workshop_id, 0))
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="teller", daemon=True)
                self._thread.start()
            self._guard.notify()

    def close(self) -> None:
        """Send what is left, and end."""
        with self._guard:
            self._closed = True
            thread = self._thread
            self._guard.notify()
        if thread is not None:
            thread.join(timeout=2)

    def _run(self) -> None:
        connection: psycopg.Connection[tuple[Any, ...]] | None = None
        while (news := self._next()) is not None:
            try:
                connection = connection or self._server.connected()
                with connection.pipeline():
                    for workshop_id, revision in news.items():
                        said = f"{workshop_id} {revision}"
                        connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, said))
            except psycopg.Error:
                with suppress(psycopg.Error):
                    if connection is not None:
                        connection.close()
                connection = None
                time.sleep(RETRY_SECONDS)  # who watches reads all when its own connection is back
        if connection is not None:
            connection.close()

    def _next(self) -> dict[str, int] | None:
        with self._guard:
            while not self._news and not self._closed:
                self._guard.wait()
            news, self._news = self._news, {}
            return news or None


class PostgresWatch:
    """Hears of commits of other processes, and reads what it may have missed before it speaks."""

    pause = 0.0

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self._ids: set[str] = set()
        self._looked = 0.0

    def __call__(self, ids: set[str]) -> dict[str, int]:
        """Waits up to a fifth of a second for news. Raises StorageError while nobody answers."""
        try:
            if self._connection is None:
                self._connection = self._server.connected()
                self._connection.execute(f"LISTEN {CHANNEL}")
                self._looked = 0.0
            if not ids <= self._ids or time.monotonic() > self._looked + LOOK_SECONDS:
                return self._read(self._connection, ids)
            return self._hear(self._connection, ids)
        except psycopg.Error as problem:
            self.rest()
            said = postgres_sentence(problem.sqlstate or "", str(problem).lower())
            raise StorageError(said) from problem

    def _read(
        self, connection: "psycopg.Connection[tuple[Any, ...]]", ids: set[str]
    ) -> dict[str, int]:
        rows = dict(connection.execute(_REVISIONS, (list(ids),)).fetchall())
        self._ids, self._looked = set(ids), time.monotonic()
        return {one: rows.get(one, -1) for one in ids}

    def _hear(
        self, connection: "psycopg.Connection[tuple[Any, ...]]", ids: set[str]
    ) -> dict[str, int]:
        found: dict[str, int] = {}
        for heard in connection.notifies(timeout=HEARD_SECONDS, stop_after=1):
            workshop_id, _, revision = heard.payload.partition(" ")
            if workshop_id in ids and revision.isdecimal():
                found[workshop_id] = max(int(revision), found.get(workshop_id, 0))
        return found

    def rest(self) -> None:
        """Hang up: a server keeps every word for who listens and does not read."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None
        self._ids = set()

    def close(self) -> None:
        self.rest()
