"""What the method asks for first, and whether this workshop has it yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from workshop.kinds import CardKind
from workshop.models import ActivityRun, Card, Workshop
from workshop.playbook import Gate, GateWords, load_playbook


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


def _met(session: Session, workshop_id: str, gate: Gate) -> bool:
    match gate:
        case Gate.INSIGHTS_EXIST:
            return bool(_cards(session, workshop_id, CardKind.INSIGHT))
        case Gate.REFRAME_AGREED:
            reframes = _cards(session, workshop_id, CardKind.REFRAME)
            return any(card.fields.get("agreed") for card in reframes)
        case Gate.STOP_LINE_SET:
            prototypes = _cards(session, workshop_id, CardKind.PROTOTYPE)
            return any(card.fields.get("stop_line") for card in prototypes)


def _cards(session: Session, workshop_id: str, kind: CardKind) -> list[Card]:
    return list(
        session.exec(
            select(Card).where(
                Card.workshop_id == workshop_id,
                Card.kind == kind,
                col(Card.withdrawn).is_(False),
                col(Card.hidden).is_(False),
            )
        )
    )
