"""How late the room is, and what could be shortened: a suggestion, never done by itself."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.visit import doing, show_problem
from workshop.db import now
from workshop.domain.agenda import shorten
from workshop.domain.run_sheet.edits import remove_steps
from workshop.errors import WorkshopError
from workshop.playbook import Session
from workshop.queries.agenda import Agenda, Going, agenda, day_words, offers, pace
from workshop.queries.schedule import Cut, Timing, cuts, lasting, late_words, session_of, timing

SPOT = "console.time"
EVERY_SECONDS = 20


def the_time(board: Board) -> None:
    """Minutes planned and gone by, and what to do when they do not fit.

    Empty when it is over, and for an example, which was made in a few seconds.
    """
    if board.state.closed or not board.runs or board.workshop.is_example:
        return
    with st.container(border=True, key="console.time_box"):
        st.header("Time", icon=":material/schedule:", anchor=False)
        _clock(board)
        show_problem(SPOT)


@st.fragment(run_every=EVERY_SECONDS)
def _clock(board: Board) -> None:
    """Drawn again by itself, since being late needs no event to happen."""
    try:
        with board.visit.reading():
            found, day = session_timing(board), session_agenda(board)
    except WorkshopError as error:
        st.text(str(error))
        return
    if day is not None:
        going = pace(day, board.current_key, now())
        _by_the_clock(board, day, going)
        if going is not None:
            return
    _signs(found)
    st.text("\n".join(time_lines(found)))
    if found.over > 0:
        _suggestions(board, found)


def session_timing(board: Board) -> Timing:
    """The timing of the meeting in which the room stands."""
    runs = session_of(board.runs, board.current_key)
    return timing(runs, board.current_key, booked_for(board), now())


def session_agenda(board: Board) -> Agenda | None:
    """The meeting in which the room stands by the clock, where it is known when it begins."""
    runs = session_of(board.runs, board.current_key)
    return agenda(board.workshop, board.runs, runs[0].session) if runs else None


def _by_the_clock(board: Board, day: Agenda, going: Going | None) -> None:
    """When it ends as things stand; where that is too late, what to shorten, one press each."""
    if going is None:
        st.text(day_line(day))
        return
    late = going.behind > 0
    icon = "running_with_errors" if late else "check_circle"
    sign = late_badge(going)
    st.badge(sign, icon=f":material/{icon}:", color="orange" if late else "green")
    st.text(pace_line(day, going))
    offered = offers(going.coming, going.short)
    for cut in offered:
        st.button(
            f"{plain.as_text(cut.title)}: {cut.planned} → {cut.minutes} min",
            icon=":material/content_cut:",
            key=f"console.cut.{cut.activity}",
            on_click=doing(SPOT, partial(_shorten, board, [cut]), "The plan is shorter now."),
        )
    if len(offered) > 1:
        st.button(
            "Both",
            icon=":material/done_all:",
            key="console.cut_all",
            on_click=doing(SPOT, partial(_shorten, board, offered), "The plan is shorter now."),
        )
    won = sum(cut.saves for cut in offered)
    if 0 < won < going.short:
        rest = lasting(going.short - won)
        st.text(f"That wins {lasting(won)}. {rest} more: leave a step out on the plan.")
    elif going.short and not offered:
        st.text("Nothing that is still to come can be made shorter. Tell the room, and choose.")


def late_badge(going: Going) -> str:
    """“12 minutes behind”, “3 minutes early”, “On time”."""
    if not going.behind:
        return "On time" if going.begun else "Not begun yet"
    return f"{lasting(abs(going.behind))} {'behind' if going.behind > 0 else 'early'}"


def pace_line(day: Agenda, going: Going) -> str:
    """“We finish at 16:22. Shorten these to finish at 16:10.”"""
    ends, aim = day.on_the_clock(going.finishes), day.on_the_clock(day.aim)
    if going.hard is not None:
        title = going.hard.run.activity.title
        return f"We finish at {ends}. To keep {title} at {going.hard.run.hold}, shorten:"
    if going.behind > 0:
        return f"We finish at {ends}. To finish at {aim}, shorten:"
    return f"We finish at {ends}." if ends == aim else f"We finish at {ends}. The plan says {aim}."


def day_line(day: Agenda) -> str:
    """“Friday 1 May 2026, 9:30 to 16:10”, and what does not fit."""
    assert day.meeting.day is not None  # noqa: S101 - an agenda has its day
    begins, ends = day.on_the_clock(day.begins), day.on_the_clock(day.finishes)
    line = f"{day_words(day.meeting.day)}, {begins} to {ends}"
    over = int((day.finishes - day.aim).total_seconds() // 60)
    return (
        f"{line}, {lasting(over)} after the end at {day.on_the_clock(day.aim)}."
        if over > 0
        else f"{line}."
    )


def _shorten(board: Board, chosen: Sequence[Cut]) -> None:
    cuts = [(cut.activity, cut.planned, cut.minutes) for cut in chosen]
    shorten(board.visit.db, viewer=board.viewer, cuts=cuts)


def booked_for(board: Board) -> int:
    """Minutes booked for the meeting in which the room stands; with one meeting, all of them."""
    booked = board.workshop.booked_minutes
    numbers = sorted({run.session for run in board.runs})
    if len(numbers) < 2:
        return booked
    meeting = meeting_of(board)
    if meeting is None:
        return booked // len(numbers)
    template = board.visit.playbook.template(board.workshop.template)
    return round(meeting.minutes * booked / template.booked_minutes)


def meeting_of(board: Board) -> Session | None:
    """What the template says of the meeting in which the room stands, where it has several."""
    runs = session_of(board.runs, board.current_key)
    number = runs[0].session if runs else 1
    templates = board.visit.playbook.templates
    own = next((one for one in templates if one.key == board.workshop.template), None)
    return next((one for one in own.sessions if one.number == number), None) if own else None


def _signs(found: Timing) -> None:
    with st.container(horizontal=True, gap="small"):
        if found.on_break and found.left > 0:
            st.badge("Having a break", icon=":material/coffee:", color="gray")
        if not found.begun:
            st.badge("Not begun yet", icon=":material/schedule:", color="gray")
        elif found.late > 0:
            st.badge(late_words(found.late), icon=":material/running_with_errors:", color="orange")
        else:
            st.badge(late_words(found.late), icon=":material/check_circle:", color="green")


def time_lines(found: Timing) -> list[str]:
    """The same in sentences."""
    lines = [f"Planned: {lasting(found.planned)}. Booked: {lasting(found.booked)}."]
    if found.begun:
        lines.append(f"Gone by: {lasting(found.worked)}, without breaks.")
        lines.append(f"Still to do: {lasting(found.left)}.")
    if found.over > 0:
        longer = lasting(found.over)
        lines.append(
            f"At this pace the end comes {longer} too late."
            if found.begun
            else f"The plan is {longer} longer than the time booked."
        )
    elif found.begun and found.late > 0:
        lines.append("You still end in the time booked.")
    return lines


def _suggestions(board: Board, found: Timing) -> None:
    gates = board.visit.playbook.words.gates.values()
    keep = {"insights.write", *(key for gate in gates for key in gate.met_in)}
    runs = session_of(board.runs, board.current_key)
    offered = cuts(runs, board.current_key, found.over, keep)
    if not offered:
        st.text("Nothing that is still to come can be made shorter. Tell the room, and choose.")
        return
    st.markdown("**You could win time here**")
    for cut in offered:
        st.button(
            _cut_words(cut),
            icon=":material/content_cut:",
            key=f"console.cut.{cut.activity}",
            on_click=doing(SPOT, partial(_apply, board, (cut,)), "The plan is shorter now."),
        )
    if len(offered) > 1:
        won = lasting(sum(cut.saves for cut in offered))
        st.button(
            f"Do all of this and win {won}",
            icon=":material/done_all:",
            key="console.cut_all",
            on_click=doing(
                SPOT, partial(_apply, board, tuple(offered)), "The plan is shorter now."
            ),
        )


def _cut_words(cut: Cut) -> str:
    title = plain.as_text(cut.title)
    if not cut.minutes:
        return f"{title}: leave it out, {lasting(cut.planned)}"
    return f"{title}: {cut.minutes} instead of {cut.planned} minutes"


def _apply(board: Board, chosen: Sequence[Cut]) -> None:
    """All of them, or none: not where somebody has changed the minutes of one, or taken one off the
    plan meanwhile.
    """
    shorter = [cut for cut in chosen if cut.minutes]
    gone = {cut.activity: cut.planned for cut in chosen if not cut.minutes}

    def act() -> None:
        if shorter:
            _shorten(board, shorter)
        if gone:
            db, viewer = board.visit.db, board.viewer
            remove_steps(db, viewer=viewer, activities=list(gone), seen=gone)

    board.visit.db.as_one(act)


def plan_sums(board: Board) -> None:
    """How long the plan is, in a line."""
    if session_agenda(board) is not None:
        rests = sum(run.minutes for run in board.runs if run.activity.rest)
        work = sum(run.minutes for run in board.runs) - rests
        st.text(f"{len(board.runs)} steps, {lasting(work)} of work, {lasting(rests)} of breaks.")
        return
    planned = sum(run.minutes for run in board.runs)
    booked = board.workshop.booked_minutes
    st.text(
        f"{len(board.runs)} steps, {lasting(planned)} planned, {lasting(booked)} booked. "
        "Breaks are not counted."
    )


def late_or_long(board: Board) -> None:
    """What does not fit: the plan into the time booked, or the day into the plan."""
    day = session_agenda(board)
    if day is not None:
        _day_or_plan(board, day)
        return
    over = sum(run.minutes for run in board.runs) - board.workshop.booked_minutes
    if over > 0 and not board.state.closed:
        st.warning(
            f"The plan is {lasting(over)} longer than the time booked. "
            "Shorten some steps, take some out, or book more time.",
            icon=":material/schedule:",
        )
    found = session_timing(board)
    told = found.begun and not board.workshop.is_example  # which was made in a few seconds
    if told and not board.state.closed and board.viewer.is_facilitator:
        st.text(f"{late_words(found.late)}. {' '.join(time_lines(found)[1:])}")


def _day_or_plan(board: Board, day: Agenda) -> None:
    """When it ends, and whether the room keeps to it."""
    if board.state.closed or not board.viewer.is_facilitator:
        return
    late = int((day.finishes - day.aim).total_seconds() // 60)
    going = pace(day, board.current_key, now())
    if going is not None:
        st.text(f"{late_badge(going)}. We finish at {day.on_the_clock(going.finishes)}.")
    elif late > 0:
        st.warning(
            f"The plan ends at {day.on_the_clock(day.finishes)}, {lasting(late)} after the end. "
            "Shorten some steps, take some out, or let it end later.",
            icon=":material/schedule:",
        )
