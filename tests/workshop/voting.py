"""A room that votes, for every test of votes."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from workshop.db import Database
from workshop.domain import room, votes
from workshop.domain.cards import Voice, add_card
from workshop.domain.plan import add_activity
from workshop.domain.votes import BallotReceipt
from workshop.drafts import BallotPaper, Joining, NewCard
from workshop.errors import InvalidInputError
from workshop.playbook import load_playbook
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer
from workshop.queries.votes.ballots import round_ballots
from workshop.queries.votes.rounds import RoundState, Voting, all_rounds, voted_on, voting
from workshop.queries.votes.totals import OptionResult, RoundResults, results

METHODS = {
    "dots": "segments.focus",
    "score": "reframe.choose",
    "consent": "solutions.agreement",
    "matrix": "solutions.matrix",
}


@dataclass
class VotingRoom:
    """Opens votes, casts ballots and reads back what there is to read."""

    db: Database
    facilitator: Viewer
    activity: str = METHODS["dots"]
    cards: list[str] = field(default_factory=list)

    def open(self, method: str = "dots", cards: int = 4) -> RoundState:
        """A round of this method with so many new cards to vote on."""
        self.activity = METHODS[method]
        with suppress(InvalidInputError):  # the template may have it
            add_activity(self.db, viewer=self.facilitator, activity=self.activity)
        self.cards = [self.add(f"Card {number}") for number in range(cards)]
        return self.reopen()

    def add(self, text: str) -> str:
        kind = load_playbook().activity(self.activity).about[0]
        draft = NewCard(activity="segments.map", text=text, kind=kind)
        return add_card(self.db, viewer=self.facilitator, draft=draft).id

    def reopen(self) -> RoundState:
        room.open_activity(self.db, viewer=self.facilitator, activity=self.activity, anyway=True)
        return self.round

    def close(self) -> None:
        room.close_activity(self.db, viewer=self.facilitator)

    def cast(
        self, viewer: Viewer, choices: Iterable[Any], round_id: str | None = None
    ) -> BallotReceipt:
        """Choices are cards, or mappings with what is said of them."""
        return votes.cast(
            self.db, viewer=viewer, round_id=round_id or self.round.id, draft=ballot(choices)
        )

    def cast_for(self, role_group: str, paper: str, choices: Iterable[Any]) -> BallotReceipt:
        return votes.cast_for(
            self.db,
            viewer=self.facilitator,
            round_id=self.round.id,
            paper=paper,
            voice=Voice(Joining.read({"role_group": role_group}).role_group),
            draft=ballot(choices),
        )

    @property
    def round(self) -> RoundState:
        with self.db.read() as session:
            state = room_state(session, self.facilitator.workshop_id)
        assert state is not None
        assert state.vote is not None
        return state.vote

    def seen_by(self, viewer: Viewer) -> Voting:
        with self.db.read() as session:
            return voting(session, viewer, load_playbook().activity(self.activity))

    def mine(self, viewer: Viewer) -> set[str]:
        return {chosen.card for chosen in self.seen_by(viewer).mine}

    @property
    def results(self) -> list[RoundResults]:
        with self.db.read() as session:
            activity = load_playbook().activity(self.activity)
            return results(session, self.facilitator.workshop_id, activity)

    @property
    def tally(self) -> dict[str, int]:
        """Votes by card of the last closed round, as they are stored: also those of a few people,
        which nobody is told.
        """
        with self.db.read() as session:
            activity = load_playbook().activity(self.activity)
            workshop = self.facilitator.workshop_id
            offered, leads = voted_on(session, workshop, activity)
            closed = [one for one in all_rounds(session, workshop, activity) if not one.open]
            lines = round_ballots(session, closed[-1].id, leads)
        return {one.id: sum(line.card == one.id for line in lines) for one in offered}

    def result(self, card: str) -> OptionResult:
        (found,) = [line for line in self.results[-1].options if line.option.id == card]
        return found


def ballot(choices: Iterable[Any]) -> BallotPaper:
    said = [choice if isinstance(choice, dict) else {"card": choice} for choice in choices]
    return BallotPaper.read({"choices": said})


Several = Callable[[str, int], list[Viewer]]
