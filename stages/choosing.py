"""Choosing which one of several cards to work on; the choice stays while the card is there."""

from collections.abc import Sequence

import streamlit as st

from stages.board import Board
from stages.writing import labels
from workshop.queries.cards import CardView


def chosen_card(board: Board, where: str, label: str, cards: Sequence[CardView]) -> CardView | None:
    """The card that this person wants to see, the newest to begin with; None when none is there."""
    if not cards:
        return None
    by_id = {card.id: card for card in cards}
    key = f"{where}.chosen"
    if st.session_state.get(key) not in by_id:
        st.session_state[key] = cards[-1].id
    names = labels(board, list(by_id))
    if len(cards) == 1:
        return cards[0]
    return by_id[str(st.selectbox(label, list(by_id), format_func=names.__getitem__, key=key))]
