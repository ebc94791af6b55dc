"""How the workbook looks: the app's ink and paper, and a number format for each sort of column."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from workshop.exports.formats.workbook.grid import Sort
from workshop.tokens import office

INK, SOFT, LINE = (f"#{office(name)}" for name in ("ink", "ink-soft", "line"))
WASH, ORANGE, ORANGE_WASH = (f"#{office(name)}" for name in ("sunk", "orange", "orange-wash"))
NORMAL: Mapping[str, Any] = {"font_name": "Calibri", "font_size": 11, "font_color": INK}
"""Of empty cells too."""

WIDTHS: Mapping[Sort, float] = {
    "text": 56,
    "name": 20,
    "whole": 11,
    "year": 9,
    "money": 16,
    "decimal": 13,
    "rounded": 13,
    "share": 13,
    "day": 14,
    "moment": 19,
    "list": 44,
}
TEXTS: tuple[Sort, ...] = ("text", "name", "list")
_IN_COSTS: tuple[Sort, ...] = ("money", "whole", "rounded", "share")
_TEXT = {"valign": "top", "text_wrap": True}
_RIGHT = {"align": "right", "indent": 1}
"""With air at its end: the text of the next column begins right there."""
_FROM_RIGHT = {**_TEXT, **_RIGHT, "reading_order": 2}
_FIGURE = {"valign": "top", **_RIGHT}
_HEAD = {"valign": "vcenter", "text_wrap": True}
_HEAD_FIGURE = {**_HEAD, **_RIGHT}
_HATCHED = {"pattern": 14, "fg_color": "#EFC3A4", "bg_color": "#FFFFFF"}
"""Thin lines that go up: ``lightUp`` of the file format."""


def number_format(sort: Sort, money: str) -> str:
    """How a column of this sort shows its values."""
    formats: dict[Sort, str] = {
        "whole": "#,##0",
        "year": "0",
        "money": f'"{money}"#,##0.00;[Red]\\-"{money}"#,##0.00',
        "decimal": "General",
        "rounded": "#,##0.0",
        "share": "0.0%",
        "day": "d mmm yyyy",
        "moment": "d mmm yyyy hh:mm",
    }
    return formats.get(sort, "General")


class Looks:
    """The styles of one workbook, each made once, so that a cell costs next to nothing."""

    def __init__(self, book: Workbook, *, colour: str, money: str) -> None:
        self._book = book
        self._money = money
        self.colour = f"#{colour.lstrip('#').upper()}"
        self._made: dict[str, Format] = {}
        self._define()

    def style(self, name: str) -> Format:
        """The style of that name, shared by all its cells: a sort of column, or a part."""
        return self._made[name]

    def _define(self) -> None:
        for sort in WIDTHS:
            look = _TEXT if sort in TEXTS else _FIGURE
            self._add(sort, look, num_format=number_format(sort, self._money))
        self._add("typed", _TEXT, quote_prefix=True)
        self._add("from right", _FROM_RIGHT)
        self._add("typed from right", _FROM_RIGHT, quote_prefix=True)
        white = {"bold": True, "font_color": "#FFFFFF", **_solid(self.colour)}
        self._add("head", _HEAD, **white)
        self._add("head figure", _HEAD_FIGURE, **white)
        self._add("title", font_size=20, bold=True, font_color=self.colour)
        self._add("heading", font_size=14, bold=True)
        self._add("note", _TEXT, font_color=SOFT)
        self._add("label", _TEXT, bold=True)
        self._add("link", _TEXT, font_color=self.colour, underline=1)
        self._define_costs()

    def _define_costs(self) -> None:
        """Figures that people gave have an edge; a forecast is hatched and slanted as well."""
        given = {"border": 1, "border_color": self.colour}
        slanted = {"font_color": ORANGE, "italic": True}
        for sort in _IN_COSTS:
            look = {**_FIGURE, "num_format": number_format(sort, self._money)}
            self._add(f"{sort} given", look, **given)
            self._add(f"{sort} found", look, **_solid(WASH))
            self._add(f"{sort} given forecast", look, **slanted, **given, **_HATCHED)
            self._add(f"{sort} found forecast", look, **slanted, **_HATCHED)
        self._add("head forecast", _HEAD_FIGURE, bold=True, **slanted, **_solid(ORANGE_WASH))

    def _add(self, name: str, look: Mapping[str, Any] | None = None, **more: Any) -> None:
        self._made[name] = self._book.add_format({**NORMAL, **(look or {}), **more})


def _solid(colour: str) -> dict[str, Any]:
    return {"pattern": 1, "fg_color": colour}
