"""The case for change: what it costs and whom it reaches, with all that it does not say."""

from functools import partial

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.cards.single_fields import mark
from stages.parts.figure import show_figure
from stages.parts.gates import closed_gates_to, show_gate
from stages.parts.state import set_widget, widget_value
from stages.parts.visit import show_problem
from stages.vision.gains import gains_weighed
from stages.vision.what_if import what_if
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.figures.case_for_change import cost_figure
from workshop.queries.money.case_for_change import (
    ANSWERS,
    LEFT_OUT,
    CaseForChange,
    answer,
    read_case,
)
from workshop.queries.money.costs import CostTable, read_costs

KEY = StageKey.VISION
FIRST = ("sort", "basis", "period", "cost_pence", "reach_count", "reach_unit", "source")


def cost_part(board: Board) -> None:
    """The cases with their cautions, once there are insights; then the cards behind them."""
    st.header("What it costs, and whom it reaches", icon=":material/calculate:", anchor=False)
    gates = closed_gates_to(board, "vision.cost")
    for gate in gates:
        show_gate(board, KEY, gate)
    if gates:
        return
    costs = read_costs(board.cards.values())
    cases = list(map(read_case, costs))
    words = dict(board.visit.playbook.kind(CardKind.COST_SCENARIO).fields["includes"].options)
    if not cases:
        st.text("Add two cost pictures: how it is now, and how it could be.")
    show_figure(board, cost_figure(cases, words), cautions=False)
    for case in cases:
        _case(board, case, words)
    _pictures(board, costs)


def _case(board: Board, case: CaseForChange, words: dict[str, str]) -> None:
    table = case.table
    with st.container(border=True):
        plain.heading(f"{table.existing.text} → {table.redesigned.text}", level=3, kind="tile")
        with st.container(horizontal=True):
            if table.is_forecast:
                st.badge(
                    "Forecast. It has not happened yet.", icon=":material/update:", color="orange"
                )
            if case.is_draft:
                st.badge("Draft. Questions wait.", icon=":material/edit_note:", color="orange")
        _published(table)
        for finding in case.findings:
            plain.paragraph(finding.sentence)
        for sentence in table.cautions:
            st.markdown(f":material/warning: {plain.as_text(sentence)}")
        if case.beside:
            with st.container(border=True):
                st.markdown(":material/volunteer_activism: **Beside the money**")
                for sentence in case.beside:
                    plain.paragraph(sentence)
        _checklist(board, case, words)
        if table.comparison is not None:
            what_if(board, table)
        if case.more:
            with st.expander("More: what if time were paid, and other tests"):
                for sentence in case.more:
                    plain.paragraph(sentence)


def _published(table: CostTable) -> None:
    if not table.rows:
        return
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


def _checklist(board: Board, case: CaseForChange, words: dict[str, str]) -> None:
    """What a saving tends to forget: each must be answered before the case is more than a draft."""
    card = case.table.redesigned
    title = "What may be missing from the cost"
    if case.unanswered:
        st.warning(
            plain.as_text(
                f"Answer these first: {', '.join(words[cost].lower() for cost in case.unanswered)}."
            ),
            icon=":material/checklist:",
        )
    with st.expander(title, icon=":material/checklist:", expanded=bool(case.unanswered)):
        for cost in LEFT_OUT:
            spot = f"vision.cost.check.{card.id}.{cost}"
            set_widget(spot, answer(card, cost) or None)
            st.segmented_control(
                words[cost],
                list(ANSWERS),
                format_func=ANSWERS.__getitem__,
                key=spot,
                wrap=True,
                disabled=not card.editable or board.state.closed,
                on_change=partial(_answer, board, spot, case, cost),
            )
            show_problem(spot)


def _answer(board: Board, spot: str, case: CaseForChange, cost: str) -> None:
    card = case.table.redesigned
    chosen = widget_value(spot)
    lists = {name: [one for one in card.fields.get(name) or () if one != cost] for name in ANSWERS}
    if chosen:
        lists[chosen].append(cost)
    mark(board, spot, card, "", **lists)


def _pictures(board: Board, costs: tuple[CostTable, ...]) -> None:
    preset = Preset(first=FIRST, values={"period": "year"})
    adding(board, KEY, "vision.costs", CardKind.COST_SCENARIO, "Add a cost picture", preset)
    preset = Preset(first=("sort", "cashable", "who_gains", "amount_pence", "source"))
    adding(board, KEY, "vision.benefits", CardKind.BENEFIT, "Add a gain", preset)
    scenarios = board.of_kind((CardKind.COST_SCENARIO,))
    gains = board.of_kind((CardKind.BENEFIT,))
    if scenarios:
        with st.expander("Read and change the cost pictures", icon=":material/edit_note:"):
            card_list.card_list(board, "vision.scenario", scenarios)
    if gains:
        st.header("What it could save or bring elsewhere", anchor=False)
        st.caption("Kept apart from the cost above. Not all of it is money in hand.")
        gains_weighed(board, costs)
        card_list.card_list(board, "vision.gain", gains)
