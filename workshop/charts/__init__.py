"""Read models as Plotly figures, for the screens; files and light pages draw in SVG instead.

A forecast never looks like something that was counted: it is hatched or hollow, and says so. No
meaning hangs on colour alone, and every number that is drawn also stands in words beside it.
"""

from workshop.charts.bars import bars
from workshop.charts.maps import card_map
from workshop.charts.signs import targets
from workshop.charts.theme_look import DARK, LIGHT, ThemeLook
from workshop.charts.trace import trace_sankey

__all__ = [
    "DARK",
    "LIGHT",
    "ThemeLook",
    "bars",
    "card_map",
    "targets",
    "trace_sankey",
]
