"""The boxes of the vision board, and which of them a plan can fill."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Literal, get_args

from workshop.kinds import CardKind
from workshop.playbook.model import Activity

Box = Literal[
    "vision",
    "picture",
    "front-page",
    "from-to",
    "better",
    "reach",
    "solutions",
    "who",
    "measures",
    "cost",
    "steps",
    "asks",
]
BOXES: tuple[Box, ...] = get_args(Box)

_FED_BY: MappingProxyType[Box, tuple[tuple[CardKind, str], ...]] = MappingProxyType(
    {
        "vision": ((CardKind.VISION_STATEMENT, ""), (CardKind.VISION_LINE, "")),
        "picture": ((CardKind.PICTURE, ""),),
        "front-page": ((CardKind.HEADLINE, "quote"),),
        "from-to": ((CardKind.REFRAME, "before"),),
        "better": ((CardKind.SOLUTION, "better"),),
        "reach": ((CardKind.SEGMENT, ""),),
        "solutions": ((CardKind.SOLUTION, ""),),
        "who": ((CardKind.COPRODUCTION_AREA, "community_does"),),
        "measures": ((CardKind.MEASUREMENT, "value"),),
        "cost": ((CardKind.COST_SCENARIO, "cost_pence"),),
        "steps": ((CardKind.FIRST_STEP, ""), (CardKind.READINESS_STEP, "")),
        "asks": ((CardKind.SYSTEM_ASK, ""),),
    }
)
"""What fills a box: any of these kinds, with that field where one is named."""


def boxes_fed(activities: Iterable[Activity]) -> tuple[Box, ...]:
    """The boxes that a plan of these activities can fill, in the board's order.

    Only what people are offered counts, not what may be added by hand on a stage's page.
    """
    offered = [given for activity in activities for given in activity.offered]
    made = {(given.kind, "") for given in offered if given.makes}
    made |= {(given.kind, name) for given in offered for name in given.asked}
    return tuple(box for box in BOXES if made.intersection(_FED_BY[box]))


def fed_by(box: Box) -> tuple[tuple[CardKind, str], ...]:
    """The kinds of card that fill a box, each with the field that it needs, or ""."""
    return _FED_BY[box]
