"""The gentle question after words were saved: it asks, and refuses nothing."""

from collections.abc import Iterable

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.state import ASKED, Asked
from workshop.queries.gentle_question import gentle_question


def listen(board: Board, where: str, texts: Iterable[str]) -> None:
    """Keep the question for ``where`` if these words, just saved, call for one."""
    question = gentle_question(board.visit.playbook.words, texts)
    if question is not None:
        ASKED.set(Asked(where, question))


def ask(where: str) -> None:
    """The question, where something was saved last."""
    asked = ASKED.get()
    if asked is not None and asked.where == where:
        st.info(
            plain.as_text(f"It is saved. One question: {asked.question}"), icon=":material/forum:"
        )
