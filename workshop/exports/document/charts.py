"""The charts of a report as plain data, each with a sentence for those who cannot see it."""

from collections.abc import Sequence
from fractions import Fraction

from workshop.exports.document.blocks import Basis, FigureBlock, Number, TableBlock
from workshop.exports.document.card_words import counted
from workshop.exports.document.material import Material
from workshop.figures.chart import Axis, Band, Bars, Flow, Level, Map, Node, Series, Spot, Value
from workshop.kinds import CardKind
from workshop.measures import CostComparison, exact
from workshop.queries.cards import CardView
from workshop.queries.money.budget import Budget
from workshop.queries.money.costs import CostTable, kind_of
from workshop.queries.segments import CONTACTS, FEELINGS, segments

LEVEL_TITLES = ("Who it is for", "What we learned", "The new challenge", "Solutions", "The vision")
CORNERS = ("Better, costs less", "Better, costs more", "Worse, costs less", "Worse, costs more")
FIRST_CORNERS = ("Find out first", "Check later", "Let it be", "Fine")


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
    flow = material.flow
    if not flow.bands:
        return None
    levels = tuple(
        Level(title=title, nodes=tuple(Node(key=card.id, text=card.text) for card in cards))
        for title, cards in zip(LEVEL_TITLES, flow.levels, strict=True)
    )
    said = ", ".join(f"{len(level.nodes)} under “{level.title}”" for level in levels if level.nodes)
    return FigureBlock(
        key="way",
        title="From the people it is for to the vision",
        alt=f"Bands that join cards from left to right: {said}. "
        "The list below says for each band which card rests on which.",
        charts=(
            Flow(
                title="From the people it is for to the vision",
                levels=levels,
                bands=tuple(Band(lower=b.lower.id, upper=b.upper.id) for b in flow.bands),
            ),
        ),
    )


def map_figure(
    key: str,
    title: str,
    axes: tuple[Axis, Axis],
    placed: Sequence[tuple[CardView, Fraction, Fraction]],
    corners: tuple[str, str, str, str] | None = None,
) -> FigureBlock | None:
    """Cards on two lines, numbered; the table names them."""
    if not placed:
        return None
    spots = tuple(
        Spot(number=number, text=card.text, x=x, y=y)
        for number, (card, x, y) in enumerate(placed, 1)
    )
    across, up = axes
    return FigureBlock(
        key=key,
        title=title,
        alt=f"{counted(len(spots), 'card')} on two lines. From left to right: {across.title}, "
        f"from “{across.low}” to “{across.high}”. Upwards: {up.title}, "
        f"from “{up.low}” to “{up.high}”.",
        charts=(Map(title=title, x=across, y=up, spots=spots, corners=corners),),
    )


def segment_figure(material: Material) -> FigureBlock | None:
    """How often each group meets us, and how it feels about us."""
    options = material.playbook.kind(CardKind.SEGMENT).fields
    placed = [
        (card, Fraction(CONTACTS.index(contact)), Fraction(int(trust)))
        for card in segments(material.cards)
        if (contact := card.fields.get("contact")) in CONTACTS
        and (trust := card.fields.get("trust")) in FEELINGS
    ]
    contact = options["contact"].options
    axes = (
        Axis(
            title=options["contact"].label,
            low=contact[CONTACTS[0]],
            high=contact[CONTACTS[-1]],
            least=0,
            most=len(CONTACTS) - 1,
        ),
        Axis(title=options["trust"].label, low="no trust", high="full trust", least=1, most=5),
    )
    return map_figure("segments", "Groups of people on two lines", axes, placed)


def solution_figure(material: Material) -> FigureBlock | None:
    """How much life would change against how the cost would change."""
    placed = [
        (card, Fraction(str(cost)), Fraction(str(life)))
        for card in material.of(CardKind.SOLUTION)
        if (cost := card.fields.get("cost_change_percent")) is not None
        and (life := card.fields.get("outcome_change")) is not None
    ]
    widest = max([Fraction(20), *(abs(cost) for _, cost, _ in placed)])
    axes = (
        Axis(
            title="Change in cost, per cent",
            low=f"{int(widest)} % less",
            high=f"{int(widest)} % more",
            least=-widest,
            most=widest,
        ),
        Axis(
            title="How much life would change",
            low="Much worse",
            high="Much better",
            least=-2,
            most=2,
        ),
    )
    return map_figure("solutions", "Solutions on two lines", axes, placed, CORNERS)


def assumption_figure(material: Material) -> FigureBlock | None:
    """How sure we are against how bad it is if we are wrong."""
    placed = [
        (card, Fraction(int(sure)), Fraction(int(bad)))
        for card in material.of(CardKind.ASSUMPTION)
        if (sure := card.fields.get("how_sure")) is not None
        and (bad := card.fields.get("how_bad")) is not None
    ]
    axes = (
        Axis(title="How sure are we?", low="A guess", high="Certain", least=1, most=5),
        Axis(title="How bad if we are wrong?", low="Fine", high="Very bad", least=1, most=5),
    )
    return map_figure(
        "assumptions", "What we believe and have not tested", axes, placed, FIRST_CORNERS
    )


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
