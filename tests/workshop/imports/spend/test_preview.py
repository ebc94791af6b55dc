"""Files of every awkward kind, read to the penny, with what was odd said in sentences."""

import io
import zipfile
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workshop.imports.spend.files import as_csv, as_ods, as_workbook, as_xlsx
from workshop.errors import InvalidInputError
from workshop.imports.spend import ColumnRole, Preview, preview
from workshop.imports.spend.opening import binary_file, file_formats, text_file
from workshop.imports.spend.opening.binary_file import DAMAGED, LOCKED, TOO_LARGE
from workshop.imports.spend.rows import NO_AMOUNT_COLUMN

TRAFFORD = Path(__file__).parents[4].parent / "shared/spend/trafford_voluntary_sector_grants.csv"
"""A published file, too large to be kept here; it may lie beside this folder."""


def read(text: str) -> Preview:
    return preview(text.encode())


def sums(found: Preview) -> tuple[int, int, int, list[int]]:
    """Rows, pence, rows below zero, and the rows that are not in the sum."""
    said = found.as_json()
    left_out = [one["row"] for one in said["skipped"]]
    return said["rows"], said["total_pence"], said["negative_rows"], left_out


def columns(found: Preview) -> dict[str, str]:
    return {role.value: found.layout.heading(role) for role in found.layout.columns}


@pytest.mark.skipif(not TRAFFORD.exists(), reason="the published file is not on this machine")
def test_a_published_file_to_the_penny() -> None:
    """Trafford's grants in the 360Giving standard."""
    found = preview(TRAFFORD.read_bytes())
    assert found.as_json() == {
        "rows": 555,
        "total_pence": 129143654,
        "negative_rows": 0,
        "skipped": [],
        "warnings": [],
    }
    assert columns(found) == {
        "amount": "Amount Awarded",
        "supplier": "Recipient Org:Name",
        "date": "Award Date",
        "purpose": "Description",
        "department": "Funding Org:Department",
        "currency": "Currency",
    }


def test_payments_over_500_with_a_total_at_the_end() -> None:
    text = (
        "Supplier Name,Sum of Invoice Nett Amount\n"
        "Acme Ltd,1200.50\nTotal Gas & Power Ltd,300\nBeta,-20.25\n"
    )
    for last in ("Grand Total,1480.25\n", ",1480.25\n", "TOTAL:,1480.25\n"):
        assert sums(read(text + last)) == (3, 148025, 1, [5])
    assert read(f"{text},1480.25\n").warnings[:2] == (
        "Row 5 is a total and is left out.",
        "Row 5 has no words, but it is the sum of rows above it. We take it for a total.",
    )


def test_central_spend_with_signs_brackets_and_twins_in_old_letters() -> None:
    text = (
        "Department Family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,"
        "Amount,VAT Registration Number\r\n"
        'DfE,Core,01/04/2024,Grant,Early years,"Café, plc",1001,"£25,000.00",123\r\n'
        'DfE,Core,13/04/2024,Grant,Early years,Beta,1002,"(£1,500.50)",\r\n'
        'DfE,Core,13/04/2024,Grant,Early years,Beta,1002,"(£1,500.50)",\r\n'
    )
    found = preview(text.encode("cp1252"))
    assert sums(found) == (3, 2_199_900, 2, [])
    assert columns(found) == {
        "amount": "Amount",
        "supplier": "Supplier",
        "date": "Date",
        "purpose": "Expense Type",
        "department": "Expense Area",
    }
    assert [(row.supplier, row.spent_on, row.twin_of) for row in found.reading.rows] == [
        ("Café, plc", date(2024, 4, 1), None),
        ("Beta", date(2024, 4, 13), None),
        ("Beta", date(2024, 4, 13), 3),
    ]
    assert found.warnings == (
        "This file is in an old kind of text. Check that names and £ signs look right.",
        "Row 4 is the same as a row above it. We kept it. Check that it is no mistake.",
        "Rows 3 and 4 are below zero: money back, -£3,001.00 in all.",
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp850"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_letters_and_any_delimiter(encoding: str, delimiter: str) -> None:
    rows = [
        ["Supplier", "Date", "Amount (£)"],
        ["Café “Smith” & Co".replace("“", "'").replace("”", "'"), "01/04/2024", "£1,234.50"],
        ["Line\nbreak; in, a | cell", "02/04/2024", "0.50"],
    ]
    found = preview(as_csv(rows, delimiter=delimiter, encoding=encoding, end="\r\n"))
    assert sums(found) == (2, 123_500, 0, [])
    assert found.reading.rows[0].supplier == "Café 'Smith' & Co"
    assert found.reading.rows[1].supplier == "Line break; in, a | cell"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "title lines, then the header",
            "Payments over £500\nQuarter 1\n\nService Area,Expenditure Category,Date,Amount,"
            "Supplier\nAdults,Rent,01-Apr-23,1000.00,A\nAdults,Rent,02-Apr-23,-200.00,B\n",
            (2, 80_000, 1, []),
        ),
        (
            "a header of two rows",
            "Payment,,Supplier,\nDate,Amount (£),Name,Number\n01/02/2024,10,A,1\n"
            "02/02/2024,20,B,2\n",
            (2, 3_000, 0, []),
        ),
        ("no header", "01/02/2024,ABC,10.50\n02/02/2024,DEF,20.00\n", (2, 3_050, 0, [])),
        (
            "comma before the pence",
            "Lieferant;Betrag\nA;1,5\nB;2.000,25\nC;3,00\n",
            (3, 200_475, 0, []),
        ),
        (
            "net beside tax and gross",
            "Supplier|VAT Amount|Gross Amount|Net Amount\nA|2|12.00|10\nB|1|6|5\nTotal|3|18|15\n",
            (2, 1_500, 0, [4]),
        ),
        (
            "blank rows, totals of parts and of all",
            'Supplier,"Amount\n(£)"\nA,10\nB,20\n\n,\nSub Total,30\nC,5\nSub-total,5\n'
            "Grand Total,35\n",
            (3, 3_500, 0, [4, 5, 6, 8, 9]),
        ),
        (
            "totals named after their supplier",
            "Supplier,Ref,Amount\nA Ltd,r1,10\nA Ltd,r2,20\nA Ltd Total,,30\nB,r3,5\nB Total,,5\n"
            "Grand Total,,35\n",
            (3, 3_500, 0, [4, 6, 7]),
        ),
        (
            "a supplier whose name begins with the word, and a sum by chance",
            "Supplier,Date,Amount\nTotal Fitness,01/01/2024,10\nB,01/01/2024,20\nC,02/02/2024,30\n",
            (3, 6_000, 0, []),
        ),
        (
            "the total stands in another column than the supplier",
            "Ref,Supplier,Amount\n1,A,10\n2,B,20\nTotal for March 2024,,30\n",
            (2, 3_000, 0, [4]),
        ),
        (
            "other currencies",
            "Supplier,Amount,Currency\nA,10,GBP\nB,20,EUR\nC,€30,\nD,$5,GBP\n",
            (1, 1_000, 0, [3, 4, 5]),
        ),
        (
            "one currency that is not pounds",
            "Supplier,Amount,Currency\nA,10,EUR\nB,20,EUR\nTotal,30,\n",
            (2, 3_000, 0, [4]),
        ),
        (
            "no amounts, no numbers, shifted rows, a second header, notes",
            "Supplier,Amount\nA,10\nB,n/a\nC,\n,5\nD,12,34\nSupplier,Amount\nE,1e3\nF,-\n"
            "Note: figures exclude VAT\n",
            (3, 101_500, 0, [3, 4, 6, 7, 9, 10]),
        ),
        ("thousands of pounds", "Supplier,Amount £'000\nA,10.5\nB,2\n", (2, 1_250_000, 0, [])),
        ("a hint for spreadsheets", "sep=;\nSupplier;Amount\nA;1\n;\nB;2\n", (2, 300, 0, [3])),
        ("quotation mark never closed", 'Supplier,Amount\nA "x,1\n"B,2\n' + "C,3\n" * 70, None),
        (
            "asked for is not awarded",
            "Recipient Org:Name,Amount Applied For,Amount Awarded,Amount Disbursed\nA,9,5,4\n",
            (1, 500, 0, []),
        ),
        ("paid", "Paid to,Paid,Reference\nA,5.00,77\n", (1, 500, 0, [])),
        ("a sum by another word", "Supplier,Amount\nA,1\nB,2\nSum,3\n", (2, 300, 0, [4])),
        ("that word is a payee", "Supplier,Amount\nAll,1\nB,2\n", (2, 300, 0, [])),
        ("an amount without heading", "Supplier,,\nA,1.50,x\nB,2.25,y\n", (2, 375, 0, [])),
        ("old Mac lines", "Supplier,Amount\rA,1\rB,2\r", (2, 300, 0, [])),
        (
            "two languages",
            "Dyddiad / Date,Cyflenwr / Supplier,Swm / Amount £\n1/1/24,A,2\n",
            (1, 200, 0, []),
        ),
        (
            "one payment and its total",
            "Supplier,Date,Amount\nA,1/2/24,5\n,,5\n",
            (1, 500, 0, [3]),
        ),
        (
            "cells that are empty to the end",
            "Supplier,Amount,,,\nA,1,,,\n,,,,\nTotal,1,,,\n,,,,\n",
            (1, 100, 0, [3, 4]),
        ),
        ("no code of a currency", "Supplier,Amount,Currency\nA,1,N/A\nB,2,TBC\n", (2, 300, 0, [])),
        (
            "a total of parts of pennies",
            "Supplier,Date,Amount\nA,1/2/24,10.005\nB,1/2/24,20.005\n,,30.01\n",
            (2, 3_002, 0, [4]),
        ),
        (
            "nobody named, and by chance the sum of two",
            "Supplier,Amount\nA,10\nB,20\n,30\nC,5\n",
            (4, 6_500, 0, []),
        ),
        (
            "parts of a list added up without a word",
            "Supplier,Date,Amount\nA,1/2/24,10\nB,1/2/24,20\n,,30\nC,2/2/24,5\nD,2/2/24,6\n,,11\n",
            (4, 4_100, 0, [4, 7]),
        ),
        (
            "a total above its rows",
            "Supplier,Date,Amount\nTotal,,30\nA,1/2/24,10\nB,1/2/24,20\n",
            (2, 3_000, 0, [2]),
        ),
        ("half pennies", "Supplier,Amount\nA,0.005\nB,-0.005\nC,0.004\n", (3, 0, 1, [])),
    ],
)
def test_awkward_files(name: str, text: str, expected: tuple[int, int, int, list[int]]) -> None:
    expected = expected or (72, 21_300, 0, [])
    assert sums(read(text)) == expected, name


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Supplier,Date,Amount\nA,01/01/2024,10\nB,01/01/2024,20\nTotal,,31\n",
            "Row 4 says £31.00 in all, but the rows above add up to £30.00.",
        ),
        (
            "Supplier,Amount,Currency\nA,10,GBP\nB,20,EUR\n",
            "Row 3 is in EUR, not GBP. We do not add these up together, so it is left out.",
        ),
        (
            "Supplier,Amount\nA,10.005\n",
            "Row 2 has parts of a penny. We rounded each to the nearest penny; "
            "half a penny counts as one.",
        ),
        ("Supplier,Amount\n,10\nB,2\n", "Row 2 does not say who was paid."),
        ("Supplier,Amount\nA,1\n\nB,2\n", "Row 3 is blank."),
        ("Date,Supplier,Amount\nsoon,A,1\n1/1/24,B,2\n", "Row 2 has a date that we cannot read."),
        (
            "Title\nSupplier,Amount\nA,1\n",
            "The header is in row 2, so the row above it is left out.",
        ),
        (
            "Supplier,Net Amount,Gross Amount\nA,1,2\n",
            "We add up “Net Amount”. There is also “Gross Amount”.",
        ),
        (
            "Supplier,Date,Ref,Amount\nA,1/1/24,r,1\nB,1/1/24,r,1\nTotal,2/1/24,r,9\n",
            "Row 4 says “Total” but looks like a payment, so it is kept. Check it.",
        ),
        ("Supplier,Date,Amount\nA,12/31/2024,1\n", "In this file the month stands before the day."),
        ("Supplier;Amount\nA;1,50\n", "In this file a comma stands before the pence."),
    ],
)
def test_what_is_odd_is_said(text: str, sentence: str) -> None:
    assert sentence in read(text).warnings


def test_damaged_letters_are_mended_and_said() -> None:
    found = preview("Supplier,Amount\nCafé,1\nÉcole,2\n".encode() + b"Caf\xe9 2,4\n")
    assert [row.supplier for row in found.reading.rows] == ["Café", "École", "Café 2"]
    assert found.warnings == (
        "A few letters of this file were damaged. Check the names.",
        "No currency is named in this file, so we take the amounts for pounds.",
    )


HEAD = ["Department", "Supplier", "Expense Type", "Date", "Amount"]


def test_a_workbook_is_read_from_the_sheet_with_the_data() -> None:
    """Notes, a lookup and a hidden copy are there too; row numbers are those of Excel."""
    data = [
        ["Ashby Council"],
        [],
        HEAD,
        ["Adults", "A Ltd", "Care", date(2024, 4, 1), 1000.1],
        ["Adults", "B Ltd", "Care", date(2024, 4, 2), "£2,000.20"],
        ["Adults", "C Ltd", "Care", date(2024, 4, 3), -0.3],
        ["", "", "", "", 3000.0],
    ]
    sheets: dict[str, Any] = {
        "Read me": [["These are payments of the council"], ["Contact", 1234]],
        "Data": data,
        "Codes": [["Code", "Meaning"], [1, "Care"]],
        "Old": [*data, ["Adults", "D Ltd", "Care", date(2024, 4, 3), 5]],
    }
    found = preview(as_workbook(sheets, hidden=["Old"]))
    assert sums(found) == (3, 300_000, 1, [7])
    assert [row.row for row in found.reading.rows] == [4, 5, 6]
    assert found.reading.rows[0].spent_on == date(2024, 4, 1)
    assert found.warnings[:2] == (
        "We read the sheet “Data”. We did not read “Read me”, “Codes”, “Old” (hidden).",
        "The header is in row 3, so the rows above it are left out.",
    )


def test_day_numbers_and_formulas_without_a_result() -> None:
    """A formula that was never worked out has no amount to read, and that is said."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Supplier", "Date", "Amount"])
    sheet.append(["A", 45385, 10])
    sheet.append(["B", 45386, "=C2*2"])
    out = io.BytesIO()
    book.save(out)
    found = preview(out.getvalue())
    assert sums(found) == (1, 1_000, 0, [3])
    assert found.reading.rows[0].spent_on == date(2024, 4, 3)
    assert found.reading.skipped[0].reason == (
        "The amount “(a formula without its result)” is not a number."
    )


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def far_cell() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "Amount"
    book.active["XFD1048576"] = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repeated_cells() -> bytes:
    plain = zipfile.ZipFile(io.BytesIO(as_ods([["Supplier", "Amount"], ["A", 1]])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in plain.namelist():
            content = plain.read(name)
            if name == "content.xml":
                content = content.replace(
                    b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">'
                )
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty. Choose another one."),
        (b"\xef\xbb\xbf \r\n\r\n", "This file is empty. Choose another one."),
        (b",,,\n,,\n", "There is nothing in this file. Choose another one."),
        (b"Supplier,Town\nA,B\n", NO_AMOUNT_COLUMN),
        (b"a shopping list", NO_AMOUNT_COLUMN),
        (b"%PDF-1.7", "This is a PDF."),
        (b"\x89PNG\r\n", "This is a picture, not a spreadsheet."),
        (bytes(range(256)) * 9, "This file is not a spreadsheet that we can read."),
        (b"<html><table><tr><td>Supplier", "This is a web page, not a spreadsheet."),
        (b"PK\x03\x04 not a zip", DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), DAMAGED),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            LOCKED,
        ),
        (zipped(letter_xml="hello"), "This is a folder of packed files."),
        (zipped(word__document_xml="hello"), "This is a text document or slides"),
        (as_xlsx([["Supplier", "Amount"], ["A", 1]])[:-200], DAMAGED),
        (far_cell(), TOO_LARGE),
        (repeated_cells(), TOO_LARGE),
        (as_xlsx([[]]), "There is nothing in this file. Choose another one."),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        preview(data)
    assert str(refused.value).startswith(sentence)


def test_what_is_too_large_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The bytes of the file, the rows of a text file, and what a packed workbook unpacks to."""
    text, packed = b"Supplier,Amount\nA,1\nB,2\n", as_xlsx([["Supplier", "Amount"], ["A", 1]])
    locked = zipped(
        **{"content_xml": "<x/>", "META-INF__manifest_xml": "<manifest:encryption-data/>"}
    )
    with pytest.raises(InvalidInputError, match="locked with a password"):
        preview(locked)
    monkeypatch.setattr(binary_file, "MAX_UNPACKED", 500)
    with pytest.raises(InvalidInputError, match="Keep the sheet with the payments"):
        preview(packed)
    monkeypatch.setattr(text_file, "MAX_ROWS", 2)
    with pytest.raises(InvalidInputError, match="Cut it into smaller files"):
        preview(text)
    monkeypatch.setattr(file_formats, "MAX_BYTES", 10)
    with pytest.raises(InvalidInputError, match="This file is larger than"):
        preview(text)


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_the_reading(data: bytes) -> None:
    """A preview, or one of our sentences."""
    with suppress(InvalidInputError):
        assert preview(b"Supplier,Amount\n" + data).as_json()["rows"] >= 0


NAME = st.text(st.characters(codec="cp1252", categories=["L"]), min_size=1, max_size=12)
PENCE = st.integers(-(10**9), 10**9)
DAYS = st.dates(date(2000, 1, 1), date(2039, 12, 31))
PAYMENT = st.tuples(NAME, NAME, DAYS, PENCE)
HEADINGS = st.permutations(["Supplier Name", "Service Area", "Payment Date", "Net Amount"])


def in_order(order: list[str], cells: dict[str, Any]) -> list[Any]:
    return [cells[name] for name in order]


@given(payments=st.lists(PAYMENT, min_size=1, max_size=12), order=HEADINGS, data=st.data())
@settings(max_examples=30, deadline=None)
def test_a_made_spreadsheet_comes_back_to_the_penny_in_every_format(
    payments: list[tuple[str, str, date, int]], order: list[str], data: st.DataObject
) -> None:
    """Same rows, same total, as text in any dress and as numbers of a workbook."""
    titles = [[f"Payments of Ashby {n}"] for n in range(data.draw(st.integers(0, 3)))]
    delimiter = data.draw(st.sampled_from([",", ";", "\t", "|"]))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))

    def table(written: Any, day: Any) -> list[list[Any]]:
        rows = [
            in_order(
                order,
                dict(
                    zip(
                        ("Supplier Name", "Service Area", "Payment Date", "Net Amount"),
                        (f"{supplier} Ltd", f"{area} team", day(spent), written(pence)),
                        strict=True,
                    )
                ),
            )
            for supplier, area, spent, pence in payments
        ]
        return [*titles, order, *rows]

    def text(pence: int) -> str:
        size = f"£{Decimal(abs(pence)) / 100:,.2f}"
        return f"({size})" if pence < 0 else size

    texts = table(text, lambda day: f"{day:%d/%m/%Y}")
    numbers = table(lambda pence: pence / 100, lambda day: day)
    files = {
        "csv": as_csv(texts, delimiter=delimiter, encoding=encoding, end="\r\n"),
        "xlsx": as_xlsx(numbers),
        "ods": as_ods(numbers),
    }
    wanted = [(f"{s} Ltd", f"{a} team", d, p) for s, a, d, p in payments]
    for kind, content in files.items():
        found = preview(content)
        rows = [
            (row.supplier, row.department, row.spent_on, row.amount_pence)
            for row in found.reading.rows
        ]
        assert rows == wanted, kind
        assert found.as_json()["total_pence"] == sum(pence for *_, pence in payments)
        assert [row.row for row in found.reading.rows] == list(
            range(len(titles) + 2, len(titles) + 2 + len(payments))
        )


def test_the_roles_of_columns_are_the_ones_people_choose_from() -> None:
    assert [role.value for role in ColumnRole] == [
        "amount",
        "supplier",
        "purpose",
        "department",
        "date",
        "currency",
    ]
