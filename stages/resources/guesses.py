"""Guess first, then look: £100 shared out alone, and the room's guesses beside the truth."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from stages.parts.board import Board, run_for
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding, form_opener
from stages.parts.cards.card_form import Preset
from stages.parts.figure import show_figure
from stages.parts.state import TIMES_ADDED, hold_widget, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.cards import add_card, edit_card
from workshop.drafts import CardEdit, NewCard
from workshop.enums import StageKey, Via
from workshop.kinds import KINDS, CardKind, split_parts
from workshop.queries.cards import CardView
from workshop.queries.figures.resources import guess_figure
from workshop.queries.money.budget import Budget
from workshop.queries.money.guesses import guesses_of, part_name, parts_to_guess, read_guesses

KEY = StageKey.RESOURCES
SPOT = "resources.split"
GUESSES = "resources.guess"
LOOKS = "resources.face_down"
LONGEST_TEXT = KINDS[CardKind.BUDGET_GUESS].text_max


def guess_part(board: Board, budget: Budget | None) -> None:
    """The guesses, and beside them what it really is once the room may see it."""
    st.header("Out of every £100, how much goes where?", icon=":material/casino:", anchor=False)
    with board.visit.reading() as session:
        parts = parts_to_guess(session, board.viewer.workshop_id)
    if budget is None:
        _asking(board, parts)
        _own_guesses(board)
        return
    with board.visit.reading() as session:
        everybody = guesses_of(session, board.viewer)
    looks = _looks(sum(card.face_down for card in everybody))
    told = [card for card in everybody if looks or not card.face_down]
    figure = guess_figure(read_guesses(told, budget))
    show_figure(board, figure, "No guesses and no money lines yet.")
    _asking(board, parts)
    found = board.of_kind((CardKind.BUDGET_GUESS,))
    if found := [card for card in found if looks or card.own or not card.face_down]:
        with st.expander("Read the guesses", icon=":material/notes:"):
            card_list.card_list(board, GUESSES, found)


def _looks(lying: int) -> bool:
    """Whether the facilitator looks at guesses that lie face down; this page may be projected."""
    if not lying:
        return False
    guesses, lie = ("guess", "lies") if lying == 1 else ("guesses", "lie")
    hold_widget(LOOKS, False)
    return st.toggle(
        f"Look at the {lying} {guesses} that {lie} face down",
        key=LOOKS,
        help="Only you see them. Do not project this page while you do.",
    )


def _asking(board: Board, parts: Sequence[str]) -> None:
    """The form for one more guess, until all are turned over."""
    run = board.run(GUESSES)
    if run is not None and run.revealed:
        st.caption("The guesses are turned over, so none is added or changed any more.")
        return
    if parts:
        _sharing(board, parts)
        return
    if board.viewer.is_facilitator:
        st.caption("Name at least two parts of the work. Then people can share out £100.")
    preset = Preset(first=("out_of_100",))
    adding(board, KEY, GUESSES, CardKind.BUDGET_GUESS, "Add a guess", preset)


def _own_guesses(board: Board) -> None:
    """One's own guesses, while everybody's lie face down."""
    own = [card for card in board.of_kind((CardKind.BUDGET_GUESS,)) if card.own]
    if own:
        card_list.card_list(board, "resources.own_guesses", own)


def _sharing(board: Board, parts: Sequence[str]) -> None:
    """One number for each part, what is left, and one button; changing it changes the same card."""
    run = run_for(board, KEY, CardKind.BUDGET_GUESS)
    if run is None:
        return
    mine = None if board.viewer.is_facilitator else _mine(board)
    label = "Change my guess" if mine else "Share out £100"
    if not form_opener(f"{SPOT}.open.{bool(mine)}", label, "edit" if mine else "add"):
        return
    prefix = f"{SPOT}.{TIMES_ADDED.get().get(SPOT, 0)}"
    before = dict(split_parts(mine.fields["split"])) if mine else {}
    with st.container(border=True):
        grid = st.grid(min(4, len(parts)), min_column_width=170)
        for number, name in enumerate(parts):
            key = f"{prefix}.{number}"
            hold_widget(key, before.get(name, 0))
            with grid.cell():
                st.number_input(name, 0, 100, step=1, key=key, format="%d")
        shared = [int(widget_value(f"{prefix}.{number}")) for number in range(len(parts))]
        left = 100 - sum(shared)
        if left:
            st.text(f"£{left} left to share out" if left > 0 else f"£{-left} too much")
        else:
            st.text("All £100 is shared out.")
        show_problem(SPOT)
        st.button(
            "Save my guess",
            type="primary",
            icon=":material/save:",
            key=f"{prefix}.save",
            on_click=partial(_save, board, run.activity.key, list(parts), prefix, mine),
        )


def _mine(board: Board) -> CardView | None:
    own = [
        card
        for card in board.of_kind((CardKind.BUDGET_GUESS,))
        if card.own and card.fields.get("split") and not card.withdrawn
    ]
    return own[-1] if own else None


def _save(
    board: Board, activity: str, parts: Sequence[str], prefix: str, mine: CardView | None
) -> None:
    shared = [int(widget_value(f"{prefix}.{number}")) for number in range(len(parts))]
    split = [f"{part_name(name)}: {pounds}" for name, pounds in zip(parts, shared, strict=True)]
    text = " · ".join(f"{name} £{pounds}" for name, pounds in zip(parts, shared, strict=True))
    words = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"

    def verb() -> None:
        if mine is not None:
            draft = {"version": mine.version, "text": words, "fields": {"split": split}}
            edit_card(
                board.visit.db, viewer=board.viewer, card_id=mine.id, draft=CardEdit.read(draft)
            )
            return
        new = {
            "activity": activity,
            "kind": CardKind.BUDGET_GUESS,
            "text": words,
            "fields": {"split": split},
        }
        add_card(board.visit.db, viewer=board.viewer, draft=NewCard.read(new), via=Via.APP)

    if attempt(SPOT, verb, "Your guess is saved."):
        counts = dict(TIMES_ADDED.get())
        counts[SPOT] = counts.get(SPOT, 0) + 1
        TIMES_ADDED.set(counts)
