"""Money lines by hand: a row for each, with only the boxes that its sort needs.

Pay is asked as a band and a number of posts, so that nobody types what one person earns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board, run_for
from stages.parts.cards import fields_form
from stages.parts.state import DONE, Slot, hold_widget, widget_value
from workshop.domain.cards import add_card
from workshop.drafts import NewCard
from workshop.enums import StageKey, Via
from workshop.errors import InvalidInputError, WorkshopError
from workshop.figures.pounds import BAND_PENCE, band, said_band, said_pounds
from workshop.kinds import CardKind, KindWords
from workshop.measures import round_for_display

KEY = StageKey.RESOURCES
SPOT = "resources.hand"
FIRST_BAND, LAST_BAND = 2, 24
"""Bands from £10,000 to £125,000."""


@dataclass(frozen=True, slots=True)
class LineSort:
    """One sort of row: the button that adds it, the question for its words, its boxes."""

    button: str
    icon: str
    asks: str
    boxes: tuple[str, ...]


SORTS: Mapping[str, LineSort] = {
    "salary": LineSort("Pay", "badge", "Which post or posts?", ("band", "fte")),
    "building": LineSort(
        "Building", "home_work", "Which building or room?", ("amount_pence", "period", "funder")
    ),
    "contract": LineSort(
        "Contract",
        "contract",
        "What is bought?",
        ("amount_pence", "period", "provider", "funder"),
    ),
    "volunteer_time": LineSort(
        "Volunteer time", "volunteer_activism", "What do volunteers do?", ("hours", "period")
    ),
    "in_kind": LineSort("Gift", "redeem", "What is given?", ("provider", "amount_pence", "period")),
    "income": LineSort(
        "Money in",
        "savings",
        "What comes in?",
        ("amount_pence", "period", "funder", "new_or_moved"),
    ),
}
LABELS = {
    "amount_pence": "How much, in pounds?",
    "period": "For how long?",
    "funder": "Who pays?",
    "provider": "Who does it?",
    "hours": "How many hours?",
    "fte": "How many full-time posts?",
    "band": "Pay band of one full-time post",
    "new_or_moved": "Is it new money?",
}
GIVES = {"in_kind": "Who gives it?"}

Rows = tuple[tuple[int, str], ...]
ROWS: Slot[Rows] = Slot("resources.hand_rows", ())
REFUSED: Slot[dict[int, str]] = Slot("resources.hand_refused", {})
NEXT: Slot[int] = Slot("resources.hand_next", 0)


def hand_part(board: Board) -> None:
    """Buttons that add a row, the rows, and one button that saves them all."""
    run = run_for(board, KEY, CardKind.RESOURCE_LINE)
    if run is None:
        return
    st.markdown("**Write it down by hand.** Add a row for:")
    with st.container(horizontal=True, gap="small"):
        for name, sort in SORTS.items():
            st.button(
                sort.button,
                icon=f":material/{sort.icon}:",
                key=f"{SPOT}.new.{name}",
                on_click=partial(_new_row, name),
            )
    rows = ROWS.get()
    words = board.visit.playbook.kind(CardKind.RESOURCE_LINE)
    for number, name in rows:
        with st.container(border=True, key=f"{SPOT}.row.{number}"):
            _row(board, words, number, name)
    if rows:
        st.button(
            "Save this row" if len(rows) == 1 else f"Save these {len(rows)} rows",
            icon=":material/save:",
            type="primary",
            key=f"{SPOT}.save",
            on_click=partial(_save, board, run.activity.key),
        )


def _new_row(name: str) -> None:
    number = NEXT.get()
    NEXT.set(number + 1)
    ROWS.set((*ROWS.get(), (number, name)))


def _drop_row(number: int) -> None:
    ROWS.set(tuple(row for row in ROWS.get() if row[0] != number))
    REFUSED.set({row: said for row, said in REFUSED.get().items() if row != number})


def _row(board: Board, words: KindWords, number: int, name: str) -> None:
    sort = SORTS[name]
    key = f"{SPOT}.{number}"
    st.caption(words.fields["sort"].options[name])
    hold_widget(f"{key}.text", "")
    st.text_input(sort.asks, key=f"{key}.text", autocomplete="off")
    strands = {card.id: board.label(card.id) for card in board.of_kind((CardKind.STRAND,))}
    boxes = (*sort.boxes, *(("strand",) if strands else ()))
    columns = st.columns(len(boxes), vertical_alignment="bottom")
    for column, box in zip(columns, boxes, strict=True):
        with column:
            _box(words, strands, f"{key}.{box}", box, name)
    if name == "salary":
        _worked_out(key)
    if said := REFUSED.get().get(number):
        plain.sorry(said)
    st.button(
        "Take this row away",
        icon=":material/close:",
        type="tertiary",
        key=f"{key}.drop",
        on_click=partial(_drop_row, number),
    )


def _box(words: KindWords, strands: dict[str, str], key: str, box: str, name: str) -> None:
    label = GIVES.get(name, LABELS["provider"]) if box == "provider" else LABELS.get(box, "")
    if box == "strand":
        hold_widget(key, None, strands)
        st.selectbox(
            "Part of the work",
            list(strands),
            index=None,
            format_func=strands.__getitem__,
            placeholder=fields_form.NOT_SAID,
            key=key,
        )
    elif box == "band":
        options = [number * BAND_PENCE for number in range(FIRST_BAND, LAST_BAND + 1)]
        hold_widget(key, None)
        st.selectbox(
            label,
            options,
            index=None,
            format_func=band_words,
            placeholder=fields_form.NOT_SAID,
            key=key,
        )
    elif box in ("period", "new_or_moved"):
        options_of = words.fields[box].options
        hold_widget(key, "year" if box == "period" else None)
        st.selectbox(
            label,
            list(options_of),
            index=None,
            format_func=options_of.__getitem__,
            placeholder=fields_form.NOT_SAID,
            key=key,
        )
    else:
        hold_widget(key, "")
        st.text_input(label, key=key, autocomplete="off")


def band_words(low: int) -> str:
    """``2_500_000`` as “£25,000 to £30,000”."""
    return said_band(low)


def pay_of(low: int, posts: Decimal) -> int:
    """Pence a year for these posts: the middle of the band for each full-time one."""
    start, end = band(low)
    return int(round_for_display(Decimal(start + end) / 2 * posts))


def posts_of(typed: str) -> Decimal | None:
    """A number of posts as people type it. Raises InvalidInputError for what is none."""
    if not typed.strip():
        return None
    try:
        posts = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        posts = Decimal(-1)
    if not posts.is_finite() or not 0 < posts < 100_000:
        raise InvalidInputError("“How many full-time posts?” needs a number, such as 2 or 0.5.")
    return posts


def _worked_out(key: str) -> None:
    """What the band and the posts come to, before it is saved."""
    low = widget_value(f"{key}.band")
    try:
        posts = posts_of(str(widget_value(f"{key}.fte") or ""))
    except InvalidInputError:
        posts = None
    if low is None or posts is None:
        st.caption("We work the cost out from the band, so nobody's own pay is written down.")
        return
    pay = said_pounds(pay_of(low, posts))
    st.caption(f"We count the middle of the band for each post: {pay} a year.")


def _save(board: Board, activity: str) -> None:
    """Save each row that can be; the others stay as they are, each with its sentence."""
    refused: dict[int, str] = {}
    kept: list[tuple[int, str]] = []
    saved = 0
    for number, name in ROWS.get():
        try:
            draft = NewCard.read({"activity": activity, **_typed(f"{SPOT}.{number}", name)})
            add_card(board.visit.db, viewer=board.viewer, draft=draft, via=Via.APP)
            saved += 1
        except WorkshopError as error:
            refused[number] = str(error)
            kept.append((number, name))
    ROWS.set(tuple(kept))
    REFUSED.set(refused)
    if saved:
        DONE.set("1 line is saved." if saved == 1 else f"{saved} lines are saved.")


def _typed(key: str, name: str) -> dict[str, Any]:
    """A row as ``NewCard`` takes it. Raises InvalidInputError."""

    def value(box: str) -> Any:
        return widget_value(f"{key}.{box}")

    fields: dict[str, Any] = {"sort": name}
    for box in SORTS[name].boxes:
        if box == "amount_pence":
            if typed := str(value(box) or "").strip():
                fields[box] = fields_form.to_pence(typed, LABELS[box])
        elif box != "band":
            fields[box] = value(box)
    if name == "salary":
        fields |= _pay(value("band"), str(value("fte") or ""))
    strand = value("strand")
    return {
        "kind": CardKind.RESOURCE_LINE,
        "text": str(value("text") or ""),
        "fields": fields,
        "links": {"strand": (strand,)} if strand else {},
    }


def _pay(low: int | None, typed: str) -> dict[str, Any]:
    posts = posts_of(typed)
    found: dict[str, Any] = {"period": "year"}
    if posts is not None:
        found["fte"] = posts
    if low is not None:
        found["pay_band"] = band_words(low)
        if posts is not None:
            found["amount_pence"] = pay_of(low, posts)
    return found
