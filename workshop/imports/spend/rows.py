"""From a table to payments in whole pence; whatever is left out or odd is said in a sentence."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median_high

from workshop.drafts import Payment
from workshop.errors import InvalidInputError
from workshop.imports.spend.amounts import SIGNS, Amount, to_pence
from workshop.imports.spend.basis import Basis, find_basis
from workshop.imports.spend.columns import Made, Maker, mentions_of_back
from workshop.imports.spend.dates import month_comes_first, read_date
from workshop.imports.spend.directions import MoneyWay
from workshop.imports.spend.file_formats import SpendFile
from workshop.imports.spend.headings import ColumnRole
from workshop.imports.spend.memory import collecting_paused
from workshop.imports.spend.parents import MOST_CODED, find_parents
from workshop.imports.spend.privacy import looks_private
from workshop.imports.spend.spreadsheet import (
    MAX_TEXT,
    Cell,
    Progress,
    Row,
    Sheet,
    Workbook,
    at,
    cell_text,
    is_blank,
)
from workshop.imports.spend.table_layout import TableLayout
from workshop.imports.spend.totals import AmountRow, Doubtful, Total, find_totals, says_total
from workshop.imports.spend.words import fold
from workshop.imports.spend.words import words as all_words

NO_AMOUNT_COLUMN = (
    "We found no column of amounts in this file. "
    "Choose a file with one row for each payment and its amount in a column."
)
_TEXT_ROLES = (ColumnRole.SUPPLIER, ColumnRole.PURPOSE, ColumnRole.DEPARTMENT, ColumnRole.DATE)
_CODE = re.compile(r"[A-Z]{3}")
_NO_CODES = ("NIL", "TBC", "TBA", "NON")
_EVERY = 2000
"""Rows between two words about progress."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is not in the total, and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class ReadPayments:
    """All payments of a table in one currency; ``saying`` makes sentences of what is ``odd``."""

    rows: tuple[Payment, ...]
    skipped: tuple[Skipped, ...]
    currency: str
    odd: "Oddities"
    basis: Basis

    @property
    def total_pence(self) -> int:
        """The exact sum of the rows."""
        return sum(row.amount_pence for row in self.rows)

    @property
    def negative_rows(self) -> int:
        """Rows below zero: money that came back."""
        return sum(row.amount_pence < 0 for row in self.rows)


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


@dataclass(slots=True)
class _Read:
    place: int
    amount: Amount
    currency: str
    pence: int = 0
    exact: Decimal = Decimal(0)
    texts: tuple[str, ...] = ()


class _Reader:
    """One reading of one table, step by step."""

    def __init__(self, book: Workbook, layout: TableLayout, progress: Progress | None) -> None:
        sheet = book.sheets[layout.sheet]
        self.sheet, self.layout, self.progress = sheet, layout, progress
        if ColumnRole.AMOUNT not in layout.columns:
            raise InvalidInputError(NO_AMOUNT_COLUMN)
        self.amount = layout.columns[ColumnRole.AMOUNT]
        body = sheet.rows[layout.first :]
        self.basis = find_basis(book, layout)
        self.maker = Maker(self.basis, body)
        date_column = layout.columns.get(ColumnRole.DATE)
        self.month_first = date_column is not None and month_comes_first(
            [at(row, date_column) for row in body]
        )
        self.odd = Oddities(month_first=self.month_first, comma_pence=self.basis.style.point == ",")
        self.skipped: list[Skipped] = []
        self.names = [cell_text(cell).lower() for cell in _header(sheet, layout)]
        self.own_cell = _header(sheet, layout)[self.amount : self.amount + 1]
        self.own_name = cell_text(at(_header(sheet, layout), self.amount)).lower()

    def skip(self, place: int, reason: str, kept: list[int]) -> None:
        self.skipped.append(Skipped(place + 1, reason))
        kept.append(place + 1)

    def text(self, row: Row, role: ColumnRole) -> str:
        column = self.layout.columns.get(role)
        return "" if column is None else cell_text(at(row, column))

    def tell(self, done: int) -> None:
        if self.progress is not None and done % _EVERY == 0:
            self.progress(min(1.0, done / max(1, len(self.sheet.rows))))

    def amounts(self) -> Iterator[_Read]:
        """Each row with a readable amount, whatever its currency."""
        for place in range(self.layout.first, len(self.sheet.rows)):
            row = self.sheet.rows[place]
            self.tell(place)
            if not any(row) or all(map(is_blank, row)):
                self.skip(place, "This row is blank.", self.odd.blank)
            elif row[self.amount : self.amount + 1] == self.own_cell and self._is_header(row):
                self.skip(place, "This row repeats the header.", self.odd.headers)
            elif place in self.sheet.shifted:
                reason = "This row has more cells than the others. An amount may be cut in two."
                self.skip(place, reason, self.odd.shifted)
            else:
                made = self.maker.make(row)
                if made.amount.value is None:
                    self._no_amount(place, row, made.amount)
                elif made.left_out is not None:
                    self._left_out(place, made)
                else:
                    if made.back:
                        self.odd.turned.append(place + 1)
                    own = _currency_of(self.text(row, ColumnRole.CURRENCY))
                    yield _Read(place, made.amount, made.amount.currency or own)

    def _left_out(self, place: int, made: Made) -> None:
        heading = self.layout.headings[made.column]
        if not made.amount.value:
            reason = "The amount is nothing, and it is not money paid."
        elif made.left_out is MoneyWay.IN:
            said = f"“{made.said}” in “{heading}”" if made.said else f"It stands in “{heading}”"
            reason = f"{said}: money in, so it is not added to what was paid."
        else:
            reason = f"“{made.said}” in “{heading}”: not paid, so it is not added to what was."
        way = made.left_out or MoneyWay.IN
        self.skip(place, reason, self.odd.left_out.setdefault((way, made.column), []))

    def _is_header(self, row: Row) -> bool:
        """The same names in the same columns; a look at one column rules out nearly all rows."""
        if len(self.names) < 2 or cell_text(at(row, self.amount)).lower() != self.own_name:
            return False
        names = [cell_text(cell).lower() for cell in row]
        while names and not names[-1]:
            names.pop()
        return len(names) > 1 and names == self.names[: len(names)]

    def _no_amount(self, place: int, row: Row, amount: Amount) -> None:
        label = next((words for cell in row if says_total(words := cell_text(cell))), "")
        if label:
            total = Total(AmountRow(place, Decimal(0), (label,), 0), label, True, Decimal(0), 0)
            self.odd.totals.append((place + 1, total))
            self.skipped.append(Skipped(place + 1, f"This row is a total (“{label}”)."))
        elif is_blank(at(row, self.amount)):
            self.skip(place, amount.reason, self.odd.without_amount)
        else:
            self.skip(place, amount.reason, self.odd.unreadable)

    def line(self, read: _Read) -> AmountRow:
        row = self.sheet.rows[read.place]
        read.texts = tuple(self.text(row, role) for role in _TEXT_ROLES)
        words = tuple(
            [
                cell if isinstance(cell, str) else str(cell)
                for column, cell in enumerate(row)
                if cell != "" and column != self.amount and isinstance(cell, str | date)
            ]
        )
        others = len([said for said in read.texts if said and not says_total(said)])
        return AmountRow(read.place, read.exact, words, others)

    def count(self, read: _Read) -> None:
        """Whole pence; a fraction is rounded half away from zero and noted."""
        value = (read.amount.value or Decimal(0)) * self.basis.unit.size
        read.pence, read.exact = to_pence(value), value * 100
        if read.pence != read.exact:
            self.odd.fractions.append(read.place + 1)

    def payment(self, read: _Read, twins: dict[tuple[Cell, ...], int]) -> Payment:
        row = self.sheet.rows[read.place]
        first = twins.setdefault(tuple(row), read.place + 1)
        column = self.layout.columns.get(ColumnRole.DATE)
        cell = at(row, column)
        day = read_date(cell, month_first=self.month_first)
        if day is None and column is not None and not is_blank(cell):
            self.odd.bad_dates.append(read.place + 1)
        supplier, purpose, department = (said[:MAX_TEXT] for said in read.texts[:3])
        return Payment(
            read.place + 1,
            read.pence,
            supplier,
            purpose,
            department,
            day,
            None if first == read.place + 1 else first,
            looks_private(supplier),
        )


def read_rows(
    file: SpendFile, layout: TableLayout, progress: Progress | None = None
) -> ReadPayments:
    """Read the table as the layout says. Raises InvalidInputError without an amount column."""
    with collecting_paused():
        return _read(file, layout, progress)


def _read(file: SpendFile, layout: TableLayout, progress: Progress | None) -> ReadPayments:
    reader = _Reader(file.book, layout, progress)
    found = list(reader.amounts())
    currency = _main(found, reader.basis.money.code)
    if not reader.basis.money.where and currency == reader.basis.money.code:
        reader.odd.unsaid = sum(not read.currency for read in found)
    pounds = []
    for read in found:
        if read.currency in ("", currency):
            reader.count(read)
            pounds.append(read)
        else:
            reason = f"The amount is in {read.currency}, so it is not added to {currency}."
            reader.skip(read.place, reason, reader.odd.foreign.setdefault(read.currency, []))
    left_out = _repeats(reader, pounds)
    twins: dict[tuple[Cell, ...], int] = {}
    rows = tuple(reader.payment(read, twins) for read in pounds if read.place not in left_out)
    skipped = tuple(sorted(reader.skipped, key=lambda one: one.row))
    kept = {row.row for row in rows}
    reader.odd.hidden = [place + 1 for place in sorted(reader.sheet.hidden_rows)]
    reader.odd.turned = [row for row in reader.odd.turned if row in kept]
    return ReadPayments(rows, skipped, currency, reader.odd, reader.basis)


def _repeats(reader: _Reader, pounds: list[_Read]) -> set[int]:
    """Places of rows that repeat others: totals by their words, and wholes above their parts."""
    lines = [reader.line(read) for read in pounds]
    places = _totals(reader, lines)
    rest = [line for line in lines if line.place not in places]
    parents = find_parents(rest, _codes(reader, rest))
    for place in sorted(parents.proved):
        reason = "This row is the sum of other rows, which are its parts."
        reader.skip(place, reason, reader.odd.parents)
    reader.odd.may_repeat = [place + 1 for place in sorted(parents.may)]
    places |= parents.proved
    _mentions(reader, [read for read in pounds if read.place not in places])
    return places


def _codes(reader: _Reader, lines: list[AmountRow]) -> list[list[str]]:
    """The columns that may hold codes: short words with digits."""
    found: list[list[str]] = []
    if len(lines) > MOST_CODED:
        return found
    for column in range(len(reader.layout.headings)):
        if column in reader.basis.columns or column == reader.layout.columns.get(ColumnRole.DATE):
            continue
        cells = [cell_text(at(reader.sheet.rows[line.place], column)) for line in lines[:50]]
        if all(len(cell) <= 16 and (not cell or any(map(str.isdigit, cell))) for cell in cells):
            rows = reader.sheet.rows
            found.append([cell_text(at(rows[line.place], column)) for line in lines])
    return found


def _mentions(reader: _Reader, kept: list[_Read]) -> None:
    """Words such as “refund” beside an amount above zero, where no column says the way of all."""
    told = {direction.column for direction in reader.maker.turning}
    columns = [one for one in range(len(reader.layout.headings)) if one not in told]
    back = set(reader.odd.turned)
    rows = [
        (read.place, reader.sheet.rows[read.place], read.amount.value or Decimal(0))
        for read in kept
        if read.place + 1 not in back
    ]
    reader.odd.mentions = mentions_of_back(rows, columns)


def _totals(reader: _Reader, lines: list[AmountRow]) -> set[int]:
    usual = median_high([line.others for line in lines]) if lines else 0
    totals, doubtful = find_totals(lines, usual)
    reader.odd.doubtful = [(one.line.place + 1, one) for one in doubtful]
    for total in totals:
        place = total.line.place
        named = f" (“{total.label[:60]}”)" if total.label else ""
        reader.skipped.append(Skipped(place + 1, f"This row is a total{named}."))
        reader.odd.totals.append((place + 1, total))
        if place + 1 in reader.odd.fractions:
            reader.odd.fractions.remove(place + 1)
    reader.odd.totals.sort(key=lambda one: one[0])
    return {total.line.place for total in totals}


def _header(sheet: Sheet, layout: TableLayout) -> Row:
    return [] if layout.header is None else sheet.rows[layout.header]


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


def _main(found: list[_Read], usual: str) -> str:
    """Pounds where there are any, else what most amounts are in.

    An amount that names no currency is one of the ``usual`` money, unless most others name another.
    """
    said = Counter(read.currency for read in found if read.currency)
    unsaid = len(found) - said.total()
    if said[usual] or unsaid >= said.total():
        return usual
    return said.most_common(1)[0][0]
