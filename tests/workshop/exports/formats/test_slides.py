"""The slides open in a real reader, tell the story with native charts, and never spill."""

import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Pt

from tests.workshop.exports.hostile import HOSTILE, SHAREABLE, Hostile
from workshop.exports import FORMATS
from workshop.exports.document.blocks import Brand
from workshop.exports.formats.office_text import printable
from workshop.exports.formats.slides import text_fit
from workshop.exports.formats.slides.deck import Plot, Rows, Text
from workshop.exports.formats.slides.deck import Slide as Slide_
from workshop.exports.formats.slides.draw import add_slide
from workshop.exports.formats.slides.figure_slides import money_slide, signs_slide
from workshop.exports.formats.slides.first_half import learned_slide
from workshop.exports.formats.slides.master import HEIGHT, LAYOUTS, WIDTH, Place, empty_deck
from workshop.exports.formats.slides.native_tables import in_parts
from workshop.exports.formats.slides.order import spread, tell_slides
from workshop.exports.telling.edition import Edition, redrawn
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory, tell
from workshop.figures.bars import Bars
from workshop.figures.told_text import ToldPart, ToldText
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.money.costs import cost_rows
from workshop.queries.trace import Trace

PPTX = FORMATS["pptx"]


@pytest.fixture(scope="module")
def content(story: WorkshopStory) -> bytes:
    return PPTX.render(story)


@pytest.fixture(scope="module")
def deck(content: bytes) -> Deck:
    return Presentation(BytesIO(content))


def titles(deck: Deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def named(deck: Deck, start: str) -> Slide:
    (found,) = [s for s in deck.slides if s.shapes.title.text_frame.text.startswith(start)]
    return found


def first(deck: Deck, start: str) -> Slide:
    """The first of the slides over which a table goes on."""
    return next(s for s in deck.slides if s.shapes.title.text_frame.text.startswith(start))


def texts(deck: Deck) -> str:
    """All that is written on the slides and in the notes."""
    said = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if shape.has_table:
                said += [cell.text_frame.text for cell in shape.table.iter_cells()]
            if shape.has_chart:
                said += [str(one) for one in shape.chart.plots[0].categories]
        if slide.has_notes_slide:
            said.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(said)


def test_tells_the_whole_story_in_ten_to_eighteen_slides(deck: Deck, story: WorkshopStory) -> None:
    assert titles(deck) == [
        story.document.title,
        "We began with one question about life",
        "4 of 7 groups of people stay away now",
        "12 of 13 insights tell us 4 things",
        "One person said it in these words",
        "We turned our challenge round",
        "The room put “We run the open mornings. You lend us the room.” first",
        "We would do 4 new things",
        "We made 4 small tests before spending",
        "Of what is counted, £36 of every £100 goes to “Child development and learning”",
        "Cost for each family would go from £1,832 to £681 (a forecast)",
        "5 of 8 signs have been counted",
        "Volunteers went from 2 people to 12 people, and should reach 50 people",
        "This is what we want",
        "We agreed on 13 first steps and have done 4 (1 of 2)",
        "We agreed on 13 first steps and have done 4 (2 of 2)",
        "We ask 4 things of others, and none is answered yet",
        "18 people took part, and this was left out",
    ]


def test_a_headline_says_of_money_under_no_part_that_it_lies_there(story: WorkshopStory) -> None:
    rest = replace(story.budget.strands[0], strand=None, out_of_100=90)
    budget = replace(story.budget, strands=(rest, *story.budget.strands[1:]))
    (slide,) = money_slide(replace(story, budget=budget))
    assert slide.title == "Of what is counted, £90 of every £100 lies under no part of the work yet"
    assert "£90: Under no part of the work yet" in slide.notes


def test_a_headline_counts_all_themes_and_the_insights_in_them(story: WorkshopStory) -> None:
    """However many of them the slide has lines for."""
    one, *_ = [card for card in story.of(CardKind.THEME) if card.links.get("gathers")]
    more = [replace(one, id=f"theme-{number}") for number in range(5)]
    (slide,) = learned_slide(replace(story, trace=Trace([*story.trace.cards.values(), *more])))
    assert slide.title == "12 of 13 insights tell us 9 things, 6 of them here"
    assert len(slide.places[0].lines) == 6
    alone = [card for card in story.trace.cards.values() if card.kind != CardKind.THEME]
    (slide,) = learned_slide(replace(story, trace=Trace(alone)))
    assert slide.title == "13 insights changed how we see it"


@pytest.mark.parametrize("before", [True, False])
def test_a_headline_says_since_we_began_of_what_was_counted_after_the_start(
    story: WorkshopStory, before: bool
) -> None:
    sign = next(one for one in story.board.signs if one.baseline and one.actuals and one.target)
    start = sign.baseline.on
    day = start - timedelta(days=1) if before else start + timedelta(days=1)
    counted = replace(sign, actuals=(replace(sign.actuals[0], on=day),))
    board = replace(story.board, signs=(counted,))
    (slide,) = signs_slide(replace(story, board=board))
    since = "" if before else " since we began"
    assert slide.title == f"1 of 1 sign has been counted{since}"
    assert bool(slide.apart) is not before


def test_a_table_is_read_whole_on_as_many_slides_as_it_takes(
    deck: Deck, story: WorkshopStory
) -> None:
    """And beside no chart that it would lie over, however long its headings are."""
    parts = [s for s in deck.slides if s.shapes.title.text_frame.text.startswith("We agreed on")]
    steps = [
        row.cells[0].text_frame.text
        for slide in parts
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert steps == [step.text for step in story.board.steps]
    long = replace(story.board.costs[0].existing, text="A service that is named at length " * 6)
    costs = (replace(story.board.costs[0], existing=long),)
    told = replace(story, board=replace(story.board, costs=costs))
    made = Presentation(BytesIO(PPTX.render(told)))
    cost, chart = (named(made, start) for start in ("Cost for each", "Nobody has counted"))
    assert [shape.has_chart for shape in cost.shapes if shape.has_table or shape.has_chart] == [
        False
    ]
    assert [shape.has_chart for shape in chart.shapes if shape.has_table or shape.has_chart] == [
        True
    ]
    assert long.text.strip() in cost.notes_slide.notes_text_frame.text


def test_a_table_that_no_slides_hold_says_in_each_title_that_the_report_has_more() -> None:
    """Rows are left out at its end alone, and the last part says how many."""
    rows = Rows(alt="", head=("Step",), rows=(("A long step " * 30,),) * 40, shares=(1,))
    chart = Plot(chart=Bars(key="", title="", sentence="", rows=()), alt="")
    slide = Slide_(layout="both", title="40 steps", places=(rows, chart, Text(lines=("x",))))
    made = list(spread(slide))
    assert [(one.layout, one.title) for one in made] == [
        ("table", "40 steps (1 of 3, more in the report)"),
        ("table", "40 steps (2 of 3, more in the report)"),
        ("table", "40 steps (3 of 3, more in the report)"),
        ("chart", "40 steps"),
    ]
    parts = _tables(*made)
    shown = sum(len(part.rows) for part in parts)
    assert [part.left for part in parts] == [0, 0, 40 - shown]
    drawn = add_slide(empty_deck(colour="#0b625d", language="en"), made[2], "").shapes[1].table
    said = [cell.text_frame.text for cell in drawn.iter_cells() if not cell.is_spanned]
    assert said[-1] == f"And {40 - shown} more in the report."


TALL, MIDDLE, LOW = (
    (step, "", "–") for step in ("A long step " * 60, "A long step " * 18, "Short")
)


@pytest.mark.parametrize(
    ("rows", "counts", "size"),
    [
        ((TALL, *[LOW] * 7), [1, 7], 18),
        ((*[LOW] * 7, TALL), [7, 1], 18),
        ((LOW,) * 13, [7, 6], 22),
        ((LOW, TALL, LOW, TALL, LOW, TALL, LOW), [3, 2, 2], 16),
        ((*[MIDDLE] * 4, TALL, *[MIDDLE] * 4), [4, 2, 3], 16),
    ],
)
def test_a_table_goes_on_by_how_high_its_rows_are(
    rows: tuple[tuple[str, ...], ...], counts: list[int], size: float
) -> None:
    """In letters as large as so few parts allow, and with the same columns in each of them.

    No row stands alone where the others leave it room beside one of them.
    """
    dated = (*rows[:-1], (*rows[-1][:2], "May"))
    table = Rows(alt="", head=("Step", "Who", "When"), rows=dated, shares=(0.7, 0.1, 0.2))
    slide = Slide_(layout="table", title="Steps", places=(table, Text(lines=("",))))
    parts = _tables(*spread(slide))
    assert [len(part.rows) for part in parts] == counts
    assert {part.largest for part in parts} == {size}
    assert {part.head for part in parts} == {("Step", "When")}


def test_a_table_of_no_rows_yet_is_its_heading() -> None:
    """However little room there is."""
    table = Rows(alt="", head=("Step",), rows=(), shares=(1,))
    for height in (400, 4):
        assert in_parts(table, Place("tbl", 1, 0, 0, 600, height)) == (table,)


def test_a_heading_takes_four_lines_at_most_and_still_says_forecast() -> None:
    """On a slide that its table has for itself; the letters below it are large."""
    named_so = "A service that is named at length " * 6 + "(forecast)"
    rows = (("Cost in a year", "£442,150"), ("Cost for each family", "£681"))
    table = Rows(alt="", head=("", named_so), rows=rows, shares=(0.7, 0.3))
    chart = Plot(chart=Bars(key="", title="", sentence="", rows=()), alt="")
    slide = Slide_(layout="both", title="Cost", places=(table, chart, Text(lines=("x",))))
    (part,) = _tables(*spread(slide))
    assert part.largest == 22
    assert part.head[1].startswith("A service that is named at length")
    assert part.head[1].endswith("… (forecast)")
    assert text_fit.lines_of(part.head[1], 0.3 * 864 - 14, 22 * text_fit.BOLD) == 4


def _tables(*slides: Slide_) -> list[Rows]:
    return [place for slide in slides for place in slide.places if isinstance(place, Rows)]


def _sizes(slide: Slide) -> set[float]:
    """The sizes of the letters in the tables of a slide, in points."""
    return {
        paragraph.font.size.pt
        for shape in slide.shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
        for paragraph in cell.text_frame.paragraphs
    }


def test_the_parts_of_a_table_are_set_in_one_size(story: WorkshopStory) -> None:
    """However few rows the last has, and however short they are."""
    long = replace(story.board.steps[0], text="A step that takes long to say " * 10)
    board = replace(story.board, steps=(*[long] * 5, *story.board.steps))
    deck = Presentation(BytesIO(PPTX.render(replace(story, board=board))))
    parts = [s for s in deck.slides if s.shapes.title.text_frame.text.startswith("We agreed on")]
    assert len(parts) > 1
    assert len(set().union(*map(_sizes, parts))) == 1


def test_what_is_left_out_to_keep_it_short_is_named_to_who_speaks(story: WorkshopStory) -> None:
    """The example has one slide too many; with longer lists two more of its slides go."""
    said = "Not on these slides, but in the report:"
    consent = "We asked everybody: can you live with it? What we promise each other"
    assert tell_slides(story)[0].notes[2:] == ("", said, consent)
    asks = replace(story, board=replace(story.board, asks=story.board.asks * 9))
    assert tell_slides(asks)[0].notes[2:] == (
        "",
        said,
        consent,
        "One person said it in these words",
        "The room put “We run the open mornings. You lend us the room.” first",
    )
    few = replace(story, board=replace(story.board, asks=(), signs=(), steps=()))
    assert len(tell_slides(few)[0].notes) == 2


def test_is_made_of_layouts_and_placeholders(deck: Deck) -> None:
    """A title on each slide and first in reading order; nothing lies beside the placeholders."""
    assert (deck.slide_width, deck.slide_height) == (Pt(WIDTH), Pt(HEIGHT))
    assert [layout.name for layout in deck.slide_layouts] == [name for name, _ in LAYOUTS.values()]
    for slide in deck.slides:
        assert slide.shapes[0] == slide.shapes.title
        assert slide.shapes.title.text_frame.text
        assert all(shape.is_placeholder for shape in slide.shapes)
        numbers = [shape.placeholder_format.idx for shape in slide.placeholders]
        assert numbers == sorted(numbers)
        assert {98, 99} <= set(numbers)
        empty = [s for s in slide.placeholders if s.has_text_frame and not s.text_frame.text]
        assert [shape.placeholder_format.idx for shape in empty] in ([], [99])
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height


def test_charts_and_tables_are_native_and_have_words(deck: Deck) -> None:
    """Bars, stacked bars and a line, each with the sheet behind it and a text alternative."""
    kinds = set()
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr")) > 20
            if shape.has_chart:
                kinds.add(shape.chart.chart_type)
                sheet = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
                assert sheet.active.max_row == len(list(shape.chart.plots[0].categories)) + 1
            if shape.has_table:
                assert shape.table.first_row
    assert kinds == {
        XL_CHART_TYPE.BAR_CLUSTERED,
        XL_CHART_TYPE.BAR_STACKED,
        XL_CHART_TYPE.LINE_MARKERS,
    }


def test_figures_are_the_screens_and_a_forecast_says_so(deck: Deck, story: WorkshopStory) -> None:
    found = story.board.costs[0].comparison
    assert found is not None
    slide = named(deck, "Cost for each")
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert rows[1:] == [[r.label, r.existing, r.redesigned, r.change] for r in cost_rows(found)]
    assert rows[3] == ["Cost for each family", "£1,832", "£681", "−£1,151 (−63 %)"]
    assert "(forecast)" in rows[0][2]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert [f"{v:.2f}" for v in chart.plots[0].series[0].values] == ["1831.87", "681.28"]
    assert "Say “forecast”" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("times", [1, 60])
def test_each_persons_words_stand_apart(story: WorkshopStory, times: int) -> None:
    """What a group of cards is called and what it tells, and whoever is missing, two said."""
    called, tells = "Das hat jemand so genannt. " * times, "Das sagt es jemandem. " * times

    def changed(card: CardView) -> CardView:
        if card.kind == "theme":
            return replace(card, text=called.strip(), fields={"tells_us": tells.strip()})
        return replace(card, text=called.strip()) if card.kind == "missing_voice" else card

    cards = tuple(map(changed, story.cards))
    made = Presentation(BytesIO(PPTX.render(replace(story, cards=cards, trace=Trace(cards)))))
    learned = named(made, "12 of 13 insights tell").shapes.placeholders[1].text_frame
    lines = [line for said in learned.paragraphs for line in said.text.split("\v")]
    assert {line.startswith("Das hat") for line in lines[::2]} == {True}
    assert {line.startswith("Das sagt") for line in lines[1::2]} == {True}
    assert not [line for line in lines if "Das hat" in line and "Das sagt" in line]
    if times == 1:
        assert f"Not in the room: “{called.strip()}” · “{called.strip()}”" in texts(made)


def test_votes_add_up_and_small_groups_stay_together(deck: Deck, story: WorkshopStory) -> None:
    (vote,) = [v for v in story.votes if v.activity.key == "solutions.dots"]
    (chart,) = [s.chart for s in named(deck, "The room put").shapes if s.has_chart]
    series = chart.plots[0].series
    assert [one.name for one in series] == ["Resident (8)", "Staff (5)", "All others (5)"]
    sums = [sum(values) for values in zip(*(one.values for one in series), strict=True)]
    assert sums == [line.total.votes for line in vote.results.options if line.total.votes][:6]


def test_a_column_that_says_nothing_is_left_out(deck: Deck, to_share: WorkshopStory) -> None:
    """Without names nobody reads who does a step; and sums say what they do not hold."""
    shared = Presentation(BytesIO(PPTX.render(to_share)))
    heads = [
        [cell.text_frame.text for cell in shape.table.rows[0].cells]
        for one in (deck, shared)
        for shape in first(one, "We agreed on").shapes
        if shape.has_table
    ]
    assert heads == [["Step", "Who", "By when", "How far"], ["Step", "By when", "How far"]]
    said = "\n".join(
        s.text_frame.text
        for s in named(shared, "Of what is counted, £39").shapes
        if s.has_text_frame
    )
    missing = to_share.budget.unsaid_amounts
    assert f"{missing} lines without an amount here. They are not counted." in said


def test_an_ask_says_of_whom_and_by_when(deck: Deck, story: WorkshopStory) -> None:
    """On the slides and in the brief, for who has two minutes and is asked."""
    (table,) = [one.table for one in named(deck, "We ask").shapes if one.has_table]
    head, first_ask = ([cell.text_frame.text for cell in row.cells] for row in list(table.rows)[:2])
    assert head == ["We ask for", "Whom we ask", "By when", "Their answer"]
    assert first_ask[1:3] == ["The council's buildings team", "30 June 2010"]
    (asks,) = [part for part in story.document.brief.parts if part.key == "brief-asks"]
    assert asks.blocks[0].items[0].detail == "The council's buildings team · 30 June 2010"


def test_each_slide_says_what_to_say(deck: Deck) -> None:
    for slide in deck.slides:
        assert len(slide.notes_slide.notes_text_frame.text) > 20


def test_same_story_gives_the_same_bytes_without_a_clock(
    content: bytes, story: WorkshopStory
) -> None:
    """Also in the sheets behind the charts."""
    assert PPTX.render(story) == content
    with zipfile.ZipFile(BytesIO(content)) as folder:
        assert {entry.date_time for entry in folder.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        inner = [folder.read(n) for n in folder.namelist() if n.endswith(".xlsx")]
        core = folder.read("docProps/core.xml").decode()
    assert core.count(f"{story.document.day.isoformat()}T00:00:00Z") == 2
    for sheet in inner:
        with zipfile.ZipFile(BytesIO(sheet)) as folder:
            said = folder.read("docProps/core.xml").decode()
        assert said.count(f"{story.document.day.isoformat()}T00:00:00Z") == 2


def test_with_nothing_written_it_still_tells_what_there_is(small_report: Report) -> None:
    empty = replace(small_report, cards=(), links=(), pictures=(), rounds=(), people=())
    deck = Presentation(BytesIO(PPTX.render(tell(empty, {}, SHAREABLE))))
    assert titles(deck) == [
        "Growing up in Ashby",
        "We began with one question about life",
        "0 people took part, and this was left out",
    ]


def test_in_the_colours_of_the_organisation(story: WorkshopStory) -> None:
    drawn = BytesIO()
    Image.new("RGB", (300, 120), "#24579c").save(drawn, format="PNG")
    logo = redrawn(drawn.getvalue(), alt="Logo of Ashby")
    brand = Brand(organisation="Ashby Council", colour="#24579c", logo=logo)
    edition = Edition(brand=brand)
    made = replace(story, edition=edition, document=replace(story.document, brand=brand))
    content = PPTX.render(made)
    deck = Presentation(BytesIO(content))
    (picture,) = [shape for shape in deck.slides[0].shapes if shape.shape_type == 13]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "Logo of Ashby"
    with zipfile.ZipFile(BytesIO(content)) as folder:
        assert b"24579C" in folder.read("ppt/theme/theme1.xml")
    assert deck.core_properties.author == "Ashby Council"


def test_text_shows_as_typed_and_no_sheet_runs_it(story: WorkshopStory, hostile: Hostile) -> None:
    made = hostile([*HOSTILE, "bad \x00 sign \x1b"])
    deck = Presentation(BytesIO(PPTX.render(made)))
    said = texts(deck).replace("\v", "\n")
    segment = next(card for card in made.cards if card.kind == "segment")
    assert printable(segment.text) in said
    named_so = replace(
        story,
        budget=replace(
            story.budget,
            strands=tuple(
                replace(one, strand=one.strand and replace(one.strand, text="=cmd|' /C calc'!A0"))
                for one in story.budget.strands
            ),
        ),
    )
    deck = Presentation(BytesIO(PPTX.render(named_so)))
    (chart,) = [s.chart for s in named(deck, "Of what is counted, £36").shapes if s.has_chart]
    assert set(chart.plots[0].categories) == {"“=cmd|' /C calc'!A0”"}
    sheet = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=400) | st.text(
    "ab", min_size=200, max_size=900
)


@settings(max_examples=50, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8), st.floats(80, 800), st.floats(60, 400))
def test_text_is_cut_until_it_fits(lines: list[str], width: float, height: float) -> None:
    """No paragraph is lost, and what does not fit ends in an ellipsis."""
    kept, size = text_fit.fitted(lines, width=width, height=height, sizes=(24, 18, 12))
    assert len(kept) == len(lines)
    total = sum(text_fit.height_of(text, width, size) + 0.5 * size * 1.22 for text in kept)
    shortest = all(len(text) <= 24 for text in kept)
    assert total <= height or shortest
    for text, line in zip(kept, lines, strict=True):
        assert text == line or text == " ".join(line.split()) or text.endswith("…")


def test_very_long_words_and_many_rows_stay_on_their_slide(story: WorkshopStory) -> None:
    """The longest text that a card can hold, on every card."""
    long = "Donaudampfschifffahrt" * 190
    cards = tuple(replace(card, text=long) for card in story.cards)
    by_id = {card.id: card for card in cards}
    board = replace(
        story.board,
        steps=tuple(by_id[card.id] for card in story.board.steps) * 5,
        asks=tuple(by_id[card.id] for card in story.board.asks) * 9,
    )
    told = replace(story, cards=cards, board=board)
    deck = Presentation(BytesIO(PPTX.render(told)))
    assert len(deck.slides) == len(tell_slides(told))
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                high = sum(row.height for row in shape.table.rows)
                assert shape.top + high <= Pt(HEIGHT - 40)
    assert "more in the report." in texts(deck)


def test_arabic_reads_from_the_right(story: WorkshopStory) -> None:
    """In titles, lists and tables; what begins with Latin letters stays as it is."""
    step = replace(story.board.steps[0], text="نسلم مفتاحا واحدا")
    board = replace(story.board, steps=(step, *story.board.steps[1:]))
    told = replace(story, board=board, document=replace(story.document, title="مرحبا بكم"))
    deck = Presentation(BytesIO(PPTX.render(told)))

    def turned(paragraph: object) -> bool:
        properties = paragraph._p.pPr  # type: ignore[attr-defined]
        return properties is not None and properties.get("rtl") == "1"

    assert turned(deck.slides[0].shapes.title.text_frame.paragraphs[0])
    (table,) = [one.table for one in first(deck, "We agreed on").shapes if one.has_table]
    cells = [table.cell(at, 0).text_frame.paragraphs[0] for at in (1, 2)]
    assert [turned(one) for one in cells] == [True, False]


@pytest.mark.parametrize(
    ("line", "told", "turned"),
    [
        (
            "It rests on: “نبني مكانا!”",
            "It rests on: “\u2067نبني مكانا!\u2069”",
            None,
        ),
        ("“نبني” is a forecast.", "“\u2067نبني\u2069” is a forecast.", None),
        ("“نبني” (Resident)", "“نبني” (Resident)", "1"),
        ("“نبني مكانا!”", "“نبني مكانا!”", "1"),
        ("نبني “NHS!” هنا", "نبني “\u2066NHS!\u2069” هنا", "1"),
        ("“We” and “they”", "“We” and “they”", None),
    ],
)
def test_a_quote_keeps_its_side_within_a_sentence_of_another(
    line: str, told: str, turned: str | None
) -> None:
    deck = empty_deck(colour="#0b625d", language="en")
    places = (Text(heading="Now", lines=("x",)), Text(lines=(line,)))
    slide = Slide_(layout="turn", title=line, places=(places[0], places[0], places[1]))
    drawn = add_slide(deck, slide, "")
    said = [
        (one.text, one._p.pPr.get("rtl") if one._p.pPr is not None else None)
        for shape in drawn.placeholders
        for one in shape.text_frame.paragraphs
    ]
    assert said.count((told, turned)) == 2


def test_each_language_of_a_card_is_a_paragraph_in_its_direction_and_says_which_it_is() -> None:
    told = ToldText.of(
        (
            ToldPart("ar", "NHS لا يرد", direction="rtl"),
            ToldPart("pl", "Nikt nie odbiera", "Polski", "ltr"),
            ToldPart("ur", "NHS کا فون", "اردو", "rtl"),
            ToldPart("cy", "Does neb yn ateb", "Cymraeg", "ltr"),
        )
    )
    deck = empty_deck(colour="#0b625d", language="en")
    places = (Text(heading="Now", lines=("Before",)), Text(lines=(told, "Plain"), bullets=True))
    slide = Slide_(layout="turn", title="A title", places=(places[0], places[0], places[1]))
    drawn = add_slide(deck, slide, "")
    body = [s.text_frame for s in drawn.placeholders if "Plain" in s.text_frame.text]
    found = [
        (
            one.text,
            one._p.pPr.get("rtl"),
            [run._r.rPr.get("lang") if run._r.rPr is not None else None for run in one.runs],
            one._p.pPr.get("indent") == "0",
        )
        for one in body[0].paragraphs
    ]
    assert found == [
        ("NHS لا يرد", "1", ["ar"], False),
        ("Polski: Nikt nie odbiera", None, ["pl"], True),
        ("اردو: NHS کا فون", "1", ["ur"], True),
        ("Cymraeg: Does neb yn ateb", None, ["cy"], True),
        ("Plain", None, [None], False),
    ]
