"""What it costs and whom it reaches, before and after: the cost pictures of a room as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from workshop.errors import Numerals, Sentence, WorkshopError
from workshop.figures.pounds import said_pounds
from workshop.figures.told_text import original
from workshop.kinds import CardKind
from workshop.measures import (
    CostComparison,
    ScenarioKind,
    ServiceCost,
    compare_costs,
    cost_cautions,
    round_for_display,
)
from workshop.queries.cards import CardView
from workshop.queries.money.budget import rests_on, said_files

PERIODS: Mapping[str, str] = MappingProxyType(
    {
        "year": "in a year",
        "half_year": "in half a year",
        "quarter": "in three months",
        "month": "in a month",
    }
)
COST: Mapping[str, Sentence] = MappingProxyType(
    {
        "year": Sentence("Cost in a year"),
        "half_year": Sentence("Cost in half a year"),
        "quarter": Sentence("Cost in three months"),
        "month": Sentence("Cost in a month"),
    }
)
REACHED: Mapping[str, Sentence] = MappingProxyType(
    {
        "family": Sentence("Families reached"),
        "child": Sentence("Children reached"),
        "person": Sentence("People reached"),
    }
)
COST_FOR: Mapping[str, Sentence] = MappingProxyType(
    {
        "family": Sentence("Cost for each family"),
        "child": Sentence("Cost for each child"),
        "person": Sentence("Cost for each person"),
    }
)
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "family": Sentence("families"),
        "child": Sentence("children"),
        "person": Sentence("people"),
    }
)
ONE: Mapping[str, str] = MappingProxyType(
    {"family": Sentence("family"), "child": Sentence("child"), "person": Sentence("person")}
)


def one_of(unit: str) -> str:
    """The word for one of those who are reached."""
    return ONE.get(unit, unit)


def cost_for(unit: str) -> str:
    """The name of what each one reached costs."""
    return COST_FOR.get(unit, f"Cost for each {unit}")


@dataclass(frozen=True, slots=True)
class CostRow:
    """One line of the table, as people read it."""

    label: str
    existing: str
    redesigned: str
    change: str


@dataclass(frozen=True, slots=True)
class CostTable:
    """Two cost pictures side by side. ``rows`` are empty where they cannot be compared.

    ``cautions`` have to stand beside the figures; where they cannot be compared, they say why.
    ``files`` are the spending files behind them and what was decided of each; they are among the
    cautions too.
    """

    existing: CardView
    redesigned: CardView
    comparison: CostComparison | None
    rows: tuple[CostRow, ...]
    cautions: tuple[str, ...]
    files: str = ""

    @property
    def is_forecast(self) -> bool:
        """Whether any part of it is still to come."""
        return "forecast" in (kind_of(self.existing), kind_of(self.redesigned))


def read_costs(cards: Iterable[CardView]) -> tuple[CostTable, ...]:
    """How it is now, beside each way that it could be and each way that it turned out.

    Any number of pictures may stand beside the present one, newest first; of those with the same
    name only the newest counts.
    """
    newest: dict[tuple[str, str], CardView] = {}
    in_play = {card.id: card for card in cards}
    for card in in_play.values():
        if card.kind == CardKind.COST_SCENARIO and not (card.hidden or card.withdrawn):
            sort = card.fields.get("sort") or ""
            name = "" if sort == "existing" else " ".join(card.text.split()).casefold()
            newest.pop((sort, name), None)
            newest[sort, name] = card
    existing = newest.get(("existing", ""))
    if existing is None:
        return ()
    others = [
        card
        for wanted in ("redesigned", "actual")
        for (sort, _), card in reversed(newest.items())
        if sort == wanted
    ]
    units = _units_beside(in_play.values())
    return tuple(
        _with_files(_table(existing, other, _pays_group(other, in_play), units), in_play)
        for other in others
    )


def _with_files(table: CostTable, cards: Mapping[str, CardView]) -> CostTable:
    """Where a picture rests on lines of a spending file, what was decided of it is a caution."""
    behind = [
        cards[line]
        for picture in (table.existing, table.redesigned)
        for line in picture.links.get("lines", ())
        if line in cards
    ]
    files = said_files(rests_on(behind))
    if not files:
        return table
    behind_it = Sentence("Money lines behind it: {files}.", files=files)
    cautions = (*table.cautions, behind_it)
    return replace(table, cautions=cautions, files=files)


def _units_beside(cards: Iterable[CardView]) -> tuple[str, ...]:
    """What the signs of reach count: the room must not take one for the other."""
    shown = (
        str(card.fields.get("unit"))
        for card in cards
        if card.kind == CardKind.INDICATOR
        and card.fields.get("sort") in ("reach", "registration")
        and not (card.hidden or card.withdrawn)
    )
    return tuple(dict.fromkeys(unit for unit in shown if unit in UNITS))


def _pays_group(card: CardView, cards: Mapping[str, CardView]) -> bool:
    """Whether the cost counts in what a local group is paid to do its part of the work."""
    if "commissioning" in (card.fields.get("includes") or ()):
        return True
    lines = (cards[one] for one in card.links.get("lines", ()) if one in cards)
    return any(
        line.fields.get("covers") == "commissioning" and line.fields.get("amount_pence") is not None
        for line in lines
    )


def kind_of(card: CardView) -> ScenarioKind:
    """Whether a cost picture was measured. One that says nothing is a forecast if it could be."""
    basis = card.fields.get("basis")
    if basis is None:
        return "forecast" if card.fields.get("sort") == "redesigned" else "actual"
    return "actual" if basis == "measured" else "forecast"


def _table(
    existing: CardView, other: CardView, paid_for: bool, units: tuple[str, ...]
) -> CostTable:
    missing = [said for card in (existing, other) if (said := _missing(card))]
    if missing:
        return CostTable(existing, other, None, (), tuple(missing))
    if _period(existing) != _period(other):
        why = Sentence(
            "The two are for different lengths of time. Give both for a year, then compare."
        )
        return CostTable(existing, other, None, (), (why,))
    before, after = scenario(existing), scenario(other)
    try:
        cautions = cost_cautions(before, after, has_commissioning_cost=paid_for, other_units=units)
        comparison = compare_costs(before, after)
    except WorkshopError as error:
        reasons = _sentences(before, after, paid_for) or (error.sentence,)
        return CostTable(existing, other, None, (), reasons)
    return CostTable(existing, other, comparison, cost_rows(comparison, _period(other)), cautions)


def _sentences(existing: ServiceCost, redesigned: ServiceCost, paid_for: bool) -> tuple[str, ...]:
    """The cautions where two pictures cannot be compared; empty where not even those can be."""
    try:
        return cost_cautions(existing, redesigned, has_commissioning_cost=paid_for)
    except WorkshopError:
        return ()


def _missing(card: CardView) -> str:
    wanted = {
        "cost_pence": Sentence("what it costs"),
        "reach_count": Sentence("how many it reaches"),
        "reach_unit": Sentence("what is counted"),
    }
    lacks = [words for name, words in wanted.items() if card.fields.get(name) is None]
    return (
        Sentence(
            "“{name}” does not say {what} yet.",
            name=original(card.text),
            what=_either(lacks),
        )
        if lacks
        else ""
    )


def _either(lacks: Sequence[Sentence]) -> Sentence:
    """One of them, or “a or b”."""
    said = lacks[0]
    for other in lacks[1:]:
        said = Sentence("{one} or {other}", one=said, other=other)
    return said


def _period(card: CardView) -> str:
    return card.fields.get("period") or "year"


def scenario(card: CardView) -> ServiceCost:
    """A cost picture that says all three figures, for the sums."""
    return ServiceCost(
        name=card.text,
        cost_pence=int(card.fields["cost_pence"]),
        reach=int(card.fields["reach_count"]),
        reach_unit=str(card.fields["reach_unit"]),
        kind=kind_of(card),
    )


def cost_rows(comparison: CostComparison, period: str = "year") -> tuple[CostRow, ...]:
    """Cost, reach and cost for each one reached, rounded for reading and for nothing else."""
    unit = comparison.existing.reach_unit
    found = comparison
    return (
        CostRow(
            COST.get(period, Sentence("Cost")),
            Numerals(said_pounds(found.existing.cost_pence)),
            Numerals(said_pounds(found.redesigned.cost_pence)),
            _with_percent(said_pounds(found.cost_change_pence), found.cost_change_percent),
        ),
        CostRow(
            REACHED.get(unit, f"{unit.capitalize()} reached"),
            Numerals(f"{int(found.existing.reach):,}"),
            Numerals(f"{int(found.redesigned.reach):,}"),
            _with_percent(signed(found.reach_change), found.reach_change_percent),
        ),
        CostRow(
            cost_for(unit),
            Numerals(said_pounds(found.unit_cost_existing_pence)),
            Numerals(said_pounds(found.unit_cost_redesigned_pence)),
            _with_percent(
                said_pounds(found.unit_cost_change_pence), found.unit_cost_change_percent
            ),
        ),
    )


def signed(number: Fraction) -> str:
    shown = int(round_for_display(number))
    return f"+{shown:,}" if shown > 0 else f"{shown:,}".replace("-", "−")


def _with_percent(said: str, percent: Fraction | None) -> Numerals:
    if percent is None:
        return Numerals(said)
    shown = f"{int(round_for_display(percent)):,}".replace("-", "−")
    return Numerals(f"{said} ({shown} %)")
