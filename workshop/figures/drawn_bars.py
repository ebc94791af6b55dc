"""Bars as light pages get them: lengths as parts of the row, words as they are read."""

from dataclasses import dataclass
from fractions import Fraction

from workshop.figures.bars import Bar, Bars, Look, part_of


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A bar as a light page draws it: ``part`` and ``dots`` from 0 to 1, to four places."""

    name: str
    said: str
    look: Look
    part: float | None
    dots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class DrawnRow:
    label: str
    note: str
    marks: tuple[DrawnMark, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars as they go over the wire; every bar says its own name, so there is no legend."""

    rows: tuple[DrawnRow, ...]


def drawing(figure: Bars, most: int | None = None) -> Drawing:
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
