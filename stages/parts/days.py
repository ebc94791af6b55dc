"""Days as people say them, and how far off they are."""

from datetime import date

REMINDS_DAYS = 30
"""From so many days before, the console and the first screen say that a workshop is erased."""


def day_words(day: date) -> str:
    """Such as 28 November 2027."""
    return f"{day.day} {day:%B %Y}"


def reminder(erase_on: date | None, today: date) -> str:
    """A sentence while the day is near; "" while it is far, or where there is none."""
    if erase_on is None or (erase_on - today).days > REMINDS_DAYS:
        return ""
    return (
        f"Everything of this workshop is erased on {day_words(erase_on)}. Download the archive "
        "before, or choose a later day on the console."
    )
