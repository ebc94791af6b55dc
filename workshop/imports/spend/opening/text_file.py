"""Text with cells between commas, semicolons, tabs or bars: its letters, then its cells."""

import codecs
import csv
import io
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from workshop.errors import InvalidInputError
from workshop.imports.spend.opening.quotes import mend_quotes
from workshop.imports.spend.opening.regular_text import TOO_MANY, regular_columns
from workshop.imports.spend.spreadsheet import MAX_CELLS, MAX_ROWS, Row, Sheet, Workbook

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ["cp1252", "latin_1", "cp850", "mac_roman"]
_NOT_1252 = b"\x81\x8d\x8f\x90\x9d"
_SAMPLE_ROWS = 300
_WORTH_IT = 200_000
"""Bytes from which on the quick way is quicker."""
_SAMPLE = 400_000
_BLOCK = 1 << 20
csv.field_size_limit(2**31 - 1)


def read_text(data: bytes) -> Workbook:
    """The one sheet of a text file. Raises InvalidInputError for what is no text."""
    raw, notes = _as_utf8(data)
    sample = raw[:_SAMPLE].decode("utf-8", "ignore")
    hint = _hint(sample)
    if hint:
        raw, sample = raw.partition(b"\n")[2], sample.partition("\n")[2]
    delimiter = hint or _delimiter(sample)
    if len(raw) > _WORTH_IT:
        regular = regular_columns(raw, delimiter)
        if regular is not None:
            columns, height = regular
            return Workbook((Sheet("", columns, height, delimiter=delimiter),), notes)
    rows, quotes = _rows(raw.decode("utf-8", "surrogatepass"), delimiter)
    if len(rows) * max(map(len, rows), default=0) > MAX_CELLS:
        raise InvalidInputError(TOO_MANY)
    sheet = Sheet.of_rows("", rows, shifted=_shifted(rows), delimiter=delimiter)
    return Workbook((sheet,), (*notes, *quotes))


def _as_utf8(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The same letters in UTF-8, and what had to be guessed. Most files are that already: a large
    one stands in memory once then, not twice."""
    marked = any(data.startswith(bom) for bom, _ in _BOMS)
    if not marked and b"\0" not in data and _is_utf8(data):
        return data, ()
    text, note = _decoded(data)
    return text.encode("utf-8", "surrogatepass"), ((note,) if note else ())


def _is_utf8(data: bytes) -> bool:
    """Looked at block by block."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _BLOCK):
            decoder.decode(data[start : start + _BLOCK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and a sentence where its letters had to be guessed."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), _wide(data))
    if encoding:
        try:
            return data.decode(encoding), ""
        except UnicodeDecodeError:
            raise InvalidInputError(
                "This file is cut off or damaged. Save it again as a CSV file in UTF-8."
            ) from None
    if b"\0" in data:
        raise InvalidInputError(
            "This file is not a spreadsheet that we can read. Save it as CSV, XLSX or ODS."
        )
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _old(data)


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain text is zero."""
    sample = data[:4000]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    return "utf-16-be" if half and sample[0::2].count(0) > 0.7 * half else ""


def _old(data: bytes) -> tuple[str, str]:
    mended = data.decode("utf-8", errors="surrogateescape")
    bad = sum("\udc80" <= char <= "\udcff" for char in mended)
    good = sum(char > "\x7f" for char in mended) - bad
    if good > bad:
        text = "".join(
            bytes([ord(char) - 0xDC00]).decode("cp1252", errors="replace")
            if "\udc80" <= char <= "\udcff"
            else char
            for char in mended
        )
        return text, "A few letters of this file were damaged. Check the names."
    encoding = _old_encoding(data)
    return data.decode(encoding, errors="replace"), (
        "This file is in an old kind of text. Check that names and £ signs look right."
    )


def _old_encoding(data: bytes) -> str:
    """Windows text unless a byte says otherwise: that is what most offices save."""
    special = Counter(byte for byte in data if byte > 0x7F)
    if special[0x9C] and not special[0xA3]:
        return "cp850"  # the pound sign of old DOS programs
    if not any(byte in special for byte in _NOT_1252):
        return "cp1252"
    lines = b"\n".join(
        line for line in data.splitlines()[:20_000] if any(byte > 0x7F for byte in line)
    )
    from charset_normalizer import from_bytes

    best = from_bytes(lines[:40_000], cp_isolation=_OLD).best()
    return best.encoding if best else "latin_1"


def _hint(text: str) -> str:
    """``sep=;`` in the first line names the delimiter; spreadsheets do not show that line."""
    words = text.partition("\n")[0].strip().strip('"').lower()
    return (words[4:] or "\t") if words.startswith("sep=") and len(words) <= 5 else ""


@dataclass(frozen=True, order=True)
class _Cut:
    """How well a delimiter cuts the rows; the larger the better.

    The rows of a table begin with its header. So a sign that cuts the rows evenly but not the
    header, such as the comma before the pence, comes later than one that cuts both.
    """

    first_row: int
    cells: int
    share: float
    seldom: bool


def _delimiter(text: str) -> str:
    """The sign that cuts most rows into the same number of cells, from the header on."""
    cuts = {delimiter: _tried(text, delimiter) for delimiter in DELIMITERS}
    best = max(cut.share for cut in cuts.values())
    good = {sign: cut for sign, cut in cuts.items() if cut.cells > 1 and cut.share >= 0.6 * best}
    return max(good, key=good.__getitem__, default=",")


def _tried(text: str, delimiter: str) -> _Cut:
    widths: list[int] = []
    with suppress(csv.Error):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(row):
                widths.append(len(row))
            if len(widths) >= _SAMPLE_ROWS:
                break
    several = Counter(width for width in widths if width > 1)
    if not several:
        return _Cut(0, 1, 0.0, delimiter != ",")
    cells, times = max(several.items(), key=lambda found: (found[1], found[0]))
    share = times / len(widths)
    return _Cut(-widths.index(cells), cells, share, delimiter != ",")


def _rows(text: str, delimiter: str) -> tuple[list[Row], tuple[str, ...]]:
    rows, ends = _cut(text, delimiter)
    if not ends:
        return list(rows), ()
    mended = mend_quotes(text, rows, ends, delimiter)
    return list(mended.rows), mended.notes


def _cut(text: str, delimiter: str) -> tuple[list[Row], list[int]]:
    """The rows; and the line in which each ends, where some row has more than one line."""
    rows: list[Row] = []
    ends: list[int] = []
    cells = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for row in reader:
            rows.append(row)  # type: ignore[arg-type]  # a list of text is a row of cells
            ends.append(reader.line_num)
            cells += len(row)
            if len(rows) > MAX_ROWS or cells > MAX_CELLS:
                raise InvalidInputError(TOO_MANY)
    except csv.Error:
        raise InvalidInputError(
            "A cell of this file is too long to be true. Open it and save it again as CSV."
        ) from None
    several = len(ends) != (ends[-1] if ends else 0)
    while rows and not any(map(str.strip, rows[-1])):  # type: ignore[arg-type]
        rows.pop()
    return rows, ends[: len(rows)] if several else []


def _shifted(rows: list[Row]) -> frozenset[int]:
    """Rows longer than nearly all others: an amount such as 1,234.50 was cut in two."""
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    if not lengths:
        return frozenset()
    usual, times = lengths.most_common(1)[0]
    longer = [
        place
        for place, row in enumerate(rows)
        if len(row) > usual and any(str(cell).strip() for cell in row[usual:])
    ]
    return frozenset(longer) if times > 4 * len(longer) else frozenset()
