"""A safe room: ground rules, hopes beside worries, and what people need to take part."""

from dataclasses import replace

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.card_form import Preset
from stages.parts.section import CardSection, section
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView

KEY = StageKey.TEAM
RULES = CardSection(
    CardKind.GROUND_RULE,
    "Ground rules",
    "handshake",
    "Add a ground rule",
    "No ground rules yet. What do you need so that you can speak freely?",
    caption="Say who has more power here, and ask them to listen first.",
)
HOPES = CardSection(
    CardKind.HOPE, "Hopes", "sunny", "Add a hope", "No hopes yet. What do you hope for today?"
)
WORRIES = CardSection(
    CardKind.WORRY,
    "Worries",
    "cloud",
    "Add a worry",
    "No worries to see here.",
)
NEEDS = CardSection(
    CardKind.ACCESS_NEED,
    "What people need to take part",
    "accessibility_new",
    "Add what somebody needs",
    "Nothing here yet. Talk to each person alone before the day.",
    activity="team.access",
    preset=Preset(first=("sort", "helper", "settled")),
)
CONTACTS = CardSection(
    CardKind.FOLLOW_UP_CONTACT,
    "Who wants to hear from us again",
    "contact_mail",
    "Add a contact",
    "Nobody here yet. Write down only those who said yes.",
    preset=Preset(first=("contact", "about", "agreed_on")),
)
ALL_OF_THEM = "Only facilitators see these, and nobody's name. Do not project them."
ONLY_YOURS = "You see only your own. The facilitator sees them without your name."


def room_part(board: Board) -> None:
    section(board, KEY, RULES, _rule)
    left, right = st.columns(2, gap="large")
    with left:
        section(board, KEY, HOPES)
    with right:
        caption = ALL_OF_THEM if board.viewer.is_facilitator else ONLY_YOURS
        section(board, KEY, replace(WORRIES, caption=caption), _worry)
    with st.expander("So that everybody is safe", icon=":material/health_and_safety:"):
        for line in board.visit.playbook.words.safety:
            st.text(line)


def _rule(board: Board, card: CardView) -> None:
    agreed = ["✓ Agreed"] if card.fields.get("agreed") else ["Not agreed yet"]
    plain.card(plain.said(card), [*agreed, *card_list.signs(board, card)], [])


def _worry(board: Board, card: CardView) -> None:
    """A worry with its answer; never who wrote it."""
    settled = "✓ Settled" if card.fields.get("settled") else "Still open"
    answer = plain.said_field(
        card, "answer", "No answer yet. Say honestly what you cannot promise."
    )
    plain.card(plain.said(card), [settled, *card_list.signs(board, card)], [("Our answer", answer)])


def needs_part(board: Board) -> None:
    """For the facilitator alone; a participant finds what they wrote themselves."""
    if not board.viewer.is_facilitator:
        st.info(
            "Only the facilitator sees what people need. Here you find what you wrote yourself.",
            icon=":material/lock:",
        )
        section(board, KEY, NEEDS)
        section(board, KEY, CONTACTS)
        return
    st.info("Only facilitators see this part.", icon=":material/lock:")
    if st.toggle(
        "Show what people need. Do not project this page while you do.", key="team.needs.shown"
    ):
        section(board, KEY, NEEDS)
        section(board, KEY, CONTACTS)
