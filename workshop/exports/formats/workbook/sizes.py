"""How wide the columns of a table are and how high its rows, so that no cell hides its words."""

from collections.abc import Sequence

from workshop.exports.formats.workbook.cell_formats import TEXTS, WIDTHS
from workshop.exports.formats.workbook.grid import Column, Grid, Value

LINE_POINTS = 15.0
MOST_LINES = 27
"""Excel's highest row has 409 points."""
NARROW = 10.0
_FILLED = 0.92
"""Lines end between words: so much of a line has letters in it."""
_FOUR_LINES = 4
_LONG_WORD = 42
_BUTTON = 3.0
"""How many letters the button of a filter covers in a head."""
_WIDEST = 170.0


def widths_of(grid: Grid) -> list[float]:
    """The width of each column in letters: what stands in it decides, up to that of its sort.

    A short text takes a line, a longer one about four; a very long one as many as a row can show.
    A column in which nothing stands is as wide as the longest word above it.
    """
    cells = zip(*grid.rows, strict=True) if grid.rows else ((),) * len(grid.columns)
    return [
        max(_of_head(column), _of_cells(column, values))
        for column, values in zip(grid.columns, cells, strict=True)
    ]


def _of_head(column: Column) -> float:
    return max(NARROW, max(map(len, column.label.split()), default=0) * 1.15 + _BUTTON)


def _of_cells(column: Column, values: Sequence[Value]) -> float:
    if column.sort not in TEXTS:
        return WIDTHS[column.sort] if any(value is not None for value in values) else NARROW
    said = {value for value in values if isinstance(value, str)}
    if not said:
        return NARROW
    longest = max(map(len, said))
    line = max(map(_longest_line, said))
    word = max(map(len, " ".join(said).split()), default=0) if line > NARROW else line
    wanted = max(line / _FOUR_LINES / _FILLED, min(word, _LONG_WORD), min(line, WIDTHS["name"]))
    needed = longest / (MOST_LINES - 1) / _FILLED
    return min(_WIDEST, max(needed, min(WIDTHS["text"], wanted)) + 2)


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n"))) if "\n" in text else len(text)


def height_of(row: Sequence[Value], widths: Sequence[float]) -> float:
    """Points for the tallest text of a row: not every reader fits rows itself."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        if isinstance(value, str) and (len(value) > width or "\n" in value):
            lines = max(lines, lines_of(value, width))
    return LINE_POINTS * min(lines, MOST_LINES)


def height_of_head(grid: Grid, widths: Sequence[float]) -> float:
    """The same for the words above the columns, which share their cells with a button."""
    lines = max(
        lines_of(column.label, (width - _BUTTON) / 1.15)
        for column, width in zip(grid.columns, widths, strict=True)
    )
    return max(32.0, LINE_POINTS * lines + 2)


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column of so many letters."""
    if "\n" not in text:
        return 1 if len(text) <= width else 1 + int(len(text) / (width * _FILLED))
    return sum(lines_of(line, width) for line in text.split("\n"))
