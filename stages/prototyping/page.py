"""The stage Prototyping: what must be true, tests with their lines set before, and decisions."""

from stages.parts.board import read_board
from stages.parts.missing_steps import offer_here
from stages.parts.stage import follow_room
from stages.parts.subpages import Part, chosen_part, opening, top
from stages.parts.visit import guarded, member
from stages.prototyping.assumptions import assumptions_part
from stages.prototyping.prototypes import board_part, one_part
from workshop.enums import StageKey

KEY = StageKey.PROTOTYPING
PARTS = {
    "true": Part(
        "What must be true", "unknown_document", ("prototyping.must-be-true", "prototyping.rank")
    ),
    "tests": Part("All tests", "view_kanban", ("prototyping.cheapest-test", "prototyping.plan")),
    "one": Part(
        "One test, step by step",
        "science",
        ("prototyping.version-one", "prototyping.try", "prototyping.decide"),
    ),
}


@guarded
def page() -> None:
    visit = member()
    board = read_board(visit)
    top(board, KEY)
    opening(board, KEY)
    part = chosen_part(board, KEY, PARTS)
    offer_here(board, KEY, PARTS[part].activities)
    match part:
        case "true":
            assumptions_part(board)
        case "tests":
            board_part(board)
        case _:
            one_part(board)
    follow_room(board)
