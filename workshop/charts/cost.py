"""Cost, reach and cost for each one reached, before and after."""

from fractions import Fraction

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from workshop.charts.look import LIGHT, Look, bar_look, calm, lined, shortened
from workshop.queries.cards import CardView
from workshop.queries.costs import CostTable, kind_of


def cost_bars(table: CostTable, look: Look = LIGHT) -> go.Figure:
    """Cost, reach and cost for each one reached: before above, after below, each with its unit."""
    found = table.comparison
    if found is None:
        return calm(go.Figure(), look, height=80)
    titles = [row.label for row in table.rows]
    values = (
        (Fraction(found.existing.cost_pence), Fraction(found.redesigned.cost_pence)),
        (Fraction(found.existing.reach), Fraction(found.redesigned.reach)),
        (found.unit_cost_existing_pence, found.unit_cost_redesigned_pence),
    )
    figure = make_subplots(rows=3, cols=1, subplot_titles=titles, vertical_spacing=0.16)
    names = [_named(table.existing), _named(table.redesigned)]
    for row, (pair, said) in enumerate(zip(values, table.rows, strict=True), 1):
        shown = [said.existing, f"{said.redesigned}   {said.change}"]
        for place, card in enumerate((table.existing, table.redesigned)):
            figure.add_bar(
                x=[float(pair[place])],
                y=[names[place]],
                orientation="h",
                marker=bar_look(kind_of(card) == "forecast", look),
                text=[shown[place]],
                textposition="outside",
                cliponaxis=False,
                hovertemplate=f"{names[place]}: {shown[place]}<extra></extra>",
                row=row,
                col=1,
            )
        most = max(float(one) for one in pair) or 1.0
        figure.update_xaxes(range=[0, most * 1.75], visible=False, row=row, col=1)
        figure.update_yaxes(
            autorange="reversed", automargin=True, ticks="", showline=False, row=row, col=1
        )
    figure.update_annotations(x=0, xanchor="left", font={"size": 16, "color": look.ink})
    return calm(figure, look, height=430).update_layout(bargap=0.35, barmode="overlay")


def _named(card: CardView) -> str:
    forecast = " (forecast)" if kind_of(card) == "forecast" else ""
    return lined(f"{shortened(card.text, 40)}{forecast}", 24)
