"""Who the money goes to, beside how many they are and how much they need it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from workshop.errors import InvalidInputError
from workshop.measures.exact import Number, exact, not_negative, pence

RatioBand = Literal["less than need", "close to need", "more than need"]

CLOSE_TO_NEED = (Fraction(4, 5), Fraction(5, 4))
"""A ratio between these needs no flag. A default for talk, not a published norm."""


@dataclass(frozen=True)
class SegmentSpend:
    """A segment's people, the need of each of them (1 = ordinary) and the pence spent on them.

    Weights are a political choice: show them, let the room change them, and note the change.
    """

    segment: str
    population: Number
    need_weight: Number
    spend_pence: int


@dataclass(frozen=True)
class Equity:
    """How spend lies against need and against head count, unrounded, by segment name.

    Only spend on segments with people is shared out. Spend on a segment with nobody in it is
    unassigned: it is kept apart in ``unassigned_pence`` and that segment's figures are None.
    Everything that cannot be said is None: shares of no spend, a ratio to no need, a head of none.
    """

    total_pence: int
    """Spend on segments that have people: what the shares are shares of."""
    unassigned_pence: int
    unassigned: tuple[str, ...]
    spend_share: dict[str, Fraction | None]
    need_share: dict[str, Fraction | None]
    population_share: dict[str, Fraction | None]
    ratio: dict[str, Fraction | None]
    """Spend share over need share: 1 where spend matches need."""
    per_head_pence: dict[str, Fraction | None]
    gap_pence: dict[str, Fraction | None]
    """Spend less the segment's need share of all spend; the gaps add up to 0."""
    hoover_need: Fraction | None
    """Share of all spend that would have to move for spend to match need."""
    hoover_population: Fraction | None
    gini_need: Fraction | None
    """0 where every unit of need gets the same, towards 1 where one segment gets it all."""
    gini_population: Fraction | None
    concentration_index: Fraction | None
    """Above 0 when spend leans to people with the least need, below 0 to those with the most."""

    @property
    def pence_to_move_need(self) -> Fraction | None:
        """Pence that would have to move for spend to match need."""
        return None if self.hoover_need is None else self.hoover_need * self.total_pence


@dataclass(frozen=True)
class _Row:
    segment: str
    people: Fraction
    weight: Fraction
    spend: int

    @property
    def need(self) -> Fraction:
        return self.people * self.weight

    @property
    def unassigned(self) -> bool:
        return self.spend > 0 and not self.people


def equity(rows: Sequence[SegmentSpend]) -> Equity:
    """Compare spend with need and with head count.

    Need share = population x weight over its sum. Sources: Hoover (1936) index, half the sum of
    the absolute differences of two shares; Gini (1912) coefficient by Brown's trapezoid formula
    1 - sum (X_k - X_k-1)(Y_k + Y_k-1), in order of spend per unit of X; concentration index
    (Wagstaff, Paci and van Doorslaer 1991), the same sum over people in order of need weight,
    the neediest first. Segments of equal weight are one step of that order, so that the order in
    which they were typed does not matter.

    Raises ``InvalidInputError`` for a figure below zero or not finite, and for a segment that
    comes twice.
    """
    known = _checked(rows)
    placed = [row for row in known if not row.unassigned]
    total = sum(row.spend for row in placed)
    need = _shares(placed, lambda row: row.need)
    people = _shares(placed, lambda row: row.people)
    spend = _shares(placed, lambda row: Fraction(row.spend))
    return Equity(
        total_pence=total,
        unassigned_pence=sum(row.spend for row in known if row.unassigned),
        unassigned=tuple(row.segment for row in known if row.unassigned),
        spend_share=_by_segment(known, spend),
        need_share=_by_segment(known, need),
        population_share=_by_segment(known, people),
        ratio=_by_segment(known, {name: _over(spend, need, name) for name in spend}),
        per_head_pence=_by_segment(
            known, {row.segment: row.spend / row.people for row in placed if row.people}
        ),
        gap_pence=_by_segment(
            known, {row.segment: row.spend - need[row.segment] * total for row in placed if need}
        ),
        hoover_need=_hoover(spend, need),
        hoover_population=_hoover(spend, people),
        gini_need=_gini(spend, need),
        gini_population=_gini(spend, people),
        concentration_index=_concentration(placed, spend, people),
    )


def ratio_band(
    ratio: Number, *, low: Number = CLOSE_TO_NEED[0], high: Number = CLOSE_TO_NEED[1]
) -> RatioBand:
    """Say where a ratio of spend share to need share lies; both limits count as close."""
    value = not_negative(ratio, what="The ratio")
    if value < exact(low, what="The lower limit"):
        return "less than need"
    return "close to need" if value <= exact(high, what="The upper limit") else "more than need"


def gini(steps: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """Return 1 - sum (X_k - X_k-1)(Y_k + Y_k-1) over steps (share of X, share of Y), as ordered."""
    reached, area = Fraction(0), Fraction(0)
    for x_share, y_share in steps:
        area += x_share * (2 * reached + y_share)
        reached += y_share
    return 1 - area


def _checked(rows: Sequence[SegmentSpend]) -> list[_Row]:
    checked: dict[str, _Row] = {}
    for row in rows:
        if row.segment in checked:
            raise InvalidInputError(f"“{row.segment}” is there twice. Make it one line.")
        spend_name = f"The spend on “{row.segment}”"
        checked[row.segment] = _Row(
            segment=row.segment,
            people=not_negative(row.population, what=f"The people in “{row.segment}”"),
            weight=not_negative(row.need_weight, what=f"The need weight of “{row.segment}”"),
            spend=int(not_negative(pence(row.spend_pence, what=spend_name), what=spend_name)),
        )
    return list(checked.values())


def _shares(rows: Sequence[_Row], amount: Callable[[_Row], Fraction]) -> dict[str, Fraction]:
    """Return each segment's share, or nothing at all when there is nothing to share."""
    total = sum(amount(row) for row in rows)
    return {row.segment: amount(row) / total for row in rows} if total else {}


def _by_segment(
    rows: Sequence[_Row], figures: Mapping[str, Fraction | None]
) -> dict[str, Fraction | None]:
    return {row.segment: figures.get(row.segment) for row in rows}


def _over(spend: dict[str, Fraction], need: dict[str, Fraction], name: str) -> Fraction | None:
    return spend[name] / need[name] if need.get(name) else None


def _hoover(spend: dict[str, Fraction], base: dict[str, Fraction]) -> Fraction | None:
    if not spend or not base:
        return None
    return sum((abs(spend[name] - base[name]) for name in spend), Fraction(0)) / 2


def _gini(spend: dict[str, Fraction], base: dict[str, Fraction]) -> Fraction | None:
    if not spend or not base:
        return None
    finite = sorted((name for name in base if base[name]), key=lambda n: spend[n] / base[n])
    boundless = [name for name in base if not base[name]]
    return gini((base[name], spend[name]) for name in [*finite, *boundless])


def _concentration(
    rows: Sequence[_Row], spend: dict[str, Fraction], people: dict[str, Fraction]
) -> Fraction | None:
    if not spend or not people:
        return None
    steps: dict[Fraction, tuple[Fraction, Fraction]] = {}
    for row in sorted(rows, key=lambda row: row.weight, reverse=True):
        x_share, y_share = steps.get(row.weight, (Fraction(0), Fraction(0)))
        steps[row.weight] = (x_share + people[row.segment], y_share + spend[row.segment])
    return gini(steps.values())
