"""The vision board on paper and on a phone: tagged, whole on one page, and the room's own words."""

from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.workshop.exports.printed import HOSTILE, Printed, faults, has, squeezed, with_words
from workshop.exports import FORMATS
from workshop.exports.document.blocks import Brand, PictureBlock
from workshop.exports.formats.poster import MOST, board_data
from workshop.exports.formats.printed.typesetting import Files
from workshop.exports.telling.edition import redrawn
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory
from workshop.live.board_page import Masthead
from workshop.live.board_page import poster as board_on_screen
from workshop.queries.figures.board_words import board_words
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


class Spoken(HTMLParser):
    """The texts of the board on the screen, as they are seen, in their order.

    Headlines after the first and the picture's own address may be missing on paper.
    """

    ASIDE = ("vb-unseen", "vb-table", "vb-key", "vb-where", "vb-others", "vb-arrow", "vb-again")

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("img", "path", "circle", "br"):
            return
        names = (dict(attrs).get("class") or "").split()
        self.open.append(any(name in self.ASIDE for name in names))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("img", "path", "circle", "br"):
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip(" ,;.:\n") and not any(self.open):
            self.said.append(data.strip(" ,;.:\n"))


def on_screen(story: WorkshopStory) -> list[str]:
    head = Masthead(story.document.title, story.workshop.horizon_year)
    spoken = Spoken()
    spoken.feed(board_on_screen(story.board, head, None, story.playbook))
    return spoken.said


def test_poster_says_what_the_board_says_in_the_same_order(story: WorkshopStory) -> None:
    """Every text of the board on the screen follows on paper after the one before it."""
    solutions = tuple(replace(one, areas=one.areas[:1]) for one in story.board.solutions)
    steps = story.board.steps[:6]  # as many as one sheet holds
    board = replace(story.board, steps=steps, solutions=solutions)
    told = replace(story, board=board, pictures={})
    left = squeezed(Printed.read(poster(told)).text)
    texts = on_screen(told)
    assert len(texts) > 60
    for text in texts:
        before, found, left = left.partition(squeezed(text))
        assert found, (text, before[:80])


def test_the_picture_for_phones_takes_the_words_of_the_poster(story: WorkshopStory) -> None:
    """Both are set from the board's words; none of them is cut."""
    data = board_data(story, Files())
    words = board_words(story.board, story.playbook)
    for name in ("move", "reach", "told", "headlines", "pair", "lower"):
        assert data[name] == words[name]
    for name in ("signs", "steps", "asks"):
        assert data[name] == {"items": words[name][:MOST], "all": len(words[name])}


def runs(content: bytes) -> list[tuple[str, float, float, float]]:
    """Each run of letters of a poster: its words, where it begins, its base line and its size."""
    found: list[tuple[str, float, float, float]] = []

    def look(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if text.strip():
            x, y = (tm[4 + at] * cm[3 * at] + cm[4 + at] for at in (0, 1))
            found.append(
                (text.strip(), x, A3[1] - y if cm[3] > 0 else y, abs(size * tm[0] * cm[0]))
            )

    [sheet] = Printed.read(content).reader.pages
    sheet.extract_text(visitor_text=look)
    return found


def wide_pictures(content: bytes) -> list[float]:
    """How wide each picture is drawn, in points."""
    found: list[float] = []

    def look(operator: bytes, _: object, cm: list[float], __: object) -> None:
        if operator == b"Do":
            found.append(abs(cm[0]))

    [sheet] = Printed.read(content).reader.pages
    sheet.extract_text(visitor_operand_before=look)
    return found


def test_lists_stand_in_four_columns_below_a_large_picture(story: WorkshopStory) -> None:
    """Those of the row above; who does what stands below the solutions. No list is only counted."""
    made = poster(story)
    heads = ("Solutions and tests", "Who does what", "How we would know", "First steps", "We ask")
    found = [next(x for text, x, *_ in runs(made) if text.startswith(head)) for head in heads]
    apart = [round(b - a) for a, b in pairwise(found)]
    assert apart[0] == 0
    assert apart[1] == apart[2] == apart[3] > 280
    assert max(wide_pictures(made)) > 320
    assert max(size for *_, size in runs(made)) >= 42
    text = Printed.read(made).text
    assert "£1,832 each family" in text
    assert "in the report" not in text


def test_where_no_item_of_a_list_fits_it_says_where_they_are(record: Report) -> None:
    long = with_words(record, ("Everybody should know where the key hangs. " * 60,))
    text = Printed.read(poster(long)).text
    assert any(f"{len(long.board.asks)} in the report" in line for line in text.splitlines())
    assert f"and {len(long.board.asks)} more" not in text


def test_words_from_the_right_begin_at_the_right_and_keep_off_the_next_line(
    record: Report,
) -> None:
    told = with_words(record, ("مرحبا بكم في المركز، نحن نبني مكانا للعائلات في الحي القديم هنا",))
    made = runs(poster(told))
    large = [one for one in made if one[3] >= 30]
    assert min(x for _, x, *_ in large) > 100
    size = min(one[3] for one in made if one[3] > 11)
    lines = sorted({round(y, 1) for _, x, y, of in made if x > 900 and y > 500 and of == size})
    assert len(lines) >= 4
    assert min(b - a for a, b in pairwise(lines)) > size * 1.25


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
