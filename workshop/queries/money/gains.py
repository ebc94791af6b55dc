"""What a change could give back, to whom, for each pound it costs: always a forecast.

Public money, the local economy and people's lives stand apart, since only public money that can be
spent again is money in hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from workshop.figures.pounds import said_exactly, said_pounds
from workshop.kinds import CardKind
from workshop.measures import (
    BenefitCost,
    BenefitFlow,
    BenefitKind,
    Cashable,
    CostFlow,
    Number,
    benefit_cost,
)
from workshop.queries.cards import CardView

KINDS_OF_GAIN = MappingProxyType[str, BenefitKind](
    {"public_money": "fiscal", "local_economy": "economic", "social": "social"}
)
WHO_PAYS = "Who pays for the change"
NOT_SAID = "Not said yet"
FIRST_CALENDAR_YEAR = 1900


@dataclass(frozen=True, slots=True)
class ChangeCost:
    """What a change costs once, and each year for so many years, beyond what is spent now."""

    once_pence: int
    yearly_pence: int
    years: int


@dataclass(frozen=True, slots=True)
class WeighedGains:
    """``kinds`` and ``parties`` are rows as people read them; ``sentences`` stand beside them."""

    kinds: tuple[tuple[str, str, str], ...]
    parties: tuple[tuple[str, str, str], ...]
    sentences: tuple[str, ...]


def gains_in_play(cards: Iterable[CardView]) -> tuple[CardView, ...]:
    """The gains that say an amount and what sort of gain it is; the others cannot be weighed."""
    return tuple(
        card
        for card in cards
        if card.kind == CardKind.BENEFIT
        and not (card.hidden or card.withdrawn)
        and card.fields.get("amount_pence")
        and card.fields.get("sort")
    )


def weigh_gains(
    gains: Iterable[CardView],
    cost: ChangeCost,
    *,
    discount_percent: Number,
    this_year: int,
    words: dict[str, str],
) -> WeighedGains:
    """Gains beside the cost, in the money of today. Formula: ``workshop.measures.benefit_cost``.

    ``words`` are those of the sorts of gain. Raises ``InvalidInputError`` with a sentence.
    """
    paid = [
        CostFlow("What it costs once", WHO_PAYS, cost.once_pence),
        CostFlow("What it costs each year", WHO_PAYS, cost.yearly_pence, years=cost.years),
    ]
    found = benefit_cost(
        costs=paid,
        benefits=[_flow(card, this_year) for card in gains],
        discount_percent=discount_percent,
    )
    kinds = tuple(
        (
            words[sort],
            said_pounds(found.benefits_by_kind[kind]),
            said_exactly(found.ratio_by_kind[kind] * 100),
        )
        for sort, kind in KINDS_OF_GAIN.items()
    )
    parties = tuple(
        (name, said_pounds(one.costs_pence), said_pounds(one.benefits_pence))
        for name, one in found.by_agency.items()
    )
    return WeighedGains(kinds, parties, _sentences(found))


def _flow(card: CardView, this_year: int) -> BenefitFlow:
    said = card.fields
    cashable: Cashable = said.get("cashable") or "no"
    return BenefitFlow(
        name=card.text,
        agency=" ".join(str(said.get("who_gains") or NOT_SAID).split()),
        kind=KINDS_OF_GAIN[said["sort"]],
        yearly_pence=int(said["amount_pence"]),
        first_year=_first_year(int(said.get("starts_in_year") or 1), this_year),
        years=int(said.get("years") or 1),
        deadweight_percent=_percent(card, "anyway_percent"),
        attribution_percent=_percent(card, "others_percent"),
        drop_off_percent=_percent(card, "fades_percent"),
        optimism_percent=_percent(card, "optimism_percent"),
        cashable=cashable,
        price_year=said.get("price_year"),
    )


def _first_year(said: int, this_year: int) -> int:
    """Years from now: people write “2” for the second year, or the year itself, as in “2027”."""
    return max(0, said - (this_year if said >= FIRST_CALENDAR_YEAR else 1))


def _percent(card: CardView, name: str) -> Fraction:
    return Fraction(str(card.fields.get(name) or 0))


def _sentences(found: BenefitCost) -> tuple[str, ...]:
    back = said_exactly(found.ratio * 100)
    net = said_exactly(found.net_per_pound * 100)
    cash = found.fiscal_by_cashable["yes"] / found.costs_pence
    part = found.fiscal_by_cashable["part"]
    return (
        f"For each £1 it costs, gains of {back} could come back: {net} once that £1 is taken off.",
        f"Of that, {said_exactly(cash * 100)} is public money that can be spent again."
        + (f" Of {said_pounds(part)} more only a part can." if part else ""),
        "All of this is a forecast. Only money that can be spent again can be taken out of a "
        "budget.",
    )
