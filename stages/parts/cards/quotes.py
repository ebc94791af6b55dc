"""People's own words on a card, with what they have said about sharing them."""

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from workshop.kinds import CardKind, field_spec
from workshop.queries.cards import CardView
from workshop.queries.insights import Sharing, sharing

SHARING_WORDS = {
    Sharing.YES: "✓ They said yes to showing this",
    Sharing.NO: "✕ Not for sharing: they said no",
    Sharing.ASK_FIRST: "✕ Not for sharing: ask them first",
}
KEPT_BACK = "There is a quote here. It is not for sharing, so it is kept back."
QUOTE = ("quote", "speaker")
"""What is left out where a quote is kept back."""
QUOTED = ("quote", "quote_kind", "speaker", "consent")
"""The fields that are drawn here, and so not again below the card."""


def kept_back(board: Board, card: CardView) -> bool:
    """Whether the quote waits for a yes. Facilitators and its writers read it all the same."""
    if not card.fields.get("quote") or field_spec(CardKind(card.kind), "consent") is None:
        return False
    writes = board.viewer.is_facilitator or card.own or card.editable
    return sharing(card) is not Sharing.YES and not writes


def quote(board: Board, card: CardView) -> None:
    """The quote with who said it, whose words it is in, and whether it may be shown."""
    words = card.fields.get("quote")
    if not words:
        return
    if kept_back(board, card):
        st.caption(KEPT_BACK)
        return
    kinds = board.visit.playbook.kind(CardKind(card.kind)).fields["quote_kind"].options
    signs = [
        str(card.fields.get("speaker") or ""),
        kinds.get(str(card.fields.get("quote_kind")), ""),
        SHARING_WORDS[sharing(card)],
    ]
    plain.quote(str(words), [sign for sign in signs if sign])
