"""The gates of a stage: what the method asks for first, and the way on all the same."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.visit import doing, show_problem
from workshop.domain.room import open_gate
from workshop.enums import StageKey
from workshop.queries.gates import GateState, closed_gates, gate_states


def closed_gates_of(board: Board, key: StageKey) -> list[GateState]:
    """The gates that keep this stage closed, for whoever looks; none once the day is over."""
    if board.state.closed:
        return []
    needs = board.visit.playbook.stage(key).needs
    with board.visit.reading() as session:
        states = gate_states(session, board.viewer.workshop_id, needs)
    return [state for state in states if state.closed]


def closed_gates_to(board: Board, activity: str) -> list[GateState]:
    """The gates that keep one activity of this workshop closed; none where it is not planned."""
    if board.state.closed or board.run(activity) is None:
        return []
    with board.visit.reading() as session:
        return closed_gates(session, board.viewer.workshop_id, activity)


def show_gate(board: Board, key: StageKey, state: GateState) -> None:
    """The sentence for everybody; for the facilitator one click to go on all the same."""
    spot = f"{key}.gate.{state.gate}"
    st.info(plain.as_text(f"{state.words.closed} {state.words.to_open}"), icon=":material/lock:")
    if board.viewer.is_facilitator:
        verb = partial(open_gate, board.visit.db, viewer=board.viewer, gate=state.gate)
        st.button(
            plain.as_text(state.words.open_anyway),
            icon=":material/lock_open:",
            key=spot,
            on_click=doing(spot, verb, "It is open now. That you decided so is kept."),
        )
        show_problem(spot)
