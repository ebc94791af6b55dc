"""Days in words, and the reminder before a workshop is erased."""

from datetime import date, timedelta

from stages.parts.days import REMINDS_DAYS, day_words, reminder

TODAY = date(2027, 3, 1)


def test_a_day_is_said_in_words() -> None:
    assert day_words(TODAY) == "1 March 2027"


def test_it_reminds_while_the_day_is_near_and_not_before() -> None:
    assert reminder(None, TODAY) == ""
    assert reminder(TODAY + timedelta(days=REMINDS_DAYS + 1), TODAY) == ""
    assert "31 March 2027" in reminder(TODAY + timedelta(days=REMINDS_DAYS), TODAY)
