"""Several sheets of a workbook with the same columns are read as one, each by its own rules."""

from dataclasses import replace
from types import MappingProxyType

from tests.workshop.imports.spend.files import Rows, as_workbook
from workshop.imports.spend import (
    ColumnRole,
    Preview,
    decided,
    find_together,
    own_total,
    preview,
    read_rows,
)

HEADS = ["Supplier", "Date", "Net", "Gross"]
APRIL: Rows = [
    ["Payments in April"],
    HEADS,
    ["Alder", "01/04/2024", 100, 120],
    ["Birch", "02/04/2024", 200, 240],
    ["Total", "", 300, 360],
]
MAY: Rows = [
    ["Supplier", "Date", "Net", "Gross"],
    ["Cedar", "01/05/2024", 50.5, 60.6],
    ["Alder", "02/05/2024", -10, -12],
]
JUNE: Rows = [["Date", "Supplier", "Gross", "Net"], ["01/06/2024", "Elder", 12, 10]]
NOTES: Rows = [["What this is"], ["Payments over a threshold"]]
YEAR: Rows = [HEADS, ["Alder", "", 190, 228], ["Birch", "", 200, 240], ["All others", "", 60.5, 73]]


def read(sheets: dict[str, Rows], *, hidden: tuple[str, ...] = ()) -> Preview:
    return preview(as_workbook(sheets, hidden), all_sheets=True)


def left_out(sheets: dict[str, Rows], *, hidden: tuple[str, ...] = ()) -> dict[str, str]:
    alone = preview(as_workbook(sheets, hidden))
    found = find_together(alone.file, alone.layout)
    return {} if found is None else dict(found.left_out)


def test_sheets_of_months_add_up_to_one_sum() -> None:
    """Rows above, order of columns, totals: each sheet by its own rules."""
    found = read({"April": APRIL, "May": MAY, "June": JUNE})
    assert found.reading.total_pence == 35_050
    assert [(one.name, one.reading.total_pence) for one in found.reading.parts] == [
        ("April", 30_000),
        ("May", 4_050),
        ("June", 1_000),
    ]
    said = " ".join(found.warnings)
    assert "3 sheets as one: “April” £300.00, “May” £40.50, “June” £10.00." in said
    assert "“April”: Row 5 is a total and is left out." in said
    assert "row 1 of “June” is row 9 here" in said
    assert [one.row for one in found.reading.rows] == [3, 4, 7, 8, 10]
    assert [one.supplier for one in found.reading.rows][-1] == "Elder"
    assert "3 sheets as one" in decided(found.layout, found.reading)
    assert own_total(found.reading) == "“April”: Row 5 of the file says the same: £300.00."


def test_one_alone_says_that_others_are_like_it() -> None:
    found = preview(as_workbook({"April": APRIL, "May": MAY, "Notes": NOTES}))
    assert found.reading.total_pence == 30_000
    assert "“May” has the same columns: these sheets can be read as one." in found.warnings
    assert "sheet “April” alone" in decided(found.layout, found.reading)
    long = replace(found.reading, alone="Payments of the first quarter and the second one")
    assert "“Payments of the first quarter and the…”" in decided(found.layout, long)


def test_what_would_count_twice_stays_out_with_the_reason() -> None:
    said = left_out(
        {"April": APRIL, "May": MAY, "May (2)": MAY, "June": JUNE, "Notes": NOTES, "Old": APRIL},
        hidden=("Old",),
    )
    assert said == {
        "May (2)": "it holds the same payments as “May”",
        "Notes": "it has no column of amounts",
        "Old": "it is hidden in the workbook",
    }
    year = [[*row[:2], *row[2:]] for row in YEAR]
    year[-1][2] = 350.5 - 390
    assert (
        "so it may repeat them"
        in left_out({"Year": year, "April": APRIL, "May": MAY, "J": JUNE})["Year"]
    )


def test_another_currency_stays_out_and_units_are_each_sheets_own() -> None:
    euros: Rows = [HEADS, ["Ash", "", "€5.00", "€6.00"], ["Fir", "", "€5.00", "€6.00"]]
    assert left_out({"April": APRIL, "May": MAY, "Euro": euros})["Euro"] == "it is in EUR, not GBP"
    thousands: Rows = [["Amounts in £000"], *MAY]
    assert read({"April": APRIL, "May": thousands}).reading.total_pence == 30_000 + 4_050_000


def test_a_changed_column_is_changed_in_every_sheet() -> None:
    found = read({"April": APRIL, "May": MAY, "June": JUNE})
    columns = {**found.layout.columns, ColumnRole.AMOUNT: 3}
    layout = replace(found.layout, columns=MappingProxyType(columns))
    assert read_rows(found.file, layout).total_pence == 36_000 + 4_860 + 1_200


def test_sheets_of_other_columns_are_no_table_of_one() -> None:
    found = preview(as_workbook({"April": APRIL, "Staff": [["Name", "Pay"], ["A", 5]]}))
    assert find_together(found.file, found.layout) is None
