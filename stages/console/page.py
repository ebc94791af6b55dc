"""The facilitator's desk: where the room is, the way in for phones, who is here, the cards."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from stages.browser import components
from stages.console import (
    cases_and_lenses,
    decisions,
    first_look,
    group_tables,
    hands,
    paper,
    presence,
    rehearsals,
    room_check,
    schedule,
    steering,
    votes,
    workshop_life,
)
from stages.parts import page_links, plain
from stages.parts.board import Board, read_board
from stages.parts.cards import card_list, taken
from stages.parts.days import reminder
from stages.parts.visit import doing, guarded, member, show_problem
from workshop.db import now
from workshop.domain.room import show
from workshop.domain.themes.sort_board import theme_targets
from workshop.domain.undo_redo import redo, undo
from workshop.enums import Way
from workshop.errors import NotAllowedError
from workshop.live.this_server import home_path

CARDS = "console.cards"
SHOWS = {
    "join": "It shows the way in now.",
    "wall": "It shows the wall now.",
    "board": "It shows the vision board now.",
    "tables": "It shows who sits where now.",
    "themes": "It shows the wall by theme now.",
}


@guarded
def page() -> None:
    visit = member()
    if not visit.here.is_facilitator:
        raise NotAllowedError(
            "The console is for the facilitator. Everybody else writes in the room."
        )
    board = read_board(visit)
    _head(board)
    _erasing(board)
    _ends_soon(board)
    rehearsals.banner(board)
    left, right = st.columns([7, 4], gap="large")
    with left:
        steering.where_we_are(board)
        first_look.waiting_cards(board)
        cases_and_lenses.cases_and_lenses(board)
        votes.vote_part(board)
        decisions.decision_part(board)
        _sort_together(board)
        first_look.looking_first(board)
        _current_cards(board)
    with right:
        schedule.the_time(board)
        hands.hands(board)
        presence.who_is_here(board)
        group_tables.group_tables(board)
        _big_screen(board)
        if not board.state.closed:
            room_check.room_check(board)
    workshop_life.keeping(board)


def _head(board: Board) -> None:
    plain.heading(board.workshop.title)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.badge(board.viewer.code, icon=":material/tag:", color="gray")
        page_links.link(
            "plan", "The whole plan", code=board.viewer.code, icon=":material/list_alt:"
        )
        components.follow(code=board.viewer.code, revision=board.state.revision, view="console")


def _erasing(board: Board) -> None:
    """Say so while erased words can still be found in the files of the server."""
    if board.visit.db.still_erasing:
        st.warning(
            "What was erased is gone from the pages, but not yet from the server's files: "
            "somebody is still reading there. It goes on trying. Look at this page again, or stop "
            "the server: then it is erased."
        )


def _ends_soon(board: Board) -> None:
    if sentence := reminder(board.workshop.erase_on, now().date()):
        st.warning(sentence, icon=":material/event_busy:")


def _big_screen(board: Board) -> None:
    code = board.viewer.code
    with st.container(border=True, key="console.screen"):
        st.subheader("Big screen", icon=":material/slideshow:", anchor=False)
        screen = f"{home_path()}/project/{code}"
        st.link_button("Open the big screen", screen, icon=":material/open_in_new:")
        if board.state.closed:
            return
        shows_join = board.state.projector == "join"
        st.text(SHOWS.get(board.state.projector, "It shows one thing large now."))
        st.button(
            "Show the wall" if shows_join else "Show the way in",
            icon=":material/swap_horiz:",
            key="console.projector",
            on_click=doing(
                "console.screen",
                partial(
                    show,
                    board.visit.db,
                    viewer=board.viewer,
                    what="wall" if shows_join else "join",
                ),
            ),
        )
        by_theme = board.state.projector.startswith("theme")
        st.button(
            "Show the cards loose" if by_theme else "Show the wall by theme",
            icon=":material/category:",
            key="console.themes",
            on_click=doing(
                "console.screen",
                partial(
                    show,
                    board.visit.db,
                    viewer=board.viewer,
                    what="wall" if by_theme else "themes",
                ),
            ),
        )
        show_problem("console.screen")


def _sort_together(board: Board) -> None:
    """The way to the board, in the steps whose cards can be put into themes."""
    run = board.current
    if run is None or board.state.closed:
        return
    kinds = (*run.activity.about, *run.activity.collects)
    if not set(kinds) & set(theme_targets()):
        return
    with st.container(border=True, key="console.sort"):
        st.subheader("Sort the cards", icon=":material/category:", anchor=False)
        st.text("Put them into themes, make near twins one card, star and hide.")
        main = run.activity.way == Way.SORT
        plain.same_tab_link("Sort together", f"/sort/{board.viewer.code}", main=main)


def _current_cards(board: Board) -> None:
    run = board.current
    if run is None:
        return
    found = [card for card in board.cards.values() if card.activity == run.activity.key]
    if not found and not run.activity.collects:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.subheader(f"Cards of this activity: {len(found)}", anchor=False)
        with st.container(horizontal=True, gap="small", width="content"):
            _history(board, "Undo", "undo", undo, board.undo)
            _history(board, "Do again", "redo", redo, board.redo)
    show_problem(CARDS)
    _write_for_somebody(board)
    if not found:
        st.text("No cards yet. They show here as people send them.")
    card_list.card_list(board, CARDS, found)


def _history(board: Board, label: str, icon: str, verb: Callable[..., object], about: str) -> None:
    """The button names what it would do. Hiding is taken back at the card itself."""
    st.button(
        f"{label}: {plain.as_text(about)}" if about else label,
        icon=f":material/{icon}:",
        type="tertiary",
        key=f"console.{icon}",
        disabled=not about or board.state.closed,
        on_click=doing(
            CARDS,
            partial(verb, board.visit.db, viewer=board.viewer, seen=board.state.revision),
        ),
    )


def _write_for_somebody(board: Board) -> None:
    run = board.current
    if run is None or not run.activity.collects or board.state.closed:
        return
    kinds = run.activity.collects
    for_one = st.toggle("Write for somebody without a device", key="console.scribe")
    for_many = st.toggle("Bring in what is on paper", key="console.paper_in")
    if not (for_one or for_many):
        return
    words = board.visit.playbook
    kind = kinds[0]
    if len(kinds) > 1:
        kind = st.selectbox(
            "What do you want to write?",
            list(kinds),
            format_func=lambda one: words.kind(one).singular,
            key=f"console.scribe_kind.{run.activity.key}",
        )
    if for_one:
        with st.container(border=True):
            taken.take_form(board, "console.scribe", kind, run, voice=True)
    if for_many:
        paper.from_paper(board, kind, run)
