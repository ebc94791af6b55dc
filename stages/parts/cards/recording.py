"""The voice in which a card was spoken, for the facilitator: to hear, to type, to take away."""

from functools import partial

import streamlit as st

from stages.parts.board import Board
from stages.parts.visit import doing
from workshop.domain.recordings.keeping import remove_recording
from workshop.queries.cards import CardView
from workshop.queries.pictures import UNTYPED, recording_for


def hearing(board: Board, where: str, card: CardView) -> None:
    """A switch that brings the player. Nothing is played before it is pressed there."""
    spot = f"{where}.{card.id}"
    untyped = card.text == UNTYPED
    wanted = "Hear it, then type the words" if untyped else "Hear it"
    if not st.toggle(wanted, key=f"{spot}.hear"):
        return
    with board.visit.reading() as session:
        found = recording_for(session, board.viewer, card.id)
    if found is None:
        st.text("This recording is not here any more.")
        return
    st.audio(found.content, format=found.mime)
    st.caption(
        "Others in the room may know the voice: use headphones. "
        + ("Choose “Edit” on this card to type what was said." if untyped else "")
    )
    st.button(
        "Take the recording away for good",
        icon=":material/delete:",
        type="tertiary",
        key=f"{spot}.unhear",
        on_click=doing(
            spot,
            partial(remove_recording, board.visit.db, viewer=board.viewer, card_id=card.id),
            "The recording is gone. The card stays.",
        ),
    )


def words_to_edit(card: CardView) -> str:
    """What stands in the box: a card that was only spoken has no words to start from."""
    return "" if card.text == UNTYPED else card.text
