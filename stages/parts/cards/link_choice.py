"""Choosing on which cards another rests, without opening its whole form."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards.card_form import labels, linkable, save_link
from stages.parts.visit import attempt, show_problem
from workshop.kinds import KINDS, CardKind
from workshop.queries.cards import CardView


def link_chooser(board: Board, where: str, card: CardView, name: str, label: str) -> None:
    """A closed box with a picker for the links of one name; nothing where this may not be done."""
    kind = CardKind(card.kind)
    spec = KINDS[kind].link(name)
    if spec is None or not card.editable or board.state.closed:
        return
    options = linkable(board, spec, card)
    if not options:
        return
    # A choice begun before somebody else changed the links must not undo theirs.
    prefix = f"{where}.{card.id}.{card.revision}"
    key = f"{prefix}.link.{name}"
    named = labels(board, options)
    with st.expander(plain.as_text(label), icon=":material/link:", key=f"{prefix}.choose.{name}"):
        with st.form(f"{key}.form", border=False):
            st.multiselect(
                board.visit.playbook.kind(kind).links[name],
                options,
                default=[one for one in card.links.get(name, ()) if one in options],
                format_func=named.__getitem__,
                placeholder="Choose any",
                key=key,
            )
            st.form_submit_button(
                "Save the choice",
                icon=":material/save:",
                key=f"{key}.save",
                on_click=partial(_save, board, prefix, card, name),
            )
        show_problem(f"{prefix}.link.{name}")


def _save(board: Board, prefix: str, card: CardView, name: str) -> None:
    spec = KINDS[CardKind(card.kind)].link(name)
    if spec is not None:
        where = f"{prefix}.link.{name}"
        attempt(where, partial(save_link, board, prefix, card, spec), "Saved.")
