"""The vision board and its tools: what is on it, what is never on it, and how it is written."""

import re
from io import BytesIO

import pytest
from PIL import Image

from stages.vision.page import PARTS
from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.stages.walking import open_at, part, put, sent_in_all_parts
from tests.workshop.queries.making import card
from workshop.db import Database
from workshop.domain.cards import hide_card
from workshop.domain.links import link_cards
from workshop.domain.pictures import NewPicture, add_picture
from workshop.domain.room import open_gate
from workshop.live.board_page import Masthead, poster
from workshop.playbook import Gate, Playbook
from workshop.queries.cards import CardView
from workshop.queries.pictures import PictureView
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer
from workshop.queries.vision_board import VisionBoard, read_vision_board

SECRET = "quincunx"
LONG = "A street that looks after its own " * 9 + "and pays for it"
HEAD = Masthead("Growing up in Ashby", 2030)
NASTY = '<img src=x onerror="alert(1)"> & "so"'


def html(app: object) -> str:
    return "\n".join(one.value for one in app.html)  # type: ignore[attr-defined]


def board_of(app: object) -> str:
    return next(one.value for one in app.html if "<article" in one.value)  # type: ignore[attr-defined]


def full(words: str = "Words") -> VisionBoard:
    """A board with more of everything than fits."""
    segment = card("segment", words, non_user=True)
    solution = card("solution", words, links={"segments": (segment.id,)}, to_test=True)
    sign = card("indicator", words, unit="other", unit_other=words)
    more = [
        card(kind, words, by_when="2030-05-01", owner=words, quote=words, speaker=words)
        for kind in ("headline", "first_step", "system_ask", "vision_line")
        for _ in range(9)
    ]
    return read_vision_board(
        [
            segment,
            solution,
            sign,
            card("vision_statement", words, different=words, better=words, lower=words),
            card("reframe", words, before=words),
            card("prototype", words, links={"solution": (solution.id,)}, decision="keep"),
            card("measurement", words, links={"indicator": (sign.id,)}, sort="target", value="9"),
            *more,
        ]
    )


@pytest.mark.parametrize("wall", [False, True])
def test_every_word_on_the_board_is_text(playbook: Playbook, wall: bool) -> None:
    picture = PictureView("id", "card", "image/webp", NASTY, b"x")
    said = poster(full(NASTY), HEAD, picture, playbook, wall=wall)
    assert "<img src=x" not in said
    assert said.count("<img") == 1
    assert 'alt="&lt;img src=x onerror=&#34;alert(1)&#34;&gt; &amp; &#34;so&#34;"' in said


@pytest.mark.parametrize("wall", [False, True])
def test_nothing_is_left_out_of_the_page_and_no_sentence_is_cut(
    playbook: Playbook, wall: bool
) -> None:
    """A screen turns through what it cannot hold at once; a reader of the page has all of it."""
    said = poster(full(LONG), HEAD, None, playbook, wall=wall)
    assert said.count(f'<li dir="auto"><b>{LONG}</b>') == 9 + 9  # steps and asks
    assert said.count(LONG) > 30
    assert "…" not in said


def test_an_empty_board_says_what_to_do_and_draws_no_empty_box(playbook: Playbook) -> None:
    said = poster(read_vision_board([]), Masthead("New", None), None, playbook)
    assert "Residents write first" in said
    assert "<h3" not in said
    assert "vb-mid" not in said


BOXES = {
    "headline": "The front page",
    "prototype": "",
    "solution": "Solutions and tests",
    "indicator": "How we would know",
    "first_step": "First steps",
    "system_ask": "We ask those in charge",
    "reframe": "<dt>To</dt>",
    "vision_statement": "Different",
}


@pytest.mark.parametrize("kind", BOXES)
def test_a_board_with_one_sort_of_card_has_that_box_and_no_other(
    playbook: Playbook, kind: str
) -> None:
    found = read_vision_board([card(kind, "Words", different="More time")])
    said = poster(found, HEAD, None, playbook)
    drawn_boxes = {box for box in BOXES.values() if box and box in said}
    promised = {"Different"} if kind == "solution" else set()  # what it says of itself
    assert drawn_boxes == {BOXES[kind], *promised} - {""}


def test_the_cost_figure_is_two_blocks_on_one_scale(playbook: Playbook) -> None:
    """Twice the reach is twice as wide, a fourth of the cost for each a fourth as high."""

    def cost(text: str, sort: str, pence: int, count: int) -> CardView:
        return card(
            "cost_scenario",
            text,
            sort=sort,
            basis="forecast",
            cost_pence=pence,
            reach_count=count,
            reach_unit="family",
        )

    found = read_vision_board(
        [cost("Now", "existing", 800_00, 10), cost("Then", "redesigned", 400_00, 20)]
    )
    said = poster(found, HEAD, None, playbook)
    assert re.findall(r'vb-room vb-l(\d+)"', said) == ["50", "100"]
    assert re.findall(r'vb-box vb-a(\d+)"', said) == ["100", "25"]
    assert "20 families" not in said  # a low block says its number above itself
    assert "£20</b>, 20" in said.replace("\n", "")


def statement(db: Database, facilitator: Viewer, text: str = "A place for all") -> str:
    return put(db, facilitator, "vision.draw", "vision_statement", text)


def test_the_board_shows_the_vision_to_everybody(
    desk: Device, device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    statement(db, facilitator)
    for person in (desk, device(participant_token)):
        assert "A place for all" in board_of(person.open("vision"))


def test_the_facilitator_puts_the_board_on_the_big_screen_and_takes_it_off(
    desk: Device, device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    statement(db, facilitator)
    for shown in ("board", "wall"):
        desk.open("vision").button(key="vision.project").click().run()
        with db.read() as session:
            state = room_state(session, facilitator.workshop_id)
        assert state is not None
        assert state.projector == shown
    participant = device(participant_token).open("vision")
    assert "vision.project" not in [one.key for one in participant.button]


def test_the_facilitators_board_never_shows_what_the_room_may_not_see(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """It is projected, so it is made for the room whoever opens it."""
    hidden = put(db, facilitator, "vision.headline", "headline", f"Hidden {SECRET}")
    hide_card(db, viewer=facilitator, card_id=hidden)
    face_down = put(db, facilitator, "vision.headline", "headline", f"Face down {SECRET}")
    assert hidden != face_down
    assert SECRET not in board_of(open_at(desk, "vision"))


def test_hidden_cards_are_sent_to_no_participant_in_any_part(
    device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    for kind, where in (("first_step", "vision.first-steps"), ("headline", "vision.headline")):
        secret = put(db, facilitator, where, kind, f"Hidden {SECRET}")
        hide_card(db, viewer=facilitator, card_id=secret)
    assert SECRET not in sent_in_all_parts(device(participant_token), "vision", PARTS)


def knowsley(db: Database, facilitator: Viewer) -> None:
    for text, sort, basis, pence, families in (
        ("Existing service", "existing", "measured", 50_926_100, 278),
        ("Redesigned service", "redesigned", "forecast", 44_215_000, 649),
    ):
        put(
            db,
            facilitator,
            "vision.cost",
            "cost_scenario",
            text,
            sort=sort,
            basis=basis,
            cost_pence=pence,
            reach_count=families,
            reach_unit="family",
        )


PUBLISHED = (
    "£509,261",
    "£442,150",
    "−£67,111 (−13 %)",
    "+371 (133 %)",
    "£1,832",
    "£681",
    "−£1,151 (−63 %)",
    "Families reached",
    "orecast",
)


def test_the_published_table_stands_on_the_board_and_below_it(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    knowsley(db, facilitator)
    put(db, facilitator, "insights.write", "insight", "People fear being judged")
    app = part(desk.open("vision"), "vision", "cost")
    table = next(one.value for one in app.html if "Cost and reach, side by side" in one.value)
    for figure in PUBLISHED:
        assert figure in re.sub("<[^>]+>", "", board_of(app))
        assert figure in table
    assert any("“Redesigned service” is a forecast" in one.value for one in app.markdown)


def test_gains_are_weighed_beside_what_the_change_costs(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Nothing is asked where no gain says how much it is; without a cost a sentence says so."""
    open_gate(db, viewer=facilitator, gate=Gate.INSIGHTS_EXIST)
    put(db, facilitator, "vision.cost", "benefit", "Less crime")
    assert "Nothing here is kept." not in all_sent(part(desk.open("vision"), "vision", "cost"))
    said = {"sort": "public_money", "cashable": "yes", "amount_pence": 900_00}
    put(db, facilitator, "vision.cost", "benefit", "Fewer calls", **said)
    app = part(desk.open("vision"), "vision", "cost")
    assert "Enter what it costs." in all_sent(app)
    drawn(app.number_input(key="vision.gains.once").set_value(100).run())
    assert "gains of £9 could come back: £8 once that £1 is taken off." in all_sent(app)
    assert "All of this is a forecast." in all_sent(app)
    assert "Nothing here is kept." in all_sent(app)
    assert "Gains that do not say how much" in all_sent(app)


def test_a_number_of_hours_can_be_looked_into(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    sign = put(db, facilitator, "vision.signs", "indicator", "Hours given", unit="hour")
    assert "Nothing here is kept." not in all_sent(part(desk.open("vision"), "vision", "signs"))
    number = {"sort": "actual", "value": "1840", "people": 12, "weeks": "52"}
    put(
        db,
        facilitator,
        "vision.signs",
        "measurement",
        "Register",
        {"indicator": (sign,)},
        **number,
    )
    app = part(desk.open("vision"), "vision", "signs")
    drawn(app.number_input(key="vision.hours.longest").set_value(24.0).run())
    sent = all_sent(app)
    assert "12 helpers give 1,248 to 14,976 hours in that time." in sent
    assert "That is 2.95 hours a week each." in sent
    assert "Nothing here is kept." in sent


def test_no_money_shows_before_there_are_insights(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Neither on the board nor below it, until the facilitator says so."""
    knowsley(db, facilitator)
    app = part(desk.open("vision"), "vision", "cost")
    assert "£509,261" not in all_sent(app)
    open_gate(db, viewer=facilitator, gate=Gate.INSIGHTS_EXIST)
    assert "£509,261" in all_sent(part(desk.open("vision"), "vision", "cost"))


def test_a_picture_is_kept_shown_with_its_words_and_taken_away(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    content = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, "PNG")
    app = part(desk.open("vision"), "vision", "picture")
    prefix = "vision.picture.0"
    drawn(app.button(key=f"{prefix}.save").click().run())
    assert sentences(app) == ["Choose a picture first."]
    uploader = app.file_uploader(key=f"{prefix}.file")
    uploader.upload("door.png", content.getvalue(), "image/png")
    app.text_area(key=f"{prefix}.alt").set_value("")
    drawn(app.button(key=f"{prefix}.save").click().run())
    assert sentences(app) == ["Say in words what the picture shows, for people who cannot see it."]
    app.text_area(key=f"{prefix}.alt").set_value("A door wide open")
    drawn(app.button(key=f"{prefix}.save").click().run())
    assert sentences(app) == []
    assert 'alt="A door wide open"' in board_of(app)
    remove = next(one for one in app.button if str(one.key).startswith("vision.picture.remove"))
    drawn(remove.click().run())
    assert "<img" not in board_of(app)
    assert "A door wide open" in board_of(app)


def test_a_picture_of_a_hidden_card_is_on_no_board(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    drawing = put(db, facilitator, "vision.draw", "picture", "A door")
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    picture = NewPicture.read(content.getvalue(), "A door")
    add_picture(db, viewer=facilitator, card_id=drawing, picture=picture)
    assert "<img" in board_of(desk.open("vision"))
    hide_card(db, viewer=facilitator, card_id=drawing)
    assert "<img" not in board_of(desk.open("vision"))


def test_what_rests_on_nothing_leads_to_where_it_is_mended(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    segment = put(db, facilitator, "segments.list", "segment", "Stay away")
    insight = put(db, facilitator, "insights.write", "insight", "Fear of being judged")
    assert "We know nothing about this group yet." in all_sent(desk.open("vision"))
    link_cards(db, viewer=facilitator, card_id=insight, name="segments", to=(segment,))
    sent = all_sent(desk.open("vision"))
    assert "We know nothing about this group yet." not in sent
    assert "No idea helps this group yet." in sent


def test_a_band_opens_down_to_the_cards(desk: Device, db: Database, facilitator: Viewer) -> None:
    segment = put(db, facilitator, "segments.list", "segment", "Stay away")
    put(
        db,
        facilitator,
        "insights.write",
        "insight",
        "Fear of being judged",
        {"segments": (segment,)},
        quote="I felt looked at",
    )
    app = part(desk.open("vision"), "vision", "origins")
    drawn(app.selectbox(key="vision.band").set_value(0).run())
    said = html(app)
    assert "Insight: Fear of being judged" in said
    assert "I felt looked at" in said
