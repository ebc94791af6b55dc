"""Tables for group work, formed in one press."""

from functools import partial

import streamlit as st

from stages.parts.board import Board
from stages.parts.state import widget_value
from stages.parts.visit import attempt, doing, show_problem
from workshop.domain.people.tables import MOST_TABLES, form_tables, no_tables
from workshop.domain.room import show
from workshop.measures.seating import tables_for
from workshop.queries.people.deals import last_deal

SPOT = "console.tables"


def group_tables(board: Board) -> None:
    """Form tables that mix the groups, show them, or take them away."""
    if board.state.closed:
        return
    formed = board.state.tables
    db, viewer = board.visit.db, board.viewer
    with board.visit.reading() as session:
        deal = last_deal(session, viewer.workshop_id)
    with st.expander(_title(formed), icon=":material/table_restaurant:", key=f"{SPOT}.box"):
        show_problem(SPOT)
        st.text(
            "Everybody who has joined gets a table, mixed by group. Each phone says which, the "
            "big screen shows all. Who comes later gets one too."
        )
        st.number_input(
            "How many tables?",
            1,
            MOST_TABLES,
            value=len(formed) or tables_for(board.state.people),
            step=1,
            key=f"{SPOT}.number",
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Mix the tables anew" if formed else "Form tables",
                icon=":material/shuffle:",
                key=f"{SPOT}.form.{deal}",  # a second click of two is one at the tables before
                on_click=_form,
                args=(board, deal),
            )
            if formed:
                shown = partial(show, db, viewer=viewer, what="tables")
                st.button("Show the tables", key=f"{SPOT}.show", on_click=doing(SPOT, shown))
                away = partial(no_tables, db, viewer=viewer, seen=deal)
                st.button("No tables", key=f"{SPOT}.none", on_click=doing(SPOT, away))
        st.caption(
            "Without phones: let people count, 1 to the number of tables, and sit at their number."
        )


def _title(formed: tuple[int, ...]) -> str:
    if not formed:
        return "Tables"
    sizes = f"{min(formed)} to {max(formed)}" if min(formed) != max(formed) else str(formed[0])
    return f"Tables: {len(formed)}, with {sizes} people each"


def _form(board: Board, deal: int) -> None:
    number = int(widget_value(f"{SPOT}.number"))
    verb = partial(form_tables, board.visit.db, viewer=board.viewer, tables=number, seen=deal)
    attempt(SPOT, verb, "Everybody has a table now. The big screen shows them.")
