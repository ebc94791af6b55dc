"""What it costs and whom it reaches, before and after; always with what it does not say."""

import streamlit as st

from stages import cards, plain, tables
from stages.adding import adding
from stages.board import Board
from stages.gating import closed_gates_to, show_gate
from stages.look import look
from stages.writing import Preset
from workshop.charts import cost_bars
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.costs import CostTable, read_costs

KEY = StageKey.VISION
FIRST = ("sort", "basis", "period", "cost_pence", "reach_count", "reach_unit", "source")


def cost_part(board: Board) -> None:
    """The tables with their cautions, once there are insights; then the cards behind them."""
    st.subheader("What it costs, and whom it reaches", icon=":material/calculate:", anchor=False)
    gates = closed_gates_to(board, "vision.cost")
    for gate in gates:
        show_gate(board, KEY, gate)
    if gates:
        return
    found = read_costs(board.cards.values())
    if not found:
        st.text("Add two cost pictures: how it is now, and how it could be.")
    for table in found:
        _table(table)
    preset = Preset(first=FIRST, values={"period": "year"})
    adding(board, KEY, "vision.costs", CardKind.COST_SCENARIO, "Add a cost picture", preset)
    preset = Preset(first=("sort", "cashable", "who_gains", "amount_pence", "source"))
    adding(board, KEY, "vision.benefits", CardKind.BENEFIT, "Add a gain", preset)
    scenarios = board.of_kind((CardKind.COST_SCENARIO,))
    gains = board.of_kind((CardKind.BENEFIT,))
    if scenarios:
        with st.expander("Read and change the cost pictures", icon=":material/edit_note:"):
            cards.card_list(board, "vision.scenario", scenarios)
    if gains:
        st.subheader("What it could save or bring elsewhere", anchor=False)
        st.caption("Kept apart from the cost above. Not all of it is money in hand.")
        cards.card_list(board, "vision.gain", gains)


def _table(table: CostTable) -> None:
    if table.is_forecast:
        st.badge("Forecast. It has not happened yet.", icon=":material/update:", color="orange")
    if table.rows:
        plain.paragraph(f"Now: {table.existing.text}. Then: {table.redesigned.text}.")
        tables.table(
            "Cost and reach, side by side",
            ("", "Now", "Then (forecast)" if table.is_forecast else "Then", "Change"),
            [(row.label, row.existing, row.redesigned, row.change) for row in table.rows],
            numbers=(1, 2, 3),
        )
    for name in dict.fromkeys(
        card.fields.get("source") for card in (table.existing, table.redesigned)
    ):
        if name:
            st.caption(plain.as_text(f"Source: {name}"))
    for sentence in table.cautions:
        st.markdown(f":material/warning: {plain.as_text(sentence)}")
    if table.comparison is not None:
        st.plotly_chart(
            cost_bars(table, look()),
            theme=None,
            key=f"vision.cost.{table.redesigned.id}",
            config={"displayModeBar": False},
            alt="Cost, reach and cost for each one, before and after, as in the table.",
        )
        st.caption("Solid: counted. Hatched: forecast.")
