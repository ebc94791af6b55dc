"""What a slide is made of before it is drawn: a layout, and what stands in each of its places."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from workshop.figures.bars import Bars
from workshop.figures.chart import Track

LayoutName = Literal["cover", "statement", "turn", "points", "table", "chart", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Paragraphs. ``quiet`` ones are smaller and softer; ``bullets`` makes a list of them."""

    lines: tuple[str, ...]
    bullets: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A native table. ``shares`` are the widths of its columns as parts of the whole.

    ``numeric`` columns stand to the right; ``forecast`` columns look like no count. Its letters
    have ``largest`` points at most. ``left`` rows are in the report alone, and ``more`` is the
    sentence that says so at its end.
    """

    alt: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    numeric: frozenset[int] = frozenset()
    forecast: frozenset[int] = frozenset()
    largest: float = 22
    left: int = 0
    more: Callable[[int], str] = lambda count: f"And {count:,} more in the report."

    def without_blanks(self) -> "Rows":
        """The same table without the columns in which no row says anything."""
        kept = [at for at in range(len(self.head)) if at == 0 or any(map(_says, self._column(at)))]
        if len(kept) == len(self.head):
            return self
        return replace(
            self,
            head=tuple(self.head[at] for at in kept),
            rows=tuple(tuple(row[at] for at in kept) for row in self.rows),
            shares=tuple(self.shares[at] for at in kept),
            numeric=frozenset(new for new, at in enumerate(kept) if at in self.numeric),
            forecast=frozenset(new for new, at in enumerate(kept) if at in self.forecast),
        )

    def _column(self, at: int) -> list[str]:
        return [row[at] for row in self.rows]


def _says(cell: str) -> bool:
    return cell not in ("", "–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A figure to be drawn as a native chart, with its words for those who cannot see it."""

    chart: Bars | Track
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """``places`` are what stands in the layout's places, in reading order after the title.

    ``notes`` are what to say and to ask, and in full what was cut to fit. ``apart`` is the
    headline of its chart where the table needs a slide of its own.
    """

    layout: LayoutName
    title: str
    places: tuple[Text | Rows | Plot, ...]
    notes: tuple[str, ...] = field(default=())
    apart: str = ""
