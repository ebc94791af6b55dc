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
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from workshop.db import Database
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
_STATE: dict[str, Any] = {}
_NUMBERS = count(1)
_SPARE: list[str] = []
_TABLES = [table.name for table in Table.metadata.sorted_tables]


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


@contextmanager
def running(**settings: str) -> Iterator[str]:
    """Start a server, and stop it; answers the address of its databases, without a name."""
    folder = Path(tempfile.mkdtemp(prefix="reframe-pg-", dir=_in_memory()))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, who = folder / "data", _account()
    subprocess.run(
        [programs() / "initdb", "-D", data, "-E", "UTF8", "--locale=C.UTF-8", *MADE_BY],
        check=True,
        capture_output=True,
        cwd=folder,
        **who,
    )
    given = [f"-c{name}={value}" for name, value in (SETTINGS | settings).items()]
    _STATE["folder"] = folder
    _STATE["command"] = [programs() / "postgres", "-D", data, "-k", folder, *given]
    try:
        _start()
        yield address("")
    finally:
        stop(signal.SIGQUIT)  # at once: nothing of it is kept
        shutil.rmtree(folder, ignore_errors=True)


def _start() -> None:
    folder = _STATE["folder"]
    with (folder / "log").open("ab") as log:
        server = subprocess.Popen(
            _STATE["command"], stdout=log, stderr=log, cwd=folder, **_account()
        )
    _STATE["server"] = server
    _wait(server, folder)


def stop(how: signal.Signals = signal.SIGINT) -> None:
    """Stop the server, by default as one that is updated: whoever is connected is cut off."""
    _STATE["server"].send_signal(how)
    _STATE["server"].wait(20)


def start_again() -> None:
    """Start the server that was stopped, with what it holds."""
    _start()


def _wait(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    ready = [programs() / "pg_isready", "-q", "-h", folder, "-U", "reframe", "-d", "postgres"]
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError((folder / "log").read_text(errors="replace"))
        if subprocess.run(ready, check=False).returncode == 0:
            return
    raise TimeoutError("PostgreSQL did not start.")


def address(name: str) -> str:
    return f"postgresql+psycopg://reframe@/{name}?host={_STATE['folder']}"


def ask(statement: str, *, of: str = "postgres") -> list[tuple[Any, ...]]:
    """One statement by itself, as the owner of the server."""
    with _connected(of) as connection:
        found = connection.execute(statement.encode())
        return found.fetchall() if found.description else []


def _connected(name: str) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(host=str(_STATE["folder"]), user="reframe", dbname=name, autocommit=True)


def made_anew(path: Path) -> Database:
    """An empty database, with a name from that of a file."""
    name = _name_of(path)
    ask(f'CREATE DATABASE "{name}" TEMPLATE template0 STRATEGY FILE_COPY')
    return Database(address(name))


def copied(source: Path, *, keep: Path | None = None) -> Database:
    """A database of its own with what a kept one holds.

    To make one takes half a second, so one that a test has given back is emptied and used again.
    """
    if _SPARE and keep is None:
        found = Database(address(_SPARE.pop()))
        pour(source, found)
        return found
    name = _name_of(keep) if keep else f"test_{next(_NUMBERS)}"
    ask(f'CREATE DATABASE "{name}" TEMPLATE "{_name_of(source)}" STRATEGY FILE_COPY')
    return Database(address(name))


def give_back(db: Database) -> None:
    """A closed database, for another test."""
    _SPARE.append(_name(db))


def pour(source: Path, db: Database) -> None:
    """All rows of a kept database in place of those of this one."""
    kept = _rows_of(_name_of(source))
    with _connected(_name(db)) as connection, connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute("; ".join(f"DELETE FROM {name}" for name in _TABLES).encode())
        for name, rows in kept.items():
            with connection.cursor().copy(f"COPY {name} FROM STDIN".encode()) as copying:
                copying.write(rows)
        for name in ("audit", "receipt"):
            last = f"(SELECT max(id) FROM {name})"
            counter = f"setval(pg_get_serial_sequence('{name}', 'id'), coalesce({last}, 1))"
            connection.execute(f"SELECT {counter}".encode())


@cache
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
