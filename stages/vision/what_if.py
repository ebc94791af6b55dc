"""What if it costs more, or reaches fewer? Two sliders, and the point at which it breaks even."""

import math
from functools import partial

import streamlit as st

from stages.parts import plain, redraw
from stages.parts.board import Board, run_for
from stages.parts.state import widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.cards import add_card
from workshop.drafts import NewCard
from workshop.enums import StageKey, Via
from workshop.figures.pounds import said_pounds
from workshop.kinds import CardKind
from workshop.measures import CostComparison, round_for_display
from workshop.queries.money.case_for_change import moves, tried
from workshop.queries.money.costs import UNITS, CostTable

ROOM = 1.5
"""The sliders end at half as much again as the larger of now and then."""
STEPS = 100


def what_if(board: Board, table: CostTable) -> None:
    """The sliders start where the forecast is; nothing is kept unless somebody says so."""
    redraw.part(_part(table), board, partial(_tried_out, table))


def _part(table: CostTable) -> str:
    return f"vision.whatif.{table.redesigned.id}"


def _tried_out(table: CostTable, board: Board) -> None:
    """Moving a slider changes nothing in the room, so that all is drawn from what the page has."""
    found = table.comparison
    if found is None:
        return
    unit = UNITS.get(found.redesigned.reach_unit, found.redesigned.reach_unit)
    spot = _part(table)
    moved = redraw.looking(board, lambda: None, spot)
    st.markdown(":material/tune: **What if?**")
    left, right = st.columns(2)
    pounds = found.redesigned.cost_pence // 100
    most = int(max(pounds, found.existing.cost_pence // 100, 1) * ROOM)
    with left:
        st.slider(
            "What it costs in that time (£)",
            0,
            most,
            value=pounds,
            step=_step(most),
            format="localized",
            key=f"{spot}.cost",
            on_change=moved,
        )
    reach = int(found.redesigned.reach)
    most = int(max(reach, int(found.existing.reach), 2) * ROOM)
    with right:
        st.slider(
            f"How many {unit} it reaches",
            1,
            most,
            value=max(reach, 1),
            step=1,
            format="localized",
            key=f"{spot}.reach",
            on_change=moved,
        )
    _result(found, unit, spot)
    _keep(board, table, spot)


def _step(most: int) -> int:
    """Steps that a hand can find: a round number, about a hundredth of the whole."""
    size = int("1".ljust(len(str(most // STEPS)), "0"))
    return max(1, most // STEPS // size * size)


def _result(found: CostComparison, unit: str, spot: str) -> None:
    cost, reach = widget_value(f"{spot}.cost") * 100, widget_value(f"{spot}.reach")
    now = tried(found.existing, found.redesigned, cost_pence=cost, reach=reach)
    each = said_pounds(now.unit_cost_redesigned_pence)
    change = now.unit_cost_change_percent
    one = found.redesigned.reach_unit
    said = f"Then each {one} costs {each} (forecast)."
    if change is not None:
        said += f" Cost for each {one} {moves(change)}."
    plain.paragraph(said, "strong")
    if now.break_even_reach is not None:
        even = math.ceil(now.break_even_reach)
        side = "above" if reach > even else "below" if reach < even else "just at"
        plain.paragraph(
            f"It breaks even at {even:,} {unit}. At {reach:,} you are {side} that point."
        )
    share = now.share_of_fall_from_reach
    if share is not None:
        st.caption(f"{round_for_display(share * 100)} % of the fall comes from reaching more.")


def _keep(board: Board, table: CostTable, spot: str) -> None:
    run = run_for(board, StageKey.VISION, CardKind.COST_SCENARIO)
    if run is None:
        return
    st.button(
        "Keep this as one more forecast",
        icon=":material/bookmark_add:",
        key=f"{spot}.keep",
        on_click=partial(_kept, board, table, spot, run.activity.key),
    )
    show_problem(spot)


def _kept(board: Board, table: CostTable, spot: str, activity: str) -> None:
    pounds, reach = widget_value(f"{spot}.cost"), widget_value(f"{spot}.reach")
    fields = table.redesigned.fields
    unit = UNITS.get(str(fields["reach_unit"]), str(fields["reach_unit"]))
    new = {
        "activity": activity,
        "kind": CardKind.COST_SCENARIO,
        "text": f"What if: {said_pounds(pounds * 100)} for {reach:,} {unit}",
        "fields": {
            "sort": "redesigned",
            "basis": "forecast",
            "period": fields.get("period"),
            "cost_pence": pounds * 100,
            "reach_count": reach,
            "reach_unit": fields["reach_unit"],
        },
    }
    verb = partial(
        add_card, board.visit.db, viewer=board.viewer, draft=NewCard.read(new), via=Via.APP
    )
    attempt(spot, verb, "Kept as one more forecast.")
