"""The room's own clock."""

from datetime import UTC, date, datetime

import pytest

from workshop.measures.local_time import known_zone, local


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/London", "25/07/2026 00:30"),  # summer time: an hour ahead of UTC
        ("America/New_York", "24/07/2026 19:30"),
        ("Asia/Kolkata", "25/07/2026 05:00"),
        ("UTC", "24/07/2026 23:30"),
        ("", "24/07/2026 23:30"),
        ("Europe/Ashby", "24/07/2026 23:30"),
    ],
)
def test_a_moment_on_the_clock_of_a_zone(zone: str, shown: str) -> None:
    assert f"{local(datetime(2026, 7, 24, 23, 30, tzinfo=UTC), zone):%d/%m/%Y %H:%M}" == shown


def test_winter_time_is_another_hour_in_the_same_zone() -> None:
    evening = datetime(2026, 1, 24, 23, 30, tzinfo=UTC)
    assert local(evening, "Europe/London").date() == date(2026, 1, 24)


@pytest.mark.parametrize(
    "name", ["", "Mars", "../../etc/passwd", "/etc/localtime", "a\0b", "Europe"]
)
def test_what_is_no_zone_is_none(name: str) -> None:
    assert known_zone(name) == ""
