"""Insight sentences: people … because … which means …, with how sure the room is."""

from functools import partial

import streamlit as st

from stages.insights.insight_card import insight, more_about
from stages.parts import boxes, plain
from stages.parts.board import Board
from stages.parts.cards import card_list, fields_form, gentle_question, single_fields
from stages.parts.cards.link_choice import link_chooser
from stages.parts.visit import show_problem
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.trace import Trace

SAID, WAITING = "insights.sentences", "insights.unsaid"
ASK = "Finish this: People … because … which means …"
FIELDS = ("sentence", "confidence")
AT_ONCE = 12
"""Each comes with a form or two."""


def sentences_part(board: Board, trace: Trace) -> None:
    """Those that have a sentence, then those that wait for one."""
    found = trace.of(CardKind.INSIGHT)
    said = [card for card in found if card.fields.get("sentence")]
    waiting = [card for card in found if not card.fields.get("sentence")]
    st.header(f"Insight sentences ({len(said)})", icon=":material/short_text:", anchor=False)
    st.caption(f"{ASK} No answers yet. Just what is true.")
    if not said:
        st.text("No sentences yet. Take a theme, and write the sentence together.")
    shown = card_list.window(SAID, said, AT_ONCE)
    for card in shown:
        card_list.card_list(board, "insights.sentences", [card], insight, details=more_about)
        _links(board, card)
    card_list.more(SAID, len(said) - len(shown), AT_ONCE)
    if waiting:
        st.header(f"Without a sentence yet ({len(waiting)})", anchor=False)
    shown = card_list.window(WAITING, waiting, AT_ONCE)
    for card in shown:
        with st.container(border=True, key=f"insights.unsaid.{card.id}"):
            plain.paragraph(plain.said(card))
            _finish(board, card)
    card_list.more(WAITING, len(waiting) - len(shown), AT_ONCE)


def _links(board: Board, card: CardView) -> None:
    count = len(card.links.get("supported_by", ()))
    where = "insights.sentence"
    link_chooser(board, where, card, "supported_by", f"What it rests on ({count})")
    about = len(card.links.get("segments", ()))
    link_chooser(board, where, card, "segments", f"Who it is about ({about})")


def _finish(board: Board, card: CardView) -> None:
    """The two boxes that make a sentence of what was seen."""
    if not card.editable or board.state.closed:
        st.caption("Its sentence shows here when it is written.")
        return
    prefix = f"insights.finish.{card.id}"
    words = board.visit.playbook.kind(CardKind.INSIGHT)
    with st.form(f"{prefix}.form", border=False):
        boxes.begin(
            prefix,
            {
                "sentence": card.fields.get("sentence") or "",
                "confidence": card.fields.get("confidence"),
            },
        )
        fields_form.boxes(CardKind.INSIGHT, words, prefix, card.fields, FIELDS)
        st.form_submit_button(
            "Save this sentence",
            icon=":material/save:",
            key=f"{prefix}.save",
            on_click=partial(_save, board, prefix, card),
        )
    show_problem(prefix)


def _save(board: Board, prefix: str, card: CardView) -> None:
    typed = boxes.typed(prefix)
    if single_fields.mark(board, prefix, card, "Saved.", **boxes.touched(prefix)):
        gentle_question.listen(
            board, f"insights.sentences.{card.id}", [str(typed["sentence"] or "")]
        )
