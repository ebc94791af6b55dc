"""Showing one thing large on the big screen, and going back to the wall."""

from functools import partial

import streamlit as st

from stages.parts.board import Board
from stages.parts.visit import doing, show_problem
from workshop.domain.room import show


def big_screen(board: Board, what: str) -> None:
    """For the facilitator: a button for ``case:slug``, ``lens:slug`` or ``card:id``."""
    if not board.viewer.is_facilitator or board.state.closed:
        return
    shown = board.state.projector == what
    spot = f"screen.{what}"
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.button(
            "Back to the wall" if shown else "Show large on the big screen",
            icon=":material/grid_view:" if shown else ":material/slideshow:",
            key=spot,
            on_click=doing(
                spot,
                partial(
                    show,
                    board.visit.db,
                    viewer=board.viewer,
                    what="wall" if shown else what,
                ),
            ),
        )
        if shown:
            st.badge("On the big screen now", icon=":material/visibility:", color="green")
    show_problem(spot)
