"""The stage Horizon scanning: practice elsewhere now, with a library of cases and lenses."""

import streamlit as st

from stages.horizon import borrowed_ideas, lenses, library, library_case
from stages.parts.board import Board, read_board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.stage import follow_room
from stages.parts.subpages import Part, chosen_part, opening, top
from stages.parts.visit import guarded, member
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.library import load_library
from workshop.queries.cards import CardView
from workshop.queries.library_notes import notes_on_case

KEY = StageKey.HORIZON
PARTS = {
    "cases": Part("Cases", "public", ("horizon.cases", "horizon.trick", "horizon.elements")),
    "lenses": Part("Lenses", "search", ("horizon.lens", "horizon.breaks")),
    "borrow": Part("What we could borrow", "swap_horiz", ("horizon.borrow", "horizon.walk")),
    "home": Part("Take it home", "backpack", ("horizon.take-home",)),
    "signals": Part("Signs of change", "trending_up", ("horizon.signals",)),
}


@guarded
def page() -> None:
    visit = member()
    board = read_board(visit)
    top(board, KEY)
    opening(board, KEY)
    part = chosen_part(board, KEY, PARTS)
    match part:
        case "cases":
            _cases(board)
        case "lenses":
            lenses.lens_part(board)
        case "borrow":
            borrowed_ideas.borrow_part(board)
        case "home":
            borrowed_ideas.home_part(board)
        case _:
            borrowed_ideas.signals_part(board)
    follow_room(board)


def _cases(board: Board) -> None:
    if library_case.case_in_view(board):
        return
    library.case_list(board)
    st.header("A case of our own", icon=":material/home_pin:", anchor=False)
    preset = Preset(first=("place", "what_they_did", "results", "checked"))
    adding(board, KEY, "horizon.own", CardKind.LOCAL_CASE, "Add a case of our own", preset)
    _loose_notes(board)


def _loose_notes(board: Board) -> None:
    """Notes that name no case of ours, such as those written on a phone."""
    loose = [card for card in board.of_kind((CardKind.CASE_NOTE,)) if not _has_place(board, card)]
    if loose:
        st.header("Notes on no case yet", icon=":material/sticky_note_2:", anchor=False)
        st.caption("Edit a note to say which case it is about.")
        card_list.card_list(board, "horizon.loose", loose)


def _has_place(board: Board, card: CardView) -> bool:
    found = load_library(board.state.language)
    return bool(card.links.get("cases")) or any(notes_on_case([card], case) for case in found.cases)
