"""One insight as people read it: what it taught us, what was seen, about whom, and its quote."""

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list, quotes, trace
from workshop.kinds import CardKind
from workshop.queries.cards import CardView

APART = (*quotes.drawn_here(CardKind.INSIGHT), "evidence", "sentence")


def insight(board: Board, card: CardView) -> None:
    """The sentence stands large above what was seen or heard, once there is one."""
    if sentence := card.fields.get("sentence"):
        plain.paragraph(str(sentence), "strong")
    plain.paragraph(card.text)
    quotes.quote(board, card)
    rests = trace.rests_line(board, card, apart=("segments",))
    said = [*card_list.signs(board, card), *about(board, card), *evidence(board, card), rests]
    plain.notes(said, [])
    if rest := _rest(board, card):
        with st.expander("More about it", type="compact", icon=":material/notes:"):
            plain.notes([], rest)


def about(board: Board, card: CardView) -> list[str]:
    """A chip for each group that the card is about."""
    return [
        f"About: {board.label(one)}" for one in card.links.get("segments", ()) if one in board.cards
    ]


def evidence(board: Board, card: CardView) -> list[str]:
    """How the writer knows, in words."""
    options = board.visit.playbook.kind(CardKind.INSIGHT).fields["evidence"].options
    said = options.get(str(card.fields.get("evidence")))
    return [said] if said else []


def _rest(board: Board, card: CardView) -> list[tuple[str, str]]:
    words = board.visit.playbook.kind(CardKind.INSIGHT)
    shown = {words.fields[name].label for name in APART} | {words.links["segments"]}
    return [pair for pair in card_list.facts(board, card) if pair[0] not in shown]
