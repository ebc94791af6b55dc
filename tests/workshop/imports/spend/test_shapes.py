"""Kinds of files that once gave a wrong sum: now the right one, or a sentence of doubt."""

import io
import json
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from workshop.errors import InvalidInputError
from workshop.imports.spend import Preview, content, preview
from workshop.imports.spend.amounts import Style
from workshop.imports.spend.cell_columns import SheetRows
from workshop.imports.spend.spreadsheet import Cell

SHAPES = Path(__file__).parents[4].parent / "shared/spend/shapes"
"""Small files that may lie beside this folder, with what is right of each."""

PEOPLE = "".join(f"0{n % 9 + 1}/04/2024,Kestrel {n} Ltd,repairs,{n}.00\n" for n in range(1, 81))


def stray(*rows: int) -> str:
    """80 payments of 1 to 80 pounds, with a quotation mark before what some of them were for."""
    lines = PEOPLE.splitlines()
    for row in rows:
        lines[row - 1] = lines[row - 1].replace(",repairs", ',"unit 7')
    return "Date,Supplier,Description,Amount\n" + "\n".join(lines) + "\n"


def workbook(*, hide: tuple[int, ...] = (), number_format: str = "", title: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    if title:
        for row in (
            ["Table 1", None, None],
            [None, None, "£ million"],
            [None, "2022-23", "2023-24"],
            [None, "outturn", "outturn"],
            ["Health", 120.5, 140.0],
            ["Schools", 60.0, 70.0],
            ["Total spending", 180.5, 210.0],
        ):
            sheet.append(row)
    else:
        sheet.append(["Supplier", "Date", "Amount"])
        for number in range(1, 6):
            sheet.append([f"Alder {number} Ltd", f"0{number}/04/2024", number * 100.1])
    for row in hide:
        sheet.row_dimensions[row].hidden = True
    if number_format:
        for row in range(2, 7):
            sheet.cell(row, 3).number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WIDE = ",".join(f"veld{n}" for n in range(40)) + "\n"
WIDE += "".join(
    ",".join(f"woord {r}" if n % 2 else f"{r * n % 977}.{r % 90 + 10}" for n in range(40)) + "\n"
    for r in range(320)
)

KINDS: list[tuple[str, str | bytes, int, int, str, tuple[str, ...]]] = [
    ("a mark never closed", stray(3), 324_000, 80, "GBP", ("Row 4 has a quotation mark",)),
    ("two marks 35 rows apart", stray(40, 75), 324_000, 80, "GBP", ("Row 41 has a quotation",)),
    ("two marks in rows that follow", stray(40, 41), 324_000, 80, "GBP", ("Row 41 has a quot",)),
    (
        "points for thousands, proved by one amount",
        "Bereich;Empfänger;Betrag\nA;B GmbH;29.026.000\nC;D eG;81.000\nE;F eG;500\n",
        29_107_500_00,
        3,
        "EUR",
        ("The headings are German, so we take the amounts for euros",),
    ),
    (
        "points for thousands, proved by none",
        "Date;Supplier;Amount EUR\n17.05.2024;A GmbH;1.000\n16.05.2024;B GmbH;2.500\n",
        350_000,
        2,
        "EUR",
        ("We read that as 1,000, but it may be 1.000.",),
    ),
    (
        "the same in a file of pounds",
        "Date,Supplier,Amount\n17/05/2024,A Ltd,1.250\n16/05/2024,B Ltd,2.750\n",
        400,
        2,
        "GBP",
        ("We read that as 1.250, but it may be 1,250.",),
    ),
    (
        "a percentage is no amount",
        "Naam,Begroot,Gerealiseerd,% benut\nBad,1000,900,90.5\nHal,2000,1500,75.2\n",
        240_000,
        2,
        "EUR",
        (),
    ),
    (
        "codes are no dates",
        "Programa,Tercero,Importe\n22700,Uno SL,1000.50\n41200,Dos SL,2000.00\n",
        300_050,
        2,
        "EUR",
        (),
    ),
    (
        "what is available is not what was spent",
        "Department,Original Budget,Actual to date,Available\nParks,100,90,5\nRoads,200,150,20\n",
        24_000,
        2,
        "GBP",
        ("There is also “Original Budget”",),
    ),
    (
        "revenue and expense in one column",
        "Department,Account type,Amount\nParks,Revenue,50\nParks,Expense,70\nRoads,Expense,9\n",
        7_900,
        2,
        "GBP",
        ("“Account type” says “Revenue” in 1 row: money in. We left that out.",),
    ),
    (
        "capital and revenue are both spent",
        "Supplier,Capital or revenue,Amount\nA Ltd,Capital,50\nB Ltd,Revenue,70\n",
        12_000,
        2,
        "GBP",
        (),
    ),
    (
        "the sign in a column of its own",
        "Supplier,Amount,DR/CR\nA Ltd,100.00,DR\nB Ltd,200.00,DR\nC Ltd,50.00,CR\n",
        25_000,
        3,
        "GBP",
        ("“DR/CR” says “CR” in 1 row: money back. We took it off",),
    ),
    (
        "signs that stand before the amounts already",
        "Supplier,Amount,DR/CR\nA Ltd,100.00,DR\nB Ltd,200.00,DR\nC Ltd,-50.00,CR\n",
        25_000,
        3,
        "GBP",
        ("We took the signs as they stand.",),
    ),
    (
        "credit notes without a minus",
        "Supplier,Document Type,Amount\nA Ltd,Invoice,100\nB Ltd,Invoice,200\n"
        "B Ltd,Credit Note,50\n",
        25_000,
        3,
        "GBP",
        ("“Document Type” says “Credit Note” in 1 row: money back.",),
    ),
    (
        "a refund told in the words alone",
        "Supplier,Narrative,Amount\nA Ltd,Paper,100\nB Ltd,Pens,200\nC Ltd,Refund,50\n",
        35_000,
        3,
        "GBP",
        ("Row 4 says “Refund” in “Narrative” but stands above zero",),
    ),
    (
        "debit and credit",
        "Supplier,Debit,Credit\nA Ltd,100.00,\nB Ltd,200.00,\nC Ltd,,50.00\nD Ltd,30.00,\n",
        28_000,
        4,
        "GBP",
        ("“Credit” is money back. We took it off what was paid.",),
    ),
    (
        "out beside in",
        "Jahr;Bezeichnung;Ausgaben;Einnahmen\n2024;Lohn;1000,00;\n2024;Gebühr;;300,00\n",
        100_000,
        1,
        "EUR",
        ("“Einnahmen” is money in. We add money out only, so row 3 is left out.",),
    ),
    (
        "billions",
        "Department,Spend (£bn)\nHealth,1.25\nSchools,0.5\n",
        175_000_000_000,
        2,
        "GBP",
        ("The amounts are in billions",),
    ),
    (
        "pence",
        "Supplier,Amount (pence)\nA Ltd,123456\nB Ltd,100\n",
        123_556,
        2,
        "GBP",
        ("The amounts are in pence",),
    ),
    (
        "units above the names",
        "Spending 2024/25,,\n,,£000\nService,Supplier,Actual\nA,B Ltd,120\nC,D Ltd,80\n",
        20_000_000,
        2,
        "GBP",
        ("The amounts are in thousands: row 2 says “£000”.",),
    ),
    (
        "units below the names",
        "Service,Supplier,Actual\n,,£000\nParks,A Ltd,120\nRoads,B Ltd,80\n",
        20_000_000,
        2,
        "GBP",
        ("The amounts are in thousands",),
    ),
    (
        "a limit in the title is no unit",
        "Payments over £1 million,\nSupplier,Amount\nA Ltd,1200000\nB Ltd,1500000\n",
        270_000_000,
        2,
        "GBP",
        (),
    ),
    (
        "units and years above",
        workbook(title=True),
        21_000_000_000,
        2,
        "GBP",
        ("We add up “2023-24 outturn” alone. There is also “2022-23 outturn”.", "in millions"),
    ),
    (
        "euros by word",
        "Supplier,PO Number,Total (EURO)\nA Teo,1001,25000.00\nB Teo,1002,31000.50\n",
        5_600_050,
        2,
        "EUR",
        ("The amounts are in EUR, not in pounds",),
    ),
    (
        "euros in the title",
        '"Orders over €20,000",\nSupplier,Value\nA Teo,25000.00\nB Teo,31000.50\n',
        5_600_050,
        2,
        "EUR",
        ("The amounts are in EUR, not in pounds: row 1 says",),
    ),
    (
        "euros by number format",
        workbook(number_format="#,##0.00\\ [$€-407]"),
        150_150,
        5,
        "EUR",
        ("The amounts are in EUR, not in pounds",),
    ),
    (
        "lakhs of rupees",
        "Department,Actuals (Rs. in lakhs)\nEducation,123.45\nHealth,67.80\n",
        1_912_500_000,
        2,
        "INR",
        ("The amounts are in lakhs",),
    ),
    (
        "parts below their whole",
        "Code,Description,Actual\n1,Land,300\n1.1,Parks,100\n1.2,Waste,200\n2,Roads,50\n2.1,Signs,20\n"
        "2.2,Works,30\n",
        35_000,
        4,
        "GBP",
        ("Rows 2 and 5 are the sums of other rows",),
    ),
    (
        "parts of parts below their whole, without codes",
        "Item,Actual\nAll,600.5\nLand,300.5\nParks,100\nWaste,200.5\nRoads,300\nSigns,90\nWorks,210\n",
        60_050,
        4,
        "GBP",
        ("Rows 2, 3 and 6 are the sums of other rows",),
    ),
    (
        "months side by side",
        "Supplier,April 2024,May 2024,June 2024\nA Ltd,10.50,20.00,30.00\nB Ltd,5.00,,5.25\n",
        7_075,
        2,
        "GBP",
        ("3 columns, one for each time: “April 2024”, “May 2024”, “June 2024”. We add them all",),
    ),
    (
        "years side by side",
        "Department,2022-23,2023-24,2024-25\nWards,100,110,120\nStaff,200,210,220\n",
        34_000,
        2,
        "GBP",
        ("We add up “2024-25” alone. There is also “2022-23”, “2023-24”.",),
    ),
    (
        "words beside numbers",
        "Bereich;Ansatz laufendes Jahr;Betrag-Typ\nSchule;29.026.000;Plan\nKita;1.669.310;Plan\n",
        3_069_531_000,
        2,
        "EUR",
        ("“Ansatz laufendes Jahr” sounds like what was planned",),
    ),
    (
        "what was billed, not what was charged abroad",
        "Merchant Name,Original Gross Amt,Original CUR,Billing Gross Amt,Billing Cur Code\n"
        "ALDER,30.00,USD,24.10,GBP\nBIRCH,10.00,GBP,10.00,GBP\n",
        3_410,
        2,
        "GBP",
        ("There is also “Original Gross Amt”",),
    ),
    (
        "promises beside payments",
        "transaction-type,currency,value,receiver-org\nDisbursement,EUR,1000.00,A Trust\n"
        "Commitment,EUR,5000.00,A Trust\nDisbursement,EUR,2000.00,B Trust\n",
        300_000,
        2,
        "EUR",
        ("“transaction-type” says “Commitment” in 1 row: planned, promised or stopped, not paid",),
    ),
    (
        "promises by number",
        "transaction-type,currency,value,receiver-org\n3,EUR,1000.00,A Trust\n"
        "2,EUR,5000.00,A Trust\n4,EUR,2000.00,B Trust\n",
        300_000,
        2,
        "EUR",
        ("“transaction-type” says “2” in 1 row: planned, promised or stopped, not paid",),
    ),
    (
        "rows that a filter hides",
        workbook(hide=(3, 4)),
        150_150,
        5,
        "GBP",
        ("Rows 3 and 4 are hidden in the workbook",),
    ),
    (
        "years for days",
        "Supplier,Date,Amount\nA Ltd,2023,100.00\nB Ltd,2024,50.00\n",
        15_000,
        2,
        "GBP",
        ("“Date” holds years or months only, so no day is kept.",),
    ),
]


def read(data: str | bytes) -> Preview:
    return preview(data.encode() if isinstance(data, str) else data)


@pytest.mark.parametrize(
    ("data", "pence", "rows", "currency", "sentences"),
    [pytest.param(*kind[1:], id=kind[0]) for kind in KINDS],
)
def test_the_sum_is_right_and_what_it_rests_on_is_said(
    data: str | bytes, pence: int, rows: int, currency: str, sentences: tuple[str, ...]
) -> None:
    found = read(data)
    assert (found.reading.total_pence, len(found.reading.rows)) == (pence, rows)
    assert found.reading.currency == currency
    for sentence in sentences:
        assert any(sentence in said for said in found.warnings), found.warnings


@pytest.mark.parametrize(
    "text",
    [
        "Naam,Straat,Lengte,Breedte\nBad,Eerste,4.8951,52.3702\nHal,Tweede,4.9041,52.3676\n",
        "Name,Year,Postcode\nA,2023,M1\nB,2024,M2\n",
        "Project,Longitude,Latitude\nA,-1.23456,53.12345\nB,-1.23411,53.00001\n",
        "Team,Headcount,FTE\nA,12,11.5\nB,20,18.25\n",
    ],
)
def test_a_file_without_money_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError, match="no column of amounts"):
        read(text)


@pytest.mark.parametrize(
    ("head", "roles"),
    [
        ("Dyddiad,Cyflenwr,Disgrifiad,Swm", {"supplier": "Cyflenwr", "date": "Dyddiad"}),
        ("dateConvention,nomBeneficiaire,objet,montant", {"supplier": "nomBeneficiaire"}),
        ("Datum,Zahlungsempfänger,Verwendungszweck,Betrag", {"supplier": "Zahlungsempfänger"}),
        ("Fecha,Proveedor,Concepto,Importe", {"supplier": "Proveedor", "purpose": "Concepto"}),
        ("Data,Kontrahent,Przedmiot umowy,Kwota", {"supplier": "Kontrahent", "date": "Data"}),
        ("Datum,Leverancier,Omschrijving,Bedrag", {"supplier": "Leverancier", "amount": "Bedrag"}),
        (
            "Award Date,Recipient Org:0:Name,Title,Amount Awarded",
            {"supplier": "Recipient Org:0:Name", "amount": "Amount Awarded"},
        ),
        (
            "awards/0/date,awards/0/suppliers/0/name,tender/title,awards/0/value/amount",
            {"supplier": "awards/0/suppliers/0/name", "amount": "awards/0/value/amount"},
        ),
    ],
)
def test_headings_of_many_languages_and_standards(head: str, roles: dict[str, str]) -> None:
    found = read(f"{head}\n01/04/2024,Alder,Paper,100.00\n02/04/2024,Birch,Pens,200.50\n")
    columns = {role.value: found.layout.heading(role) for role in found.layout.columns}
    assert found.reading.total_pence == 30_050
    assert columns.items() >= roles.items()
    assert not found.layout.guessed


def test_the_work_on_a_wide_file_stays_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once each cell of a column was compared with all others of it, and later all rows were put
    together anew for each column."""
    looked_at = put_together = 0
    style_of, parts_of = content.style_of_counted, SheetRows._parts

    def counted(cells: Iterable[tuple[Cell, int]]) -> Style:
        nonlocal looked_at
        there = list(cells)
        looked_at += len(there)
        return style_of(there)

    def parts(rows: SheetRows, start: int, stop: int) -> list[list[Cell]]:
        nonlocal put_together
        found = parts_of(rows, start, stop)
        put_together += sum(map(len, found))
        return found

    monkeypatch.setattr(content, "style_of_counted", counted)
    monkeypatch.setattr(SheetRows, "_parts", parts)
    found = read(WIDE)
    assert 0 < looked_at < 3 * 320 * 40
    assert 0 < put_together < 10 * 320 * 40
    assert any("We guessed the columns" in said for said in found.warnings)


@pytest.mark.skipif(not SHAPES.exists(), reason="the small files are not on this machine")
def test_every_shape_beside_this_folder() -> None:
    """The right sum, or a refusal where no sum is right; all within a second each."""
    for one in json.loads((SHAPES / "expected.json").read_text(encoding="utf-8")):
        right, data = one["right"], (SHAPES / one["file"]).read_bytes()
        if right.get("refuse"):
            with pytest.raises(InvalidInputError):
                preview(data)
            continue
        found = preview(data)
        columns = {role.value: found.layout.heading(role) for role in found.layout.columns}
        for role in ("amount", "supplier", "purpose", "date"):
            if role in right:
                assert columns.get(role) == right[role], one["file"]
        reading = found.reading
        got = {
            "total_pence": reading.total_pence,
            "rows": len(reading.rows),
            "negative_rows": reading.negative_rows,
            "currency": reading.currency,
        }
        assert {key: right[key] for key in got if key in right}.items() <= got.items(), one["file"]
