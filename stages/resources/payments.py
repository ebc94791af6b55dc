"""Spending files that were brought in: their lines, every payment one click away, and undo."""

from functools import partial

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.state import widget_value
from stages.parts.visit import doing, show_problem
from workshop.domain.money.spending_files import undo_spend
from workshop.imports import spend
from workshop.measures.local_time import local
from workshop.queries.money.spending_files import (
    Order,
    PaymentPage,
    PaymentView,
    SpendFileView,
    payments_of,
    spend_files,
)

SPOT = "resources.files"
ORDERS: dict[Order, str] = {
    "row": "As in the file",
    "largest": "Largest first",
    "smallest": "Smallest first",
}
HEADS = ("Row", "When", "Who was paid", "What for", "Department", "How much")


def files_part(board: Board) -> None:
    """Each file with its lines; nothing is drawn where there is none."""
    with board.visit.reading() as session:
        found = spend_files(session, board.viewer)
    if not found:
        return
    st.header("From spending files", icon=":material/receipt_long:", anchor=False)
    for file in found:
        with st.container(border=True, key=f"{SPOT}.{file.id}"):
            _file(board, file)


def _file(board: Board, file: SpendFileView) -> None:
    plain.paragraph(file.file_name, "strong")
    noun = "payment" if file.payments == 1 else "payments"
    day = f"{local(file.imported_at, board.workshop.time_zone):%d/%m/%Y}"
    st.text(f"{file.payments:,} {noun}, {spend.money(file.pence)} in all. Brought in on {day}.")
    rows = [(line.label, f"{line.payments:,}", spend.money(line.pence)) for line in file.lines]
    tables.table(f"Lines of {file.file_name}", ("Line", "Payments", "Sum"), rows, numbers=(1, 2))
    _noticed(file)
    if st.toggle("Look at every payment", key=f"{SPOT}.open.{file.id}"):
        _payments(board, file)
    if board.viewer.is_facilitator and not board.state.closed:
        spot = f"{SPOT}.undo.{file.id}"
        verb = partial(undo_spend, board.visit.db, viewer=board.viewer, import_id=file.id)
        st.button(
            "Take this file out",
            icon=":material/undo:",
            key=spot,
            on_click=doing(spot, verb, "Taken out, with its lines."),
            help="Its lines leave the room and its payments are deleted.",
        )
        show_problem(spot)


def _noticed(file: SpendFileView) -> None:
    if not (file.warnings or file.skipped):
        return
    with st.expander(
        "What we noticed in this file", icon=":material/rule:", key=f"{SPOT}.noticed.{file.id}"
    ):
        for sentence in file.warnings:
            st.markdown(f"- {plain.as_text(sentence)}")
        if file.skipped:
            skipped = [(str(row), reason) for row, reason in file.skipped[:100]]
            tables.table("Rows that are not in the sum", ("Row", "Why"), skipped)


def _payments(board: Board, file: SpendFileView) -> None:
    """A page of payments, found by words, of one line or of all."""
    key = f"{SPOT}.{file.id}"
    labels = plain.told_apart({line.card_id: line.label for line in file.lines})
    left, middle, right = st.columns(3)
    line = left.selectbox(
        "Of which line?",
        list(labels),
        index=None,
        format_func=lambda one: labels.get(one, ""),
        placeholder="All lines",
        key=f"{key}.line",
    )
    search = middle.text_input("Look for words", key=f"{key}.search")
    order = right.selectbox(
        "In which order?", list(ORDERS), format_func=ORDERS.__getitem__, key=f"{key}.order"
    )
    place = f"{key}.page.{line}.{search}.{order}"
    page = int(widget_value(place, 1)) - 1
    with board.visit.reading() as session:
        found = payments_of(
            session,
            board.viewer,
            file.id,
            line=line or "",
            search=search,
            order=order,
            page=page,
        )
    _found(found)
    if found.pages > 1:
        st.number_input(
            f"Page, of {found.pages:,}",
            min_value=1,
            max_value=found.pages,
            step=1,
            key=place,
            width=220,
        )


def _found(found: PaymentPage) -> None:
    if not found.count:
        st.text("No payment has these words.")
        return
    noun = "payment" if found.count == 1 else "payments"
    st.text(f"{found.count:,} {noun}, {spend.money(found.pence)} in all.")
    rows = [_row(one) for one in found.payments]
    tables.table("Payments", HEADS, rows, numbers=(5,))
    if any(one.kept_back for one in found.payments):
        st.caption("“Kept back”: this looks like one person. Only the facilitator sees the name.")


def _row(one: PaymentView) -> tuple[str, ...]:
    twin = f" (same as row {one.twin_of})" if one.twin_of else ""
    return (
        f"Row {one.row}{twin}",
        "" if one.spent_on is None else f"{one.spent_on:%d/%m/%Y}",
        one.supplier,
        one.purpose,
        one.department,
        spend.money(one.pence),
    )
