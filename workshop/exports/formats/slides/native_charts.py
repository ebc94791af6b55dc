"""Native charts whose figures can be edited in place; a forecast is hatched, a goal is hollow."""

from dataclasses import dataclass
from typing import Literal

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.point import Point
from pptx.chart.series import BarSeries, LineSeries
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE, MSO_PATTERN, MSO_THEME_COLOR
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.util import Pt

from workshop.exports.formats.office_text import printable, shortened
from workshop.exports.formats.slides.deck import Plot
from workshop.exports.formats.slides.master import INK, ORANGE, SOFT
from workshop.figures.bars import Bar, Bars, Look
from workshop.figures.chart import Track

LETTERS = 12
LABEL_MOST = 52
FORMATS = {"votes": "#,##0;;;", "%": '0" %"', "pence": '"£"#,##0', "£": '"£"#,##0'}
"""How numbers of a unit are shown. Votes that are none have no label."""
_COLOURS = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_5,
    MSO_THEME_COLOR.ACCENT_6,
)
_TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}


def quoted(text: str) -> str:
    """People's words as a label: in quotation marks, so that no sheet runs them."""
    return f"“{shortened(text, LABEL_MOST)}”"


@dataclass(frozen=True, slots=True)
class _SheetLine:
    """One series as the sheet behind a chart holds it, with how each of its values looks."""

    name: str
    values: tuple[float | None, ...]
    looks: tuple[Look, ...]

    @property
    def look(self) -> Look:
        return self.looks[0] if len(set(self.looks)) == 1 else "counted"


@dataclass(frozen=True, slots=True)
class _ChartSheet:
    """A figure as a native chart needs it; ``shown_as`` is the format of its numbers."""

    sort: Literal["bars", "stacked", "line"]
    title: str
    categories: tuple[str, ...]
    lines: tuple[_SheetLine, ...]
    shown_as: str


def insert_chart(placeholder: ChartPlaceholder, plot: Plot) -> None:
    """Put a chart in its place, with its figures in the sheet behind it."""
    sheet = _bars(plot.chart) if isinstance(plot.chart, Bars) else _track(plot.chart)
    data = CategoryChartData(number_format=sheet.shown_as)
    data.categories = [_safe(label) for label in sheet.categories]
    for line in sheet.lines:
        data.add_series(_safe(line.name), line.values)
    frame = placeholder.insert_chart(_TYPES[sheet.sort], data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(plot.alt))
    _look(frame.chart, sheet)


def _bars(chart: Bars) -> _ChartSheet:
    """Money goes into the sheet in pounds. Names of people's cards stand in quotation marks."""
    part = 100 if chart.unit == "pence" else 1
    by_name = [{mark.name: mark for mark in row.marks} for row in chart.rows]
    lines = tuple(
        _SheetLine(
            name,
            tuple(_in_sheet(marks.get(name), part) for marks in by_name),
            tuple(marks[name].look if name in marks else "counted" for marks in by_name),
        )
        for name in chart.names
    )
    return _ChartSheet(
        sort="stacked" if chart.stacked else "bars",
        title=f"{chart.title} (£)" if chart.unit == "pence" else chart.title,
        categories=tuple(quoted(row.label) for row in chart.rows),
        lines=lines,
        shown_as=FORMATS.get(chart.unit, "General"),
    )


def _in_sheet(mark: Bar | None, part: int) -> float | None:
    return None if mark is None or mark.size is None else float(mark.size / part)


def _track(chart: Track) -> _ChartSheet:
    """What was counted as a line, and the way still to go as a broken one."""
    goals = [mark for mark in chart.marks if mark.value.look == "goal"]
    done = [mark for mark in chart.marks if mark.value.look in ("start", "counted")]
    marks = [*done, *goals]
    values = [float(mark.value.value) for mark in marks]
    counted = (*values[: len(done)], *([None] * len(goals)))
    to_go = (*([None] * (len(done) - 1)), *values[len(done) - 1 :])
    solid: tuple[Look, ...] = tuple("counted" for _ in marks)
    hollow: tuple[Look, ...] = tuple("goal" for _ in marks)
    return _ChartSheet(
        sort="line",
        title=chart.title,
        categories=tuple(f"{mark.on:%B %Y}" if mark.on else mark.label for mark in marks),
        lines=(
            _SheetLine("Counted", counted, solid),
            _SheetLine("Goal", to_go, hollow),
        ),
        shown_as="General",
    )


def _safe(label: str) -> str:
    """A label that no sheet takes for a formula or an address, whatever it came from."""
    said = printable(label).replace("\n", " ")
    return said if said[:1].isalnum() or said[:1] == "“" else f"“{said}”"


def _look(chart: Chart, sheet: _ChartSheet) -> None:
    chart.font.size, chart.font.color.rgb = Pt(LETTERS), RGBColor.from_string(INK)
    chart.has_title = True
    title = chart.chart_title.text_frame
    title.text = printable(sheet.title)
    title.paragraphs[0].font.size, title.paragraphs[0].font.bold = Pt(14), True
    chart.has_legend = len(sheet.lines) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(LETTERS)
    values, categories = chart.value_axis, chart.category_axis
    values.has_major_gridlines = False
    values.visible = False
    values.minimum_scale = 0 if sheet.sort != "line" or _low(sheet) >= 0 else None
    categories.format.line.color.rgb = RGBColor.from_string(SOFT)
    categories.tick_labels.font.size = Pt(LETTERS)
    if sheet.sort != "line":
        categories.reverse_order = True  # the first one stands on top, as in the table
    group = chart.plots[0]
    group.has_data_labels = True
    labels = group.data_labels
    labels.font.size, labels.number_format = Pt(LETTERS), sheet.shown_as
    labels.number_format_is_linked = False
    labels.show_value = True
    if sheet.sort == "bars":
        group.gap_width, group.overlap = 45, -5
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
    elif sheet.sort == "stacked":
        group.gap_width, group.overlap = 45, 100
        labels.position = XL_LABEL_POSITION.CENTER
    else:
        labels.position = XL_LABEL_POSITION.ABOVE
    for number, (series, line) in enumerate(zip(group.series, sheet.lines, strict=True)):
        colour = _COLOURS[number % len(_COLOURS)]
        if sheet.sort == "line":
            _draw_line(series, line.look, colour)
        else:
            _draw_bars(series, line, colour)
            if sheet.sort == "stacked":
                series.data_labels.font.color.rgb = RGBColor(255, 255, 255)
                series.data_labels.font.size = Pt(LETTERS)
                series.data_labels.number_format = sheet.shown_as
                series.data_labels.number_format_is_linked = False
                series.data_labels.show_value = True


def _low(sheet: _ChartSheet) -> float:
    return min((v for line in sheet.lines for v in line.values if v is not None), default=0)


def _draw_bars(series: BarSeries, line: _SheetLine, colour: MSO_THEME_COLOR) -> None:
    series.invert_if_negative = False
    _paint(series, line.look, colour)
    for number, one in enumerate(line.looks):
        if one != line.look:
            _paint(series.points[number], one, colour)


def _paint(shape: BarSeries | Point, look: Look, colour: MSO_THEME_COLOR) -> None:
    fill: FillFormat = shape.format.fill
    if look == "counted":
        fill.solid()
        fill.fore_color.theme_color = colour
        return
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb = RGBColor.from_string(ORANGE)
    fill.back_color.rgb = RGBColor(255, 255, 255)
    shape.format.line.color.rgb = RGBColor.from_string(ORANGE)
    shape.format.line.width = Pt(1.5)


def _draw_line(series: LineSeries, look: Look, colour: MSO_THEME_COLOR) -> None:
    series.smooth = False
    series.format.line.width = Pt(3)
    series.marker.size = 11
    series.marker.style = XL_MARKER_STYLE.CIRCLE if look == "counted" else XL_MARKER_STYLE.DIAMOND
    series.marker.format.fill.solid()
    if look == "counted":
        series.format.line.color.theme_color = colour
        series.marker.format.fill.fore_color.theme_color = colour
        return
    series.format.line.color.rgb = RGBColor.from_string(ORANGE)
    series.format.line.dash_style = MSO_LINE.DASH
    series.marker.format.fill.fore_color.rgb = RGBColor(255, 255, 255)
    series.marker.format.line.color.rgb = RGBColor.from_string(ORANGE)
