"""What a sum rests on, in a few words that can stand beside every figure made of it."""

from workshop.figures.labels import shortened
from workshop.imports.spend.amounts import to_pence
from workshop.imports.spend.directions import MoneyWay
from workshop.imports.spend.headings import ColumnRole
from workshop.imports.spend.rows import ReadPayments
from workshop.imports.spend.sentences import NAMES, money, names
from workshop.imports.spend.table_layout import TableLayout
from workshop.imports.spend.units import ONE, size_words

MOST = 120
"""Letters: they stand after the name of the file, wherever a line says its source."""


def decided(layout: TableLayout, reading: ReadPayments) -> str:
    """Such as “column “Actual”, in thousands of pounds, money in left out, 2 rows left out”."""
    basis = reading.basis
    if len(basis.columns) > 1:
        said = [f"{len(basis.columns)} columns from “{layout.headings[basis.columns[0]]}”"]
    else:
        said = [f"column “{layout.heading(ColumnRole.AMOUNT)}”"]
    if basis.unit.size != ONE:
        name = NAMES.get(reading.currency, reading.currency)
        said.append(f"in {size_words(basis.unit.size, reading.currency)} of {name}")
    elif reading.currency != "GBP" or reading.odd.unsaid:
        said.append(f"taken for {NAMES.get(reading.currency, reading.currency)}")
    if reading.parts:
        said.append(f"{len(reading.parts)} sheets as one")
    elif reading.alone:
        said.append(f"sheet “{shortened(reading.alone, 40)}” alone")
    said += _left_out(reading)
    return shortened(", ".join(said), MOST)


def read_as(layout: TableLayout, reading: ReadPayments) -> list[tuple[str, str]]:
    """Header, column, unit, money and direction, each under its name, for a person to check."""
    header = "There is none" if layout.header is None else f"Row {layout.header + 1}"
    if layout.header is not None and layout.first - layout.header == 2:
        header = f"Rows {layout.header + 1} and {layout.header + 2}"
    basis = reading.basis
    columns = [layout.headings[one] for one in basis.columns]
    name = NAMES.get(reading.currency, reading.currency)
    size = (
        f"Each 1 stands for {basis.unit.size:,} ({basis.unit.where})"
        if basis.unit.size != ONE
        else "The amounts as they stand"
    )
    if reading.odd.unsaid:
        name = f"{name}, which is a guess"
    elif basis.money.where:
        name = f"{name} ({basis.money.where})"
    return [
        ("Names of the columns", header),
        ("Amounts", names(columns, 12)),
        ("Unit", size),
        ("Money", name),
        ("Direction", _direction(reading)),
    ]


def _direction(reading: ReadPayments) -> str:
    basis = reading.basis
    if basis.everything:
        return "Money in and out, plans too: all added, as you chose"
    said = _ways(reading)
    if basis.turned:
        said.append("signs turned, as you chose")
    if not said:
        return "All is taken for money paid; below zero is money back"
    return f"Money paid: {', '.join(said)}"


def _left_out(reading: ReadPayments) -> list[str]:
    said = _ways(reading)
    if reading.basis.turned:
        said.append("signs turned")
    if reading.basis.everything:
        said.append("money in and out added")
    if reading.skipped:
        count = len(reading.skipped)
        said.append("1 row left out" if count == 1 else f"{count:,} rows left out")
    return said


def _ways(reading: ReadPayments) -> list[str]:
    said = []
    ways = {way for way, _ in reading.odd.left_out}
    if MoneyWay.IN in ways:
        said.append("money in left out")
    if MoneyWay.PLANNED in ways:
        said.append("plans left out")
    if reading.odd.turned:
        said.append("money back taken off")
    return said


def own_total(reading: ReadPayments) -> str:
    """What the file's own last total says of the sum; empty where it has none."""
    if reading.parts:
        each = [(part.name, _of_one(part.reading)) for part in reading.parts]
        return " ".join(f"“{name}”: {said}" for name, said in each if said)
    return _of_one(reading)


def _of_one(reading: ReadPayments) -> str:
    told = [(row, total) for row, total in reading.odd.totals if total.line.pence]
    if not told:
        return ""
    row, total = told[-1]
    said = money(to_pence(total.line.pence / 100), reading.currency)
    if to_pence(total.line.pence / 100) == reading.total_pence:
        return f"Row {row} of the file says the same: {said}."
    return f"The last total of the file, in row {row}, says {said}."
