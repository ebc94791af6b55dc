"""Hands that are up, and who steers: the one place on the console that names people."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.state import widget_value
from stages.parts.visit import doing, show_problem
from workshop.domain.people.hands import lower_hands
from workshop.domain.people.steerers import end_steering, hand_over, lock_room
from workshop.queries.people.hands import Hand, hands_up
from workshop.queries.people.steerers import Steerer, could_steer

SPOT = "console.hands"
STEER = "console.steerers"


def hands(board: Board) -> None:
    """Who would like to speak, the longest first. Nothing while no hand is up."""
    if board.state.closed or not board.state.hands:
        return
    with board.visit.reading() as session:
        up = hands_up(session, board.viewer)
    with st.container(border=True, key="console.hands_box"):
        st.header(
            "1 hand is up" if len(up) == 1 else f"{len(up)} hands are up",
            icon=":material/front_hand:",
            anchor=False,
        )
        for hand in up:
            _hand(board, hand)
        if len(up) > 1:
            last = up[-1].since
            verb = partial(lower_hands, board.visit.db, viewer=board.viewer, until=last)
            st.button("Lower all hands", key="console.lower_all", on_click=doing(SPOT, verb))
        show_problem(SPOT)


def _hand(board: Board, hand: Hand) -> None:
    name = _who(board, hand)
    verb = partial(
        lower_hands,
        board.visit.db,
        viewer=board.viewer,
        person_id=hand.person_id,
        until=hand.since,
    )
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        plain.paragraph(name)
        st.button(
            "Seen",
            icon=":material/check:",
            type="tertiary",
            key=f"console.lower.{hand.person_id}",
            help=f"Lower the hand of {plain.as_text(name)}",
            on_click=doing(SPOT, verb),
        )


def _who(board: Board, one: Hand | Steerer) -> str:
    group = board.group_said(one.role_group, one.voice)
    table = f"table {one.table}" if one.table else ""
    return ", ".join(part for part in (one.name, group, table) if part)


def steerers(board: Board) -> None:
    """Locking the room, and handing the steering to another device or ending it."""
    if board.state.closed:
        return
    locked = board.state.locked
    st.button(
        "Let people in again" if locked else "Lock the room",
        icon=":material/lock_open:" if locked else ":material/lock:",
        key="console.lock",
        help="While it is locked nobody new can join. Who is in can go on.",
        on_click=doing(
            STEER, partial(lock_room, board.visit.db, viewer=board.viewer, locked=not locked)
        ),
    )
    if locked:
        st.badge("Locked: nobody new can join", icon=":material/lock:", color="orange")
    with st.expander("Hand over", icon=":material/swap_calls:", key="console.hand_over"):
        _hand_over(board)
    show_problem(STEER)


def _hand_over(board: Board) -> None:
    with board.visit.reading() as session:
        found = could_steer(session, board.viewer)
    others = {one.person_id: one for one in found if not one.steers}
    steering = [one for one in found if one.steers]
    st.text(
        "Choose a device that has joined. Both of you steer then. Is the person not in the list? "
        "Ask them to raise a hand on their phone."
    )
    names = plain.told_apart({id_: _who(board, one) for id_, one in others.items()})
    st.selectbox(
        "Who should steer too?",
        list(others),
        index=None,
        format_func=names.__getitem__,
        placeholder="Choose somebody",
        key="console.new_steerer",
    )
    chosen = widget_value("console.new_steerer")
    st.button(
        "Let this device steer",
        icon=":material/key:",
        key="console.hand_over_now",
        disabled=chosen not in others,
        on_click=doing(
            STEER,
            partial(hand_over, board.visit.db, viewer=board.viewer, person_id=str(chosen)),
            "That device can steer now.",
        ),
    )
    for number, one in enumerate(steering, 1):
        _steering(board, one, number, last=len(steering) < 2)
    st.caption("With the four words any device takes over at once, also when this one is lost.")
    plain.sign_out_box()


def _steering(board: Board, one: Steerer, number: int, *, last: bool) -> None:
    name = "This device" if one.is_me else one.name or f"Another device ({number})"
    st.text(f"{name} steers.")
    if last:
        return
    verb = partial(end_steering, board.visit.db, viewer=board.viewer, person_id=one.person_id)
    st.button(
        "Stop steering here" if one.is_me else f"End the steering of {plain.as_text(name)}",
        icon=":material/logout:",
        type="tertiary",
        key=f"console.end_steering.{one.person_id}",
        on_click=doing(STEER, verb, "Done."),
    )
