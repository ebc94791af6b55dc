"""Keep, change, stop or share: each line in its column, and all that must be said of a stop."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.cards.single_fields import mark
from stages.parts.figure import show_figure
from stages.parts.state import set_widget, widget_value
from stages.parts.visit import show_problem
from workshop.enums import StageKey
from workshop.figures.pounds import said_amount
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.figures.line_sums import decisions_figure
from workshop.queries.money.budget import Budget, MoneyLine, stop_gaps

KEY = StageKey.RESOURCES
ALWAYS = ("keep", "change", "stop", "share")
SELDOM = ("charge", "transfer")
STOP_FIRST = ("action", "affected", "safeguard", "money_to", "freed_pence")
GAP_WORDS = {
    "affected": "who would feel it",
    "safeguard": "how we keep them safe",
    "money_to": "where the money goes instead",
}


def sort_part(board: Board, budget: Budget) -> None:
    """Every line in its column, and below what is to stop, with all that must be said of it."""
    st.header("Keep, change, stop or share", icon=":material/view_column:", anchor=False)
    st.caption("Talk before you sort. We do not vote on anyone's job.")
    words = board.visit.playbook.kind(CardKind.RESOURCE_LINE).fields["decision"].options
    if not budget.lines:
        st.text("No lines to sort yet. Add them under “Where it goes”.")
    else:
        _unsorted(board, budget, dict(words))
        used = {line.card.fields.get("decision") for line in budget.lines}
        shown = [*ALWAYS, *(one for one in SELDOM if one in used)]
        grid = st.grid(len(shown), min_column_width=175)
        for decision in shown:
            with grid.cell(), st.container(border=True, height="stretch"):
                _column(board, budget, decision, dict(words))
        kind = board.visit.playbook.kind(CardKind.RESOURCE_LINE)
        show_figure(board, decisions_figure(budget, board.cards.values(), kind))
    _stops(board, budget)


def _unsorted(board: Board, budget: Budget, words: dict[str, str]) -> None:
    waiting = [line for line in budget.lines if not line.card.fields.get("decision")]
    if not waiting:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**Not sorted yet ({len(waiting)})**")
        for line in waiting:
            said, choice = st.columns([7, 3], gap="small", vertical_alignment="center")
            with said:
                _said(line)
            with choice:
                _choice(board, line, words)


def _column(board: Board, budget: Budget, decision: str, words: dict[str, str]) -> None:
    found = [line for line in budget.lines if line.card.fields.get("decision") == decision]
    st.markdown(f"**{plain.as_text(words[decision])} ({len(found)})**")
    if not found:
        st.caption("Nothing here yet.")
    for line in found:
        _said(line)
        _choice(board, line, words)


def _said(line: MoneyLine) -> None:
    """The words of a line, and on the same line what it costs, where that is known."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        plain.paragraph(plain.said(line.card), wide=False)
        amount = line.card.fields.get("amount_pence")
        if amount is not None:
            plain.paragraph(said_amount(amount, guarded=line.guarded), "soft", wide=False)


def _choice(board: Board, line: MoneyLine, words: dict[str, str]) -> None:
    """The decision on a line, for who may change it."""
    card = line.card
    spot = f"resources.sort.{card.id}"
    if card.editable and not board.state.closed:
        set_widget(spot, card.fields.get("decision"))
        st.selectbox(
            plain.as_text(f"What should happen to {card.text}?"),
            list(words),
            index=None,
            format_func=words.__getitem__,
            placeholder="Choose",
            key=spot,
            label_visibility="collapsed",
            on_change=partial(_sort, board, spot, card),
        )
        show_problem(spot)


def _sort(board: Board, spot: str, card: CardView) -> None:
    mark(board, spot, card, decision=widget_value(spot))


def _stops(board: Board, budget: Budget) -> None:
    found = board.of_kind((CardKind.STOP_ENTRY,))
    st.header("Things to stop or change", icon=":material/do_not_disturb_on:", anchor=False)
    st.caption("For each: who would feel it, how we keep them safe, where the money goes.")
    named = {one for card in found for one in card.links.get("stops", ())}
    for line in budget.lines:
        if line.card.fields.get("decision") == "stop" and line.card.id not in named:
            _unnamed_stop(board, line.card)
    adding(
        board,
        KEY,
        "resources.stops",
        CardKind.STOP_ENTRY,
        "Add a thing to stop or change",
        Preset(first=STOP_FIRST),
    )
    card_list.card_list(board, "resources.stops", found, _stop)


def _unnamed_stop(board: Board, line: CardView) -> None:
    st.warning(
        plain.as_text(
            f"“{line.text}” is to stop. Say who would feel it, and what keeps them safe."
        ),
        icon=":material/warning:",
    )
    preset = Preset(
        fixed={"action": "stop"},
        linked={"stops": (line.id,)},
        first=("affected", "safeguard", "money_to", "freed_pence"),
    )
    adding(
        board,
        KEY,
        f"resources.stop.{line.id}",
        CardKind.STOP_ENTRY,
        f"Say it for “{line.text}”",
        preset,
    )


def _stop(board: Board, card: CardView) -> None:
    plain.card(plain.said(card), card_list.signs(board, card), card_list.facts(board, card))
    if gaps := [GAP_WORDS[name] for name in stop_gaps(card)]:
        st.warning(f"Still to say: {', '.join(gaps)}.", icon=":material/warning:")
