"""Days in the ways that offices write them."""

from datetime import date, datetime

import pytest

from workshop.imports.spend.dates import month_comes_first, read_date
from workshop.imports.spend.spreadsheet import Cell


@pytest.mark.parametrize(
    "cell",
    [
        "03/04/2024",
        "3/4/24",
        "03-04-2024",
        "03.04.2024",
        "03/04/2024 00:00",
        "2024-04-03",
        "2024-04-03T10:11:12Z",
        "03-Apr-24",
        "3 April 2024",
        "3rd April 2024",
        "Wed 3 Apr 2024",
        "April 3, 2024",
        "20240403",
        "45385",
        45385,
        45385.5,
        20240403,
        date(2024, 4, 3),
        datetime(2024, 4, 3, 9),  # noqa: DTZ001 - spreadsheets know no zone
    ],
)
def test_a_day_is_read(cell: Cell) -> None:
    assert read_date(cell) == date(2024, 4, 3)


@pytest.mark.parametrize("cell", ["", "soon", "31/02/2024", "2024", 12, True, "99/99/9999"])
def test_what_is_no_day_is_none(cell: Cell) -> None:
    assert read_date(cell) is None


def test_the_month_comes_first_only_where_some_day_proves_it() -> None:
    assert month_comes_first(["01/02/2024", "12/31/2024"])
    assert not month_comes_first(["01/02/2024", "13/01/2024", "01/14/2024"])
    assert not month_comes_first(["01/02/2024"])
    assert read_date("12/31/2024", month_first=True) == date(2024, 12, 31)
