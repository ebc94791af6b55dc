"""Charts as plain data: what is drawn, not how.

The web page and the printed files draw them as pictures (``exports.formats.svg``); slides make
native, editable charts of the same values, and the screens draw them with Plotly. A forecast is
never styled like a count. No meaning hangs on colour alone: every value comes with the words that
stand beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar, cast

from workshop.errors import Sentence, Sentences, numbered
from workshop.figures.bars import Bars, Look

Exact = int | Decimal | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value as it is and as people read it, such as ``51095500`` and “£510,955”."""

    value: Exact
    said: str
    look: Look = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackMark:
    """One number of a sign on its line. ``label`` is “Start”, “Counted”, “Expected” or “Goal”.

    ``about`` is what was written with it.
    """

    label: str
    value: Value
    on: date | None = None
    about: str = ""

    @property
    def when(self) -> str:
        """Its year, or "" where nobody said."""
        return f"{self.on:%Y}" if self.on else ""

    @property
    def said(self) -> str:
        """What stands beside the mark: “Counted: 397 families, 2010”."""
        return f"{self.label}: {self.value.said}{f', {self.when}' if self.when else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The numbers of one sign on a line of its own, from start to goal, in its own unit."""

    title: str
    unit: str
    marks: tuple[TrackMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One line of a map, with the words at each end and the values at which it begins and ends.

    ``between`` are words evenly spread between those at the ends, where there is room for them.
    """

    title: str
    low: str
    high: str
    least: Exact
    most: Exact
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One card on a map; ``number`` stands in the mark, ``text`` beside the map."""

    number: int
    text: str
    x: Exact
    y: Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Cards on two lines. ``corners`` are the words of each quarter, from the top left."""

    title: str
    x: Axis
    y: Axis
    spots: tuple[Spot, ...]
    corners: tuple[str, str, str, str] | None = None

    @property
    def description(self) -> str:
        """What it shows, for those who cannot see it; which card is where says the list."""
        return numbered(
            len(self.spots),
            "{n} card on two lines. From left to right: {x}, from “{left}” to “{right}”. "
            "Upwards: {y}, from “{low}” to “{high}”.",
            "{n} cards on two lines. From left to right: {x}, from “{left}” to “{right}”. "
            "Upwards: {y}, from “{low}” to “{high}”.",
            x=self.x.title,
            left=self.x.low,
            right=self.x.high,
            y=self.y.title,
            low=self.y.low,
            high=self.y.high,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One card in a flow, under a key that is its own within the document."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One column of a flow, such as “What we learned”, with its cards from the top."""

    title: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The card ``upper`` rests on the card ``lower``, which stands nearer to the people."""

    lower: str
    upper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The way from the people it is for to the vision (a Sankey), level by level."""

    title: str
    levels: tuple[Level, ...]
    bands: tuple[Band, ...]

    @property
    def description(self) -> str:
        """What it shows, for those who cannot see it; the list of bands says the rest."""
        under = (
            Sentence("{cards} under “{title}”", cards=len(level.nodes), title=level.title)
            for level in self.levels
            if level.nodes
        )
        levels = Sentences(under, ", ")
        return Sentence("Bands that join cards from left to right: {levels}.", levels=levels)


Chart = Bars | Track | Map | Flow
_Drawn = TypeVar("_Drawn")


def in_words_of(drawn: _Drawn, say: Callable[[str], str]) -> _Drawn:
    """A chart, or a part of it, with each of its words as ``say`` says it."""
    made: object = drawn
    if isinstance(drawn, str):
        made = say(drawn)
    elif isinstance(drawn, tuple):
        made = tuple(in_words_of(one, say) for one in drawn)
    elif is_dataclass(drawn) and not isinstance(drawn, type):
        parts = {one.name: in_words_of(getattr(drawn, one.name), say) for one in fields(drawn)}
        made = replace(drawn, **parts)
    return cast("_Drawn", made)
