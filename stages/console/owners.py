"""Who owns the workshop, where facilitators sign in: others are added and taken off by email."""

from functools import partial

import streamlit as st

from stages.parts.board import Board
from stages.parts.state import set_widget, widget_value
from stages.parts.visit import attempt, doing, show_problem
from workshop.domain.people.accounts import add_owner, remove_owner
from workshop.queries.owners import Owner, owners

SPOT = "console.owners"
EMAIL = f"{SPOT}.email"


def whose(board: Board) -> None:
    """Those who find this workshop in their list on every device where they sign in."""
    if board.visit.settings.sign_in is None:
        return
    st.header("Who owns it", icon=":material/supervisor_account:", anchor=False)
    st.text("An owner finds this workshop on every device, signs in, and runs it from there.")
    with board.visit.reading() as session:
        found = owners(session, board.viewer)
    for number, owner in enumerate(found):
        _owner(board, owner, number, alone=len(found) == 1)
    with st.form(f"{SPOT}.form", border=False, clear_on_submit=False):
        st.text_input("Email of another owner", key=EMAIL, max_chars=254)
        show_problem(SPOT)
        st.form_submit_button(
            "Add this owner", icon=":material/person_add:", on_click=partial(_add, board)
        )


def _owner(board: Board, owner: Owner, number: int, *, alone: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{owner.email}{' (you)' if owner.me else ''}")
        if not owner.known:
            st.caption("Has not signed in yet.")
        if not alone:
            remove = partial(remove_owner, board.visit.db, viewer=board.viewer, email=owner.email)
            st.button(
                f"Take {owner.email} off",
                icon=":material/person_remove:",
                key=f"{SPOT}.off.{number}",
                on_click=doing(SPOT, remove, "They no longer own it."),
            )


def _add(board: Board) -> None:
    email = str(widget_value(EMAIL, ""))
    add = partial(add_owner, board.visit.db, viewer=board.viewer, email=email)
    if attempt(SPOT, add, done="They own it too, from when they next sign in."):
        set_widget(EMAIL, "")
