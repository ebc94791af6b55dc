"""Choosing which one of several cards to work on; the choice stays while the card is there."""

from collections.abc import Sequence

import streamlit as st

from stages.parts.board import Board
from stages.parts.cards.card_form import labels
from stages.parts.state import KNOWN, set_widget, widget_value
from workshop.queries.cards import CardView


def chosen_card(board: Board, where: str, label: str, cards: Sequence[CardView]) -> CardView | None:
    """The card that this person wants to see, the first to begin with; None when none is there.

    A card that has just come is chosen, since somebody has just written it to work on it.
    """
    if not cards:
        return None
    by_id = {card.id: card for card in cards}
    key = f"{where}.chosen"
    known = KNOWN.at(where).get()
    if known is not None and set(by_id) - set(known):
        set_widget(key, cards[-1].id)
    elif widget_value(key) not in by_id:
        set_widget(key, cards[0].id)
    KNOWN.at(where).set(list(by_id))
    names = labels(board, list(by_id))
    if len(cards) == 1:
        return cards[0]
    return by_id[str(st.selectbox(label, list(by_id), format_func=names.__getitem__, key=key))]
