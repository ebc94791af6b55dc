"""Days behind a bad network: each word is there once or waits on its phone, and screens are right.

The robots run the page's own scripts. Two hundred seeds: ``pytest -m chaos``, in an hour.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

import pytest

from tests.chaos.day import HEAD, live
from tests.chaos.robots import robots
from workshop.db import Database

FEW = range(1, 11)
BATCH = 10


def days(db: Database, site: str, seeds: Sequence[int], people: int) -> None:
    port = urlsplit(site).port
    assert port is not None
    print(f"\n{HEAD}")
    lived = []
    with robots() as crowd:
        for seed in seeds:
            day = live(db, port, crowd, seed, people)
            print(day, flush=True)
            lived.append(day)
    assert [(day.seed, day.faults) for day in lived if day.faults] == []
    # Together, since a day on a machine with other work may have little in it.
    assert sum(day.texts for day in lived) > people * len(seeds)
    assert sum(day.mischief for day in lived) > 5 * people * len(seeds)


@pytest.mark.whole
@pytest.mark.timeout(1800)
def test_ten_days_behind_a_bad_network_lose_double_and_misstate_nothing(
    db: Database, site: str
) -> None:
    days(db, site, FEW, 8)


@pytest.mark.chaos
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("first", range(101, 301, BATCH))
def test_two_hundred_more_days(db: Database, site: str, first: int) -> None:
    days(db, site, range(first, first + BATCH), 30)
