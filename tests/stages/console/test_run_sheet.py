"""The console as a run sheet: time, who is here, votes, the end, another workshop like this."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from stages.parts import identity, page_links
from stages.road import StageProgress, step_of
from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from workshop.db import Database, now
from workshop.domain import plan, room
from workshop.domain.cards import add_card
from workshop.domain.people.own_voices import change_voice
from workshop.domain.run_sheet.edits import remove_steps
from workshop.drafts import NewCard, NewVoice
from workshop.enums import RoleGroup
from workshop.models import ActivityRun, Person, Workshop
from workshop.queries.about import about
from workshop.queries.room import RoomState, room_state, run_sheet
from workshop.queries.viewer import Viewer

JoinAs = Callable[..., Viewer]
MAIN = "console.do.main"


def _state(db: Database, viewer: Viewer) -> RoomState:
    with db.read() as session:
        found = room_state(session, viewer.workshop_id)
    assert found is not None
    return found


def _press(app: AppTest, label: str) -> AppTest:
    return drawn(next(one for one in app.button if one.label == label).click().run())


def _started(db: Database, viewer: Viewer, key: str, when: datetime) -> None:
    with db.write() as work:
        wanted = select(ActivityRun).where(
            ActivityRun.workshop_id == viewer.workshop_id, ActivityRun.key == key
        )
        run = work.session.exec(wanted).one()
        run.started_at, run.ends_at = when, when + timedelta(minutes=run.minutes)
        work.commit()


def _looking_after(desk: Device) -> AppTest:
    app = desk.open("console")
    app.session_state["console.keep"] = True
    return drawn(app.run())


@pytest.fixture
def late(db: Database, facilitator: Viewer) -> Viewer:
    """A room that has been at its first step, planned for 3 minutes, for 33 and a half."""
    room.open_activity(db, viewer=facilitator, activity="team.arrive")
    _started(db, facilitator, "team.arrive", now() - timedelta(minutes=33.5))
    return facilitator


def test_a_late_room_is_told_how_late_and_what_could_be_shorter(
    desk: Device, db: Database, late: Viewer
) -> None:
    """3 minutes of the 30 are to spare; for the rest there are suggestions, taken by a click."""
    app = desk.open("console")
    assert "30 minutes late" in all_sent(app)
    assert "At this pace the end comes 27 minutes too late." in all_sent(app)
    with db.read() as session:
        before = sum(run.minutes for run in run_sheet(session, late.workshop_id))
    assert any((one.key or "").startswith("console.cut.") for one in app.button)
    drawn(app.button(key="console.cut_all").click().run())
    with db.read() as session:
        after = sum(run.minutes for run in run_sheet(session, late.workshop_id))
    assert before - after == 27
    assert "You still end in the time booked." in all_sent(app)


def test_minutes_that_somebody_changed_meanwhile_are_not_cut(
    desk: Device, db: Database, late: Viewer
) -> None:
    """Of several that are pressed at once none is changed then, and the page says why."""
    app = desk.open("console")
    cuts = [one.key or "" for one in app.button if (one.key or "").startswith("console.cut.")]
    first = cuts[0].removeprefix("console.cut.")
    with db.read() as session:
        sheet = {run.activity.key: run.minutes for run in run_sheet(session, late.workshop_id)}
    others = sheet[first] + 7
    plan.set_minutes(db, viewer=late, activity=first, minutes=others)
    drawn(app.button(key="console.cut_all").click().run())
    with db.read() as session:
        now_there = {run.activity.key: run.minutes for run in run_sheet(session, late.workshop_id)}
    assert now_there == {**sheet, first: others}
    assert any("meanwhile" in sentence for sentence in sentences(app))


def test_nothing_gets_shorter_where_a_step_to_leave_out_is_gone_meanwhile(
    desk: Device, db: Database, late: Viewer
) -> None:
    _started(db, late, "team.arrive", now() - timedelta(minutes=240))
    app = desk.open("console")
    offered = {
        one.key: one.label for one in app.button if (one.key or "").startswith("console.cut.")
    }
    left_out = [key for key, label in offered.items() if "leave it out" in label]
    assert 0 < len(left_out) < len(offered)
    first, *_, last = (str(key).removeprefix("console.cut.") for key in left_out)
    plan.set_minutes(db, viewer=late, activity=last, minutes=45)
    drawn(app.button(key=f"console.cut.{last}").click().run())
    assert any("planned 45 minutes for" in sentence for sentence in sentences(app))
    remove_steps(db, viewer=late, activities=[first])
    with db.read() as session:
        before = [(run.activity.key, run.minutes) for run in run_sheet(session, late.workshop_id)]
    app.button(key="console.cut_all").click().run()
    with db.read() as session:
        after = [(run.activity.key, run.minutes) for run in run_sheet(session, late.workshop_id)]
    assert after == before


def test_where_we_are_and_what_comes_next(desk: Device, db: Database, late: Viewer) -> None:
    sent = all_sent(desk.open("console"))
    assert "Step 1 of 57" in sent
    assert "33 of 3 min gone" in sent
    assert "Next: What I know about life here, 6 min" in sent


def test_progress_by_role_group_singles_nobody_out(
    desk: Device,
    db: Database,
    facilitator: Viewer,
    join_as: JoinAs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Counts for three residents, none for anybody by name; names stand where steering is given."""
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    people = [join_as("resident", name=f"Secretname{n}") for n in range(3)]
    draft = NewCard(activity="insights.write", text="The bus stops at six")
    add_card(db, viewer=people[0], draft=draft)
    here = {people[0].person_id, people[1].person_id}
    monkeypatch.setattr(identity, "present", lambda _settings, _workshop: here)
    app = desk.open("console")
    sent = all_sent(app)
    assert "3 people have joined" in sent
    assert "1 of 3 wrote" in sent
    assert "Nothing yet from: Resident 2. 2 people have the page open." in sent
    shown = (*app.text, *app.markdown, *app.caption, *app.header, *app.html)
    assert [one.value for one in shown if "Secretname" in one.value] == []


@pytest.fixture
def vote(db: Database, facilitator: Viewer, join_as: JoinAs) -> list[str]:
    """A vote is open on two insights; their ids."""
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    writer = join_as("resident")
    ids = [
        add_card(db, viewer=writer, draft=NewCard(activity="insights.write", text=text)).id
        for text in ("A <b>long</b> wait", "The bus stops at six")
    ]
    room.reveal(db, viewer=facilitator)
    room.open_activity(db, viewer=facilitator, activity="insights.vote", anyway=True)
    return ids


def _open_papers(desk: Device) -> AppTest:
    app = desk.open("console")
    app.session_state["console.papers"] = True
    return drawn(app.run())


def test_a_vote_from_paper_to_result(
    desk: Device,
    device: OpenAs,
    participant_token: str,
    db: Database,
    facilitator: Viewer,
    vote: list[str],
) -> None:
    """A ballot for somebody without a device counts; the result shows only once it is closed."""
    app = _open_papers(desk)
    assert "0 of 2 have voted" in all_sent(app)
    _press(app, "Count this ballot")
    assert sentences(app) == ["Nothing is chosen on this ballot yet."]
    for said, counted in ((0, "1 of 3"), (0, "2 of 4"), (1, "3 of 5")):
        next(one for one in app.multiselect if "dots" in one.label).select(vote[said])
        _press(app, "Count this ballot")
        assert f"{counted} have voted" in all_sent(app)
    assert "rf-bars" not in all_sent(app)
    drawn(app.button(key=MAIN).click().run())
    bars = "".join(one.value for one in app.html if "rf-bars" in one.value)
    assert "1. A &lt;b&gt;long&lt;/b&gt; wait" in bars
    assert "2 dots" in bars
    assert "</span> <b>1 dot</b>" in bars
    page = device(participant_token).open_plainly("insights")
    assert "1. A &lt;b&gt;long&lt;/b&gt; wait" in "".join(one.value for one in page.html)


def test_a_ballot_is_taken_back_and_a_round_started_again(
    desk: Device, db: Database, facilitator: Viewer, vote: list[str]
) -> None:
    app = _open_papers(desk)
    next(one for one in app.multiselect if "dots" in one.label).select(vote[1])
    _press(app, "Count this ballot")
    _press(app, next(b.label for b in app.button if b.label.startswith("Take back ballot 1")))
    assert _state(db, facilitator).vote.voted == 0  # type: ignore[union-attr]
    next(one for one in app.multiselect if "dots" in one.label).select(vote[1])
    _press(app, "Count this ballot")
    first = _state(db, facilitator).vote
    drawn(app.button(key="console.new_round").click().run())
    second = _state(db, facilitator).vote
    drawn(app.button(key="console.reset_round").click().run())
    third = _state(db, facilitator).vote
    assert [one.number for one in (first, second, third) if one] == [1, 2, 2]
    assert second != third


def test_on_its_page_a_vote_leads_to_the_ballot_and_an_earlier_result_stands_back(
    desk: Device, db: Database, facilitator: Viewer, vote: list[str]
) -> None:
    """Where nothing can be written a facilitator is offered no box, and a new round comes first."""

    def page() -> tuple[bool, bool, bool, bool]:
        app = desk.open("insights")
        said, buttons = all_sent(app), [one.label for one in app.button]
        return (
            "Write as one of the room" in buttons,
            "Vote as one of the room" in said,
            "Result of the vote" in said,
            "0 people voted" in said or "1 person voted" in said,
        )

    assert page() == (False, True, False, False)
    app = _open_papers(desk)
    next(one for one in app.multiselect if "dots" in one.label).select(vote[1])
    _press(app, "Count this ballot")
    drawn(app.button(key=MAIN).click().run())
    assert page() == (False, False, False, True)
    room.open_activity(db, viewer=facilitator, activity="insights.vote", anyway=True)
    assert page() == (False, True, True, True)
    room.open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    assert page() == (True, False, False, True)


def test_the_last_step_leads_to_the_end(desk: Device, db: Database, facilitator: Viewer) -> None:
    """Thank, close, and go on to the downloads: one primary button at a time."""
    with db.read() as session:
        last = run_sheet(session, facilitator.workshop_id)[-1].activity.key
    room.open_activity(db, viewer=facilitator, activity=last, anyway=True)
    room.close_activity(db, viewer=facilitator)
    room.reveal(db, viewer=facilitator)
    app = desk.open("console")
    assert "The end of the plan" in all_sent(app)
    assert [one.label for one in app.button if one.proto.type == "primary"] == [
        "End here and close the workshop"
    ]
    drawn(app.button(key=MAIN).click().run())
    assert not _state(db, facilitator).closed
    assert [one.label for one in app.button if one.proto.type == "primary"] == [
        "Yes, close the workshop"
    ]
    _press(app, "No, not yet")
    assert not _state(db, facilitator).closed
    drawn(app.button(key=MAIN).click().run())
    _press(app, "Yes, close the workshop")
    assert _state(db, facilitator).closed
    assert "This workshop is closed" in all_sent(app)
    assert "/downloads?code=" in all_sent(app)


def test_a_workshop_is_described_and_copied(
    desk: Device, db: Database, facilitator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it is about can be changed at any time; a copy has the plan and words of its own."""
    gone: list[tuple[str, str]] = []
    monkeypatch.setattr(page_links, "go", lambda place, *, code: gone.append((place, code)))
    app = _looking_after(desk)
    labels = {
        "Title": "Growing old in Ashby",
        "Where is it about?": "Ashby Hill",
        "The question for the day": "What is a good day?",
        "Who asked for it, and can say yes?": "The council",
    }
    for box in app.text_input:
        if box.label in labels:
            box.set_value(labels[box.label])
    next(one for one in app.number_input if "year" in one.label).set_value(2040)
    next(one for one in app.number_input if "booked" in one.label).set_value(200)
    _press(app, "Save this")
    with db.read() as session:
        found = session.get_one(Workshop, facilitator.workshop_id)
    assert (found.title, found.place, found.life_question, found.sponsor) == tuple(labels.values())
    assert (found.horizon_year, found.booked_minutes) == (2040, 200)
    _press(app, "Make a copy of the plan")
    assert sentences(app) == ["Please give the workshop a title."]
    next(one for one in app.text_input if one.label == "Title of the new workshop").set_value("Two")
    _press(app, "Make a copy of the plan")
    made = app.session_state["welcome.made"]
    assert made.code != facilitator.code
    assert gone == [("welcome", made.code)]


def test_next_asks_before_cards_are_left_face_down(
    desk: Device, db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Nothing that people wrote is left behind unseen by mistake."""
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    draft = NewCard(activity="insights.write", text="The bus stops at six")
    add_card(db, viewer=resident, draft=draft)
    app = desk.open("console")
    _press(app, next(one.label for one in app.button if one.label.startswith("Next: ")))
    assert _state(db, facilitator).current.activity.key == "insights.write"  # type: ignore[union-attr]
    assert "1 card still lies face down" in all_sent(app)
    _press(app, "Show them first")
    assert _state(db, facilitator).current.revealed  # type: ignore[union-attr]
    _press(app, next(one.label for one in app.button if one.label.startswith("Next: ")))
    assert _state(db, facilitator).current.activity.key != "insights.write"  # type: ignore[union-attr]


def test_a_step_put_in_behind_the_present_one_was_skipped(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    with db.read() as session:
        runs = run_sheet(session, facilitator.workshop_id)
    first, here = runs[0], next(p for p, r in enumerate(runs) if r.activity.key == "insights.write")
    assert step_of(0, runs, "insights.write") is StageProgress.SKIPPED
    assert step_of(here, runs, "insights.write") is StageProgress.NOW
    done = [replace(first, started_at=runs[here].started_at), *runs[1:]]
    assert step_of(0, done, "insights.write") is StageProgress.DONE
    assert step_of(0, runs, "insights.write", closed=True) is StageProgress.SKIPPED


def test_groups_of_the_room_are_named_renamed_and_taken_away(
    desk: Device, db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """What a colleague saved meanwhile is asked about; nobody is lost with the group."""

    def kept() -> list[tuple[str, str]]:
        with db.read() as session:
            found = session.get_one(Workshop, facilitator.workshop_id).voices
        return [(one["name"], one["role_group"]) for one in found]

    app = _looking_after(desk)
    _press(app, "Add this group")
    assert sentences(app) == ["Please give the group a name."]
    box = next(one for one in app.text_input if one.label == "Name of another group")
    box.set_value("*Night* shift")
    next(one for one in app.selectbox if one.label == "Counts with").set_value(RoleGroup.STAFF)
    _press(app, "Add this group")
    assert kept() == [("*Night* shift", "staff")]
    assert next(one for one in app.text_input if one.label == "Name of another group").value == ""
    with db.read() as session:
        key = about(session, facilitator.workshop_id).voices[0].key
    porter = join_as(key)
    draft = NewVoice(name="Porters", role_group=RoleGroup.STAFF)
    seen = {"name": "*Night* shift", "role_group": "staff"}
    next(one for one in app.text_input if one.label == "Name of the group").set_value("Night owls")
    change_voice(db, viewer=facilitator, key=key, draft=draft, seen=seen)
    _press(app, "Save “\\*Night\\* shift”")
    assert sentences(app)[0].startswith("Somebody has saved this meanwhile: “Porters”.")
    assert kept() == [("Porters", "staff")]
    _press(app, "Save “Porters”")
    assert kept() == [("Night owls", "staff")]
    _press(app, "Take “Night owls” away")
    assert [one.value.replace("\\", "") for one in app.warning] == [
        "Take “Night owls” away? Nobody is lost: its people and cards stay, as “Staff”."
    ]
    _press(app, "Yes, take it away")
    assert kept() == []
    with db.read() as session:
        person = session.get_one(Person, porter.person_id)
    assert (person.role_group, person.voice) == ("staff", "")
