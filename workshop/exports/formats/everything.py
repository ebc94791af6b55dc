"""Everything in one file: all formats that there are of an edition, in a zip."""

import io
import zipfile
from collections.abc import Callable

from workshop.exports import FORMATS
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.story import WorkshopStory


def file_name(code: str, edition: Edition) -> str:
    """``BCDFG-everything.zip``; what is for sharing says so."""
    ends = {"shareable": "-shareable"}.get(edition.audience, "")
    if edition.audience == "full" and edition.names == "roles":
        ends = "-without-names"
    return f"{code}-everything{ends}.zip"


def bundle(story: WorkshopStory, progress: Callable[[float, str], None]) -> bytes:
    """Make every format of the story's edition. ``progress`` hears how far it is, 0 to 1, and what
    comes next.

    The bytes depend on the story alone: times in the zip are those of its day.
    """
    formats = [one for one in FORMATS.values() if story.edition.is_whole or not one.whole_only]
    day = story.document.day
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for place, one in enumerate(formats):
            name = one.file_name(story.document.code, story.edition)
            progress(place / len(formats), name)
            entry = zipfile.ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, one.render(story))
    progress(1.0, "")
    return made.getvalue()
