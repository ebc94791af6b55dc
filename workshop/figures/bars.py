"""Bars as plain data: rows of bars with their words, from which all their pictures are made.

The screens draw them with Plotly, files as SVG or as the charts of slides, the projector and the
phones as a light drawing, and the table beside them comes from the same rows: none can say other.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from workshop.errors import Sentence

Look = Literal["counted", "forecast", "start", "goal", "guess", "people", "need"]
"""How a value is drawn: solid for what was counted; hatched for what is expected; hollow for where
it starts and aims. What is still to come never looks like "counted"."""
NOT_SHOWN = Sentence("Not shown")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: whose it is, what it says, and its length in the unit of its row.

    ``size`` is None where nothing can be said yet. ``dots`` are single values on the same scale,
    such as each person's guess.
    """

    name: str
    said: str
    size: Fraction | None
    look: Look = "counted"
    dots: tuple[Fraction, ...] = ()

    @property
    def longest(self) -> Fraction:
        return max((abs(self.size or Fraction(0)), *self.dots))


@dataclass(frozen=True, slots=True)
class Row:
    """Bars of one thing, with a note in words under its label.

    ``unit`` is what they count, where each row has its own.
    """

    label: str
    marks: tuple[Bar, ...]
    note: str = ""
    unit: str = ""

    @property
    def longest(self) -> Fraction:
        return max((mark.longest for mark in self.marks), default=Fraction(0))


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars with the sentence that they show, and the cautions that must stand beside them.

    ``own_scale``: each row has its own unit, so bars are compared within a row only. ``head`` is
    the heading of the labels in their table. ``unit`` is what all rows count; money is in whole
    pence with the unit "pence". ``whole`` is the longest a bar could be, such as 100 for
    percentages, or None to go by the longest there is. ``stacked`` bars of one row are parts of
    one whole, and stand behind each other where there is room.
    """

    key: str
    title: str
    sentence: str
    rows: tuple[Row, ...]
    head: str = ""
    cautions: tuple[str, ...] = ()
    source: str = ""
    own_scale: bool = False
    unit: str = ""
    whole: int | None = None
    stacked: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What the bars are called, in the order in which they come."""
        return tuple(dict.fromkeys(mark.name for row in self.rows for mark in row.marks))

    @property
    def longest(self) -> Fraction:
        """The length of the longest bar or dot over all rows, or that a bar could have."""
        return max((Fraction(self.whole or 0), *(row.longest for row in self.rows)))

    def scale(self, row: Row) -> Fraction:
        """The length that fills the row; ask once for a row, since it looks at every bar."""
        return row.longest if self.own_scale else self.longest

    def by_row(self) -> tuple["Bars", ...]:
        """Each row as bars of its own, for files that show each unit apart: a row for each bar."""
        return tuple(
            Bars(
                key=f"{self.key}-{number}",
                title=row.label,
                sentence=row.note,
                rows=tuple(Row(mark.name, (replace(mark, name=row.label),)) for mark in row.marks),
                unit=row.unit or self.unit,
            )
            for number, row in enumerate(self.rows, 1)
        )

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Heads and rows in words, for everybody who cannot see the bars."""
        noted = any(row.note for row in self.rows)
        names = (name[:1].upper() + name[1:] for name in self.names)
        heads = (self.head, *names, *(["Note"] if noted else []))
        rows = []
        for row in self.rows:
            said = {mark.name: mark.said for mark in row.marks}
            words = (row.label, *(said.get(name, "") for name in self.names))
            rows.append((*words, row.note) if noted else words)
        return heads, rows


def part_of(length: Fraction, scale: Fraction) -> float:
    """How far a length goes along its row, from 0 to 1."""
    return float(abs(length) / scale) if scale else 0.0
