"""How the payments of a file become the few lines that the room talks about."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st

from stages.parts import plain, redraw, tables
from stages.parts.board import Board, run_for
from stages.parts.state import hold_widget, set_widget, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.money.payment_groups import SpendGroup, group_payments
from workshop.domain.money.spending_files import import_spend
from workshop.drafts import Grouping, NewSpend
from workshop.enums import StageKey
from workshop.imports import spend
from workshop.imports.spend import ColumnRole, ReadPayments, SpendFile, TableLayout
from workshop.kinds import CardKind
from workshop.payment import Payment
from workshop.queries.money.spending_files import ALL_SHEETS, file_known

SPOT, LINES = "resources.file.keep", "resources.file.lines"
GROUPINGS: dict[Grouping, tuple[str, ColumnRole]] = {
    "department": ("Department or service", ColumnRole.DEPARTMENT),
    "purpose": ("What it was for", ColumnRole.PURPOSE),
    "supplier": ("Who was paid", ColumnRole.SUPPLIER),
}
ALL = "All payments"
NO_YEAR = 0
"""That, among the years."""
PERIODS = ((32, "month"), (93, "quarter"), (185, "half_year"), (367, "year"))
SKIPPED_KEPT = 2000


def lines_part(
    board: Board,
    name: str,
    file: SpendFile,
    layout: TableLayout,
    reading: ReadPayments,
    said: tuple[str, ...],
    done: Callable[[], None],
) -> None:
    """Choose how to gather the payments, see the lines, keep them."""
    if reading.rows:
        drawn = partial(_lines, name, file, layout, reading, said, done)
        redraw.part(LINES, board, drawn)


def _lines(
    name: str,
    file: SpendFile,
    layout: TableLayout,
    reading: ReadPayments,
    said: tuple[str, ...],
    done: Callable[[], None],
    board: Board,
) -> None:
    """Choosing changes nothing in the room: these lines alone are drawn again."""
    again = redraw.looking(board, lambda: None, LINES)
    st.header("Which lines should the room see?", icon=":material/table_rows:", anchor=False)
    prefix = f"{SPOT}.{file.digest[:12]}"
    payments, only = _some(reading.rows, prefix, again)
    by, most, strands = _gathering(payments, layout, prefix, again)
    period, sort = _meaning(board, payments, layout, prefix, again, single_year=bool(only))
    groups = group_payments(payments, by=by, most=most)
    _preview(groups, reading.currency)
    sheet = _sheet_name(file, layout)
    with board.visit.reading() as session:
        known = file_known(session, board.viewer, file.digest, sheet)
    second = False
    if known:
        st.warning(
            plain.as_text(f"This very file is here already, as “{known}”."),
            icon=":material/content_copy:",
        )
        hold_widget(f"{prefix}.again", False)
        second = st.checkbox(
            "Bring it in a second time all the same", key=f"{prefix}.again", on_change=again
        )
    run = run_for(board, StageKey.RESOURCES, CardKind.RESOURCE_LINE)
    if run is None:
        st.caption("Put the activity for money lines on the plan first. Then you can keep these.")
        return

    def keep() -> None:
        draft = NewSpend.read(
            {
                "activity": run.activity.key,
                "file_name": name,
                "digest": file.digest,
                "decided": spend.decided(layout, reading),
                "sheet": sheet,
                "currency": reading.currency,
                "headings": {
                    role.value: layout.headings[column][:200]
                    for role, column in layout.columns.items()
                },
                "grouped_by": by,
                "most": most,
                "period": period,
                "sort": sort,
                "strands": strands,
                "warnings": tuple(one[:500] for one in (*said, *only)),
                "skipped": tuple((one.row, one.reason) for one in reading.skipped[:SKIPPED_KEPT]),
                "again": second,
            }
        )
        import_spend(board.visit.db, viewer=board.viewer, draft=draft, payments=payments)

    count = "1 line" if len(groups) == 1 else f"{len(groups)} lines"
    st.button(
        f"Keep {count} and their payments",
        icon=":material/save:",
        type="primary",
        key=f"{SPOT}.save",
        on_click=partial(_keep, keep, done),
    )
    show_problem(SPOT)


def _sheet_name(file: SpendFile, layout: TableLayout) -> str:
    names = [file.book.sheets[number].name for number in (layout.sheet, *layout.more)]
    return (f"{ALL_SHEETS}{', '.join(names)}" if layout.more else names[0])[:200]


def _keep(keep: Callable[[], None], done: Callable[[], None]) -> None:
    if attempt(SPOT, keep, done="Kept. One click on “Take this file out” takes it back."):
        done()


def _some(
    payments: Sequence[Payment], prefix: str, again: Callable[[], None]
) -> tuple[Sequence[Payment], tuple[str, ...]]:
    """All payments or those of one money year, April to March, where a file covers several."""
    years = sorted({_money_year(one.spent_on) for one in payments if one.spent_on}, reverse=True)
    if len(years) < 2 or _span(payments) <= 366:
        return payments, ()
    hold_widget(f"{prefix}.year", NO_YEAR, years)
    chosen = st.selectbox(
        "Which payments?",
        [NO_YEAR, *years],
        format_func=lambda year: ALL if year == NO_YEAR else _year_words(year),
        key=f"{prefix}.year",
        on_change=again,
    )
    if chosen == NO_YEAR:
        return payments, ()
    some = [one for one in payments if one.spent_on and _money_year(one.spent_on) == chosen]
    sentence = (
        f"Only payments of {_year_words(chosen)} are kept: {len(some):,} of {len(payments):,}."
    )
    st.caption(plain.as_text(sentence))
    return some, (sentence,)


def _money_year(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def _year_words(year: int) -> str:
    return f"April {year} to March {year + 1}"


def _span(payments: Sequence[Payment]) -> int:
    days = [one.spent_on for one in payments if one.spent_on is not None]
    return (max(days) - min(days)).days + 1 if days else 0


def _days_words(payments: Sequence[Payment]) -> str:
    """What the guess for how long the sums are rests on."""
    days = [one.spent_on for one in payments if one.spent_on is not None]
    if not days:
        return "We read no dates, so a year is a guess."
    return f"The payments run from {min(days):%d/%m/%Y} to {max(days):%d/%m/%Y}."


def _gathering(
    payments: Sequence[Payment], layout: TableLayout, prefix: str, again: Callable[[], None]
) -> tuple[Grouping, int, bool]:
    there = [key for key, (_, role) in GROUPINGS.items() if role in layout.columns]
    options = there or ["supplier"]
    hold_widget(f"{prefix}.by", _best(payments, options), options)
    hold_widget(f"{prefix}.most", 8)
    left, right = st.columns(2)
    with left:
        by: Grouping = st.radio(
            "Put together by",
            options,
            format_func=lambda key: GROUPINGS[key][0],
            key=f"{prefix}.by",
            on_change=again,
        )
    with right:
        most = st.slider(
            "How many lines at most? The rest becomes “all others”.",
            3,
            15,
            key=f"{prefix}.most",
            on_change=again,
        )
        strands = _parts_too(by, f"{prefix}.strands", again)
    return by, most, strands


def _parts_too(by: Grouping, key: str, again: Callable[[], None]) -> bool:
    """Departments are parts of the work, until somebody has said otherwise: then it stays so."""
    if widget_value(f"{key}.said"):
        hold_widget(key, by == "department")
    else:
        set_widget(key, by == "department")
    return st.checkbox(
        "Make each line a part of the work too",
        key=key,
        on_change=partial(_said, key, again),
    )


def _said(key: str, again: Callable[[], None]) -> None:
    set_widget(f"{key}.said", True)
    again()


def _best(payments: Sequence[Payment], options: Sequence[Grouping]) -> Grouping:
    """The first grouping that gives more than one line and not hundreds."""
    for key in options:
        names = {str(getattr(one, key)).casefold() for one in payments}
        if 1 < len(names) <= 30:
            return key
    return "supplier" if "supplier" in options else options[0]


def _meaning(
    board: Board,
    payments: Sequence[Payment],
    layout: TableLayout,
    prefix: str,
    again: Callable[[], None],
    *,
    single_year: bool,
) -> tuple[str, str]:
    """For how long the sums are, and what sort of money it is: guessed, and asked."""
    words = board.visit.playbook.kind(CardKind.RESOURCE_LINE).fields
    periods, sorts = list(words["period"].options), list(words["sort"].options)
    span = _span(payments)
    guess = next((name for days, name in PERIODS if 0 < span <= days), "year")
    if single_year or not span:
        guess = "year"
    elif span > PERIODS[-1][0]:
        guess = "one_off"
    grant = "award" in layout.heading(ColumnRole.AMOUNT).lower()
    left, right = st.columns(2)
    # A box keeps what it said, so another guess is another box.
    hold_widget(f"{prefix}.{guess}.period.{single_year}", guess)
    hold_widget(f"{prefix}.{grant}.sort", "grant" if grant else "contract")
    period = left.selectbox(
        "These sums are for",
        periods,
        format_func=words["period"].options.__getitem__,
        key=f"{prefix}.{guess}.period.{single_year}",
        on_change=again,
    )
    sort = right.selectbox(
        "What sort of money is it?",
        sorts,
        format_func=words["sort"].options.__getitem__,
        key=f"{prefix}.{grant}.sort",
        on_change=again,
    )
    left.caption(_days_words(payments))
    if guess == "one_off" and period == "one_off":
        st.caption("These payments cover more than a year, so they do not count in the year.")
    elif guess == "one_off":
        names = words["period"].options
        st.warning(
            f"These payments cover {span:,} days, so as “{names[period]}” they count too high. "
            f"Choose the payments of one year above, or “{names['one_off']}”.",
            icon=":material/warning:",
        )
    return period, sort


def _preview(groups: Sequence[SpendGroup], currency: str) -> None:
    rows = [
        (group.label, f"{len(group.payments):,}", spend.money(group.pence, currency))
        for group in groups
    ]
    count = sum(len(group.payments) for group in groups)
    total = spend.money(sum(group.pence for group in groups), currency)
    tables.table(
        "The lines that the room will see",
        ("Line", "Payments", "Sum"),
        rows,
        numbers=(1, 2),
        foot=("Together", f"{count:,}", total),
    )
