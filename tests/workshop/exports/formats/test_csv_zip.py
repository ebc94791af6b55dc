"""The CSV files hold the workbook's rows, and no spreadsheet runs any of their text."""

import csv
import io
import re
import zipfile
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.workshop.exports.hostile import HOSTILE, Hostile
from workshop.exports import FORMATS
from workshop.exports.formats.office_text import printable
from workshop.exports.formats.workbook.csv_zip import guarded, table
from workshop.exports.formats.workbook.grid import Column, Grid
from workshop.exports.telling.story import WorkshopStory

CSV = FORMATS["csv"]
RUNS = tuple("=+-@＝＋－＠\t\r")
PARTS = st.sampled_from(
    ["=1+1", "+", "-", "@", "'", '"', ";", ",", "|", "\n", "\t", " ", "＝", "x"]
)


def unguarded(text: str) -> str:
    """What was guarded, as its reader takes one apostrophe away in the places that it names."""
    return re.sub(r"""(^|[;|\n\t])([ \u00a0"]*)'(?=[=+\-@'＝＋－＠])""", r"\1\2", text)


def files(content: bytes) -> dict[str, list[list[str]]]:
    """Every CSV file of the zip as rows, by the name of its table."""
    with zipfile.ZipFile(BytesIO(content)) as folder:
        assert folder.testzip() is None
        return {
            name.removesuffix(".csv"): list(
                csv.reader(io.StringIO(folder.read(name).decode("utf-8-sig"), newline=""))
            )
            for name in folder.namelist()
            if name.endswith(".csv")
        }


def test_holds_what_the_workbook_holds(story: WorkshopStory) -> None:
    """The same tables with the same columns and as many lines, each explained."""
    found = files(CSV.render(story))
    book = load_workbook(BytesIO(FORMATS["xlsx"].render(story)), read_only=True)
    wanted = {
        sheet.title.lower().replace(" ", "-"): (
            [str(value) for value in next(sheet.iter_rows(max_row=1, values_only=True))],
            sheet.max_row,
        )
        for sheet in book.worksheets[2:]
    }
    assert {
        name: (lines[0], len(lines)) for name, lines in found.items() if name != "what-it-costs"
    } == wanted
    assert found["what-it-costs"][1][:4] == [
        "Cost in a year (£)",
        "509261.00",
        "442150.00",
        "-67111.00",
    ]


def test_says_what_it_is_and_how_to_read_it(to_share: WorkshopStory) -> None:
    content = CSV.render(to_share)
    assert CSV.render(to_share) == content
    with zipfile.ZipFile(BytesIO(content)) as folder:
        assert folder.namelist()[0] == "read-me.txt"
        assert {entry.date_time for entry in folder.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in folder.namelist():
            raw = folder.read(name)
            assert raw.startswith(b"\xef\xbb\xbf")
            assert raw.endswith(b"\r\n")
        said = folder.read("read-me.txt").decode("utf-8-sig")
    assert all(sentence in said for sentence in to_share.left_out)
    assert "Take one apostrophe away there, and you have the text as it was typed." in said


def test_text_is_as_typed_once_the_guard_is_taken_away(hostile: Hostile) -> None:
    story = hostile(HOSTILE)
    cells = {unguarded(c) for rows in files(CSV.render(story)).values() for r in rows for c in r}
    assert {card.text for card in story.cards} <= cells


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=12).map("".join) | st.text(max_size=40))
def test_no_spreadsheet_runs_it_however_it_parts_the_columns(text: str) -> None:
    """Also one that parts them at semicolons or tabs, and knows nothing of our quotes."""
    column = Column(key="text", label="Text", sort="text", meaning="")
    first = Column(key="card", label="Card", sort="name", meaning="")
    grid = Grid(key="a", title="A", about="", columns=(first, column), rows=(("card-1", text),))
    said = table(grid).decode("utf-8-sig")
    (cell,) = [row[1] for row in csv.reader(io.StringIO(said, newline=""))][1:]
    assert unguarded(cell) == printable(text)
    for line in cell.split("\n"):
        for part in (piece for tab in line.split("\t") for piece in tab.split(";")):
            assert not part.strip(' \u00a0"').startswith(RUNS)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_guard_loses_nothing(text: str) -> None:
    assert unguarded(guarded(text)) == printable(text)


def test_plain_text_is_left_alone() -> None:
    for text in ("The bus stops at six", "9-to-5", "a=b", "mail me: x@y", "7"):
        assert guarded(text) == text
