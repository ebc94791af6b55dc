"""LibreOffice opens what we make, works out our formulas, and comes to the same figures."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from pptx import Presentation
from pypdf import PdfReader

from tests.workshop.exports.hostile import HOSTILE, Hostile
from tests.workshop.exports.libreoffice import convert
from tests.workshop.exports.printed import squeezed
from workshop.exports import FORMATS
from workshop.exports.formats.slides.order import tell_slides
from workshop.exports.formats.workbook.cost_table import cost_sheet
from workshop.exports.formats.workbook.grid import Formula
from workshop.exports.telling.story import WorkshopStory
from workshop.measures import ServiceCost, compare_costs

pytestmark = pytest.mark.timeout(900)  # the first time, LibreOffice may have to be installed

CHANGED = (
    ServiceCost("Now", 12_345_67, 19, "family", "actual"),
    ServiceCost("Then", 98_765_43, 1234, "family", "forecast"),
)
"""Figures that somebody types into the workbook, in pence."""


def _only(story: WorkshopStory, *wanted: str) -> WorkshopStory:
    """The story with cards of these kinds alone, so that LibreOffice has less to read."""
    cards = tuple(card for card in story.cards if card.kind in wanted)
    return replace(story, cards=cards, votes=(), report=None)


ROUGH = ("=cmd|' /C calc'!A0", "<b>&amp;</b> ]]>", "_x0041_ stays _x000D_", "Zażółć gęślą jaźń")
"""Few enough that each stands on many cards, so that some of them are printed."""


@pytest.fixture(scope="module")
def opened(
    story: WorkshopStory, hostile: Hostile, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Workbook]:
    """Three workbooks as LibreOffice saves them: as made, with other figures, with hostile text."""
    made = FORMATS["xlsx"].render(_only(story, "indicator", "measurement"))
    other = load_workbook(BytesIO(made))  # saving drops what each formula came to
    sheet = other["What it costs"]
    for column, scenario in zip("BC", CHANGED, strict=True):
        sheet[f"{column}5"] = scenario.cost_pence / 100
        sheet[f"{column}6"] = scenario.reach
    changed = BytesIO()
    other.save(changed)
    files = {
        "made.xlsx": made,
        "changed.xlsx": changed.getvalue(),
        "hostile.xlsx": FORMATS["xlsx"].render(hostile(HOSTILE)),
    }
    found = convert(files, "xlsx", tmp_path_factory.mktemp("libreoffice"))
    assert set(found) == set(files)
    return {name: load_workbook(BytesIO(raw), data_only=True) for name, raw in found.items()}


@pytest.fixture(scope="module")
def printed(
    story: WorkshopStory, hostile: Hostile, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, PdfReader]:
    """Slides and documents as LibreOffice prints them, the example and the hostile one."""
    rough = {"pptx": hostile(HOSTILE), "docx": hostile(ROUGH)}
    files = {
        f"{name}.{kind}": FORMATS[kind].render(told)
        for kind in rough
        for name, told in ((f"example-{kind}", _short(story)), (f"hostile-{kind}", rough[kind]))
    }
    files["whole-docx.docx"] = FORMATS["docx"].render(story)
    found = convert(files, "pdf", tmp_path_factory.mktemp("libreoffice"))
    assert len(found) == len(files)
    return {name: PdfReader(BytesIO(raw)) for name, raw in found.items()}


def _short(story: WorkshopStory) -> WorkshopStory:
    """The story with the sections that have most kinds of blocks, to print fewer pages."""
    kept = tuple(one for one in story.document.sections if one.key in ("segmentation", "vision"))
    return replace(story, document=replace(story.document, sections=kept))


def _words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_slides_print_one_page_each(printed: dict[str, PdfReader], story: WorkshopStory) -> None:
    reader = printed["example-pptx.pdf"]
    assert len(reader.pages) == len(tell_slides(story))
    assert {
        round(float(page.mediabox.width) / float(page.mediabox.height), 2)
        for page in (reader.pages)
    } == {1.78}
    said = _words(reader)
    for text in (
        "£509,261",
        "£442,150",
        "We ask 4 things of others",
        "A community able to support",
    ):
        assert text in said


def test_document_prints_with_its_figures(
    printed: dict[str, PdfReader], story: WorkshopStory
) -> None:
    said = _words(printed["example-docx.pdf"])
    for text in ("£509,261", "Table 1: Cost and reach", "Figure 1: ", "Page 2 of"):
        assert text in said


def test_no_page_of_the_document_ends_with_a_heading(
    printed: dict[str, PdfReader], story: WorkshopStory
) -> None:
    """Nor with a heading and the sentence under it."""
    word = Document(BytesIO(FORMATS["docx"].render(story)))
    heads = {_plain(line.text) for line in word.paragraphs if line.style.name[:4] == "Head"}
    leads = {_plain(line.text) for line in word.paragraphs if line.style.name == "Lead"}
    pages = printed["whole-docx.pdf"].pages
    assert len(pages) > 30
    for number, sheet in enumerate(pages[1:], 2):  # the first page lists them all
        lines = list(filter(None, map(_plain, sheet.extract_text().splitlines())))
        above = [line for line in lines if "revision" not in line]
        assert above[-1] not in heads | leads, (number, above[-3:])


def test_hostile_text_is_printed(printed: dict[str, PdfReader], hostile: Hostile) -> None:
    """Words that look like a formula or like markup stand on the page as they were typed."""
    asked = " ".join(hostile(HOSTILE).question.split())
    assert asked in _words(printed["hostile-pptx.pdf"])
    said = _words(printed["hostile-docx.pdf"])
    for text in ROUGH:
        assert text in said


def _figures(book: Workbook) -> list[float | None]:
    """Every figure of the cost table and what follows from it, line by line."""
    sheet = book["What it costs"]
    lines = (5, 6, 7, 10, 11, 12, 13, 14)
    return [sheet[f"{column}{row}"].value or None for row in lines for column in "BCDE"]


def _ours(story: WorkshopStory, *given: ServiceCost) -> list[Any]:
    """The same from ``measures.compare_costs``."""
    table = story.board.costs[0]
    if given:
        table = replace(table, comparison=compare_costs(*given))
    sheet = cost_sheet(table, "£")
    values = [value for line in (*sheet.lines, *sheet.follows) for value in line.cells]
    numbers = [value.value if isinstance(value, Formula) else value for value in values]
    return [n if n is None else pytest.approx(float(str(n)), rel=1e-9) for n in numbers]


def test_formulas_come_to_what_we_work_out(
    opened: dict[str, Workbook], story: WorkshopStory
) -> None:
    """Both with the published figures and with others that somebody types in."""
    assert _figures(opened["made.xlsx"]) == _ours(story)
    assert _figures(opened["changed.xlsx"]) == _ours(story, *CHANGED)


def test_the_part_of_the_way_is_worked_out(
    opened: dict[str, Workbook], story: WorkshopStory
) -> None:
    sheet = opened["changed.xlsx"]["Signs and goals"]
    found = {row[0]: row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert {card: part or None for card, part in found.items()} == {
        sign.card.id: None if sign.done is None else pytest.approx(float(sign.done))
        for sign in story.signs
    }


def test_hostile_text_shows_as_typed(opened: dict[str, Workbook], hostile: Hostile) -> None:
    """LibreOffice reads the escapes that Excel does, so what it says is what people see."""
    book = opened["hostile.xlsx"]
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type in ("f", "e")]
    said = {cell.value for cell in cells}
    assert {card.text for card in hostile(HOSTILE).cards} <= said


MARGIN = (70.9, 51.0)
"""At the sides, and above and below, in points: 25 and 18 mm. A box has its edge outside."""
Box = tuple[float, float, float, float]


def _plain(text: str) -> str:
    """Without blanks, and without signs of minus, which the printed file may hold as hyphens."""
    return squeezed(text).replace("\u2212", "")


def _shapes(slide: Any) -> list[tuple[Box, str | None]]:
    """Left, top, right and bottom of each shape in points, with its words; None for a chart."""
    found = []
    for shape in slide.shapes:
        left, top = shape.left.pt, shape.top.pt
        box = (left, top, left + shape.width.pt, top + shape.height.pt)
        if shape.has_chart:
            found.append((box, None))
        elif shape.has_table:
            cells = (cell.text for row in shape.table.rows for cell in row.cells)
            found.append((box, _plain("".join(cells))))
        elif shape.has_text_frame and shape.text_frame.text.strip():
            found.append((box, _plain(shape.text_frame.text)))
    return found


def _seen(sheet: Any, scale: float) -> list[tuple[str, float, float]]:
    """Each run of letters as it is printed: where it begins, and its base line from the top."""
    runs: list[tuple[str, float, float]] = []
    height = float(sheet.mediabox.height)

    def look(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            runs.append((_plain(text), x * scale, (height - y) * scale))

    sheet.extract_text(visitor_text=look)
    return runs


def _inside(box: Box, x: float, y: float) -> bool:
    left, top, right, bottom = box
    return left - 3 <= x <= right + 3 and top - 3 <= y <= bottom + 3


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_what_a_slide_says_stays_in_its_shape(
    story: WorkshopStory, hostile: Hostile, printed: dict[str, PdfReader], name: str
) -> None:
    """Whatever fonts are there: no text below its box, no table over its note or its chart."""
    told = _short(story) if name == "example" else hostile(HOSTILE)
    deck = Presentation(BytesIO(FORMATS["pptx"].render(told)))
    sheets = printed[f"{name}-pptx.pdf"].pages
    assert len(sheets) == len(deck.slides)
    for slide, sheet in zip(deck.slides, sheets, strict=True):
        shapes = _shapes(slide)
        for at, (box, _) in enumerate(shapes):
            for other, _ in shapes[at + 1 :]:
                apart = box[2] <= other[0] or other[2] <= box[0]
                assert apart or box[3] <= other[1] + 1 or other[3] <= box[1] + 1, (box, other)
        scale = deck.slide_height.pt / float(sheet.mediabox.height)
        for text, x, y in _seen(sheet, scale):
            if text == "•":
                continue
            owners = [box for box, words in shapes if words is None or text in words]
            if not owners or text.isdecimal():  # a number may be that of the slide
                owners = [box for box, _ in shapes]
            assert any(_inside(box, x, y) for box in owners), (
                text,
                slide.shapes.title.text,
                (x, y),
            )


def test_nothing_of_hostile_slides_is_off_the_slide(printed: dict[str, PdfReader]) -> None:
    for sheet in printed["hostile-pptx.pdf"].pages:
        wide, tall = float(sheet.mediabox.width), float(sheet.mediabox.height)
        for text, x, y in _seen(sheet, 1.0):
            assert 0 <= x <= wide, text
            assert 0 <= y <= tall, text


@pytest.mark.parametrize("name", ["example-docx.pdf", "hostile-docx.pdf"])
def test_every_line_of_a_document_stays_between_its_margins(
    printed: dict[str, PdfReader], name: str
) -> None:
    """Long labels, lists in a column of their own and tables alike, on every page."""
    for number, sheet in enumerate(printed[name].pages, 1):
        wide, tall = float(sheet.mediabox.width), float(sheet.mediabox.height)
        for text, x, y in _seen(sheet, 1.0):
            assert MARGIN[0] - 12 <= x <= wide - MARGIN[0] + 3, (number, text, x)
            assert MARGIN[1] - 3 <= y <= tall - MARGIN[1] + 16, (number, text, y)
