"""The page of any stage, from the data: what it is for, where the room is, and its cards."""

import streamlit as st

from stages.browser import components
from stages.parts import page_links, plain, redraw
from stages.parts.board import Board, kinds_of, read_board, run_for
from stages.parts.cards import card_list, taken
from stages.parts.cards.add_switch import form_opener
from stages.parts.visit import member
from stages.parts.vote_results import results_of_stage
from stages.road import ICONS, StageProgress, road, step_of
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.playbook import Stage
from workshop.queries.cards import CardView
from workshop.queries.room import RunState

STEP_WORDS = {
    StageProgress.DONE: "Done",
    StageProgress.SKIPPED: "Skipped",
    StageProgress.NOW: "Now",
    StageProgress.NEXT: "Next",
    StageProgress.LATER: "Still to come",
    StageProgress.NOT_PLANNED: "Not in this plan",
}

WRITES_IN = 680
"""Pixels: a wider box has lines that are too long to read, and another height than is kept."""


def stage_page(key: StageKey) -> None:
    """Everything of one stage: read what the room may see, and add beside it."""
    visit = member()
    board = read_board(visit)
    stage = visit.playbook.stage(key)
    head(stage)
    left, right = st.columns([7, 4], gap="large")
    with right:
        steps_of_stage(board, key)
    with left:
        now_here(board, key)
        results_of_stage(board, key)
        card_sections(board, key)
    follow_room(board)


def head(stage: Stage) -> None:
    """Title, purpose and the stage's plain warnings."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.title(stage.title, icon=f":material/{stage.icon}:", anchor=False, width="content")
        if stage.note:
            plain.paragraph(stage.note, "note", wide=False)
    plain.purpose(stage.purpose, stage.reminder or "")


def follow_room(board: Board) -> None:
    """Draw this page again when something in the room changes."""
    redraw.follow(board, view="console" if board.viewer.is_facilitator else "phone")


def steps_of_stage(board: Board, key: StageKey) -> None:
    """The activities of this stage in this workshop, each with where it stands."""
    step = road(board.runs, board.current_key, closed=board.state.closed)[key]
    with st.container(border=True, gap="xxsmall"):
        st.header("Steps of this stage", anchor=False)
        runs = board.runs_of(key)
        if not runs:
            st.text(
                "The plan of this workshop does not visit this stage. You can still write here."
            )
        for place, run in enumerate(board.runs):
            if run in runs:
                _step(board, run, step_of(place, board.runs, board.current_key))
        if step is not StageProgress.NOW and board.current is not None and not board.state.closed:
            here = board.visit.playbook.stage(board.current.activity.stage)
            page_links.link(
                here.key.value,
                f"The room is at {here.title}",
                code=board.viewer.code,
                icon=":material/arrow_forward:",
            )


def _step(board: Board, run: RunState, step: StageProgress) -> None:
    if board.state.closed:
        step = StageProgress.DONE
    activity = run.activity
    st.markdown(f"{ICONS[step]} **{plain.as_text(activity.title)}**")
    form = board.visit.playbook.words.forms[activity.form]
    words = [STEP_WORDS[step], f"{run.minutes} min", form]
    if run.cards:
        words.append(f"{run.cards} {'card' if run.cards == 1 else 'cards'}")
    if run.open:
        words.append("open for writing")
    if run.face_down:
        words.append("face down")
    st.caption(" · ".join(words))


def now_here(board: Board, key: StageKey) -> None:
    """The room's question with the box for it, while the room is at this stage.

    Facilitators are here for what the others wrote, and the box is a screen high and comes later
    than the rest of the page: to them the question is one line, with a button for the box where
    something can be written now, and the way to the ballot where there is a vote.
    """
    run = board.current
    if run is None or run.activity.stage != key or board.state.closed:
        return
    if board.viewer.person_id is None:
        st.text("Say who you are first. Then you can write here too.")
        plain.same_tab_link("Join the workshop", f"/room/{board.viewer.code}", main=True)
        return
    if board.viewer.is_facilitator and not _writes(board, key, run):
        return
    with st.container(border=True, key=f"{key}.now", width=WRITES_IN):
        components.composer(code=board.viewer.code, opened=run.open)


def _writes(board: Board, key: StageKey, run: RunState) -> bool:
    """Whether a facilitator has asked for the box; where there is none, what stands instead."""
    if run.activity.collects and run.open:
        return form_opener(f"{key}.now.write", "Write as one of the room", "edit")
    plain.paragraph(run.activity.prompt)
    if board.state.vote is not None and board.state.vote.open:
        plain.same_tab_link("Vote as one of the room", f"/room/{board.viewer.code}")
    return False


def card_sections(board: Board, key: StageKey) -> None:
    """For each kind of card of this stage: what is there, and a form for another."""
    runs = board.runs_of(key)
    keys = {run.activity.key for run in runs}
    here = [card for card in board.cards.values() if card.activity in keys]
    for kind in kinds_of(runs, here):
        kind_section(board, key, kind, [card for card in here if card.kind == kind])


def kind_section(board: Board, key: StageKey, kind: CardKind, found: list[CardView]) -> None:
    """The cards of one kind. Opened by hand, so that a long stage stays quick and calm."""
    words = board.visit.playbook.kind(kind)
    where = f"{key}.{kind}"
    current = board.current
    wanted = current is not None and kind in current.activity.collects
    opened = st.expander(
        f"{words.plural.capitalize()} ({len(found)})",
        icon=f":material/{words.icon}:",
        expanded=bool(found) and (wanted or len(found) <= 6),
        key=f"{where}.section",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        if not found:
            st.text(_empty(board, kind))
        card_list.card_list(board, where, found)
        run = run_for(board, key, kind)
        if run is not None and form_opener(
            f"{where}.adding", f"Add with all its details: {words.singular}"
        ):
            with st.container(border=True):
                taken.form_beside(board, where, kind, run)


def _empty(board: Board, kind: CardKind) -> str:
    plural = board.visit.playbook.kind(kind).plural
    current = board.current
    if board.state.closed:
        return f"No {plural} were written in this workshop."
    if current is not None and kind in current.activity.collects and current.open:
        return f"No {plural} to see yet. Write the first one."
    if board.viewer.is_facilitator:
        return f"No {plural} yet. Open the activity on the console, or add one here."
    return f"No {plural} yet. They show here when the room has written them."
