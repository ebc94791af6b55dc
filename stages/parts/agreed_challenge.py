"""The challenges that the room has agreed on, wherever ideas answer them."""

from datetime import date

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from workshop.queries.agreements import agreed_challenges
from workshop.queries.cards import CardView


def show_agreed(board: Board, *, briefly: bool = False) -> None:
    """The agreed challenges for everybody to see, here and wherever ideas answer them.

    ``briefly``, so that what answers them begins in the first view.
    """
    for one in agreed_challenges(board.cards.values()):
        with st.container(border=True, gap="xsmall", key=f"challenge.agreed.{one.card.id}"):
            with st.container(horizontal=briefly, vertical_alignment="center", gap="xsmall"):
                st.badge(agreed_words(one.card), icon=":material/handshake:", color="green")
                plain.heading(plain.said(one.card), level=2, kind="brief" if briefly else "prompt")
            if question := one.card.fields.get("question"):
                words = plain.said_in(one.card, str(question))
                plain.paragraph(words, "words" if briefly else "lead")


def agreed_words(card: CardView) -> str:
    on = card.fields.get("agreed_on")
    if not on:
        return "Our challenge, agreed"
    return f"Our challenge, agreed on {date.fromisoformat(str(on)):%d/%m/%Y}"
