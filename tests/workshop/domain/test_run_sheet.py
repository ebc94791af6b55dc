"""The plan edited as a run sheet: several steps at once, copies, tables, and all taken back."""

from dataclasses import replace
from datetime import date, time

import pytest
from sqlmodel import col, select

from tests.workshop.exports.printed import Printed, has
from workshop.db import Database
from workshop.domain import agenda, plan, room
from workshop.domain.cards import add_card
from workshop.domain.run_sheet import edits
from workshop.domain.run_sheet.undo import redo_edit, undo_edit
from workshop.domain.templates.own_templates import plan_of
from workshop.domain.templates.plan_file import read_plan, written
from workshop.drafts import Meeting, NewCard, OwnStep, StepWords
from workshop.errors import (
    ChangedMeanwhileError,
    InvalidInputError,
    MovedOnError,
    NotAllowedError,
    NotFoundError,
)
from workshop.exports import FORMATS, collect_story
from workshop.exports.paper import print_piece, read_paper
from workshop.exports.telling.edition import Edition
from workshop.imports.archive import import_archive
from workshop.live.wire import room_json
from workshop.models import Audit
from workshop.playbook import load_playbook
from workshop.queries.about import about
from workshop.queries.agenda import agenda as by_the_clock
from workshop.queries.agenda import offers, too_long
from workshop.queries.plan_history import edit_words, last_edit, last_undone
from workshop.queries.room import RunState, room_state, run_sheet
from workshop.queries.viewer import Viewer


def runs_of(db: Database, viewer: Viewer) -> list[RunState]:
    with db.read() as session:
        return run_sheet(session, viewer.workshop_id)


def keys_of(db: Database, viewer: Viewer) -> list[str]:
    return [run.activity.key for run in runs_of(db, viewer)]


def said_undo(db: Database, viewer: Viewer) -> str:
    with db.read() as session:
        edit = last_edit(session, viewer.workshop_id)
    return "" if edit is None else edit_words(edit, runs_of(db, viewer), load_playbook())


def undo(db: Database, viewer: Viewer) -> None:
    with db.read() as session:
        edit = last_edit(session, viewer.workshop_id)
    assert edit is not None
    undo_edit(db, viewer=viewer, seen=edit.revision)


def said_redo(db: Database, viewer: Viewer) -> str:
    with db.read() as session:
        edit = last_undone(session, viewer.workshop_id)
    return "" if edit is None else edit_words(edit, runs_of(db, viewer), load_playbook())


def redo(db: Database, viewer: Viewer) -> None:
    with db.read() as session:
        edit = last_undone(session, viewer.workshop_id)
    assert edit is not None
    redo_edit(db, viewer=viewer, seen=edit.revision)


def rows(db: Database, viewer: Viewer) -> int:
    with db.read() as session:
        asked = select(Audit.id).where(Audit.workshop_id == viewer.workshop_id)
        return len(session.exec(asked).all())


def test_every_edit_is_one_row_taken_back_and_done_again_by_its_name(
    db: Database, facilitator: Viewer
) -> None:
    """Back through all of them the plan is as it was, line for line, and forth as it became."""
    book = load_playbook()
    before = runs_of(db, facilitator)
    keys = [run.activity.key for run in before]
    titles = [run.activity.title for run in before]
    assert said_undo(db, facilitator) == ""
    chosen = [keys[5], keys[9]]
    meeting = Meeting(number=1, day=date(2026, 5, 1), starts=time(9), zone="Europe/London")
    changed = StepWords(title="Zebra")
    done = [
        (lambda: agenda.set_meeting(db, viewer=facilitator, draft=meeting), "when and where"),
        (lambda: agenda.add_rests(db, viewer=facilitator, number=1), "adding 4 steps"),
        (
            lambda: plan.set_minutes(db, viewer=facilitator, activity=keys[4], minutes=44),
            f"{before[4].minutes} → 44 minutes",
        ),
        (
            lambda: agenda.shorten(db, viewer=facilitator, cuts=[(k, m, 2) for k, m in two]),
            "the minutes of 2 steps",
        ),
        (
            lambda: edits.move_steps(db, viewer=facilitator, activities=chosen, before=keys[2]),
            "moving 2 steps",
        ),
        (
            lambda: edits.nudge_steps(db, viewer=facilitator, activities=[keys[7]], earlier=False),
            f"moving {titles[7]}",
        ),
        (
            lambda: edits.copy_steps(db, viewer=facilitator, activities=[keys[6]]),
            f"adding {titles[6]}",
        ),
        (
            lambda: edits.remove_steps(db, viewer=facilitator, activities=[keys[8]]),
            f"taking out {titles[8]}",
        ),
        (
            lambda: plan.set_words(db, viewer=facilitator, activity=keys[3], draft=changed),
            "a change of Zebra",
        ),
        (
            lambda: edits.set_tables(
                db,
                viewer=facilitator,
                activity=keys[1],
                draft=edits.TablesDo(tables=("Dads", "", "New parents", "")),
            ),
            f"a change of {titles[1]}",
        ),
    ]
    two = [(keys[10], before[10].minutes), (keys[11], before[11].minutes)]
    for act, said in done:
        stood = rows(db, facilitator)
        act()
        assert rows(db, facilitator) == stood + 1
        found = said_undo(db, facilitator)
        assert found == said
    after = runs_of(db, facilitator)
    assert after != before
    assert said_redo(db, facilitator) == ""
    said = [said for _act, said in done]
    for _ in range(2):
        for name in reversed(said):
            stood = rows(db, facilitator)
            assert said_undo(db, facilitator) == name
            undo(db, facilitator)
            assert said_redo(db, facilitator) == name
            assert rows(db, facilitator) == stood + 1
        assert runs_of(db, facilitator) == before
        assert said_undo(db, facilitator) == ""
        with db.read() as session:
            assert about(session, facilitator.workshop_id).meeting(1).day is None
        for name in said:
            assert said_redo(db, facilitator) == name
            redo(db, facilitator)
        assert runs_of(db, facilitator) == after
        assert said_redo(db, facilitator) == ""
    assert book.activity(keys[0]).title == titles[0]


def test_an_undo_that_somebody_was_quicker_than_says_so(db: Database, facilitator: Viewer) -> None:
    keys = keys_of(db, facilitator)
    plan.set_minutes(db, viewer=facilitator, activity=keys[1], minutes=44)
    with db.read() as session:
        seen = last_edit(session, facilitator.workshop_id)
    assert seen is not None
    plan.set_minutes(db, viewer=facilitator, activity=keys[2], minutes=33)
    with pytest.raises(MovedOnError):
        undo_edit(db, viewer=facilitator, seen=seen.revision)
    undo(db, facilitator)
    assert runs_of(db, facilitator)[1].minutes == 44


def test_what_was_taken_back_is_gone_for_good_once_something_else_is_changed(
    db: Database, facilitator: Viewer
) -> None:
    keys = keys_of(db, facilitator)
    plan.set_minutes(db, viewer=facilitator, activity=keys[1], minutes=44)
    undo(db, facilitator)
    with db.read() as session:
        seen = last_undone(session, facilitator.workshop_id)
    assert seen is not None
    plan.set_minutes(db, viewer=facilitator, activity=keys[2], minutes=33)
    assert said_redo(db, facilitator) == ""
    with pytest.raises(InvalidInputError, match="nothing to do again"):
        redo_edit(db, viewer=facilitator, seen=seen.revision)
    undo(db, facilitator)
    with pytest.raises(MovedOnError):
        redo_edit(db, viewer=facilitator, seen=seen.revision)
    redo(db, facilitator)
    assert runs_of(db, facilitator)[2].minutes == 33


def test_a_step_that_is_used_by_now_is_not_taken_out_again(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    edits.remove_steps(db, viewer=facilitator, activities=["team.hopes"])
    undo(db, facilitator)
    room.open_activity(db, viewer=facilitator, activity="team.hopes")
    add_card(db, viewer=resident, draft=NewCard(activity="team.hopes", text="That we meet again"))
    room.move_to(db, viewer=facilitator, activity="insights.sort")
    with pytest.raises(NotAllowedError, match="holds cards"):
        redo(db, facilitator)


def test_a_copy_is_a_step_of_its_own_that_people_write_in(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    draft = StepWords(title="Zebras")
    plan.set_words(db, viewer=facilitator, activity="insights.write", draft=draft)
    agenda.set_needs(
        db,
        viewer=facilitator,
        activity="insights.write",
        draft=agenda.Needs(leads="Asha", brings="Pens"),
    )
    (key,) = edits.copy_steps(db, viewer=facilitator, activities=["insights.write"])
    (again,) = edits.copy_steps(db, viewer=facilitator, activities=[key])
    keys = keys_of(db, facilitator)
    here = keys.index("insights.write")
    assert keys[here : here + 3] == ["insights.write", key, again]
    runs = runs_of(db, facilitator)
    one, other = runs[here], runs[here + 1]
    assert (other.activity.title, other.leads, other.brings) == ("Zebras", "Asha", "Pens")
    assert other.activity.collects == one.activity.collects
    assert other.activity.stage == "insights"
    room.open_activity(db, viewer=facilitator, activity=key)
    add_card(db, viewer=resident, draft=NewCard(activity=key, text="The bus stops at six"))
    room.move_to(db, viewer=facilitator, activity="insights.sort")
    with pytest.raises(NotAllowedError, match="holds cards"):
        edits.remove_steps(db, viewer=facilitator, activities=[again, key])
    assert again in keys_of(db, facilitator), "all or none"
    undo(db, facilitator)
    assert again not in keys_of(db, facilitator)
    with pytest.raises(NotAllowedError, match="holds cards"):
        undo(db, facilitator)
    told = FORMATS["json"].render(collect_story(db, facilitator, Edition()))
    made = import_archive(db, told)
    with db.read() as session:
        assert key in [run.activity.key for run in run_sheet(session, made.id)]


def test_tables_that_do_different_things_go_with_the_plan(
    db: Database, facilitator: Viewer
) -> None:
    """Into a file of the plan, the archive and copies; changing other words leaves them."""
    key = "insights.journey"
    draft = edits.TablesDo(tables=("Dads", "", "New parents"))
    edits.set_tables(db, viewer=facilitator, activity=key, draft=draft)
    words = StepWords(title="Tell it")
    plan.set_words(db, viewer=facilitator, activity=key, draft=words)

    def tables(runs: list[RunState]) -> tuple[str, ...]:
        return next(run.tables for run in runs if run.activity.key == key)

    assert tables(runs_of(db, facilitator)) == ("Dads", "", "New parents")
    kept = read_plan(written(plan_of(db, viewer=facilitator)))
    assert next(one.words.tables for one in kept.steps if one.key == key) == draft.tables
    made = import_archive(db, FORMATS["json"].render(collect_story(db, facilitator, Edition())))
    with db.read() as session:
        assert tables(run_sheet(session, made.id)) == draft.tables
    with pytest.raises(ChangedMeanwhileError):
        edits.set_tables(
            db,
            viewer=facilitator,
            activity=key,
            draft=edits.TablesDo(tables=("Others",)),
            seen=edits.TablesDo(),
        )
    none = edits.TablesDo()
    edits.set_tables(db, viewer=facilitator, activity=key, draft=none, seen=draft)
    assert tables(runs_of(db, facilitator)) == ()


def test_hard_times_stay_in_their_order_whatever_is_moved(
    db: Database, facilitator: Viewer
) -> None:
    meeting = Meeting(number=1, day=date(2026, 5, 1), starts=time(9), zone="Europe/London")
    agenda.set_meeting(db, viewer=facilitator, draft=meeting)
    keys = keys_of(db, facilitator)
    agenda.set_hold(db, viewer=facilitator, activity=keys[10], clock=time(12))
    agenda.set_hold(db, viewer=facilitator, activity=keys[20], clock=time(15))
    with pytest.raises(InvalidInputError, match=r"held at 15:00 and .* at 12:00"):
        edits.move_steps(db, viewer=facilitator, activities=[keys[20]], before=keys[3])
    with pytest.raises(NotFoundError):
        edits.move_steps(db, viewer=facilitator, activities=["own.talk.x"], before=None)
    edits.move_steps(db, viewer=facilitator, activities=[keys[20]], before=keys[12])
    assert keys_of(db, facilitator).index(keys[20]) == 12


def test_a_meeting_keeps_its_day_and_a_step(db: Database, two_evenings: Viewer) -> None:
    """A held step does not go to another day, nor the last step of a meeting."""
    runs = runs_of(db, two_evenings)
    second = [run.activity.key for run in runs if run.session == 2]
    first = [run.activity.key for run in runs if run.session == 1]
    edits.nudge_steps(db, viewer=two_evenings, activities=[first[-1]], earlier=False)
    now = {run.activity.key: run.session for run in runs_of(db, two_evenings)}
    assert now[first[-1]] == 2
    assert keys_of(db, two_evenings) == [*first, *second], "only its evening has changed"
    with pytest.raises(InvalidInputError, match="Meeting 2 would have no step"):
        edits.move_steps(db, viewer=two_evenings, activities=[first[-1], *second], before=first[0])


@pytest.fixture
def two_evenings(db: Database, facilitator: Viewer) -> Viewer:
    """A plan whose last three steps are in a second meeting."""
    draft = OwnStep(sort="talk", title="Thanks")
    plan.add_own_step(db, viewer=facilitator, draft=draft)
    with db.write() as work:
        _, runs = plan.open_plan(work, facilitator)
        for run in runs[-3:]:
            run.session = 2
        work.commit()
    return facilitator


def test_only_who_plans_edits(db: Database, resident: Viewer) -> None:
    key = keys_of(db, resident)[1]
    for act in (
        lambda: edits.move_steps(db, viewer=resident, activities=[key], before=None),
        lambda: edits.nudge_steps(db, viewer=resident, activities=[key], earlier=True),
        lambda: edits.copy_steps(db, viewer=resident, activities=[key]),
        lambda: edits.remove_steps(db, viewer=resident, activities=[key]),
        lambda: edits.set_tables(
            db, viewer=resident, activity=key, draft=edits.TablesDo(tables=("a",))
        ),
        lambda: undo_edit(db, viewer=resident, seen=1),
        lambda: redo_edit(db, viewer=resident, seen=1),
    ):
        with pytest.raises(NotAllowedError):
            act()
    with db.read() as session:
        asked = select(Audit).where(col(Audit.object_type) == "plan")
        assert session.exec(asked).all() == []


def test_a_table_has_minutes_of_its_own_on_screens_and_on_paper(
    db: Database, facilitator: Viewer
) -> None:
    """By the clock of the step, on the run sheet and the sheet of that table, and to its phone."""
    key = "insights.write"
    meeting = Meeting(number=1, day=date(2026, 5, 1), starts=time(9), zone="Europe/London")
    agenda.set_meeting(db, viewer=facilitator, draft=meeting)
    agenda.set_hold(db, viewer=facilitator, activity=key, clock=time(11))
    plan.set_minutes(db, viewer=facilitator, activity=key, minutes=30)
    draft = edits.TablesDo(tables=("Walk; then 10 min write it up", "", "20' Ask, 15' write"))
    edits.set_tables(db, viewer=facilitator, activity=key, draft=draft)
    runs = runs_of(db, facilitator)
    run = next(one for one in runs if one.activity.key == key)
    assert run.tables == ("Walk, then 10 min write it up", "", "20 min Ask, then 15 min write")
    assert too_long(run) == {3: 5}
    with db.read() as session:
        day = by_the_clock(about(session, facilitator.workshop_id), runs, 1)
    assert day is not None
    line = next(one for one in day.lines if one.run == run)
    assert day.tracks(line) == {
        1: "11:00–11:20 Walk, 11:20–11:30 write it up",
        3: "11:00–11:20 Ask, 11:20–11:30 write",
    }
    paper = read_paper(db, facilitator, base="http://192.168.1.20", people=12, tables=3)
    (run,) = (one for one in paper.runs if one.activity.key == key)
    printed = Printed.read(print_piece(replace(paper, runs=(run,)), "run-sheet")).text
    assert has(printed, "Table 1: 11:00–11:20 Walk, 11:20–11:30 write it up")
    sheets = Printed.read(print_piece(replace(paper, runs=(run,)), "worksheets")).reader.pages
    found = [has(one.extract_text(), "Walk, then 10 min write it up") for one in sheets]
    assert found == [True, False, False]
    room.open_activity(db, viewer=facilitator, activity=key)
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    told = room_json(state)["activity"]["tracks"]
    assert told == list(run.tables)


def test_a_step_is_not_made_shorter_than_what_a_table_does_in_it(
    db: Database, facilitator: Viewer
) -> None:
    key = "insights.journey"
    plan.set_minutes(db, viewer=facilitator, activity=key, minutes=40)
    draft = edits.TablesDo(tables=("20 min Walk, then 17 min write",))
    edits.set_tables(db, viewer=facilitator, activity=key, draft=draft)
    run = next(one for one in runs_of(db, facilitator) if one.activity.key == key)
    assert [cut.minutes for cut in offers([run], 10)] == [37]
    assert [cut.minutes for cut in offers([replace(run, tables=())], 10)] == [30]
