"""How the workbook looks: the app's ink and paper, and a number format for each sort of column."""

from collections.abc import Mapping
from copy import copy

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

from workshop.exports.formats.workbook.grid import Sort
from workshop.tokens import office

INK, SOFT, LINE = (f"FF{office(name)}" for name in ("ink", "ink-soft", "line"))
WASH, ORANGE, ORANGE_WASH = (f"FF{office(name)}" for name in ("sunk", "orange", "orange-wash"))
FONT = "Calibri"
SIZE = 11

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
_TEXT = Alignment(vertical="top", wrap_text=True)
_FROM_RIGHT = Alignment(vertical="top", horizontal="right", wrap_text=True, readingOrder=2)
_FIGURE = Alignment(vertical="top", horizontal="right")
_HEAD_FIGURE = Alignment(vertical="center", horizontal="right", wrap_text=True)


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
        self.colour = f"FF{colour.lstrip('#').upper()}"
        self._made: dict[str, StyleArray] = {}
        self._scratch = book.create_sheet("scratch").cell(1, 1)
        self._define()
        book.remove(self._scratch.parent)

    def style(self, name: str) -> StyleArray:
        """The style of that name, shared by all its cells: a sort of column, or a part."""
        return self._made[name]

    def _define(self) -> None:
        plain = Font(name=FONT, size=SIZE, color=INK)
        for sort in WIDTHS:
            look = {"font": plain, "alignment": _TEXT if sort in TEXTS else _FIGURE}
            self._add(sort, number_format=number_format(sort, self._money), **look)
        self._add("typed", font=plain, alignment=_TEXT, quote=True)
        self._add("from right", font=plain, alignment=_FROM_RIGHT)
        self._add("typed from right", font=plain, alignment=_FROM_RIGHT, quote=True)
        white = Font(name=FONT, size=SIZE, bold=True, color="FFFFFFFF")
        head = {"font": white, "fill": _solid(self.colour)}
        self._add("head", alignment=Alignment(vertical="center", wrap_text=True), **head)
        self._add("head figure", alignment=_HEAD_FIGURE, **head)
        self._add("title", font=Font(name=FONT, size=20, bold=True, color=self.colour))
        self._add("heading", font=Font(name=FONT, size=14, bold=True, color=INK))
        soft = Font(name=FONT, size=SIZE, color=SOFT)
        self._add("note", font=soft, alignment=_TEXT)
        self._add("label", font=Font(name=FONT, size=SIZE, bold=True, color=INK), alignment=_TEXT)
        link = Font(name=FONT, size=SIZE, color=self.colour, underline="single")
        self._add("link", font=link, alignment=_TEXT)
        self._define_costs(plain)

    def _define_costs(self, plain: Font) -> None:
        """Figures that people gave have an edge; a forecast is hatched and slanted as well."""
        edge = Side(style="thin", color=self.colour)
        given = Border(left=edge, right=edge, top=edge, bottom=edge)
        slanted = Font(name=FONT, size=SIZE, color=ORANGE, italic=True)
        hatched = PatternFill(
            "lightUp", start_color=Side(color="FFEFC3A4").color, end_color="FFFFFFFF"
        )
        for sort in _IN_COSTS:
            look = {"number_format": number_format(sort, self._money), "alignment": _FIGURE}
            self._add(f"{sort} given", font=plain, border=given, **look)
            self._add(f"{sort} found", font=plain, fill=_solid(WASH), **look)
            self._add(f"{sort} given forecast", font=slanted, border=given, fill=hatched, **look)
            self._add(f"{sort} found forecast", font=slanted, fill=hatched, **look)
        self._add(
            "head forecast",
            font=Font(name=FONT, size=SIZE, bold=True, italic=True, color=ORANGE),
            fill=_solid(ORANGE_WASH),
            alignment=_HEAD_FIGURE,
        )

    def _add(self, name: str, *, quote: bool = False, **look: object) -> None:
        cell = self._scratch
        cell.style = _NORMAL
        for key, value in look.items():
            setattr(cell, key, value)
        cell.quotePrefix = quote
        self._made[name] = copy(cell._style)


_NORMAL = "Normal"


def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour)


def normal(book: Workbook) -> None:
    """Empty cells in the app's type too."""
    for style in book._named_styles:
        if isinstance(style, NamedStyle) and style.name == _NORMAL:
            style.font = Font(name=FONT, size=SIZE, color=INK)
