"""When and where each meeting is; for one step its hard time, who leads it, what it needs."""

from functools import partial
from zoneinfo import available_timezones

import streamlit as st

from stages.console.schedule import day_line
from stages.parts import boxes, plain
from stages.parts.board import Board
from stages.parts.state import has_widget, set_widget, widget_value
from stages.parts.visit import attempt, doing
from workshop.domain import agenda as verbs
from workshop.domain.agenda import Needs
from workshop.drafts import Meeting
from workshop.errors import ChangedMeanwhileError
from workshop.measures.local_time import local
from workshop.queries.agenda import Agenda, Line, agenda
from workshop.queries.room import RunState

SPOT = "plan.meeting"
STEP = "plan.step"


def day_of(board: Board, number: int) -> Agenda | None:
    """That meeting by the clock, where it is known when it begins."""
    return agenda(board.workshop, board.runs, number)


def when_and_where(board: Board, number: int) -> None:
    """The day of a meeting for everybody; a facilitator changes it behind a button, in one row."""
    day, meeting = day_of(board, number), board.workshop.meeting(number)
    if day is not None:
        st.text(
            " · ".join(
                filter(None, (day_line(day).removesuffix("."), meeting.place, day.zone or "UTC"))
            )
        )
    if not board.viewer.is_facilitator or board.state.closed:
        return
    spot = f"{SPOT}.{number}"
    with st.popover(
        "When and where" if day is None else "Change when and where",
        icon=":material/event:",
        key=f"{spot}.box",
    ):
        _form(board, number, meeting, spot)
    rested = any(run.activity.rest for run in board.runs if run.session == number)
    if day is not None and not rested:
        put_in = partial(verbs.add_rests, board.visit.db, viewer=board.viewer, number=number)
        st.button(
            "Put in arriving, breaks and lunch",
            icon=":material/coffee:",
            key=f"{spot}.rests",
            help="Every hour and a half or so, lunch before half past twelve. All can be moved.",
            on_click=doing(spot, put_in, "The breaks are on the plan."),
        )


def _form(board: Board, number: int, meeting: Meeting, spot: str) -> None:
    boxes.begin(spot, meeting.model_dump(exclude={"number"}))
    usual = board.workshop.time_zone or "UTC"
    with st.form(f"{spot}.form", border=False):
        with st.container(horizontal=True, gap="small"):
            st.date_input("Day", format="DD/MM/YYYY", key=f"{spot}.day")
            st.time_input("Begins", step=300, key=f"{spot}.starts")
            st.time_input(
                "Ends", step=300, key=f"{spot}.ends", help="Leave it empty to end with the plan."
            )
        st.text_input("Place", max_chars=200, key=f"{spot}.place")
        st.text_input(
            "Link to join from elsewhere", max_chars=500, placeholder="https://", key=f"{spot}.link"
        )
        st.selectbox(
            "Time zone",
            _zones(meeting.zone),
            format_func=lambda name: name or f"That of the workshop: {usual}",
            key=f"{spot}.zone",
        )
        st.form_submit_button(
            "Save when and where",
            icon=":material/save:",
            key=f"{spot}.save",
            on_click=partial(_save, board, number, spot),
        )


def _zones(own: str) -> list[str]:
    """The zones of the world by the names of their cities; first the workshop's own."""
    found = {name for name in available_timezones() if "/" in name and not name.startswith("Etc/")}
    return ["", *sorted(found | ({own} if own else set()))]


def _save(board: Board, number: int, spot: str) -> None:
    def verb() -> None:
        draft = Meeting.read({"number": number, **boxes.typed(spot)})
        seen = Meeting.read({"number": number, **boxes.seen(spot)})
        try:
            verbs.set_meeting(board.visit.db, viewer=board.viewer, draft=draft, seen=seen)
        except ChangedMeanwhileError as error:
            boxes.know(spot, error.current)
            raise

    attempt(spot, verb, "Saved.")


def facts(day: Agenda, run: RunState) -> tuple[str, str]:
    """When a step is, and what does not go well with that; "" for nothing."""
    line = next(line for line in day.lines if line.run.activity.key == run.activity.key)
    return day.span(line), _trouble(day, line)


def _trouble(day: Agenda, line: Line) -> str:
    run, placed = line.run, line.placed
    if placed.lost:
        ends = day.on_the_clock(placed.ends)
        return f"{placed.lost} min of it do not fit before {ends}."
    if run.hold and not placed.held:
        return f"It cannot start at {run.hold}, since something before it starts later."
    here = day.lines.index(line)
    gap = placed.starts - (day.lines[here - 1].placed.ends if here else day.begins)
    if minutes := int(gap.total_seconds() / 60):
        return f"{minutes} min are free before it."
    return ""


def step_form(board: Board, run: RunState) -> None:
    """Who leads a step and what it needs; with a day by the clock also its hard time."""
    key = run.activity.key
    spot = f"{STEP}.{key}"
    boxes.begin(spot, {"leads": run.leads, "brings": run.brings})
    with st.form(f"{spot}.form", border=False):
        st.text_input("Who leads it?", max_chars=200, key=f"{spot}.leads")
        st.text_input("What does it need?", max_chars=200, key=f"{spot}.brings")
        st.form_submit_button(
            "Save who and what",
            icon=":material/save:",
            key=f"{spot}.save",
            on_click=partial(_save_needs, board, key, spot),
        )
    day = day_of(board, run.session)
    if day is not None:
        _hold(board, run, day)


def _save_needs(board: Board, key: str, spot: str) -> None:
    def verb() -> None:
        draft, seen = Needs.read(boxes.typed(spot)), Needs.read(boxes.seen(spot))
        try:
            verbs.set_needs(
                board.visit.db, viewer=board.viewer, activity=key, draft=draft, seen=seen
            )
        except ChangedMeanwhileError as error:
            boxes.know(spot, error.current)
            raise

    attempt("plan", verb, "Saved.")


def _hold(board: Board, run: RunState, day: Agenda) -> None:
    key = run.activity.key
    name = f"{STEP}.{key}.hold_at"
    line = next(line for line in day.lines if line.run.activity.key == key)
    if not has_widget(name):
        set_widget(name, local(line.placed.starts, day.zone).time().replace(second=0))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.time_input("Fixed time", step=300, key=name, width=130)
        st.button(
            f"Hold {plain.as_text(run.activity.title)} at this time",
            icon=":material/lock:",
            key=f"{STEP}.hold.{key}",
            help="It then starts at this time, and the rest moves around it.",
            on_click=partial(_save_hold, board, key, name),
        )
        if run.hold:
            loose = partial(
                verbs.set_hold, board.visit.db, viewer=board.viewer, activity=key, clock=None
            )
            st.button(
                "Let it move",
                icon=":material/lock_open:",
                key=f"{STEP}.loose.{key}",
                on_click=doing("plan", loose, "It moves with the others."),
            )


def _save_hold(board: Board, key: str, name: str) -> None:
    clock = widget_value(name)

    def verb() -> None:
        verbs.set_hold(board.visit.db, viewer=board.viewer, activity=key, clock=clock)

    attempt("plan", verb, "It starts at this time now.")
