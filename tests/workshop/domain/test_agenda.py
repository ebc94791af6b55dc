"""The plan by the clock: days, hard times, rests, and a room that is behind."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import col, select

from workshop.db import Database
from workshop.domain import agenda as verbs
from workshop.domain import plan
from workshop.domain.agenda import Needs
from workshop.domain.templates import own_templates
from workshop.drafts import Meeting
from workshop.enums import WorkshopState
from workshop.errors import ChangedMeanwhileError, ClosedError, InvalidInputError, NotAllowedError
from workshop.exports import collect_story
from workshop.exports.formats import archive, markdown
from workshop.exports.telling.edition import Edition
from workshop.imports.archive import import_archive
from workshop.measures.agenda import moment
from workshop.models import ActivityRun, Workshop
from workshop.queries.about import WorkshopView, about
from workshop.queries.agenda import Agenda, agenda, offers, pace
from workshop.queries.room import RunState, run_sheet
from workshop.queries.viewer import Viewer

LONDON = "Europe/London"
DAY = date(2026, 5, 1)
MEETING = Meeting(number=1, day=DAY, starts=time(9, 30), place="Whiston Hall", zone=LONDON)
JoinAs = Callable[..., Viewer]


def read(db: Database, viewer: Viewer) -> tuple[WorkshopView, list[RunState]]:
    with db.read() as session:
        return about(session, viewer.workshop_id), run_sheet(session, viewer.workshop_id)


def day_of(db: Database, viewer: Viewer) -> Agenda:
    found = agenda(*read(db, viewer), 1)
    assert found is not None
    return found


@pytest.fixture
def planned(db: Database, facilitator: Viewer) -> Viewer:
    verbs.set_meeting(db, viewer=facilitator, draft=MEETING)
    return facilitator


def test_without_a_day_there_is_no_agenda(db: Database, facilitator: Viewer) -> None:
    assert agenda(*read(db, facilitator), 1) is None
    with pytest.raises(InvalidInputError, match="Say first on which day"):
        verbs.add_rests(db, viewer=facilitator, number=1)


def test_a_meeting_ends_when_its_plan_does(db: Database, planned: Viewer) -> None:
    workshop, runs = read(db, planned)
    day = day_of(db, planned)
    assert workshop.time_zone == LONDON
    assert day.on_the_clock(day.begins) == "9:30"
    assert day.finishes == day.aim == day.begins + timedelta(minutes=sum(r.minutes for r in runs))
    with pytest.raises(InvalidInputError, match="no such meeting"):
        verbs.set_meeting(db, viewer=planned, draft=MEETING.model_copy(update={"number": 7}))


def test_two_forms_do_not_write_over_each_other(db: Database, planned: Viewer) -> None:
    seen = read(db, planned)[0].meeting(1)
    there = seen.model_copy(update={"place": "The library"})
    verbs.set_meeting(db, viewer=planned, draft=there, seen=seen)
    later = seen.model_copy(update={"starts": time(10), "ends": time(17)})
    verbs.set_meeting(db, viewer=planned, draft=later, seen=seen)
    now = read(db, planned)[0].meeting(1)
    assert (now.place, now.starts) == ("The library", time(10))
    other = seen.model_copy(update={"place": "The school"})
    with pytest.raises(ChangedMeanwhileError):
        verbs.set_meeting(db, viewer=planned, draft=other, seen=seen)


def test_rests_are_put_in_and_lunch_holds(db: Database, planned: Viewer) -> None:
    verbs.add_rests(db, viewer=planned, number=1)
    day = day_of(db, planned)
    rests = [line for line in day.lines if line.run.activity.rest]
    titles = [line.run.activity.title for line in rests]
    assert titles[0] == "Arriving"
    assert titles.count("Lunch") == 1
    lunch = next(line for line in rests if line.run.activity.title == "Lunch")
    assert lunch.placed.held
    assert time(12) <= time.fromisoformat(lunch.run.hold) <= time(12, 30)
    assert day.finishes == day.aim
    with pytest.raises(InvalidInputError, match="has rests already"):
        verbs.add_rests(db, viewer=planned, number=1)
    # The rest moves around it: a longer morning loses minutes, and lunch does not.
    first = day.lines[1].run.activity.key
    plan.set_minutes(db, viewer=planned, activity=first, minutes=200)
    again = day_of(db, planned)
    held = next(line for line in again.lines if line.run.activity.title == "Lunch")
    assert held.placed.starts == lunch.placed.starts
    assert sum(line.placed.lost for line in again.lines) > 0


def test_hard_times_are_in_the_order_of_the_plan(db: Database, planned: Viewer) -> None:
    keys = [line.run.activity.key for line in day_of(db, planned).lines]
    verbs.set_hold(db, viewer=planned, activity=keys[10], clock=time(12, 30))
    with pytest.raises(InvalidInputError, match="begins at 09:30"):
        verbs.set_hold(db, viewer=planned, activity=keys[2], clock=time(8))
    with pytest.raises(InvalidInputError, match=r"held at 12:30\. Choose a time that is earlier"):
        verbs.set_hold(db, viewer=planned, activity=keys[2], clock=time(13))
    with pytest.raises(InvalidInputError, match=r"held at 12:30\. Choose a time that is later"):
        verbs.set_hold(db, viewer=planned, activity=keys[20], clock=time(12, 30))
    verbs.set_hold(db, viewer=planned, activity=keys[10], clock=None)
    assert not any(line.run.hold for line in day_of(db, planned).lines)


def test_only_who_plans_may_change_it(db: Database, planned: Viewer, join_as: JoinAs) -> None:
    guest = join_as("resident")
    with pytest.raises(NotAllowedError):
        verbs.set_meeting(db, viewer=guest, draft=MEETING)
    with pytest.raises(NotAllowedError):
        verbs.shorten(db, viewer=guest, cuts=[])
    with db.write() as work:
        work.session.get_one(Workshop, planned.workshop_id).state = WorkshopState.CLOSED
        work.commit()
    with pytest.raises(ClosedError):
        verbs.set_needs(db, viewer=planned, activity="insights.write", draft=Needs())


def _began(db: Database, viewer: Viewer, key: str, at: datetime) -> None:
    """The room is at this step since then, and everything before it was done."""
    with db.write() as work:
        runs = work.session.exec(
            select(ActivityRun)
            .where(ActivityRun.workshop_id == viewer.workshop_id)
            .order_by(col(ActivityRun.position))
        ).all()
        here = [run.key for run in runs].index(key)
        for run in runs[:here]:
            run.started_at = run.ended_at = at
        runs[here].started_at, runs[here].open = at, True
        work.session.get_one(Workshop, viewer.workshop_id).current_activity = key
        work.commit()


def test_a_room_that_is_behind_hears_when_it_ends_and_what_to_shorten(
    db: Database, planned: Viewer
) -> None:
    day = day_of(db, planned)
    line = day.lines[-25]
    key, late = line.run.activity.key, timedelta(minutes=12)
    _began(db, planned, key, line.placed.starts + late)
    day = day_of(db, planned)
    going = pace(day, key, line.placed.starts + late)
    assert going is not None
    assert (going.behind, going.short) == (12, 12)
    assert going.finishes == day.aim + late
    _began(db, planned, key, line.placed.starts + late + timedelta(seconds=30))
    half = pace(day_of(db, planned), key, line.placed.starts + late + timedelta(seconds=30))
    assert half is not None
    assert (half.behind, half.short) == (12, 12)  # what is said is what is asked for
    _began(db, planned, key, line.placed.starts + late)
    offered = offers(going.coming, going.short)
    assert 1 <= len(offered) <= 2
    assert sum(cut.saves for cut in offered) == 12
    ways = {run.activity.key: run.activity.way for run in going.coming}
    assert all(ways[cut.activity] != "vote" and cut.minutes >= 3 for cut in offered)
    cuts = [(cut.activity, cut.planned, cut.minutes) for cut in offered]
    verbs.shorten(db, viewer=planned, cuts=cuts)
    after = pace(day_of(db, planned), key, line.placed.starts + late)
    assert after is not None
    assert (after.behind, after.finishes) == (0, day.aim)
    with pytest.raises(ChangedMeanwhileError):
        verbs.shorten(db, viewer=planned, cuts=[(cuts[0][0], 99, 5)])


def test_lunch_is_saved_before_the_end_is(db: Database, planned: Viewer) -> None:
    """Behind before a hard time, only steps before it are offered."""
    keys = [line.run.activity.key for line in day_of(db, planned).lines]
    lines = day_of(db, planned).lines
    lunch = lines[12].placed.starts
    clock = (lunch + timedelta(hours=1)).time()
    verbs.set_hold(db, viewer=planned, activity=keys[12], clock=clock)
    begun = lines[6].placed.starts + timedelta(minutes=4)
    _began(db, planned, keys[6], begun)
    going = pace(day_of(db, planned), keys[6], begun)
    assert going is not None
    assert going.hard is not None
    assert going.hard.run.activity.key == keys[12]
    assert (going.behind, going.short) == (4, 4)
    assert {cut.activity for cut in offers(going.coming, 4)} <= set(keys[7:12])


def test_another_day_says_nothing_of_being_late(db: Database, planned: Viewer) -> None:
    other = moment(date(2026, 4, 30), time(15), LONDON)
    assert pace(day_of(db, planned), None, other) is None


def test_a_copy_may_take_the_minutes_that_it_took(db: Database, planned: Viewer) -> None:
    with db.write() as work:
        run = work.session.exec(
            select(ActivityRun).where(
                ActivityRun.workshop_id == planned.workshop_id, ActivityRun.key == "team.rules"
            )
        ).one()
        run.started_at = moment(DAY, time(9, 40), LONDON)
        run.ended_at = run.started_at + timedelta(minutes=17)
        usual = run.minutes
        work.commit()

    def minutes(*, as_taken: bool) -> int:
        made = own_templates.copy_workshop(
            db, viewer=planned, title="Again", token="t" * 43, as_taken=as_taken
        )
        with db.read() as session:
            runs = run_sheet(session, made.id)
        return next(one.minutes for one in runs if one.activity.key == "team.rules")

    assert minutes(as_taken=False) == usual
    assert minutes(as_taken=True) == 17


def test_who_leads_and_what_is_needed_are_kept(db: Database, planned: Viewer) -> None:
    draft = Needs(leads="Asha", brings="Pens")
    verbs.set_needs(db, viewer=planned, activity="team.rules", draft=draft)
    run = next(one for one in read(db, planned)[1] if one.activity.key == "team.rules")
    assert (run.leads, run.brings) == ("Asha", "Pens")


def test_a_joining_link_is_a_web_address_and_a_day_is_a_likely_one() -> None:
    with pytest.raises(InvalidInputError, match="begins with https"):
        Meeting.read({"number": 1, "link": "javascript:alert(1)"})
    for day in ("0001-01-01", "0206-05-01", "9999-12-31"):
        with pytest.raises(InvalidInputError, match="is no year of a meeting"):
            Meeting.read({"number": 1, "day": day})
    with pytest.raises(InvalidInputError, match="ends later than it starts"):
        Meeting.read({"number": 1, "starts": time(9), "ends": time(8)})


def test_a_day_that_an_earlier_version_let_in_closes_no_room(db: Database, planned: Viewer) -> None:
    """It is left out, the rest stays, and a right one takes its place."""
    verbs.set_meeting(db, viewer=planned, draft=MEETING)
    with db.write() as work:
        workshop = work.session.get(Workshop, planned.workshop_id)
        assert workshop is not None
        workshop.meetings = [workshop.meetings[0] | {"day": "0206-05-01"}]
        work.commit()
    with db.read() as session:
        (found,) = about(session, planned.workshop_id).meetings
    assert (found.day, found.place) == (None, "Whiston Hall")
    verbs.set_meeting(db, viewer=planned, draft=MEETING)
    with db.read() as session:
        (found,) = about(session, planned.workshop_id).meetings
    assert (found.day, found.starts) == (DAY, time(9, 30))


def test_the_report_shows_the_agenda_and_the_days_of_the_room(
    db: Database, planned: Viewer
) -> None:
    """A morning in Sydney is the day before in UTC; the archive brings the agenda back."""
    meeting = Meeting(number=1, day=DAY, starts=time(9), place="Hall", zone="Australia/Sydney")
    verbs.set_meeting(db, viewer=planned, draft=meeting)
    with db.write() as work:
        work.session.get_one(Workshop, planned.workshop_id).time_zone = "Australia/Sydney"
        run = work.session.exec(select(ActivityRun).where(ActivityRun.position == 0)).one()
        run.started_at = moment(DAY, time(9, 1), "Australia/Sydney")
        run.ended_at = run.started_at + timedelta(minutes=8)
        run.hold = "09:00"
        work.commit()
    said = markdown.render(collect_story(db, planned, Edition())).decode()
    assert "The agenda" in said
    assert "1 May 2026, Hall, Australia/Sydney" in said
    assert "9:01–9:09" in said
    assert "30 April" not in said
    shared = markdown.render(collect_story(db, planned, Edition.read(shareable=True))).decode()
    assert "The agenda" in shared
    assert "Hall, Australia" not in shared
    again = import_archive(db, archive.render(collect_story(db, planned, Edition())))
    with db.read() as session:
        assert about(session, again.id).meeting(1).place == "Hall"
        assert run_sheet(session, again.id)[0].hold == "09:00"
