"""People's own words on a card, with what they have said about sharing them."""

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from workshop.kinds import CardKind, Mark, marked
from workshop.queries.cards import CardView
from workshop.queries.insights import Sharing, awaits_yes, sharing

SHARING_WORDS = {
    Sharing.YES: "✓ They said yes to showing this",
    Sharing.NO: "✕ Not for sharing: they said no",
    Sharing.ASK_FIRST: "✕ Not for sharing: ask them first",
}
KEPT_BACK = "There is a quote here. It is not for sharing, so it is kept back."


def drawn_here(kind: CardKind) -> tuple[str, ...]:
    """A quote and all that goes with it, which is not drawn again below the card."""
    return (*marked(kind, Mark.QUOTE), *marked(kind, Mark.WITH_QUOTE))


def words_and_speaker(kind: CardKind) -> tuple[str, ...]:
    """What is left out where a quote is kept back: what was said, and by whom."""
    speaker = set(marked(kind, Mark.WITH_QUOTE)) & set(marked(kind, Mark.NAME))
    return (*marked(kind, Mark.QUOTE), *speaker)


def kept_back(board: Board, card: CardView) -> bool:
    """Whether the quote waits for a yes. Facilitators and its writers read it all the same."""
    writes = board.viewer.is_facilitator or card.own or card.editable
    return awaits_yes(card) and not writes


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
    plain.quote(plain.said_in(card, str(words)), [sign for sign in signs if sign])
