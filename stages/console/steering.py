"""Where the room is, and the buttons that move it: one of them is the next thing to do."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from stages.console import schedule
from stages.parts import ask_first, page_links, plain
from stages.parts.board import Board
from stages.parts.visit import doing, show_problem
from workshop.db import now
from workshop.domain import room, timer
from workshop.domain.seen import Seen
from workshop.domain.workshops import close_workshop
from workshop.queries.room import RunState
from workshop.queries.schedule import lasting, minutes_of

SPOT = "console.steering"


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it says, its icon, and the verb behind it."""

    label: str
    icon: str
    verb: Callable[[], None]
    asks: str = ""
    """The question that comes first, by its name."""


CLOSE, LEAVE, LEAVE_BACK = "console.sure.close", "console.sure.leave", "console.sure.back"


def main_action(board: Board) -> Action | None:
    """The one thing to do now; at the end of the road that is to close. None without a plan."""
    do, absolute = partial(_verb, board, at=_seen(board)), partial(_verb, board)
    run, following = board.current, board.state.next_activity
    if run is None:
        return Action("Begin", "play_arrow", do(room.step, forward=True)) if following else None
    if run.open:
        label = _label(run, "Close the vote", "Close the writing", "Finish this", "Close this step")
        return Action(label, "stop_circle", do(room.close_activity))
    if board.gates and run.ended_at is None:
        label = board.gates[0].words.open_anyway
        return Action(label, "lock_open", do(room.open_activity, anyway=True))
    if run.ended_at is None:
        label = _label(run, "Open the vote", "Open for writing", "Start the time", "Open this step")
        return Action(label, "play_arrow", do(room.open_activity))
    if run.face_down:
        return Action("Show the cards to the room", "visibility", do(room.reveal))
    if following is not None:
        return Action(
            f"Go on: {plain.as_text(following.title)}", "arrow_forward", do(room.step, forward=True)
        )
    return Action("End here and close the workshop", "lock", absolute(close_workshop), CLOSE)


def _label(run: RunState, vote: str, write: str, talk: str, both: str) -> str:
    """What a button says, by what people do in this step."""
    if run.activity.votes is not None and run.activity.collects:
        return both
    if run.activity.votes is not None:
        return vote
    return write if run.activity.collects else talk


def other_actions(board: Board) -> list[Action]:
    """Everything else that can be done now, in the order in which it stands."""
    do, absolute = partial(_verb, board, at=_seen(board)), partial(_verb, board)
    run = board.current
    if run is None:
        return []
    leaves = LEAVE if run.face_down else ""
    back = LEAVE_BACK if run.face_down else ""
    found = [Action("Back", "arrow_back", do(room.step, forward=False), back)]
    if board.state.next_activity is not None:
        found.append(Action("Next", "arrow_forward", do(room.step, forward=True), leaves))
    if not run.open and run.ended_at is not None:
        label = _label(run, "Vote again", "Open again", "Start again", "Open again")
        found.append(Action(label, "play_arrow", do(room.open_activity, anyway=True)))
    if run.hidden and not run.revealed:
        found.append(Action("Show the cards", "visibility", do(room.reveal)))
    found.append(Action("+1 minute", "more_time", do(timer.add_minutes, minutes=1)))
    if run.ends_at is not None:
        found.append(Action("Stop timer", "timer_off", do(timer.stop_timer)))
    if run.ends_at is not None or (run.open and run.activity.closes_itself):
        closes = run.closes_at_end
        label = "Stay open at the end" if closes else "Close at the end"
        if run.activity.closes_itself:
            label = "Keep the vote open" if closes else "Close by itself when all have voted"
        icon = "timelapse" if closes else "alarm_off"
        found.append(Action(label, icon, do(timer.close_at_end, closes=not closes)))
    paused = board.state.paused
    label, icon = ("Go on", "play_circle") if paused else ("Pause", "pause")
    found.append(Action(label, icon, absolute(room.pause, paused=not paused)))
    main = main_action(board)
    return [action for action in found if main is None or action.label != main.label]


def _seen(board: Board) -> Seen:
    """Where the room was when these buttons were drawn; they do nothing once it is elsewhere."""
    return Seen(board.current_key)


def _verb(board: Board, verb: Callable[..., None], **given: object) -> Callable[[], None]:
    return partial(verb, board.visit.db, viewer=board.viewer, **given)


def where_we_are(board: Board) -> None:
    """The activity, the words to read aloud, the buttons, and what comes next."""
    if board.state.closed:
        _over(board)
        return
    run = board.current
    with st.container(border=True, key="console.now"):
        if run is None:
            st.text("Nothing has begun yet." if board.runs else "The plan is empty. Add a step.")
        else:
            _activity(board, run)
            _gates(board)
        if _at_the_end(board):
            _thanks(board)
        action = main_action(board)
        if action is not None and not _questions(board):
            _button(action, "main", main=True)
        show_problem(SPOT)
        with st.container(horizontal=True, gap="small"):
            for number, other in enumerate(other_actions(board)):
                _button(other, f"other.{number}")
        _what_next(board)
        if run is not None:
            _help(board, run)


def _questions(board: Board) -> bool:
    """What is asked before the workshop closes, and before face-down cards are left behind.

    Answers whether something is asked now.
    """
    do, run = partial(_verb, board, at=_seen(board)), board.current
    if ask_first.asked(CLOSE):
        ask_first.question(
            CLOSE,
            "Close the workshop? Nobody can write any more, and who wrote what is forgotten for "
            "good, wherever people were promised that.",
            {"Yes, close the workshop": doing(SPOT, _verb(board, close_workshop))},
            "No, not yet",
        )
        return True
    where = next((one for one in (LEAVE, LEAVE_BACK) if ask_first.asked(one)), None)
    if where is None or run is None or not run.face_down:
        return False
    cards = "1 card still lies" if run.face_down == 1 else f"{run.face_down} cards still lie"
    ask_first.question(
        where,
        f"{cards} face down. The room has not seen what was written. Go on all the same?",
        {
            "Show them first": doing(SPOT, do(room.reveal)),
            "Go on, leave them face down": doing(SPOT, do(room.step, forward=where == LEAVE)),
        },
        "Stay here",
    )
    return True


def _at_the_end(board: Board) -> bool:
    run = board.current
    last = run is not None and board.state.next_activity is None
    return bool(last and run and run.ended_at is not None and not run.open)


def _thanks(board: Board) -> None:
    """The last words of the day, and what closing does."""
    st.subheader("This is the end of the plan", icon=":material/flag:", anchor=False)
    st.text("Thank everybody. You can ask once more:")
    plain.aloud(board.visit.playbook.words.closing)
    st.text(
        "Closing ends the writing. Who wrote what is then forgotten for good, wherever people "
        "were promised that. You can still read and download everything."
    )


def _over(board: Board) -> None:
    st.subheader("This workshop is closed. Thank you", icon=":material/lock:", anchor=False)
    st.text("Every screen says thank you now. You can still read and download everything.")
    code = board.viewer.code
    page_links.link("downloads", "Downloads", code=code, icon=":material/download:")
    page_links.link("vision", "The vision board", code=code, icon=":material/flag:")


def _what_next(board: Board) -> None:
    """The next line of the plan; at the end of a meeting, what to do until the next one."""
    run, following = board.current, board.state.next_activity
    if following is None:
        return
    coming = board.run(following.key)
    minutes = f", {lasting(coming.minutes)}" if coming else ""
    st.markdown(f"**Next:** {plain.as_text(following.title)}{minutes}")
    if run is not None and coming is not None and coming.session != run.session:
        meeting = schedule.meeting_of(board)
        st.text("This meeting ends here. Until the next one:")
        for line in meeting.after if meeting else ():
            st.markdown(f"- {plain.as_text(line)}")


def _button(action: Action, key: str, *, main: bool = False) -> None:
    st.button(
        action.label,
        icon=f":material/{action.icon}:",
        type="primary" if main else "secondary",
        key=f"console.do.{key}",
        on_click=ask_first.ask(action.asks) if action.asks else doing(SPOT, action.verb),
    )


def _activity(board: Board, run: RunState) -> None:
    activity, words = run.activity, board.visit.playbook.words
    place = [one.activity.key for one in board.runs].index(activity.key) + 1
    stage = board.visit.playbook.stage(activity.stage)
    st.markdown(
        f"**Step {place} of {len(board.runs)}** · {plain.as_text(stage.title)} · "
        f"{plain.as_text(activity.title)}"
    )
    st.caption(f"{words.forms[activity.form]} · {_minutes(run)}")
    plain.heading(activity.prompt, level=2, kind="prompt")
    _badges(board, run)
    if activity.aloud:
        st.markdown(":material/record_voice_over: **Read this aloud**")
        plain.aloud(activity.aloud)


def _help(board: Board, run: RunState) -> None:
    """How the activity goes, where its cards are worked with, and what people are promised."""
    stage = board.visit.playbook.stage(run.activity.stage)
    page_links.link(
        stage.key,
        f"Tools of this step: {plain.as_text(stage.title)}",
        code=board.viewer.code,
        icon=":material/construction:",
    )
    if run.activity.steps:
        with st.expander("How to do it", icon=":material/list:", key="console.how"):
            for number, step in enumerate(run.activity.steps, 1):
                st.markdown(f"{number}. {plain.as_text(step)}")
    st.caption(plain.as_text(board.visit.playbook.words.attribution[run.attribution]))


def _gates(board: Board) -> None:
    """What the method asks for first. Going on without is one click, and it is remembered."""
    for state in board.gates:
        words = state.words
        st.warning(plain.as_text(f"{words.closed} {words.to_open}"), icon=":material/lock:")


def _badges(board: Board, run: RunState) -> None:
    with st.container(horizontal=True, gap="small"):
        if run.open:
            writing, voting = "Open for writing", "Open for voting"
            open_words = _label(run, voting, writing, "Going on", "Open for writing and voting")
            st.badge(open_words, icon=":material/edit:", color="green")
        elif run.ended_at is None:
            st.badge("Not open yet", icon=":material/schedule:", color="gray")
        else:
            st.badge("Closed", icon=":material/lock:", color="gray")
        if run.hidden:
            up = run.revealed
            st.badge(
                "Cards are shown" if up else "Cards lie face down",
                icon=":material/visibility:" if up else ":material/visibility_off:",
                color="green" if up else "orange",
            )
        if run.activity.private:
            st.badge("Only you can read these", icon=":material/lock:", color="orange")
        if run.open and run.closes_at_end and (run.ends_at or run.activity.closes_itself):
            ends = "when all have voted, or the time is up"
            ends = ends if run.activity.closes_itself else "when the time is up"
            st.badge(f"Closes {ends}", icon=":material/timelapse:", color="orange")
        if board.state.paused:
            st.badge("Devices are paused", icon=":material/pause:", color="orange")


def _minutes(run: RunState) -> str:
    if run.left is not None:
        return f"The clock stands still, {lasting(int(run.left.total_seconds() // 60))} left"
    took = minutes_of(run, now())
    planned = f"{lasting(run.minutes)} planned"
    if took is None:
        return planned
    return f"{planned}, {lasting(int(took))} {'so far' if run.open else 'taken'}"
