"""The plan as a run sheet that is edited in place, and how its time is spent."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Annotated, Any, Literal

import streamlit as st
from pydantic import Field

from stages.browser import components
from stages.console import meetings
from stages.parts import boxes, plain
from stages.parts.board import Board
from stages.parts.state import LINE, set_widget, widget_value
from stages.parts.visit import attempt, doing
from stages.road import StageProgress, step_of
from workshop.domain.agenda import shorten
from workshop.domain.run_sheet import edits
from workshop.domain.run_sheet.edits import TablesDo
from workshop.domain.run_sheet.undo import redo_edit, undo_edit
from workshop.drafts import Draft
from workshop.errors import ChangedMeanwhileError
from workshop.kinds import SHORT_MAX
from workshop.measures.local_time import local
from workshop.queries.agenda import Agenda, spent_by_way, too_long
from workshop.queries.plan_history import PlanEdit, edit_words, last_edit, last_undone
from workshop.queries.room import RunState
from workshop.queries.schedule import lasting

SPOT, WHICH, TABLES = "plan", "plan.which", "plan.tables"
Key = Annotated[str, Field(min_length=1, max_length=SHORT_MAX)]
Minutes = Annotated[int, Field(ge=-(10**6), le=10**6)]


class SheetEdit(Draft):
    """What the run sheet asks for. ``minutes`` are key, minutes as they were seen, and new."""

    act: Literal["choose", "move", "nudge", "copy", "remove", "minutes", "undo", "redo"]
    keys: Annotated[tuple[Key, ...], Field(max_length=edits.MOST_LINES)] = ()
    before: Key | None = None
    session: Annotated[int, Field(ge=1, le=99)] | None = None
    earlier: bool = False
    seen: Annotated[int, Field(ge=0, le=2**53)] = 0
    minutes: Annotated[tuple[tuple[Key, Minutes, Minutes], ...], Field(max_length=300)] = ()


def run_sheet(board: Board) -> None:
    """The sheet itself; each edit is stored at once, and named on the button that undoes it."""
    key = f"run_sheet.{board.viewer.code}"
    undo, redo = _last(board)
    components.run_sheet(
        key=key,
        rows=list(_rows(board)),
        chosen=chosen_key(board),
        undo=0 if undo is None else undo.revision,
        redo=0 if redo is None else redo.revision,
        edited=lambda: edited(board, widget_value(key).edit),
    )


def undo_buttons(board: Board) -> None:
    """One press takes the last edit of the plan back, one does it again; they say which that is."""
    undo, redo = _last(board)
    for name, key, edit, verb, done in (
        ("Undo", "undo", undo, undo_edit, "It is as it was before."),
        ("Do again", "redo", redo, redo_edit, "It is done again."),
    ):
        if edit is not None:
            st.button(
                f"{name}: {plain.as_text(edit_words(edit, board.runs, board.visit.playbook))}",
                icon=f":material/{key}:",
                key=f"plan.{key}",
                on_click=doing(
                    SPOT,
                    partial(verb, board.visit.db, viewer=board.viewer, seen=edit.revision),
                    done,
                ),
            )


def _last(board: Board) -> tuple[PlanEdit | None, PlanEdit | None]:
    """What can be taken back, and what can be done again."""
    workshop_id = board.viewer.workshop_id
    with board.visit.reading() as session:
        return last_edit(session, workshop_id), last_undone(session, workshop_id)


def chosen_key(board: Board) -> str:
    """The step whose words and facts stand beside the sheet: the one chosen, else the room's."""
    keys = [run.activity.key for run in board.runs]
    if LINE.get() in keys:
        return LINE.get()
    return board.current_key if board.current_key in keys else keys[0]


def choose_step(board: Board) -> RunState:
    """The choice of a step in words, for who does not use the sheet; answers the one chosen."""
    key = chosen_key(board)
    # The box forgets when its options change, as they do with each move.
    set_widget(WHICH, key)
    titles = {
        run.activity.key: f"{place}. {run.activity.title}"
        for place, run in enumerate(board.runs, 1)
    }
    st.selectbox(
        "Step",
        list(titles),
        format_func=titles.__getitem__,
        key=WHICH,
        on_change=lambda: LINE.set(str(widget_value(WHICH))),
    )
    return next(run for run in board.runs if run.activity.key == key)


def edited(board: Board, asked: object) -> None:
    """Do what the sheet asks for, as one act; a refusal shows above it."""
    attempt(SPOT, partial(_do, board, asked))


def _do(board: Board, asked: object) -> None:
    edit = SheetEdit.read(dict(asked) if isinstance(asked, Mapping) else asked)
    db, viewer, keys = board.visit.db, board.viewer, edit.keys
    if edit.act == "choose" and keys:
        LINE.set(keys[0])
    elif edit.act == "move":
        edits.move_steps(
            db, viewer=viewer, activities=keys, before=edit.before, session=edit.session
        )
    elif edit.act == "nudge":
        edits.nudge_steps(db, viewer=viewer, activities=keys, earlier=edit.earlier)
    elif edit.act == "copy":
        LINE.set(edits.copy_steps(db, viewer=viewer, activities=keys)[-1])
    elif edit.act == "remove":
        edits.remove_steps(db, viewer=viewer, activities=keys)
    elif edit.act == "minutes":
        shorten(db, viewer=viewer, cuts=edit.minutes)
    elif edit.act == "undo":
        undo_edit(db, viewer=viewer, seen=edit.seen)
    elif edit.act == "redo":
        redo_edit(db, viewer=viewer, seen=edit.seen)


def _rows(board: Board) -> Iterator[dict[str, Any]]:
    """The rows as the grid draws them: a head for each meeting and stage, then its steps."""
    several = len({run.session for run in board.runs}) > 1
    spent, meeting = 0, 0
    parts = groupby(board.runs, lambda run: (run.session, run.activity.stage))
    for number, ((session, stage), found) in enumerate(parts):
        runs = list(found)
        if session != meeting:
            meeting, spent = session, 0
        day = meetings.day_of(board, session)
        title = board.visit.playbook.stage(stage).title
        steps = []
        for run in runs:
            steps.append(_step(board, run, day, spent))
            spent += run.minutes
        states = {step["state"] for step in steps}
        yield {
            "is": "head",
            "key": f"head.{number}",
            "title": f"Meeting {session}: {title}" if several else title,
            "starts": steps[0]["starts"],
            "at": steps[0]["at"],
            "minutes": sum(run.minutes for run in runs),
            "leads": "",
            "needs": "",
            "note": "done" if states == {"done"} else "",
            "state": "done" if states == {"done"} else "",
            "rest": False,
            "held": False,
            "session": session,
            "tables": [],
        }
        yield from steps


def _step(board: Board, run: RunState, day: Agenda | None, spent: int) -> dict[str, Any]:
    place = board.runs.index(run)
    step = step_of(place, board.runs, board.current_key, closed=board.state.closed)
    at, trouble = spent, ""
    if day is not None:
        line = next(line for line in day.lines if line.run is run or line.run == run)
        clock = local(line.placed.starts, day.zone).time()
        at, trouble = clock.hour * 60 + clock.minute, meetings.facts(day, run)[1]
    longer = [f"table {number} has {more} min more" for number, more in too_long(run).items()]
    state = {StageProgress.NOW: "now", StageProgress.DONE: "done"}.get(step, "")
    return {
        "is": "step",
        "key": run.activity.key,
        "title": run.activity.title,
        "starts": f"{at // 60}:{at % 60:02}",
        "at": at,
        "minutes": run.minutes,
        "leads": run.leads,
        "needs": run.brings,
        "note": " · ".join(filter(None, ("now" if state == "now" else "", trouble, *longer))),
        "state": state,
        "rest": run.activity.rest,
        "held": bool(run.hold),
        "session": run.session,
        "tables": [f"Table {number}: {said}" for number, said in _lanes(run, day).items()],
    }


def _lanes(run: RunState, day: Agenda | None) -> dict[int, str]:
    """By number of the table, what it does in a step, and when."""
    if day is None:
        return {number: said for number, said in enumerate(run.tables, 1) if said}
    return day.tracks(next(line for line in day.lines if line.run == run))


def time_spent(board: Board) -> None:
    """The minutes of the plan by what people do in them."""
    spent = spent_by_way(board.runs)
    most = max(spent.values(), default=1)
    names = {way: str(label) for way, label in board.visit.playbook.words.ways.items()}
    st.header("How the time is spent", anchor=False)
    for way, minutes in spent.items():
        label = names[way] if way is not None else "Rests"
        st.progress(minutes / most, text=plain.as_text(f"{label}: {lasting(minutes)}"))


def tables_form(board: Board, run: RunState) -> None:
    """What each table does, where they do different things at the same time."""
    key = run.activity.key
    spot = f"{TABLES}.{key}"
    boxes.begin(spot, {"tables": "\n".join(run.tables)})
    with st.form(f"{spot}.form", border=False):
        st.text_area(
            "What each table does, one line a table",
            key=f"{spot}.tables",
            height=110,
            placeholder="20 min Walk, then 10 min Write it up\nTalk to new parents\nTalk to dads",
            help="Line 1 is table 1. With minutes of their own: 20 min Walk, 10 min Write it up. "
            "What has no minutes takes what is left. Leave it empty where all tables do the same.",
        )
        st.form_submit_button(
            "Save what tables do",
            icon=":material/table_restaurant:",
            key=f"{spot}.save",
            on_click=partial(_save_tables, board, key, spot),
        )


def _save_tables(board: Board, key: str, spot: str) -> None:
    def read(said: Mapping[str, Any]) -> TablesDo:
        return TablesDo.read({"tables": [line.strip() for line in said["tables"].split("\n")]})

    def verb() -> None:
        draft, seen = read(boxes.typed(spot)), read(boxes.seen(spot))
        try:
            edits.set_tables(
                board.visit.db, viewer=board.viewer, activity=key, draft=draft, seen=seen
            )
        except ChangedMeanwhileError as error:
            now = TablesDo.read({"tables": error.current["tables"]}).tables
            boxes.know(spot, {"tables": "\n".join(now)})
            raise

    attempt(SPOT, verb, "Saved.")
