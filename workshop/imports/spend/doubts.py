"""Kinds of tables whose sum is right to the penny and says something else than people think."""

import re

import numpy as np
from numpy.typing import NDArray

from workshop.imports.spend.amounts import SIGNS, read_amount
from workshop.imports.spend.headings import ColumnRole, knows
from workshop.imports.spend.periods import period_of
from workshop.imports.spend.rows import ReadPayments
from workshop.imports.spend.sentences import FEW, names, one_or_several
from workshop.imports.spend.spreadsheet import Sheet, Workbook, cell_text, is_blank
from workshop.imports.spend.table_layout import TableLayout
from workshop.imports.spend.units import currency_in, size_in, unit_row
from workshop.imports.spend.words import fold, says

_RUNNING = re.compile(
    r"\b(cumulative|cumulated|running|kumuliert\w*|cumule\w*|acumulad\w*|cumulatief|skumulowan\w*)\b"
)
_TO_DATE = re.compile(r"\b(to date|ytd)\b")
_RATE = re.compile(
    r"\bper (week|day|hour|night|person|place|unit|session|visit|item|child|client|month)\b|"
    r"\b(weekly|daily|hourly|nightly)\b|\bunit (cost|price)\b"
)
_WORTH = re.compile(
    r"\bcontracts?\b.*\b(value|sum|price|amount)\b|\b(value|sum|price|amount)\b.*\bcontracts?\b|"
    r"\b(lifetime|whole life|estimated|potential|obligat\w+|annual value)\b"
)
_PAID = re.compile(r"\b(paid|spent|spend|invoiced|payments?)\b")
_BALANCE = re.compile(r"\b(balance|saldo|solde)\b")
_KINDS = frozenset(
    {
        *("unit", "units", "scale", "magnitude", "einheit", "unite", "unidad"),
        *("measure", "measures", "measure type", "metric", "indicator", "statistic", "series"),
        *("value type", "data type", "version", "scenario", "scenario name", "szenario"),
    }
)
_RESULTS = frozenset(
    {
        *("surplus", "deficit", "surplus deficit", "net surplus", "net deficit", "profit", "loss"),
        *("balance", "opening balance", "closing balance", "reserves", "net position"),
        *("balance brought forward", "balance carried forward", "balance b f", "balance c f"),
        *("brought forward", "carried forward", "b fwd", "c fwd"),
        *("net expenditure", "net cost", "saldo", "solde", "ubertrag", "jahresergebnis"),
    }
)
_REFERENCE = re.compile(
    r"\b(invoice|payment|transaction|document|voucher|award|grant|order|po)\b.*"
    r"\b(no|nos|number|num|ref|reference|id|identifier)\b|^(invoice|ref|reference)$"
)


def sentences_of_doubt(book: Workbook, layout: TableLayout, reading: ReadPayments) -> list[str]:
    """In the order in which one would look at it."""
    sheet = book.sheets[layout.sheet]
    return [
        *_of_heading(layout, reading),
        *_of_formats(sheet, layout),
        *_of_kinds(sheet, layout, reading),
        *_above(sheet, layout),
        *_second_table(sheet, reading),
        *_sections(sheet, reading),
        *_results(sheet, reading),
        *_whole_for_each_line(sheet, layout, reading),
        *_below_zero(layout, reading),
    ]


def _of_heading(layout: TableLayout, reading: ReadPayments) -> list[str]:
    """A running total, a price for each of something, or what a contract is worth."""
    if layout.header is None or len(reading.rows) < 2:
        return []
    name = layout.heading(ColumnRole.AMOUNT)
    folded = fold(name)
    pence = reading.rows.pence
    grows = len(pence) > 2 and bool((pence[1:] >= pence[:-1]).all())
    if _RUNNING.search(folded) or (_TO_DATE.search(folded) and grows):
        return [
            f"“{name}” sounds like a running total, in which each row counts the rows before it "
            "too. Adding its rows counts money more than once. Check it."
        ]
    if _RATE.search(folded):
        return [f"“{name}” sounds like a price for each one, not like what was paid. Check it."]
    if _WORTH.search(folded) and not _PAID.search(folded):
        return [f"“{name}” sounds like what a contract is worth, not like what was paid. Check it."]
    return []


def _of_formats(sheet: Sheet, layout: TableLayout) -> list[str]:
    """Numbers that a workbook shows in several kinds of money, in percent, or in units."""
    column = layout.columns[ColumnRole.AMOUNT]
    usual, more = sheet.formats.get(column, ""), sheet.more_formats.get(column, ())
    shown = [one for one in (usual, *more) if one]
    codes = dict.fromkeys(code for one in shown if (code := _money_of(one)))
    name = layout.headings[column]
    said = []
    if len(codes) > 1:
        said.append(
            f"The workbook shows some cells of “{name}” in {', '.join(codes)}. We add them up as "
            "if all were of one currency. Check it."
        )
    if any("%" in one for one in shown):
        said.append(f"The workbook shows cells of “{name}” in percent. That is no money. Check it.")
    sizes = {
        words for one in more for words in one.split('"')[1::2] if size_in(words, title=True) != 1
    }
    if sizes:
        said.append(
            f"The workbook shows some cells of “{name}” with {names(sorted(sizes))}, others "
            "without. We took the numbers as they stand in the cells. Check it."
        )
    return said


def _money_of(shown: str) -> str:
    return next((code for sign, code in SIGNS.items() if sign in shown), "") or currency_in(shown)


def _of_kinds(sheet: Sheet, layout: TableLayout, reading: ReadPayments) -> list[str]:
    """A column that tells apart what the amounts are of: pounds and people, two versions."""
    told = {*layout.columns.values(), *(one.column for one in reading.basis.directions)}
    places = reading.rows.rows - 1
    said = []
    for column, heading in enumerate(layout.headings):
        if column in told or fold(heading) not in _KINDS or not len(places):
            continue
        codes = np.unique(sheet.columns[column].codes[places]).tolist()
        values = [cell_text(sheet.columns[column].values[code]) for code in codes[:60]]
        values = [value for value in dict.fromkeys(values) if value]
        if len(values) < 2 or _one_unit(values):
            continue
        said.append(
            f"“{heading}” says {names(values)}: not all amounts may be of one kind, yet they are "
            "added together. Check it."
        )
    return said


def _one_unit(values: list[str]) -> bool:
    """Several ways to write one unit."""
    units = all(unit_row([value]) for value in values)
    return units and len({size_in(value, title=True) for value in values}) == 1


def _above(sheet: Sheet, layout: TableLayout) -> list[str]:
    """Amounts over the header, which are not added up."""
    column = layout.columns[ColumnRole.AMOUNT]
    found = []
    for place in range(layout.header or 0):
        cell = sheet.columns[column].cell(place)
        number = read_amount(cell).value
        if number and period_of(cell_text(cell)) is None and len(cell_text(cell)) > 1:
            found.append(place + 1)
    if not found:
        return []
    says_so = one_or_several(
        found, "stands above the header and holds", "stand above the header and hold"
    )
    return [f"{says_so} a number that is not added up. Check it."]


def _second_table(sheet: Sheet, reading: ReadPayments) -> list[str]:
    """Rows in the middle that read like another header."""
    found = [
        row
        for row in reading.odd.unreadable[:1000]
        if knows(words for cell in sheet.rows[row - 1] if (words := cell_text(cell))) > 1
        and not any(isinstance(cell, int | float) for cell in sheet.rows[row - 1])
    ]
    return [
        f"Row {row} looks like the header of another table, so what stands below it may be "
        "something else. It is added all the same. Check it."
        for row in found[:FEW]
    ]


def _sections(sheet: Sheet, reading: ReadPayments) -> list[str]:
    """A row of one word such as “Income”, with amounts below it."""
    said = []
    for row in reading.odd.without_amount[:1000]:
        words = [
            text for cell in sheet.rows[row - 1] if not is_blank(cell) and (text := cell_text(cell))
        ]
        if (
            len(words) == 1
            and len(words[0]) < 60
            and says("in", words[0])
            and not says("out", words[0])
        ):
            said.append(
                f"Row {row} says “{words[0]}” and has no amount, so the rows below it may be money "
                "in. They are added all the same. Check it."
            )
    return said[:FEW]


def _results(sheet: Sheet, reading: ReadPayments) -> list[str]:
    """Rows that say what is left or was carried over, which nobody was paid."""
    parts = sorted({max(one.split(), key=len) for one in _RESULTS})
    rows = reading.rows.rows - 1
    found: dict[int, str] = {}
    for number, column in enumerate(sheet.columns):
        if number in reading.basis.columns:
            continue
        hits = [
            code
            for code in column.texts_saying(parts)
            if fold(cell_text(column.values[code])) in _RESULTS
        ]
        if hits:
            for place in rows[column.where(hits)[rows]].tolist():
                found.setdefault(place + 1, cell_text(column.cell(place)))
    return [
        f"Row {row} says “{words}”: what is left or was carried over, no payment. It is added all "
        "the same. Check it."
        for row, words in sorted(found.items())[:FEW]
    ]


def _whole_for_each_line(sheet: Sheet, layout: TableLayout, reading: ReadPayments) -> list[str]:
    """The whole of an invoice written beside each of its lines."""
    rows = reading.rows
    for number, heading in enumerate(layout.headings):
        if number in layout.columns.values() or not _REFERENCE.search(fold(heading)):
            continue
        column = sheet.columns[number]
        if len(column) < 2 or len(column) >= sheet.height:
            continue
        again = _repeated(
            column.codes[rows.rows - 1],
            column.flagged(is_blank)[rows.rows - 1],
            rows.days.codes,
            rows.pence,
            rows.first_like,
        )
        if len(again):
            name = layout.heading(ColumnRole.AMOUNT)
            where = one_or_several(rows.rows[again].tolist(), "repeats", "repeat")
            return [
                f"{where} the “{heading}” and the amount of other rows. If “{name}” is the whole "
                "of each, it is counted more than once. Check it."
            ]
    return []


def _repeated(
    references: NDArray[np.int32],
    blank: NDArray[np.bool_],
    days: NDArray[np.int32],
    pence: NDArray[np.int64],
    like: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Places of rows whose reference came before on the same day; nothing unless nearly all such
    rows have the amount of the first one and differ from it in something else."""
    keys = references.astype(np.int64) * (int(days.max(initial=0)) + 1) + days
    _, first, same = np.unique(keys, return_index=True, return_inverse=True)
    before = first[same]
    places = np.flatnonzero((before != np.arange(len(keys))) & ~blank)
    places = places[(like[places] != like[before[places]]) & (pence[places] != 0).astype(np.bool_)]
    alike = (pence[places] == pence[before[places]]).astype(np.bool_)
    if not len(places) or alike.sum() < 0.8 * len(places):
        return np.zeros(0, np.int64)
    found: NDArray[np.int64] = places[alike]
    return found


def _below_zero(layout: TableLayout, reading: ReadPayments) -> list[str]:
    """Money paid with a minus, as on statements of a bank."""
    if reading.basis.turned:
        return ["We turned the signs, as you chose: what stands below zero was paid."]
    pence = reading.rows.pence
    below, above = int((pence < 0).sum()), int((pence > 0).sum())
    statement = any(_BALANCE.search(fold(heading)) for heading in layout.headings)
    if below < 2 or below <= above or not (statement or reading.total_pence < 0):
        return []
    which = "All amounts are" if not above else "Most amounts are"
    return [
        f"{which} below zero, so we take them for money back. Where money paid has a minus, as on "
        "a statement of a bank, turn the signs."
    ]
