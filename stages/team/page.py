"""The stage Team: who is here, what for, how we treat each other, and what we know."""

from stages.parts.board import read_board
from stages.parts.section import others
from stages.parts.stage import follow_room
from stages.parts.subpages import Part, chosen_part, opening, top
from stages.parts.visit import guarded, member
from stages.team.goals import goals_part
from stages.team.locality import place_part
from stages.team.people import people_part
from stages.team.safety import needs_part, room_part
from workshop.enums import StageKey
from workshop.kinds import CardKind

KEY = StageKey.TEAM
PARTS = {
    "people": Part("Who is here", "badge", ("team.invite", "team.roster", "team.arrive")),
    "goals": Part("What we want", "favorite", ("team.life-question",)),
    "room": Part("How we treat each other", "handshake", ("team.rules", "team.hopes")),
    "place": Part("What we know", "location_on", ("team.place", "team.introductions")),
    "needs": Part("What people need", "accessibility_new", ("team.access",)),
}
COVERED = (
    CardKind.ROSTER_ENTRY,
    CardKind.INVITEE,
    CardKind.ARRIVAL_REASON,
    CardKind.LIFE_GOAL,
    CardKind.GROUND_RULE,
    CardKind.HOPE,
    CardKind.WORRY,
    CardKind.KNOW_HOW,
    CardKind.ALREADY_WORKS,
    CardKind.ALREADY_MOVING,
    CardKind.CONTEXT_FACT,
    CardKind.MAP_FEATURE,
    CardKind.RULE_TO_BEND,
    CardKind.ACCESS_NEED,
    CardKind.FOLLOW_UP_CONTACT,
)


@guarded
def page() -> None:
    visit = member()
    board = read_board(visit)
    top(board, KEY)
    opening(board, KEY)
    match chosen_part(board, KEY, PARTS):
        case "people":
            people_part(board)
        case "goals":
            goals_part(board)
        case "room":
            room_part(board)
        case "place":
            place_part(board)
        case _:
            needs_part(board)
    others(board, KEY, COVERED)
    follow_room(board)
