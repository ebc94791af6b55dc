"""A switch that opens the form for one more card, where this person may write one now."""

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board, run_for
from stages.parts.cards import taken
from stages.parts.cards.card_form import NOTHING_PRESET, Preset
from workshop.enums import StageKey
from workshop.kinds import CardKind


def adding(
    board: Board,
    key: StageKey,
    where: str,
    kind: CardKind,
    label: str,
    preset: Preset = NOTHING_PRESET,
    *,
    beside: CardKind | None = None,
) -> None:
    """The switch, or a line that says when this can be written.

    Where the plan has no step for this kind, the facilitator may note it in the step ``beside`` it.
    """
    run = run_for(board, key, kind)
    if run is None and beside is not None and board.viewer.is_facilitator:
        run = run_for(board, key, beside)
    if run is None:
        _when(board, key, kind, label)
        return
    if st.toggle(plain.as_text(label), key=f"{where}.adding.{kind}"):
        with st.container(border=True):
            taken.form_beside(board, where, kind, run, preset)


def _when(board: Board, key: StageKey, kind: CardKind, label: str) -> None:
    if board.state.closed:
        return
    titles = [run.activity.title for run in board.runs_of(key) if kind in run.activity.collects]
    when = f"when the room is at “{titles[0]}”" if titles else "this is not on today's plan"
    st.caption(plain.as_text(f"{label}: {when}."))
