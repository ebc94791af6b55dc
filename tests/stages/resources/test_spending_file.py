"""A spending file on the page: opened, understood, kept as lines, looked into, taken out again."""

import re
from datetime import date

import pytest
from sqlmodel import func, select
from streamlit.testing.v1 import AppTest

from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.stages.walking import keys, part
from tests.workshop.imports.spend.files import as_workbook
from workshop.db import Database
from workshop.domain.room import open_gate, reveal
from workshop.kinds import CardKind
from workshop.models import Card, SpendImport, SpendRow
from workshop.playbook import Gate
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer

FILE = (
    "Payments over £500\n\n"
    "Service Area,Supplier,Expense Type,Date,Net Amount,Gross Amount\n"
    'Adults,Acme Ltd,Care,01/04/2024,"1,000.00",1200\n'
    "Adults,Mrs A Smith,Quincunx,02/04/2024,300.00,300\n"
    "Children,Beta *plc*,Rent,03/04/2024,-50.25,-60\n"
    "Children,Gamma,Rent,04/04/2024,450.25,540\n"
    "Children,Delta,Rent,05/04/2024,tbc,\n"
    "Total,,,,1700.00,1980\n"
).encode()


@pytest.fixture
def shown(db: Database, facilitator: Viewer) -> None:
    open_gate(db, viewer=facilitator, gate=Gate.INSIGHTS_EXIST)
    reveal(db, viewer=facilitator, activity="resources.guess")


def money_page(device: Device) -> AppTest:
    return part(device.open("resources"), "resources", "money")


def upload(app: AppTest, name: str, content: bytes, times: int = 0) -> AppTest:
    box = app.file_uploader(key=f"resources.file.upload.{times}")
    return drawn(box.set_value((name, content, "text/csv")).run())


def html(app: AppTest) -> str:
    return "\n".join(one.value for one in app.html)


def box(app: AppTest, kind: str, end: str) -> object:
    """The widget whose key ends so; the middle of the key is the file's own."""
    return next(one for one in getattr(app, kind) if str(one.key).endswith(end))


def counted(db: Database, table: type) -> int:
    with db.read() as session:
        return session.exec(select(func.count()).select_from(table)).one()


@pytest.mark.usefixtures("shown")
def test_a_file_stays_while_another_part_is_looked_at_and_until_it_is_put_away(
    desk: Device,
) -> None:
    """The place for a file loses it with the part; what was read of it is there all the same."""
    read = "4 payments add up to £1,700.00."
    app = upload(money_page(desk), "april.csv", FILE)
    assert [read in html(part(app, "resources", one)) for one in ("payers", "money", "guess")] == [
        False,
        True,
        True,
    ]
    assert "april.csv" in html(app)
    upload(app, "mai.csv", FILE.replace(b"450.25", b"550.25"))
    assert ("april.csv" in html(app), "mai.csv" in html(app)) == (False, True)
    assert "4 payments add up to £1,800.00." in html(app)
    drawn(app.button(key="resources.file.away").click().run())
    assert "payments add up to" not in html(part(app, "resources", "money"))
    upload(app, "april.csv", FILE, times=1)
    assert read in html(app)


@pytest.mark.usefixtures("shown")
def test_a_file_from_upload_to_undo(
    desk: Device, device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    """Nothing is kept before the button; then lines for the room, payments, and one click back."""
    app = upload(money_page(desk), "april.csv", FILE)
    assert "4 payments add up to £1,700.00." in html(app)
    said = [one.value.replace("\\", "") for one in app.markdown]
    assert "- The header is in row 3, so the rows above it are left out." in said
    assert "- We add up “Net Amount”. There is also “Gross Amount”." in said
    assert "- Row 9 is a total and is left out." in said
    assert "This row is a total (“Total”)." in html(app)
    assert box(app, "selectbox", ".amount").value == 4
    assert (counted(db, SpendImport), counted(db, SpendRow)) == (0, 0)

    assert box(app, "checkbox", ".strands").value, "departments are parts of the work"
    drawn(box(app, "radio", ".by").set_value("supplier").run())
    assert not box(app, "checkbox", ".strands").value
    drawn(box(app, "checkbox", ".strands").check().run())
    for by in ("department", "supplier"):
        drawn(box(app, "radio", ".by").set_value(by).run())
        assert box(app, "checkbox", ".strands").value, "what somebody said stays"
    drawn(box(app, "checkbox", ".strands").uncheck().run())
    drawn(box(app, "selectbox", ".period.False").set_value("year").run())
    drawn(app.button(key="resources.file.keep.save").click().run())
    assert sentences(app) == []
    with db.read() as session:
        lines = {
            card.text: card.fields["amount_pence"]
            for card in cards_for(session, facilitator, kinds=["resource_line"])
        }
    assert lines == {
        "Acme Ltd": 100_000,
        "Gamma": 45_025,
        "Private people and names taken out": 30_000,
        "Money that came back": 5_025,
    }
    assert counted(db, SpendRow) == 4
    assert "Together we spend £1,750.25 a year." in html(app)

    (switch,) = [one for one in app.toggle if str(one.key).startswith("resources.files.open.")]
    drawn(switch.set_value(True).run())
    assert "Mrs A Smith" in html(app)
    assert "Beta *plc*" in html(app)

    theirs = money_page(device(participant_token))
    drawn(next(one for one in theirs.toggle if "files.open" in str(one.key)).set_value(True).run())
    sent = all_sent(theirs)
    assert "Kept back" in sent
    assert "Acme Ltd" in sent
    for secret in ("Mrs A Smith", "Quincunx"):
        assert secret not in sent
    assert not [key for key in keys(theirs.button) if "undo" in key]
    assert not [key for key in keys(theirs.toggle) if "resources.file." in key]

    desk.sit_down()
    undo = next(one for one in app.button if str(one.key).startswith("resources.files.undo."))
    drawn(undo.click().run())
    assert (counted(db, SpendImport), counted(db, SpendRow)) == (0, 0)
    with db.read() as session:
        left = [card for card in cards_for(session, facilitator) if not card.withdrawn]
    assert left == []


@pytest.mark.usefixtures("shown")
def test_another_column_or_header_can_be_chosen(desk: Device) -> None:
    app = upload(money_page(desk), "april.csv", FILE)
    drawn(box(app, "selectbox", ".amount").set_value(5).run())
    assert "4 payments add up to £1,980.00." in html(app)
    drawn(app.number_input[0].set_value(4).run())
    assert "3 payments add up to £700.00." in html(app), "the first payment is now the header"
    drawn(box(app, "selectbox", ".amount").select_index(0).run())
    assert sentences(app)[0].startswith("We found no column of amounts in this file.")


@pytest.mark.usefixtures("shown")
def test_the_same_file_again_is_said_before_it_is_kept(desk: Device, db: Database) -> None:
    app = upload(money_page(desk), "april.csv", FILE)
    drawn(app.button(key="resources.file.keep.save").click().run())
    upload(app, "copy.csv", FILE, times=1)
    assert any("This very file is here already, as “april.csv”." in w.value for w in app.warning)
    drawn(app.button(key="resources.file.keep.save").click().run())
    assert sentences(app)[0].startswith("This very file is here already")
    assert "payments add up to" in html(app), "the file still lies there"
    drawn(box(app, "checkbox", ".again").check().run())
    drawn(app.button(key="resources.file.keep.save").click().run())
    assert counted(db, SpendImport) == 2


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.4", "This is a PDF."),
        (b"Town,Colour\nA,red\n", "We found no column of amounts"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence(
    desk: Device, content: bytes, sentence: str
) -> None:
    app = upload(money_page(desk), "x.csv", content)
    assert [one.startswith(sentence) for one in sentences(app)] == [True]


@pytest.mark.usefixtures("shown")
def test_several_years_become_one(desk: Device, db: Database) -> None:
    """Only the payments of the chosen money year are kept, and that is said."""
    rows = "".join(f"Acme,0{month}/0{month}/202{year},10\n" for year in (3, 4) for month in (3, 5))
    app = upload(money_page(desk), "grants.csv", f"Supplier,Date,Amount\n{rows}".encode())
    assert box(app, "selectbox", ".period.False").value == "one_off"
    drawn(box(app, "selectbox", ".period.False").set_value("year").run())
    assert [one for one in app.warning if "as “A year” they count too high" in one.value]
    drawn(box(app, "selectbox", ".year").set_value(2023).run())
    assert not [one for one in app.warning if "count too high" in one.value]
    assert box(app, "selectbox", ".period.True").value == "year"
    drawn(app.button(key="resources.file.keep.save").click().run())
    with db.read() as session:
        (found,) = session.exec(select(SpendImport)).all()
    assert found.warnings[-1] == "Only payments of April 2023 to March 2024 are kept: 2 of 4."
    assert counted(db, SpendRow) == 2


@pytest.mark.usefixtures("shown")
def test_what_was_chosen_for_a_file_is_there_again_after_a_look_at_another_part(
    desk: Device,
) -> None:
    """Columns, units and grouping, until the file is put away; then the next one begins anew."""
    chosen = {
        ("selectbox", ".amount"): 5,
        ("selectbox", ".purpose"): -1,
        ("selectbox", ".size"): "A thousand",
        ("checkbox", ".turned"): True,
        ("radio", ".by"): "supplier",
        ("slider", ".most"): 4,
        ("checkbox", ".strands"): True,
        ("selectbox", ".sort"): "grant",
    }
    app = upload(money_page(desk), "april.csv", FILE)
    began = {one: box(app, *one).value for one in chosen}
    same = [one for one, value in chosen.items() if began[one] == value]
    assert same == [("checkbox", ".strands")]  # it follows the grouping until somebody has said
    for one, value in chosen.items():
        drawn(box(app, *one).set_value(value).run())
    for other in ("payers", "money", "fair", "guess"):
        part(app, "resources", other)
    assert {one: box(app, *one).value for one in chosen} == chosen
    assert "4 payments add up to -£1,980,000.00." in html(app)
    drawn(app.button(key="resources.file.away").click().run())
    upload(app, "april.csv", FILE, times=1)
    assert {one: box(app, *one).value for one in chosen} == began


@pytest.mark.usefixtures("shown")
def test_three_months_as_one_are_not_taken_for_one(desk: Device, db: Database) -> None:
    """The guess for how long the sums are follows what is chosen, and says what it rests on."""
    heads = ["Supplier", "Service Area", "Date", "Net"]
    book = as_workbook(
        {
            name: [
                heads,
                ["Acme", "Adults", date(2025, month, 1), 100],
                ["Beta", "Homes", date(2025, month, 27), 50 + month],
            ]
            for month, name in ((4, "April"), (5, "May"), (6, "June"))
        }
    )
    app = upload(money_page(desk), "quarter.xlsx", book)
    assert box(app, "selectbox", ".period.False").value == "month"
    drawn(box(app, "selectbox", ".sheet").set_value(-1).run())
    assert box(app, "selectbox", ".period.False").value == "quarter"
    said = "The payments run from 01/04/2025 to 27/06/2025."
    assert said in [one.value for one in app.caption]
    drawn(app.button(key="resources.file.keep.save").click().run())
    with db.read() as session:
        lines = session.exec(select(Card).where(Card.kind == CardKind.RESOURCE_LINE)).all()
    assert {line.fields["period"] for line in lines} == {"quarter"}


@pytest.mark.usefixtures("shown")
def test_sheets_of_months_are_kept_as_one(desk: Device, db: Database) -> None:
    """Each sheet's sum is shown, one click takes all, and one of them alone is known then."""
    heads = ["Supplier", "Service Area", "Net", "Gross"]
    book = as_workbook(
        {
            "April": [heads, ["Acme", "Adults", 100, 120], ["Beta", "Adults", 50, 60]],
            "May": [heads, ["Gamma", "Adults", 7, 8], ["Delta", "Children", 3, 4]],
            "Again": [heads, ["Gamma", "Adults", 7, 8], ["Delta", "Children", 3, 4]],
        }
    )
    app = upload(money_page(desk), "year.xlsx", book)
    assert "2 payments add up to £150.00." in html(app)
    assert "“Again” is not among them: it holds the same payments as “May”." in [
        one.value for one in app.text
    ]
    drawn(box(app, "selectbox", ".sheet").set_value(-1).run())
    assert "4 payments add up to £160.00." in html(app)
    drawn(box(app, "selectbox", ".all.amount").set_value(3).run())
    assert "4 payments add up to £192.00." in html(app)
    sums = html(app).split("The sheets that are read as one")[-1]
    assert re.findall(r"£[\d.]+", sums)[:3] == ["£180.00", "£12.00", "£192.00"]
    drawn(app.button(key="resources.file.keep.save").click().run())
    assert sentences(app) == []
    with db.read() as session:
        kept = session.exec(select(SpendImport)).one()
        rows = session.exec(select(SpendRow.row).order_by(SpendRow.row)).all()
    assert kept.sheet == "All sheets: April, May"
    assert rows == [2, 3, 5, 6]
    app = upload(app, "year.xlsx", book, times=1)
    assert any("This very file is here already" in one.value for one in app.warning)
