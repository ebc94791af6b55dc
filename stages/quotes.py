"""People's own words on a card, with what they have said about sharing them."""

import streamlit as st

from stages import plain
from stages.board import Board
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.insights import Sharing, sharing

SHARING_WORDS = {
    Sharing.YES: "✓ They said yes to showing this",
    Sharing.NO: "✕ Not for sharing: they said no",
    Sharing.ASK_FIRST: "✕ Not for sharing: ask them first",
}
KEPT_BACK = "There is a quote here. It is not for sharing, so only its writer sees it."
QUOTED = ("quote", "quote_kind", "speaker", "consent")
"""The fields that are drawn here, and so not again below the card."""


def may_read(board: Board, card: CardView) -> bool:
    """Facilitators and the writer check the words; others read them once there is a yes."""
    return sharing(card) is Sharing.YES or board.viewer.is_facilitator or card.own or card.editable


def quote(board: Board, card: CardView) -> None:
    """The quote with who said it, whose words it is in, and whether it may be shown."""
    words = card.fields.get("quote")
    if not words:
        return
    if not may_read(board, card):
        st.caption(KEPT_BACK)
        return
    kinds = board.visit.playbook.kind(CardKind(card.kind)).fields["quote_kind"].options
    signs = [
        str(card.fields.get("speaker") or ""),
        kinds.get(str(card.fields.get("quote_kind")), ""),
        SHARING_WORDS[sharing(card)],
    ]
    plain.quote(str(words), [sign for sign in signs if sign])
