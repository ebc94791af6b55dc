"""From a table to payments in whole pence; whatever is left out or odd is said in a sentence."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from workshop.errors import InvalidInputError
from workshop.imports.spend.amounts import SIGNS
from workshop.imports.spend.basis import Basis, find_basis
from workshop.imports.spend.cell_columns import Mask
from workshop.imports.spend.columns import WAYS, Made, Maker, mentions_of_back
from workshop.imports.spend.directions import MoneyWay
from workshop.imports.spend.exact import Exact
from workshop.imports.spend.headings import ColumnRole
from workshop.imports.spend.opening.file_formats import SpendFile
from workshop.imports.spend.opening.memory import collecting_paused
from workshop.imports.spend.parents import find_parents
from workshop.imports.spend.payments import Payments
from workshop.imports.spend.spreadsheet import (
    Progress,
    Row,
    Workbook,
    at,
    cell_text,
    is_blank,
)
from workshop.imports.spend.table_layout import TableLayout
from workshop.imports.spend.table_lines import TableLines
from workshop.imports.spend.totals import AmountRow, Doubtful, Total, find_totals, says_total
from workshop.imports.spend.words import fold
from workshop.imports.spend.words import words as all_words

NO_AMOUNT_COLUMN = (
    "We found no column of amounts in this file. "
    "Choose a file with one row for each payment and its amount in a column."
)
_CODE = re.compile(r"[A-Z]{3}")
_NO_CODES = ("NIL", "TBC", "TBA", "NON")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is not in the total, and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class ReadPayments:
    """All payments of a table in one currency, with what is ``odd``.

    ``parts`` are the sheets that were read as one. ``alone`` is the name of the sheet where the
    workbook has others too.
    """

    rows: Payments
    skipped: tuple[Skipped, ...]
    currency: str
    odd: "Oddities"
    basis: Basis
    parts: tuple["SheetPart", ...] = ()
    alone: str = ""

    @property
    def total_pence(self) -> int:
        """The exact sum of the rows."""
        return self.rows.total_pence

    @property
    def negative_rows(self) -> int:
        """Rows below zero: money that came back."""
        return len(self.rows.money_back[0])


@dataclass(frozen=True)
class SheetPart:
    """One of several sheets that are read as one. ``offset`` rows of other sheets stand before."""

    name: str
    layout: TableLayout
    reading: ReadPayments
    offset: int = 0


@dataclass
class Oddities:
    """What a person should hear of."""

    totals: list[tuple[int, Total]] = field(default_factory=list)
    doubtful: list[tuple[int, Doubtful]] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    without_amount: list[int] = field(default_factory=list)
    shifted: list[int] = field(default_factory=list)
    foreign: dict[str, list[int]] = field(default_factory=dict)
    fractions: list[int] = field(default_factory=list)
    bad_dates: list[int] = field(default_factory=list)
    month_first: bool = False
    comma_pence: bool = False
    turned: list[int] = field(default_factory=list)
    left_out: dict[tuple[MoneyWay, int], list[int]] = field(default_factory=dict)
    parents: list[int] = field(default_factory=list)
    may_repeat: list[int] = field(default_factory=list)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    unsaid: int = 0
    times: int = 0


class _Reader:
    """One reading of one table, step by step. Rows are counted from the first one of the table."""

    def __init__(self, book: Workbook, layout: TableLayout) -> None:
        sheet = book.sheets[layout.sheet]
        self.sheet, self.layout = sheet, layout
        if ColumnRole.AMOUNT not in layout.columns:
            raise InvalidInputError(NO_AMOUNT_COLUMN)
        self.amount = layout.columns[ColumnRole.AMOUNT]
        self.first = layout.first
        self.basis = find_basis(book, layout)
        self.maker = Maker(self.basis, sheet, layout.first)
        self.odd = Oddities(comma_pence=self.basis.style.point == ",")
        self.skipped: list[Skipped] = []
        header = [] if layout.header is None else sheet.rows[layout.header]
        self.names = [cell_text(cell).lower() for cell in header]

    def skip(self, place: int, reason: str, kept: list[int]) -> None:
        self.skipped.append(Skipped(place + 1, reason))
        kept.append(place + 1)

    def usable(self, made: Made) -> Mask:
        """The rows that are neither blank nor a header again nor shifted."""
        use = np.ones(self.sheet.height - self.first, np.bool_)
        for place in self._blank(made):
            self.skip(place, "This row is blank.", self.odd.blank)
            use[place - self.first] = False
        for place in self._headers():
            if use[place - self.first]:
                self.skip(place, "This row repeats the header.", self.odd.headers)
                use[place - self.first] = False
        for place in sorted(self.sheet.shifted):
            if place >= self.first and use[place - self.first]:
                reason = "This row has more cells than the others. An amount may be cut in two."
                self.skip(place, reason, self.odd.shifted)
                use[place - self.first] = False
        return use

    def _blank(self, made: Made) -> list[int]:
        """Those without an amount that say nothing in any column."""
        none = (made.cells.exact.units == 0).astype(np.bool_) | ~made.cells.there
        rows = np.flatnonzero(none) + self.first
        nothing = np.ones(len(rows), np.bool_)
        blank = np.ones(len(rows), np.bool_)
        for column in self.sheet.columns:
            if not len(rows):
                break
            codes = column.codes[rows]
            falsy, empty = np.zeros(len(column), np.bool_), np.zeros(len(column), np.bool_)
            there = np.unique(codes)
            for code, cell in zip(there.tolist(), column.some(there), strict=True):
                falsy[code], empty[code] = not cell, is_blank(cell)
            nothing, blank = nothing & falsy[codes], blank & empty[codes]
            left = nothing | blank
            rows, nothing, blank = rows[left], nothing[left], blank[left]
        places: list[int] = rows.tolist()
        return places

    def _headers(self) -> list[int]:
        """The same names in the same columns; a look at one column rules out nearly all rows."""
        if len(self.names) < 2 or self.layout.header is None:
            return []
        column = self.sheet.columns[self.amount]
        alike = column.codes[self.first :] == column.codes[self.layout.header]
        places: list[int] = (np.flatnonzero(alike) + self.first).tolist()
        return [place for place in places if self._is_header(self.sheet.rows[place])]

    def _is_header(self, row: Row) -> bool:
        names = [cell_text(cell).lower() for cell in row]
        while names and not names[-1]:
            names.pop()
        return len(names) > 1 and names == self.names[: len(names)]

    def leave_out(self, use: Mask, made: Made) -> Mask:
        """The rows with an amount that is added up; the others are told."""
        for number in np.flatnonzero(use & ~made.cells.there).tolist():
            self._no_amount(number + self.first)
        for number in np.flatnonzero(use & made.cells.there & (made.left_out != 0)).tolist():
            self._left_out(number, made)
        kept: Mask = use & made.cells.there & (made.left_out == 0)
        self.odd.turned = (np.flatnonzero(kept & made.back) + self.first + 1).tolist()
        return kept

    def _left_out(self, number: int, made: Made) -> None:
        column, way = int(made.column[number]), WAYS[made.left_out[number]] or MoneyWay.IN
        heading = self.layout.headings[column]
        partner = self.basis.partner
        own = partner is not None and partner.column == column
        said = "" if own else cell_text(self.sheet.columns[column].cell(number + self.first))
        if not made.cells.exact.units[number]:
            reason = "The amount is nothing, and it is not money paid."
        elif way is MoneyWay.IN:
            where = f"“{said}” in “{heading}”" if said else f"It stands in “{heading}”"
            reason = f"{where}: money in, so it is not added to what was paid."
        else:
            reason = f"“{said}” in “{heading}”: not paid, so it is not added to what was."
        kept = self.odd.left_out.setdefault((way, column), [])
        self.skip(number + self.first, reason, kept)

    def _no_amount(self, place: int) -> None:
        row = self.sheet.rows[place]
        label = next((words for cell in row if says_total(words := cell_text(cell))), "")
        if label:
            total = Total(AmountRow(place, Decimal(0), (label,), 0), label, True, Decimal(0), 0)
            self.odd.totals.append((place + 1, total))
            self.skipped.append(Skipped(place + 1, f"This row is a total (“{label}”)."))
        elif is_blank(at(row, self.amount)) and not self.maker.reason(row).endswith("a number."):
            self.skip(place, self.maker.reason(row), self.odd.without_amount)
        else:
            self.skip(place, self.maker.reason(row), self.odd.unreadable)

    def currencies(self, made: Made) -> tuple[NDArray[np.int16], list[str]]:
        """Of each row, as its amount says or else its column of currencies."""
        money, names = made.cells.money, list(made.cells.names)
        number = self.layout.columns.get(ColumnRole.CURRENCY)
        if number is None:
            return money, names
        column = self.sheet.columns[number]
        own = np.zeros(len(column), np.int16)
        codes = column.present(self.first)
        for code, cell in zip(codes.tolist(), column.some(codes), strict=True):
            name = _currency_of(cell_text(cell))
            if name not in names:
                names.append(name)
            own[code] = names.index(name)
        return np.where(money == 0, own[column.codes[self.first :]], money), names

    def one_currency(self, kept: Mask, made: Made) -> tuple[Mask, str]:
        """The rows in the main currency, and which that is; others are told."""
        money, names = self.currencies(made)
        usual = self.basis.money.code
        currency = _main(money[kept], names, usual)
        if not self.basis.money.where and currency == usual:
            self.odd.unsaid = int((money[kept] == 0).sum())
        own = names.index(currency) if currency in names else -1
        for number in np.flatnonzero(kept & (money != 0) & (money != own)).tolist():
            other = names[money[number]]
            reason = f"The amount is in {other}, so it is not added to {currency}."
            self.skip(number + self.first, reason, self.odd.foreign.setdefault(other, []))
        return kept & ((money == 0) | (money == own)), currency


def read_table(
    file: SpendFile, layout: TableLayout, progress: Progress | None = None
) -> ReadPayments:
    """Read one sheet as the layout says. Raises InvalidInputError without an amount column."""
    with collecting_paused():
        found = _read(file, layout)
    if progress is not None:
        progress(1.0)
    return found


def _read(file: SpendFile, layout: TableLayout) -> ReadPayments:
    reader = _Reader(file.book, layout)
    made = reader.maker.make()
    kept, currency = reader.one_currency(reader.leave_out(reader.usable(made), made), made)
    places = np.flatnonzero(kept) + reader.first
    exact = Exact(made.cells.exact.units[kept], made.cells.exact.scale).times(
        reader.basis.unit.size
    )
    lines = TableLines(reader.sheet, layout, places, exact)
    payments = _without_repeats(reader, lines, made)
    odd = reader.odd
    odd.month_first = lines.month_first
    odd.fractions = lines.fractions(
        [total.line.place for _, total in odd.totals if total.line.place >= reader.first]
    )
    odd.bad_dates = payments.rows[payments.days.unread].tolist()
    odd.hidden = [place + 1 for place in sorted(reader.sheet.hidden_rows)]
    there = set(payments.rows.tolist()) if odd.turned else set()
    odd.turned = [row for row in odd.turned if row in there]
    skipped = tuple(sorted(reader.skipped, key=lambda one: one.row))
    others = [one for one in file.book.sheets if one.height and one is not reader.sheet]
    alone = reader.sheet.name if others else ""
    return ReadPayments(payments, skipped, currency, odd, reader.basis, alone=alone)


def _without_repeats(reader: _Reader, lines: TableLines, made: Made) -> Payments:
    """The payments without rows that repeat others: totals by their words, wholes above parts."""
    numbers = _totals(reader, lines)
    rest = np.setdiff1d(np.arange(len(lines)), numbers, assume_unique=True)
    parents = find_parents(lines.plan(rest), *lines.coded(rest, reader.basis))
    for place in sorted(parents.proved):
        reason = "This row is the sum of other rows, which are its parts."
        reader.skip(place, reason, reader.odd.parents)
    reader.odd.may_repeat = [place + 1 for place in sorted(parents.may)]
    if parents.proved:
        rest = rest[~np.isin(lines.places[rest], list(parents.proved))]
    above = made.cells.exact.units[lines.places[rest] - reader.first] > 0
    back = made.back[lines.places[rest] - reader.first]
    told = {direction.column for direction in reader.maker.turning}
    columns = [one for one in range(len(reader.layout.headings)) if one not in told]
    mentioned = lines.places[rest][above.astype(np.bool_) & ~back]
    reader.odd.mentions = mentions_of_back(reader.sheet, columns, mentioned)
    return lines.payments(rest)


def _totals(reader: _Reader, lines: TableLines) -> NDArray[np.int64]:
    """Numbers of the lines that are totals; they are told."""
    totals, doubtful = find_totals(lines, lines.usual)
    reader.odd.doubtful = [(one.line.place + 1, one) for one in doubtful]
    for total in totals:
        place = total.line.place
        named = f" (“{total.label[:60]}”)" if total.label else ""
        reader.skipped.append(Skipped(place + 1, f"This row is a total{named}."))
        reader.odd.totals.append((place + 1, total))
    reader.odd.totals.sort(key=lambda one: one[0])
    return np.searchsorted(lines.places, [total.line.place for total in totals])


def _currency_of(words: str) -> str:
    """The currency that a cell names where it says nothing else, empty for none."""
    plain = words.strip().strip(".")
    if not plain:
        return ""
    if plain in SIGNS:
        return SIGNS[plain]
    named = all_words().currencies.get(fold(plain))
    upper = plain.upper()
    return named or (upper if _CODE.fullmatch(upper) and upper not in _NO_CODES else "")


def _main(money: NDArray[np.int16], names: list[str], usual: str) -> str:
    """Pounds where there are any, else what most amounts are in.

    An amount that names no currency is one of the ``usual`` money, unless most others name another.
    """
    said, first, counts = np.unique(money[money != 0], return_index=True, return_counts=True)
    total = int(counts.sum())
    if usual in [names[code] for code in said] or len(money) - total >= total:
        return usual
    return names[int(said[np.lexsort((first, -counts))[0]])]
