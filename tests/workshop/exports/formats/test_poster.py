"""The vision board on paper and on a phone: tagged, whole on one page, and the room's own words."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.workshop.exports.printed import HOSTILE, Printed, faults, has, with_words
from workshop.exports import FORMATS
from workshop.exports.document.blocks import Brand, PictureBlock
from workshop.exports.telling.edition import redrawn
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.labels import shortened
from workshop.queries.vision_board import VisionBoard

EMPTY = VisionBoard(None, (), (), (), None, (), (), (), (), (), ())
A3 = (1191, 842)


def poster(story: WorkshopStory) -> bytes:
    return FORMATS["poster"].render(story)


def drawn(size: tuple[int, int], alt: str, caption: str = "") -> PictureBlock:
    made = BytesIO()
    Image.new("RGB", size, "#0b625d").save(made, format="PNG")
    return redrawn(made.getvalue(), alt=alt, caption=caption)


@pytest.fixture(scope="module")
def illustrated(story: WorkshopStory) -> WorkshopStory:
    """The example with a picture on file, and with the colours and the logo of an organisation."""
    card = story.board.pictures[0]
    brand = Brand(
        organisation="Hilltop Council",
        colour="#5a2d82",
        logo=drawn((30, 10), "Logo of Hilltop Council"),
    )
    return replace(
        story,
        pictures={card.id: (drawn((40, 30), "A door that stands open", "Made by table 3"),)},
        document=replace(story.document, brand=brand),
    )


def test_poster_is_one_a3_page_that_a_screen_reader_can_read(illustrated: WorkshopStory) -> None:
    made = poster(illustrated)
    read = Printed.read(made)
    [sheet] = read.reader.pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A3
    assert faults(made) == []
    assert read.root["/MarkInfo"]["/Marked"].value is True
    assert read.root["/Lang"] == "en-GB"
    assert read.reader.metadata.title == f"Vision board: {illustrated.document.title}"
    assert read.tags["/H1"] == 1
    assert [e["/Alt"] for e in read.elements() if e["/S"] == "/Figure"] == [
        "Logo of Hilltop Council",
        "A door that stands open",
    ]
    assert read.outline[0] == illustrated.board.statement.text
    assert len(read.fonts) >= 3
    assert set(read.fonts.values()) == {True}


def test_poster_says_what_the_board_says(story: WorkshopStory) -> None:
    text = Printed.read(poster(story)).text
    board = story.board
    assert has(text, board.statement.text)
    assert has(text, board.challenge.text)
    assert has(text, board.headlines[0].text)
    for name in ("different", "better", "lower"):
        assert has(text, board.statement.fields[name])
    for row in board.costs[0].rows:
        assert all(has(text, said) for said in (row.label, row.existing, row.redesigned))
        assert has(text, row.change)
    assert "(forecast)" in text
    for shown in (board.solutions[0].card, board.signs[0].card, board.steps[0], board.asks[0]):
        assert has(text, shortened(shown.text, 90))
    assert has(text, "and 2 more")


def test_the_same_revision_gives_the_same_bytes(illustrated: WorkshopStory) -> None:
    assert poster(illustrated) == poster(illustrated)
    assert FORMATS["png"].render(illustrated) == FORMATS["png"].render(illustrated)


def test_board_without_anything_shows_the_question(story: WorkshopStory) -> None:
    bare = replace(story, board=EMPTY, pictures={})
    made = poster(bare)
    assert faults(made) == []
    assert has(Printed.read(made).text, story.question)


@pytest.mark.parametrize("gone", [name for name in VisionBoard.__slots__ if name != "lines"])
def test_each_part_may_be_missing(story: WorkshopStory, gone: str) -> None:
    less = replace(story.board, **{gone: getattr(EMPTY, gone)})
    assert len(Printed.read(poster(replace(story, board=less))).reader.pages) == 1


def test_many_of_everything_still_fit_on_one_page(record: Report) -> None:
    long = with_words(record, ("Everybody should know where the key hangs. " * 40,))
    board = long.board
    crowd = replace(
        long,
        board=replace(board, solutions=board.solutions * 50, asks=board.asks * 50),
    )
    read = Printed.read(poster(crowd))
    assert len(read.reader.pages) == 1
    assert has(read.text, "more")


def test_any_words_are_only_words(record: Report) -> None:
    """Markup, odd characters and words without end are printed; nothing of them is obeyed."""
    for turn in range(0, len(HOSTILE), 3):
        told = with_words(record, HOSTILE[turn:] + HOSTILE[:turn])
        made = poster(told)
        assert faults(made) == []
        assert len(Printed.read(made).reader.pages) == 1
    first = with_words(record, HOSTILE[:1])
    assert has(Printed.read(poster(first)).text, HOSTILE[0][:60])


def test_whatever_is_typed_the_poster_opens(record: Report) -> None:
    @settings(max_examples=10, deadline=None)
    @given(words=st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=4))
    def opens(words: list[str]) -> None:
        assert faults(poster(with_words(record, tuple(words)))) == []

    opens()


def test_phone_gets_a_tall_picture(illustrated: WorkshopStory) -> None:
    made = FORMATS["png"].render(illustrated)
    with Image.open(BytesIO(made)) as opened:
        assert opened.format == "PNG"
        assert opened.width == 1080
        assert opened.height > 1080
