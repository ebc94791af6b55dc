"""A filled workshop, for exports, imports and the command line."""

import pytest

from tests.workshop.filled import Filled, fill
from workshop.db import Database


@pytest.fixture
def filled(db: Database) -> Filled:
    """A workshop in which everything that can happen has happened."""
    return fill(db)
