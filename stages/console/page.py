"""The facilitator's desk: what is on now, how long, who is quiet, what the big screen shows."""

from pathlib import Path

import streamlit as st

from stages.console import (
    arriving,
    cases_and_lenses,
    first_look,
    for_you_only,
    group_tables,
    hands,
    on_now,
    presence,
    rehearsals,
    room_check,
    screen,
    top_line,
    votes,
    workshop_life,
)
from stages.console.choosing import decisions, forwards, twins
from stages.parts import redraw
from stages.parts.board import Board, read_board
from stages.parts.days import reminder
from stages.parts.lent import lent
from stages.parts.unerased import say_unerased
from stages.parts.visit import guarded, member
from workshop.db import now
from workshop.errors import NotAllowedError

CHOOSING, PEOPLE, ONLY = "console.choosing", "console.people", "console.only"
STYLE = Path(__file__).with_name("console.css")


@guarded
def page() -> None:
    visit = member()
    if not visit.here.is_facilitator:
        raise NotAllowedError(
            "The console is for the facilitator. Everybody else writes in the room."
        )
    board = read_board(visit)
    st.html(STYLE)
    top_line.top_line(board)
    say_unerased(board.visit.db)
    _ends_soon(board)
    rehearsals.banner(board)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        on_now.on_now(board)
        redraw.part(CHOOSING, board, _choosing)
        arriving.arriving(board)
    with right, st.container(border=True, key="console.side", gap="small"):
        hands.hands(board)
        redraw.part(PEOPLE, board, presence.who_is_here)
        screen.big_screen(board)
        redraw.part(ONLY, board, for_you_only.for_you_only)
        _seldom(board)


def _choosing(board: Board) -> None:
    """What is to be decided stands above what it rests on."""
    first_look.waiting_cards(board)
    cases_and_lenses.cases_and_lenses(board)
    lent(board)
    forwards.forward_part(board)
    twins.twins_part(board)
    decisions.decision_part(board)
    votes.vote_part(board)


def _seldom(board: Board) -> None:
    """What is set up once, each behind a press, so that it takes no room while people wait."""
    with st.container(horizontal=True, gap="xsmall", key="console.seldom"):
        if not board.state.closed:
            with st.popover("Set up the room", type="tertiary", key="console.setup"):
                room_check.room_check(board)
                group_tables.group_tables(board)
                first_look.looking_first(board)
                hands.steerers(board)
        workshop_life.keeping(board)


def _ends_soon(board: Board) -> None:
    if sentence := reminder(board.workshop.erase_on, now().date()):
        st.warning(sentence, icon=":material/event_busy:")
