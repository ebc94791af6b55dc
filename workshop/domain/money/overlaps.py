"""Why two do the same, judged by the room."""

from workshop.db import Database
from workshop.domain.cards import CardReceipt
from workshop.domain.money.judgements import judge
from workshop.kinds import CardKind
from workshop.queries.viewer import Viewer


def judge_overlap(db: Database, *, viewer: Viewer, note_id: str, verdict: str) -> CardReceipt:
    """Say why two do the same: "choice", "safety_net" or "accident"; "" takes the word back.

    Participants may while the room looks for overlaps.
    """
    return judge(
        db, viewer, note_id, CardKind.OVERLAP_NOTE, "judge_overlap", verdict=verdict or None
    )
