"""Read models as Plotly figures, for the screens, the projector and the reports.

A forecast never looks like something that was counted: it is hatched or hollow, and says so. No
meaning hangs on colour alone, and every number that is drawn also stands in words beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from workshop.queries.cards import CardView
from workshop.queries.costs import CostTable, kind_of
from workshop.queries.flows import Flow
from workshop.queries.signs import Reading, Sign, said_value

LABEL = 34


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one theme. ``levels`` stay apart for colour-blind eyes and in print."""

    ink: str
    soft: str
    line: str
    levels: tuple[str, ...]

    @property
    def acting(self) -> str:
        return self.levels[0]

    @property
    def noticing(self) -> str:
        return self.levels[1]


LIGHT = Look(
    "#17130f", "#5c5248", "#bfb099", ("#0b625d", "#a8430e", "#24579c", "#8a3377", "#7c5a00")
)
DARK = Look(
    "#f6eee1", "#cbbfae", "#6d6457", ("#63cbc1", "#f4a06b", "#8fb8f2", "#e79ad3", "#eec55a")
)
ACROSS = (0.001, 0.2, 0.43, 0.63, 0.999)
"""Where each level stands, as a share of the width: more room where labels meet."""
LEVEL_TITLES = ("Who it is for", "What we learned", "The new challenge", "Solutions", "The vision")


def shortened(words: str, length: int = LABEL) -> str:
    """The first words on one line, cut between words where it can be."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[length // 2 :] else cut}…"


def _text(words: str) -> str:
    """People's words where Plotly would read tags: they show as they were typed."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lined(words: str, width: int) -> str:
    """The words over several lines, for labels and what shows under the pointer."""
    lines, line = [], ""
    for word in words.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "<br>".join(_text(one) for one in [*lines, line])


def _calm(figure: go.Figure, look: Look, *, height: int, size: int = 16) -> go.Figure:
    figure.update_layout(
        template="none",
        height=height,
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": "system-ui, 'Segoe UI', Roboto, sans-serif", "size": size}
        | {"color": look.ink},
        showlegend=False,
        hoverlabel={"font": {"size": size}},
        dragmode=False,
    )
    return figure


def _tint(colour: str, strength: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def trace_sankey(flow: Flow, look: Look = LIGHT) -> go.Figure:
    """The way from the people it is for to the vision, level by level, a band for each link."""
    cards = [(card, place) for place, level in enumerate(flow.levels) for card in level]
    number = {card.id: place for place, (card, _) in enumerate(cards)}
    level = {card.id: place for card, place in cards}
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [_lined(shortened(card.text), 20) for card, _ in cards],
                "customdata": [_lined(card.text, 50) for card, _ in cards],
                "color": [look.levels[place % len(look.levels)] for _, place in cards],
                "x": [ACROSS[place] for _, place in cards],
                "y": _heights(flow),
                "pad": 14,
                "thickness": 16,
                "line": {"width": 0},
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            link={
                "source": [number[band.lower.id] for band in flow.bands],
                "target": [number[band.upper.id] for band in flow.bands],
                "value": [1] * len(flow.bands),
                "color": [
                    _tint(look.levels[level[band.lower.id] % len(look.levels)], 0.42)
                    for band in flow.bands
                ],
                "customdata": [
                    f"{_lined(band.upper.text, 50)}<br><b>rests on</b><br>"
                    f"{_lined(band.lower.text, 50)}"
                    for band in flow.bands
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            textfont={"size": 15, "color": look.ink, "shadow": "none"},
        )
    )
    for place, title in enumerate(LEVEL_TITLES):
        share = ACROSS[place]
        figure.add_annotation(
            text=f"<b>{title}</b>",
            x=share,
            y=1.0,
            xref="paper",
            yref="paper",
            yanchor="bottom",
            xanchor="right" if place == len(LEVEL_TITLES) - 1 else "left",
            showarrow=False,
        )
    tallest = max((len(one) for one in flow.levels), default=1)
    return _calm(figure, look, height=max(380, 46 * tallest + 60))


def _heights(flow: Flow) -> list[float]:
    """Where each node stands, so that the cards of a level keep their order on every screen."""
    return [(place + 0.5) / len(level) for level in flow.levels for place in range(len(level))]


def cost_bars(table: CostTable, look: Look = LIGHT) -> go.Figure:
    """Cost, reach and cost for each one reached: before above, after below, each with its unit."""
    found = table.comparison
    if found is None:
        return _calm(go.Figure(), look, height=80)
    titles = [row.label for row in table.rows]
    values = (
        (found.existing.cost_pence, found.redesigned.cost_pence),
        (found.existing.reach, found.redesigned.reach),
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
                marker=_bar(kind_of(card) == "forecast", look),
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
    return _calm(figure, look, height=430).update_layout(bargap=0.35, barmode="overlay")


def _named(card: CardView) -> str:
    forecast = " (forecast)" if kind_of(card) == "forecast" else ""
    return _lined(f"{shortened(card.text, 40)}{forecast}", 24)


def _bar(forecast: bool, look: Look) -> dict[str, object]:
    """Solid for what was counted; hatched with an edge for what is only expected."""
    if not forecast:
        return {"color": look.acting, "line": {"width": 0}}
    return {
        "color": _tint(look.noticing, 0.18),
        "line": {"color": look.noticing, "width": 2},
        "pattern": {"shape": "/", "fgcolor": look.noticing, "size": 7, "solidity": 0.25},
    }


def targets(signs: Sequence[tuple[Sign, str]], look: Look = LIGHT) -> go.Figure:
    """For each sign a line of its own, in its own unit, from start to goal, with what was counted.

    Each sign comes with the word for its unit. Signs without two numbers are left out.
    """
    drawn = [(sign, unit) for sign, unit in signs if len(sign.readings) > 1]
    if not drawn:
        return _calm(go.Figure(), look, height=80)
    titles = [_text(shortened(sign.card.text, 70)) for sign, _ in drawn]
    figure = make_subplots(
        rows=len(drawn), cols=1, subplot_titles=titles, vertical_spacing=0.5 / len(drawn)
    )
    for row, (sign, unit) in enumerate(drawn, 1):
        _one_target(figure, row, sign, unit, look)
    figure.update_annotations(x=0, xanchor="left", font={"size": 16, "color": look.ink})
    return _calm(figure, look, height=112 * len(drawn) + 20)


MARKS = {
    "baseline": ("Start", "line-ns-open", "bottom center"),
    "actual": ("Counted", "circle", "top center"),
    "forecast": ("Expected", "circle-open-dot", "bottom center"),
    "target": ("Goal", "diamond-open", "bottom center"),
}


def _one_target(figure: go.Figure, row: int, sign: Sign, unit: str, look: Look) -> None:
    values = [float(one.value) for one in sign.readings]
    if sign.baseline and sign.target:
        figure.add_scatter(
            x=[float(sign.baseline.value), float(sign.target.value)],
            y=[0, 0],
            mode="lines",
            line={"color": look.line, "width": 4, "dash": "dot"},
            hoverinfo="skip",
            row=row,
            col=1,
        )
    if sign.baseline and sign.actuals:
        figure.add_scatter(
            x=[float(sign.baseline.value), float(sign.actuals[-1].value)],
            y=[0, 0],
            mode="lines",
            line={"color": look.acting, "width": 7},
            hoverinfo="skip",
            row=row,
            col=1,
        )
    for reading in sign.readings:
        _mark(figure, row, sign, reading, unit, look)
    low, high = min(values), max(values)
    pad = (high - low) * 0.25 or max(abs(high) * 0.25, 1)
    figure.update_xaxes(range=[low - pad, high + pad], visible=False, row=row, col=1)
    figure.update_yaxes(range=[-1.5, 1.5], visible=False, row=row, col=1)


def _mark(figure: go.Figure, row: int, sign: Sign, reading: Reading, unit: str, look: Look) -> None:
    sort = "baseline" if reading is sign.baseline else reading.sort
    name, symbol, side = MARKS.get(sort, MARKS["actual"])
    said = f"{name}: {said_value(reading, unit)}"
    if reading.on is not None:
        said = f"{said}, {reading.on:%Y}"
    colour = look.acting if sort == "actual" else look.noticing
    figure.add_scatter(
        x=[float(reading.value)],
        y=[0],
        mode="markers+text",
        marker={"symbol": symbol, "size": 17, "color": colour, "line": {"width": 3}},
        text=[_text(said)],
        textposition=side,
        cliponaxis=False,
        hovertemplate=f"{_text(said)}<br>{_lined(reading.card.text, 50)}<extra></extra>",
        row=row,
        col=1,
    )


def solutions_quadrant(cards: Sequence[CardView], look: Look = LIGHT) -> go.Figure:
    """How much life would change against how the cost would change, for solutions that say both."""
    placed = [
        (float(c.fields["cost_change_percent"]), float(c.fields["outcome_change"]), c.text)
        for c in cards
        if c.fields.get("cost_change_percent") is not None
        and c.fields.get("outcome_change") is not None
    ]
    widest = max([20.0, *(abs(cost) for cost, _, _ in placed)]) * 1.3
    figure = _map(placed, look, x=(-widest, widest), y=(-2.6, 2.6), cross=(0, 0))
    figure.update_xaxes(title="Cost change in per cent: left costs less", ticksuffix=" %")
    figure.update_yaxes(
        title="How much life would change",
        tickvals=[-2, -1, 0, 1, 2],
        ticktext=["Much worse", "Worse", "Same", "Better", "Much better"],
    )
    corners = ("Better, costs less", "Better, costs more", "Worse, costs less", "Worse, costs more")
    _corners(figure, look, corners)
    return figure


def assumption_map(cards: Sequence[CardView], look: Look = LIGHT) -> go.Figure:
    """How sure we are against how bad it is if we are wrong: what to find out first is top left."""
    placed = [
        (float(c.fields["how_sure"]), float(c.fields["how_bad"]), c.text)
        for c in cards
        if c.fields.get("how_sure") is not None and c.fields.get("how_bad") is not None
    ]
    figure = _map(placed, look, x=(0.4, 5.6), y=(0.3, 5.7), cross=(3, 3))
    figure.update_xaxes(
        title="How sure are we?",
        tickvals=[1, 3, 5],
        ticktext=["A guess", "Half and half", "Certain"],
    )
    figure.update_yaxes(
        title="How bad if we are wrong?", tickvals=[1, 3, 5], ticktext=["Fine", "Bad", "Very bad"]
    )
    _corners(figure, look, ("Find out first", "Check later", "Let it be", "Fine"))
    return figure


def _map(
    placed: Sequence[tuple[float, float, str]],
    look: Look,
    *,
    x: tuple[float, float],
    y: tuple[float, float],
    cross: tuple[float, float],
) -> go.Figure:
    """Numbered points; cards on the same spot share one mark with all their numbers."""
    spots: dict[tuple[float, float], list[int]] = {}
    for number, (across, up, _) in enumerate(placed, 1):
        spots.setdefault((across, up), []).append(number)
    figure = go.Figure(
        go.Scatter(
            x=[across for across, _ in spots],
            y=[up for _, up in spots],
            mode="markers+text",
            marker={"size": 34, "color": look.acting, "line": {"width": 0}},
            text=[" ".join(map(str, numbers)) for numbers in spots.values()],
            textfont={"color": "#ffffff" if look is LIGHT else "#06201e", "size": 16},
            customdata=[
                "<br>".join(f"{n}. {_lined(placed[n - 1][2], 50)}" for n in numbers)
                for numbers in spots.values()
            ],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )
    figure.add_hline(y=cross[1], line={"color": look.line, "width": 2}, layer="below")
    figure.add_vline(x=cross[0], line={"color": look.line, "width": 2}, layer="below")
    figure.update_xaxes(range=list(x), showgrid=False, zeroline=False, fixedrange=True)
    figure.update_yaxes(range=list(y), showgrid=False, zeroline=False, fixedrange=True)
    _calm(figure, look, height=430)
    return figure.update_layout(margin={"l": 110, "r": 12, "t": 12, "b": 60})


def _corners(figure: go.Figure, look: Look, words: tuple[str, str, str, str]) -> None:
    """What each quarter means: top left, top right, bottom left, bottom right."""
    for said, (across, up) in zip(words, ((0, 1), (1, 1), (0, 0), (1, 0)), strict=True):
        figure.add_annotation(
            text=said,
            x=across,
            y=up,
            xref="paper",
            yref="paper",
            xanchor="left" if not across else "right",
            yanchor="top" if up else "bottom",
            showarrow=False,
            font={"color": look.soft, "size": 15},
        )
