"""A filled workshop for exports, imports and the command line; a room that votes."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from tests.copying import copied, is_empty, pour
from tests.workshop.filled import Filled, fill
from tests.workshop.sorting import SortingRoom
from tests.workshop.voting import Several, VotingRoom
from workshop.db import Database
from workshop.queries.viewer import Viewer


@pytest.fixture(scope="session")
def filled_once(migrated: Path) -> tuple[Path, Filled]:
    """A database with a filled workshop, to be copied."""
    path = migrated.with_name("filled.db")
    database = copied(migrated, path)
    found = fill(database)
    database.close()
    return path, found


@pytest.fixture
def filled(db: Database, filled_once: tuple[Path, Filled]) -> Filled:
    """A workshop in which everything that can happen has happened."""
    if not is_empty(db):
        return fill(db)
    path, found = filled_once
    pour(path, db)
    return deepcopy(found)


@pytest.fixture
def voting(db: Database, facilitator: Viewer) -> VotingRoom:
    """A room in which votes can be opened."""
    return VotingRoom(db, facilitator)


@pytest.fixture
def board(db: Database, facilitator: Viewer) -> SortingRoom:
    """A room that sorts together, with no cards yet."""
    return SortingRoom(db, facilitator).all_sort()


@pytest.fixture
def several(join_as: Callable[..., Viewer]) -> Several:
    """``several("resident", 3)`` joins three people of that role group."""

    def joined(role_group: str, count: int) -> list[Viewer]:
        return [join_as(role_group) for _ in range(count)]

    return joined
