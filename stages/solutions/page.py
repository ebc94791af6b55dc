"""The stage New solutions: ideas, made concrete, compared, and shared out fairly."""

import streamlit as st

from stages.parts.agreed_challenge import show_agreed
from stages.parts.board import read_board
from stages.parts.gates import closed_gates_of, show_gate
from stages.parts.missing_steps import offer_here
from stages.parts.stage import follow_room
from stages.parts.subpages import Part, chosen_part, opening, top
from stages.parts.visit import guarded, member
from stages.solutions.built_solutions import build_part
from stages.solutions.comparison import compare_part
from stages.solutions.concerns import concerns_part
from stages.solutions.draft_agreement import agreement_part
from stages.solutions.ideas import ideas_part
from stages.solutions.shared_work import share_part
from workshop.enums import StageKey

KEY = StageKey.SOLUTIONS
PARTS = {
    "ideas": Part(
        "Ideas",
        "emoji_objects",
        ("solutions.ideas", "solutions.flip", "solutions.cluster", "solutions.dots"),
    ),
    "build": Part("Build the best", "extension", ("solutions.build",)),
    "compare": Part(
        "Different, better, lower", "view_week", ("solutions.test", "solutions.matrix")
    ),
    "share": Part("Who does what", "diversity_3", ("solutions.areas", "solutions.who-does-what")),
    "concerns": Part("What is hard to say", "sentiment_worried", ("solutions.concerns",)),
    "ready": Part("Getting ready", "stairs", ("solutions.readiness", "solutions.agreement")),
}


@guarded
def page() -> None:
    visit = member()
    board = read_board(visit)
    top(board, KEY)
    gates = closed_gates_of(board, KEY)
    for gate in gates:
        show_gate(board, KEY, gate)
    show_agreed(board, briefly=True)
    opening(board, KEY)
    keys = {run.activity.key for run in board.runs_of(KEY)}
    if gates and not any(card.activity in keys for card in board.cards.values()):
        st.text("Ideas show here once the new challenge is agreed.")
    else:
        part = chosen_part(board, KEY, PARTS)
        offer_here(board, KEY, PARTS[part].activities)
        match part:
            case "ideas":
                ideas_part(board)
            case "build":
                build_part(board)
            case "compare":
                compare_part(board)
            case "share":
                share_part(board)
            case "concerns":
                concerns_part(board)
            case _:
                agreement_part(board)
    follow_room(board)
