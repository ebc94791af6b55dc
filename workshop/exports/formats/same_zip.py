"""Zip files that are the same, byte for byte, for the same content: no clock, no machine."""

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from io import BytesIO

_STAMP = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip file can hold."""
CORE = "docProps/core.xml"
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")

Change = Callable[[bytes], bytes]


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these files in this order."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as folder:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            folder.writestr(entry, content)
    return made.getvalue()


def settled(office: bytes, day: date, changes: Mapping[str, Change] | None = None) -> bytes:
    """An office file with ``day`` as its dates, and some of its parts changed.

    ``changes`` are functions by the name of the part that they change.
    """
    wanted = changes or {}
    with zipfile.ZipFile(BytesIO(office)) as folder:
        files = {name: folder.read(name) for name in folder.namelist()}
    files |= {name: wanted[name](raw) for name, raw in files.items() if name in wanted}
    files[CORE] = _dated(day)(files[CORE])
    return zipped(files.items())


def _dated(day: date) -> Change:
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    return lambda core: _DATES.sub(rb"\g<1>" + stamp + rb"\g<3>", core)
