"""The stage Insight capture: stories turned into things that change our minds."""

from stages.insights.evidence import trail_part
from stages.insights.field_notes import notes_part
from stages.insights.insight_sentences import sentences_part
from stages.insights.journeys import journey_part
from stages.insights.themes import wall_part
from stages.parts.board import Board, read_board
from stages.parts.section import others
from stages.parts.stage import follow_room
from stages.parts.subpages import Part, chosen_part, opening, top
from stages.parts.visit import guarded, member
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.trace import Trace

KEY = StageKey.INSIGHTS
PARTS = {
    "wall": Part(
        "The wall",
        "dashboard",
        (
            "insights.write",
            "insights.sort",
            "insights.name",
            "insights.step-back",
            "insights.vote",
        ),
    ),
    "notes": Part(
        "Notes and stories",
        "auto_stories",
        ("insights.fieldwork", "insights.read", "insights.inventory"),
    ),
    "journey": Part("Journeys", "route", ("insights.journey", "insights.day")),
    "sentences": Part("Insight sentences", "short_text", ("insights.sentences",)),
    "trail": Part("What it rests on", "account_tree"),
}
COVERED = (
    CardKind.INSIGHT,
    CardKind.THEME,
    CardKind.COMMENT,
    CardKind.FIELD_NOTE,
    CardKind.STORY,
    CardKind.KNOW_HOW,
    CardKind.OUTSIDE_EVIDENCE,
    CardKind.JOURNEY_STEP,
    CardKind.DAILY_RHYTHM,
)


@guarded
def page() -> None:
    visit = member()
    board = read_board(visit)
    top(board, KEY)
    opening(board, KEY)
    _part(board, chosen_part(board, KEY, PARTS))
    others(board, KEY, COVERED)
    follow_room(board)


def _part(board: Board, part: str) -> None:
    trace = Trace(board.cards.values())
    match part:
        case "wall":
            wall_part(board, trace)
        case "notes":
            notes_part(board)
        case "journey":
            journey_part(board, trace)
        case "sentences":
            sentences_part(board, trace)
        case _:
            trail_part(board, trace)
