"""The challenges that the room has agreed on, large, wherever ideas answer them."""

from datetime import date

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from workshop.queries.agreements import agreed_challenges
from workshop.queries.cards import CardView


def show_agreed(board: Board) -> None:
    """The agreed challenges for everybody to see, here and wherever ideas answer them."""
    for one in agreed_challenges(board.cards.values()):
        with st.container(border=True, gap="xsmall", key=f"challenge.agreed.{one.card.id}"):
            st.badge(agreed_words(one.card), icon=":material/handshake:", color="green")
            plain.heading(plain.said(one.card), level=2, kind="prompt")
            if question := one.card.fields.get("question"):
                plain.paragraph(plain.said_in(one.card, str(question)), "lead")


def agreed_words(card: CardView) -> str:
    on = card.fields.get("agreed_on")
    if not on:
        return "Our challenge, agreed"
    return f"Our challenge, agreed on {date.fromisoformat(str(on)):%d/%m/%Y}"
