"""What a workshop is about, and another workshop with the same plan."""

from functools import partial

import streamlit as st

from stages.parts import boxes, identity, page_links
from stages.parts.board import Board
from stages.parts.state import CODE, MADE, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.templates.own_templates import copy_workshop
from workshop.domain.workshops import describe
from workshop.drafts import Description
from workshop.errors import ChangedMeanwhileError, UnknownDeviceError

SPOT = "console.describe"
COPY = "console.copy"
LINES = {
    "title": "Title",
    "place": "Where is it about?",
    "life_question": "The question for the day",
    "sponsor": "Who asked for it, and can say yes?",
    "venue": "Where do you meet?",
}


def describe_form(board: Board) -> None:
    """Title, place, question, year, sponsor and the time booked; all can be changed at any time."""
    workshop = board.workshop
    st.subheader("What it is about", icon=":material/edit_note:", anchor=False)
    boxes.begin(SPOT, {name: getattr(workshop, name) for name in _NAMES})
    with st.form(f"{SPOT}.form", border=False):
        for name, label in LINES.items():
            st.text_input(label, max_chars=200, key=f"{SPOT}.{name}")
        st.text_area("The big challenge", key=f"{SPOT}.big_challenge", height=100)
        st.number_input(
            "Which year do you look ahead to?", 2000, 2200, step=1, key=f"{SPOT}.horizon_year"
        )
        st.number_input(
            "Minutes booked, without breaks", 10, 6000, step=5, key=f"{SPOT}.booked_minutes"
        )
        show_problem(SPOT)
        st.form_submit_button(
            "Save this",
            icon=":material/save:",
            key=f"{SPOT}.save",
            on_click=partial(_describe, board),
        )


_NAMES = (*LINES, "big_challenge", "horizon_year", "booked_minutes")


def _describe(board: Board) -> None:
    def verb() -> None:
        draft, seen = Description.read(boxes.typed(SPOT)), Description.read(boxes.seen(SPOT))
        try:
            describe(board.visit.db, viewer=board.viewer, draft=draft, seen=seen)
        except ChangedMeanwhileError as error:
            boxes.know(SPOT, error.current)
            raise

    attempt(SPOT, verb, done="Saved.")


def copy_form(board: Board) -> None:
    """A new workshop with this one's plan and description, and none of its cards."""
    st.subheader("Make another like this", icon=":material/content_copy:", anchor=False)
    st.text("The new workshop has this plan and these words. It has no cards and no people.")
    with st.form(f"{COPY}.form", border=False):
        st.text_input("Title of the new workshop", max_chars=200, key=f"{COPY}.title")
        if any(run.ended_at is not None for run in board.runs):
            st.checkbox("Plan the minutes that each step took this time", key=f"{COPY}.as_taken")
        show_problem(COPY)
        st.form_submit_button(
            "Make a copy of the plan",
            icon=":material/content_copy:",
            key=f"{COPY}.go",
            on_click=partial(_copy, board),
        )


def _copy(board: Board) -> None:
    def verb() -> None:
        token = identity.device_token()
        if token is None:
            raise UnknownDeviceError("Allow cookies for this address, then load the page again.")
        title = widget_value(f"{COPY}.title")
        made = copy_workshop(
            board.visit.db,
            viewer=board.viewer,
            title=title,
            token=token,
            keep_days=board.visit.settings.keep_days,
            as_taken=bool(widget_value(f"{COPY}.as_taken", False)),
        )
        MADE.set(made)
        CODE.set(made.code)

    if attempt(COPY, verb):
        page_links.go("welcome", code=CODE.get())
