"""How far along the road from baseline to target, and whether that is on time."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from workshop.errors import InvalidInputError
from workshop.measures.exact import Number, exact


@dataclass(frozen=True)
class Pace:
    """A measure on one day, beside the straight line from baseline to target; unrounded.

    ``expected`` and ``ahead`` are in the measure's own unit. ``ahead`` is above 0 when ahead of
    the line and below 0 when behind, also where the target lies under the baseline.
    """

    progress: Fraction
    time_share: Fraction
    """Part of the time that has gone, from 0 at the start to 1 at the due date and after."""
    expected: Fraction
    ahead: Fraction
    days_ahead: Fraction
    """Days between that day and the one on which the line reaches the actual figure."""


def progress(baseline: Number, target: Number, actual: Number) -> Fraction:
    """Return (actual - baseline) / (target - baseline), not held between 0 and 1.

    1 is the target reached, more than 1 is beyond it, below 0 is further away than at the start.
    All three in the same unit. Raises ``InvalidInputError`` when target and baseline are equal.
    """
    start = exact(baseline, what="The baseline")
    way = exact(target, what="The target") - start
    if not way:
        raise InvalidInputError(
            "The target is the same as the baseline, so there is no way to go. "
            "Choose another target."
        )
    return (exact(actual, what="The actual figure") - start) / way


def pace(
    *,
    baseline: Number,
    target: Number,
    actual: Number,
    start: date,
    due: date,
    on: date,
) -> Pace:
    """Compare the actual figure on a day with the straight line from ``start`` to ``due``.

    Before the start the line stays at the baseline, after the due date at the target. Raises
    ``InvalidInputError`` when the due date is not after the start, or target equals baseline.
    """
    days = due.toordinal() - start.toordinal()
    if days <= 0:
        raise InvalidInputError("The date of the target must come after the date of the baseline.")
    gone = on.toordinal() - start.toordinal()
    time_share = Fraction(min(max(gone, 0), days), days)
    done = progress(baseline, target, actual)
    way = exact(target) - exact(baseline)
    return Pace(
        progress=done,
        time_share=time_share,
        expected=exact(baseline) + way * time_share,
        ahead=(done - time_share) * abs(way),
        days_ahead=done * days - gone,
    )
