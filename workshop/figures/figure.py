"""A figure as plain data: rows of bars with their words, from which all its pictures are made.

The screens draw it with Plotly, files as SVG or as the charts of slides, the projector and the
phones as a light drawing, and the table beside it comes from the same rows: none can say other.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from workshop.figures.pounds import band, said_band, said_pounds
from workshop.measures import round_for_display

MarkLook = Literal["counted", "forecast", "guess", "people", "need"]
"""How a bar is drawn. What is still to come is "forecast" and never looks like "counted"."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: whose it is, what it says, and its length in the unit of its row.

    ``size`` is None where nothing can be said yet. ``dots`` are single values on the same scale,
    such as each person's guess.
    """

    name: str
    said: str
    size: Fraction | None
    look: MarkLook = "counted"
    dots: tuple[Fraction, ...] = ()

    @property
    def longest(self) -> Fraction:
        return max((abs(self.size or Fraction(0)), *self.dots))


@dataclass(frozen=True, slots=True)
class Row:
    """Bars of one thing, with a note in words under its label."""

    label: str
    marks: tuple[Bar, ...]
    note: str = ""

    @property
    def longest(self) -> Fraction:
        return max((mark.longest for mark in self.marks), default=Fraction(0))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the sentence that it shows, and the cautions that must stand beside it.

    ``own_scale``: each row has its own unit, so bars are compared within a row only. ``head`` is
    the heading of the labels in its table.
    """

    key: str
    title: str
    sentence: str
    rows: tuple[Row, ...]
    head: str = ""
    cautions: tuple[str, ...] = ()
    source: str = ""
    own_scale: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What the bars are called, in the order in which they come."""
        return tuple(dict.fromkeys(mark.name for row in self.rows for mark in row.marks))

    @property
    def looks(self) -> dict[str, MarkLook]:
        """The look of each name."""
        return {mark.name: mark.look for row in self.rows for mark in row.marks}

    @property
    def longest(self) -> Fraction:
        """The length of the longest bar or dot over all rows."""
        return max((row.longest for row in self.rows), default=Fraction(0))

    def scale(self, row: Row) -> Fraction:
        """The length that fills the row; ask once for a row, since it looks at every bar."""
        return row.longest if self.own_scale else self.longest

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


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A bar as a light page draws it: ``part`` and ``dots`` from 0 to 1, to four places."""

    name: str
    said: str
    look: MarkLook
    part: float | None
    dots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class DrawnRow:
    label: str
    note: str
    marks: tuple[DrawnMark, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as it goes over the wire; every bar says its own name, so there is no legend."""

    rows: tuple[DrawnRow, ...]


def part_of(length: Fraction, scale: Fraction) -> float:
    """How far a length goes along its row, from 0 to 1."""
    return float(abs(length) / scale) if scale else 0.0


def drawing(figure: Figure, most: int | None = None) -> Drawing:
    """The bars as parts of the longest one; of a long figure the first ``most`` rows."""
    return Drawing(
        tuple(
            DrawnRow(row.label, row.note, _drawn(row.marks, figure.scale(row)))
            for row in figure.rows[:most]
        )
    )


def _drawn(marks: tuple[Bar, ...], scale: Fraction) -> tuple[DrawnMark, ...]:
    return tuple(
        DrawnMark(
            name=mark.name,
            said=mark.said,
            look=mark.look,
            part=None if mark.size is None else round(part_of(mark.size, scale), 4),
            dots=tuple(round(part_of(dot, scale), 4) for dot in mark.dots),
        )
        for mark in marks
    )


def whole_percent(share: Fraction | None) -> str:
    """A share of one as people read it: “43 %”."""
    return "" if share is None else f"{round_for_display(share * 100)} %"


def is_headline(known: int, whole: int, *, rest: bool = False) -> bool:
    """Whether a sentence about what is ``known`` may stand for all: at least half is known.

    With ``rest`` the second number is what is not known, instead of the whole.
    """
    return known * 2 >= (known + whole if rest else whole)


def said_sum(pence: int, *, guarded: bool) -> str:
    """A sum as the room reads it: where it is one post's pay, only the band in which it lies."""
    return said_band(pence) if guarded else said_pounds(pence)


def shown_size(pence: int, *, guarded: bool) -> Fraction:
    """The length of its bar: of a band the middle, since a bar can be measured."""
    return Fraction(sum(band(pence)), 2) if guarded else Fraction(pence)
