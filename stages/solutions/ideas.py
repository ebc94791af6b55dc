"""The wall of ideas, and what is new in them."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import Addition, adding_any
from stages.parts.cards.card_form import Preset
from stages.parts.cards.fields_form import said
from workshop.enums import StageKey
from workshop.kinds import CardKind, field_specs
from workshop.queries.cards import CardView

KEY = StageKey.SOLUTIONS
COLUMNS = 3
FIRST = ("life_line", "flip", "elements", "depth")
FLIPS = ("who_else", "lying_idle", "stop_first")


def ideas_part(board: Board) -> None:
    """Every idea that the room may see; the groups that were made of them above."""
    found = board.of_kind((CardKind.IDEA,))
    way = Addition(CardKind.IDEA, "Add an idea", Preset(first=FIRST))
    adding_any(board, KEY, "solutions.ideas", (way,), partial(_head, board, found))
    if not found:
        st.text("No ideas to see yet. Three in five minutes: odd is good.")
        return
    _groups(board)
    shown = _filtered(board, found)
    if not shown:
        st.text("No idea came from that question yet. Ask it once more.")
    for place, column in enumerate(st.columns(COLUMNS, gap="medium")):
        with column:
            card_list.card_list(board, f"solutions.wall.{place}", shown[place::COLUMNS], _idea)


def _head(board: Board, found: list[CardView]) -> None:
    title = f"Ideas ({len(found)})"
    st.header(title, icon=":material/emoji_objects:", anchor=False, width="content")
    if found and not board.state.closed:
        address = f"/sort/{board.viewer.code}?kind=idea"
        plain.same_tab_link("Sort together", address, main=True)


def _groups(board: Board) -> None:
    """The groups that the room put its ideas into."""
    keys = {run.activity.key for run in board.runs_of(KEY)}
    themes = [card for card in board.of_kind((CardKind.THEME,)) if card.activity in keys]
    if not themes:
        return
    with st.expander("Groups of ideas", icon=":material/category:", type="compact"):
        card_list.card_list(board, "solutions.groups", themes)


def _filtered(board: Board, found: list[CardView]) -> list[CardView]:
    words = board.visit.playbook.kind(CardKind.IDEA).fields["flip"]
    chosen = st.pills(
        "Show ideas that came from asking",
        [flip for flip in FLIPS if any(card.fields.get("flip") == flip for card in found)],
        format_func=lambda flip: words.options[flip],
        key="solutions.flip",
    )
    return [card for card in found if chosen is None or card.fields.get("flip") == chosen]


def _idea(board: Board, card: CardView) -> None:
    plain.paragraph(plain.said(card), "strong")
    if line := card.fields.get("life_line"):
        plain.paragraph(plain.said_in(card, str(line)), before="Makes life better: ")
    words = board.visit.playbook.kind(CardKind.IDEA).fields
    tags = [
        said(spec, words[spec.name], card.fields[spec.name])
        for spec in field_specs(CardKind.IDEA)
        if spec.name in ("flip", "elements", "depth") and card.fields.get(spec.name)
    ]
    plain.notes([*card_list.signs(board, card), *tags], [])
