"""The plan by the clock on its page, and how late the day is on the console."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from stages.console import schedule
from stages.console.on_now import minutes_line
from stages.console.sheet_in import LIST
from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from workshop.db import Database, now
from workshop.domain import agenda as verbs
from workshop.domain import room
from workshop.domain.cards import add_card
from workshop.domain.people.own_voices import add_voice
from workshop.domain.people.scribes import seat
from workshop.domain.run_sheet.edits import remove_steps
from workshop.drafts import Joining, Meeting, NewCard, NewVoice
from workshop.enums import Attribution, RoleGroup
from workshop.exports.paper import PIECES, print_all, print_piece, read_paper
from workshop.exports.paper.codes import step_codes
from workshop.live.addresses import CALENDAR, ONLY_HERE, PAPER
from workshop.measures.agenda import moment
from workshop.measures.sheet_codes import sheet_codes
from workshop.models import ActivityRun, Card, Person
from workshop.playbook import Playbook
from workshop.queries.about import about
from workshop.queries.room import RunState, run_sheet
from workshop.queries.viewer import Viewer

JoinAs = Callable[..., Viewer]
STEP = "insights.write"


@pytest.fixture
def planned(db: Database, facilitator: Viewer) -> Viewer:
    meeting = Meeting(number=1, day=date(2026, 5, 1), starts=time(9, 30), zone="Europe/London")
    verbs.set_meeting(db, viewer=facilitator, draft=meeting)
    return facilitator


def _meeting(db: Database, viewer: Viewer) -> Meeting:
    with db.read() as session:
        return about(session, viewer.workshop_id).meeting(1)


def test_the_day_is_said_on_the_plan(desk: Device, db: Database, facilitator: Viewer) -> None:
    app = desk.open("plan")
    app.date_input(key="plan.meeting.1.day").set_value(date(2026, 5, 1))
    app.time_input(key="plan.meeting.1.starts").set_value(time(9, 30))
    app.text_input(key="plan.meeting.1.place").set_value("Whiston Hall")
    app.selectbox(key="plan.meeting.1.zone").set_value("Europe/London")
    drawn(app.button(key="plan.meeting.1.save").click().run())
    kept = _meeting(db, facilitator)
    assert (kept.starts, kept.place, kept.zone) == (time(9, 30), "Whiston Hall", "Europe/London")
    assert "Friday 1 May 2026, 9:30 to" in all_sent(app)
    drawn(app.button(key="plan.meeting.1.rests").click().run())
    assert "Lunch" in all_sent(app)


def test_a_step_has_its_times_and_can_be_held(desk: Device, db: Database, planned: Viewer) -> None:
    room.move_to(db, viewer=planned, activity=STEP)
    app = desk.open("plan")
    drawn(app.selectbox(key="plan.which").set_value("insights.journey").run())
    app.time_input(key="plan.step.insights.journey.hold_at").set_value(time(15, 0))
    drawn(app.button(key="plan.step.hold.insights.journey").click().run())
    assert "15:00–" in all_sent(app)
    assert "min are free before it" in all_sent(app)
    app.text_input(key="plan.step.insights.journey.leads").set_value("Asha")
    drawn(app.button(key="plan.step.insights.journey.save").click().run())
    assert "Leads: Asha" in all_sent(app).replace("\\", "")
    app.time_input(key="plan.step.insights.journey.hold_at").set_value(time(8, 0))
    drawn(app.button(key="plan.step.hold.insights.journey").click().run())
    assert sentences(app) == ["This meeting begins at 09:30. Choose a later time."]
    drawn(app.button(key="plan.step.loose.insights.journey").click().run())
    assert "15:00–" not in all_sent(app)


def test_a_participant_reads_the_times(device: OpenAs, planned: Viewer, join_as: JoinAs) -> None:
    join_as("resident", token="p" * 43)
    app = device("p" * 43).open("plan")
    assert "Friday 1 May 2026, 9:30 to" in all_sent(app)
    assert len(app.date_input) == 0


@pytest.fixture
def behind(db: Database, planned: Viewer, monkeypatch: pytest.MonkeyPatch) -> Viewer:
    """A room whose first step, of three minutes, has gone on for 23, at 9:53."""
    begun = moment(date(2026, 5, 1), time(9, 30), "Europe/London")
    room.open_activity(db, viewer=planned, activity="team.arrive")
    with db.write() as work:
        wanted = select(ActivityRun).where(ActivityRun.key == "team.arrive")
        work.session.exec(wanted).one().started_at = begun
        work.commit()
    monkeypatch.setattr(schedule, "now", lambda: begun + timedelta(minutes=23))
    return planned


def test_the_console_says_when_it_ends_and_shortens_with_one_press(
    desk: Device, db: Database, behind: Viewer
) -> None:
    app: AppTest = desk.open("console")
    said = all_sent(app)
    assert "20 minutes behind" in said
    assert "We finish at" in said
    labels = [one.label for one in app.button if (one.key or "").startswith("console.cut")]
    assert labels[-1] == "Both"
    assert all("→" in label for label in labels[:-1])
    drawn(app.button(key="console.cut_all").click().run())
    again = all_sent(app)
    assert "20 minutes behind" not in again
    assert "minutes behind" in again or "On time" in again


def test_a_calendar_of_a_server_for_this_computer_alone_says_where_its_link_leads(
    desk: Device, planned: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [one.value for one in desk.open("plan").warning] == []
    monkeypatch.setenv("HOST", "127.0.0.1")
    why = ONLY_HERE.format(host="127.0.0.1")
    warned = {one.value for one in desk.open("plan").warning}
    assert warned == {f"{PAPER} {why}", f"{CALENDAR} {why}"}


def test_paper_is_made_from_the_plan(desk: Device, db: Database, planned: Viewer) -> None:
    """The file is made when it is wanted, for the room as it is then."""
    app = desk.open("plan")
    app.selectbox(key="plan.print.what").set_value("door")
    drawn(app.toggle(key="plan.print.large").set_value(True).run())
    assert "Get the PDF" in all_sent(app)
    with db.read() as session:
        workshop = about(session, planned.workshop_id)
    room = read_paper(db, planned, base="http://192.168.1.20:8501", people=3, tables=1)
    assert print_piece(room, "door", large=True).startswith(b"%PDF")
    assert PIECES["door"].file_name("door", room, large=True) == f"{workshop.code}-door-large.pdf"


def test_all_paper_is_one_file(desk: Device, db: Database, planned: Viewer) -> None:
    app = desk.open("plan")
    drawn(app.selectbox(key="plan.print.what").set_value("all").run())
    assert "Get all of them" in all_sent(app)
    room_ = read_paper(db, planned, base="http://192.168.1.20:8501", people=3, tables=1)
    few = replace(room_, runs=room_.runs[:6])
    with ZipFile(BytesIO(print_all(few))) as together:
        assert together.namelist() == [f"{planned.code}-{what}.pdf" for what in PIECES]
        assert all(together.read(name).startswith(b"%PDF") for name in together.namelist())


def test_a_participant_prints_nothing(device: OpenAs, planned: Viewer, join_as: JoinAs) -> None:
    join_as("resident", token="q" * 43)
    app = device("q" * 43).open("plan")
    assert "Print for the day" not in all_sent(app)


def how_it_is_typed(app: AppTest) -> Any:
    return next(one for one in app.radio if one.label == "How do you type it in?")


def labelled(app: AppTest, label: str) -> Any:
    boxes = (*app.text_input, *app.text_area, *app.selectbox, *app.multiselect, *app.button)
    return next(one for one in boxes if one.label == label)


def sheet_in(desk: Device, db: Database, viewer: Viewer, step: str) -> AppTest:
    """The form of a sheet of table 2 in that step; Ann of table 2 was added as on paper."""
    draft = Joining(role_group=RoleGroup.RESIDENT, name="Ann", table=2)
    seat(db, viewer=viewer, draft=draft)
    room.open_activity(db, viewer=viewer, activity=step, anyway=True)
    with db.read() as session:
        workshop = about(session, viewer.workshop_id)
        letters = step_codes(workshop, run_sheet(session, workshop.id))[step]
    app = desk.open("plan")
    drawn(app.toggle(key="plan.sheet_in.open").set_value(True).run())
    return drawn(app.text_input(key="plan.sheet_in.code").set_value(f"{letters}-2").run())


def typed_in(db: Database, step: str) -> list[tuple[object, ...]]:
    with db.read() as session:
        cards = session.exec(select(Card).where(Card.activity == step)).all()
        return [(c.kind, c.text, c.fields, c.author_name, c.table_no, c.via) for c in cards]


def test_a_card_of_a_sheet_is_typed_with_all_that_stands_beside_it(
    desk: Device, db: Database, planned: Viewer
) -> None:
    """Whose it is stays for the next card, since several stand on one sheet."""
    step = "vision.first-steps"
    app = sheet_in(desk, db, planned, step)
    what = labelled(app, "What is it?")
    assert what.options == ["A step", "Something we ask for", "A promise"]
    drawn(what.set_value(2).run())
    assert labelled(app, "Whose card is it?").options[0] == "Ann, Resident, table 2"
    for text, who in (("I bring soup", "Ann"), ("I bring bread", "Ann too")):
        labelled(app, "What do you promise?").set_value(text)
        labelled(app, "Who promises").set_value(who)
        drawn(labelled(app, "Save this promise").click().run())
        assert sentences(app) == []
    assert typed_in(db, step) == [
        ("commitment", "I bring soup", {"who": "Ann"}, "Ann", 2, "paper"),
        ("commitment", "I bring bread", {"who": "Ann too"}, "Ann", 2, "paper"),
    ]


def test_a_sheet_that_adds_to_a_card_asks_to_which(
    desk: Device, db: Database, planned: Viewer
) -> None:
    room.open_activity(db, viewer=planned, activity="segments.map", anyway=True)
    card = add_card(db, viewer=planned, draft=NewCard(activity="segments.map", text="Dads"))
    app = sheet_in(desk, db, planned, "segments.name")
    drawn(labelled(app, "Which one?").select(card.id).run())
    labelled(app, "What they need").set_value("A warm room")
    drawn(labelled(app, "Save to this group of people").click().run())
    assert sentences(app) == []
    assert [(one[1], one[2]) for one in typed_in(db, "segments.map")] == [
        ("Dads", {"needs": "A warm room"})
    ]


def test_a_ballot_comes_back_by_its_code_while_its_vote_is_open(
    desk: Device, db: Database, planned: Viewer
) -> None:
    room.open_activity(db, viewer=planned, activity=STEP)
    for text in ("The bus stops at six", "Nobody asked us"):
        add_card(db, viewer=planned, draft=NewCard(activity=STEP, text=text))
    room.reveal(db, viewer=planned)
    app = sheet_in(desk, db, planned, "insights.vote")
    labelled(app, "Whose vote is it?").set_value("staff")
    dots = labelled(app, "Their 2 dots")
    dots.set_value(dots.options[:1])
    drawn(labelled(app, "Count this ballot").click().run())
    assert sentences(app) == []
    assert "Take back ballot 1, Staff" in all_sent(app)
    room.close_activity(db, viewer=planned)
    assert "Ballots of this step are typed in while its vote is open" in all_sent(drawn(app.run()))


def test_a_sheet_of_a_step_that_was_taken_out_says_so(
    desk: Device, db: Database, planned: Viewer
) -> None:
    """The other sheets keep their codes."""
    with db.read() as session:
        workshop = about(session, planned.workshop_id)
        before = step_codes(workshop, run_sheet(session, workshop.id))
    remove_steps(db, viewer=planned, activities=["team.rules"])
    app = sheet_in(desk, db, planned, STEP)
    with db.read() as session:
        assert step_codes(workshop, run_sheet(session, workshop.id)) == before
    drawn(app.text_input(key="plan.sheet_in.code").set_value(before["team.rules"]).run())
    assert "This sheet is of “Ground rules”, which is not in the plan any more" in all_sent(app)


def test_a_sheet_comes_back_by_its_code(desk: Device, db: Database, planned: Viewer) -> None:
    """Its step and its table are found; each line is a card that counts for that table."""
    room.open_activity(db, viewer=planned, activity=STEP)
    with db.read() as session:
        workshop = about(session, planned.workshop_id)
        steps = [run.activity.key for run in run_sheet(session, workshop.id)]
    letters = sheet_codes(workshop.code, steps)[STEP]
    app = desk.open("plan")
    drawn(app.toggle(key="plan.sheet_in.open").set_value(True).run())
    drawn(app.text_input(key="plan.sheet_in.code").set_value("bbbb 1").run())
    assert "There is no sheet with this code here" in all_sent(app)
    drawn(app.text_input(key="plan.sheet_in.code").set_value(f"{letters.lower()} 3").run())
    drawn(how_it_is_typed(app).set_value(LIST).run())
    lines = next(box for box in app.text_area if (box.key or "").endswith(".lines"))
    lines.set_value("The bus stops at six\nNobody asked us")
    save = next(one for one in app.button if one.label == "Add these cards")
    drawn(save.click().run())
    assert sentences(app) == []
    with db.read() as session:
        found = session.exec(select(Card).where(Card.activity == STEP)).all()
        assert [(card.text, card.table_no, card.via) for card in found] == [
            ("The bus stops at six", 3, "paper"),
            ("Nobody asked us", 3, "paper"),
        ]


def test_two_people_of_one_sheet_are_counted_each(
    desk: Device, db: Database, planned: Viewer
) -> None:
    """Ann was added as somebody on paper, so the sheet of her table offers her first.

    Both are in groups of the room's own.
    """
    room.open_activity(db, viewer=planned, activity=STEP)
    for name, group in (("Dads' club", RoleGroup.RESIDENT), ("Night shift", RoleGroup.STAFF)):
        add_voice(db, viewer=planned, draft=NewVoice(name=name, role_group=group))
    with db.read() as session:
        workshop = about(session, planned.workshop_id)
        dads, night = (one.key for one in workshop.open_voices)
        steps = [run.activity.key for run in run_sheet(session, workshop.id)]
    app = desk.open("plan")
    drawn(app.toggle(key="plan.sheet_in.open").set_value(True).run())
    app.text_input(key="plan.sheet_in.name").set_value("Ann")
    app.number_input(key="plan.sheet_in.table").set_value(3)
    app.selectbox(key="plan.sheet_in.group").set_value(dads)
    drawn(next(one for one in app.button if one.label == "Add this person").click().run())
    code = f"{sheet_codes(workshop.code, steps)[STEP]}-3"
    drawn(app.text_input(key="plan.sheet_in.code").set_value(code).run())
    drawn(how_it_is_typed(app).set_value(LIST).run())
    drawn(app.number_input(key=f"console.paper_list.{STEP}.3.writers").set_value(2).run())
    first, second = (box for box in app.text_area if (box.key or "").endswith(".lines"))
    first.set_value("The bus stops at six")
    second.set_value("Nobody asked us")
    groups = [box for box in app.selectbox if box.label.startswith("Whose cards")]
    assert groups[0].options[0] == "Ann, Dads' club, table 3"
    groups[1].set_value(night)
    drawn(next(one for one in app.button if one.label == "Add these cards").click().run())
    assert sentences(app) == []
    with db.read() as session:
        found = session.exec(select(Card).where(Card.activity == STEP)).all()
        said = {card.text: session.get(Person, card.author_id or "") for card in found}
    assert {text: one and one.name for text, one in said.items()}["The bus stops at six"] == "Ann"
    assert {card.text: (card.role_group, card.voice) for card in found} == {
        "The bus stops at six": ("resident", dads),
        "Nobody asked us": ("staff", night),
    }


def test_minutes_gone_agree_with_the_time_left(playbook: Playbook) -> None:
    """A step that is opened again, made longer or was paused has more time than its plan says."""
    begun = now() - timedelta(minutes=9.5)
    step = RunState(
        activity=playbook.activity(STEP),
        minutes=11,
        session=1,
        attribution=Attribution.ROLE,
        hidden=False,
        open=True,
        revealed=False,
        ends_at=begun + timedelta(minutes=11),
        started_at=begun,
        ended_at=None,
        cards=0,
        face_down=0,
    )
    again = replace(step, ends_at=now() + timedelta(minutes=10.6))
    late = replace(step, minutes=2, ends_at=begun + timedelta(minutes=2))
    late_again = replace(late, ends_at=now() + timedelta(minutes=1.9))
    over = replace(step, open=False, ended_at=begun + timedelta(minutes=12.5))
    at_once = replace(over, ended_at=begun + timedelta(seconds=50))
    assert [minutes_line(one) for one in (step, again, late, late_again, over, at_once)] == [
        "9 of 11 min gone",
        "9 min since it first opened, 11 planned",
        "9 of 2 min gone",
        "9 min since it first opened, 2 planned",
        "Took 12 of 11 min",
        "Under 1 of 11 min",
    ]
