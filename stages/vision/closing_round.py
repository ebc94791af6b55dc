"""The closing round: how we see each other now, one word each, and what came of the day."""

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from workshop.enums import RoleGroup, StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView

KEY = StageKey.VISION


def closing_part(board: Board) -> None:
    """Changed views large, since they are the outcome; the words and results beside them."""
    left, right = st.columns([6, 5], gap="large")
    with left:
        _views(board)
    with right:
        _words(board)
        _results(board)


def _views(board: Board) -> None:
    found = board.of_kind((CardKind.CHANGED_VIEW,))
    preset = Preset(first=("before", "of_whom"))
    label = "Say how you see the others now"
    adding(
        board,
        KEY,
        "vision.views",
        CardKind.CHANGED_VIEW,
        label,
        preset,
        title="How we see each other now",
        icon="diversity_1",
    )
    if not found:
        st.text("Nobody has said yet. How did you see the others this morning, and now?")
    card_list.card_list(board, "vision.view", found, _view)


def _view(board: Board, card: CardView) -> None:
    left, right = st.columns(2)
    with left:
        st.caption("Before")
        plain.paragraph(plain.said_field(card, "before", "Not said"))
    with right:
        st.caption(":material/arrow_forward: Now")
        plain.paragraph(plain.said(card), "strong")
    whom = card.fields.get("of_whom")
    groups = board.visit.playbook.words.role_groups
    of = [("Whom they see in a new way", groups[RoleGroup(whom)].label)] if whom else []
    plain.notes(card_list.signs(board, card), of)


def _words(board: Board) -> None:
    found = board.of_kind((CardKind.CLOSING_WORD,))
    preset = Preset(first=("mood", "new_links", "take_home"))
    adding(
        board,
        KEY,
        "vision.closing",
        CardKind.CLOSING_WORD,
        "Say your word",
        preset,
        title="One word to close",
        icon="logout",
    )
    links = sum(card.fields.get("new_links") or 0 for card in found)
    if links:
        st.text(f"Together we met {links} new people today.")
    if not found:
        st.text("No words yet. Which one word do you go home with?")
    with st.container(horizontal=True, gap="small"):
        for card in found:
            st.badge(plain.as_text(" ".join(card.text.split())), color="gray")
    if found:
        with st.expander("Read them one by one", icon=":material/edit_note:"):
            card_list.card_list(board, "vision.word", found)


def _results(board: Board) -> None:
    found = board.of_kind((CardKind.SESSION_RESULT,))
    keys = {run.activity.key for run in board.runs_of(KEY)}
    seen = [card for card in board.of_kind((CardKind.OBSERVATION,)) if card.activity in keys]
    preset = Preset(first=("sort",))
    adding(
        board,
        KEY,
        "vision.results",
        CardKind.SESSION_RESULT,
        "Add a result",
        preset,
        title="What we made, and what changed in us",
        icon="task_alt",
    )
    adding(board, KEY, "vision.fresh", CardKind.OBSERVATION, "Say what fresh eyes saw")
    if not found and not seen:
        st.text("Nothing yet. Something that we made, and something that changed.")
    card_list.card_list(board, "vision.result", [*seen, *found])
