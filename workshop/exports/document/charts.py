"""The charts of a report as plain data, each with a sentence for those who cannot see it."""

from fractions import Fraction

from workshop.exports.document.blocks import Basis, FigureBlock, Number, TableBlock
from workshop.exports.document.material import Material
from workshop.figures.chart import Bars, Map, Series, Value
from workshop.kinds import CardKind
from workshop.measures import CostComparison, exact
from workshop.queries.cards import CardView
from workshop.queries.figures.card_maps import assumption_map, people_map, solution_map
from workshop.queries.figures.way import way
from workshop.queries.money.budget import Budget
from workshop.queries.money.costs import CostTable, kind_of


def cost_figure(found: CostTable, key: str) -> FigureBlock | None:
    """Cost, reach and cost for each one reached, before and after, each in its own unit."""
    comparison = found.comparison
    if comparison is None:
        return None
    then = kind_of(found.redesigned) == "forecast"
    units = ("pence", comparison.existing.reach_unit, "pence")
    values = _pairs(comparison)
    names = (_scenario(found.existing), _scenario(found.redesigned))
    charts = tuple(
        Bars(
            title=row.label,
            unit=unit,
            categories=names,
            series=(
                Series(
                    name=row.label,
                    values=(
                        Value(value=pair[0], said=row.existing, style=_style(found.existing)),
                        Value(
                            value=pair[1],
                            said=f"{row.redesigned} · {row.change}",
                            style=_style(found.redesigned),
                        ),
                    ),
                ),
            ),
        )
        for row, unit, pair in zip(found.rows, units, values, strict=True)
    )
    told = "; ".join(
        f"{row.label.lower()} {row.existing} now, {row.redesigned} then" for row in found.rows
    )
    return FigureBlock(
        key=key,
        title="Cost and reach, before and after",
        alt=f"Bars for {told}. {'What comes then is a forecast.' if then else ''}".strip(),
        charts=charts,
    )


def _scenario(card: CardView) -> str:
    return f"{card.text} (forecast)" if kind_of(card) == "forecast" else card.text


def _style(card: CardView) -> Basis:
    """Whether the figures of a cost picture were counted or are expected."""
    return "forecast" if kind_of(card) == "forecast" else "counted"


def _pairs(found: CostComparison) -> tuple[tuple[Fraction, Fraction], ...]:
    """Cost, reach and cost for each one, each before and after. Money is pence."""
    return (
        (exact(found.existing.cost_pence), exact(found.redesigned.cost_pence)),
        (exact(found.existing.reach), exact(found.redesigned.reach)),
        (found.unit_cost_existing_pence, found.unit_cost_redesigned_pence),
    )


def cost_table(found: CostTable) -> TableBlock:
    """The published way to show it: now, then, and the change with its percentage."""
    forecast = kind_of(found.redesigned) == "forecast"
    comparison = found.comparison
    then = f"{found.redesigned.text}{' (forecast)' if forecast else ''}"
    if comparison is None:
        return TableBlock(caption="Cost and reach", head=("", found.existing.text, then), rows=())
    unit = comparison.existing.reach_unit
    values = _pairs(comparison)
    basis = tuple(map(_style, (found.existing, found.redesigned)))
    return TableBlock(
        caption="Cost and reach, side by side",
        head=("", found.existing.text, then, "Change"),
        rows=tuple(
            (
                row.label,
                Number(value=pair[0], unit=one, said=row.existing, basis=basis[0]),
                Number(value=pair[1], unit=one, said=row.redesigned, basis=basis[1]),
                Number(value=pair[1] - pair[0], unit=one, said=row.change, basis=basis[1]),
            )
            for row, pair, one in zip(found.rows, values, ("pence", unit, "pence"), strict=True)
        ),
        numeric=frozenset({1, 2, 3}),
    )


def flow_figure(material: Material) -> FigureBlock | None:
    """The way from the people it is for to the vision."""
    if not material.flow.bands:
        return None
    chart = way(material.flow)
    alt = f"{chart.description} The list below says for each band which card rests on which."
    return FigureBlock(key="way", title=chart.title, alt=alt, charts=(chart,))


def segment_figure(material: Material) -> FigureBlock | None:
    """How often each group meets us, and how it feels about us."""
    words = material.playbook.kind(CardKind.SEGMENT).fields
    lines = words["contact"].label, words["trust"].label
    chart = people_map(material.cards, words["contact"].options, lines)
    return _map_figure("segments", chart)


def solution_figure(material: Material) -> FigureBlock | None:
    """How much life would change against how the cost would change."""
    return _map_figure("solutions", solution_map(material.of(CardKind.SOLUTION)))


def assumption_figure(material: Material) -> FigureBlock | None:
    """How sure we are against how bad it is if we are wrong."""
    return _map_figure("assumptions", assumption_map(material.of(CardKind.ASSUMPTION)))


def _map_figure(key: str, chart: Map) -> FigureBlock | None:
    if not chart.spots:
        return None
    return FigureBlock(key=key, title=chart.title, alt=chart.description, charts=(chart,))


def hundred_figure(budget: Budget) -> FigureBlock | None:
    """Where every £100 goes, by part of the work."""
    strands = [one for one in budget.strands if one.out_of_100 is not None]
    if not strands:
        return None
    names = tuple(one.strand.text if one.strand else "Under no part of the work" for one in strands)
    values = tuple(
        Value(value=one.out_of_100 or 0, said=f"£{one.out_of_100 or 0}") for one in strands
    )
    told = ", ".join(f"{v.said} for “{name}”" for name, v in zip(names, values, strict=True))
    return FigureBlock(
        key="hundred",
        title="Where every £100 goes",
        alt=f"Bars: of every £100, {told}.",
        charts=(
            Bars(
                title="Of every £100",
                unit="£",
                categories=names,
                series=(Series(name="Of every £100", values=values),),
            ),
        ),
    )
