"""The archive: a report as plain JSON that this product can read again, now and later.

The bytes depend on the report alone: keys are sorted, rows have a stable order, and no clock is
looked at. Times are UTC in ISO 8601, pictures base64 (RFC 4648, section 4).
"""

import json

from pydantic import TypeAdapter

from workshop.errors import NotAllowedError
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory

FORMAT = "reframe-archive"
VERSION = 1
CONFIDENTIAL = (
    "For the facilitator only. This file holds every card, also those that the room never saw."
)

_REPORT = TypeAdapter(Report)


def render(story: WorkshopStory) -> bytes:
    """The archive of a story, which must be told whole. Raises NotAllowedError otherwise."""
    if story.report is None:
        raise NotAllowedError("The archive is always complete, with names.")
    return as_json(story.report)


def as_json(report: Report) -> bytes:
    """UTF-8 without a byte order mark, indented by two, with a line end at the end."""
    whole = {
        "confidential": CONFIDENTIAL,
        "format": FORMAT,
        "version": VERSION,
        **_REPORT.dump_python(report, mode="json"),
    }
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()
