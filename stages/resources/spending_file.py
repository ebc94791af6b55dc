"""Bringing in a spending file: choose it, say which column is what, see what it adds up to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.state import Slot, hold_widget, let_go, widget_value
from stages.resources.payment_groups import lines_part
from stages.resources.spending_wishes import wished
from workshop.errors import WorkshopError
from workshop.imports import spend
from workshop.imports.spend import ColumnRole, ReadPayments, SpendFile, TableLayout, Together
from workshop.payment import Payment

SPOT = "resources.file"
KINDS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods"]
NO_COLUMN = "No column"
NOWHERE = -1
"""That, among the numbers of columns; a box that says nothing at all would stand empty."""
ALL = -1
"""All sheets with the same columns, among the numbers of sheets."""
ASKED = {
    ColumnRole.AMOUNT: "How much?",
    ColumnRole.SUPPLIER: "Who was paid?",
    ColumnRole.PURPOSE: "What for?",
    ColumnRole.DEPARTMENT: "Which department or service?",
    ColumnRole.DATE: "When?",
    ColumnRole.CURRENCY: "In which money?",
}
FIRST_ROWS = 6
LARGEST = 3
SKIPPED_SHOWN = 100


@dataclass(frozen=True)
class Brought:
    """A file as it lies on the table, before anything of it is kept."""

    name: str
    upload: str
    file: SpendFile
    guess: TableLayout
    together: Together | None = None


@dataclass(frozen=True)
class Read:
    """The last reading, and the choices that it was made with."""

    choices: tuple[object, ...]
    reading: ReadPayments


BROUGHT: Slot[Brought | None] = Slot("resources.brought", None)
READ: Slot[Read | None] = Slot("resources.read", None)
TIMES: Slot[int] = Slot("resources.files_done", 0)


def may_bring(board: Board) -> bool:
    return board.viewer.is_facilitator and not board.state.closed


def file_part(board: Board) -> None:
    """The way in for a file and what is read of it, in one place."""
    if not may_bring(board):
        return
    with st.container(border=True, key=f"{SPOT}.part"):
        st.header("Bring in a spending file", icon=":material/upload_file:", anchor=False)
        st.text(
            "A list of payments from a council, a health service or a charity. "
            "Nothing is kept until you say so."
        )
        read_file(board, drop_zone("Choose a file or drop it here: CSV, Excel or LibreOffice"))


def drop_zone(label: str) -> UploadedFile | None:
    """The place for a file. Another one, or none, takes the place of that which was brought."""
    return st.file_uploader(
        label,
        type=KINDS,
        max_upload_size=spend.MAX_BYTES // 1024**2,
        key=f"{SPOT}.upload.{TIMES.get()}",
        on_change=forget,
    )


def lies_here(given: UploadedFile | None) -> bool:
    """Whether there is a file to read: given now, or brought before a look at another part."""
    return given is not None or BROUGHT.get() is not None


def read_file(board: Board, given: UploadedFile | None) -> None:
    """The file, as we read it: its sum, its columns, and which part of the work is ours.

    One that was brought stays until it is put away, also where the place for it was not drawn.
    """
    here = BROUGHT.get()
    if given is not None:
        name = given.name
        opened = partial(_opened, name, given.file_id, given.getvalue)
    elif here is not None:
        name = here.name
        opened = partial(_opened, name, here.upload, bytes)
    else:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        plain.paragraph(name, "strong", wide=False)
        st.button("Put this file away", icon=":material/close:", key=f"{SPOT}.away", on_click=done)
    try:
        brought = opened()
        layout = wished(_columns(brought), f"{SPOT}.{brought.upload}")
        reading = _reading(brought, layout)
    except WorkshopError as error:
        plain.sorry(str(error))
        return
    said = spend.warnings(brought.file.book, layout, reading)
    _summary(layout, reading, said)
    _payments_shown(layout, reading)
    lines_part(board, brought.name, brought.file, layout, reading, said, done)


def forget() -> None:
    """Let go of a file that nobody looks at any more, and of what was chosen: it may be large."""
    BROUGHT.clear()
    READ.clear()
    let_go(f"{SPOT}.")


def done() -> None:
    """The file was kept or put away; the way in stands empty for another one."""
    forget()
    TIMES.set(TIMES.get() + 1)


def _opened(name: str, upload: str, content: Callable[[], bytes]) -> Brought:
    here = BROUGHT.get()
    if here is not None and here.upload == upload:
        return here
    forget()
    bar = st.progress(0.0, text="Opening the file")
    try:
        file = spend.open_file(content(), bar.progress)
        guess = spend.find_layout(file.book)
        together = spend.find_together(file, guess)
        brought = Brought(name[:200], upload, file, guess, together)
    finally:
        bar.empty()
    BROUGHT.set(brought)
    return brought


def _columns(brought: Brought) -> TableLayout:
    """Which sheet, and which column is what: guessed, shown, and changed where that is wrong."""
    book = brought.file.book
    found = brought.guess
    prefix = f"{SPOT}.{brought.upload}"
    st.header("Which column is what?", icon=":material/view_column:", anchor=False)
    st.caption("We have guessed. Change what is wrong.")
    if len(book.sheets) > 1:
        found = _sheet(brought, prefix)
    if found.more:
        return replace(found, columns=MappingProxyType(_boxes(found, f"{prefix}.all")))
    row = f"{prefix}.header.{found.sheet}"
    hold_widget(row, 0 if found.header is None else found.header + 1)
    header = widget_value(row)
    if int(header) - 1 != (-1 if found.header is None else found.header):
        found = spend.layout_with_header(book, found.sheet, int(header) - 1 if header else None)
    chosen = _boxes(found, f"{prefix}.{found.sheet}.{found.header}")
    with st.expander("The names of the columns are in another row", key=f"{prefix}.more"):
        st.number_input(
            "Row with the names. Write 0 if there is none.",
            min_value=0,
            max_value=min(500, len(book.sheets[found.sheet].rows)),
            step=1,
            key=row,
        )
    return replace(found, columns=MappingProxyType(chosen))


def _sheet(brought: Brought, prefix: str) -> TableLayout:
    """One sheet, or all that have the same columns, whose sums stand below."""
    book, found, together = brought.file.book, brought.guess, brought.together
    every = [ALL] if together is not None else []
    hold_widget(f"{prefix}.sheet", found.sheet)
    number = st.selectbox(
        "Which sheet?",
        [*every, *range(len(book.sheets))],
        format_func=lambda one: (
            f"All {len(together.parts) if together else 0} sheets with the same columns, as one"
            if one == ALL
            else f"{book.sheets[one].name} ({len(book.sheets[one].rows):,} rows)"
        ),
        key=f"{prefix}.sheet",
    )
    if together is not None:
        # Once they are one, their sums stand in a table, by the column chosen there.
        if number != ALL:
            _offer(together)
        for sheet, reason in together.left_out:
            st.text(f"“{sheet}” is not among them: {reason}.")
        if number == ALL:
            return together.layout
    return found if number == found.sheet else spend.layout_of(book, number)[0]


def _offer(together: Together) -> None:
    """What the sheets add up to as one."""
    layout, first = together.layout, together.parts[0].reading
    total = spend.money(together.total_pence, first.currency)
    name = layout.headings[layout.columns[ColumnRole.AMOUNT]] or "the amounts"
    st.text(
        f"{len(together.parts)} sheets have the same columns. "
        f"As one, “{name}” adds up to {total}, as we read it."
    )


def _sums(reading: ReadPayments) -> None:
    """What each of several sheets adds up to, with the columns and units chosen now."""
    rows = [
        (
            part.name,
            f"{len(part.reading.rows):,}",
            spend.money(part.reading.total_pence, reading.currency),
        )
        for part in reading.parts
    ]
    total = spend.money(reading.total_pence, reading.currency)
    tables.table(
        "The sheets that are read as one",
        ("Sheet", "Payments", "Sum"),
        rows,
        numbers=(1, 2),
        foot=("All as one", f"{len(reading.rows):,}", total),
    )


def _boxes(found: TableLayout, prefix: str) -> dict[ColumnRole, int]:
    chosen: dict[ColumnRole, int] = {}
    places = st.columns(3)
    for number, (role, label) in enumerate(ASKED.items()):
        options = [NOWHERE, *range(len(found.headings))]
        hold_widget(f"{prefix}.{role}", found.columns.get(role, NOWHERE), options)
        with places[number % 3]:
            column = st.selectbox(
                label,
                options,
                format_func=lambda one: NO_COLUMN if one == NOWHERE else found.headings[one],
                key=f"{prefix}.{role}",
            )
        if column != NOWHERE:
            chosen[role] = column
    return chosen


def _reading(brought: Brought, layout: TableLayout) -> ReadPayments:
    columns = tuple(sorted(layout.columns.items()))
    choices = (brought.upload, layout.sheet, layout.more, layout.first, columns, layout.wishes)
    last = READ.get()
    if last is not None and last.choices == choices:
        return last.reading
    bar = st.progress(0.0, text="Reading the rows")
    try:
        reading = spend.read_rows(brought.file, layout, bar.progress)
    finally:
        bar.empty()
    READ.set(Read(choices, reading))
    return reading


def _summary(layout: TableLayout, reading: ReadPayments, said: tuple[str, ...]) -> None:
    count = len(reading.rows)
    noun = "payment adds" if count == 1 else "payments add"
    total = spend.money(reading.total_pence, reading.currency)
    plain.paragraph(f"{count:,} {noun} up to {total}.", "lead")
    if reading.parts:
        _sums(reading)
    tables.table("How we read it", ("What", "How"), spend.read_as(layout, reading))
    if own := spend.own_total(reading):
        st.text(own)
    if said:
        with st.container(border=True):
            st.markdown("**What we noticed**")
            for sentence in said:
                st.markdown(f"- {plain.as_text(sentence)}")
    else:
        st.caption("Nothing in this file looks odd.")
    if reading.skipped:
        count = len(reading.skipped)
        label = "1 row is not in the sum" if count == 1 else f"{count:,} rows are not in the sum"
        with st.expander(label, icon=":material/rule:", key=f"{SPOT}.skipped"):
            rows = [(str(one.row), one.reason) for one in reading.skipped[:SKIPPED_SHOWN]]
            tables.table("Rows that are not in the sum", ("Row", "Why"), rows)
            if count > SKIPPED_SHOWN:
                st.caption(f"And {count - SKIPPED_SHOWN:,} more.")


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"


def _payments_shown(layout: TableLayout, reading: ReadPayments) -> None:
    """The first and the largest payments as they were understood, so that a mistake is seen."""
    if not reading.rows:
        return
    first = reading.rows[:FIRST_ROWS]
    _table_of("The first payments, as we read them", layout, reading, first)
    if len(reading.rows) > FIRST_ROWS:
        _table_of("The largest payments", layout, reading, reading.rows.largest(LARGEST))


def _table_of(
    title: str, layout: TableLayout, reading: ReadPayments, payments: Sequence[Payment]
) -> None:
    heads = ["Row", "How much"]
    shown = [
        role
        for role in (
            ColumnRole.SUPPLIER,
            ColumnRole.PURPOSE,
            ColumnRole.DEPARTMENT,
            ColumnRole.DATE,
        )
        if role in layout.columns
    ]
    heads += [ASKED[role] for role in shown]
    rows = [
        (
            str(one.row),
            spend.money(one.amount_pence, reading.currency),
            *(
                {
                    ColumnRole.SUPPLIER: _short(one.supplier),
                    ColumnRole.PURPOSE: _short(one.purpose),
                    ColumnRole.DEPARTMENT: _short(one.department),
                    ColumnRole.DATE: "" if one.spent_on is None else f"{one.spent_on:%d/%m/%Y}",
                }[role]
                for role in shown
            ),
        )
        for one in payments
    ]
    tables.table(title, heads, rows, numbers=(1,))
