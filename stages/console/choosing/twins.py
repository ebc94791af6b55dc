"""Cards that say nearly the same, before they split a vote: one press puts two together."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.visit import doing, show_problem
from workshop.domain.themes.merges import merge_cards
from workshop.playbook import Activity
from workshop.queries.threads.near_twins import Twins, twins_before

SPOT = "console.twins"


def twins_part(board: Board) -> None:
    """Each pair with its press, before a vote and until the first ballot is in."""
    votes = _coming(board)
    if not votes or board.state.closed:
        return
    with board.visit.reading() as session:
        found = twins_before(
            session, board.viewer.workshop_id, votes, board.visit.playbook.language
        )
    if not found:
        return
    with st.container(border=True, key="console.twins_box"):
        st.header("Is it this one?", icon=":material/join:", anchor=False)
        st.text(
            "These cards say nearly the same, so they would split the votes. "
            "Both writers and all words are kept."
        )
        show_problem(SPOT)
        for pair in found:
            _pair(board, pair)


def _coming(board: Board) -> list[Activity]:
    """The vote of the step that is on, as long as nobody has voted, and that of the next one."""
    found = []
    run, vote = board.current, board.state.vote
    untouched = vote is None or not vote.voted
    if run is not None and run.activity.votes and run.ended_at is None and untouched:
        found.append(run.activity)
    following = board.state.next_activity
    if following is not None and following.votes is not None:
        found.append(following)
    return found


def _pair(board: Board, pair: Twins) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.text(f"“{pair.lead_text}” and “{pair.twin_text}”", width="stretch")
        st.button(
            "Put together",
            icon=":material/merge:",
            key=f"{SPOT}.{pair.lead}.{pair.twin}",
            help=plain.as_text(f"“{pair.lead_text}” stands first. Undo takes it back."),
            on_click=doing(
                SPOT,
                partial(
                    merge_cards,
                    board.visit.db,
                    viewer=board.viewer,
                    cards=[pair.twin],
                    into=pair.lead,
                ),
                "They are one card now.",
            ),
        )
