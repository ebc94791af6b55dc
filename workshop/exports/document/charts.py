"""The charts of a report as plain data, each with a sentence for those who cannot see it."""

from workshop.exports.document.blocks import FigureBlock, Number, TableBlock
from workshop.exports.document.material import Material
from workshop.figures.chart import Bars, Map
from workshop.kinds import CardKind
from workshop.queries.figures.card_maps import assumption_map, people_map, solution_map
from workshop.queries.figures.money_bars import (
    basis_of,
    cost_bars,
    cost_pairs,
    hundred_bars,
    scenario,
)
from workshop.queries.figures.way import way
from workshop.queries.money.budget import Budget
from workshop.queries.money.costs import CostTable, kind_of


def cost_figure(found: CostTable, key: str) -> FigureBlock | None:
    """Cost, reach and cost for each one reached, before and after, each in its own unit."""
    charts = cost_bars(found)
    if not charts:
        return None
    then = kind_of(found.redesigned) == "forecast"
    told = "; ".join(
        f"{row.label.lower()} {row.existing} now, {row.redesigned} then" for row in found.rows
    )
    return FigureBlock(
        key=key,
        title="Cost and reach, before and after",
        alt=f"Bars for {told}. {'What comes then is a forecast.' if then else ''}".strip(),
        charts=charts,
    )


def cost_table(found: CostTable) -> TableBlock:
    """The published way to show it: now, then, and the change with its percentage."""
    comparison = found.comparison
    then = scenario(found.redesigned)
    if comparison is None:
        return TableBlock(caption="Cost and reach", head=("", found.existing.text, then), rows=())
    basis = tuple(map(basis_of, (found.existing, found.redesigned)))
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
            for row, (one, pair) in zip(found.rows, cost_pairs(comparison), strict=True)
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
    chart = hundred_bars(budget)
    if chart is None:
        return None
    alt = f"Bars: of every £100, {', '.join(hundred_told(chart))}."
    return FigureBlock(key="hundred", title="Where every £100 goes", alt=alt, charts=(chart,))


def hundred_told(chart: Bars) -> list[str]:
    """Each bar in words: “£40 for “Family support””."""
    (series,) = chart.series
    return [
        f"{value.said} for “{name}”"
        for name, value in zip(chart.categories, series.values, strict=True)
        if value is not None
    ]
