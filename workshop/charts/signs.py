"""Signs from their start to their goal, each on a line of its own."""

from collections.abc import Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from workshop.charts.theme_look import LIGHT, ThemeLook, as_text, calm, lined
from workshop.figures.bars import Look
from workshop.figures.chart import Track, TrackMark
from workshop.figures.labels import shortened

TITLE = 70
LOOKS: dict[Look, tuple[str, str]] = {
    "start": ("line-ns-open", "bottom center"),
    "counted": ("circle", "top center"),
    "forecast": ("circle-open-dot", "bottom center"),
    "goal": ("diamond-open", "bottom center"),
}
"""The mark of a number, and where its words stand."""


def targets(tracks: Sequence[Track], look: ThemeLook = LIGHT) -> go.Figure:
    """Each track on its line, in its own unit. Those without two numbers are left out."""
    drawn = [track for track in tracks if len(track.marks) > 1]
    if not drawn:
        return calm(go.Figure(), look, height=80)
    titles = [as_text(shortened(track.title, TITLE)) for track in drawn]
    figure = make_subplots(
        rows=len(drawn), cols=1, subplot_titles=titles, vertical_spacing=0.5 / len(drawn)
    )
    for row, track in enumerate(drawn, 1):
        _one_track(figure, row, track, look)
    figure.update_annotations(x=0, xanchor="left", font={"size": 16, "color": look.ink})
    return calm(figure, look, height=112 * len(drawn) + 20)


def _one_track(figure: go.Figure, row: int, track: Track, look: ThemeLook) -> None:
    values = [float(mark.value.value) for mark in track.marks]
    start, goal = _at(track, "start"), _at(track, "goal")
    counted = _at(track, "counted")
    if start and goal:
        _way(figure, row, (start[0], goal[-1]), {"color": look.line, "width": 4, "dash": "dot"})
    if start and counted:
        _way(figure, row, (start[0], counted[-1]), {"color": look.acting, "width": 7})
    for mark in track.marks:
        _mark(figure, row, mark, look)
    low, high = min(values), max(values)
    pad = (high - low) * 0.25 or max(abs(high) * 0.25, 1)
    figure.update_xaxes(range=[low - pad, high + pad], visible=False, row=row, col=1)
    figure.update_yaxes(range=[-1.5, 1.5], visible=False, row=row, col=1)


def _at(track: Track, sort: Look) -> list[float]:
    """Where the numbers of that sort stand, in their order."""
    return [float(mark.value.value) for mark in track.marks if mark.value.look == sort]


def _way(figure: go.Figure, row: int, ends: tuple[float, float], line: dict[str, object]) -> None:
    figure.add_scatter(
        x=list(ends), y=[0, 0], mode="lines", line=line, hoverinfo="skip", row=row, col=1
    )


def _mark(figure: go.Figure, row: int, mark: TrackMark, look: ThemeLook) -> None:
    symbol, side = LOOKS[mark.value.look]
    said = as_text(mark.said)
    colour = look.acting if mark.value.look == "counted" else look.noticing
    figure.add_scatter(
        x=[float(mark.value.value)],
        y=[0],
        mode="markers+text",
        marker={"symbol": symbol, "size": 17, "color": colour, "line": {"width": 3}},
        text=[said],
        textposition=side,
        cliponaxis=False,
        hovertemplate=f"{said}<br>{lined(mark.about, 50)}<extra></extra>",
        row=row,
        col=1,
    )
