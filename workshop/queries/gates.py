"""What the method asks for first, and whether this workshop has it yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as rows_of
from sqlmodel import Session, select

from workshop.kinds import CardKind
from workshop.models import ActivityRun, Workshop
from workshop.playbook import Gate, GateWords, load_playbook
from workshop.queries.sql_tables import CARD


@dataclass(frozen=True, slots=True)
class GateState:
    """``met``: the room has done it. ``opened``: a facilitator went on without, knowingly."""

    gate: Gate
    words: GateWords
    met: bool
    opened: bool

    @property
    def closed(self) -> bool:
        return not (self.met or self.opened)


def gate_states(session: Session, workshop_id: str, gates: Iterable[Gate]) -> list[GateState]:
    """The state of these gates, leaving out any that this workshop's plan cannot meet."""
    workshop = session.get_one(Workshop, workshop_id)
    planned = set(
        session.exec(select(ActivityRun.key).where(ActivityRun.workshop_id == workshop_id))
    )
    words = load_playbook(workshop.language).words.gates
    return [
        GateState(
            gate, words[gate], _met(session, workshop_id, gate), gate in workshop.gates_opened
        )
        for gate in dict.fromkeys(gates)
        if planned.intersection(words[gate].met_in)
    ]


def closed_gates(session: Session, workshop_id: str, activity: str) -> list[GateState]:
    """The gates that keep this activity closed, its stage's own included."""
    workshop = session.get_one(Workshop, workshop_id)
    playbook = load_playbook(workshop.language)
    found = playbook.activity(activity)
    needs = (*playbook.stage(found.stage).needs, *found.needs)
    return [state for state in gate_states(session, workshop_id, needs) if state.closed]


_SHOWN = rows_of(CARD.c.fields).where(
    CARD.c.workshop_id == bindparam("workshop"),
    CARD.c.kind == bindparam("kind"),
    CARD.c.withdrawn.is_(False),
    CARD.c.hidden.is_(False),
)


def _met(session: Session, workshop_id: str, gate: Gate) -> bool:
    match gate:
        case Gate.INSIGHTS_EXIST:
            return bool(_fields(session, workshop_id, CardKind.INSIGHT, most=1))
        case Gate.REFRAME_AGREED:
            reframes = _fields(session, workshop_id, CardKind.REFRAME)
            return any(fields.get("agreed") for fields in reframes)
        case Gate.STOP_LINE_SET:
            prototypes = _fields(session, workshop_id, CardKind.PROTOTYPE)
            return any(fields.get("stop_line") for fields in prototypes)


def _fields(
    session: Session, workshop_id: str, kind: CardKind, most: int | None = None
) -> Sequence[dict[str, Any]]:
    """What the cards of a kind say that are there for the room; no more than ``most`` of them."""
    asked = {"workshop": workshop_id, "kind": kind}
    return session.connection().execute(_SHOWN.limit(most), asked).scalars().all()
