"""Moments as the room's own clock shows them. Everything is stored in UTC.

A zone has a name of the IANA time zone database, such as ``Europe/London``; "" stands for UTC.
"""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC_NAME = "UTC"


def known_zone(name: str) -> str:
    """The name of a zone that is known here, and "" for any other: a browser may know more."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
    return name


def local(moment: datetime, zone: str) -> datetime:
    """The same moment on the clock of that zone, with its summer time."""
    return moment.astimezone(ZoneInfo(known_zone(zone) or UTC_NAME))
