"""One kind of card on a stage page: a heading, the way to add one, and what is there."""

from dataclasses import dataclass

import streamlit as st

from stages.parts import missing_steps, plain
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import NOTHING_PRESET, Preset
from stages.parts.cards.card_list import Body
from stages.parts.stage import kind_section
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView


@dataclass(frozen=True, slots=True)
class CardSection:
    """The words and the look of one kind's place. ``empty`` says what to do when nothing is there.

    ``activity`` is the step that collects these cards, offered where today's plan lacks it.
    """

    kind: CardKind
    title: str
    icon: str
    add: str
    empty: str
    caption: str = ""
    activity: str = ""
    preset: Preset = NOTHING_PRESET


def opened(board: Board, key: StageKey, said: CardSection) -> list[CardView]:
    """The heading and the way to add; returns the cards, for a page that lists them its own way."""
    found = board.of_kind((said.kind,))
    where = f"{key}.{said.kind}"
    adding(board, key, where, said.kind, said.add, said.preset, title=said.title, icon=said.icon)
    if said.caption:
        st.caption(plain.as_text(said.caption))
    _offer(board, key, said.activity)
    if not found:
        st.text(said.empty)
    return found


def section(board: Board, key: StageKey, said: CardSection, body: Body | None = None) -> None:
    """Heading, way to add, and the cards as a list."""
    found = opened(board, key, said)
    card_list.card_list(board, f"{key}.{said.kind}", found, body)


def _offer(board: Board, key: StageKey, activity: str) -> None:
    if not activity or not board.viewer.is_facilitator or board.state.closed:
        return
    missing = {one.key: one for one in missing_steps.left_out(board, key)}
    if activity in missing:
        with st.container(border=True):
            missing_steps.offer(board, missing[activity], f"{key}.offer")


def one_of(
    board: Board, where: str, label: str, found: list[CardView], body: Body | None = None
) -> None:
    """Everything about one card of a table, and the ways to change it."""
    if not found:
        return
    with st.expander(label, icon=":material/manage_search:", key=f"{where}.one"):
        shown = {card.id: card for card in found}
        names = plain.told_apart({card.id: card.text for card in found})
        chosen = st.selectbox(
            "Which one?",
            list(shown),
            index=None,
            format_func=lambda one: names.get(one, ""),
            placeholder="Choose one",
            key=f"{where}.chosen",
        )
        if chosen in shown:
            card_list.card_list(board, where, [shown[chosen]], body)


def others(board: Board, key: StageKey, covered: tuple[CardKind, ...]) -> None:
    """Cards of this stage's steps that no part of the page shows, so that none is lost."""
    steps = {run.activity.key for run in board.runs_of(key)}
    loose = [c for c in board.cards.values() if c.activity in steps and c.kind not in covered]
    kinds = [CardKind(kind) for kind in dict.fromkeys(card.kind for card in loose)]
    if kinds:
        st.header("Also written here", icon=":material/more_horiz:", anchor=False)
    for kind in kinds:
        kind_section(board, key, kind, [card for card in loose if card.kind == kind])
