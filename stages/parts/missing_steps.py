"""Steps of the method that today's plan leaves out, each one click away."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.visit import doing, show_problem
from workshop.domain.plan import add_activity
from workshop.enums import StageKey
from workshop.playbook import Activity


def left_out(board: Board, key: StageKey) -> list[Activity]:
    """The activities of a stage that this workshop's plan does not visit."""
    planned = {run.activity.key for run in board.runs}
    return [one for one in board.visit.playbook.stage(key).activities if one.key not in planned]


def add_to_plan(board: Board, key: StageKey) -> None:
    """For the facilitator: what else the method has here, with a button for each."""
    missing = left_out(board, key)
    if not missing or not board.viewer.is_facilitator or board.state.closed:
        return
    spot = f"{key}.plan"
    with st.expander(
        f"Add to today's plan ({len(missing)})", icon=":material/playlist_add:", key=spot
    ):
        show_problem(spot)
        for activity in missing:
            offer(board, activity, spot)


def offer(board: Board, activity: Activity, spot: str) -> None:
    """One activity that the plan lacks: what it is for, and the button that adds it."""
    st.markdown(f"**{plain.as_text(activity.title)}** · {activity.minutes} min")
    st.caption(plain.as_text(activity.purpose))
    verb = partial(add_activity, board.visit.db, viewer=board.viewer, activity=activity.key)
    st.button(
        plain.as_text(f"Add “{activity.title}”"),
        icon=":material/add:",
        key=f"{spot}.{activity.key}",
        on_click=doing(spot, verb, "It is on the plan now."),
    )


def offer_here(board: Board, key: StageKey, activities: tuple[str, ...]) -> None:
    """For the facilitator: those of these activities that the plan lacks, where they belong."""
    if not board.viewer.is_facilitator or board.state.closed:
        return
    spot = f"{key}.here"
    missing = [one for one in left_out(board, key) if one.key in activities]
    if missing:
        with st.container(border=True, key=spot):
            st.caption("This is not on today's plan yet. You can add it with one click.")
            show_problem(spot)
            for activity in missing:
                offer(board, activity, spot)
