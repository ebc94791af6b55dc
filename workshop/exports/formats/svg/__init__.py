"""Charts as SVG in the look of the product: labelled directly, hatched where it is a forecast.

The colours stand in the picture itself and stay apart for colour-blind eyes and in print; every
shape also carries a class, so that a page may give it the colours of its own theme. Text is text,
never a path. The same chart gives the same characters.
"""

from workshop.exports.formats.svg.bars import draw_bars
from workshop.exports.formats.svg.canvas import SvgDrawing
from workshop.exports.formats.svg.flow import draw_flow
from workshop.exports.formats.svg.map import draw_map
from workshop.exports.formats.svg.track import draw_track
from workshop.figures.bars import Bars
from workshop.figures.chart import Chart, Flow, Map, Track

__all__ = ["SvgDrawing", "draw"]


def draw(chart: Chart, key: str, *, width: int = 720, linked: bool = False) -> SvgDrawing:
    """The chart as a picture of that width. ``key`` makes ids in it unique within a page.

    ``linked`` makes each band of a flow a link to ``#{key}-band-{number}``, from 1.
    """
    match chart:
        case Bars():
            return draw_bars(chart, key, width)
        case Track():
            return draw_track(chart, key, width)
        case Map():
            return draw_map(chart, width)
        case Flow():
            return draw_flow(chart, key, width, linked=linked)
