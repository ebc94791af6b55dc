"""What a page needs to know of a workshop, read once for each drawing of the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from stages.parts.visit import Visit
from workshop.domain.named_steps import named_undo
from workshop.domain.policy import Situation, Verb, require
from workshop.drafts import OWN, GroupChosen
from workshop.enums import RoleGroup, StageKey
from workshop.errors import NotFoundError, WorkshopError
from workshop.figures.labels import shortened
from workshop.kinds import KINDS, CardKind
from workshop.queries.about import WorkshopView, about
from workshop.queries.cards import Audience, CardView
from workshop.queries.gates import GateState, closed_gates
from workshop.queries.pictures import spoken_cards
from workshop.queries.room import RoomState, RunState, room_state, run_sheet
from workshop.queries.viewer import Viewer
from workshop.queries.wall import kept_cards

LABEL_LENGTH = 90


def chosen_group(value: str) -> GroupChosen | None:
    """What was chosen of ``groups_to_choose``; None for the id of a person."""
    if value in list(RoleGroup):
        return RoleGroup(value)
    return value if value.startswith(OWN) else None


@dataclass(frozen=True, slots=True)
class Board:
    """The room, the run sheet and the cards that this viewer may read, by id and oldest first.

    ``undo`` and ``redo`` name what these would do now; "" where there is nothing.
    """

    visit: Visit
    viewer: Viewer
    workshop: WorkshopView
    state: RoomState
    runs: tuple[RunState, ...]
    cards: Mapping[str, CardView]
    undo: str
    redo: str
    gates: tuple[GateState, ...]
    merged: Mapping[str, Sequence[CardView]]
    """By the card with which they are shown as one."""
    spoken: frozenset[str] = frozenset()
    """The cards of which the facilitator may hear the recording now."""

    @property
    def current(self) -> RunState | None:
        return self.state.current

    @property
    def current_key(self) -> str | None:
        return self.state.current.activity.key if self.state.current else None

    def run(self, activity: str) -> RunState | None:
        return next((run for run in self.runs if run.activity.key == activity), None)

    def runs_of(self, stage: StageKey) -> list[RunState]:
        return [run for run in self.runs if run.activity.stage == stage]

    def of_kind(self, kinds: tuple[CardKind, ...]) -> list[CardView]:
        return [card for card in self.cards.values() if card.kind in kinds]

    def shown_with(self, card: CardView) -> Sequence[CardView]:
        """The cards that are shown with this one as one."""
        return self.merged.get(card.id, ())

    def group_said(self, role_group: RoleGroup, voice: str = "") -> str:
        """Whose voice somebody is: the name of an own voice, given by its key, or a role group."""
        said = self.workshop.voice_name(voice)
        return said or self.visit.playbook.words.role_groups[role_group].label

    def groups_to_choose(self) -> dict[str, str]:
        """What somebody can be here as, in words: the room's own voices, then the role groups."""
        own = {one.key: one.name for one in self.workshop.open_voices}
        return own | {g: self.group_said(g) for g in self.visit.playbook.words.role_groups}

    def label(self, card_id: str) -> str:
        """The first words of a card, on one line."""
        return shortened(self.cards[card_id].text, LABEL_LENGTH)

    def may(self, verb: Verb, *, card: CardView | None = None, activity: str = "") -> bool:
        """Whether the domain would let this viewer do it just now."""
        run = self.run(card.activity if card else activity)
        if verb is Verb.SORT:
            run = self.current
        situation = Situation(
            workshop_open=not self.state.closed,
            activity_open=run is not None and run.open,
            own_card=card is not None and card.own,
            sorting=self.current is not None and self.current.sorting,
        )
        try:
            require(self.viewer.role, verb, situation)
        except WorkshopError:
            return False
        return True


def read_board(visit: Visit) -> Board:
    """Everything for a page about this workshop. Raises NotFoundError when it was deleted."""
    viewer = visit.here
    with visit.reading() as session:
        state = room_state(session, viewer.workshop_id)
        if state is None:
            raise NotFoundError("This workshop was deleted.")
        undo, redo = ("", "")
        if viewer.is_facilitator:
            undo, redo = named_undo(session, viewer, Audience.FACILITATOR)
        cards = kept_cards(session, viewer)
        return Board(
            visit,
            viewer,
            about(session, viewer.workshop_id),
            state,
            tuple(run_sheet(session, viewer.workshop_id)),
            cards,
            undo,
            redo,
            _gates(session, viewer, state),
            _merged(cards.values()),
            spoken_cards(session, viewer),
        )


def _merged(cards: Iterable[CardView]) -> dict[str, list[CardView]]:
    found: dict[str, list[CardView]] = {}
    for card in cards:
        if card.merged_into is not None:
            found.setdefault(card.merged_into, []).append(card)
    return found


def _gates(session: Session, viewer: Viewer, state: RoomState) -> tuple[GateState, ...]:
    """What keeps the current activity closed; only facilitators are asked to decide on it."""
    if not viewer.is_facilitator or state.current is None or state.current.open:
        return ()
    return tuple(closed_gates(session, viewer.workshop_id, state.current.activity.key))


def kinds_of(runs: list[RunState], cards: list[CardView]) -> list[CardKind]:
    """The kinds collected in these activities, in their order, then any others that are there."""
    collected = [kind for run in runs for kind in run.activity.collects]
    there = [kind for kind in KINDS if any(card.kind == kind for card in cards)]
    return list(dict.fromkeys([*collected, *there]))


def run_for(board: Board, key: StageKey, kind: CardKind) -> RunState | None:
    """The activity in which this person can add a card of this kind now, the room's own first."""
    collecting = [run for run in board.runs_of(key) if kind in run.activity.collects]
    collecting.sort(key=lambda run: run.activity.key != board.current_key)
    return next(
        (run for run in collecting if board.may(Verb.ADD_CARD, activity=run.activity.key)), None
    )
