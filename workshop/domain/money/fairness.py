"""How much a need counts, weighed by the room."""

from workshop.db import Database
from workshop.domain.cards import CardReceipt
from workshop.domain.money.judgements import judge
from workshop.kinds import CardKind
from workshop.queries.viewer import Viewer


def weigh_need(db: Database, *, viewer: Viewer, segment_id: str, weight: object) -> CardReceipt:
    """Say how much the need of one person of a group counts: 1 once, 2 double; None is not said.

    Participants may while the room talks about what is fair. Raises InvalidInputError for what is
    no number of 0 or more, or not a group.
    """
    return judge(db, viewer, segment_id, CardKind.SEGMENT, "weigh_need", need_weight=weight)
