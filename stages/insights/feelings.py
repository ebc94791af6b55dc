"""How the steps of a journey feel, as a line from very bad to very good."""

from collections.abc import Sequence
from textwrap import wrap

import plotly.graph_objects as go

from workshop.charts.theme_look import ThemeLook, calm
from workshop.queries.cards import CardView

FEELING_WORDS = {2: "Very good", 1: "Good", 0: "So-so", -1: "Bad", -2: "Very bad"}
LABEL_LENGTH = 14
MOST = 2


def feelings_line(steps: Sequence[CardView], phases: Sequence[str], look: ThemeLook) -> go.Figure:
    """One point for each step that says how it feels; ``phases`` is the words of each step's time.

    Both have the same length. Heights are -2 to 2; a label stands at every point.
    """
    felt = [
        (place, int(step.fields["feeling"]), step.text)
        for place, step in enumerate(steps)
        if step.fields.get("feeling") is not None
    ]
    heights = [height for _, height, _ in felt]
    figure = go.Figure(
        go.Scatter(
            x=[place for place, _, _ in felt],
            y=heights,
            mode="lines+markers+text",
            text=[_label(words) for _, _, words in felt],
            textposition=[_side(heights, place) for place in range(len(felt))],
            textfont={"color": look.ink, "size": 13},
            line={"color": look.acting, "width": 3},
            marker={"size": 13, "color": look.acting},
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    words = {"color": look.ink, "size": 15}
    ticks = [f"{place}. {phase.replace(' ', '<br>')}" for place, phase in enumerate(phases, 1)]
    figure.update_xaxes(
        tickmode="array",
        tickvals=list(range(len(steps))),
        ticktext=ticks,
        tickfont=words,
        range=[-0.5, len(steps) - 0.5],
        showgrid=False,
        zeroline=False,
        automargin=True,
    )
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(FEELING_WORDS),
        ticktext=list(FEELING_WORDS.values()),
        tickfont=words,
        range=[-MOST - 1.1, MOST + 1.1],
        gridcolor=look.line,
        zeroline=False,
        automargin=True,
    )
    calm(figure, look, height=400, size=15)
    return figure.update_layout(margin_t=8)


def _side(heights: Sequence[int], place: int) -> str:
    """Below a point where the line comes down and goes up again, else above it."""
    beside = [heights[one] for one in (place - 1, place + 1) if 0 <= one < len(heights)]
    valley = bool(beside) and all(height > heights[place] for height in beside)
    return "bottom center" if valley else "top center"


def _label(words: str) -> str:
    """The first words in two short lines; Plotly's own tags in them do nothing."""
    lines = wrap(" ".join(words.split()), LABEL_LENGTH, max_lines=2, placeholder=" …")
    return "<br>".join(
        line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in lines
    )


def in_words(steps: Sequence[CardView], phases: Sequence[str]) -> str:
    """The same line as one sentence, for those who do not see it."""
    said = [
        f"{phase}: {FEELING_WORDS[int(step.fields['feeling'])].lower()}"
        for step, phase in zip(steps, phases, strict=True)
        if step.fields.get("feeling") is not None
    ]
    return f"How each step feels. {'; '.join(said)}."
