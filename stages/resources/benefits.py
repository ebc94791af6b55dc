"""When the money helps, who pays it and who gains: three pictures for one talk."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards.single_fields import mark
from stages.parts.figure import show_figure
from stages.parts.state import set_widget, widget_value
from stages.parts.visit import show_problem
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.figures.line_sums import payers_figure, timing_figure
from workshop.queries.money.budget import Budget, MoneyLine

SPOT = "resources.when"


def when_part(board: Board, budget: Budget) -> None:
    """Before, early or in a crisis: the picture, and each line with its mark."""
    words = board.visit.playbook.kind(CardKind.RESOURCE_LINE)
    st.header("Before, early or in a crisis?", icon=":material/schedule:", anchor=False)
    if not any(line.counts == "spent" and line.pence for line in budget.lines):
        st.text("No money lines yet. Add them under “Where it goes”.")
        return
    show_figure(board, timing_figure(budget, words))
    options = dict(words.fields["time_type"].options)
    st.markdown("**When does each line help?**")
    grid = st.grid(2, min_column_width=340)
    for line in budget.lines:
        if line.counts == "spent":
            with grid.cell(), st.container(border=True, height="stretch"):
                _line(board, line, options)


def _line(board: Board, line: MoneyLine, options: dict[str, str]) -> None:
    spot = f"{SPOT}.{line.card.id}"
    plain.paragraph(plain.said(line.card))
    set_widget(spot, line.card.fields.get("time_type"))
    st.segmented_control(
        plain.as_text(f"When does it help? {line.card.text}"),
        list(options),
        format_func=options.__getitem__,
        key=spot,
        wrap=True,
        disabled=not line.card.editable or board.state.closed,
        label_visibility="collapsed",
        on_change=partial(_mark, board, spot, line.card),
    )
    show_problem(spot)


def _mark(board: Board, spot: str, card: CardView) -> None:
    mark(board, spot, card, time_type=widget_value(spot))


def payers_part(board: Board, budget: Budget) -> None:
    """Who pays, and who would gain by what the room hopes for."""
    st.header("Who pays, and who gains?", icon=":material/handshake:", anchor=False)
    nothing = "Say for each money line who pays. Write gains under “What it costs” on the board."
    show_figure(board, payers_figure(budget, board.cards.values()), nothing)
