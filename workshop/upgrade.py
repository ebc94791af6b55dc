"""Bring a database up to this version of the product."""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect

MIGRATIONS = Path(__file__).parent / "migrations"
STEP = re.compile(r'^(revision|down_revision) = "(\w+)"$', re.MULTILINE)


def upgrade(connection: Connection) -> None:
    """Run the migrations that this database has not seen, within the connection's transaction."""
    if _version(connection) == newest():
        return
    # Loaded only where there is something to do: it takes half of the time of a start, and the
    # room waits for a server that starts again.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@cache
def newest() -> frozenset[str]:
    """The migrations that no other one follows; there is one."""
    files = (path.read_text(encoding="utf-8") for path in (MIGRATIONS / "versions").glob("*.py"))
    steps = [found for text in files for found in STEP.findall(text)]
    followed = {step for kind, step in steps if kind == "down_revision"}
    return frozenset(step for kind, step in steps if kind == "revision") - followed


def _version(connection: Connection) -> frozenset[str]:
    if not inspect(connection).has_table("alembic_version"):
        return frozenset()
    return frozenset(
        connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars()
    )
