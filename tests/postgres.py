"""A PostgreSQL server of the tests' own, in a folder that is thrown away.

It is asked for with ``pytest --database postgresql``, and then a machine without one fails.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg

from workshop.db import Database
from workshop.dialects.postgresql import PostgresServer
from workshop.models import Table

WANTED = False
"""Whether the tests run on PostgreSQL; set once, from the command line."""

DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "autovacuum": "off",
}
MADE_BY = ("-U", "reframe", "-A", "trust", "--no-sync")
_STATE: list["Running"] = []
_NUMBERS = count(1)
_SPARE: list[PostgresServer] = []
_TABLES = [table.name for table in Table.metadata.sorted_tables]
_NOTES = ("reframe_server", "reframe_here", "reframe_tries", "reframe_erased")


def programs() -> Path:
    """The folder with ``initdb`` and ``postgres``, the newest of them."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    kept = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    if not kept:
        raise FileNotFoundError(
            "There is no PostgreSQL here. On Debian: apt-get install -y postgresql"
        )
    return kept[-1].parent


def _in_memory() -> str | None:
    """A folder that is no disk, where a system has one: nothing of it is kept."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _account() -> dict[str, Any]:
    """The server refuses to run as root, so it runs as somebody else then."""
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}


@dataclass
class Running:
    """One server, in a folder of its own."""

    folder: Path
    settings: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it with what its folder holds, and wait until it answers."""
        given = [f"-c{name}={value}" for name, value in (SETTINGS | self.settings).items()]
        command = [programs() / "postgres", "-D", self.data, "-k", self.folder, *given]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, **_account()
            )
        ready = [programs() / "pg_isready", "-q", "-h", self.folder, "-U", "reframe"]
        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text(errors="replace"))
            if subprocess.run([*ready, "-d", "postgres"], check=False).returncode == 0:
                return
        raise TimeoutError("PostgreSQL did not start.")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """By default as one that is updated: whoever is connected is cut off."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(20)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def address(self, name: str) -> str:
        return f"postgresql+psycopg://reframe@/{name}?host={self.folder}"

    def connected(self, name: str) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(host=str(self.folder), user="reframe", dbname=name, autocommit=True)

    def ask(self, statement: str, *, of: str = "postgres") -> list[tuple[Any, ...]]:
        """One statement by itself, as the owner of the server."""
        with self.connected(of) as connection:
            found = connection.execute(statement.encode())
            return found.fetchall() if found.description else []


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that a server may have, and that is thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="reframe-pg-", dir=_in_memory()))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(program: str, *words: "str | Path", folder: Path) -> None:
    """Run a program that fills the folder of a server."""
    subprocess.run(
        [programs() / program, *words], check=True, capture_output=True, cwd=folder, **_account()
    )


@contextmanager
def one_server(**settings: str) -> Iterator[Running]:
    """A server with nothing in it."""
    with _folder() as folder:
        made = Running(folder, settings)
        _make("initdb", "-D", made.data, "-E", "UTF8", "--locale=C.UTF-8", *MADE_BY, folder=folder)
        made.start()
        try:
            yield made
        finally:
            made.stop(signal.SIGQUIT)  # at once: nothing of it is kept


@contextmanager
def standby(primary: Running) -> Iterator[Running]:
    """A second server that has all that the first one has, and takes what it commits."""
    with _folder() as folder:
        made = Running(folder, {})
        words = ("-R", "-X", "stream", "-c", "fast", "--no-sync", "-U", "reframe")
        _make("pg_basebackup", "-D", made.data, "-h", primary.folder, *words, folder=folder)
        made.start()
        try:
            yield made
        finally:
            made.stop(signal.SIGQUIT)


@contextmanager
def running(**settings: str) -> Iterator[str]:
    """The server of the tests; answers the address of its databases, without a name."""
    with one_server(**settings) as made:
        _STATE.append(made)
        try:
            yield address("")
        finally:
            _STATE.pop()


def stop(how: signal.Signals = signal.SIGINT) -> None:
    _STATE[-1].stop(how)


def start_again() -> None:
    """Start the server that was stopped, with what it holds."""
    _STATE[-1].start()


def address(name: str) -> str:
    return _STATE[-1].address(name)


def ask(statement: str, *, of: str = "postgres") -> list[tuple[Any, ...]]:
    """One statement by itself, as the owner of the server."""
    return _STATE[-1].ask(statement, of=of)


def _connected(name: str) -> "psycopg.Connection[tuple[Any, ...]]":
    return _STATE[-1].connected(name)


def made_anew(path: Path) -> Database:
    """An empty database, with a name from that of a file."""
    name = _name_of(path)
    ask(f'CREATE DATABASE "{name}" TEMPLATE template0 STRATEGY FILE_COPY')
    return Database(address(name))


def copied(source: Path, *, keep: Path | None = None) -> Database:
    """A database of its own with what a kept one holds.

    To make one takes half a second, so one that a test has given back is emptied and used again,
    with the connections that are open to it.
    """
    if _SPARE and keep is None:
        found = _opened_again(_SPARE.pop())
        pour(source, found)
        return found
    name = _name_of(keep) if keep else f"test_{next(_NUMBERS)}"
    ask(f'CREATE DATABASE "{name}" TEMPLATE "{_name_of(source)}" STRATEGY FILE_COPY')
    return Database(address(name))


def give_back(db: Database) -> None:
    """A database for another test. Nothing of this one hears of what is done with it then."""
    server = db.dialect
    assert isinstance(server, PostgresServer)
    if server._teller._closed:
        server = PostgresServer(db.url, durable=False)
    _SPARE.append(server)


def _opened_again(server: PostgresServer) -> Database:
    """Nothing but the connections is as it was: no listener, and nothing that was read."""
    with patch("workshop.db.dialect_of", lambda *_given, **_named: server):
        return Database(server.url.render_as_string(hide_password=False))


def pour(source: Path, db: Database) -> None:
    """All rows of a kept database in place of those of this one, and no server's notes."""
    kept = _kept(_name_of(source))
    with db.dialect.writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        _empty(driver)
        with driver.transaction():
            driver.execute("SET LOCAL session_replication_role = replica")
            for name, rows in kept.items():
                with driver.cursor().copy(f"COPY {name} FROM STDIN") as copying:
                    copying.write(rows)
            for name in ("audit", "receipt"):
                last = f"(SELECT max(id) FROM {name})"
                counter = f"setval(pg_get_serial_sequence('{name}', 'id'), coalesce({last}, 1))"
                driver.execute(f"SELECT {counter}")


def _empty(driver: Any) -> None:
    """Take all rows away, and their places too: no test sees rows in an order that others made."""
    with driver.transaction(), driver.pipeline():
        driver.execute("SET LOCAL session_replication_role = replica")
        done = {name: driver.execute(f"DELETE FROM {name}") for name in (*_TABLES, *_NOTES)}
    if held := [name for name, one in done.items() if one.rowcount]:
        driver.autocommit = True
        driver.execute(f"VACUUM {', '.join(held)}")
        driver.autocommit = False


@cache
def _kept(name: str) -> dict[str, bytes]:
    """Of a database that nobody writes to any more."""
    return _rows_of(name)


def rows(db: Database) -> dict[str, bytes]:
    """All that stands in each table which holds anything, as text."""
    return _rows_of(_name(db))


def _rows_of(name: str) -> dict[str, bytes]:
    """What each table that holds anything holds."""
    found = {}
    with _connected(name) as connection:
        for table in _TABLES:
            with connection.cursor().copy(f"COPY {table} TO STDOUT".encode()) as copying:
                found[table] = b"".join(copying)
    return {table: rows for table, rows in found.items() if rows}


def _name_of(path: Path) -> str:
    return f"kept_{path.stem}_{path.parent.name}".replace("-", "_")


def _name(db: Database) -> str:
    return db.url.partition("?")[0].rpartition("/")[2]
