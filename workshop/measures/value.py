"""What a change gives back for what it costs, over years, and to whom."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from workshop.errors import InvalidInputError
from workshop.measures.exact import Number, not_negative, pence, percentage, whole

BenefitKind = Literal["fiscal", "economic", "social"]
Cashable = Literal["yes", "part", "no"]

MOST_YEARS = 100


@dataclass(frozen=True)
class CostFlow:
    """Yearly pence that an agency pays, for ``years`` from ``first_year`` (0 = now).

    ``optimism_percent`` raises the cost, for costs are mostly guessed too low.
    """

    name: str
    agency: str
    yearly_pence: int
    first_year: int = 0
    years: int = 1
    optimism_percent: Number = 0
    price_year: int | None = None


@dataclass(frozen=True)
class BenefitFlow:
    """Yearly pence gained by an agency or group, before corrections; all percentages 0 to 100.

    ``deadweight_percent`` would have come anyway; ``attribution_percent`` is owed to the work of
    others; ``drop_off_percent`` fades each year after the first; ``optimism_percent`` is taken
    off because benefits are mostly guessed too high.
    """

    name: str
    agency: str
    kind: BenefitKind
    yearly_pence: int
    first_year: int = 0
    years: int = 1
    deadweight_percent: Number = 0
    attribution_percent: Number = 0
    drop_off_percent: Number = 0
    optimism_percent: Number = 0
    cashable: Cashable = "no"
    price_year: int | None = None


@dataclass(frozen=True)
class AgencyShare:
    """What one agency pays and gains, in discounted pence."""

    costs_pence: Fraction
    benefits_pence: Fraction


@dataclass(frozen=True)
class BenefitCost:
    """Discounted costs and benefits, unrounded. Show the kinds apart: only fiscal can be money."""

    costs_pence: Fraction
    benefits_pence: Fraction
    ratio: Fraction
    """All benefits over all costs."""
    net_per_pound: Fraction
    """Pounds gained for each pound spent, with that pound taken off: a ratio of 9 is 8 net."""
    benefits_by_kind: dict[BenefitKind, Fraction]
    ratio_by_kind: dict[BenefitKind, Fraction]
    fiscal_by_cashable: dict[Cashable, Fraction]
    """Fiscal benefits by whether they can be taken out of a budget."""
    by_agency: dict[str, AgencyShare]
    """Who pays and who gains, in the order of the lines."""


def benefit_cost(
    *, costs: Sequence[CostFlow], benefits: Sequence[BenefitFlow], discount_percent: Number
) -> BenefitCost:
    """Weigh discounted benefits against discounted costs.

    A flow in year t is divided by (1 + discount)^t. A benefit is first multiplied by
    (1 - deadweight), (1 - attribution), (1 - optimism) and, from its second year, by
    (1 - drop-off) for each year gone. Sources: HM Treasury Green Book and its supplementary
    guidance by Greater Manchester Combined Authority on cost benefit analysis for local
    partnerships (discounting, optimism bias, kinds kept apart, who pays and who gains); the Guide
    to Social Return on Investment (deadweight, attribution, drop-off). No rate is built in: the
    Green Book's yearly rate is 3.5 percent.

    Raises ``InvalidInputError`` without any cost, for figures that cannot be, and for lines in
    the prices of different years.
    """
    _require_one_price_year([*(c.price_year for c in costs), *(b.price_year for b in benefits)])
    rate = 1 + percentage(discount_percent, what="The discount rate")
    paid = [(cost.agency, _present_cost(cost, rate)) for cost in costs]
    gained = [(benefit, _present_benefit(benefit, rate)) for benefit in benefits]
    all_costs = sum((amount for _, amount in paid), Fraction(0))
    all_benefits = sum((amount for _, amount in gained), Fraction(0))
    if not all_costs:
        raise InvalidInputError("Enter what it costs. Without a cost there is nothing to weigh.")
    by_kind: dict[BenefitKind, Fraction] = {kind: Fraction(0) for kind in get_args(BenefitKind)}
    by_cashable: dict[Cashable, Fraction] = {label: Fraction(0) for label in get_args(Cashable)}
    for benefit, amount in gained:
        by_kind[benefit.kind] += amount
        if benefit.kind == "fiscal":
            by_cashable[benefit.cashable] += amount
    return BenefitCost(
        costs_pence=all_costs,
        benefits_pence=all_benefits,
        ratio=all_benefits / all_costs,
        net_per_pound=all_benefits / all_costs - 1,
        benefits_by_kind=by_kind,
        ratio_by_kind={kind: amount / all_costs for kind, amount in by_kind.items()},
        fiscal_by_cashable=by_cashable,
        by_agency=_by_agency(paid, [(benefit.agency, amount) for benefit, amount in gained]),
    )


def payback_months(*, one_off_pence: int, yearly_saving_pence: int) -> Fraction:
    """Return one-off cost / yearly saving x 12: the months until the saving has paid for it.

    Raises ``InvalidInputError`` when there is no saving, for then it is never paid back.
    """
    cost = not_negative(pence(one_off_pence, what="The cost"), what="The cost")
    saving = pence(yearly_saving_pence, what="The yearly saving")
    if saving <= 0:
        raise InvalidInputError(
            "There is no yearly saving, so the cost is never paid back. Enter a saving above 0."
        )
    return cost / saving * 12


def _present_cost(cost: CostFlow, rate: Fraction) -> Fraction:
    yearly = not_negative(pence(cost.yearly_pence, what=cost.name), what=cost.name)
    raised = 1 + not_negative(cost.optimism_percent, what="The correction for optimism") / 100
    return sum((yearly * raised / rate**t for t in _years(cost)), Fraction(0))


def _present_benefit(benefit: BenefitFlow, rate: Fraction) -> Fraction:
    if benefit.kind not in get_args(BenefitKind) or benefit.cashable not in get_args(Cashable):
        raise InvalidInputError(
            f"Say of “{benefit.name}” whether it is fiscal, economic or social, "
            "and whether it can be cashed: yes, part or no."
        )
    first = Fraction(pence(benefit.yearly_pence, what=benefit.name))
    for percent, what in (
        (benefit.deadweight_percent, "Deadweight"),
        (benefit.attribution_percent, "Attribution"),
        (benefit.optimism_percent, "The correction for optimism"),
    ):
        first *= 1 - percentage(percent, what=what)
    kept = 1 - percentage(benefit.drop_off_percent, what="Drop-off")
    years = _years(benefit)
    return sum((first * kept ** (t - years.start) / rate**t for t in years), Fraction(0))


def _years(flow: CostFlow | BenefitFlow) -> range:
    first = whole(flow.first_year, what=f"The first year of “{flow.name}”")
    last = first + whole(flow.years, what=f"The years of “{flow.name}”")
    if last > MOST_YEARS:
        raise InvalidInputError(f"“{flow.name}” must end within {MOST_YEARS} years.")
    return range(first, last)


def _require_one_price_year(years: Sequence[int | None]) -> None:
    stated = sorted({year for year in years if year is not None})
    if len(stated) > 1:
        raise InvalidInputError(
            f"Some prices are of {stated[0]} and some of {stated[-1]}. "
            "Put them all in the prices of one year."
        )


def _by_agency(
    paid: Sequence[tuple[str, Fraction]], gained: Sequence[tuple[str, Fraction]]
) -> dict[str, AgencyShare]:
    costs: dict[str, Fraction] = defaultdict(Fraction)
    benefits: dict[str, Fraction] = defaultdict(Fraction)
    for agency, amount in paid:
        costs[agency] += amount
    for agency, amount in gained:
        benefits[agency] += amount
    return {
        agency: AgencyShare(costs_pence=costs[agency], benefits_pence=benefits[agency])
        for agency in dict.fromkeys([agency for agency, _ in [*paid, *gained]])
    }
