"""How late the room is, and what could be shortened: a suggestion, never done by itself."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.visit import doing, show_problem
from workshop.db import now
from workshop.domain.plan import remove_activity, set_minutes
from workshop.errors import WorkshopError
from workshop.playbook import Session
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
        st.subheader("Time", icon=":material/schedule:", anchor=False)
        _clock(board)
        show_problem(SPOT)


@st.fragment(run_every=EVERY_SECONDS)
def _clock(board: Board) -> None:
    """Drawn again by itself, since being late needs no event to happen."""
    try:
        with board.visit.reading():
            found = session_timing(board)
    except WorkshopError as error:
        st.text(str(error))
        return
    _signs(found)
    st.text("\n".join(time_lines(found)))
    if found.over > 0:
        _suggestions(board, found)


def session_timing(board: Board) -> Timing:
    """The timing of the meeting in which the room stands."""
    runs = session_of(board.runs, board.current_key)
    return timing(runs, board.current_key, booked_for(board), now())


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


def _apply(board: Board, chosen: tuple[Cut, ...]) -> None:
    for cut in chosen:
        verb = partial(set_minutes, minutes=cut.minutes) if cut.minutes else remove_activity
        verb(board.visit.db, viewer=board.viewer, activity=cut.activity)
