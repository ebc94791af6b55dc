"""Shares as people read them, and whether one may stand for the whole."""

from fractions import Fraction

from workshop.measures import round_for_display


def whole_percent(share: Fraction | None) -> str:
    """A share of one as people read it: “43 %”."""
    return "" if share is None else f"{round_for_display(share * 100)} %"


def is_headline(known: int, whole: int, *, rest: bool = False) -> bool:
    """Whether a sentence about what is ``known`` may stand for all: at least half is known.

    With ``rest`` the second number is what is not known, instead of the whole.
    """
    return known * 2 >= (known + whole if rest else whole)
