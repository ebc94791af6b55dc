"""Statements that are compiled once and then said to the driver as they are.

SQLAlchemy finds a compiled statement, fills it in and wraps its rows anew at each execution, which
costs ten times what the database needs for the statement itself. What every card, join and screen
causes goes past that; everything else is asked as usual, in the same transactions.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import JSON, Connection, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError

Converter = Callable[[Any], Any]
Rows = list[Any]
Statement = Select[*tuple[Any, ...]] | Insert | Update


@dataclass(slots=True)
class _Said:
    """A statement in one dialect: its words, and how values go in and come out."""

    words: str
    names: tuple[str, ...]
    positional: bool
    fixed: dict[str, Any]
    given: tuple[tuple[str, Converter | None], ...]
    columns: tuple[Any, ...]
    make: Converter = tuple
    readers: tuple[tuple[int, Converter], ...] = ()
    shaped: bool = field(default=False)

    def filled(self, asked: Mapping[str, Any]) -> Any:
        values = dict(self.fixed)
        for name, convert in self.given:
            value = asked[name]
            values[name] = value if convert is None else convert(value)
        return [values[name] for name in self.names] if self.positional else values

    def shape(self, dialect: Dialect, description: Sequence[Any]) -> None:
        """Learn from the first answer what its columns are called and how they are read."""
        found = []
        for at, (column, told) in enumerate(zip(self.columns, description, strict=True)):
            read = column.type.dialect_impl(dialect).result_processor(dialect, told[1])
            if read is not None:
                found.append((at, _from_json if isinstance(column.type, JSON) else read))
        names = [getattr(column, "name", None) or "_" for column in self.columns]
        row: Any = namedtuple("row", names, rename=True)  # type: ignore[misc]
        self.make = row._make
        self.readers = tuple(found)
        self.shaped = True

    def rows(self, found: Sequence[Sequence[Any]]) -> Rows:
        make, readers = self.make, self.readers
        if not readers:
            return [make(one) for one in found]
        rows = []
        for one in found:
            values = list(one)
            for at, read in readers:
                values[at] = read(values[at])
            rows.append(make(values))
        return rows


def say(connection: Connection, words: str) -> None:
    """Say a statement without values to the driver, such as one about a savepoint."""
    _asked(connection, _Said(words, (), True, {}, (), ()), {}).close()


def _from_json(text: str | None) -> Any:
    """What a column of JSON holds. Most hold nothing."""
    if text is None or text == "{}":
        return text and {}
    try:
        return orjson.loads(text)
    except ValueError:
        return json.loads(text)  # no number at all, such as NaN, which was let in once


class Prepared:
    """One statement, to be asked with the values of its named parameters.

    Rows are named tuples with the columns' names. A list of values for one parameter
    (``expanding``) is not for it, since that makes a new statement for each length.
    """

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._said: dict[str, _Said] = {}

    def all(self, connection: Connection, asked: Mapping[str, Any]) -> Rows:
        """Every row of the answer."""
        said = self._in(connection.dialect, asked)
        cursor = _asked(connection, said, asked)
        if not said.shaped:
            said.shape(connection.dialect, cursor.description)
        found = cursor.fetchall()
        cursor.close()
        return said.rows(found)

    def first(self, connection: Connection, asked: Mapping[str, Any]) -> Any:
        """The first row of the answer, or None."""
        found = self.all(connection, asked)
        return found[0] if found else None

    def scalars(self, connection: Connection, asked: Mapping[str, Any]) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.all(connection, asked)]

    def run(self, connection: Connection, asked: Mapping[str, Any]) -> None:
        """Do what the statement does; it answers nothing."""
        _asked(connection, self._in(connection.dialect, asked), asked).close()

    def _in(self, dialect: Dialect, asked: Mapping[str, Any]) -> _Said:
        said = self._said.get(dialect.name)
        if said is None:
            said = self._said[dialect.name] = _compiled(self._statement, dialect, list(asked))
        return said


def _compiled(statement: Statement, dialect: Dialect, names: list[str]) -> _Said:
    columns = names if isinstance(statement, Insert) else None
    made = statement.compile(dialect=dialect, column_keys=columns)
    if made.post_compile_params:
        raise TypeError("A list of values makes a new statement for each length.")
    fixed: dict[str, Any] = {}
    given: dict[str, Converter | None] = {}
    for bound, name in made.bind_names.items():
        convert = bound.type.dialect_impl(dialect).bind_processor(dialect)
        if bound.required or name in names:
            given[name] = convert
        else:
            value = bound.effective_value
            fixed[name] = value if convert is None else convert(value)
    answers = getattr(statement, "selected_columns", None)
    if answers is None:
        answers = statement.exported_columns
    return _Said(
        made.string,
        tuple(made.positiontup or ()),
        made.positional,
        fixed,
        tuple(given.items()),
        tuple(answers),
    )


def _asked(connection: Connection, said: _Said, asked: Mapping[str, Any]) -> Any:
    """The driver's cursor with the answer; its mistakes are raised as SQLAlchemy raises them."""
    driver: Any = connection.connection.driver_connection
    cursor = driver.cursor()
    try:
        cursor.execute(said.words, said.filled(asked))
    except connection.dialect.loaded_dbapi.Error as problem:
        cursor.close()
        lost = connection.dialect.is_disconnect(problem, driver, cursor)
        raised = DBAPIError.instance(
            said.words,
            None,
            problem,
            connection.dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=lost,
            dialect=connection.dialect,
        )
        if lost:
            connection.invalidate(problem)
        raise raised from problem
    return cursor
