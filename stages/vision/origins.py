"""Where the vision comes from: the trace as a picture, and every band of it opened to its cards."""

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list, trace
from stages.parts.chart_colours import look
from workshop.charts import trace_sankey
from workshop.figures.labels import shortened
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.figures.way import way
from workshop.queries.flows import CardBand, CardFlow, read_flow
from workshop.queries.trace import Trace

HEADS = ("This", "rests on this")


def origins_part(board: Board) -> None:
    """The picture, a band to open, and the same in a table."""
    found = Trace(board.cards.values())
    flow = read_flow(found)
    st.header("Where it comes from", icon=":material/account_tree:", anchor=False)
    if not flow.bands:
        st.text(
            "Nothing is linked yet. Say of each card what it rests on, and the way shows here: "
            "from the people it is for to the vision."
        )
        return
    drawn = way(flow)
    st.plotly_chart(
        trace_sankey(drawn, look()),
        theme=None,
        key="vision.sankey",
        config={"displayModeBar": False},
        alt=f"{drawn.title}. {drawn.description} The table below says it in words.",
    )
    _open_band(board, found, flow)
    opened = st.expander(
        f"All bands in words ({len(flow.bands)})",
        icon=":material/table_rows:",
        key="vision.bands",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            rows = [(_named(board, band.upper), _named(board, band.lower)) for band in flow.bands]
            tables.table("What rests on what", HEADS, rows)


def _named(board: Board, card: CardView) -> str:
    return f"{board.visit.playbook.kind(CardKind(card.kind)).singular.capitalize()}: {card.text}"


def _open_band(board: Board, found: Trace, flow: CardFlow) -> None:
    labels = plain.told_apart(
        {
            place: f"{shortened(band.upper.text, 60)} ← {shortened(band.lower.text, 60)}"
            for place, band in enumerate(flow.bands)
        }
    )
    place = st.selectbox(
        "Open a band, down to the cards that somebody wrote",
        range(len(flow.bands)),
        index=None,
        format_func=labels.__getitem__,
        placeholder="Choose a band",
        key="vision.band",
    )
    if place is not None and place < len(flow.bands):
        _band(board, found, flow.bands[place])


def _band(board: Board, found: Trace, band: CardBand) -> None:
    for column, card, title in zip(
        st.columns(2, gap="large"),
        (band.upper, band.lower),
        ("This", "rests on this"),
        strict=True,
    ):
        with column, st.container(border=True):
            st.caption(title)
            plain.card(
                _named(board, card), card_list.signs(board, card), card_list.facts(board, card)
            )
            trace.show_trail(board, found, card)
