"""The stage Reframe: changed minds, a new challenge from … to …, and the room's agreement."""

import streamlit as st

from stages.parts import plain
from stages.parts.agreed_challenge import show_agreed
from stages.parts.board import Board, read_board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.stage import follow_room
from stages.parts.subpages import Part, chosen_part, opening, top
from stages.parts.visit import guarded, member
from stages.reframe.challenges import choose_part, from_to_part
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView

KEY = StageKey.REFRAME
PARTS = {
    "minds": Part("Changed minds", "published_with_changes", ("reframe.used-to-think",)),
    "from_to": Part("From … to …", "flip", ("reframe.from-to", "reframe.check")),
    "questions": Part("How could we …?", "help", ("reframe.questions",)),
    "choose": Part("Choose and agree", "handshake", ("reframe.choose",)),
}


@guarded
def page() -> None:
    visit = member()
    board = read_board(visit)
    top(board, KEY)
    show_agreed(board)
    opening(board, KEY)
    match chosen_part(board, KEY, PARTS):
        case "minds":
            _minds(board)
        case "from_to":
            from_to_part(board)
        case "questions":
            _questions(board)
        case _:
            choose_part(board)
    follow_room(board)


def _minds(board: Board) -> None:
    found = board.of_kind((CardKind.BELIEF,))
    preset = Preset(first=("now_think", "changed_by"))
    adding(
        board,
        KEY,
        "reframe.minds",
        CardKind.BELIEF,
        "Add a changed mind",
        preset,
        title="I used to think, now I think",
        icon="psychology",
    )
    if not found:
        st.text("No changed minds to see yet. Write for yourself first, then share.")
    card_list.card_list(board, "reframe.minds", found, _mind)


def _mind(board: Board, card: CardView) -> None:
    left, right = st.columns(2)
    with left:
        st.caption("I used to think …")
        plain.paragraph(plain.said(card))
    with right:
        st.caption(":material/arrow_forward: Now I think …")
        plain.paragraph(plain.said_field(card, "now_think", "Not said yet"))
    changed = plain.said_field(card, "changed_by")
    facts = [("What changed my mind", changed)] if changed else []
    insights = [board.label(one) for one in card.links.get("insights", ()) if one in board.cards]
    if insights:
        facts.append(("Insights that changed it", "\n".join(insights)))
    plain.notes(card_list.signs(board, card), facts)


def _questions(board: Board) -> None:
    found = board.of_kind((CardKind.CHALLENGE_QUESTION,))
    preset = Preset(first=("so_that",))
    label = "Add a challenge question"
    adding(
        board,
        KEY,
        "reframe.questions",
        CardKind.CHALLENGE_QUESTION,
        label,
        preset,
        title="How could we … so that …?",
        icon="help",
    )
    st.caption("Three questions at each table. If one holds an answer, open it up.")
    if not found:
        st.text("No questions yet. They turn the new challenge into something we can answer.")
    card_list.card_list(board, "reframe.questions", found)
