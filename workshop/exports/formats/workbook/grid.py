"""Tables of exact values that a workbook and a folder of CSV files are both made from."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from workshop.measures import round_for_display


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and what it comes to here.

    ``text`` names other cells of its row by their column's key, as in ``{actual} - {baseline}``.
    """

    text: str
    value: Decimal | None


Value = str | int | Decimal | date | datetime | Formula | None
Sort = Literal[
    "text", "name", "whole", "year", "money", "decimal", "rounded", "share", "day", "moment", "list"
]
"""What a column holds. "name" is short text; "list" has one thing on each line.

"rounded" is a number that is shown with one decimal; a "share" is 0.5 for a half, shown as 50.0 %.
"""

_PLACES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column, and what the data dictionary says about it.

    ``label`` stands above it and is the only one of its table. Money is in pounds (or the
    workshop's own money), not pence, with ``unit`` as people write it; a moment is UTC.
    A ``common`` column stands in every table of cards and means the same in each.
    """

    key: str
    label: str
    sort: Sort
    meaning: str
    unit: str = ""
    allowed: str = ""
    source: str = ""
    common: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table: ``key`` names its file, ``title`` its sheet. A row is as long as ``columns``."""

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def column(
    key: str,
    label: str,
    sort: Sort,
    meaning: str,
    *,
    source: str,
    unit: str = "",
    allowed: str = "",
) -> Column:
    """A column of a table that is not made of cards."""
    return Column(
        key=key,
        label=label,
        sort=sort,
        meaning=meaning,
        unit=unit,
        allowed=allowed,
        source=source,
    )


def unique_labels(columns: list[Column]) -> tuple[Column, ...]:
    """The columns with a number after a label that is there already, whatever its capitals."""
    taken: set[str] = set()
    found = []
    for column in columns:
        label, number = column.label, 1
        while label.casefold() in taken:
            number += 1
            label = f"{column.label} ({number})"
        taken.add(label.casefold())
        found.append(replace(column, label=label))
    return tuple(found)


def as_decimal(value: Fraction | float | None) -> Decimal | None:
    """The number as a decimal, exact where it ends within twelve places, else rounded there."""
    if value is None:
        return None
    shown = round_for_display(value, _PLACES)
    whole = shown.quantize(Decimal(1))
    return whole if whole == shown else shown.normalize()
