"""Copy a whole installation into another database, either way, and show that it is the same there.

Each workshop is one transaction over there, so who was stopped in between begins again and goes
on with the first that is missing. Nothing is changed or taken away where it came from.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, LargeBinary, null, select, true
from sqlalchemy import Table as Rows
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from workshop.db import Database
from workshop.errors import StorageError
from workshop.exports.formats.archive import as_json
from workshop.exports.telling.collect import collect
from workshop.models import Audit, Table, Workshop
from workshop.queries.viewer import host

BATCH = 500
"""Rows that are in memory at a time; of pictures it is one."""


def _workshop_column(table: Rows) -> ColumnElement[Any] | None:
    return table.c.id if table.name == "workshop" else table.c.get("workshop_id")


_ALL = Table.metadata.sorted_tables
_OUTLIVES = "erasure"
"""Its lines name a workshop that is gone."""
_OF_ONE = [one for one in _ALL if one.name != _OUTLIVES and _workshop_column(one) is not None]
_SHARED = [one for one in _ALL if one not in _OF_ONE]

_Row = tuple[Any, ...]
"""A row's values in the order of its columns, and the flags of ``_rows`` behind them."""


def move(source: Database, target: Database, say: Callable[[str], None]) -> int:
    """Copy all that is missing over there, then compare every row and every archive.

    ``say`` hears a line for each workshop. Answers how many workshops there are. Raises
    StorageError where the other database holds something else, where somebody wrote meanwhile, or
    where anything differs at the end.
    """
    target.migrate()
    with source.read() as here:
        found = _workshops(here)
        _require_ours(here, target, {one: code for one, (code, _) in found.items()})
        try:
            _bring_shared(here, target)
            for workshop_id, (code, _) in found.items():
                say(f"{code}  {'copied' if _bring(here, target, workshop_id) else 'is there'}")
            _take_away_shared(here, target)
        except IntegrityError:
            raise StorageError(
                "The other database holds something else. Give an empty one."
            ) from None
    _require_still(source, found)
    for code, _ in found.values():
        _require_same_archive(source, target, code)
    _require_still(source, found)
    return len(found)


def _workshops(session: Session) -> dict[str, tuple[str, int]]:
    """Code and revision of every workshop, oldest first."""
    order = col(Workshop.created_at), col(Workshop.id)
    rows = session.exec(select_rows(Workshop.id, Workshop.code, Workshop.revision).order_by(*order))
    return {one: (code, revision) for one, code, revision in rows}


def _require_still(source: Database, found: dict[str, tuple[str, int]]) -> None:
    with source.read() as session:
        if _workshops(session) != found:
            raise StorageError(
                "Somebody wrote here meanwhile. Stop every Reframe server, then run it again: "
                "only what is missing is copied."
            )


def _require_ours(here: Session, target: Database, codes: Mapping[str, str]) -> None:
    """Raises StorageError where anything over there did not come from here."""
    with target.read() as there:
        foreign = [code for one, (code, _) in _workshops(there).items() if one not in codes]
        if foreign:
            raise StorageError(
                f"The other database holds a workshop that is not here: {foreign[0]}. "
                "Give an empty one, or one that an earlier move began to fill."
            )
        for workshop_id, code in codes.items():
            if _acts(there, workshop_id) - _acts(here, workshop_id):
                raise StorageError(
                    f"{code} was changed in the other database since it was copied. Nothing was "
                    f"copied now. To take what is here, run there: workshop erase {code}"
                )


def _acts(session: Session, workshop_id: str) -> set[tuple[int | None, int, str]]:
    asked = select_rows(Audit.id, Audit.revision, Audit.verb)
    return set(session.exec(asked.where(Audit.workshop_id == workshop_id)).all())


def _bring_shared(here: Session, target: Database) -> None:
    """Devices, accounts and the rest that belongs to no workshop, as they are here."""
    with target.write() as work:
        connection = work.session.connection()
        for table in _SHARED:
            there = {_key(table, row): row for row in _rows(connection, table)}
            fresh = []
            for row in _rows(here.connection(), table):
                if (known := there.get(_key(table, row))) is None:
                    fresh.append(row)
                elif known != row:
                    connection.execute(table.update().where(_is(table, row)), _stored(table, row))
            _insert(connection, table, fresh)
        work.commit()


def _take_away_shared(here: Session, target: Database) -> None:
    """What an earlier move brought and is not here any more."""
    with target.write() as work:
        connection = work.session.connection()
        for table in reversed(_SHARED):
            kept = {_key(table, row) for row in _rows(here.connection(), table)}
            for row in list(_rows(connection, table)):
                if _key(table, row) not in kept:
                    connection.execute(table.delete().where(_is(table, row)))
                    work.erase()
        work.commit()
    with target.read() as there:
        _require_same(here, there, _SHARED)


def _bring(here: Session, target: Database, workshop_id: str) -> bool:
    """Copy one workshop, and compare it; False where it was there and the same already."""
    with target.read() as there:
        if there.get(Workshop, workshop_id) is not None and all(
            _same(here, there, table, workshop_id) for table in _OF_ONE
        ):
            return False
    with target.write(workshop_id) as work:
        connection = work.session.connection()
        for table in reversed(_OF_ONE):
            connection.execute(table.delete().where(_mine(table, workshop_id)))
        for table in _OF_ONE:
            _insert(connection, table, _rows(here.connection(), table, workshop_id))
        numbered = [one.name for one in _OF_ONE if one.autoincrement_column is not None]
        target.dialect.count_on(connection, numbered)
        work.erase()
        work.commit()
    with target.read() as there:
        _require_same(here, there, _OF_ONE, workshop_id)
    return True


def _require_same(
    here: Session, there: Session, tables: Iterable[Rows], workshop_id: str = ""
) -> None:
    for table in tables:
        if not _same(here, there, table, workshop_id):
            raise StorageError(
                f"What was copied differs in the table {table.name}. Is somebody using the other "
                "database? Stop every server on it, then run it again."
            )


def _require_same_archive(source: Database, target: Database, code: str) -> None:
    archives = []
    for database in (source, target):
        with database.read() as session:
            viewer = host(session, code)
        archives.append(as_json(collect(database, viewer)))
    if archives[0] != archives[1]:
        raise StorageError(
            f"The archive of {code} differs on the two sides. Keep using this database, "
            "and stop every server on both before you run it again."
        )


def _same(here: Session, there: Session, table: Rows, workshop_id: str = "") -> bool:
    pairs = zip_longest(
        _rows(here.connection(), table, workshop_id), _rows(there.connection(), table, workshop_id)
    )
    return all(one == other for one, other in pairs)


def _mine(table: Rows, workshop_id: str) -> ColumnElement[bool]:
    column = _workshop_column(table)
    return true() if column is None or not workshop_id else column == workshop_id


def _rows(connection: Connection, table: Rows, workshop_id: str = "") -> Iterator[_Row]:
    """Each row in the order of its key, with a flag behind it for each JSON that may be no JSON.

    ``null`` in JSON and nothing at all are both None in Python, and the database tells them apart.
    """
    asked = select(*table.c, *(one.is_(null()) for one in _may_be_nothing(table)))
    asked = asked.where(_mine(table, workshop_id)).order_by(*table.primary_key)
    read = connection.execute(asked, execution_options={"yield_per": _batch(table)})
    return (tuple(row) for row in read)


def _may_be_nothing(table: Rows) -> Sequence[ColumnElement[Any]]:
    return [one for one in table.c if isinstance(one.type, JSON) and one.nullable]


def _batch(table: Rows) -> int:
    return 1 if any(isinstance(one.type, LargeBinary) for one in table.c) else BATCH


def _key(table: Rows, row: _Row) -> _Row:
    return tuple(value for one, value in zip(table.c, row, strict=False) if one.primary_key)


def _is(table: Rows, row: _Row) -> ColumnElement[bool]:
    found: ColumnElement[bool] = true()
    for column, value in zip(table.primary_key, _key(table, row), strict=True):
        found = found & (column == value)
    return found


def _stored(table: Rows, row: _Row) -> dict[str, Any]:
    """A row as it is written: what is nothing there is nothing here, and no JSON ``null``."""
    made = dict(zip(table.c.keys(), row, strict=False))
    for column, nothing in zip(_may_be_nothing(table), row[len(table.c) :], strict=True):
        if nothing:
            made[str(column.key)] = null()
    return made


def _insert(connection: Connection, table: Rows, rows: Iterable[_Row]) -> None:
    given = iter(_parents_first(table, rows))
    while batch := list(islice(given, _batch(table))):
        connection.execute(table.insert(), [_stored(table, row) for row in batch])


def _parents_first(table: Rows, rows: Iterable[_Row]) -> Iterable[_Row]:
    """Rows that name another of their own table come after that one."""
    names = list(table.c.keys())
    refers = [
        names.index(one.parent.name) for one in table.foreign_keys if one.column.table is table
    ]
    if not refers:
        return rows
    key = names.index("id")
    order: list[_Row] = []
    there: set[Any] = {None}
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if all(row[one] in there for one in refers)] or waiting
        there |= {row[key] for row in ready}
        order += ready
        waiting = [row for row in waiting if row[key] not in there]
    return order
