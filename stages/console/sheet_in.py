"""A printed sheet comes back: its short code opens the form of its step, for its table."""

import streamlit as st

from stages.console import paper
from stages.parts import plain
from stages.parts.board import Board
from workshop.measures.sheet_codes import read_sheet_code, sheet_codes
from workshop.queries.room import RunState

SPOT = "plan.sheet_in"


def sheet_in(board: Board) -> None:
    """A box for the code; below it the form, where there is such a sheet."""
    with st.expander(
        "Type in a sheet", icon=":material/keyboard:", type="compact", key=f"{SPOT}.box"
    ):
        typed = st.text_input(
            "Code at the top of the sheet, such as BKTM-3", max_chars=20, key=f"{SPOT}.code"
        )
        if not typed.strip():
            return
        run, table = sheet_of(board, typed)
        if run is None:
            st.warning("There is no sheet with this code here. It has four letters and a number.")
            return
        if not run.activity.collects:
            st.text("Nothing is written in this step. Type ballots in where the vote is.")
            return
        st.markdown(
            f"**{plain.as_text(run.activity.title)}**" + (f", table {table}" if table else "")
        )
        paper.from_paper(board, run.activity.collects[0], run, table)


def sheet_of(board: Board, typed: str) -> tuple[RunState | None, int | None]:
    """The step and the table of a sheet with that code; None for what is not there."""
    letters, table = read_sheet_code(typed)
    codes = sheet_codes(board.workshop.code, (run.activity.key for run in board.runs))
    found = next((run for run in board.runs if codes[run.activity.key] == letters), None)
    return found, table
