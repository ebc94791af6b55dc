"""The parts of a long stage, one at a time. The page follows the room from part to part."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from stages.parts import plain, redraw
from stages.parts.board import Board
from stages.parts.missing_steps import add_to_plan
from stages.parts.stage import now_here, steps_of_stage
from stages.parts.state import FOLLOWED, set_widget, widget_value
from stages.parts.vote_results import results_of_stage
from workshop.enums import StageKey


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stage: its label, its icon, and the activities in which the room is there."""

    label: str
    icon: str
    activities: tuple[str, ...] = ()


def top(board: Board, key: StageKey) -> None:
    """The stage's title and purpose, and in the same row what lies behind once the room has left.

    A page so begins with what people wrote, not with what is said about the stage; that of a
    facilitator also while the room is here.
    """
    redraw.part(f"{key}.behind", board, partial(_title, key))  # a part in the row would break it
    if _here(board, key) and not board.viewer.is_facilitator:
        _purpose(board, key)


def _title(key: StageKey, board: Board) -> None:
    stage = board.visit.playbook.stage(key)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.title(stage.title, icon=f":material/{stage.icon}:", anchor=False, width="content")
        if stage.note:
            plain.paragraph(stage.note, "note", wide=False)
        behind(board, key)


def _purpose(board: Board, key: StageKey) -> None:
    stage = board.visit.playbook.stage(key)
    plain.purpose(stage.purpose, stage.reminder or "")


def behind(board: Board, key: StageKey) -> None:
    """Steps and votes of a stage where the room is not, each behind a quiet press.

    For facilitators the steps stay there while the room is here.
    """
    here = _here(board, key)
    if here and not board.viewer.is_facilitator:
        return
    with st.container(
        horizontal=True, gap="small", horizontal_alignment="right", key=f"behind.{key}"
    ):
        with st.popover(
            "Steps of this stage", type="tertiary", icon=":material/checklist:", key=f"{key}.steps"
        ):
            _purpose(board, key)
            steps_of_stage(board, key)
            add_to_plan(board, key)
        if not here or _votes(board):
            results_of_stage(board, key, closed=True)


def opening(board: Board, key: StageKey) -> None:
    """The room's question and the steps, while the room is here."""
    if not _here(board, key):
        return
    if board.viewer.is_facilitator:
        now_here(board, key)
        redraw.part(f"{key}.results", board, partial(_results, key))
        return
    left, right = st.columns([7, 4], gap="large")
    with left:
        now_here(board, key)
        results_of_stage(board, key)
    with right:
        steps_of_stage(board, key)
        add_to_plan(board, key)


def _results(key: StageKey, board: Board) -> None:
    if not _votes(board):
        results_of_stage(board, key)


def _here(board: Board, key: StageKey) -> bool:
    at = board.current
    return at is not None and at.activity.stage == key and not board.state.closed


def _votes(board: Board) -> bool:
    """Whether a round is open: what an earlier one came to then stands back."""
    return board.state.vote is not None and board.state.vote.open


def _follow(board: Board, key: StageKey, parts: Mapping[str, Part]) -> str:
    """When the room moves on, so does the choice; the key under which it is kept."""
    widget = f"{key}.part"
    followed = FOLLOWED.at(key)
    here = next(
        (name for name, part in parts.items() if board.current_key in part.activities), None
    )
    if followed.get() != board.current_key:
        followed.set(board.current_key)
        if here is not None:
            set_widget(widget, here)
    if widget_value(widget) not in parts:
        set_widget(widget, next(iter(parts)))
    return widget


def listed_part(board: Board, key: StageKey, groups: Mapping[str, Mapping[str, Part]]) -> str:
    """The same as ``chosen_part`` from a list of buttons, each group of parts under its heading.

    Which one is shown is said by the heading of the part itself, since a button cannot say it.
    """
    parts = {name: part for group in groups.values() for name, part in group.items()}
    widget = _follow(board, key, parts)
    shown = str(widget_value(widget))
    with st.container(gap="xsmall", key=f"{key}.parts"):
        for place, (heading, group) in enumerate(groups.items()):
            plain.paragraph(heading, "group")
            with st.container(horizontal=True, gap="xsmall", key=f"{key}.parts.{place}"):
                for name, part in group.items():
                    st.button(
                        part.label,
                        icon=f":material/{part.icon}:",
                        type="secondary" if name == shown else "tertiary",
                        key=f"{widget}.{name}",
                        on_click=partial(set_widget, widget, name),
                    )
    return shown


def chosen_part(board: Board, key: StageKey, parts: Mapping[str, Part]) -> str:
    """The key of the part to show, one of a row of pills."""
    widget = _follow(board, key, parts)
    return str(
        st.pills(
            "Look at",
            list(parts),
            format_func=lambda name: f":material/{parts[name].icon}: {parts[name].label}",
            key=widget,
            required=True,
            wrap=True,
            label_visibility="collapsed",
        )
    )
