"""What is hard to say: written without a name, read out by the facilitator, and answered."""

from functools import partial

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.cards.single_fields import mark
from stages.parts.visit import show_problem
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.concerns import HeardConcern, heard_concerns

KEY = StageKey.SOLUTIONS
STEP = "solutions.concerns"
HEADS = ("Read out", "Our answer", "Who sees to it", "By when", "Where it stands")
PARTICIPANT_FIRST = ("read_out", "response", "owner", "status", "by_when", "from_group")


def concerns_part(board: Board) -> None:
    """What was read out, for everybody; for the facilitator also what is still to be read."""
    st.header("What is hard to say", icon=":material/sentiment_worried:", anchor=False)
    st.caption(
        "There is no name on a concern. It is read out. Its words are never shown to the room."
    )
    with board.visit.reading() as session:
        heard = heard_concerns(session, board.viewer)
    _register(board, heard)
    adding(
        board, KEY, "solutions.concerns", CardKind.CONCERN, "Write a concern", _plain_form(board)
    )
    if board.viewer.is_facilitator:
        _facilitators(board)
    else:
        _own(board)


def _register(board: Board, heard: tuple[HeardConcern, ...]) -> None:
    if not heard:
        st.text("No concern was read out yet. Everybody writes one, so that nobody stands out.")
        return
    words = board.visit.playbook.kind(CardKind.CONCERN).fields["status"].options
    rows = [
        (
            f"Concern {number}",
            one.response or "No answer yet",
            one.owner or "Nobody yet",
            f"{one.by_when:%d/%m/%Y}" if one.by_when else "",
            words.get(one.status, "Not said"),
        )
        for number, one in enumerate(heard, 1)
    ]
    tables.table("Read out to the room", HEADS, rows)


def _plain_form(board: Board) -> Preset:
    """Somebody who writes a concern is asked for its words alone."""
    if board.viewer.is_facilitator:
        return Preset(first=PARTICIPANT_FIRST)
    return Preset(fixed=dict.fromkeys(PARTICIPANT_FIRST), linked={"solutions": (), "areas": ()})


def _own(board: Board) -> None:
    """A participant's own, which nobody but the facilitator sees beside them."""
    own = [card for card in board.of_kind((CardKind.CONCERN,)) if card.own]
    if own:
        with st.expander("What you wrote", icon=":material/lock_person:"):
            card_list.card_list(board, "solutions.own_concerns", own)


def _facilitators(board: Board) -> None:
    found = board.of_kind((CardKind.CONCERN,))
    waiting = [card for card in found if not card.fields.get("read_out")]
    st.caption(f"{len(waiting)} to read out, {len(found)} in all.")
    opened = st.expander(
        "For the facilitator",
        icon=":material/lock_person:",
        expanded=bool(waiting) and board.current_key == STEP,
        key="solutions.concerns.all",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        st.caption("Only you see these. Do not project this page while they are open.")
        if not found:
            st.text("No concerns yet.")
        card_list.card_list(board, "solutions.concern", found, _concern)


def _concern(board: Board, card: CardView) -> None:
    words = board.visit.playbook.kind(CardKind.CONCERN).fields["status"].options
    read_out = bool(card.fields.get("read_out"))
    plain.card(plain.said(card), card_list.signs(board, card), card_list.facts(board, card))
    if board.state.closed:
        return
    spot = f"solutions.concern.read.{card.id}"
    with st.container(horizontal=True, vertical_alignment="center"):
        if not read_out:
            st.button(
                "I have read it out",
                icon=":material/record_voice_over:",
                key=spot,
                on_click=partial(_read_out, board, spot, card),
            )
        for status in ("heard", "answered"):
            if card.fields.get("status") != status:
                st.button(
                    f"Mark as {words[status].lower()}",
                    type="tertiary",
                    key=f"{spot}.{status}",
                    on_click=partial(_answer, board, spot, card, status),
                )
    show_problem(spot)


def _read_out(board: Board, spot: str, card: CardView) -> None:
    mark(board, spot, card, "Noted. The room sees your answer, not the words.", read_out=True)


def _answer(board: Board, spot: str, card: CardView, status: str) -> None:
    mark(board, spot, card, status=status)
