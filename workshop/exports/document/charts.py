"""The charts of a report as plain data, each with a sentence for those who cannot see it."""

from collections.abc import Mapping

from workshop.errors import Sentence, Sentences
from workshop.exports.document.blocks import FigureBlock, Number, TableBlock
from workshop.exports.document.material import Material
from workshop.figures.chart import Map
from workshop.kinds import CardKind
from workshop.queries.figures.card_maps import assumption_map, people_map, solution_map
from workshop.queries.figures.case_for_change import (
    basis_of,
    cost_figure,
    cost_pairs,
    scenario_name,
)
from workshop.queries.figures.resources import hundred_figure
from workshop.queries.figures.way import way
from workshop.queries.money.budget import Budget
from workshop.queries.money.case_for_change import CaseForChange
from workshop.queries.money.costs import CostTable, kind_of

BARS = Sentence("Bars.")


def cost_block(case: CaseForChange, words: Mapping[str, str], key: str) -> FigureBlock | None:
    """Cost, reach and cost for each one reached, before and after, each in its own unit."""
    figure, found = cost_figure([case], words), case.table
    if figure is None:
        return None
    then = kind_of(found.redesigned) == "forecast"
    told = Sentences(
        (
            Sentence(
                "{what}: {before} now, {after} then",
                what=row.label,
                before=row.existing,
                after=row.redesigned,
            )
            for row in found.rows
        ),
        "; ",
    )
    forecast = Sentence("What comes then is a forecast.") if then else ""
    return FigureBlock(
        key=key,
        title=Sentence("Cost and reach, before and after"),
        alt=Sentences((BARS, Sentences((told, "."), ""), forecast)),
        charts=figure.by_row(),
    )


def cost_table(found: CostTable) -> TableBlock:
    """The published way to show it: now, then, and the change with its percentage."""
    comparison = found.comparison
    then = scenario_name(found.redesigned)
    if comparison is None:
        return TableBlock(
            caption=Sentence("Cost and reach"), head=("", found.existing.text, then), rows=()
        )
    basis = tuple(map(basis_of, (found.existing, found.redesigned)))
    return TableBlock(
        caption=Sentence("Cost and reach, side by side"),
        head=("", found.existing.text, then, Sentence("Difference")),
        rows=tuple(
            (
                row.label,
                Number(value=pair.before, unit=pair.unit, said=row.existing, basis=basis[0]),
                Number(value=pair.after, unit=pair.unit, said=row.redesigned, basis=basis[1]),
                Number(value=pair.change, unit=pair.unit, said=row.change, basis=basis[1]),
            )
            for row, pair in zip(found.rows, cost_pairs(comparison), strict=True)
        ),
        numeric=frozenset({1, 2, 3}),
    )


def flow_block(material: Material) -> FigureBlock | None:
    """The way from the people it is for to the vision."""
    if not material.flow.bands:
        return None
    chart = way(material.flow)
    listed = Sentence("The list below says for each band which card rests on which.")
    alt = Sentences((chart.description, listed))
    return FigureBlock(key="way", title=chart.title, alt=alt, charts=(chart,))


def segment_block(material: Material) -> FigureBlock | None:
    """How often each group meets us, and how it feels about us."""
    words = material.playbook.kind(CardKind.SEGMENT).fields
    lines = words["contact"].label, words["trust"].label
    chart = people_map(material.cards, words["contact"].options, lines)
    return _map_block("segments", chart)


def solution_block(material: Material) -> FigureBlock | None:
    """How much life would change against how the cost would change."""
    return _map_block("solutions", solution_map(material.of(CardKind.SOLUTION)))


def assumption_block(material: Material) -> FigureBlock | None:
    """How sure we are against how bad it is if we are wrong."""
    return _map_block("assumptions", assumption_map(material.of(CardKind.ASSUMPTION)))


def _map_block(key: str, chart: Map) -> FigureBlock | None:
    if not chart.spots:
        return None
    return FigureBlock(key=key, title=chart.title, alt=chart.description, charts=(chart,))


def hundred_block(budget: Budget) -> FigureBlock | None:
    """Where every £100 goes, by part of the work."""
    chart = hundred_figure(budget)
    if chart is None:
        return None
    title = Sentence("Where every £100 goes")
    alt = Sentences((BARS, chart.sentence))
    return FigureBlock(key="hundred", title=title, alt=alt, charts=(chart,))
