"""The workbook opens, holds every row, and its figures are the screen's; no text is ever run."""

import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from textwrap import wrap
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.workshop.exports.hostile import FULL, HOSTILE, SHAREABLE, Hostile
from workshop.exports import FORMATS
from workshop.exports.formats.office_text import printable
from workshop.exports.formats.workbook.cell_formats import Looks
from workshop.exports.formats.workbook.grid import Column, Grid, as_decimal
from workshop.exports.formats.workbook.worksheets import CELL_MAX, fitted, sheet_name, write_grid
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory, tell
from workshop.figures.pounds import exact_pounds, said_pounds
from workshop.figures.told_text import ToldPart, ToldText
from workshop.kinds import KINDS, CardKind, Mark, field_specs, marked
from workshop.queries.money.costs import cost_rows

XLSX = FORMATS["xlsx"]


@pytest.fixture(scope="module")
def content(story: WorkshopStory) -> bytes:
    return XLSX.render(story)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def shown(content: bytes) -> Workbook:
    """The workbook as a preview shows it, which works out no formula."""
    return load_workbook(BytesIO(content), data_only=True)


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The table of a sheet, each row by the words above its columns."""
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def sheet_of(book: Workbook, story: WorkshopStory, kind: CardKind) -> Worksheet:
    plural = story.playbook.kind(kind).plural
    return book[plural[:1].upper() + plural[1:]]


def test_each_kind_with_cards_has_a_sheet_with_all_its_cards(
    book: Workbook, story: WorkshopStory
) -> None:
    """By the registry of kinds: a new kind has a sheet without a line of code."""
    counts = Counter(card.kind for card in story.cards)
    found = {
        kind: [row["Card"] for row in rows(sheet_of(book, story, kind))]
        for kind in KINDS
        if counts[kind]
    }
    assert found == {kind: [card.id for card in story.of(kind)] for kind in KINDS if counts[kind]}


def test_first_sheet_says_what_it_is(book: Workbook, story: WorkshopStory) -> None:
    sheet = book.worksheets[0]
    said = {a: b for a, b, *_ in sheet.iter_rows(values_only=True) if a and b}
    assert sheet["A1"].value == story.document.title
    assert said["Revision"] == f"{story.document.revision:,}"
    assert said["Code of the workshop"] == story.document.code
    assert said["What was left out"] == story.left_out[0]
    assert said["For whom this file is"].startswith("For the team.")
    listed = {name: about for name, about in said.items() if name in book.sheetnames}
    assert list(listed) == book.sheetnames[1:]
    links = [cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_each_table_has_filters_and_a_frozen_head(book: Workbook) -> None:
    for sheet in book.worksheets[2:]:
        (table,) = sheet.tables.values()
        head = [cell.value for cell in sheet[1]]
        assert (table.ref, table.autoFilter.ref) == (sheet.dimensions, sheet.dimensions)
        assert table.column_names == head
        assert len({str(words).casefold() for words in head}) == len(head)
        assert sheet.freeze_panes is not None
    names = [table for sheet in book.worksheets for table in sheet.tables]
    assert len(set(names)) == len(names)


def test_values_keep_their_type(book: Workbook, story: WorkshopStory) -> None:
    """Pence are exact pounds with a money format, counts are numbers, days are dates.

    What one person earns is in no cell.
    """
    seen = Counter[str]()
    guarded = {line.card.id for line in story.budget.lines if line.guarded}
    assert guarded
    for kind in KINDS:
        specs = {spec.name: spec for spec in field_specs(kind)}
        words = story.playbook.kind(kind).fields
        cards = story.of(kind)
        if not cards:
            continue
        sheet = sheet_of(book, story, kind)
        head = [cell.value for cell in sheet[1]]
        for at, card in enumerate(cards, 2):
            for name, value in card.fields.items():
                unit = {"pence": " (£)", "percent": " (%)"}.get(specs[name].widget, "")
                cell = sheet.cell(at, head.index(words[name].label + unit) + 1)
                if card.id in guarded and name in marked(kind, Mark.PAY):
                    seen["pay"] += 1
                    assert cell.value is None
                    continue
                seen[specs[name].widget] += 1
                match specs[name].widget:
                    case "pence":
                        assert Decimal(str(cell.value)) == Decimal(value) / 100
                        assert '"£"' in cell.number_format
                    case "percent" | "decimal":
                        assert Decimal(str(cell.value)) == Decimal(str(value))
                    case "whole":
                        assert (cell.value, cell.data_type) == (value, "n")
                    case "date":
                        assert isinstance(cell.value, datetime)
                        assert cell.value.date().isoformat() == value
                    case "short" | "long":
                        assert cell.value == value
    assert {"pence", "percent", "decimal", "whole", "date", "short", "long", "pay"} <= set(seen)


def test_links_are_readable_with_the_names_of_cards_beside(
    book: Workbook, story: WorkshopStory
) -> None:
    words = story.playbook.kind(CardKind.THEME)
    label = words.links["gathers"]
    by_id = {card.id: card.text for card in story.cards}
    for row, card in zip(
        rows(sheet_of(book, story, CardKind.THEME)), story.of(CardKind.THEME), strict=True
    ):
        to = card.links.get("gathers", ())
        assert (row[f"{label} (cards)"] or "").split() == list(to)
        names = (row[label] or "").split("\n") if row[label] else []
        assert len(names) == len(to)
        for name, one in zip(names, to, strict=True):
            assert by_id[one].startswith(name.removesuffix("…"))
    links = [(row["Card"], row["Other card"]) for row in rows(book["Links"])]
    assert links == [
        (card.id, one) for card in story.cards for to in card.links.values() for one in to
    ]


def test_cost_table_holds_the_published_figures_as_formulas(
    book: Workbook, shown: Workbook, story: WorkshopStory
) -> None:
    """Given figures are numbers, the others formulas, and each shows what the screen shows."""
    live = book["What it costs"]
    seen = shown["What it costs"]
    found = story.board.costs[0].comparison
    assert found is not None
    assert [live[cell].value for cell in ("B5", "C5", "B6", "C6")] == [509261, 442150, 278, 649]
    formulas = [c.coordinate for row in live.iter_rows() for c in row if c.data_type == "f"]
    assert len(formulas) == 13
    assert [seen[cell].value is None for cell in formulas] == [False] * 13
    screen = cost_rows(found)
    assert said_pounds(round(seen["B7"].value * 100)) == screen[2].existing == "£1,832"
    assert said_pounds(round(seen["C7"].value * 100)) == screen[2].redesigned == "£681"
    change = f"−£{-seen['D5'].value:,.0f} (−{-seen['E5'].value * 100:.0f} %)"
    assert screen[0].change == change == "−£67,111 (−13 %)"
    assert seen["C10"].value == pytest.approx(float(found.break_even_reach or 0), abs=1e-9)


def test_a_forecast_never_looks_like_a_count(book: Workbook) -> None:
    sheet = book["What it costs"]
    assert sheet["C4"].value.endswith("(forecast)")
    assert sheet["D4"].value == "Change (forecast)"
    looks = {cell: (sheet[cell].font.i, sheet[cell].fill.patternType) for cell in ("B5", "C5")}
    assert looks == {"B5": (False, None), "C5": (True, "lightUp")}


def test_signs_tell_the_part_of_the_way_gone(
    book: Workbook, shown: Workbook, story: WorkshopStory
) -> None:
    part = "Part of the way gone"
    assert all(row[part].startswith("=IF(") for row in rows(book["Signs and goals"]))
    seen = {row["Card"]: row[part] for row in rows(shown["Signs and goals"])}
    assert {card: done and Decimal(str(done)) for card, done in seen.items()} == {
        sign.card.id: as_decimal(sign.done) for sign in story.signs
    }


def test_votes_are_the_screens_and_small_groups_stay_hidden(
    book: Workbook, story: WorkshopStory
) -> None:
    lines = rows(book["Votes"])
    for vote in story.votes:
        mine = [row for row in lines if row["Step"] == vote.activity.title]
        assert {row["Card"]: row["Votes"] for row in mine if row["Whose votes"] == "All"} == {
            line.option.id: line.total.votes for line in vote.results.options if line.total.votes
        }
        groups = {row["Whose votes"] for row in mine} - {"All"}
        labels = story.playbook.words.role_groups
        assert groups == {
            labels[group].label for line in vote.results.options for group in line.groups
        }
    assert all(row["Voters"] >= 3 for row in lines if row["Whose votes"] != "All")


def test_the_dictionary_explains_every_column(book: Workbook) -> None:
    told = {(row["Table"], row["Column"]) for row in rows(book["Data dictionary"])}
    wanted = {
        (sheet.title, cell.value)
        for sheet in book.worksheets[2:]
        for cell in sheet[1]
        if sheet.title != "Data dictionary"
    }
    everywhere = {column for table, column in told if table == "Every kind of card"}
    assert {one for one in wanted - told if one[1] not in everywhere} == set()
    assert everywhere >= {"Card", "Step", "Written by", "Starred"}
    assert all(row["What it means"] for row in rows(book["Data dictionary"]))


def test_same_story_gives_the_same_bytes_without_a_clock(
    content: bytes, story: WorkshopStory
) -> None:
    assert XLSX.render(story) == content
    with zipfile.ZipFile(BytesIO(content)) as folder:
        assert {entry.date_time for entry in folder.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = folder.read("docProps/core.xml").decode()
    assert core.count(f"{story.document.day.isoformat()}T00:00:00Z") == 2


def test_with_nothing_written_it_still_opens(small_report: Report) -> None:
    empty = replace(small_report, cards=(), links=(), pictures=(), rounds=(), people=())
    book = load_workbook(BytesIO(XLSX.render(tell(empty, {}, SHAREABLE))))
    assert book.sheetnames == ["About this file", "Steps", "Data dictionary"]


def test_text_shows_as_typed_and_is_never_run(hostile: Hostile) -> None:
    story = hostile(HOSTILE)
    book = load_workbook(BytesIO(XLSX.render(story)))
    cells = [
        cell
        for sheet in book.worksheets
        for cell in sheet["B"][1:]
        if sheet["A1"].value == "Card" and sheet["B1"].value != "Sign that it works"
    ]
    typed = {str(cell.value) for cell in cells}
    assert {card.text for card in story.cards} <= typed
    assert {cell.data_type for cell in cells} == {"s"}
    assert book.worksheets[0]["A1"].data_type == "s"


def saved(texts: list[str]) -> BytesIO:
    """A sheet with one text on each line."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        grid = Grid(
            key="some-thing",
            title="Some",
            about="",
            columns=(Column(key="text", label="Text", sort="text", meaning=""),),
            rows=tuple((text,) for text in texts),
        )
        write_grid(book.add_worksheet(), grid, Looks(book, colour="#0b625d", money="£"))
    made.seek(0)
    return made


def written(texts: list[str]) -> Worksheet:
    """The same, read again."""
    return load_workbook(saved(texts)).active


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.characters(codec=None), min_size=1, max_size=60), min_size=1, max_size=8)
)
def test_any_text_comes_back_as_text(texts: list[str]) -> None:
    """Every character that XML can carry is the same; each other one has left a picture."""
    cells = written(texts)["A"][1:]
    assert [cell.value or "" for cell in cells] == [printable(text) for text in texts]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_what_looks_like_marks_of_the_file_is_text_like_any_other() -> None:
    """Also where two escapes share an underscore, and where marks make it longer than a cell."""
    rough = [
        "_x0041_",
        "_x0041_x0042_",
        "<r><t>not bold</t></r>",
        "<r> & </r>",
        "<r><rPr><b/></rPr><t>_x0041_</t></r>",
        "<r>" + "&" * (CELL_MAX - 7) + "</r>",
    ]
    sheet = CalamineWorkbook.from_filelike(saved(rough)).get_sheet_by_index(0)
    assert [text for (text,) in sheet.to_python()][1:] == rough


def test_a_table_without_a_line_has_one_all_the_same() -> None:
    """Excel takes a table of a head alone for a damaged file."""
    (table,) = written([]).tables.values()
    assert table.ref == "A1:A2"


def test_what_reads_from_the_right_says_so_in_its_cell_and_a_sheet_in_its_language(
    story: WorkshopStory,
) -> None:
    """A Latin name in it turns nothing round, nor does a sign at its beginning."""
    urdu = ToldText.of((ToldPart("ur", "NHS کا فون", direction="rtl"),))
    cells = written([urdu, "کوئی NHS نہیں", "=کوئی", "Nobody"])["A"][1:]
    assert [cell.alignment.readingOrder for cell in cells] == [2, 2, 2, 0]
    assert [bool(cell.quotePrefix) for cell in cells] == [False, False, True, False]
    for language, right in (("en", False), ("ar", True)):
        told = replace(story, document=replace(story.document, language=language))
        book = load_workbook(BytesIO(XLSX.render(told)))
        assert {bool(sheet.sheet_view.rightToLeft) for sheet in book.worksheets} == {right}


def test_control_characters_leave_a_picture() -> None:
    assert printable("a\x00b\x1bc\x7fd\ud800e\r\nf\tg") == "a␀b␛c␡d\ufffde\nf\tg"
    kept = {sign for sign in map(chr, range(0x110000)) if printable(sign) == sign}
    refused = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0
    assert not any(map(refused.match, kept))


def test_a_text_too_long_for_a_cell_says_so_and_where_the_rest_is() -> None:
    whole = "🚌" * (CELL_MAX // 2)
    assert fitted(whole) == whole
    cut = fitted(whole + "more")
    assert cut.endswith("The rest does not fit into a cell. The CSV has it all.")
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_MAX
    lines = fitted("\n".join(map(str, range(300))))
    assert lines.endswith("249\n… and 50 more lines. The CSV has them all.")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_sheets_have_names_that_excel_takes(titles: list[str]) -> None:
    names: list[str] = []
    for title in titles:
        names.append(sheet_name(title, names))
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_pounds_are_exact() -> None:
    assert [exact_pounds(p) for p in (0, 1, -5, 123456789)] == [
        Decimal("0.00"),
        Decimal("0.01"),
        Decimal("-0.05"),
        Decimal("1234567.89"),
    ]


def test_editions(story: WorkshopStory, to_share: WorkshopStory) -> None:
    """For sharing: no ballots, no list of who joined, no changes, no times and no names."""
    assert XLSX.file_name("BCDFG", SHAREABLE) == "BCDFG-workbook-shareable.xlsx"
    assert XLSX.file_name("BCDFG", FULL) == "BCDFG-workbook.xlsx"
    book = load_workbook(BytesIO(XLSX.render(to_share)))
    assert not {"Ballots", "Who joined", "Changes", "Worries", "Concerns"} & set(book.sheetnames)
    head = {cell.value for sheet in book.worksheets[2:] for cell in sheet[1]}
    assert not {"Name", "Table", "Who could read it", "Written (UTC)"} & head - {"Table"}
    said = [cell.value for cell in book.worksheets[0]["B"] if cell.value]
    assert set(to_share.left_out) <= set(said)


def test_a_wide_sheet_goes_on_over_several_sheets_of_paper_and_stays_large(
    book: Workbook, story: WorkshopStory
) -> None:
    """Each column is printed whole, in letters of 60 % at least; the cards stand on each sheet."""
    wide = sheet_of(book, story, CardKind.SOLUTION)
    assert wide.max_column > 50
    assert wide.page_setup.scale == 60
    assert not wide.sheet_properties.pageSetUpPr.fitToPage
    assert wide.print_title_cols == "$A:$B"
    dims = wide.column_dimensions.values()
    widths = {at: one.width for one in dims for at in range(one.min, one.max + 1)}
    ends = [0, *(one.id for one in wide.col_breaks.brk), wide.max_column]
    for start, end in pairwise(ends):
        shown = {*((1, 2) if start else ()), *range(start + 1, end + 1)}
        inches = sum(widths[at] * 7 / 96 for at in shown) * 0.6
        assert inches <= 16.5 - wide.page_margins.left - wide.page_margins.right
    assert len(wide.col_breaks.brk) < 6
    for sheet in book.worksheets:
        assert sheet.print_title_rows
    papers = {
        book[name].page_setup.paperSize: book[name].page_setup.orientation
        for name in ("Who joined", wide.title)
    }
    assert papers == {9: "portrait", 8: "landscape"}
    about = book.worksheets[0]
    (head,) = [cell.row for cell in about["A"] if cell.value == "Sheet"]
    assert about.print_title_rows == f"${head}:${head}"


@pytest.mark.parametrize(
    "text",
    ["word " * 40, "\n".join(["A line of a list"] * 20), "Donaudampfschiff" * 3, "word " * 800],
)
def test_a_row_is_high_enough_for_all_that_stands_in_it(text: str) -> None:
    """Where no line takes more letters than its column is wide, and words stay whole."""
    sheet = written([text])
    width = sheet.column_dimensions["A"].width
    lines = [part for line in text.split("\n") for part in wrap(line, int(width))]
    assert sheet.row_dimensions[2].height >= 15 * len(lines)
    assert len(max(text.split(), key=len)) <= width or width >= 42


def test_a_column_is_as_wide_as_what_stands_in_it(book: Workbook, story: WorkshopStory) -> None:
    """Else one card is printed over nine sheets of paper; names of cards need no wide column."""
    sheet = sheet_of(book, story, CardKind.SOLUTION)
    dims = sheet.column_dimensions.values()
    widths = {at: one.width for one in dims for at in range(one.min, one.max + 1)}
    narrow = {"names of cards": 0, "nothing": 0}
    for at, cells in enumerate(sheet.iter_cols(values_only=True), 1):
        said = [str(cell) for cell in cells[1:] if cell]
        if str(cells[0]).endswith("(cards)") or not said:
            narrow["names of cards" if said else "nothing"] += 1
            longest = max((len(word) for word in str(cells[0]).split()), default=0)
            assert widths[at] <= max(12, longest * 1.2 + 4), cells[0]
    assert min(narrow.values()) > 4


def test_a_figure_and_the_text_beside_it_keep_apart(book: Workbook) -> None:
    """The one ends where the other begins."""
    right = [
        cell.alignment.indent
        for sheet in book.worksheets
        for row in sheet.iter_rows(max_row=3)
        for cell in row
        if cell.alignment.horizontal == "right"
    ]
    assert len(right) > 300
    assert set(right) == {1}
