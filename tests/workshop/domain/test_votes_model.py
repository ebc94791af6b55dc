"""Whatever people do in whatever order, totals are those of a model that fits on one page."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.workshop.voting import VotingRoom
from workshop.db import Database
from workshop.domain import cards, room, votes
from workshop.domain.people.members import join, new_token, register_device
from workshop.domain.workshops import create_workshop
from workshop.drafts import Joining, NewWorkshop
from workshop.errors import ClosedError, InvalidInputError, NotFoundError
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer, identify

GROUPS = ("resident", "resident", "staff", "partner")
PAPERS = ("paper-number-1", "paper-number-2")
CARDS = 8
DOTS = 2

whose = st.integers(0, len(GROUPS) - 1)
papers = st.sampled_from(PAPERS)
which = st.integers(0, CARDS - 1)
choices = st.lists(which, max_size=DOTS + 1, unique=True)

Ballots = dict[str, list[int]]
"""Who voted for which cards, in the order of the dots."""


def atoms(rounds: list[frozenset[str]]) -> set[frozenset[str]]:
    """The voters, parted by the rounds in which each of them voted."""
    parted: dict[tuple[bool, ...], set[str]] = {}
    for voter in frozenset[str]().union(*rounds):
        parted.setdefault(tuple(voter in one for one in rounds), set()).add(voter)
    return set(map(frozenset, parted.values()))


def told_rounds(done: list[Ballots]) -> list[bool]:
    """Whether the totals of each round may be told: no part of under three can be subtracted.

    What was typed from paper makes no part large enough, unless all of it came from paper.
    """
    told: list[frozenset[str]] = []
    said = []
    for ballots in done:
        fresh = atoms([*told, frozenset(ballots)]) - atoms(told)
        own = [len(part.difference(PAPERS)) for part in fresh]
        many = [len(part) > 2 for part in fresh]
        said.append(all(many) and all(count > 2 or count == 0 for count in own))
        if said[-1]:
            told.append(frozenset(ballots))
    return said


class Voting(RuleBasedStateMachine):
    """Four people, two papers and a facilitator at eight cards with two dots each."""

    db: Database

    @initialize()
    def make(self) -> None:
        token = new_token()
        draft = NewWorkshop(title="A vote")
        made = create_workshop(self.db, draft=draft, playbook=load_playbook(), token=token)
        self.people = [self.joined(made.code, group) for group in GROUPS]
        with self.db.read() as session:
            facilitator = identify(session, token=token, code=made.code)
        self.room = VotingRoom(self.db, facilitator)
        self.round = self.room.open("dots", cards=CARDS)
        assert self.round.dots == DOTS
        self.open = True
        self.stale = ""
        self.hidden: set[int] = set()
        self.ballots: Ballots = {}
        self.done: list[Ballots] = []

    def joined(self, code: str, group: str) -> Viewer:
        token = new_token()
        register_device(self.db, token=token)
        with self.db.read() as session:
            viewer = identify(session, token=token, code=code)
        return join(self.db, viewer=viewer, draft=Joining.read({"role_group": group}))

    # The model

    def expect(self, voter: str, chosen: list[int]) -> int | None:
        """What is left after this ballot, once the model has it; None when it is refused."""
        stored = self.ballots.get(voter, [])
        if any(card in self.hidden and card not in stored for card in chosen):
            return None
        there = [card for card in chosen if card not in self.hidden]
        if len(there) > DOTS:
            return None
        aside = [card for card in stored if card in self.hidden][: DOTS - len(there)]
        if sorted(there + aside) != sorted(stored):
            self.ballots[voter] = there + aside
        if not self.ballots.get(voter):
            self.ballots.pop(voter, None)
        return DOTS - len(there)

    def tally(self, ballots: Ballots) -> dict[str, int]:
        return {
            self.room.cards[card]: sum(card in said for said in ballots.values())
            for card in range(CARDS)
            if card not in self.hidden
        }

    def begin(self) -> None:
        self.stale = self.round.id
        self.ballots = {}
        self.open = True
        self.round = self.room.round

    # What happens

    @precondition(lambda self: self.open)
    @rule(person=whose, chosen=choices)
    def vote(self, person: int, chosen: list[int]) -> None:
        left = self.expect(f"person {person}", chosen)
        wanted = [self.room.cards[card] for card in chosen]
        if left is None:
            with pytest.raises(InvalidInputError):
                self.room.cast(self.people[person], wanted, self.round.id)
        else:
            assert self.room.cast(self.people[person], wanted, self.round.id).left == left

    @precondition(lambda self: self.open)
    @rule(paper=papers, chosen=choices)
    def vote_for(self, paper: str, chosen: list[int]) -> None:
        left = self.expect(paper, chosen)
        wanted = [self.room.cards[card] for card in chosen]
        if left is None:
            with pytest.raises(InvalidInputError):
                self.room.cast_for("manager", paper, wanted)
        else:
            assert self.room.cast_for("manager", paper, wanted).left == left

    @precondition(lambda self: self.open)
    @rule(paper=papers)
    def take_back(self, paper: str) -> None:
        where = {"viewer": self.room.facilitator, "round_id": self.round.id, "paper": paper}
        if self.ballots.pop(paper, None) is None:
            with pytest.raises(NotFoundError):
                votes.take_back(self.db, **where)
        else:
            votes.take_back(self.db, **where)

    @rule(card=which)
    def hide_or_show(self, card: int) -> None:
        self.hidden ^= {card}
        cards.hide_card(
            self.db,
            viewer=self.room.facilitator,
            card_id=self.room.cards[card],
            hidden=card in self.hidden,
        )

    @precondition(lambda self: self.open)
    @rule()
    def close(self) -> None:
        self.room.close()
        self.open = False
        if self.ballots:
            self.done.append(self.ballots)

    @precondition(lambda self: not self.open)
    @rule()
    def reopen(self) -> None:
        self.room.reopen()
        self.begin()

    @precondition(lambda self: self.open)
    @rule()
    def new_round(self) -> None:
        room.new_round(self.db, viewer=self.room.facilitator)
        if self.ballots:
            self.done.append(self.ballots)
        self.begin()

    @precondition(lambda self: self.open)
    @rule()
    def reset_round(self) -> None:
        room.reset_round(self.db, viewer=self.room.facilitator)
        self.begin()

    @precondition(lambda self: self.stale)
    @rule(person=whose)
    def vote_in_a_round_that_is_over(self, person: int) -> None:
        with pytest.raises(ClosedError):
            self.room.cast(self.people[person], self.room.cards[:1], self.stale)

    # What holds all the time

    @invariant()
    def everybody_sees_their_own_ballot_and_how_many_voted(self) -> None:
        if not self.open:
            return
        state = self.room.round
        assert (state.id, state.dots, state.number) == (self.round.id, DOTS, len(self.done) + 1)
        given_papers = sum(paper in self.ballots for paper in PAPERS)
        assert (state.voted, state.could) == (len(self.ballots), len(GROUPS) + given_papers)
        for number, person in enumerate(self.people):
            said = self.ballots.get(f"person {number}", [])
            there = {self.room.cards[card] for card in said if card not in self.hidden}
            assert self.room.mine(person) == there

    @invariant()
    def totals_are_those_of_the_model(self) -> None:
        found = self.room.results
        assert [{line.option.id: line.total.votes for line in one.options} for one in found] == [
            self.tally(ballots) if told else {}
            for ballots, told in zip(self.done, told_rounds(self.done), strict=True)
        ]
        assert [one.voters for one in found] == [len(ballots) for ballots in self.done]
        assert not any(line.groups for one in found for line in one.options), "all are too small"


@pytest.mark.timeout(600)
def test_any_order_of_events_gives_the_totals_of_the_model(db: Database) -> None:
    """People vote, change and take back; cards come and go; rounds end, restart and are reset."""
    run_state_machine_as_test(
        type("VotingHere", (Voting,), {"db": db}),
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
