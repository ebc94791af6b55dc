"""Every released database can be brought up to date, and ends as the models say."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect
from sqlmodel import select, update

from tests.copying import made_anew
from tests.workshop.filled import PIXEL
from workshop import upgrade
from workshop.db import Database
from workshop.errors import StorageError
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.imports.archive import import_archive
from workshop.models import Media, Table, Workshop
from workshop.queries.viewer import host

OBJECTS = {
    "sqlite": (
        "SELECT type, tbl_name, CASE WHEN sql IS NULL THEN '' ELSE name END, sql"
        " FROM sqlite_schema",
    ),
    "postgresql": (
        "SELECT relkind::text, relname::text FROM pg_class"
        " WHERE relnamespace = current_schema()::regnamespace",
        "SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name"
        " FROM information_schema.columns WHERE table_schema = current_schema()",
        "SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE connamespace = current_schema()::regnamespace",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()",
        "SELECT tgrelid::regclass::text, tgfoid::regproc::text, tgtype FROM pg_trigger",
        "SELECT pg_get_viewdef(oid) FROM pg_class WHERE relkind = 'v'"
        " AND relnamespace = current_schema()::regnamespace",
    ),
}
"""All that a database holds beside rows, in its own words: whatever kind of thing it is."""
RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))


def plain(value: Any) -> Any:
    """Compared by its words: a type or an SQL clause is an object of its own each time."""
    if isinstance(value, dict):
        return sorted((name, plain(inner)) for name, inner in value.items())
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else str(value)


def shape(engine: Engine) -> dict[str, dict[str, Any]]:
    """Columns, keys, indexes and checks of every table, as the database itself tells them."""
    found = inspect(engine)

    def sorted_by_text(rows: Any) -> list[str]:
        return sorted(str(plain(row)) for row in rows)

    return {
        table: {
            "columns": sorted_by_text(found.get_columns(table)),
            "primary": found.get_pk_constraint(table)["constrained_columns"],
            "foreign": sorted_by_text(found.get_foreign_keys(table)),
            "indexes": sorted_by_text(found.get_indexes(table)),
            "unique": sorted_by_text(found.get_unique_constraints(table)),
            "checks": sorted_by_text(found.get_check_constraints(table)),
        }
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def modelled() -> dict[str, dict[str, Any]]:
    engine = create_engine("sqlite://")
    Table.metadata.create_all(engine)
    return shape(engine)


def rows(path: Path, columns: dict[str, list[str]] | None = None) -> dict[str, list[Any]]:
    """All rows of all tables, of the columns given or of all."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_") and name != "alembic_version"
        ]
        wanted = columns or {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info('{table}')")]
            for table in tables
        }
        quoted = {
            table: ", ".join(f'"{name}"' for name in names) for table, names in wanted.items()
        }
        return {
            table: sorted(connection.execute(f'SELECT {names} FROM "{table}"'), key=str)
            for table, names in quoted.items()
        }


def objects(db: Database) -> list[list[Any]]:
    """Everything that is there, whatever inspecting it may pass by."""
    told = parts_of if db.dialect.name == "sqlite" else tuple
    with db.rows() as connection:
        return [
            sorted((told(row) for row in connection.exec_driver_sql(asked)), key=str)
            for asked in OBJECTS[db.dialect.name]
        ]


def parts_of(row: Any) -> tuple[Any, ...]:
    """With what made it: of a table the lines in any order, since a later column comes last."""
    kind, table, name, made = row
    sql = " ".join((made or "").split())
    if kind != "table":
        return kind, table, name, sql
    head, inner, tail = re.fullmatch(r"([^(]*)\((.*)\)([^)]*)", sql).groups()
    pieces: list[str] = []
    for piece in inner.strip().split(","):
        begun = pieces and pieces[-1].count("(") > pieces[-1].count(")")
        pieces = [*pieces[:-1], f"{pieces[-1]},{piece}"] if begun else [*pieces, piece.strip()]
    lines = []
    for line in pieces:
        # A column that came later says itself which table it refers to, others in a line apart.
        column, refers, to = line.partition(" REFERENCES ")
        own = refers and not column.startswith("FOREIGN KEY")
        lines += [column, f"FOREIGN KEY({column.split()[0]}){refers}{to}"] if own else [line]
    return kind, table, name, head, sorted(lines), tail


@pytest.fixture
def stepped(tmp_path: Path) -> Iterator[Database]:
    """A database that began with the first tables and went through every migration since."""
    database = made_anew(tmp_path / "stepped.db")
    config = Config()
    config.set_main_option("script_location", str(upgrade.MIGRATIONS))
    with database._writer.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    database.migrate()
    yield database
    database.close()


def test_a_new_database_is_what_the_migrations_make(db: Database, stepped: Database) -> None:
    """A new one is made at once, by the models; whoever has an older one has the same then."""
    assert shape(db._writer) == shape(stepped._writer)
    assert objects(db) == objects(stepped)
    with db.read() as new, stepped.read() as old:
        stamps = [upgrade.stands_on(one.connection()) for one in (new, old)]
    assert stamps == [upgrade.newest()] * 2


@pytest.mark.about_sqlite
def test_no_migration_is_missing(stepped: Database) -> None:
    """Alembic would write no further one, and checks and keys agree too."""
    with stepped._writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
    assert shape(stepped._writer) == modelled()


def test_a_new_database_is_made_whole_or_not_at_all(
    migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it ends in the middle, the next start makes it; what others keep there stays.

    A list of steps that holds none, as Alembic leaves it where nobody finished, is filled.
    """
    database = made_anew(tmp_path / "begun.db")
    theirs = (
        "CREATE TABLE not_ours (id INTEGER, name VARCHAR(40))",
        "CREATE VIEW seen AS SELECT name FROM not_ours",
        "CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)",
    )
    with database._writer.begin() as connection:
        for each in theirs:
            connection.exec_driver_sql(each)
    before = shape(database._writer)
    with monkeypatch.context() as patched:
        patched.setattr(upgrade, "_STAMP", "CREATE TABLE workshop (id INTEGER)")
        with pytest.raises(StorageError):
            database.migrate()
    assert shape(database._writer) == before
    database.migrate()
    after = shape(database._writer)
    assert after.keys() > before.keys() == {"not_ours"}
    assert after["not_ours"] == before["not_ours"]
    database.close()


@pytest.mark.about_sqlite
def test_migrating_again_changes_nothing(db: Database) -> None:
    before = db.path.stat().st_size, rows(db.path)
    db.migrate()
    assert (db.path.stat().st_size, rows(db.path)) == before


def test_there_is_a_database_of_a_released_version() -> None:
    """Without one, nothing would show that an upgrade keeps people's cards."""
    assert RELEASED, "write one with tests.workshop.filled.dump"


def forget_nameless(tables: dict[str, list[Any]], columns: dict[str, list[str]]) -> None:
    """What the step to nameless cards takes away, taken away here too."""

    def named(table: str) -> list[dict[str, Any]]:
        return [dict(zip(columns[table], row, strict=True)) for row in tables[table]]

    runs, cards, audit = named("activity_run"), named("card"), named("audit")
    anonymous = {run["key"] for run in runs if run["attribution"] == "anonymous"}
    kinds = ("worry", "objection", "concern")
    gone = {c["id"] for c in cards if c["activity"] in anonymous or c["kind"] in kinds}
    assert gone
    nobody = {"author_id": None, "author_name": "", "table_no": None, "role_group": "unknown"}
    for card in cards:
        card.update(nobody if card["id"] in gone else {})
    for row in audit:
        came_in = row["object_type"] == "person" and row["verb"] in ("join", "seat", "come_back")
        if came_in or row["object_id"] in gone:
            row["actor_id"] = None
        if came_in:
            row["object_id"] = ""
    tables["card"] = sorted((tuple(one.values()) for one in cards), key=str)
    tables["audit"] = sorted((tuple(one.values()) for one in audit), key=str)
    kept = [one for one in named("receipt") if one["card_id"] not in gone]
    tables["receipt"] = sorted((tuple(one.values()) for one in kept), key=str)


@pytest.mark.parametrize("dumped", RELEASED, ids=lambda path: path.stem)
def test_a_released_database_migrates_and_keeps_its_rows(dumped: Path, tmp_path: Path) -> None:
    """Every value of every column that was released is there after, and the archive still works.

    Only who wrote a card that names nobody is forgotten.
    """
    path = tmp_path / "reframe.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dumped.read_text(encoding="utf-8"))
        columns = {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info('{name}')")]
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name != "alembic_version" and not name.startswith("sqlite_")
        }
    before = rows(path)
    assert before["card"]
    db = Database(f"sqlite:///{path}")
    db.migrate()
    forget_nameless(before, columns)
    assert rows(path, columns) == before
    assert shape(db._writer) == modelled()
    with db.write() as work:  # the picture of that release was none that can be drawn anew
        work.session.exec(update(Media).values(content=PIXEL, mime="image/png"))
        work.commit()
    with db.read() as session:
        viewer = host(session, session.exec(select(Workshop.code)).one())
    first = archive.as_json(collect(db, viewer))
    made = import_archive(db, first)
    with db.read() as session:
        second = archive.as_json(collect(db, host(session, made.code)))
    assert len(second) == len(first)
    db.close()
