"""Paper for the day, from one place: what, for how many tables, and in large print."""

from functools import partial

import streamlit as st

from stages.console.room_check import join_base
from stages.parts.board import Board
from stages.parts.state import widget_value
from workshop.exports.paper import PIECES, print_piece, read_paper
from workshop.security_log import SecurityEvent, note

SPOT = "plan.print"


def print_part(board: Board) -> None:
    """A choice of what to print; the file is made when it is wanted."""
    with st.expander("Print for the day", icon=":material/print:", key=f"{SPOT}.box"):
        what = st.selectbox(
            "What do you want to print?",
            list(PIECES),
            format_func=lambda name: f"{PIECES[name].title}. {PIECES[name].help}",
            key=f"{SPOT}.what",
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            st.number_input("People", 0, 300, step=1, key=f"{SPOT}.people", help=AS_IT_IS)
            st.number_input("Tables", 0, 60, step=1, key=f"{SPOT}.tables", help=AS_IT_IS)
            large = st.toggle("Large print", key=f"{SPOT}.large")
        st.download_button(
            "Get the PDF",
            data=partial(_content, board, str(what), large=large),
            file_name=f"{board.viewer.code}-{what}{'-large' if large else ''}.pdf",
            mime="application/pdf",
            icon=":material/print:",
            key=f"{SPOT}.get",
            on_click="ignore",
        )


AS_IT_IS = "Left at 0 it is who has joined, else a usual room of 20."


def _content(board: Board, what: str, *, large: bool) -> bytes:
    """The file, made at the moment at which it is wanted."""
    room = read_paper(
        board.visit.db,
        board.viewer,
        base=join_base(board),
        people=int(widget_value(f"{SPOT}.people", 0) or 0),
        tables=int(widget_value(f"{SPOT}.tables", 0) or 0),
    )
    note(SecurityEvent.FILE_TAKEN, board.viewer.code, file=what, audience="full")
    return print_piece(room, what, large=large)
