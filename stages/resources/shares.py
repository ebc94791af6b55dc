"""Sharing one line out, with what is left in sight until it adds up."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import partial

import streamlit as st

from stages.parts import boxes, plain
from stages.parts.board import Board, run_for
from stages.parts.cards.card_form import labels
from stages.parts.state import hold_widget, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.money.shares import plain_number, share_line
from workshop.drafts import SharedLine, Sharing
from workshop.enums import StageKey
from workshop.errors import ChangedMeanwhileError, InvalidInputError
from workshop.kinds import CardKind
from workshop.queries.cards import CardView

KEY = StageKey.RESOURCES
SPOT = "resources.shareout"
ACROSS = 3
WAYS: dict[Sharing, tuple[str, CardKind, CardKind]] = {
    "strand": ("Parts of the work", CardKind.STRAND, CardKind.STRAND_SHARE),
    "segments": ("Groups of people", CardKind.SEGMENT, CardKind.ALLOCATION),
}


def share_part(board: Board) -> None:
    """Choose a line and between what; then a box for each, and the rest that is left."""
    lines = {card.id: card for card in board.of_kind((CardKind.RESOURCE_LINE,)) if _counts(card)}
    if not lines:
        st.text("Write a money line first. Then you can share it out here.")
        return
    hold_widget(f"{SPOT}.line", None, lines)
    hold_widget(f"{SPOT}.over", "strand")
    left, right = st.columns(2)
    line = left.selectbox(
        "Which line?",
        list(lines),
        index=None,
        format_func=labels(board, list(lines)).__getitem__,
        placeholder="Choose a line",
        key=f"{SPOT}.line",
    )
    over: Sharing = right.radio(
        "Share it between",
        list(WAYS),
        format_func=lambda way: WAYS[way][0],
        horizontal=True,
        key=f"{SPOT}.over",
    )
    if line in lines:
        _boxes(board, lines[line], over)


def _counts(card: CardView) -> bool:
    return not (card.hidden or card.withdrawn)


def _boxes(board: Board, line: CardView, over: Sharing) -> None:
    _, kind, share_kind = WAYS[over]
    targets = [card for card in board.of_kind((kind,)) if _counts(card)]
    if not targets:
        what = "parts of the work" if over == "strand" else "groups of people"
        st.text(f"There are no {what} yet. Add some first.")
        return
    posts = line.fields.get("fte") if over == "strand" else None
    whole = Decimal(str(posts)) if posts else Decimal(100)
    unit = "full-time posts" if posts else "per cent"
    before = _before(board, line, over, share_kind)
    prefix = f"{SPOT}.{line.id}.{over}"
    said = "fte" if posts else ""
    boxes.begin(prefix, {target.id: before.get(target.id, {}).get(said, "") for target in targets})
    for first in range(0, len(targets), ACROSS):
        columns = st.columns(ACROSS, vertical_alignment="bottom")
        for column, target in zip(columns, targets[first : first + ACROSS], strict=False):
            key = f"{prefix}.{target.id}"
            with column:
                st.text_input(f"{board.label(target.id)} ({unit})", key=key, autocomplete="off")
    keys = {target.id: f"{prefix}.{target.id}" for target in targets}
    _left(keys, whole, unit)
    hold_widget(f"{prefix}.rest", False)
    rest = st.checkbox("The rest is not shared out yet", key=f"{prefix}.rest")
    run = run_for(board, KEY, share_kind)
    if run is None and board.viewer.is_facilitator:
        run = run_for(board, KEY, CardKind.RESOURCE_LINE)
    if run is None:
        st.caption("This is not on today's plan.")
        return
    st.button(
        "Save these shares",
        icon=":material/save:",
        type="primary",
        key=f"{prefix}.save",
        on_click=partial(
            _save, board, run.activity.key, line.id, over, prefix, bool(posts), bool(rest)
        ),
    )
    show_problem(SPOT)


def _before(
    board: Board, line: CardView, over: Sharing, share_kind: CardKind
) -> dict[str, dict[str, str]]:
    """The shares that are there: what stands in the box, as posts and as per cent."""
    found: dict[str, dict[str, str]] = {}
    for card in board.of_kind((share_kind,)):
        if line.id in card.links.get("line", ()) and _counts(card):
            for target in card.links.get(over, ()):
                percent = card.fields.get("share_percent")
                found[target] = {
                    "": "" if percent is None else plain_number(Decimal(str(percent))),
                    "fte": str(card.fields.get("fte") or ""),
                }
    return found


def _number(typed: str, label: str) -> Decimal:
    """0 for an empty box. Raises InvalidInputError for what is no number of 0 or more."""
    words = typed.strip().replace(",", ".").removesuffix("%").strip()
    try:
        number = Decimal(words or "0")
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0:
        raise InvalidInputError(f"“{label}” needs a number of 0 or more, such as 25.")
    return number


def _left(keys: dict[str, str], whole: Decimal, unit: str) -> None:
    """How much is shared and how much is left, while people type."""
    try:
        total = sum((_number(_box(key), "A share") for key in keys.values()), Decimal(0))
    except InvalidInputError as error:
        plain.sorry(str(error))
        return
    left = whole - total
    shared = f"Shared: {plain_number(total)} of {plain_number(whole)} {unit}."
    if left < 0:
        st.warning(f"{shared} That is {plain_number(-left)} too much.", icon=":material/warning:")
    elif left:
        st.info(f"{shared} {plain_number(left)} left.", icon=":material/pie_chart:")
    else:
        st.success(f"{shared} It adds up.", icon=":material/check:")


def _box(key: str) -> str:
    return str(widget_value(key) or "")


def _save(
    board: Board,
    activity: str,
    line: str,
    over: Sharing,
    prefix: str,
    posts: bool,
    rest: bool,
) -> None:
    def numbers(found: Mapping[str, str]) -> dict[str, Decimal]:
        named = [(target, board.label(target)) for target in found]
        return {target: _number(found[target] or "", label) for target, label in named}

    def verb() -> None:
        draft = SharedLine.read(
            {
                "activity": activity,
                "line": line,
                "over": over,
                "shares": numbers(boxes.typed(prefix)),
                "posts": posts,
                "rest_open": rest,
            }
        )
        seen = numbers(boxes.seen(prefix))
        try:
            share_line(board.visit.db, viewer=board.viewer, draft=draft, seen=seen)
        except ChangedMeanwhileError as error:
            boxes.know(prefix, {**dict.fromkeys(seen, ""), **error.current})
            raise

    attempt(SPOT, verb, done="Shared out.")
