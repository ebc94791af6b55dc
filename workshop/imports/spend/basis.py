"""On what a sum rests: which columns are added up, in which units and money, and what stays out.

All of it is found by looking, is said, and may be changed by a person: ``Wishes``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from workshop.imports.spend.amounts import SIGNS, WITH_PENCE, Style, style_of_counted
from workshop.imports.spend.cell_columns import MANY, Cell, CellColumn
from workshop.imports.spend.directions import Direction, MoneyWay, find_directions
from workshop.imports.spend.headings import ColumnRole, never_money
from workshop.imports.spend.periods import Family, family_of
from workshop.imports.spend.spreadsheet import Row, Sheet, Workbook, at, cell_text, is_blank
from workshop.imports.spend.table_layout import TableLayout
from workshop.imports.spend.units import ONE, Unit, currency_in, said_around, size_in
from workshop.imports.spend.words import fold, language_of, says

_NOTES = 15
"""Rows at the end among which notes may stand."""
_PAIRED = frozenset({"debit", "debits", "soll", "debe", "debet", "dr"})
_CREDIT = frozenset({"credit", "credits", "haben", "haber", "cr"})


@dataclass(frozen=True)
class Partner:
    """A second column of amounts: taken off where it is ``back``, left out where it is money in."""

    column: int
    way: MoneyWay


@dataclass(frozen=True)
class Money:
    """The currency of amounts that name none, and ``where`` it is said; empty for a guess.

    ``language`` names the headings that a guess other than pounds rests on.
    """

    code: str = "GBP"
    where: str = ""
    language: str = ""


@dataclass(frozen=True)
class Basis:
    """How the amounts of a table are made of its columns."""

    columns: tuple[int, ...]
    style: Style
    unit: Unit
    money: Money
    family: Family | None = None
    partner: Partner | None = None
    directions: tuple[Direction, ...] = ()
    everything: bool = False
    turned: bool = False

    @property
    def plain(self) -> bool:
        """One column alone says the amount."""
        return len(self.columns) == 1 and self.partner is None and not self.directions


def find_basis(book: Workbook, layout: TableLayout) -> Basis:
    """What the amounts of this layout rest on."""
    sheet = book.sheets[layout.sheet]
    amount = layout.columns[ColumnRole.AMOUNT]
    wishes = layout.wishes
    family = _family(layout, sheet.rows[layout.first : layout.first + 300], amount)
    columns = family.own if family is not None and family.parts and not wishes.one else (amount,)
    style = _style(sheet, columns, layout.first)
    unit, money = _said(sheet, layout, amount)
    abroad = language_of(layout.headings).money != "GBP" if layout.header is not None else False
    commas = abroad or money.code not in ("GBP", "USD") or sheet.delimiter == ";"
    if style.open and commas:
        style = replace(style, point=",")
    if not commas:
        style = replace(style, commas="")
    if wishes.point:
        style = Style(wishes.point)
    partner = _partner(sheet, layout, amount)
    taken = (*columns, *((partner.column,) if partner else ()))
    directions = find_directions(sheet, layout, taken) if layout.header is not None else ()
    return Basis(
        columns, style, unit, money, family, partner, directions, wishes.everything, wishes.turned
    )


def _style(sheet: Sheet, columns: Sequence[int], first: int) -> Style:
    counted: list[tuple[Cell, int]] = []
    with_point = 0
    for number in columns:
        column = sheet.columns[number]
        counts = column.counts(first)
        codes = column.present(first)
        if len(column) > MANY:
            usual = column.texts_like(WITH_PENCE)
            with_point += int(counts[usual].sum())
            codes = np.setdiff1d(codes, usual, assume_unique=True)
        counted += zip(column.some(codes), counts[codes].tolist(), strict=True)
    return style_of_counted(counted, with_point)


def _family(layout: TableLayout, body: Sequence[Row], amount: int) -> Family | None:
    usable = [column for column in range(len(layout.headings)) if numeric(body, column)]
    return family_of(layout.headings, usable, amount) if amount in usable else None


def numeric(body: Sequence[Row], column: int) -> bool:
    """Whether most of what stands in a column is a number."""
    cells = [cell for row in body if not is_blank(cell := at(row, column))]
    if not cells:
        return False
    numbers = sum(
        (isinstance(cell, int | float) and not isinstance(cell, bool))
        or (isinstance(cell, str) and any(map(str.isdigit, cell)) and _hardly_words(cell))
        for cell in cells
    )
    return numbers > 0.5 * len(cells)


def _hardly_words(cell: str) -> bool:
    return sum(map(str.isalpha, cell)) <= 3


def _partner(sheet: Sheet, layout: TableLayout, amount: int) -> Partner | None:
    body = sheet.rows[layout.first : layout.first + 300]
    own = fold(layout.headings[amount])
    for column, heading in enumerate(layout.headings):
        folded = fold(heading)
        if column == amount or column in layout.columns.values() or never_money(heading):
            continue
        if set(own.split()) & _PAIRED and set(folded.split()) & _CREDIT:
            if _any_number(sheet.columns[column], layout.first):
                return Partner(column, MoneyWay.BACK)
        elif says("in", heading) and not says("out", heading) and not says("planned", heading):
            if says("in", layout.headings[amount]) or not numeric(body, column):
                continue
            return Partner(column, MoneyWay.IN)
    return None


def _any_number(column: CellColumn, first: int) -> bool:
    cells = column.some(column.present(first))
    return any(
        isinstance(cell, int | float) or any(map(str.isdigit, str(cell)))
        for cell in cells
        if not is_blank(cell)
    )


def _said(sheet: Sheet, layout: TableLayout, amount: int) -> tuple[Unit, Money]:
    """Units and money: a person's wish, the heading, the titles and notes, the number format."""
    heading = layout.headings[amount] if layout.header is not None else ""
    language = language_of(layout.headings).name if layout.header is not None else ""
    size = size_in(heading, language=language)
    around, named = said_around(_around(sheet, layout), language)
    formats = sheet.formats.get(amount, "")
    unit = Unit(size, f"the heading “{heading}”") if size != ONE else around
    if unit.size == ONE:
        unit = _column_of_units(sheet, layout) or _of_format(formats)
    if layout.wishes.size:
        unit = Unit(layout.wishes.size, "you said so")
    return unit, _money(layout, heading, named, formats)


def _of_format(formats: str) -> Unit:
    """Letters that a number format of a workbook puts after the number, as in ``0.0"m"``."""
    said = formats.split('"')[1::2]
    for words in said:
        size = size_in(words, title=True)
        if size != ONE and "," not in formats.replace("#,##0", "").replace(",##", ""):
            return Unit(size, f"the cells are shown with “{words}”")
    return Unit()


def _column_of_units(sheet: Sheet, layout: TableLayout) -> Unit | None:
    """A column such as “Unit” that says “£m” in each row."""
    for column, heading in enumerate(layout.headings):
        if fold(heading) in ("unit", "units", "scale", "einheit", "unite", "unidad", "magnitude"):
            cells = {
                cell_text(at(row, column)) for row in sheet.rows[layout.first : layout.first + 5000]
            } - {""}
            sizes = {size_in(cell, title=True) for cell in cells}
            if len(sizes) == 1 and (size := sizes.pop()) != ONE:
                return Unit(size, f"the column “{heading}” says “{sorted(cells)[0]}”")
    return None


def _money(layout: TableLayout, heading: str, named: tuple[str, str], formats: str) -> Money:
    if layout.wishes.currency:
        return Money(layout.wishes.currency, "you said so")
    language = language_of(layout.headings) if layout.header is not None else None
    if code := currency_in(heading, language=language.name if language else ""):
        return Money(code, f"the heading “{heading}”")
    if named[0]:
        return Money(*named)
    shown = next((code for sign, code in SIGNS.items() if sign in formats), "")
    if shown or (shown := currency_in(formats)):
        return Money(shown, "the cells are shown so")
    if language is None or language.money == "GBP":
        return Money()
    return Money(language.money, "", language.name)


def _around(sheet: Sheet, layout: TableLayout) -> list[tuple[int, Row]]:
    """The rows above the header, and rows of words alone at the end."""
    top = layout.header if layout.header is not None else 0
    above = list(enumerate(sheet.rows[:top]))
    end = len(sheet.rows)
    below = [
        (place, sheet.rows[place])
        for place in range(max(layout.first, end - _NOTES), end)
        if sum(not is_blank(cell) for cell in sheet.rows[place]) == 1
    ]
    return [*above, *below]


def scaled(value: Decimal, unit: Unit) -> Decimal:
    """An amount in whole pounds, euros …"""
    return value * unit.size
