"""The big screen on the console: what it shows now, small, and what it can show instead."""

from functools import partial

import streamlit as st

from stages.browser import components
from stages.console.arriving import HISTORY
from stages.parts import keys, redraw
from stages.parts.board import Board
from stages.parts.visit import show_problem
from workshop.domain.room import show
from workshop.live.this_server import home_path

SPOT = "console.screen"
SHOWS = {
    "join": "It shows the way in now.",
    "wall": "It shows the wall now.",
    "board": "It shows the vision board now.",
    "tables": "It shows who sits where now.",
    "themes": "It shows the wall by theme now.",
}


def big_screen(board: Board) -> None:
    """The part of the console about it; its lines stand as close as those around it."""

    def draw(now: Board) -> None:
        with st.container(key="console.look", gap="small"):
            _screen(now)

    redraw.part(SPOT, board, draw)


def _screen(board: Board) -> None:
    """The look, a line of what it is for who cannot see it, and the ways to change it."""
    code = board.viewer.code
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header("Big screen", anchor=False)
        st.link_button(
            "Open the big screen",
            f"{home_path()}/project/{code}",
            icon=":material/open_in_new:",
            type="tertiary",
        )
    now = SHOWS.get(board.state.projector, "It shows one thing large now.")
    components.preview(code=code, said=now)
    if board.state.closed:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        shows_join = board.state.projector == "join"
        _turn(
            board,
            "Show the wall" if shows_join else "Show the way in",
            "wall" if shows_join else "join",
            "console.projector",
        )
        _more(board, now)
    show_problem(SPOT)


def _more(board: Board, now: str) -> None:
    with st.popover("Show", key="console.show"):
        st.text(now)
        by_theme = board.state.projector.startswith("theme")
        _turn(
            board,
            "Show the cards loose" if by_theme else "Show the wall by theme",
            "wall" if by_theme else "themes",
            "console.themes",
        )


def _turn(board: Board, label: str, what: str, key: str) -> None:
    verb = partial(show, board.visit.db, viewer=board.viewer, what=what)
    st.button(
        label,
        key=key,
        shortcut=keys.shortcut(board.viewer, "Q") if key == "console.projector" else None,
        on_click=redraw.showing(board, SPOT, verb, SPOT, HISTORY),
    )
