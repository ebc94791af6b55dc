"""The life question and the goals that the room wrote to it: five are kept at most."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list, single_fields
from stages.parts.section import CardSection, opened
from stages.parts.visit import show_problem
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.people.team import MOST_GOALS, Goals, life_goals

KEY = StageKey.TEAM
GOALS = CardSection(
    CardKind.LIFE_GOAL,
    "Everything that was written",
    "edit_note",
    "Add a life goal",
    "No life goals yet. What would make the biggest difference to people's lives here?",
)


def goals_part(board: Board) -> None:
    """The chosen goals first, then all others, each with the act of choosing it."""
    st.caption("The question we share")
    plain.heading(board.state.life_question, level=2, kind="prompt")
    found = life_goals(board.cards.values())
    _chosen(board, found)
    opened(board, KEY, GOALS)
    card_list.card_list(board, "team.goals.others", list(found.others), _goal)


def _chosen(board: Board, found: Goals) -> None:
    count = len(found.chosen)
    st.header(f"Our life goals ({count})", icon=":material/favorite:", anchor=False)
    if not count:
        st.text("None is chosen yet. Join goals that say the same, then choose five at most.")
    if found.too_many:
        st.warning(
            f"There are {count} goals, and {MOST_GOALS} are enough. Join two that say the same: "
            "write both in one card, then take the other off this list.",
            icon=":material/merge:",
        )
    # The list is drawn newest first; the goals keep the order in which they were written.
    card_list.card_list(board, "team.goals.chosen", list(reversed(found.chosen)), _goal)


def _goal(board: Board, card: CardView) -> None:
    chosen = bool(card.fields.get("chosen"))
    plain.paragraph(plain.said(card), "strong" if chosen else "words")
    why = plain.said_field(card, "why")
    signs = ["✓ One of our goals"] if chosen else []
    plain.notes([*signs, *card_list.signs(board, card)], [("Why it matters", why)] if why else [])
    if not board.viewer.is_facilitator or board.state.closed:
        return
    spot = f"team.goal.{card.id}"
    st.button(
        "Take it off our goals" if chosen else "Choose as one of our goals",
        icon=":material/heart_minus:" if chosen else ":material/favorite:",
        key=spot,
        on_click=partial(_choose, board, spot, card, not chosen),
    )
    show_problem(spot)


def _choose(board: Board, spot: str, card: CardView, chosen: bool) -> None:
    done = "It is one of our goals now." if chosen else "It is off the list of goals."
    single_fields.mark(board, spot, card, done, chosen=chosen)
