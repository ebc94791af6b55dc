"""All cards that were spoken, of every step, in one list: to hear, to type, to take away."""

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board, read_board
from stages.parts.cards.card_list import card_list, facts, signs
from stages.parts.visit import Visit
from workshop.queries.cards import CardView
from workshop.queries.pictures import UNTYPED, spoken_cards, untyped_cards

AT_ONCE = 5


def spoken_list(visit: Visit) -> None:
    """For whoever facilitates: what no file has in words yet, then the voices beside words.

    What lies face down is counted and not heard: the phone promised so before anybody spoke.
    """
    with visit.reading() as session:
        count = untyped_cards(session, visit.here)
        heard = spoken_cards(session, visit.here)
    if not count and not heard:
        return
    board = read_board(visit)
    there = [card for card in board.cards.values() if card.id in board.spoken]
    untyped = [card for card in there if card.text == UNTYPED]
    if count:
        st.text(_not_in_files(count, count - len(untyped)))
    card_list(board, "downloads.spoken", untyped, _said, at_once=AT_ONCE)
    if worded := [card for card in there if card.text != UNTYPED]:
        one = len(worded) == 1
        label = "1 card has a voice" if one else f"{len(worded)} cards have a voice"
        with st.expander(f"{label} beside {'its' if one else 'their'} words", key="downloads.both"):
            card_list(board, "downloads.worded", worded, _said, at_once=AT_ONCE)


def _not_in_files(count: int, face_down: int) -> str:
    said = "1 card was" if count == 1 else f"{count} cards were"
    found = f"{said} spoken and not typed yet. Files say “{UNTYPED}” there."
    if face_down < count:
        found += " Hear them here, and type the words."
    if face_down:
        found += f" {face_down} of these can be heard once the cards of that step are shown."
    return found


def _said(board: Board, card: CardView) -> None:
    """As it stands elsewhere, and in which step it was said."""
    run = board.run(card.activity)
    step = [run.activity.title] if run is not None else []
    plain.card(plain.said(card), [*step, *signs(board, card)], facts(board, card), "none")
