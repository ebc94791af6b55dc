"""The amount of each row as its columns make it: one cell, many months, debit less credit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workshop.imports.spend.amounts import NO_AMOUNT, Amount, read_amount
from workshop.imports.spend.basis import Basis
from workshop.imports.spend.directions import Direction, MoneyWay
from workshop.imports.spend.spreadsheet import Cell, Row, at, cell_text, is_blank
from workshop.imports.spend.words import fold, words

_NOTHING = Decimal(0)


@dataclass(slots=True)
class Made:
    """The amount of a row. ``back``: it was turned or taken off; ``left_out`` says why it is not
    added up, in the word ``said`` of the column ``column``."""

    amount: Amount
    back: bool = False
    left_out: MoneyWay | None = None
    column: int = -1
    said: str = ""


class Maker:
    """Makes amounts of rows on one basis."""

    def __init__(self, basis: Basis, body: Sequence[Row]) -> None:
        self.basis = basis
        self.point = basis.style.point
        self.turning = tuple(one for one in basis.directions if self._turns(one, body))
        """Directions whose money back stands above zero in the file."""
        self.credit_below = self._credit_below(body)

    def _turns(self, direction: Direction, body: Sequence[Row]) -> bool:
        if MoneyWay.BACK not in direction.ways.values():
            return False
        values = [
            value
            for row in body
            if direction.way(at(row, direction.column)) is MoneyWay.BACK
            and (value := self._first(row).value) is not None
        ]
        return bool(values) and not any(value < 0 for value in values)

    def _credit_below(self, body: Sequence[Row]) -> bool:
        partner = self.basis.partner
        if partner is None:
            return False
        values = (read_amount(at(row, partner.column), self.point).value for row in body)
        there = [value for value in values if value]
        return bool(there) and all(value < 0 for value in there)

    def make(self, row: Row) -> Made:
        """The amount of one row, without its unit."""
        made = Made(self._first(row))
        partner = self.basis.partner
        if partner is not None:
            self._with_partner(made, row)
        if made.amount.value is not None:
            self._directed(made, row)
        return made

    def _first(self, row: Row) -> Amount:
        columns = self.basis.columns
        if len(columns) == 1:
            return read_amount(at(row, columns[0]), self.point)
        return self._added([at(row, column) for column in columns])

    def _added(self, cells: Sequence[Cell]) -> Amount:
        total, any_there, currency = _NOTHING, False, ""
        for cell in cells:
            found = read_amount(cell, self.point)
            if found.value is not None:
                total, any_there = total + found.value, True
                currency = currency or found.currency
            elif not is_blank(cell) and cell_text(cell).strip(" -–.£€$") != "":
                return found
        return Amount(total, currency) if any_there else NO_AMOUNT

    def _with_partner(self, made: Made, row: Row) -> None:
        partner = self.basis.partner
        assert partner is not None  # noqa: S101 - looked at by the caller
        other = read_amount(at(row, partner.column), self.point)
        if not other.value:
            return
        if partner.way is MoneyWay.BACK:
            own = made.amount.value or _NOTHING
            size = other.value if self.credit_below else -other.value
            made.amount = Amount(own + size, made.amount.currency or other.currency)
            made.back = True
        elif not made.amount.value:
            everything = self.basis.everything
            if everything:
                made.amount = other
            else:
                made.left_out, made.column = MoneyWay.IN, partner.column
                made.amount = other

    def _directed(self, made: Made, row: Row) -> None:
        for direction in self.basis.directions:
            cell = at(row, direction.column)
            way = direction.way(cell)
            if way is None:
                continue
            if way in direction.left_out and not self.basis.everything:
                made.left_out, made.column, made.said = way, direction.column, cell_text(cell)
                return
            if way is MoneyWay.BACK and direction in self.turning and made.amount.value:
                made.amount = Amount(-made.amount.value, made.amount.currency)
                made.back = True
                return


def mentions_of_back(
    rows: Sequence[tuple[int, Row, Decimal]], columns: Sequence[int]
) -> list[tuple[int, int, str]]:
    """Rows above zero of which some cell says that money came back: place, column, word."""
    found: dict[int, tuple[int, int, str]] = {}
    for column in columns:
        hits = {cell for cell in {at(row, column) for _, row, _ in rows} if _says_back(cell)}
        if hits:
            for place, row, value in rows:
                cell = at(row, column)
                if value > 0 and cell in hits:
                    found.setdefault(place, (place, column, cell_text(cell)))
    return sorted(found.values())


def _says_back(cell: Cell) -> bool:
    """Words such as “refund”; those of two letters may mean anything."""
    if not isinstance(cell, str) or not 4 < len(cell) < 40 or cell[0].isdigit():
        return False
    said = words().directions["back"] - {"credit", "abono", "haber", "haben"}
    return fold(cell) in said
