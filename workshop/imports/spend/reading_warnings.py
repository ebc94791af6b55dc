"""Everything about a reading that a person should hear, as plain sentences."""

import re
from decimal import Decimal

from workshop.imports.spend.amounts import to_pence
from workshop.imports.spend.column_warnings import sentences_of_columns, sentences_of_money
from workshop.imports.spend.doubts import sentences_of_doubt
from workshop.imports.spend.headings import ColumnRole
from workshop.imports.spend.rows import ReadPayments
from workshop.imports.spend.sentences import FEW as _FEW
from workshop.imports.spend.sentences import money, names
from workshop.imports.spend.sentences import one_or_several as _one
from workshop.imports.spend.spreadsheet import Workbook, cell_text
from workshop.imports.spend.table_layout import TableLayout
from workshop.imports.spend.together import alike_sheets


def _pence(exact: Decimal, currency: str) -> str:
    return money(to_pence(exact / 100), currency)


def warnings(book: Workbook, layout: TableLayout, reading: ReadPayments) -> tuple[str, ...]:
    """The sentences about a file, in the order in which one would look at it."""
    if reading.parts:
        return (*book.notes, *_of_parts(book, reading))
    return (*book.notes, *_of_sheets(book, layout), *_of_sheet(book, layout, reading))


def _of_sheet(book: Workbook, layout: TableLayout, reading: ReadPayments) -> tuple[str, ...]:
    found = [
        *_of_header(layout),
        *sentences_of_columns(book, layout, reading),
        *sentences_of_doubt(book, layout, reading),
        *_of_totals(reading),
        *_of_rows(reading),
        *_of_what_is_kept(book, layout, reading),
        *sentences_of_money(reading),
    ]
    return tuple(found)


def _of_parts(book: Workbook, reading: ReadPayments) -> list[str]:
    """Each sheet with its sum, those that were not read, and what is odd in which of them."""
    parts = reading.parts
    sums = ", ".join(
        f"“{part.name}” {money(part.reading.total_pence, reading.currency)}" for part in parts
    )
    said = [f"We read {len(parts)} sheets as one: {sums}."]
    read = {part.layout.sheet for part in parts}
    others = [one.name for at, one in enumerate(book.sheets) if at not in read and one.height]
    if others:
        said.append(f"We did not read {names(others)}.")
    last = parts[-1]
    said.append(
        f"Rows are counted on from sheet to sheet: row 1 of “{last.name}” is row "
        f"{last.offset + 1:,} here."
    )
    by_sentence: dict[str, list[str]] = {}
    for part in parts:
        for one in _of_sheet(book, part.layout, part.reading):
            by_sentence.setdefault(one, []).append(part.name)
    return said + [
        one if len(where) == len(parts) else f"{names(where)}: {one}"
        for one, where in by_sentence.items()
    ]


def _of_sheets(book: Workbook, layout: TableLayout) -> list[str]:
    sheet = book.sheets[layout.sheet]
    others = [other for other in book.sheets if other is not sheet and other.height]
    said = []
    if others:
        listed = ", ".join(f"“{o.name}”{' (hidden)' if o.hidden else ''}" for o in others[:_FEW])
        more = f" and {len(others) - _FEW} more" if len(others) > _FEW else ""
        said.append(f"We read the sheet “{sheet.name}”. We did not read {listed}{more}.")
    if alike := alike_sheets(book, layout):
        has = "has the same columns" if len(alike) == 1 else "have the same columns"
        said.append(f"{names(alike)} {has}: these sheets can be read as one.")
    if sheet.hidden:
        said.append(f"The sheet “{sheet.name}” is hidden in the workbook.")
    return said


def _of_header(layout: TableLayout) -> list[str]:
    if layout.header is None:
        return ["We found no header, so we guessed the columns by what stands in them. Check them."]
    said = []
    if layout.header:
        above = "the row above it is" if layout.header == 1 else "the rows above it are"
        said.append(f"The header is in row {layout.header + 1}, so {above} left out.")
    if layout.first - layout.header == 2:
        said.append(f"The header has two rows, {layout.header + 1} and {layout.header + 2}.")
    return said


def _of_totals(reading: ReadPayments) -> list[str]:
    odd = reading.odd
    totals = [(row, total) for row, total in odd.totals]
    said = []
    if totals:
        rows = [row for row, _ in totals]
        said.append(_one(rows, "is a total and is left out.", "are totals and are left out."))
    said += [
        f"Row {row} has no words, but it is the sum of rows above it. We take it for a total."
        for row, total in totals
        if not total.label
    ][:_FEW]
    said += [
        f"Row {row} says {_pence(total.line.pence, reading.currency)} in all, but the rows above "
        f"add up to {_pence(total.above, reading.currency)}."
        for row, total in totals
        if total.label and not total.proved and total.line.pence and total.count
    ][:_FEW]
    if odd.parents:
        said.append(
            _one(
                odd.parents,
                "is the sum of other rows, which are its parts, so it is left out.",
                "are the sums of other rows, which are their parts, so they are left out.",
            )
        )
    if odd.may_repeat:
        said.append(
            _one(odd.may_repeat, "may be", "may be")
            + " the sum of other rows. We added up all the same. Check that nothing counts twice."
        )
    said += [
        f"Row {row} says “{one.label[:60]}” but looks like a payment, so it is kept. Check it."
        for row, one in reading.odd.doubtful
    ][:_FEW]
    return said


def _of_rows(reading: ReadPayments) -> list[str]:
    odd = reading.odd
    pairs = (
        (odd.blank, "is blank.", "are blank."),
        (odd.headers, "repeats the header.", "repeat the header."),
        (odd.without_amount, "has no amount and is left out.", "have no amount and are left out."),
        (
            odd.unreadable,
            "has an amount that is no number, so it is left out.",
            "have an amount that is no number, so they are left out.",
        ),
        (
            odd.shifted,
            "has more cells than the others, so it is left out. Put it right in the file.",
            "have more cells than the others, so they are left out. Put them right in the file.",
        ),
    )
    said = [_one(rows, one, several) for rows, one, several in pairs if rows]
    for currency, rows in odd.foreign.items():
        said.append(
            _one(rows, "is", "are")
            + f" in {currency}, not {reading.currency}. We do not add these up together, "
            f"so {'it is' if len(rows) == 1 else 'they are'} left out."
        )
    return said


def _of_what_is_kept(book: Workbook, layout: TableLayout, reading: ReadPayments) -> list[str]:
    odd, rows = reading.odd, reading.rows
    said = []
    if not rows:
        said.append("No row in this file has an amount that we can read.")
    if odd.month_first:
        said.append("In this file the month stands before the day.")
    if twins := rows.twins:
        said.append(
            _one(twins, "is the same as a row above it", "are the same as rows above them")
            + ". We kept "
            + ("it. Check that it is no mistake." if len(twins) == 1 else "them. Check them.")
        )
    numbers, below = rows.money_back
    if numbers:
        size = money(below, reading.currency)
        said.append(_one(numbers, "is", "are") + f" below zero: money back, {size} in all.")
    if zero := rows.of_nothing:
        said.append(_one(zero, "has", "have") + " an amount of nothing.")
    if odd.fractions:
        said.append(
            _one(odd.fractions, "has", "have")
            + " parts of a penny. We rounded each to the nearest penny; half a penny counts as one."
        )
    if ColumnRole.SUPPLIER in layout.columns and (nobody := rows.without_supplier):
        said.append(_one(nobody, "does", "do") + " not say who was paid.")
    if odd.bad_dates:
        said.append(_of_bad_dates(book, layout, reading))
    return said


_YEAR_OR_MONTH = re.compile(
    r"(?:fy)?(?:19|20)\d\d(?:[-/ ]\d\d(?:\d\d)?)?(?:\.0)?|[a-z]{3,9}[-/ ,.]*(?:(?:19|20)?\d\d)?|"
    r"\d{1,2}[-/](?:19|20)\d\d|(?:q|p|period |quarter )\d{1,2}.*|\d{1,2}",
    re.IGNORECASE,
)


def _of_bad_dates(book: Workbook, layout: TableLayout, reading: ReadPayments) -> str:
    """Once for all where the column holds years or months, which are no days."""
    bad = reading.odd.bad_dates
    column = layout.columns[ColumnRole.DATE]
    cells = [cell_text(book.sheets[layout.sheet].columns[column].cell(row - 1)) for row in bad]
    if len(bad) > 0.9 * len(reading.rows) and all(map(_YEAR_OR_MONTH.fullmatch, cells)):
        return f"“{layout.headings[column]}” holds years or months only, so no day is kept."
    return _one(bad, "has", "have") + " a date that we cannot read."
