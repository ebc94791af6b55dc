"""A printed sheet comes back: its short code opens the form of its step, for its table.

Who writes on paper can be seated first: their cards and ballots then count for each of them.
"""

from functools import partial

import streamlit as st

from stages.console import paper
from stages.parts import plain
from stages.parts.board import Board
from stages.parts.state import widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.people.scribes import seat
from workshop.drafts import Joining
from workshop.measures.sheet_codes import read_sheet_code, sheet_codes
from workshop.queries.room import RunState

SPOT = "plan.sheet_in"


def wanted() -> bool:
    """A switch in the row of the plan; what is typed stands below that row while it is on."""
    return st.toggle("Type in a sheet", key=f"{SPOT}.open")


def sheet_in(board: Board) -> None:
    """A box for the code; below it the form, where there is such a sheet."""
    with st.container(border=True, key=f"{SPOT}.box"):
        _people(board)
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


def _people(board: Board) -> None:
    """Somebody without a device, once: every sheet and ballot offers them from then on."""
    groups = board.visit.playbook.words.role_groups
    with (
        st.popover("People on paper", icon=":material/person_add:", key=f"{SPOT}.people"),
        st.form(f"{SPOT}.seat", border=False),
    ):
        plain.paragraph(WHY)
        st.selectbox(
            "Group",
            list(groups),
            format_func=lambda group: groups[group].label,
            key=f"{SPOT}.group",
        )
        st.text_input("Name. You can leave this empty.", key=f"{SPOT}.name", max_chars=200)
        st.number_input("Table", 1, 99, None, step=1, key=f"{SPOT}.table")
        show_problem(f"{SPOT}.seat")
        st.form_submit_button(
            "Add this person",
            icon=":material/person_add:",
            key=f"{SPOT}.add",
            on_click=partial(_seat, board),
        )


WHY = (
    "Add those who have no phone. Type in a sheet or a ballot, and choose whose it is. It counts "
    "for that person."
)


def _seat(board: Board) -> None:
    given = {name: widget_value(f"{SPOT}.{name}") for name in ("group", "name", "table")}

    def verb() -> None:
        draft = Joining.read(
            {"role_group": given["group"], "name": given["name"] or "", "table": given["table"]}
        )
        seat(board.visit.db, viewer=board.viewer, draft=draft)

    attempt(f"{SPOT}.seat", verb, done="Added.")


def sheet_of(board: Board, typed: str) -> tuple[RunState | None, int | None]:
    """The step and the table of a sheet with that code; None for what is not there."""
    letters, table = read_sheet_code(typed)
    codes = sheet_codes(board.workshop.code, (run.activity.key for run in board.runs))
    found = next((run for run in board.runs if codes[run.activity.key] == letters), None)
    return found, table
