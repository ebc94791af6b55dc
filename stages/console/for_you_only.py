"""What the room does not see, as numbers: cards hidden, kept for who steers, spoken only."""

import streamlit as st

from stages.parts import page_links
from stages.parts.board import Board
from workshop.queries.cards import CardView
from workshop.queries.pictures import UNTYPED

SHOWN = 5


def for_you_only(board: Board) -> None:
    """A line for each sort of card, the newest of them behind it; nothing where none is."""
    there = [card for card in board.cards.values() if not card.withdrawn]
    hidden = [card for card in there if card.hidden]
    private = [card for card in there if card.private and not card.hidden]
    _spoken(board)
    if not hidden and not private:
        return
    with st.container(horizontal=True, gap="xsmall"):
        for title, cards in (("You hid", hidden), ("For you alone", private)):
            if cards:
                _line(board, title, cards)


def _spoken(board: Board) -> None:
    """The way to the one list of cards whose words nobody has typed yet."""
    count = sum(board.cards[key].text == UNTYPED for key in board.spoken & board.cards.keys())
    if count:
        label = f"{UNTYPED}: {count}. Hear them"
        page_links.link("downloads", label, code=board.viewer.code, icon=":material/mic:")


def _line(board: Board, title: str, cards: list[CardView]) -> None:
    with st.popover(f"{title}: {len(cards)}", type="tertiary", key=f"console.only.{title}"):
        for card in cards[: -SHOWN - 1 : -1]:
            st.text(board.label(card.id))
        run = board.run(cards[-1].activity)
        if run is not None:
            stage = board.visit.playbook.stage(run.activity.stage)
            page_links.link(stage.key, f"See them under {stage.title}", code=board.viewer.code)
