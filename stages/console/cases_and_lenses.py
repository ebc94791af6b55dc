"""Cases and lenses on the big screen, one press each, in the steps that read them."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.visit import doing, show_problem
from workshop.domain.room import show
from workshop.library import lens_for_table, load_library, three_for_table

SPOT = "console.library"
CASES, LENSES = "horizon.cases", "horizon.lens"
TABLES = 3
"""For whom cards are offered where no tables were formed."""


def cases_and_lenses(board: Board) -> None:
    """The cards that lie at the tables, each with one press to show it large."""
    if board.state.closed or board.current_key not in (CASES, LENSES):
        return
    offered = _offered(board)
    with st.container(border=True, key="console.library_box"):
        titles = {CASES: "Show one case large", LENSES: "Show one lens large"}
        st.header(titles[str(board.current_key)], icon=":material/slideshow:", anchor=False)
        show_problem(SPOT)
        for what, title in offered.items():
            shown = board.state.projector == what
            verb = partial(
                show, board.visit.db, viewer=board.viewer, what="wall" if shown else what
            )
            st.button(
                plain.as_text(f"Back to the wall from {title}" if shown else title),
                icon=":material/visibility:" if shown else ":material/slideshow:",
                type="primary" if shown else "tertiary",
                key=f"{SPOT}.{what}",
                on_click=doing(SPOT, verb),
            )


def _offered(board: Board) -> dict[str, str]:
    """What is shown, and its title, table by table; a card at two tables stands once."""
    library = load_library(board.workshop.language)
    tables = range(1, 1 + (len(board.state.tables) or TABLES))
    if board.current_key == CASES:
        cases = [case for table in tables for case in three_for_table(library.cases, table)]
        return {f"case:{case.slug}": f"{case.title}, {case.place}" for case in cases}
    lenses = [lens_for_table(library.lenses, table) for table in tables]
    return {f"lens:{lens.slug}": lens.name for lens in lenses}
