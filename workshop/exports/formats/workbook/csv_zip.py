"""The same tables as CSV files in a zip: UTF-8 with a byte order mark, quoted by RFC 4180.

A spreadsheet that opens a CSV runs a text that begins like a formula. So an apostrophe is put in
front of = + - @ and of the apostrophe itself, wherever a text begins or could be taken to begin:
also after a line end, a tab or a semicolon, since many spreadsheets part columns there. Taking one
apostrophe away in the same places gives the text back exactly. Numbers and dates are ours and
stand bare.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from workshop.exports.formats.office_text import printable
from workshop.exports.formats.same_zip import zipped
from workshop.exports.formats.workbook.all_tables import Tables, read_tables
from workshop.exports.formats.workbook.cost_table import cost_grid
from workshop.exports.formats.workbook.grid import Formula, Grid, Value
from workshop.exports.telling.story import WorkshopStory

_BEGINS = r"""(^|[;|\n\t])([ \u00a0"]*)"""
_RUNS = "=+\\-@'＝＋－＠"
_GUARD = re.compile(rf"{_BEGINS}(?=[{_RUNS}])")

HOW_TO_READ = (
    "Each file is one table. The first line names its columns.",
    "The files are UTF-8 with commas between columns and quotes around text where needed "
    "(RFC 4180).",
    "data-dictionary.csv says what each column means.",
    "Dates are written as 2026-11-22 and times in UTC as 2026-11-22T10:00:00Z.",
    "An apostrophe stands in front of = + - @ and of the apostrophe itself where a text, or a "
    "line or part of it, begins with one. So no spreadsheet runs it. Take one apostrophe away "
    "there, and you have the text as it was typed.",
    "A spreadsheet may change what looks like a number or a date when it opens a CSV. "
    "The workbook (XLSX) keeps everything as typed.",
)


def render(story: WorkshopStory) -> bytes:
    """The zip; the same story gives the same bytes."""
    tables = read_tables(story)
    grids = [*tables.grids, tables.dictionary]
    if tables.costs:
        grids.insert(0, cost_grid(tables.costs))
    files = {f"{name}.csv": grid for name, grid in zip(file_names(grids), grids, strict=True)}
    return zipped(
        [("read-me.txt", _read_me(tables, files)), *((n, table(grid)) for n, grid in files.items())]
    )


def file_names(grids: Iterable[Grid]) -> tuple[str, ...]:
    """Names made from the titles, such as ``signs-that-it-works``, none of them twice."""
    names: list[str] = []
    for grid in grids:
        plain = re.sub(r"[^\w]+", "-", grid.title.casefold()).strip("-") or grid.key
        names.append(plain if plain not in names else f"{plain}-{grid.key}")
    return tuple(names)


def table(grid: Grid) -> bytes:
    """One table as a CSV file."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([guarded(column.label) for column in grid.columns])
    writer.writerows([_said(value) for value in row] for row in grid.rows)
    return made.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """The text so that no spreadsheet runs any of it."""
    return _GUARD.sub(r"\1\2'", printable(text))


def _said(value: Value) -> str:
    match value:
        case None:
            return ""
        case Formula():
            return _said(value.value)
        case str():
            return guarded(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def _read_me(tables: Tables, files: Mapping[str, Grid]) -> bytes:
    lines = [tables.title, ""]
    lines += [f"{label}: {value}" for label, value in tables.facts]
    lines += [
        "",
        "What was left out",
        *tables.left_out,
        "",
        "How to read the files",
        *HOW_TO_READ,
        "",
    ]
    lines += [f"{name} ({len(grid.rows):,} lines): {grid.about}" for name, grid in files.items()]
    return "\r\n".join(printable(line).replace("\n", " ") for line in [*lines, ""]).encode(
        "utf-8-sig"
    )
