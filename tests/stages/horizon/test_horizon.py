"""Horizon scanning: the library, the lenses, and what the room takes from them."""

import pytest

from stages.horizon.library import Wanted, own_cases_that_fit
from stages.horizon.page import PARTS
from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.stages.walking import keys, open_at, part, put, sent_in_all_parts
from tests.workshop.queries.making import card
from workshop.db import Database
from workshop.domain.cards import hide_card
from workshop.domain.room import open_activity
from workshop.library import Case, ClaimStatus, load_library
from workshop.queries.cards import cards_for
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer

SECRET = "quincunx"
LIBRARY = load_library()


def test_the_stage_says_that_it_looks_at_now_and_not_at_the_future(desk: Device) -> None:
    assert "This stage looks at what others do elsewhere now" in all_sent(desk.open("horizon"))


def test_three_cases_for_a_table_and_then_all_of_them(desk: Device) -> None:
    """The three are one near, one far and one that ended; all 30 can be reached by one button."""
    app = desk.open("horizon")
    assert [one for one in keys(app.button) if one.startswith("horizon.three.")] == [
        "horizon.three.swindon-life.read",
        "horizon.three.chicago-beat-meetings.read",
        "horizon.three.porto-alegre-budget.read",
    ]
    for _ in range(2):
        drawn(app.button(key="horizon.library.more").click().run())
    read = [one for one in keys(app.button) if one.startswith("horizon.library.")]
    assert [one.split(".")[2] for one in read] == [case.slug for case in LIBRARY.cases]


def test_filters_narrow_the_list_and_say_when_nothing_is_left(desk: Device) -> None:
    """Failures are in it; nothing found says what to do."""
    app = desk.open("horizon")
    app.selectbox(key="horizon.filter.outcome").set_value("closed")
    drawn(app.text_input(key="horizon.filter.text").set_value("southwark").run())
    read = [one for one in keys(app.button) if one.startswith("horizon.library.")]
    assert read == ["horizon.library.southwark-circle.read"]
    drawn(app.text_input(key="horizon.filter.text").set_value("no such thing").run())
    assert "0 of 30 cases. Take a filter off to see more." in [one.value for one in app.text]


@pytest.mark.parametrize("case", LIBRARY.cases, ids=lambda case: case.slug)
def test_every_case_tells_its_claims_with_their_status(desk: Device, case: Case) -> None:
    """Each claim has how we know, who says so and whether it was checked; then what came later."""
    app = open_at(desk, "horizon", case=case.slug)
    html = "\n".join(one.value for one in app.html)
    for result in case.results:
        assert LIBRARY.words.status[result.status] in html
        assert LIBRARY.words.method[result.method] in html
    said = all_sent(app)
    assert LIBRARY.words.status[case.status] in said
    assert html.count("<dt>Checked?</dt>") == len(case.results)
    if any(result.status is ClaimStatus.UNVERIFIED for result in case.results):
        assert "We have not checked this claim." in html


def test_a_case_goes_to_the_big_screen_and_back(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    app = open_at(desk, "horizon", case="southwark-circle")

    def projector() -> str:
        with db.read() as session:
            state = room_state(session, facilitator.workshop_id)
            assert state is not None
            return state.projector

    drawn(app.button(key="screen.case:southwark-circle").click().run())
    assert projector() == "case:southwark-circle"
    assert app.button(key="screen.case:southwark-circle").label == "Back to the wall"
    drawn(app.button(key="screen.case:southwark-circle").click().run())
    assert projector() == "wall"


def test_a_participant_cannot_move_the_big_screen(device: OpenAs, participant_token: str) -> None:
    app = open_at(device(participant_token), "horizon", case="southwark-circle")
    assert "screen.case:southwark-circle" not in keys(app.button)


def test_a_case_that_is_not_there_says_so(desk: Device) -> None:
    for name in ("nothing", "own-nothing"):
        app = open_at(desk, "horizon", case=name)
        assert len(sentences(app)) == 1
        assert "horizon.back" in keys(app.button)


def test_a_note_names_the_case_in_view_by_itself(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Nobody types a key; the yield counts the note, and the next borrowing rests on it."""
    app = open_at(desk, "horizon", case="southwark-circle")
    where = "horizon.case.southwark-circle"
    drawn(app.button(key=f"{where}.adding.case_note").click().run())
    app.text_area(key=f"{where}.add.case_note.0.text").set_value("A club, not a service")
    app.text_area(key=f"{where}.add.case_note.0.never_copy").set_value("Living on fees alone")
    drawn(app.button(key=f"{where}.add.case_note.0.save").click().run())
    with db.read() as session:
        (note,) = cards_for(session, facilitator)
    assert (note.text, note.fields) == (
        "A club, not a service",
        {"case_key": "southwark-circle", "never_copy": "Living on fees alone"},
    )
    assert "1 note" in [one.value for one in app.header]
    drawn(app.button(key=f"{where}.adding.borrowing").click().run())
    app.text_area(key=f"{where}.add.borrowing.0.text").set_value("We could borrow the club")
    drawn(app.button(key=f"{where}.add.borrowing.0.save").click().run())
    with db.read() as session:
        borrowed = cards_for(session, facilitator, kinds=["borrowing"])
    assert [one.links for one in borrowed] == [{"notes": (note.id,)}]


def test_a_lens_is_drawn_for_a_table_and_answered(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Its three questions are the labels; the note carries the lens."""
    app = part(desk.open("horizon"), "horizon", "lenses")
    drawn(app.number_input(key="horizon.lens_table").set_value(2).run())
    drawn(app.button(key="horizon.draw_lens").click().run())
    lens = LIBRARY.lenses[1]
    assert app.query_params["lens"] == lens.slug
    where = f"horizon.look.{lens.slug}"
    drawn(app.button(key=f"{where}.adding.lens_note").click().run())
    prefix = f"{where}.add.lens_note.0"
    boxes = [app.text_area(key=f"{prefix}.answer_{number}") for number in (1, 2, 3)]
    assert [box.label for box in boxes] == list(lens.questions)
    for number, box in enumerate(boxes, 1):
        box.set_value(f"Answer {number}")
    app.text_area(key=f"{prefix}.breaks").set_value("People are not seats")
    app.text_area(key=f"{prefix}.text").set_value("Check in from home")
    drawn(app.button(key=f"{prefix}.save").click().run())
    with db.read() as session:
        (note,) = cards_for(session, facilitator)
    assert (note.text, note.fields) == (
        "Check in from home",
        {
            "lens_key": lens.slug,
            "answer_1": "Answer 1",
            "answer_2": "Answer 2",
            "answer_3": "Answer 3",
            "breaks": "People are not seats",
        },
    )
    assert "1 note" in [one.value for one in app.header]


def test_own_cases_stand_in_the_same_list_with_their_own_status(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    own = put(
        db, facilitator, "horizon.cases", "local_case", "The hall next door", results_are="claimed"
    )
    app = desk.open("horizon")
    html = "\n".join(one.value for one in app.html)
    assert "The hall next door" in html
    assert "Not checked" in html
    assert "30 of 30 cases. Of our own: 1 of 1" in [one.value for one in app.text]
    drawn(app.button(key=f"horizon.library.{own}.read").click().run())
    assert app.query_params["case"] == f"own-{own}"
    where = f"horizon.case.{own}"
    drawn(app.button(key=f"{where}.adding.case_note").click().run())
    app.text_area(key=f"{where}.add.case_note.0.text").set_value("They asked first")
    drawn(app.button(key=f"{where}.add.case_note.0.save").click().run())
    with db.read() as session:
        (note,) = cards_for(session, facilitator, kinds=["case_note"])
    assert (note.fields, note.links) == ({}, {"cases": (own,)})


def test_own_cases_fit_what_somebody_looks_for() -> None:
    """Words, elements, proof and an end count; near or far was never said of them."""
    hall = card("local_case", "The hall", elements=["resources"], evidence_level=2, ended="closed")
    walk = card("local_case", "A walk", what_they_did="Neighbours met in the HALL")
    found = [hall, walk]
    assert own_cases_that_fit(found, Wanted()) == found
    assert own_cases_that_fit(found, Wanted(text="hall")) == found
    assert own_cases_that_fit(found, Wanted(text="hall neighbours")) == [walk]
    assert own_cases_that_fit(found, Wanted(element="resources")) == [hall]
    assert own_cases_that_fit(found, Wanted(evidence=1)) == [hall]
    assert own_cases_that_fit(found, Wanted(outcome="closed")) == [hall]
    assert own_cases_that_fit(found, Wanted(distance="near")) == []


def test_the_list_to_take_home_has_stars_first(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    put(db, facilitator, "horizon.borrow", "borrowing", "Paid ladders", to_help="Dads")
    put(db, facilitator, "horizon.trick", "case_note", "Trust first", case_key="swindon-life")
    app = part(desk.open("horizon"), "horizon", "home")
    html = "\n".join(one.value for one in app.html)
    assert "Paid ladders" in html
    assert "Dads" in html
    assert "Swindon LIFE" in html


def test_signs_of_change_stand_apart_and_can_be_added_to_the_plan(
    desk: Device, device: OpenAs, participant_token: str
) -> None:
    app = part(desk.open("horizon"), "horizon", "signals")
    drawn(app.button(key="offer.horizon.signals.horizon.signals").click().run())
    assert "horizon.signal_of_change.section" not in keys(app.button)
    assert "offer.horizon.signals.horizon.signals" not in keys(app.button)
    theirs = part(device(participant_token).open("horizon"), "horizon", "signals")
    assert "This is not on today's plan." not in [one.value for one in theirs.text]


def test_a_participant_reads_everything_and_writes_when_it_is_open(
    device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    app = open_at(device(participant_token), "horizon", case="buurtzorg")
    opener = "horizon.case.buurtzorg.adding.case_note"
    assert opener not in keys(app.button)
    assert any("when the room is at" in one.value for one in app.caption)
    open_activity(db, viewer=facilitator, activity="horizon.trick")
    assert opener in keys(open_at(device(participant_token), "horizon", case="buurtzorg").button)


def test_no_part_sends_what_is_private_or_hidden(
    device: OpenAs, desk: Device, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    """The facilitator reads the word in every one of these parts, a participant in none."""
    for activity, kind in (
        ("horizon.trick", "case_note"),
        ("horizon.lens", "lens_note"),
        ("horizon.borrow", "borrowing"),
        ("horizon.cases", "local_case"),
    ):
        hide_card(db, viewer=facilitator, card_id=put(db, facilitator, activity, kind, SECRET))
    assert SECRET not in sent_in_all_parts(device(participant_token), "horizon", PARTS)
    for name in ("cases", "lenses", "borrow", "home"):
        assert SECRET in all_sent(part(desk.open("horizon"), "horizon", name))
