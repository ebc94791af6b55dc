"""The cost table: what people gave, and formulas for all that follows from it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial

from workshop.exports.formats.workbook.grid import (
    Formula,
    Grid,
    Sort,
    Value,
    as_decimal,
    column,
)
from workshop.figures.pounds import exact_pounds
from workshop.measures import CostComparison
from workshop.queries.money.costs import PERIODS, UNITS, CostTable, kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One line: how it is now, how it could be, the change, and the change as a share of now.

    A formula names other cells by the key of their line and their side: ``{cost.now}``.
    """

    key: str
    label: str
    sort: Sort
    cells: tuple[Value, Value, Value, Value]
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSheet:
    """Two cost pictures side by side. ``lines`` are empty where they cannot be compared."""

    now: str
    then: str
    now_is_forecast: bool
    then_is_forecast: bool
    cards: tuple[str, str]
    lines: tuple[CostLine, ...]
    follows: tuple[CostLine, ...]
    cautions: tuple[str, ...]


SIDES = ("now", "then", "change", "share")


def cost_sheet(table: CostTable, money: str) -> CostSheet:
    """A comparison of the vision board with its formulas."""
    found = table.comparison
    period = PERIODS.get(table.redesigned.fields.get("period") or "year", "")
    return CostSheet(
        now=table.existing.text,
        then=table.redesigned.text,
        now_is_forecast=kind_of(table.existing) == "forecast",
        then_is_forecast=kind_of(table.redesigned) == "forecast",
        cards=(table.existing.id, table.redesigned.id),
        lines=_lines(found, period, money) if found else (),
        follows=_follows(found, money) if found else (),
        cautions=table.cautions,
    )


def _lines(found: CostComparison, period: str, money: str) -> tuple[CostLine, ...]:
    unit = found.existing.reach_unit
    many = UNITS.get(unit, unit)
    return (
        CostLine(
            key="cost",
            label=f"Cost {period} ({money})".replace("  ", " "),
            sort="money",
            cells=(
                exact_pounds(found.existing.cost_pence),
                exact_pounds(found.redesigned.cost_pence),
                Formula("{cost.then}-{cost.now}", exact_pounds(found.cost_change_pence)),
                _share("cost", found.cost_change_percent),
            ),
        ),
        CostLine(
            key="reach",
            label=f"{many.capitalize()} reached",
            sort="whole",
            cells=(
                int(found.existing.reach),
                int(found.redesigned.reach),
                Formula("{reach.then}-{reach.now}", as_decimal(found.reach_change)),
                _share("reach", found.reach_change_percent),
            ),
        ),
        CostLine(
            key="unit",
            label=f"Cost for each {unit} ({money})",
            sort="money",
            cells=(
                Formula(
                    'IF({reach.now}=0,"",{cost.now}/{reach.now})',
                    _amount(found.unit_cost_existing_pence),
                ),
                Formula(
                    'IF({reach.then}=0,"",{cost.then}/{reach.then})',
                    _amount(found.unit_cost_redesigned_pence),
                ),
                Formula(
                    'IF(OR({unit.now}="",{unit.then}=""),"",{unit.then}-{unit.now})',
                    _amount(found.unit_cost_change_pence),
                ),
                _share("unit", found.unit_cost_change_percent),
            ),
        ),
    )


def _follows(found: CostComparison, money: str) -> tuple[CostLine, ...]:
    """What the comparison means, each a single figure in the column of how it could be."""
    many = UNITS.get(found.existing.reach_unit, found.existing.reach_unit)

    def line(key: str, label: str, sort: Sort, text: str, value: Decimal | None) -> CostLine:
        cells = (None, Formula(text, value), None, None)
        return CostLine(key=key, label=label, sort=sort, cells=cells)

    return (
        line(
            "level",
            f"How many {many} it must reach to cost no more for each than now",
            "rounded",
            'IF(OR({unit.now}="",{unit.now}=0),"",{cost.then}/{unit.now})',
            as_decimal(found.break_even_reach),
        ),
        line(
            "same",
            f"What the new reach would cost at today's cost for each ({money})",
            "money",
            'IF({unit.now}="","",{unit.now}*{reach.then})',
            _amount(found.cost_at_existing_unit_pence),
        ),
        line(
            "apart",
            f"That, less the new cost ({money}). A comparison only: nobody ever has this cash",
            "money",
            'IF({same.then}="","",{same.then}-{cost.then})',
            _amount(found.notional_avoided_pence),
        ),
        line(
            "by_cost",
            "Part of the fall that comes from spending less",
            "share",
            _FALLS.format("LN({cost.then}/{cost.now})/LN({unit.then}/{unit.now})"),
            as_decimal(found.share_of_fall_from_cost),
        ),
        line(
            "by_reach",
            f"Part of the fall that comes from reaching more {many}",
            "share",
            'IF({by_cost.then}="","",1-{by_cost.then})',
            as_decimal(found.share_of_fall_from_reach),
        ),
    )


_FALLS = (
    'IF(OR({{unit.now}}="",{{unit.then}}=""),"",'
    'IF(AND({{cost.then}}>0,{{unit.then}}<{{unit.now}}),{},""))'
)
"""The fall is only divided up where the unit cost falls, and not to nothing."""


def _share(key: str, percent: Fraction | None) -> Formula:
    """The change as a share of how it is now; ``percent`` is what it comes to here."""
    text = f'IF(OR({{{key}.change}}="",{{{key}.now}}=0),"",{{{key}.change}}/{{{key}.now}})'
    return Formula(text, None if percent is None else as_decimal(percent / 100))


def _amount(pence: Fraction) -> Decimal | None:
    return as_decimal(pence / 100)


def cost_grid(sheets: tuple[CostSheet, ...]) -> Grid:
    """The same table for CSV, where a formula is what it comes to."""
    return Grid(
        key="cost-table",
        title="What it costs",
        about="What it costs and whom it reaches, now and after. A forecast is called one.",
        columns=(
            _kept("line", "Line", "name", "What the figures of this line are."),
            _kept("now", "How it is now", "decimal", "The figure as it is now."),
            _kept("then", "How it could be", "decimal", "The figure after the change."),
            _kept("change", "Change", "decimal", "The second less the first."),
            _kept(
                "share",
                "Change as a share of now",
                "share",
                "The change divided by how it is now: -0.5 is half as much as now.",
            ),
            _kept(
                "basis",
                "The new figure is",
                "name",
                "Whether it was counted or is expected.",
                allowed="Forecast; Counted",
            ),
            _kept("now_card", "Card now", "name", "The card of how it is now."),
            _kept("then_card", "Card after", "name", "The card of how it could be."),
        ),
        rows=tuple(
            (
                line.label,
                *line.cells,
                "Forecast" if sheet.then_is_forecast else "Counted",
                *sheet.cards,
            )
            for sheet in sheets
            for line in (*sheet.lines, *sheet.follows)
        ),
    )


_kept = partial(column, source="Worked out by Reframe")
