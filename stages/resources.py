"""The stage Resource audit: money, time and gifts, after insights and after a guess."""

from functools import partial

import streamlit as st

from stages import cards, plain, tables
from stages.adding import adding
from stages.board import Board, read_board
from stages.money import money_part, out_of_100, strands_part
from stages.sorting import fair_part, overlaps_part, sort_part
from stages.stage import follow_room, head
from stages.views import Part, chosen_part, opening
from stages.visit import doing, guarded, member, show_problem
from stages.writing import Preset
from workshop.domain.room import open_gate, reveal
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.budget import Budget, Guess, read_budget, read_guesses
from workshop.queries.gates import GateState, gate_states

KEY = StageKey.RESOURCES
GUESS = "resources.guess"
PARTS = {
    "guess": Part("Guess", "casino", (GUESS,)),
    "money": Part(
        "Where the money goes",
        "payments",
        ("resources.spend", "resources.timing", "resources.gifts"),
    ),
    "strands": Part("Parts of the work", "account_tree"),
    "overlaps": Part("Overlaps", "join_inner", ("resources.overlaps",)),
    "fair": Part("Is it fair?", "balance", ("resources.fairness",)),
    "sort": Part("Keep, change, stop", "view_column", ("resources.sort",)),
}
SPOT = "resources.gate"


@guarded
def page() -> None:
    visit = member()
    board = read_board(visit)
    head(visit.playbook.stage(KEY))
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
            _guessing(board, None)
    else:
        _all_parts(board)
    follow_room(board)


def _all_parts(board: Board) -> None:
    budget = read_budget(board.cards.values())
    match chosen_part(board, KEY, PARTS):
        case "guess":
            _guessing(board, budget)
        case "money":
            money_part(board, budget)
        case "strands":
            strands_part(board, budget)
        case "overlaps":
            overlaps_part(board)
        case "fair":
            fair_part(board)
        case _:
            sort_part(board, budget)


def _closed_gates(board: Board) -> list[GateState]:
    """What the method asks for before any money is shown, for whoever looks."""
    if board.state.closed:
        return []
    needs = board.visit.playbook.stage(KEY).needs
    with board.visit.db.read() as session:
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
    guess = board.run(GUESS)
    if guess is None or guess.revealed or not guess.hidden or board.state.closed:
        return False
    keys = [run.activity.key for run in board.runs]
    later = board.runs[keys.index(GUESS) + 1 :]
    return not any(run.started_at for run in later)


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


def _guessing(board: Board, budget: Budget | None) -> None:
    """The guesses, and beside them what it really is once the room may see it."""
    st.subheader("Out of every £100, how much goes where?", icon=":material/casino:", anchor=False)
    adding(
        board,
        KEY,
        "resources.guess",
        CardKind.BUDGET_GUESS,
        "Add a guess",
        Preset(first=("out_of_100",)),
    )
    found = board.of_kind((CardKind.BUDGET_GUESS,))
    if budget is None:
        _own_guesses(board)
        return
    left, right = st.columns(2, gap="large")
    with left:
        _guesses(read_guesses(found))
    with right:
        st.markdown("**What it is**")
        if budget.spent:
            out_of_100(budget)
        else:
            st.text("No money lines yet. They show here when they are written.")


def _own_guesses(board: Board) -> None:
    """One's own guesses, while everybody's lie face down."""
    own = [card for card in board.of_kind((CardKind.BUDGET_GUESS,)) if card.own]
    if own:
        cards.card_list(board, "resources.own_guesses", own)


def _guesses(found: list[Guess]) -> None:
    st.markdown("**What we guessed**")
    if not found:
        st.text("No guesses yet.")
        return
    rows = [(guess.about, str(guess.guesses), _spread(guess)) for guess in found]
    heads = ("Part of the work", "Guesses", "Out of every £100")
    tables.table("What we guessed", heads, rows, numbers=(1, 2))


def _spread(guess: Guess) -> str:
    if guess.low == guess.high:
        return f"£{guess.middle}"
    return f"£{guess.low} to £{guess.high}, the middle is £{guess.middle}"
