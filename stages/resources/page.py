"""The stage Resource audit: money, time and gifts, after insights and after a guess."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board, read_board
from stages.parts.stage import follow_room
from stages.parts.state import set_widget
from stages.parts.subpages import Part, listed_part, opening, top
from stages.parts.visit import doing, guarded, member, show_problem
from stages.resources.benefits import payers_part, when_part
from stages.resources.fairness import fair_part
from stages.resources.guesses import guess_part
from stages.resources.overlaps import overlaps_part
from stages.resources.spending_file import SPOT as SPOT_OF_FILE
from stages.resources.spending_file import drop_zone, lies_here, may_bring, read_file
from stages.resources.spending_lines import money_part, strands_part
from stages.resources.stops import sort_part
from workshop.domain.room import open_gate, reveal
from workshop.enums import StageKey
from workshop.figures.pounds import said_exactly
from workshop.imports import spend
from workshop.queries.figures.resources import strands_figure
from workshop.queries.figures.shown_in_room import guesses_wait
from workshop.queries.gates import GateState, gate_states
from workshop.queries.money.budget import Budget, read_budget

KEY = StageKey.RESOURCES
GUESS = "resources.guess"
GROUPS = {
    "The money": {
        "guess": Part("Guess", "casino", (GUESS,)),
        "money": Part("Where it goes", "payments", ("resources.spend", "resources.gifts")),
        "when": Part("When it helps", "schedule", ("resources.timing",)),
    },
    "Who it touches": {
        "payers": Part("Who pays, who gains", "handshake"),
        "fair": Part("Is it fair?", "balance", ("resources.fairness",)),
    },
    "Our work": {
        "strands": Part("Parts of the work", "account_tree"),
        "overlaps": Part("Overlaps", "join_inner", ("resources.overlaps",)),
        "sort": Part("Keep, change, stop", "view_column", ("resources.sort",)),
    },
}
PARTS = tuple(name for group in GROUPS.values() for name in group)
SPOT = "resources.gate"
WITH_FILE = ("guess", "money")
"""Parts with the place for a spending file beside them."""
LARGEST_FILE = spend.MAX_BYTES // 1024**2


@guarded
def page() -> None:
    visit = member()
    board = read_board(visit)
    top(board, KEY)
    gates = _closed_gates(board)
    held = numbers_are_held(board)
    for gate in gates:
        _gate(board, gate)
    if not gates:
        opening(board, KEY)
        if held:
            _guess_first(board)
    if (gates or held) and not _prepares(board):
        if held and not gates:
            guess_part(board, None)
    else:
        _all_parts(board)
    follow_room(board)


def _all_parts(board: Board) -> None:
    budget = read_budget(board.cards.values())
    beside, content = st.columns([1, 4], gap="medium")
    with beside:
        part = listed_part(board, KEY, GROUPS)
    with content:
        if part in WITH_FILE and may_bring(board):
            _beside_the_file(board, part, budget)
        else:
            _part(board, part, budget)


def _beside_the_file(board: Board, part: str, budget: Budget) -> None:
    """The part, the place for a file at its right, and above both what is read of one.

    The part comes first for eyes and keys alike, on a narrow screen with the place below it.
    """
    above = st.container()
    middle, right = st.columns([568, 252], gap="medium")
    with right, st.container(key=f"{SPOT_OF_FILE}.zone", gap="xsmall"):
        given = drop_zone("Drop the spending file here")
        st.caption(
            f"CSV, Excel or LibreOffice, up to {LARGEST_FILE} MB. "
            "Nothing is kept until you have seen what it adds up to."
        )
        if budget.lines:
            _in_use(budget, part)
    if lies_here(given):
        with above, st.container(border=True, key=f"{SPOT_OF_FILE}.part"):
            read_file(board, given)
    with middle:
        _part(board, part, budget)


def _in_use(budget: Budget, part: str) -> None:
    """What the charts are drawn from now, and the way to it."""
    with st.container(border=True, gap="xsmall"):
        plain.heading("In use now", level=2, kind="tile-head")
        count = "1 line" if len(budget.lines) == 1 else f"{len(budget.lines)} lines"
        st.text(f"{said_exactly(budget.spent)} a year, in {count}.")
        if part != "money":
            lines = partial(set_widget, f"{KEY}.part", "money")
            st.button("Look at the lines", type="tertiary", key=f"{KEY}.lines", on_click=lines)


def _part(board: Board, part: str, budget: Budget) -> None:
    match part:
        case "guess":
            guess_part(board, budget)
        case "money":
            money_part(board, budget)
        case "strands":
            strands_part(board, budget, strands_figure(budget))
        case "when":
            when_part(board, budget)
        case "payers":
            payers_part(board, budget)
        case "overlaps":
            overlaps_part(board, budget)
        case "fair":
            fair_part(board, budget)
        case _:
            sort_part(board, budget)


def _closed_gates(board: Board) -> list[GateState]:
    """What the method asks for before any money is shown, for whoever looks."""
    if board.state.closed:
        return []
    needs = board.visit.playbook.stage(KEY).needs
    with board.visit.reading() as session:
        states = gate_states(session, board.viewer.workshop_id, needs)
    return [state for state in states if state.closed]


def _gate(board: Board, state: GateState) -> None:
    """The sentence for everybody; for the facilitator one click to go on all the same."""
    st.info(plain.as_text(f"{state.words.closed} {state.words.to_open}"), icon=":material/lock:")
    if board.viewer.is_facilitator:
        st.button(
            plain.as_text(state.words.open_anyway),
            icon=":material/lock_open:",
            type="primary",
            key=f"{SPOT}.{state.gate}",
            on_click=doing(
                SPOT,
                partial(open_gate, board.visit.db, viewer=board.viewer, gate=state.gate),
                "Money is shown now. That you decided so is kept.",
            ),
        )
        show_problem(SPOT)


def numbers_are_held(board: Board) -> bool:
    """Whether people are still to guess: the guesses lie face down and nothing later has begun."""
    if board.state.closed:
        return False
    with board.visit.reading() as session:
        return guesses_wait(session, board.viewer.workshop_id)


def _guess_first(board: Board) -> None:
    st.info(
        "Guess first. The numbers show when the guesses are turned over.",
        icon=":material/casino:",
    )
    if board.viewer.is_facilitator:
        verb = partial(reveal, board.visit.db, viewer=board.viewer, activity=GUESS)
        st.button(
            "Turn the guesses over and show the numbers",
            icon=":material/visibility:",
            type="primary",
            key="resources.reveal",
            on_click=doing(SPOT, verb),
        )
        show_problem(SPOT)


def _prepares(board: Board) -> bool:
    """The facilitator may get the lines ready before the room sees any."""
    if not board.viewer.is_facilitator:
        return False
    return bool(
        st.toggle(
            "Get the numbers ready. Only you see this.",
            key="resources.prepare",
            help="Do not project this page while you do.",
        )
    )
