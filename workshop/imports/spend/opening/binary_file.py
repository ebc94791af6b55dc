"""Workbooks of Excel and LibreOffice: opened with care, since a small file may unpack without end.

A workbook's cells are kept as a full block from the first used cell to the last. So before any is
read, its size is looked at in the file itself.
"""

import errno
import io
import zipfile
import zlib
from enum import Enum
from xml.etree import ElementTree

import python_calamine as calamine

from workshop.errors import InvalidInputError
from workshop.imports.spend.opening.hidden import HiddenParts, codes_of, seen_in_xlsx
from workshop.imports.spend.opening.ods_parts import seen_in_ods
from workshop.imports.spend.opening.sheet_size import plain_size, size_of_sheet
from workshop.imports.spend.spreadsheet import (
    MAX_CELLS,
    MAX_ROWS,
    Progress,
    Row,
    Sheet,
    Workbook,
    is_blank,
)

MOST_HERE = 2_000_000
"""Cells of a large workbook that is read without a process of its own."""
MAX_UNPACKED = 300 * 1024 * 1024
LOCKED = "This workbook is locked with a password. Open it, take the password off, save it again."
DAMAGED = "This workbook is damaged or not whole. Open it, save it again, then choose it once more."
TOO_LARGE = (
    f"This workbook has more than {MAX_ROWS:,} rows or too many cells. "
    "Keep the sheet with the payments, or cut it into smaller files."
)
NO_FORMATS = (
    "How this workbook shows its numbers could not be read: check that the amounts are in the "
    "right unit (pounds, thousands or millions) and in the right money."
)


class Sizes(Enum):
    """How the size of a sheet is known before it is read.

    ``PARSED``: by a parser, or by the places of its cells. ``PLAIN``: by those places alone, and
    nothing large is read. ``UNKNOWN``: somebody else holds this process to its memory.
    """

    PARSED = "parsed"
    PLAIN = "plain"
    UNKNOWN = "unknown"


class NotPlainError(Exception):
    """The workbook is not written plainly, or is larger than ``MOST_HERE``."""


def read_workbook(
    data: bytes, progress: Progress | None = None, *, sizes: Sizes = Sizes.PARSED
) -> Workbook:
    """All sheets with cells. Raises InvalidInputError with one sentence.

    Raises NotPlainError, with ``Sizes.PLAIN`` alone, before anything is read.
    """
    seen = _looked_into(data, sizes) if data.startswith(b"PK") else {}
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            lost = any(sheet.formats_lost for sheet in seen.values())
            return Workbook(tuple(_sheets(book, seen, progress)), (NO_FORMATS,) if lost else ())
    except calamine.PasswordError:
        raise InvalidInputError(LOCKED) from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise InvalidInputError(_why(error)) from None


def _sheets(
    book: calamine.CalamineWorkbook,
    seen: dict[str, HiddenParts],
    progress: Progress | None,
) -> list[Sheet]:
    found = []
    worksheets = [
        meta for meta in book.sheets_metadata if meta.typ is calamine.SheetTypeEnum.WorkSheet
    ]
    cells = 0
    for number, meta in enumerate(worksheets, 1):
        sheet = book.get_sheet_by_name(meta.name)
        cells += sheet.total_height * sheet.total_width
        if sheet.total_height > MAX_ROWS or cells > MAX_CELLS:
            raise InvalidInputError(TOO_LARGE)
        rows: list[Row] = sheet.to_python(skip_empty_area=False)
        more = seen.get(meta.name, HiddenParts())
        _put_in(rows, more)
        while rows and all(map(is_blank, rows[-1])):
            rows.pop()
        hidden = meta.visible is not calamine.SheetVisibleEnum.Visible
        found.append(
            Sheet.of_rows(
                meta.name,
                rows,
                hidden=hidden,
                hidden_rows=more.hidden_rows,
                formats=more.formats,
                more_formats=more.more_formats,
            )
        )
        if progress is not None:
            progress(number / len(worksheets))
    return found


def _why(error: Exception) -> str:
    """A whole file also fails like a damaged one where a process has no memory left for it."""
    out_of_memory = isinstance(error, OSError) and error.errno == errno.ENOMEM
    out_of_memory |= isinstance(error, zlib.error) and str(error).startswith("Error -4 ")
    return TOO_LARGE if out_of_memory else DAMAGED


def unpacks_to(data: bytes) -> int | None:
    """Bytes of an unpacked workbook whose every part is as long as it says; None for one that is
    not packed, or packed in a way that does not tell."""
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if "xl/workbook.bin" in archive.namelist():
                return None
            if size <= MAX_UNPACKED and archive.testzip() is not None:
                raise InvalidInputError(DAMAGED)
            return size
    except RuntimeError:
        raise InvalidInputError(LOCKED) from None
    except (
        *(zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError),
        zlib.error,
    ) as error:
        raise InvalidInputError(_why(error)) from None


def _put_in(rows: list[Row], more: HiddenParts) -> None:
    """What the cells show that were read as blank or wrong."""
    for (row, column), words in (*more.failed.items(), *more.words.items()):
        if row >= len(rows):
            continue
        cells = rows[row]
        cells += [""] * (column + 1 - len(cells))
        if is_blank(cells[column]) or (row, column) in more.words:
            cells[column] = words


def _looked_into(data: bytes, sizes: Sizes) -> dict[str, HiddenParts]:
    """Refuse what would not fit; by sheet what the reader of cells does not tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise InvalidInputError(LOCKED)
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise InvalidInputError(TOO_LARGE)
            return _looked_at(archive, {part.filename for part in parts}, sizes)
    except (
        zipfile.BadZipFile,
        ElementTree.ParseError,
        NotImplementedError,
        EOFError,
        KeyError,
        OSError,
        ValueError,
        zlib.error,
    ) as error:
        raise InvalidInputError(_why(error)) from None


def _looked_at(archive: zipfile.ZipFile, names: set[str], sizes: Sizes) -> dict[str, HiddenParts]:
    if "content.xml" in names:
        if sizes is Sizes.PLAIN:
            raise NotPlainError
        _require_open_table(archive, names)
        with archive.open("content.xml") as content:
            sheets = seen_in_ods(content)
        cells = sum(sheet.height * sheet.width for sheet in sheets.values())
        if cells > MAX_CELLS or any(sheet.height > MAX_ROWS for sheet in sheets.values()):
            raise InvalidInputError(TOO_LARGE)
        return sheets
    if "xl/workbook.xml" in names:
        styles = archive.read("xl/styles.xml") if "xl/styles.xml" in names else b""
        return _of_worksheets(archive, names, styles, sizes)
    if "xl/workbook.bin" in names:
        return {}
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise InvalidInputError(
            "This is a text document or slides, not a spreadsheet. Choose a CSV, XLSX or ODS file."
        )
    raise InvalidInputError(
        "This is a folder of packed files. Unpack it first, then choose one spreadsheet."
    )


def _worksheets(archive: zipfile.ZipFile, names: set[str]) -> list[tuple[str, str]]:
    """Each sheet's name and the part of the file that holds it."""
    links = {
        link.get("Id"): str(link.get("Target"))
        for link in _parsed(archive.read("xl/_rels/workbook.xml.rels"))
    }
    found = []
    for sheet in _parsed(archive.read("xl/workbook.xml")).iter():
        if not sheet.tag.endswith("}sheet"):
            continue  # whichever of the two namespaces of the standard it is in
        link = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        target = links.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            found.append((str(sheet.get("name")), part))
    return found


def _parsed(xml: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise InvalidInputError(DAMAGED)
    return ElementTree.fromstring(xml)  # noqa: S314 - no entities, see above


def _of_worksheets(
    archive: zipfile.ZipFile, names: set[str], styles: bytes, sizes: Sizes
) -> dict[str, HiddenParts]:
    found = {}
    cells = 0
    codes = codes_of(styles)
    for name, part in _worksheets(archive, names):
        xml = archive.read(part)
        height, width = _size(xml, sizes)
        cells += height * width
        if height > MAX_ROWS or cells > MAX_CELLS:
            raise InvalidInputError(TOO_LARGE)
        if sizes is Sizes.PLAIN and cells > MOST_HERE:
            raise NotPlainError
        found[name] = seen_in_xlsx(xml, codes)
    return found


def _size(xml: bytes, sizes: Sizes) -> tuple[int, int]:
    if sizes is Sizes.UNKNOWN:
        return 0, 0
    if sizes is Sizes.PARSED:
        return size_of_sheet(xml)
    found = plain_size(xml)
    if found is None:
        raise NotPlainError
    return found


def _require_open_table(archive: zipfile.ZipFile, names: set[str]) -> None:
    """A spreadsheet of LibreOffice that is not locked."""
    if "META-INF/manifest.xml" in names:
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise InvalidInputError(LOCKED)
    kind = archive.read("mimetype") if "mimetype" in names else b""
    if kind and b"spreadsheet" not in kind:
        raise InvalidInputError(
            "This is a text document or slides, not a spreadsheet. Choose a CSV, XLSX or ODS file."
        )
