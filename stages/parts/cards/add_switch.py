"""A button that opens the form for one more card, where this person may write one now."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from stages.parts import keys, plain
from stages.parts.board import Board, run_for
from stages.parts.cards import taken
from stages.parts.cards.card_form import NOTHING_PRESET, Preset
from stages.parts.state import WRITING
from workshop.enums import StageKey
from workshop.kinds import CardKind


@dataclass(frozen=True, slots=True)
class Addition:
    """One kind of card that can be added at a place, and what its form begins with."""

    kind: CardKind
    label: str
    preset: Preset = NOTHING_PRESET


def adding(
    board: Board,
    key: StageKey,
    where: str,
    kind: CardKind,
    label: str,
    preset: Preset = NOTHING_PRESET,
    *,
    beside: CardKind | None = None,
    title: str = "",
    icon: str = "",
) -> None:
    """The button, or a line that says when this can be written, beside the heading ``title``.

    Where the plan has no step for this kind, the facilitator may note it in the step ``beside`` it.
    """
    run = run_for(board, key, kind)
    if run is None and beside is not None and board.viewer.is_facilitator:
        run = run_for(board, key, beside)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if title:
            st.header(title, icon=f":material/{icon}:", anchor=False, width="content")
        opened = run is not None and form_opener(f"{where}.adding.{kind}", label)
    if run is None:
        _when(board, key, kind, label)
    elif opened:
        with st.container(border=True):
            taken.form_beside(board, where, kind, run, preset)


def adding_any(
    board: Board,
    key: StageKey,
    where: str,
    ways: tuple[Addition, ...],
    first: Callable[[], None] | None = None,
    last: Callable[[], None] | None = None,
    forms: DeltaGenerator | None = None,
) -> None:
    """A row of such buttons between ``first`` and ``last``; open forms stand in ``forms`` or below.

    With nothing ``first``, the first one is the page's main button. N presses it, for who
    has letters.
    """
    runs = {way.kind: run for way in ways if (run := run_for(board, key, way.kind)) is not None}
    first_kind, letter = next(iter(runs), None), keys.shortcut(board.viewer, "N")
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        if first is not None:
            first()
        opened = [
            way
            for way in ways
            if way.kind in runs
            and form_opener(
                f"{where}.adding.{way.kind}",
                way.label,
                letter=letter if way.kind == first_kind else None,
                main=way.kind == first_kind and first is None,
            )
        ]
        if last is not None:
            last()
    for way in ways:
        if way.kind not in runs:
            _when(board, key, way.kind, way.label)
    for way in opened:
        with (forms or st).container(border=True):
            taken.form_beside(board, where, way.kind, runs[way.kind], way.preset)


def form_opener(
    key: str, label: str, icon: str = "add", *, letter: str | None = None, main: bool = False
) -> bool:
    """One button that opens a form and puts it away again; answers whether it is open.

    It stays the same element, so that whoever pressed it keeps the focus.
    """
    slot = WRITING.at(key)
    is_open = slot.get()
    st.button(
        plain.as_text(f"Put away: {label}" if is_open else label),
        icon=f":material/{'close' if is_open else icon}:",
        key=key,
        shortcut=letter,
        type="primary" if main else "secondary",
        on_click=partial(slot.set, not is_open),
    )
    return is_open


def _when(board: Board, key: StageKey, kind: CardKind, label: str) -> None:
    if board.state.closed:
        return
    titles = [run.activity.title for run in board.runs_of(key) if kind in run.activity.collects]
    when = f"when the room is at “{titles[0]}”" if titles else "this is not on today's plan"
    st.caption(plain.as_text(f"{label}: {when}."))
