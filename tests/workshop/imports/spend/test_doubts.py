"""Kinds of tables whose plain sum misleads: now right, or with a sentence that makes one doubt."""

import io

import openpyxl
import pytest

from tests.workshop.imports.spend.files import as_csv, as_ods, as_xlsx
from workshop.imports.spend import Preview, Wishes, preview, read_as, read_rows
from workshop.imports.spend.headings import ColumnRole
from workshop.imports.spend.table_layout import replace

RIGHT = {
    "welsh net beside gross": (
        "Dyddiad y Taliad,Cyflenwr,Cyfanswm gyda TAW,TAW,Cyfanswm heb TAW\n"
        "01/04/2024,Alder,1200.00,200.00,1000.00\n02/04/2024,Bedw,3000.60,500.10,2500.50\n",
        350_050,
    ),
    "dutch net": ("Leverancier;Bedrag incl. BTW;Bedrag excl. BTW\nA;1500,00;1234,50\n", 123_450),
    "french net": ("Fournisseur;Montant TTC;Montant HT\nA;1500,00;1234,50\n", 123_450),
    "german net": ("Empfänger;Brutto;Netto\nA;1.500,00;1.234,50\n", 123_450),
    "polish net": ("Kontrahent;Kwota brutto;Kwota netto\nA;1 500,00;1 234,50\n", 123_450),
    "a card billed at home": (
        "Date,Merchant Name,Transaction Amount,Transaction Currency,Billing Amount,FX Rate\n"
        "01/04/2024,AMZN,120.00,USD,96.00,1.25\n02/04/2024,Rail,70.25,GBP,70.25,1\n",
        16_625,
    ),
    "a statement with two columns": (
        "Date,Details,Money out,Money in,Balance\n"
        "01/04/2024,Alder,500,,9500\n02/04/2024,Grant,,1000,10500\n03/04/2024,Birch,400,,10100\n",
        90_000,
    ),
    "what was stopped": (
        "Supplier,Amount,Status\nA,1000,Paid\nB,2000,Paid\nC,9000,Cancelled\nD,100,Rejected\n",
        300_000,
    ),
    "not paid yet": ("Supplier,Amount,Paid\nA,100,Yes\nB,200,Yes\nC,500,No\n", 30_000),
    "ordered beside paid": ("Supplier,PO amount,Invoiced,Paid\nA,1000,500,100\n", 10_000),
    "a header again in the middle": (
        "Supplier,Amount\nA,1000\n\nSupplier,Amount\nB,2000\n",
        300_000,
    ),
    "a subtotal of one line, and a total after it": (
        "Line,Amount\nSalaries,100\nRent,50\nSub-total running,150\nCar,30\n"
        "Subtotal: capital,30\nOVERALL,180\n",
        18_000,
    ),
    "numbers kept as text": ('Supplier,Amount\nA,"=""1000"""\nB,"=""2000"""\n', 300_000),
}
DOUBTED = {
    "a running total": (
        "Month,Cumulative spend\nApril,1000\nMay,3000\nJune,6000\n",
        "“Cumulative spend” sounds like a running total",
    ),
    "spent to date, growing": (
        "Month,Spend to date\nApril,1000\nMay,3000\nJune,6000\n",
        "sounds like a running total",
    ),
    "a price for each week": (
        "Provider,Weekly cost\nA,1000\nB,2000\n",
        "“Weekly cost” sounds like a price for each one",
    ),
    "what contracts are worth": (
        "Supplier,Total contract value\nA,10000\nB,20000\n",
        "sounds like what a contract is worth",
    ),
    "a statement with signs": (
        "Date,Details,Amount,Balance\n"
        "01/04/2024,A,-500,9500\n02/04/2024,Grant,1000,10500\n03/04/2024,B,-400,10100\n",
        "Most amounts are below zero",
    ),
    "all with a minus": ("Supplier,Amount\nA,-500\nB,-400\n", "All amounts are below zero"),
    "pounds and people in one column": (
        "Service,Measure,Value\nA,Spend,300\nA,Clients,20\nB,Spend,100\n",
        "“Measure” says “Spend”, “Clients”: not all amounts may be of one kind",
    ),
    "two versions": ("Service,Version,Amount\nA,v1,100\nA,v2,110\n", "“Version” says “v1”, “v2”"),
    "units by row": ("Service,Unit,Value\nA,£m,3\nB,£000,100\n", "“Unit” says “£m”, “£000”"),
    "a block of income": (
        "Item,Amount\nExpenditure,\nStaff,1000\nIncome,\nGrants,5000\n",
        "Row 4 says “Income” and has no amount, so the rows below it may be money in",
    ),
    "what is left": (
        "Item,Amount\nStaff,1000\nRent,500\nSurplus,2000\n",
        "Row 4 says “Surplus”: what is left or was carried over, no payment",
    ),
    "what was carried over": (
        "Item,Amount\nBalance b/f,700\nStaff,1000\n",
        "Row 2 says “Balance b/f”",
    ),
    "a whole invoice beside each line": (
        "Supplier,Invoice No,Line,Invoice Total\nA,1,Pens,3000\nA,1,Paper,3000\nB,2,Ink,50\n",
        "Row 3 repeats the “Invoice No” and the amount of other rows",
    ),
    "another table below": (
        "Supplier,Amount,Date\nA,1000,01/04/2024\nB,2000,02/04/2024\n"
        "Payee,Value,When\nC,5000,03/04/2024\nD,1,04/04/2024\n",
        "Row 4 looks like the header of another table",
    ),
    "a number above the header": (
        "Carried over,3000,\nSupplier,Amount,Date\nA,1000,01/04/2024\nB,5,02/04/2024\n",
        "Row 1 stands above the header and holds a number that is not added up",
    ),
    "pence apart": ("Supplier,Pounds,Pence\nA,1000,25\nB,2000,25\n", "There is also “Pence”"),
    "a short table with parts of a line": (
        "Programme,Amount\nHousing,100\nof which: repairs,60\nof which: new homes,40\nParks,50\n",
        "Row 2 may be the sum of other rows",
    ),
    "a group above its lines": (
        "Service,Supplier,Amount\nYouth,,300\n,A,100\n,B,200\nAdults,,50\n,C,50\n",
        "Row 2 may be the sum of other rows",
    ),
    "a subtotal that does not fit": (
        "Supplier,Date,Amount\nA,01/04/2024,10\nSubtotal: youth,01/04/2024,99\nB,02/04/2024,5\n",
        "Row 3 ",
    ),
    "commas that may be points": (
        "Supplier;Amount\nA;1,250\nB;2,500\n",
        "We read that as 1250, but it may be 1.250",
    ),
}

ABROAD = {
    "Furnizor;Data;Suma (lei)\nA;01.04.2024;1.200,50\nB;02.04.2024;99,90\nTotal;;1.300,40\n": (
        130_040,
        "RON",
    ),
    "Furnizor;Valoare\nA;1.200,50 lei\nB;99,90 lei\n": (130_040, "RON"),
    "Постачальник;Дата;Сума, грн\nА;01.04.2024;1 200,50\nБ;02.04.2024;99,90\nУсього;;1 300,40\n": (
        130_040,
        "UAH",
    ),
    "Постачальник;Сума\nА;1 200,50\nБ;99,90\n": (130_040, "UAH"),
    "المورد,التاريخ,المبلغ\nألف,2024-04-01,١٬٢٠٠٫٥٠\nباء,2024-04-02,٩٩٫٩٠\nالمجموع,,١٬٣٠٠٫٤٠\n": (
        130_040,
        "GBP",
    ),
    "Dodavatel;Částka\nA;1 200,50 Kč\nB;99,90 Kč\n": (130_040, "CZK"),
    "Furnizor;Suma (mii lei)\nA;1,5\nB;2,25\n": (375_000, "RON"),
    "Furnizor;Suma (mil. lei)\nA;1,5\nB;2,25\n": (375_000_000, "RON"),
    "Furnizor;Suma, mil.\nA;1,5\nB;2,25\n": (375_000_000, "RON"),
    "Dodavatel;Částka (mil. Kč)\nA;1,5\nB;2,25\n": (375_000_000, "CZK"),
    "Kontrahent;Kwota (mil. zł)\nA;1,5\nB;2,25\n": (375_000_000, "PLN"),
    "Proveedor;Importe (mil €)\nA;1,5\nB;2,25\n": (375_000, "EUR"),
    "Fornecedor;Despesa (mil euros)\nA;1,5\nB;2,25\n": (375_000, "EUR"),
    "Plăți peste 5 mil lei;\nFurnizor;Suma\nA;1,5\nB;2,25\n": (375, "RON"),
    "Видатки понад 5 млн грн;\nПостачальник;Сума\nА;1,5\nБ;2,25\n": (375, "UAH"),
    "Plăți 2024, mil. lei;\nFurnizor;Suma\nA;1,5\nB;2,25\n": (375_000_000, "RON"),
    "Payments over 500 with LEI,\nSupplier,Amount\nA,1\nB,2\n": (300, "GBP"),
    "Prepared by RON,\nSupplier,Amount\nA,1\nB,2\n": (300, "GBP"),
    "Payments over 500 RON,\nSupplier,Amount\nA,1\nB,2\n": (300, "RON"),
    "Payments (lei),\nSupplier,Amount\nA,1\nB,2\n": (300, "RON"),
    "Supplier,Amount RON\nA,1\nB,2\n": (300, "RON"),
    "Supplier,Total amount LEI\nA,1\nB,2\n": (300, "GBP"),
    "Vendor,Amount paid to KC\nA,1\nB,2\n": (300, "GBP"),
    "Dodavatel;Částka Kč\nA;1\nB;2\n": (300, "CZK"),
    "Vendor,Amount\nA,Rs 500 Cr\nB,Rs 20\n": (2_000, "INR"),
    "Vendor,Amount\nA,₹500 Cr.\nB,₹20\n": (2_000, "INR"),
    "Vendor,Amount\nA,£500 CR\nB,£20 DR\n": (-48_000, "GBP"),
    "Furnizor;Suma (milioane lei)\nA;1,5\nB;2,25\n": (375_000_000, "RON"),
    "Постачальник;Сума, тис. грн\nА;1,5\nБ;2,25\n": (375_000, "UAH"),
    "Постачальник;Сума, млн грн\nА;1,5\nБ;2,25\n": (375_000_000, "UAH"),
    "المورد,المبلغ (بالآلاف)\nألف,1.5\nباء,2.25\n": (375_000, "GBP"),
    "Vendor,Amount\nA,Rs. 500/-\nB,Rs 50/=\n": (55_000, "INR"),
    "Dodavatel;Částka\nA;1 200,- Kč\nB;100,– Kč\n": (130_000, "CZK"),
    "Leverandør;Beløb\nA;NOK 1 200,-\nB;NOK 100,-\n": (130_000, "NOK"),
    "Lieferant;Betrag\nA;1.200,- €\nB;-100,— €\nC;(50,–)\nD;12,50\n": (106_250, "EUR"),
    "Lieferant;Betrag\nA;CHF 1'200.-\nB;CHF 100.–\n": (130_000, "CHF"),
    "Поставщик;Дата;Сума, руб\nА;01.04.2024;100\nБ;02.04.2024;50\n": (15_000, "RUB"),
    "Доставчик;Дата;Сума, лв\nА;01.04.2024;100\nБ;02.04.2024;50\n": (15_000, "BGN"),
    'Vendor,Amount\nA,"Rs. 1,20,000"\nB,Rs 50\n': (12_005_000, "INR"),
}


AS_BEFORE = {
    "Стаття;План;Факт\nА;100;105\nБ;50;50\n": ("Факт", 15_500, "Стаття"),
    "Indicator;Buget;Realizat\nA;100;105\nB;50;50\n": ("Realizat", 15_500, "Indicator"),
    "Denumire;Prevederi;Executat\nA;100;105\nB;50;50\n": ("Executat", 15_500, "Denumire"),
    "البند,الميزانية,الفعلي\nألف,100,105\nباء,50,50\n": ("الفعلي", 15_500, "البند"),
    "البند,المخطط,المنفذ\nألف,100,105\nباء,50,50\n": ("المنفذ", 15_500, "البند"),
    "Стаття;План;Касове\nА;100;105\nБ;50;50\n": ("Касове", 15_500, "Стаття"),
    "Стаття;План;Номер\nА;100;105\nБ;50;50\n": ("План", 15_000, "Стаття"),
    "Item;Budget;Visits\nA;100;105\nB;50;50\n": ("Budget", 15_000, ""),
    "Serviciu;Efectiv;Suma\nA;12;100\nB;3;50\n": ("Suma", 15_000, ""),
    "Wnioskodawca;Suma punktów;Przyznana dotacja\nA;85;10000\nB;77;5000\n": (
        "Przyznana dotacja",
        1_500_000,
        "Wnioskodawca",
    ),
    "Entidad;Suma de puntos;Subvención\nA;85;10000\nB;77;5000\n": (
        "Subvención",
        1_500_000,
        "Entidad",
    ),
    "Назва організації;Сума балів;Грант\nА;85;10000\nБ;77;5000\n": (
        "Грант",
        1_500_000,
        "Назва організації",
    ),
    "Solicitant;Suma puncte;Grant acordat\nA;85;10000\nB;77;5000\n": (
        "Grant acordat",
        1_500_000,
        "Solicitant",
    ),
    "Item,Amount,Price\nTimber,10 ft,£500\n": ("Price", 50_000, ""),
    "Post,FT or PT,Salary\nA,1.0 FT,1000\nB,0.5 FT,500\n": ("Salary", 150_000, "Post"),
    "Item,Amount\nHousing,12 ft\n": ("Amount", 0, ""),
    "فراہم کنندہ,رقم\nالف,1000\nبے,299\n": ("رقم", 129_900, "فراہم کنندہ"),
    "وصول کنندہ,تاریخ,رقم\nالف,2024-04-01,1000\nبے,2024-04-02,299\n": (
        "رقم",
        129_900,
        "وصول کنندہ",
    ),
    "تفصیل,رقم\nالف,1000\nبے,299\n": ("رقم", 129_900, "تفصیل"),
    "المورد,رقم,المبلغ\nألف,1001,1000\nباء,1002,299\n": ("المبلغ", 129_900, "المورد"),
    "المورد,رقم الفاتورة,القيمة\nألف,1001,1000\nباء,1002,299\n": (
        "القيمة",
        129_900,
        "المورد",
    ),
    "Voce;Spese di cui al bilancio\nA;100\nB;50\n": ("Spese di cui al bilancio", 15_000, ""),
    "Fornitore;Importo totale di cui pagato\nA;100\nB;50\n": (
        "Importo totale di cui pagato",
        15_000,
        "Fornitore",
    ),
    "Назва;Сума;Рік\nАльфа;100;2024\nБета;50;2024\n": ("Сума", 15_000, "Назва"),
    "Найменування;Сума\nАльфа;100\nБета;50\n": ("Сума", 15_000, "Найменування"),
    "Denumire;Valoare\nAlfa;100\nBeta;50\n": ("Valoare", 15_000, "Denumire"),
    "Denumire;Furnizor;Valoare\nPixuri;Alfa;100\nHartie;Beta;50\n": (
        "Valoare",
        15_000,
        "Furnizor",
    ),
    "Доставчик;Дата;Сума\nАлфа;01.04.2024;100\nБета;02.04.2024;50\n": (
        "Сума",
        15_000,
        "Доставчик",
    ),
}
"""The column that is added up, its sum, and the column of who was paid."""


def formatted(*formats: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Supplier", "Amount"])
    for number, one in enumerate(formats, 2):
        sheet.append([f"Alder {number} Ltd", number * 1.5])
        sheet.cell(number, 2).number_format = one
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def said(found: Preview) -> str:
    return " ".join(found.warnings)


@pytest.mark.parametrize("kind", RIGHT)
def test_these_are_right(kind: str) -> None:
    text, pence = RIGHT[kind]
    assert preview(text.encode()).reading.total_pence == pence


@pytest.mark.parametrize("kind", DOUBTED)
def test_these_are_doubted(kind: str) -> None:
    text, sentence = DOUBTED[kind]
    assert sentence in said(preview(text.encode()))


@pytest.mark.parametrize("text", ABROAD)
def test_files_in_the_languages_of_a_room(text: str) -> None:
    """In their own words, digits and money; a total there is none of the payments."""
    found = preview(text.encode())
    assert (found.reading.total_pence, found.reading.currency) == ABROAD[text]
    unknown = ("Dodavatel", "Leverandør", "Поставщик", "Доставчик", "paid to KC")
    assert ("guessed" in said(found)) == any(one in text for one in unknown)


@pytest.mark.parametrize("text", AS_BEFORE)
def test_a_language_more_takes_nothing_from_what_was_read(text: str) -> None:
    """A plan gives way to what was paid, a unit of length is no money, a payee is found."""
    found = preview(text.encode())
    amount, who = (found.layout.heading(role) for role in (ColumnRole.AMOUNT, ColumnRole.SUPPLIER))
    assert (amount, found.reading.total_pence, who) == AS_BEFORE[text]


def test_an_ordinary_list_of_payments_is_not_doubted() -> None:
    """Refunds, a repeated invoice of several lines and an opening budget line say nothing new."""
    text = (
        "Supplier,Invoice No,Description,Date,Amount (£)\nA,1,Pens,01/04/2024,10.00\n"
        "A,1,Ink,01/04/2024,20.00\nB,2,Rent,02/04/2024,500.00\n"
        "C,3,Refund of rent,03/04/2024,-50.00\n"
    )
    assert [one for one in preview(text.encode()).warnings if "below zero" not in one] == []


def test_what_may_be_crore_is_no_money_back() -> None:
    found = preview(b"Vendor,Amount\nA,Rs 500 Cr\nB,Rs 20\n")
    assert "Row 2 has an amount that is no number, so it is left out." in found.warnings
    assert [one.reason for one in found.reading.skipped] == [
        "The amount “Rs 500 Cr” may be crore (10,000,000) or a credit."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Group,Amount\nYouth club,1000\nGarden,500\nChoir,500\nLunch club,750\nFootball,250\n"
        "Brass band,1000\n",
        "Group,Amount\nChess,500\nGarden,250\nChoir,250\nYouth,1000\nDance,500\nPlay,500\n"
        "Art,750\nBoxing,2000\n",
    ],
)
def test_round_grants_that_add_up_by_chance_are_not_doubted(text: str) -> None:
    """Where a line says that it is a part, the same amounts are."""
    assert "may be the sum" not in said(preview(text.encode()))
    parts = text.replace("Garden", "of which garden")
    assert "may be the sum of other rows" in said(preview(parts.encode()))


def test_a_firm_may_be_called_subtotal() -> None:
    """One row above proves a subtotal, but not where a legal form follows and it names another."""
    for name, pounds in (
        ("Sub Total Services Ltd", 250),
        ("Sub Total Services Inc.", 250),
        ("Subtotal: capital", 150),
        ("Subtotal A Ltd", 150),
    ):
        text = f"Supplier,Amount\nA Ltd,100\n{name},100\nB,50\n"
        assert preview(text.encode()).reading.total_pence == pounds * 100, name


def test_what_a_workbook_shows_and_its_cells_do_not_say() -> None:
    mixed = said(preview(formatted('"£"#,##0.00', "[$€-2] #,##0.00", '"£"#,##0.00')))
    assert "shows some cells of “Amount” in GBP, EUR. We add them up as if" in mixed
    assert "in percent. That is no money" in said(preview(formatted("0%", "0%", "0.00%")))
    assert "shows some cells of “Amount” with “k”" in said(preview(formatted("0", "0", '0.0"k"')))
    plain = said(preview(formatted('"£"#,##0.00', '"£"#,##0.00', '"£"#,##0.00')))
    assert "shows" not in plain


@pytest.mark.parametrize("write", [as_csv, as_xlsx, as_ods])
def test_signs_are_turned_as_a_person_says(write: object) -> None:
    rows = [["Date", "Details", "Amount"], ["01/04/2024", "A", -500], ["02/04/2024", "B", -400.5]]
    found = preview(write(rows))  # type: ignore[operator]
    assert found.reading.total_pence == -90_050
    turned = read_rows(found.file, replace(found.layout, wishes=Wishes(turned=True)))
    assert turned.total_pence == 90_050
    assert turned.negative_rows == 0


def test_how_a_file_was_read_is_told_point_by_point() -> None:
    """Header, columns, unit, money and direction, each with what it rests on."""
    text = "Payments in £000,,\nSupplier,Type,Amount\nA,Invoice,10\nB,Credit note,2\n"
    found = preview(text.encode())
    assert read_as(found.layout, found.reading) == [
        ("Names of the columns", "Row 2"),
        ("Amounts", "“Amount”"),
        ("Unit", "Each 1 stands for 1,000 (row 1 says “Payments in £000”)"),
        ("Money", "pounds (row 1 says “Payments in £000”)"),
        ("Direction", "Money paid: money back taken off"),
    ]
    plain = preview(b"Alder Ltd,01/04/2024,10.50\nBirch Ltd,02/04/2024,20.50\n")
    told = dict(read_as(plain.layout, plain.reading))
    assert told["Names of the columns"] == "There is none"
    assert told["Unit"] == "The amounts as they stand"
    assert told["Money"] == "pounds, which is a guess"
