"""Is it fair? Money, people and need side by side; what a need counts is the room's own choice."""

from decimal import Decimal
from fractions import Fraction
from functools import partial

import streamlit as st

from stages.parts import plain, redraw, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.figure import show_figure
from stages.parts.state import set_widget, widget_value
from stages.parts.visit import show_problem
from workshop.domain.money.fairness import weigh_need
from workshop.domain.policy import Situation, Verb, require
from workshop.enums import Role, StageKey
from workshop.errors import WorkshopError
from workshop.figures.pounds import said_pounds
from workshop.kinds import CardKind
from workshop.measures import Equity, round_for_display
from workshop.measures.local_time import local
from workshop.queries.figures.resources import segments_figure
from workshop.queries.money.budget import Budget, read_budget
from workshop.queries.money.fairness import Fairness, Share, read_fairness, weight_changes

KEY = StageKey.RESOURCES
SPOT, WEIGHED = "resources.weights", "resources.weighed"
TALK = {
    CardKind.FAIRNESS_NOTE: "Write a thought on fairness",
    CardKind.COST_OF_NOTHING: "Say what it costs to do nothing",
}
MOST = 5.0
SHOWN = 12


def fair_part(board: Board, budget: Budget) -> None:
    """The figure, the weights beside it, who changed them, and what people say of it."""
    st.header("Is it fair?", icon=":material/balance:", anchor=False)
    st.caption("Residents speak first.")
    drawn = read_fairness(board.cards.values(), budget)
    if not drawn.shares:
        st.text("No groups yet. Name them in Segments, with how many they are.")

    def draw(now: Board) -> None:
        _weighed(now, drawn if now is board else _read(now))

    redraw.part(WEIGHED, board, draw)
    for kind, label in TALK.items():
        notes = board.of_kind((kind,))
        adding(board, KEY, "resources.fair", kind, label)
        if not notes:
            st.text(board.visit.playbook.kind(kind).text)
        card_list.card_list(board, f"resources.fair.{kind}", notes)


def _read(board: Board) -> Fairness:
    cards = board.cards.values()
    return read_fairness(cards, read_budget(cards))


def _weighed(board: Board, found: Fairness) -> None:
    """The figure, and beside it the weights that change it."""
    left, right = st.columns([7, 4], gap="large")
    with left:
        if found.shares:
            show_figure(board, segments_figure(found))
            _more(found)
    with right, st.container(border=True, gap="xsmall", key="resources.weigh"):
        _weights(board, found)


def _weights(board: Board, found: Fairness) -> None:
    if not found.known:
        return
    st.markdown("**How much does one person's need count?**")
    st.caption("1 counts once, 2 counts double. There is no right answer. Talk first.")
    may = _may_weigh(board)
    for share in found.known:
        key = f"{SPOT}.{share.segment.id}"
        set_widget(key, float(share.weight))
        st.slider(
            plain.as_text(share.segment.text),
            0.0,
            max(MOST, float(share.weight)),
            step=0.1,
            format="%.1f",
            key=key,
            disabled=not may,
            on_change=redraw.doing(board, SPOT, partial(_weigh, board, key, share), WEIGHED),
        )
    show_problem(SPOT)
    _log(board)


def _may_weigh(board: Board) -> bool:
    run = board.current
    kinds = (*run.activity.about, *run.activity.collects) if run else ()
    opened = run is not None and run.open and CardKind.SEGMENT in kinds
    situation = Situation(workshop_open=not board.state.closed, activity_open=opened)
    try:
        require(board.viewer.role, Verb.WEIGH, situation)
    except WorkshopError:
        return False
    return True


def _weigh(board: Board, key: str, share: Share) -> None:
    weight = str(round(widget_value(key), 1))
    segment = share.segment.id
    weigh_need(board.visit.db, viewer=board.viewer, segment_id=segment, weight=weight)


def _log(board: Board) -> None:
    """Every change with the role of who made it, so that no weight moves unseen."""
    with board.visit.reading() as session:
        changes = weight_changes(session, board.viewer.workshop_id)
    seen = [one for one in changes if one.segment_id in board.cards]
    if not seen:
        return
    with st.expander(f"Who changed what ({len(seen)})", icon=":material/history:"):
        rows = [
            (
                board.label(one.segment_id),
                f"{_weight(one.before)} to {_weight(one.after)}",
                "Somebody in the room" if one.by is Role.PARTICIPANT else "The facilitator",
                f"{local(one.at, board.workshop.time_zone):%d/%m %H:%M}",
            )
            for one in seen[:SHOWN]
        ]
        heads = ("Group", "Change", "By", "When")
        tables.table("Changes, newest first. No names are kept.", heads, rows)


def _weight(weight: Decimal | None) -> str:
    return "not said (1)" if weight is None else f"{weight.normalize():f}"


def _more(found: Fairness) -> None:
    """What researchers call it, for whoever asks; never on the first screen."""
    result = found.result
    if result is None:
        return
    with st.expander("More: the same in the words of research", icon=":material/functions:"):
        rows = [(name, _figure(value), words) for name, value, words in _indices(result)]
        tables.table("One number for the whole", ("Name", "Here", "What it says"), rows)
        if any(share.guarded for share in found.shares):
            return  # from pounds group by group somebody's own pay could be worked out
        groups = [_group(share, result) for share in found.known]
        heads = ("Group", "For each person", "Money for its need", "More or less than need")
        tables.table("Group by group", heads, groups, numbers=(1, 2, 3))


def _indices(result: Equity) -> list[tuple[str, Fraction | None, str]]:
    return [
        ("Hoover, need", result.hoover_need, "The share of the money that would have to move."),
        ("Hoover, people", result.hoover_population, "The same, if each person counts alike."),
        ("Gini, need", result.gini_need, "0: alike for every need. 1: all to one group."),
        ("Gini, people", result.gini_population, "The same, if each person counts alike."),
        (
            "Concentration",
            result.concentration_index,
            "Above 0: the money leans to those with least need.",
        ),
    ]


def _figure(value: Fraction | None) -> str:
    return "" if value is None else f"{round_for_display(value, 3)}"


def _group(share: Share, result: Equity) -> tuple[str, ...]:
    key = share.segment.id
    each, ratio, gap = result.per_head_pence[key], result.ratio[key], result.gap_pence[key]
    return (
        share.segment.text,
        "" if each is None else said_pounds(each),
        "" if ratio is None else f"{round_for_display(ratio, 2)} times",
        "" if gap is None else said_pounds(gap),
    )
