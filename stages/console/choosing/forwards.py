"""What tables put before the room, as far as somebody taps it for them: a table without a phone."""

from functools import partial
from zlib import crc32

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.state import widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.threads.forwarding import put_forward
from workshop.playbook import Activity
from workshop.queries.threads.forwarded import Choosing, choosing

SPOT = "console.forward"


def forward_part(board: Board) -> None:
    """The cards that go on to the whole room, where tables choose them in the current step."""
    run = board.current
    if run is None or board.state.closed or run.activity.forward is None:
        return
    with board.visit.reading() as session:
        found = choosing(session, board.viewer, run.activity)
    if found is None or not found.cards:
        return
    on = [one.id for one in found.cards if one.on]
    with st.container(border=True, key="console.forward_box"):
        st.header("What tables put forward", icon=":material/arrow_forward:", anchor=False)
        show_problem(SPOT)
        each = run.activity.forward.each
        many = "one card" if each[0] == 1 else f"up to {each[0]} cards"
        st.text(
            f"Each table taps {many} on its own phones. Tap here for a table that has none. "
            f"{_without_a_tap(run.activity)}"
        )
        _ticks(board, found, on)


def _without_a_tap(activity: Activity) -> str:
    """What goes on of a table that taps nothing."""
    if activity.decide is not None and activity.decide.by == "table":
        return "A tap is enough. Nothing else needs to be pressed."
    return (
        "Until one table has tapped, all cards go on. From then on a table that taps nothing sends "
        "its newest card."
    )


def _ticks(board: Board, found: Choosing, on: list[str]) -> None:
    # The oldest keeps its bare words, so that a card which comes meanwhile renames no other.
    texts = plain.told_apart({card.id: card.text for card in reversed(found.cards)})
    # What a phone has tapped meanwhile brings its own ticks.
    key = f"{SPOT}.{crc32(repr(on).encode())}"
    st.multiselect(
        "Cards that go on to the whole room",
        [card.id for card in found.cards],
        default=on,
        format_func=lambda card: texts[card],
        placeholder="Tap the cards that go on",
        key=key,
        on_change=partial(_put, board, key, frozenset(on)),
    )


def _put(board: Board, key: str, before: frozenset[str]) -> None:
    """Each card that was tapped or taken away, as one press."""
    now = set(widget_value(key, ()))

    def verb() -> None:
        for card in sorted(before ^ now):
            put_forward(board.visit.db, viewer=board.viewer, card_id=card, forward=card in now)

    attempt(SPOT, verb)
