"""This plan, kept for other workshops: on this server's first screen, or as a file."""

from functools import partial

import streamlit as st

from stages.parts.board import Board
from stages.parts.state import Slot, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.templates.own_templates import keep_plan_file, keep_template, plan_of
from workshop.domain.templates.plan_file import MAX_BYTES, read_plan, written

SPOT = "plan.kept"
BROUGHT: Slot[int] = Slot("plan.kept.brought", 0)
KEPT = "Kept. It stands with the plans on the page Welcome, where a workshop is made."


def own_plans(board: Board) -> None:
    """Keep it under a name, get it as a file, bring one in."""
    with st.expander(
        "Plans of my own", icon=":material/bookmark:", type="compact", key=f"{SPOT}.box"
    ):
        st.text(
            "A plan keeps the steps, their minutes and the words that you changed. "
            "It holds no cards and no people."
        )
        taken = any(run.ended_at is not None for run in board.runs)
        as_taken = taken and st.checkbox(
            "With the minutes that each step took this time", key=f"{SPOT}.as_taken"
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            st.text_input(
                "Name of the plan",
                value=board.workshop.title,
                max_chars=200,
                key=f"{SPOT}.title",
            )
            st.button(
                "Keep it here",
                icon=":material/bookmark_add:",
                key=f"{SPOT}.keep",
                on_click=partial(_keep, board, as_taken=as_taken),
            )
            st.download_button(
                "Get it as a file",
                data=partial(_file, board, as_taken=as_taken),
                file_name=f"{board.viewer.code}-plan.json",
                mime="application/json",
                icon=":material/download:",
                key=f"{SPOT}.get",
                on_click="ignore",
            )
        given = st.file_uploader(
            "Bring in a plan from a file",
            type=["json"],
            max_upload_size=max(1, MAX_BYTES // 1024**2),
            key=f"{SPOT}.upload.{BROUGHT.get()}",
        )
        if given is not None:
            st.button(
                "Keep this file's plan here",
                icon=":material/bookmark_add:",
                key=f"{SPOT}.bring",
                on_click=partial(_bring, board, given.getvalue()),
            )
        show_problem(SPOT)


def _keep(board: Board, *, as_taken: bool) -> None:
    title = str(widget_value(f"{SPOT}.title", ""))

    def verb() -> None:
        keep_template(board.visit.db, viewer=board.viewer, title=title, as_taken=as_taken)

    attempt(SPOT, verb, done=KEPT)


def _file(board: Board, *, as_taken: bool) -> bytes:
    title = str(widget_value(f"{SPOT}.title", ""))
    return written(plan_of(board.visit.db, viewer=board.viewer, title=title, as_taken=as_taken))


def _bring(board: Board, content: bytes) -> None:
    def verb() -> None:
        keep_plan_file(board.visit.db, viewer=board.viewer, plan=read_plan(content))

    if attempt(SPOT, verb, done=KEPT):
        BROUGHT.set(BROUGHT.get() + 1)
