"""Who does what by when, what we ask of those in charge, and what each person promises."""

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.cards.single_fields import mark
from stages.parts.visit import show_problem
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView

KEY = StageKey.VISION
AFTER = {"to_do": ("doing", "We have begun"), "doing": ("done", "It is done")}
SORTS = (
    (
        CardKind.FIRST_STEP,
        "First steps",
        "footprint",
        "Add a first step",
        ("owner", "by_when", "decision_point", "progress"),
        "No step yet. Each has one name and one date.",
    ),
    (
        CardKind.SYSTEM_ASK,
        "What we ask of those in charge",
        "campaign",
        "Add an ask",
        ("sort", "of_whom", "asked_by", "by_when"),
        "Nothing asked yet: freedom from a rule, money, or help?",
    ),
    (
        CardKind.COMMITMENT,
        "What each of us promises",
        "volunteer_activism",
        "Add a promise",
        ("who", "by_when"),
        "No promise yet. A small one that is kept is worth most.",
    ),
)


def steps_part(board: Board) -> None:
    """Three columns: steps, asks, promises; the earliest date first."""
    for column, (kind, title, icon, label, first, nothing) in zip(
        st.columns(3, gap="large"), SORTS, strict=True
    ):
        with column:
            found = board.of_kind((kind,))
            st.header(f"{title} ({len(found)})", icon=f":material/{icon}:", anchor=False)
            adding(board, KEY, f"vision.{kind}", kind, label, Preset(first=first))
            if not found:
                st.text(nothing)
            found.sort(key=lambda card: str(card.fields.get("by_when") or "9999"), reverse=True)
            body = _step if kind is CardKind.FIRST_STEP else None
            card_list.card_list(board, f"vision.list.{kind}", found, body)


def _step(board: Board, card: CardView) -> None:
    plain.card(plain.said(card), card_list.signs(board, card), card_list.facts(board, card))
    progress = card.fields.get("progress") or "to_do"
    if progress not in AFTER or not card.editable or board.state.closed:
        return
    status, label = AFTER[progress]
    spot = f"vision.step.on.{card.id}"
    st.button(
        label,
        icon=":material/arrow_forward:",
        key=spot,
        on_click=_move,
        args=(board, spot, card, status),
    )
    show_problem(spot)


def _move(board: Board, spot: str, card: CardView, progress: str) -> None:
    mark(board, spot, card, progress=progress)
