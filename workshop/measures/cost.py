"""What it costs to reach one family, child or person, before and after a redesign."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from workshop.errors import InvalidInputError, Sentence
from workshop.measures.errors import NoReachError, UnitMismatchError
from workshop.measures.exact import Number, exact, not_negative, pence, percent_change

ScenarioKind = Literal["actual", "forecast"]
Band = Literal["below", "within", "above"]

SAVINGS_BAND = (20, 60)
"""Percent, both ends inside: the savings Radical Efficiency set out to find (Nesta, 2010)."""


@dataclass(frozen=True)
class ServiceCost:
    """The yearly cost of a service in whole pence, and how many ``reach_unit`` it reaches."""

    name: str
    cost_pence: int
    reach: Number
    reach_unit: str
    kind: ScenarioKind


@dataclass(frozen=True)
class UnitFactor:
    """A stated way from one unit to another: one ``from_unit`` is ``factor`` of ``to_unit``."""

    from_unit: str
    to_unit: str
    factor: Number
    source: str


@dataclass(frozen=True)
class CostComparison:
    """Two scenarios side by side, unrounded. Money is in pence, percentages are of the existing.

    A percentage of nothing is None, and so is the break-even reach of a service that cost nothing.
    """

    existing: ServiceCost
    redesigned: ServiceCost
    cost_change_pence: int
    cost_change_percent: Fraction | None
    reach_change: Fraction
    reach_change_percent: Fraction
    unit_cost_existing_pence: Fraction
    unit_cost_redesigned_pence: Fraction
    unit_cost_change_pence: Fraction
    unit_cost_change_percent: Fraction | None
    share_of_fall_from_cost: float | None
    """Part of the fall in unit cost that comes from spending less; below 0 when spending rose.

    Both shares add up to 1. They are None when the unit cost does not fall, or falls to nothing.
    """
    share_of_fall_from_reach: float | None
    break_even_reach: Fraction | None
    """Reach at which the redesigned unit cost equals the existing one; ``math.ceil`` it to act."""
    cost_at_existing_unit_pence: Fraction
    """What the redesigned reach would cost at the existing unit cost."""
    notional_avoided_pence: Fraction
    """That cost less the redesigned cost. A comparison only: nobody ever has this cash."""

    @property
    def is_forecast(self) -> bool:
        """Whether either side is still to come, so that the result must be called a forecast."""
        return "forecast" in (self.existing.kind, self.redesigned.kind)


def compare_costs(existing: ServiceCost, redesigned: ServiceCost) -> CostComparison:
    """Compare two scenarios as the cost table of the Knowsley Radical Efficiency case paper does.

    Unit cost = cost / reach; change = new - old; percentage change = change / old x 100. The two
    shares of the fall divide ln(new unit / old unit) into ln(new cost / old cost) and
    -ln(new reach / old reach), the logarithmic decomposition used for ratios (Törnqvist, Vartia
    and Vartia 1985).

    Raises ``UnitMismatchError`` when the two count different things, ``NoReachError`` when one
    reaches nobody, ``InvalidInputError`` for figures that cannot be.
    """
    _require_same_unit(existing, redesigned)
    old_reach, new_reach = reach_of(existing), reach_of(redesigned)
    old_cost, new_cost = cost_of(existing), cost_of(redesigned)
    old_unit, new_unit = old_cost / old_reach, new_cost / new_reach
    from_cost, from_reach = _shares_of_fall(old_cost, new_cost, old_reach, new_reach)
    at_old_unit = old_unit * new_reach
    return CostComparison(
        existing=existing,
        redesigned=redesigned,
        cost_change_pence=redesigned.cost_pence - existing.cost_pence,
        cost_change_percent=percent_change(old_cost, new_cost),
        reach_change=new_reach - old_reach,
        reach_change_percent=(new_reach - old_reach) / old_reach * 100,
        unit_cost_existing_pence=old_unit,
        unit_cost_redesigned_pence=new_unit,
        unit_cost_change_pence=new_unit - old_unit,
        unit_cost_change_percent=percent_change(old_unit, new_unit),
        share_of_fall_from_cost=from_cost,
        share_of_fall_from_reach=from_reach,
        break_even_reach=new_cost / old_unit if old_unit else None,
        cost_at_existing_unit_pence=at_old_unit,
        notional_avoided_pence=at_old_unit - new_cost,
    )


def reach_for_unit_saving(
    existing: ServiceCost, redesigned: ServiceCost, percent: Number
) -> Fraction:
    """Return the reach at which the redesigned cost saves ``percent`` of the existing unit cost.

    Unrounded: ``math.ceil`` gives the first whole reach that gets there. The redesigned reach is
    not used, so it may still be unknown. ``percent`` is from 0 to below 100.
    """
    _require_same_unit(existing, redesigned)
    saving = _saving(percent)
    unit = cost_of(existing) / reach_of(existing)
    if not unit:
        raise InvalidInputError("The existing service costs nothing, so no saving can be made.")
    return cost_of(redesigned) / (unit * (1 - saving))


def cost_for_cash_saving(existing: ServiceCost, percent: Number) -> Fraction:
    """Return the yearly cost in pence, unrounded, that saves ``percent`` of the existing cost."""
    return cost_of(existing) * (1 - _saving(percent))


def combined_unit_saving(*, cost_saving_percent: Number, reach_growth_percent: Number) -> Fraction:
    """Return the percent saved per unit when a cost saving and a growth in reach come together.

    1 - (1 - saving) / (1 + growth). Of two averages this is only a guide: an average of ratios is
    not the ratio of the averages.
    """
    growth = exact(reach_growth_percent, what="The growth in reach") / 100
    if growth <= -1:
        raise NoReachError("Nobody would be reached. Give a growth above -100 percent.")
    saving = exact(cost_saving_percent, what="The saving") / 100
    if saving > 1:
        raise InvalidInputError("The saving must be 100 percent or less.")
    return (1 - (1 - saving) / (1 + growth)) * 100


def savings_band(percent: Number) -> Band:
    """Place a saving of ``percent`` against 20 to 60 percent, both inside.

    Always say which measure it is of: cash, or cost for each one reached.
    """
    saving = exact(percent, what="The saving")
    low, high = SAVINGS_BAND
    if saving < low:
        return "below"
    return "within" if saving <= high else "above"


def convert_reach(scenario: ServiceCost, factor: UnitFactor) -> ServiceCost:
    """Count the scenario's reach in another unit, by a factor that somebody has stated.

    The new reach is an unrounded fraction. Raises ``UnitMismatchError`` when the factor is for
    other units, ``InvalidInputError`` when it is not above zero or has no source.
    """
    if unit_key(scenario.reach_unit) != unit_key(factor.from_unit):
        raise UnitMismatchError(
            f"“{scenario.name}” counts “{scenario.reach_unit}”, "
            f"but the factor starts from “{factor.from_unit}”. Use a factor for this unit."
        )
    unit_key(factor.to_unit)
    times = exact(factor.factor, what="The factor")
    if times <= 0:
        raise InvalidInputError("The factor must be more than 0.")
    if not factor.source.strip():
        raise InvalidInputError("Say where the factor comes from.")
    return ServiceCost(
        name=scenario.name,
        cost_pence=scenario.cost_pence,
        reach=reach_of(scenario) * times,
        reach_unit=factor.to_unit,
        kind=scenario.kind,
    )


def reach_of(scenario: ServiceCost) -> Fraction:
    """Return the reach exactly; ``NoReachError`` when it is nobody."""
    reach = not_negative(scenario.reach, what=f"The reach of “{scenario.name}”")
    if not reach:
        raise NoReachError(
            Sentence(
                "“{name}” reaches nobody yet. Enter how many it reaches, then compare.",
                name=scenario.name,
            )
        )
    return reach


def cost_of(scenario: ServiceCost) -> Fraction:
    """Return the cost in pence, 0 or more."""
    if scenario.kind not in ("actual", "forecast"):
        raise InvalidInputError(f"Say whether “{scenario.name}” is actual or a forecast.")
    what = f"The cost of “{scenario.name}”"
    return not_negative(pence(scenario.cost_pence, what=what), what=what)


def unit_key(unit: str) -> str:
    """Return what makes two units the same: their word, whatever its capitals and spaces."""
    key = " ".join(unit.split()).casefold()
    if not key:
        raise InvalidInputError("Say what is counted: families, children or people.")
    return key


def distinct_units(units: Iterable[str]) -> tuple[str, ...]:
    """Return each different unit once, as first written, in the order they came."""
    first_seen: dict[str, str] = {}
    for word in units:
        first_seen.setdefault(unit_key(word), " ".join(word.split()))
    return tuple(first_seen.values())


def _saving(percent: Number) -> Fraction:
    saving = exact(percent, what="The saving")
    if not 0 <= saving < 100:
        raise InvalidInputError("The saving must be from 0 to below 100 percent.")
    return saving / 100


def _require_same_unit(existing: ServiceCost, redesigned: ServiceCost) -> None:
    if unit_key(existing.reach_unit) != unit_key(redesigned.reach_unit):
        raise UnitMismatchError(
            f"“{existing.name}” counts “{existing.reach_unit}” and “{redesigned.name}” counts "
            f"“{redesigned.reach_unit}”. Count the same thing in both, then compare."
        )


def _shares_of_fall(
    old_cost: Fraction, new_cost: Fraction, old_reach: Fraction, new_reach: Fraction
) -> tuple[float, float] | tuple[None, None]:
    unit_ratio_up, unit_ratio_down = new_cost * old_reach, old_cost * new_reach
    if not new_cost or unit_ratio_up >= unit_ratio_down:
        return None, None
    from_cost = _log(new_cost / old_cost) / _log(unit_ratio_up / unit_ratio_down)
    return from_cost, 1 - from_cost


def _log(ratio: Fraction) -> float:
    """ln that keeps its digits near 1 and does not overflow far from it."""
    if Fraction(1, 2) < ratio < 2:
        return math.log1p(ratio - 1)
    return math.log(ratio.numerator) - math.log(ratio.denominator)
