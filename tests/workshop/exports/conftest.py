"""The worked example as a record, built once for all tests of files."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.workshop.exports.hostile import SHAREABLE, Hostile, typed_everywhere
from tests.workshop.filled import fill
from workshop.db import Database
from workshop.examples import build_example
from workshop.exports import collect, collect_story
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory
from workshop.queries.viewer import Viewer, host

Tell = Callable[..., WorkshopStory]


@pytest.fixture(scope="package")
def example(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database that holds the worked example alone."""
    folder: Path = tmp_path_factory.mktemp("example")
    database = Database(f"sqlite:///{folder / 'reframe.db'}", durable=False)
    database.migrate()
    return database


@pytest.fixture(scope="package")
def lead(example: Database) -> Viewer:
    """Who facilitates the worked example."""
    made = build_example(example)
    with example.read() as session:
        return host(session, made.code)


@pytest.fixture(scope="package")
def story(example: Database, lead: Viewer) -> WorkshopStory:
    """The worked example told in full."""
    return collect_story(example, lead, Edition())


@pytest.fixture(scope="package")
def record(example: Database, lead: Viewer) -> Report:
    """The worked example as its complete record."""
    return collect(example, lead)


@pytest.fixture(scope="package")
def to_share(example: Database, lead: Viewer) -> WorkshopStory:
    """The worked example as anyone may read it."""
    return collect_story(example, lead, SHAREABLE)


@pytest.fixture(scope="package")
def small_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Viewer]]:
    """A small workshop in which everything that can happen has happened, and who leads it."""
    db = Database(f"sqlite:///{tmp_path_factory.mktemp('small') / 'reframe.db'}", durable=False)
    db.migrate()
    yield db, fill(db).facilitator
    db.close()


@pytest.fixture(scope="package")
def small_report(small_room: tuple[Database, Viewer]) -> Report:
    """The record of that small workshop."""
    return collect(*small_room)


@pytest.fixture(scope="package")
def hostile(small_report: Report) -> Hostile:
    """``hostile(texts)``: that small workshop, with these texts wherever people can type."""
    return partial(typed_everywhere, small_report)
