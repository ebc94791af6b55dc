"""What the room takes from the horizon scan: ideas to borrow, and what goes home to others."""

import streamlit as st

from stages.parts import missing_steps, plain, redraw, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.stage import kind_section
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.library import load_library
from workshop.queries.library_notes import (
    element_marks,
    ideas_to_borrow,
    notes_on_case,
    notes_through_lens,
)

KEY = StageKey.HORIZON
ABOUT_SIX = 6
_TALK_BACK = (CardKind.TAKE_BACK, CardKind.READING)


def borrow_part(board: Board) -> None:
    """Every idea to borrow, the “aha” ones first, and which of the four marks nobody used."""
    found = ideas_to_borrow(board.cards.values())
    st.header("What we could borrow", icon=":material/swap_horiz:", anchor=False)
    st.caption("Finish this: we could borrow … to help … Star what made you say “aha”.")
    preset = Preset(first=("to_help", "limit", "monday", "elements"))
    adding(board, KEY, "horizon.borrow", CardKind.BORROWING, "Write what we could borrow", preset)
    _marks(board)
    if not found:
        st.text("No ideas to borrow yet. Read a case or look through a lens, then write one here.")
    if len(found) > ABOUT_SIX:
        st.caption(f"There are {len(found)} ideas. Keep about {ABOUT_SIX}: star those.")
    # The list is drawn newest first; these shall keep their order.
    card_list.card_list(board, "horizon.borrow", list(reversed(found)))
    _said_on_the_walk(board)


def _said_on_the_walk(board: Board) -> None:
    """What people said to each other while they walked along the wall."""
    steps = {run.activity.key for run in board.runs_of(KEY)}
    here = [card for card in board.of_kind((CardKind.COMMENT,)) if card.activity in steps]
    if here or board.run("horizon.walk") is not None:
        kind_section(board, KEY, CardKind.COMMENT, here)


def _marks(board: Board) -> None:
    words = load_library(board.state.language).words.element
    marks = element_marks(board.cards.values())
    if not any(marks.values()):
        return
    st.text("What was new: " + " · ".join(f"{words[one]} {count}" for one, count in marks.items()))
    unused = [words[one] for one, count in marks.items() if not count]
    if unused:
        st.caption(plain.as_text(f"Nobody has marked this yet: {', '.join(unused)}."))


def home_part(board: Board) -> None:
    """The list to take home, and what the others said to it."""
    st.header("Take it home", icon=":material/backpack:", anchor=False)
    st.caption("Tell somebody who was not here. Then write down what they said.")
    redraw.part("horizon.borrowed", board, _ideas)
    _read(board)
    for kind in _TALK_BACK:
        here = board.of_kind((kind,))
        planned = any(kind in run.activity.collects for run in board.runs_of(KEY))
        if here or planned:
            kind_section(board, KEY, kind, here)
    _offer(board, "horizon.take-home")


def _ideas(board: Board) -> None:
    found = ideas_to_borrow(board.cards.values())
    rows = [
        (
            f"★ {card.text}" if card.starred else card.text,
            str(card.fields.get("to_help", "")),
            str(card.fields.get("limit", "")),
            str(card.fields.get("monday", "")),
        )
        for card in found
    ]
    if rows:
        heads = ("We could borrow", "To help", "Where it does not fit us", "On Monday")
        tables.table("Ideas to take home", heads, rows)
    else:
        st.text("Ideas to borrow show here when the room has written them.")


def _read(board: Board) -> None:
    """The cases and lenses that gave something, with how much."""
    library = load_library(board.state.language)
    everything = list(board.cards.values())
    case_rows = [(case.title, len(notes_on_case(everything, case))) for case in library.cases]
    lens_rows = [(lens.name, len(notes_through_lens(everything, lens))) for lens in library.lenses]
    rows = [(name, str(count)) for name, count in (*case_rows, *lens_rows) if count]
    if rows:
        tables.table("What gave us ideas", ("Case or lens", "Notes"), rows, numbers=(1,))


def signals_part(board: Board) -> None:
    """Small signs of what may come, apart from the cases: a room may leave this out."""
    st.header("Small signs of change", icon=":material/trending_up:", anchor=False)
    st.caption(
        "This part looks at what may come. It stands apart from the cases. You may leave it out."
    )
    here = board.of_kind((CardKind.SIGNAL_OF_CHANGE,))
    if here or board.run("horizon.signals") is not None:
        kind_section(board, KEY, CardKind.SIGNAL_OF_CHANGE, here)
    elif not board.viewer.is_facilitator:
        st.text("This is not on today's plan.")
    _offer(board, "horizon.signals")


def _offer(board: Board, key: str) -> None:
    missing = {one.key: one for one in missing_steps.left_out(board, KEY)}
    if key in missing and board.viewer.is_facilitator and not board.state.closed:
        with st.container(border=True):
            missing_steps.offer(board, missing[key], f"offer.{key}")
