"""One figure as every page shows it: what it says, its bars, the same as a table, its cautions."""

from collections.abc import Callable

import streamlit as st

from stages.parts import plain, tables
from stages.parts.big_screen import big_screen
from stages.parts.board import Board
from stages.parts.chart_colours import look
from workshop.charts import bars
from workshop.figures.bars import Bars


def show_figure(
    board: Board,
    figure: Bars | None,
    nothing: str = "",
    *,
    cautions: bool = True,
    more: Callable[[], None] | None = None,
) -> None:
    """The figure with all that belongs to it; the facilitator can put it on the big screen.

    A page that says the cautions itself, each where it belongs, leaves them out here.
    ``more`` draws another button among those below the figure.
    """
    if figure is None or not figure.rows:
        if nothing:
            st.text(nothing)
        return
    plain.heading(figure.sentence, level=3, kind="headline")
    st.plotly_chart(
        bars(figure, look()),
        theme=None,
        key=f"figure.{figure.key}",
        config={"displayModeBar": False},
        alt=f"{figure.title}. {figure.sentence} “As a table” says the same.",
    )
    for caution in figure.cautions if cautions else ():
        st.markdown(f":material/info: {plain.as_text(caution)}")
    if figure.source:
        st.caption(plain.as_text(f"Source: {figure.source}"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        big_screen(board, f"figure:{figure.key}")
        if more is not None:
            more()
        with st.popover("As a table", type="tertiary", icon=":material/table_rows:"):
            heads, rows = figure.table()
            tables.table(figure.title, heads, rows)
