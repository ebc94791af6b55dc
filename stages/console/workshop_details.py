"""What a workshop is about, the groups in its room, and another workshop with the same plan."""

from functools import partial

import streamlit as st

from stages.parts import ask_first, boxes, identity, page_links, plain
from stages.parts.board import Board
from stages.parts.state import CODE, MADE, TIMES_ADDED, widget_value
from stages.parts.visit import attempt, doing, show_problem
from workshop.domain.people.own_voices import add_voice, change_voice, end_voice
from workshop.domain.templates.own_templates import copy_workshop
from workshop.domain.workshops import describe
from workshop.drafts import VOICE_MAX, Description, NewVoice, OwnVoice
from workshop.enums import RoleGroup
from workshop.errors import ChangedMeanwhileError, UnknownDeviceError

SPOT = "console.describe"
VOICES = "console.own_voices"
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
    st.header("What it is about", icon=":material/edit_note:", anchor=False)
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


def own_voices(board: Board) -> None:
    """The groups of this room by the names that people here use: made, renamed, taken away."""
    st.header("Groups in this room", icon=":material/diversity_3:", anchor=False)
    st.text(
        "Name groups as people here know them, such as “Dads’ club” or “Night shift”. Whoever "
        "joins can choose one. Each counts with a group of the method. Its name is shown where "
        "three people or more are in it, else that of the group of the method."
    )
    show_problem(VOICES)
    groups: list[RoleGroup] = [group for group in RoleGroup if group is not RoleGroup.UNKNOWN]
    for one in board.workshop.open_voices:
        _voice(board, one, groups)
    spot = f"{VOICES}.new.{TIMES_ADDED.get().get(VOICES, 0)}"
    with st.form(f"{spot}.form", border=False):
        _voice_boxes(board, spot, groups, "Name of another group")
        st.form_submit_button(
            "Add this group",
            icon=":material/group_add:",
            key=f"{VOICES}.add",
            on_click=partial(_add_voice, board, spot),
        )


def _voice_boxes(board: Board, spot: str, groups: list[RoleGroup], label: str) -> None:
    left, right = st.columns(2)
    left.text_input(label, max_chars=VOICE_MAX, key=f"{spot}.name")
    right.selectbox(
        "Counts with",
        groups,
        format_func=board.group_said,
        key=f"{spot}.role_group",
    )


def _voice(board: Board, one: OwnVoice, groups: list[RoleGroup]) -> None:
    spot = f"{VOICES}.{one.key}"
    name = plain.as_text(one.name)
    boxes.begin(spot, {"name": one.name, "role_group": one.role_group})
    with st.form(f"{spot}.form", border=False):
        _voice_boxes(board, spot, groups, "Name of the group")
        st.form_submit_button(
            f"Save “{name}”",
            icon=":material/save:",
            key=f"{spot}.save",
            on_click=partial(_change_voice, board, one.key, spot),
        )
    sure = f"{spot}.sure"
    st.button(
        f"Take “{name}” away",
        icon=":material/group_remove:",
        type="tertiary",
        key=f"{spot}.end",
        on_click=ask_first.ask(sure),
    )
    if ask_first.asked(sure):
        sentence = (
            f"Take “{one.name}” away? Nobody is lost: its people and cards stay, as "
            f"“{board.group_said(one.role_group)}”."
        )
        verb = partial(end_voice, board.visit.db, viewer=board.viewer, key=one.key)
        ask_first.question(
            sure, sentence, {"Yes, take it away": doing(VOICES, verb, "Taken away.")}, "No, keep it"
        )


def _add_voice(board: Board, spot: str) -> None:
    def verb() -> None:
        given = {name: widget_value(f"{spot}.{name}") for name in ("name", "role_group")}
        add_voice(board.visit.db, viewer=board.viewer, draft=NewVoice.read(given))

    if attempt(VOICES, verb, done="Whoever joins can choose it now."):
        counts = dict(TIMES_ADDED.get())
        counts[VOICES] = counts.get(VOICES, 0) + 1
        TIMES_ADDED.set(counts)


def _change_voice(board: Board, key: str, spot: str) -> None:
    def verb() -> None:
        draft, seen = NewVoice.read(boxes.typed(spot)), boxes.seen(spot)
        try:
            change_voice(board.visit.db, viewer=board.viewer, key=key, draft=draft, seen=seen)
        except ChangedMeanwhileError as error:
            boxes.know(spot, error.current)
            raise

    attempt(VOICES, verb, done="Saved. Its people and cards go along.")


def copy_form(board: Board) -> None:
    """A new workshop with this one's plan and description, and none of its cards."""
    st.header("Make another like this", icon=":material/content_copy:", anchor=False)
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
