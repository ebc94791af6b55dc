"""What is on now: its words to read aloud, the time left, and the acts that move the room."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import streamlit as st

from stages.console import schedule, steering
from stages.console.arriving import HISTORY
from stages.console.steering import CLOSE, LEAVE, LEAVE_BACK, SPOT, Action, voices_go
from stages.console.top_line import TOP, clock_of
from stages.parts import ask_first, keys, page_links, plain, redraw
from stages.parts.board import Board
from stages.parts.visit import doing, show_problem
from workshop.db import now
from workshop.domain import room
from workshop.domain.workshops import close_workshop
from workshop.queries.agenda import at_tables
from workshop.queries.room import RunState
from workshop.queries.schedule import lasting, minutes_of

NOW = "console.now"


def on_now(board: Board) -> None:
    """One panel: the words, the time left, the main act and all others."""
    if board.state.closed:
        _over(board)
        _follow(board)
        return
    redraw.part(NOW, board, _panel)


def _panel(board: Board) -> None:
    run = board.current
    with st.container(border=True, key="console.now", gap="small"):
        script, beside = st.columns([3.9, 1], gap="medium")
        with script:
            if run is None:
                st.text(
                    "Nothing has begun yet." if board.runs else "The plan is empty. Add a step."
                )
            else:
                _script(board, run)
            _gates(board)
        with beside, st.container(gap="xsmall", key="console.beside"):
            _follow(board)
            if run is not None:
                st.caption(minutes_line(run))
                _beside(board, run)
        _acts(board)
        show_problem(SPOT)
        _meeting_ends(board)


def _follow(board: Board) -> None:
    redraw.follow(board, view="console", large=True)


def _script(board: Board, run: RunState) -> None:
    activity, words = run.activity, board.visit.playbook.words
    place = [one.activity.key for one in board.runs].index(activity.key) + 1
    plain.now_line(
        f"Step {place} of {len(board.runs)}",
        f"{activity.title} · {words.forms[activity.form]}",
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        larger = st.button(
            "Read this aloud",
            icon=":material/record_voice_over:",
            type="tertiary",
            key="console.larger",
            shortcut=keys.shortcut(board.viewer, "A"),
            on_click=redraw.looking(board, lambda: None, NOW),
        )
        _badges(board, run)
    plain.script(activity.prompt, activity.aloud)
    if larger:
        _large(activity.prompt, activity.aloud)


@st.dialog("Read this aloud", width="large")
def _large(question: str, lines: tuple[str, ...]) -> None:
    with st.container(key="console.large"):
        plain.script(question, lines)


def _acts(board: Board) -> None:
    """The main act, the way to the cards, and the next step by its name."""
    action = steering.main_action(board)
    asks = _questions(board)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        if action is not None and not asks:
            _button(board, action, "main", main=True)
        for other in steering.other_actions(board):
            if other.place == "row":
                _button(board, other, other.name)
        if steering.at_the_end(board):
            _thanks(board)


def _beside(board: Board, run: RunState) -> None:
    """The time and the pause at once; what is seldom done, and how it is done, behind a press."""
    others = steering.other_actions(board)
    for other in others:
        if other.place == "beside":
            _button(board, other, other.name, wide=True)
    if run.activity.steps:
        with st.popover("How to do it", width="stretch", key="console.how"):
            for number, step in enumerate(run.activity.steps, 1):
                st.markdown(f"{number}. {plain.as_text(step)}")
    if any(run.tables):
        with st.popover("What tables do", width="stretch", key="console.tracks"):
            for number, said in _tracks(board, run).items():
                st.text(f"Table {number}: {said}")
    with st.popover("More", width="stretch", key="console.more"):
        for other in others:
            if other.place == "more":
                _button(board, other, other.name, wide=True)
        _help(board, run)


def _tracks(board: Board, run: RunState) -> dict[int, str]:
    """By number of the table, what it does; with when, by the clock of the room, once it is open.

    While the clock stands still, nobody knows when.
    """
    if run.started_at is None or not run.open or run.left is not None:
        return {number: said for number, said in enumerate(run.tables, 1) if said}
    ends = run.ends_at or run.started_at + timedelta(minutes=run.minutes)
    return {
        number: ", ".join(f"{clock_of(board, one.starts)} {one.does}" for one in parts)
        for number, parts in at_tables(run, run.started_at, max(run.started_at, ends)).items()
    }


def _help(board: Board, run: RunState) -> None:
    """Where the cards are worked with, what people are promised, and the keys of this page."""
    stage = board.visit.playbook.stage(run.activity.stage)
    page_links.link(
        stage.key,
        f"Tools of this step: {plain.as_text(stage.title)}",
        code=board.viewer.code,
        icon=":material/construction:",
    )
    st.caption(plain.as_text(board.visit.playbook.words.attribution[run.attribution]))
    of_cards = "in the menu of a card E, S, M, W, L, H, B"
    keys.switch("console", f"T, P, Q, A; N on Insights and Ideas; {of_cards}")


def _button(
    board: Board, action: Action, key: str, *, main: bool = False, wide: bool = False
) -> None:
    st.button(
        action.label,
        icon=None if wide and action.place == "beside" else f":material/{action.icon}:",
        type="primary" if main else "secondary",
        key=f"console.do.{key}",
        width="stretch" if wide else "content",
        shortcut=keys.shortcut(board.viewer, action.key) if action.key else None,
        on_click=_on_click(board, action),
    )


def _on_click(board: Board, action: Action) -> Callable[[], None]:
    """What moves the clock alone redraws the clock, the line of the day and the name of undo."""
    if action.asks:
        return ask_first.ask(action.asks)
    if action.clock:
        return redraw.doing(board, SPOT, action.verb, NOW, TOP, HISTORY)
    return doing(SPOT, action.verb)


def _questions(board: Board) -> bool:
    """What is asked before the workshop closes, and before face-down cards are left behind.

    Answers whether something is asked now.
    """
    run = board.current
    do = partial(steering.verb, board, at=steering.seen(board))
    if ask_first.asked(CLOSE):
        ask_first.question(
            CLOSE,
            "Close the workshop? Nobody can write any more, and who wrote what is forgotten for "
            f"good, wherever people were promised that.{voices_go(board)}",
            {"Yes, close the workshop": doing(SPOT, steering.verb(board, close_workshop))},
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


def _thanks(board: Board) -> None:
    """The last words of the day, and what closing does."""
    with st.popover("The end of the plan", icon=":material/flag:", key="console.end"):
        st.text("Thank everybody. You can ask once more:")
        plain.aloud(board.visit.playbook.words.closing)
        st.text(
            "Closing ends the writing. Who wrote what is then forgotten for good, wherever people "
            "were promised that. You can still read and download everything."
        )


def _over(board: Board) -> None:
    with st.container(border=True, key="console.now"):
        st.header("This workshop is closed. Thank you", icon=":material/lock:", anchor=False)
        st.text("Every screen says thank you now. You can still read and download everything.")
        code = board.viewer.code
        page_links.link("downloads", "Downloads", code=code, icon=":material/download:")
        page_links.link("vision", "The vision board", code=code, icon=":material/flag:")


def _meeting_ends(board: Board) -> None:
    """At the end of a meeting: what to do until the next one."""
    run, following = board.current, board.state.next_activity
    coming = board.run(following.key) if following else None
    if run is not None and coming is not None and coming.session != run.session:
        meeting = schedule.meeting_of(board)
        st.text("This meeting ends here. Until the next one:")
        for line in meeting.after if meeting else ():
            st.markdown(f"- {plain.as_text(line)}")


def _gates(board: Board) -> None:
    """What the method asks for first. Going on without is one click, and it is remembered."""
    for state in board.gates:
        words = state.words
        st.warning(plain.as_text(f"{words.closed} {words.to_open}"), icon=":material/lock:")


def _badges(board: Board, run: RunState) -> None:
    if run.open:
        writing, voting = "Open for writing", "Open for voting"
        open_words = steering.by_what_people_do(
            run, voting, writing, "Going on", "Open for writing and voting"
        )
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


def _has_more_time(run: RunState) -> bool:
    """Whether it may go on past its planned minutes: opened again, made longer, or paused."""
    if run.ends_at is None or run.started_at is None or run.ends_at <= now():
        return False
    return run.ends_at - run.started_at >= timedelta(minutes=run.minutes + 1)


def minutes_line(run: RunState) -> str:
    """How long this step has been going on, in words that agree with the clock beside them."""
    if run.left is not None:
        return f"The clock stands still, {lasting(int(run.left.total_seconds() // 60))} left"
    took = minutes_of(run, now())
    if took is None:
        return f"{run.minutes} min planned"
    if run.open and _has_more_time(run):
        return f"{int(took)} min since it first opened, {run.minutes} planned"
    if run.open and took < 1:
        return f"Just begun, {run.minutes} min"
    if run.open:
        return f"{int(took)} of {run.minutes} min gone"  # one line beside the clock
    return f"{f'Took {int(took)}' if took >= 1 else 'Under 1'} of {run.minutes} min"
