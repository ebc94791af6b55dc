"""What all figures have in common: colours of a theme, short labels, and how a forecast looks."""

from collections.abc import Mapping
from dataclasses import dataclass

import plotly.graph_objects as go

from workshop import tokens


@dataclass(frozen=True, slots=True)
class ThemeLook:
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


LEVELS = ("teal", "orange", "staff-edge", "partner-edge", "manager-edge")


def _look(colours: Mapping[str, str]) -> ThemeLook:
    levels = tuple(colours[name] for name in LEVELS)
    return ThemeLook(colours["ink"], colours["ink-soft"], colours["rule"], levels)


LIGHT = _look(tokens.LIGHT)
DARK = _look(tokens.DARK)


def as_text(words: str) -> str:
    """People's words where Plotly would read tags: they show as they were typed."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


TYPE = (
    "'Reframe Sans', 'Reframe Arabic', 'Reframe World', 'Near Sans', 'Near Sans Wide', "
    "system-ui, sans-serif"
)
"""The type that we ship, as on every page: what a chart's words need is then no matter of luck."""


def lined(words: str, width: int) -> str:
    """The words over several lines, for labels and what shows under the pointer."""
    lines, line = [], ""
    for word in words.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "<br>".join(as_text(one) for one in [*lines, line])


def calm(figure: go.Figure, look: ThemeLook, *, height: int, size: int = 16) -> go.Figure:
    figure.update_layout(
        template="none",
        height=height,
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": TYPE, "size": size, "color": look.ink},
        showlegend=False,
        hoverlabel={"font": {"size": size}},
        dragmode=False,
    )
    return figure


def tint(colour: str, strength: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def bar_look(forecast: bool, look: ThemeLook) -> dict[str, object]:
    """Solid for what was counted; hatched with an edge for what is only expected."""
    if not forecast:
        return {"color": look.acting, "line": {"width": 0}}
    return {
        "color": tint(look.noticing, 0.18),
        "line": {"color": look.noticing, "width": 2},
        "pattern": {"shape": "/", "fgcolor": look.noticing, "size": 7, "solidity": 0.25},
    }
