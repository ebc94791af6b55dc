"""Cards that wait for a yes, and whose cards do."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.state import widget_value
from stages.parts.visit import doing, show_problem
from workshop.domain.people import moderation
from workshop.enums import Attribution
from workshop.kinds import KINDS, CardKind
from workshop.queries.cards import CardView
from workshop.queries.people.muted import MutedDevice, muted_devices

SPOT = "console.first_look"


def waiting_cards(board: Board) -> None:
    """Each card that waits, with a yes and a no; nothing where none does."""
    waiting = [card for card in board.cards.values() if card.waiting and not card.withdrawn]
    if not waiting or board.state.closed:
        return
    with st.container(border=True, key="console.waiting_box"):
        one = len(waiting) == 1
        title = "1 card waits for you" if one else f"{len(waiting)} cards wait for you"
        st.header(title, icon=":material/visibility_lock:", anchor=False)
        show_problem(SPOT)
        for card in waiting:
            _card(board, card)
        if not one:
            verb = partial(
                moderation.let_through,
                board.visit.db,
                viewer=board.viewer,
                cards=[card.id for card in waiting],
            )
            st.button("Show all of them", key=f"{SPOT}.all", on_click=doing(SPOT, verb))


def _card(board: Board, card: CardView) -> None:
    plain.paragraph(plain.said(card))
    db, viewer, cards = board.visit.db, board.viewer, [card.id]
    with st.container(horizontal=True, gap="small"):
        yes = partial(moderation.let_through, db, viewer=viewer, cards=cards)
        no = partial(moderation.keep_back, db, viewer=viewer, cards=cards)
        st.button(
            "Show it to the room",
            icon=":material/check:",
            key=f"{SPOT}.yes.{card.id}",
            on_click=doing(SPOT, yes),
        )
        st.button(
            "Keep it back",
            icon=":material/visibility_off:",
            type="tertiary",
            key=f"{SPOT}.no.{card.id}",
            on_click=doing(SPOT, no, "It stays with you. Its writer reads: not on the wall."),
        )


def looking_first(board: Board) -> None:
    """The choice for this step, and for the device behind one card."""
    run = board.current
    if run is None or board.state.closed or not run.activity.collects:
        return
    db, viewer = board.visit.db, board.viewer
    opened = st.expander(
        "Look at cards first",
        icon=":material/visibility_lock:",
        key=f"{SPOT}.box",
        on_change="rerun",
    )
    # Closed, it sends nothing: the choice names every card of the step.
    if not opened.open:
        return
    with opened:
        show_problem(f"{SPOT}.choice")
        st.text(
            "People are told: " + board.visit.playbook.words.look_first
            if run.looks_first
            else "Cards come to the wall as people send them."
        )
        verb = partial(moderation.look_first, db, viewer=viewer, wanted=not run.looks_first)
        st.button(
            "Show new cards at once again" if run.looks_first else "Look at each card first",
            key=f"{SPOT}.step",
            on_click=doing(f"{SPOT}.choice", verb),
        )
        _one_device(board, run.attribution)
        with board.visit.reading() as session:
            muted = muted_devices(session, viewer)
        for number, one in enumerate(muted, 1):
            _muted(board, number, one)


def _one_device(board: Board, promised: Attribution) -> None:
    """Choose a card that hurt: what its device sends next waits, and nobody is named."""
    if promised is Attribution.ANONYMOUS:
        st.caption("Here nobody may know who wrote, so only the whole step can be looked at first.")
        return
    offered = plain.told_apart(
        {
            card.id: " ".join(card.text.split())
            for card in reversed(list(board.cards.values()))
            if card.activity == board.current_key and not KINDS[CardKind(card.kind)].anonymous
        }
    )
    st.selectbox(
        "Or only what comes from the device that wrote this card",
        list(offered),
        index=None,
        format_func=lambda card: offered[card],
        placeholder="Choose the card",
        key=f"{SPOT}.which",
    )
    chosen = widget_value(f"{SPOT}.which")
    verb = partial(moderation.mute, board.visit.db, viewer=board.viewer, card_id=str(chosen))
    st.button(
        "Look at its next cards first",
        key=f"{SPOT}.mute",
        disabled=chosen not in offered,
        on_click=doing(f"{SPOT}.choice", verb, "Its next cards wait for you. They say: saved."),
    )


def _muted(board: Board, number: int, one: MutedDevice) -> None:
    who = plain.as_text(board.visit.playbook.words.role_groups[one.role_group].label)
    verb = partial(moderation.unmute, board.visit.db, viewer=board.viewer, person_id=one.person_id)
    st.button(
        f"Device {number} ({who}): show its cards at once again",
        icon=":material/lock_open:",
        key=f"{SPOT}.unmute.{one.person_id}",
        on_click=doing(f"{SPOT}.choice", verb),
    )
