"""Rehearsing with robots: a workshop of its own that says so, and is taken away with one click."""

from functools import partial

import streamlit as st

from stages.parts.board import Board
from stages.parts.state import CODE, set_widget
from stages.parts.visit import attempt, show_problem
from workshop.domain.rehearsals import begin_rehearsal, end_rehearsal
from workshop.robots.crowd import ROBOTS, are_in, send_home, send_in

SPOT = "console.rehearsal"


def banner(board: Board) -> None:
    """On a rehearsal's console: what this is, and how it ends."""
    if not board.workshop.is_rehearsal:
        return
    code = board.viewer.code
    with st.container(border=True, key="console.rehearsal"):
        st.badge("Rehearsal", icon=":material/smart_toy:", color="orange")
        inside = are_in(code)
        st.text(
            f"{ROBOTS} robots take part here: some are late, one is slow, one sends everything "
            "twice, one pastes an essay. Nothing of this is in your real workshop."
            if inside
            else "No robots are here just now. Nothing of this is in your real workshop."
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Send the robots home" if inside else "Send the robots in",
                icon=":material/smart_toy:",
                key="console.robots",
                on_click=partial(_robots, board, inside),
            )
            st.button(
                "End the rehearsal and take it away",
                icon=":material/delete:",
                key="console.end_rehearsal",
                on_click=partial(_end, board),
            )
        show_problem(SPOT)


def _robots(board: Board, inside: bool) -> None:
    if inside:
        send_home(board.viewer.code)
    else:
        send_in(board.viewer.code, board.visit.settings.port)


def _end(board: Board) -> None:
    send_home(board.viewer.code)
    verb = partial(end_rehearsal, board.visit.db, viewer=board.viewer)
    if attempt(SPOT, verb, done="The rehearsal is gone."):
        CODE.clear()
        st.query_params.clear()


def offer(board: Board) -> None:
    """On a real workshop's console, where it is looked after."""
    if board.workshop.is_rehearsal or board.state.closed or board.visit.token is None:
        return
    st.header("Rehearse", icon=":material/smart_toy:", anchor=False)
    st.text(
        "Try the whole day with a room full of robots. It is a workshop of its own with the same "
        "plan, and its code is another one."
    )
    st.button(
        "Rehearse with robots",
        icon=":material/smart_toy:",
        key="console.rehearse",
        on_click=partial(_begin, board, board.visit.token),
    )
    show_problem(SPOT)


def _begin(board: Board, token: str) -> None:
    def verb() -> None:
        made = begin_rehearsal(board.visit.db, viewer=board.viewer, token=token)
        send_in(made.code, board.visit.settings.port)
        CODE.set(made.code)
        st.query_params["code"] = made.code
        set_widget("console.keep", False)  # what is new stands at the top

    attempt(SPOT, verb, done="This is the rehearsal. The robots are coming in.")
