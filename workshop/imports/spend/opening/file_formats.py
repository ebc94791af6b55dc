"""Any file that somebody brings, opened by what is in it and never by its name."""

import hashlib
from dataclasses import dataclass

from workshop.errors import InvalidInputError
from workshop.imports.spend.opening.apart import read_bounded
from workshop.imports.spend.opening.binary_file import LOCKED
from workshop.imports.spend.opening.memory import collecting_paused
from workshop.imports.spend.opening.text_file import read_text
from workshop.imports.spend.spreadsheet import MAX_BYTES, Progress, Workbook

TOO_LARGE = (
    f"This file is larger than {MAX_BYTES // 1024**2} MB. "
    "Cut it into smaller files, such as one for each year."
)
_CHOOSE = "Choose a CSV, XLSX, ODS or XLS file."
_OTHERS = {
    b"%PDF": "This is a PDF. Its tables cannot be read safely. Ask for the spreadsheet behind it.",
    b"\x89PNG": f"This is a picture, not a spreadsheet. {_CHOOSE}",
    b"\xff\xd8\xff": f"This is a picture, not a spreadsheet. {_CHOOSE}",
    b"GIF8": f"This is a picture, not a spreadsheet. {_CHOOSE}",
    b"\x1f\x8b": "This file is packed. Unpack it first, then choose the spreadsheet in it.",
    b"7z\xbc\xaf": "This file is packed. Unpack it first, then choose the spreadsheet in it.",
    b"Rar!": "This file is packed. Unpack it first, then choose the spreadsheet in it.",
    b"{\\rtf": f"This is a text document, not a spreadsheet. {_CHOOSE}",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_PART = "EncryptedPackage".encode("utf-16-le")
_WEB = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head")


@dataclass(frozen=True)
class SpendFile:
    """A file that was opened. ``digest`` is the SHA-256 of its bytes, in hexadecimal."""

    digest: str
    book: Workbook


def open_file(data: bytes, progress: Progress | None = None) -> SpendFile:
    """The sheets of a file. Raises InvalidInputError with one sentence that says what to do."""
    if len(data) > MAX_BYTES:
        raise InvalidInputError(TOO_LARGE)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InvalidInputError("This file is empty. Choose another one.")
    digest = hashlib.sha256(data).hexdigest()
    with collecting_paused():
        book = _opened(data, progress)
    if not any(column.says_something for sheet in book.sheets for column in sheet.columns):
        raise InvalidInputError("There is nothing in this file. Choose another one.")
    return SpendFile(digest, book)


def _opened(data: bytes, progress: Progress | None) -> Workbook:
    for start, sentence in _OTHERS.items():
        if data.startswith(start):
            raise InvalidInputError(sentence)
    if data.startswith(b"PK"):
        return read_bounded(data, progress)
    if data.startswith(_OLD_OFFICE):
        if _LOCKED_PART in data:
            raise InvalidInputError(LOCKED)
        return read_bounded(data, progress)
    if data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB):
        raise InvalidInputError(
            "This is a web page, not a spreadsheet. Open it in Excel or LibreOffice, "
            "save it as XLSX or CSV, then choose that file."
        )
    return read_text(data)
