"""What LibreOffice shows in a cell is what is read, also where its reader gives less."""

import pytest

from tests.workshop.imports.spend.files import as_ods, changed_part
from workshop.errors import InvalidInputError
from workshop.imports.spend import preview
from workshop.imports.spend.opening import binary_file

ROWS = [
    ["Supplier", "Purpose", "Amount"],
    ["Alder Ltd", "Paper", 100],
    ["Birch Ltd", "Pens", 200],
    ["Cedar Ltd", "Chairs", 300],
]
CALCEXT = b'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def cell(value: int) -> bytes:
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'.encode()


def failed(shown: str, more: str = "") -> bytes:
    """A cell as LibreOffice writes it whose formula went wrong."""
    return (
        b"<table:table-cell "
        + CALCEXT
        + f' table:formula="of:=1/0" {more} '
        'office:value-type="string" office:string-value="" calcext:value-type="error">'
        f"<text:p>{shown}</text:p></table:table-cell>".encode()
    )


def with_content(*changes: tuple[bytes, bytes]) -> bytes:
    return changed_part(as_ods(ROWS), "content.xml", *changes)


@pytest.mark.parametrize("shown", ["#DIV/0!", "Err:502", "#N/A", "#REF!"])
def test_a_formula_that_failed_is_said_with_its_cell_and_its_row(shown: str) -> None:
    found = preview(with_content((cell(200), failed(shown))))
    assert found.reading.total_pence == 40_000
    assert [one.row for one in found.reading.skipped] == [3]
    assert found.reading.skipped[0].reason == f"The amount “{shown}” is not a number."
    assert "Row 3 has an amount that is no number, so it is left out." in found.warnings


def test_a_row_that_is_written_once_and_stands_there_three_times_fails_three_times() -> None:
    data = with_content(
        (cell(200), failed("#N/A")),
        (
            b'<table:table-row><table:table-cell office:value-type="string"><text:p>Birch',
            b'<table:table-row table:number-rows-repeated="3">'
            b'<table:table-cell office:value-type="string"><text:p>Birch',
        ),
    )
    assert [one.row for one in preview(data).reading.skipped] == [3, 4, 5]


def test_words_around_a_tab_or_a_line_break_are_two_words() -> None:
    data = with_content(
        (b"<text:p>Alder Ltd", b"<text:p>Alder<text:tab/>Ltd"),
        (b"<text:p>Pens", b'<text:p>Pens<text:line-break/>and <text:s text:c="2"/>ink'),
    )
    rows = preview(data).reading.rows
    assert rows[0].supplier == "Alder Ltd"
    assert rows[1].purpose == "Pens and ink"


def test_hidden_rows_and_the_money_of_cells_are_told() -> None:
    data = with_content(
        (cell(300), cell(300).replace(b'"float"', b'"currency" office:currency="EUR"')),
        (cell(200), cell(200).replace(b'"float"', b'"currency" office:currency="EUR"')),
        (
            b'<table:table-row><table:table-cell office:value-type="string"><text:p>Cedar',
            b'<table:table-row table:visibility="filter">'
            b'<table:table-cell office:value-type="string"><text:p>Cedar',
        ),
    )
    found = preview(data)
    assert found.reading.currency == "EUR"
    assert any(said.startswith("Row 4 is hidden") for said in found.warnings)


def test_entities_are_no_spreadsheet() -> None:
    """Harmless here: the entity is never used."""
    data = with_content(
        (b"<office:document-content", b'<!DOCTYPE x [<!ENTITY a "b">]><office:document-content')
    )
    with pytest.raises(InvalidInputError) as refused:
        preview(data)
    assert str(refused.value) == binary_file.DAMAGED


def test_a_table_inside_a_cell_is_refused_since_it_would_hide_the_rows_after_it() -> None:
    inner = b"<table:table><table:table-row><table:table-cell/></table:table-row></table:table>"
    with pytest.raises(InvalidInputError) as refused:
        preview(with_content((b"<text:p>Paper</text:p>", b"<text:p>Paper</text:p>" + inner)))
    assert str(refused.value) == binary_file.DAMAGED
