"""Cards as they come, the newest first, and the ways to add one for somebody else."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from stages.console import paper
from stages.parts import plain, redraw
from stages.parts.board import Board
from stages.parts.cards import card_list, taken
from stages.parts.cards.behalf import Behalf
from stages.parts.visit import doing, show_problem
from workshop.domain.themes.sort_board import theme_targets
from workshop.domain.undo_redo import redo, undo
from workshop.queries.cards import CardView
from workshop.queries.room import RunState

CARDS, HISTORY = "console.cards", "console.history"
AT_ONCE = 6
ACROSS = 3


def arriving(board: Board) -> None:
    """The cards of the current step: six at once, three beside each other."""
    run = board.current
    if run is None:
        return
    found = _cards(board, run)
    writes = bool(found or run.activity.collects)
    if not (writes or board.undo or board.redo):
        return
    redraw.part(HISTORY, board, _head)
    show_problem(CARDS)
    if not writes:
        return
    if not found:
        st.text("No cards yet. They show here as people send them.")
    with st.container(key="console.cardsbox", gap="xsmall"):
        card_list.card_list(board, CARDS, found, at_once=AT_ONCE, across=ACROSS)


def _cards(board: Board, run: RunState) -> list[CardView]:
    return [card for card in board.cards.values() if card.activity == run.activity.key]


def _head(board: Board) -> None:
    """How many there are, what was done last, and the ways to add one."""
    run = board.current
    if run is None:
        return
    found = _cards(board, run)
    writes = bool(found or run.activity.collects)
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
        key="console.cardshead",
    ):
        st.header(_title(run, found) if writes else "What was done", anchor=False)
        with st.container(horizontal=True, gap="xsmall", width="content"):
            _history(board, "Undo", "undo", undo, board.undo)
            _history(board, "Do again", "redo", redo, board.redo)
            _sort_together(board, run)
            _write_for_somebody(board, run)


def _title(run: RunState, found: list[CardView]) -> str:
    number = "1 card" if len(found) == 1 else f"{len(found)} cards"
    return f"{number}, face down" if run.face_down else number


def _history(board: Board, label: str, icon: str, verb: Callable[..., object], about: str) -> None:
    """The button names what it would do. Hiding is taken back at the card itself."""
    if not about:
        return
    st.button(
        f"{label}: {plain.as_text(about)}",
        icon=f":material/{icon}:",
        type="tertiary",
        key=f"console.{icon}",
        disabled=board.state.closed,
        on_click=doing(
            CARDS,
            partial(verb, board.visit.db, viewer=board.viewer, seen=board.state.revision),
        ),
    )


def _sort_together(board: Board, run: RunState) -> None:
    """The way to the board, in the steps whose cards can be put into themes."""
    kinds = (*run.activity.about, *run.activity.collects)
    if board.state.closed or not set(kinds) & set(theme_targets()):
        return
    plain.same_tab_link("Sort together", f"/sort/{board.viewer.code}")


def _write_for_somebody(board: Board, run: RunState) -> None:
    if not run.activity.collects or board.state.closed:
        return
    with st.popover("Add a card", icon=":material/add:", key="console.add_card"):
        kinds = run.activity.collects
        for_one = st.toggle("Write for somebody without a device", key="console.scribe")
        for_many = st.toggle("Bring in what is on paper", key="console.paper_in")
        if not (for_one or for_many):
            return
        words = board.visit.playbook
        kind = kinds[0]
        if len(kinds) > 1:
            kind = st.selectbox(
                "What do you want to write?",
                list(kinds),
                format_func=lambda one: words.kind(one).singular,
                key=f"console.scribe_kind.{run.activity.key}",
            )
        if for_one:
            with st.container(border=True):
                behalf = Behalf("console.scribe")
                taken.take_form(board, "console.scribe", kind, run, behalf=behalf)
        if for_many:
            paper.from_paper(board, kind, run)
