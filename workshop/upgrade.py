"""Bring a database up to this version of the product."""

import re
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect

from workshop.errors import StorageError
from workshop.models import Table

MIGRATIONS = Path(__file__).parent / "migrations"
STEP = re.compile(r'^(revision|down_revision) = "(\w+)"$', re.MULTILINE)
_STAMP = """
    CREATE TABLE IF NOT EXISTS alembic_version (
        version_num VARCHAR(32) NOT NULL,
        CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
    )
"""


def upgrade(connection: Connection, before: Callable[[], object]) -> bool:
    """Run the migrations that this database has not seen, within the connection's transaction.

    One that holds nothing of ours is made at once as they would leave it.
    ``before`` is called first where the database has been in use: nobody writes meanwhile.
    Answers whether there were any. Raises StorageError for a database of a newer version of the
    product, which stays as it is.
    """
    found = stands_on(connection)
    require_known(found)
    if found == newest():
        return False
    if not found and _is_new(connection):
        _make(connection)
        return True
    if found:
        before()
    # Loaded only where there is something to do: it takes half of the time of a start, and the
    # room waits for a server that starts again.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return True


def _is_new(connection: Connection) -> bool:
    """Whether none of our tables is there; what else somebody keeps beside them is theirs."""
    return not Table.metadata.tables.keys() & set(inspect(connection).get_table_names())


def _make(connection: Connection) -> None:
    """Make the tables as they are now: the migrations would end there, one after the other."""
    for table in Table.metadata.tables.values():
        for index in table.indexes:
            partly = index.dialect_kwargs.get("sqlite_where")
            if partly is not None:  # so on every database; the model names the one it can
                index.dialect_kwargs[f"{connection.dialect.name}_where"] = partly
    Table.metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(_STAMP)
    (last,) = newest()
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{last}')")  # noqa: S608 - ours


@cache
def newest() -> frozenset[str]:
    """The migrations that no other one follows; there is one."""
    followed = {step for kind, step in _steps() if kind == "down_revision"}
    return known() - followed


@cache
def known() -> frozenset[str]:
    """Every migration that this version of the product has."""
    return frozenset(step for kind, step in _steps() if kind == "revision")


@cache
def _steps() -> tuple[tuple[str, str], ...]:
    files = (path.read_text(encoding="utf-8") for path in (MIGRATIONS / "versions").glob("*.py"))
    return tuple(found for text in files for found in STEP.findall(text))


def require_known(found: frozenset[str]) -> None:
    """Raises StorageError where a migration was run that this version does not know."""
    if found - known():
        raise StorageError(
            "This database was changed by a newer Reframe, so this one leaves it alone. "
            "Install the newest Reframe, or bring back a backup from before."
        )


def stands_at(opened: sqlite3.Connection) -> frozenset[str]:
    """The migrations that a file has seen; none where it is empty or no database of ours."""
    tables = "SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'"
    if opened.execute(tables).fetchone() is None:
        return frozenset()
    return frozenset(row[0] for row in opened.execute("SELECT version_num FROM alembic_version"))


def stands_on(connection: Connection) -> frozenset[str]:
    """As ``stands_at``, for a database that is open."""
    if not inspect(connection).has_table("alembic_version"):
        return frozenset()
    return frozenset(
        connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars()
    )
