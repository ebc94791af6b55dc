"""Several files at once, and everything in one: all formats of an edition, in a zip."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from workshop.exports import FORMATS, Format
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.story import WorkshopStory


def file_name(code: str, edition: Edition) -> str:
    """``BCDFG-everything.zip``; what is for sharing says so."""
    ends = {"shareable": "-shareable"}.get(edition.audience, "")
    if edition.audience == "full" and edition.names == "roles":
        ends = "-without-names"
    return f"{code}-everything{ends}.zip"


def files_of(story: WorkshopStory, formats: Sequence[Format]) -> Iterator[tuple[Format, bytes]]:
    """Each format with its file, as they become ready.

    What is printed is set beside the others, in processes of its own: that is twice as fast on two
    cores, and memory that the typesetter needed for one is free for the next.
    """
    if len(formats) == 1:
        yield formats[0], formats[0].render(story)
        return
    printer = ThreadPoolExecutor(1)
    try:
        printed = {one: printer.submit(_apart, one, story) for one in formats if one.printed}
        for one in formats:
            if one not in printed:
                yield one, _apart(one, story)
        for one, waiting in printed.items():
            yield one, waiting.result()
    finally:
        printer.shutdown(cancel_futures=True)


def _apart(one: Format, story: WorkshopStory) -> bytes:
    from workshop.exports.formats.printed.typesetting import set_apart

    with set_apart():
        return one.render(story)


def bundle(story: WorkshopStory, progress: Callable[[float, str], None]) -> bytes:
    """Make every format of the story's edition. ``progress`` hears how far it is, 0 to 1, and what
    is ready.

    The bytes depend on the story alone: times in the zip are those of its day.
    """
    formats = [one for one in FORMATS.values() if story.edition.is_whole or not one.whole_only]
    day = story.document.day
    files: dict[Format, bytes] = {}
    for place, (one, content) in enumerate(files_of(story, formats), 1):
        files[one] = content
        progress(place / (len(formats) + 1), one.file_name(story.document.code, story.edition))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for one in formats:
            name = one.file_name(story.document.code, story.edition)
            entry = zipfile.ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, files[one])
    progress(1.0, "")
    return made.getvalue()
