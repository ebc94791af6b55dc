"""Reading closed votes for a record: the answers as they add up, and nobody's ballot.

What is told is told of cells of three people or more (``queries.votes.secrecy``), as on every
screen. The answers of a group are dealt out anew over as many ballots as it cast, so that every
figure can be counted again and no ballot of the record is anybody's. A vote that is still open is
left out, and so is whatever may not be told.
"""

from collections.abc import Mapping, Sequence, Set

from sqlmodel import Session, col, select

from workshop.enums import Consent, RoleGroup
from workshop.exports.telling.record import BallotRecord, ChoiceRecord, RoundRecord
from workshop.models import VoteRound, Workshop
from workshop.playbook import load_playbook
from workshop.queries.votes.ballots import Chosen, round_ballots
from workshop.queries.votes.rounds import RoundState, all_rounds, voted_on
from workshop.queries.votes.secrecy import Telling, ToldRound, Voted
from workshop.queries.votes.totals import told_of, who_voted

Group = tuple[RoleGroup | None, str]
"""A role group and an own voice in it, as far as they are told."""


def collect_rounds(
    session: Session, workshop: Workshop, cards: Mapping[str, str]
) -> tuple[RoundRecord, ...]:
    """The closed rounds with what may be told; ``cards`` are the records' names by id."""
    times = {
        found.id: found
        for found in session.exec(
            select(VoteRound).where(
                VoteRound.workshop_id == workshop.id, col(VoteRound.open).is_(False)
            )
        )
    }
    made = []
    for activity in load_playbook(workshop.language).activities:
        telling = Telling()
        leads = voted_on(session, workshop.id, activity)[1] if activity.votes else {}
        for found in all_rounds(session, workshop.id, activity):
            if found.id in times:
                told = told_of(session, found, cards, leads, telling)
                ballots = _ballots(session, found, leads, told, cards)
                asked = None if found.asked is None else tuple(cards[one] for one in found.asked)
                made.append(_record(times[found.id], ballots, asked))
    return tuple(sorted(made, key=lambda one: (one.activity, one.number)))


def _record(
    found: VoteRound, ballots: tuple[BallotRecord, ...], asked: tuple[str, ...] | None
) -> RoundRecord:
    return RoundRecord(
        activity=found.activity,
        number=found.number,
        method=found.method,
        dots=found.dots,
        opened_at=found.opened_at,
        closed_at=found.closed_at or found.opened_at,
        asked=asked,
        ballots=ballots,
    )


def _ballots(
    session: Session,
    found: RoundState,
    leads: Mapping[str, str],
    told: ToldRound,
    cards: Mapping[str, str],
) -> tuple[BallotRecord, ...]:
    """As many ballots as were cast, group by group, each with a share of the answers."""
    if told.groups is None:
        return ()
    voters = who_voted(session, found.id)
    lines = [line for line in round_ballots(session, found.id, leads) if line.card in told.cards]
    answered: dict[str, set[str | None]] = {}
    for line in lines:
        voter = voters[line.voter or ""]
        answered.setdefault(line.card, set()).update({voter.group, voter.voice})
    named = _named(told, answered)

    def group_of(voter: Voted) -> Group:
        if voter.group is None or voter.group not in named:
            return None, ""
        return voter.group, voter.voice if voter.voice in named else ""

    groups = {voter: group_of(one) for voter, one in voters.items()}
    order = [*RoleGroup, None]
    made: list[BallotRecord] = []
    for group in sorted(set(groups.values()), key=lambda one: (order.index(one[0]), one[1])):
        of_group = sum(one == group for one in groups.values())
        own = [line for line in lines if groups[line.voter or ""] == group]
        made += _dealt(group, of_group, own, cards)
    return tuple(made)


def _named(told: ToldRound, answered: Mapping[str, Set[str | None]]) -> frozenset[str]:
    """The groups that may stand beside the answers on every card that they answered."""
    groups = told.groups or frozenset()
    for card, there in answered.items():
        groups = frozenset(one for one in groups if one in told.cards[card] or one not in there)
    return groups


def _dealt(
    group: Group, ballots: int, lines: Sequence[Chosen], cards: Mapping[str, str]
) -> list[BallotRecord]:
    """Card by card, one answer to each ballot in turn: none gets two answers for one card."""
    places = {card: place for place, card in enumerate(cards)}
    dealt: list[list[ChoiceRecord]] = [[] for _ in range(ballots)]
    for turn, line in enumerate(sorted(lines, key=lambda one: _order(places, one))):
        dealt[turn % ballots].append(
            ChoiceRecord(
                card=cards[line.card],
                score=line.score,
                consent=Consent(line.consent) if line.consent else None,
                x=line.x,
                y=line.y,
            )
        )
    return [
        BallotRecord(role_group=group[0], voice=group[1], choices=tuple(choices))
        for choices in dealt
    ]


def _order(places: Mapping[str, int], line: Chosen) -> tuple[int, int, str, int, int]:
    return (places[line.card], line.score or 0, line.consent or "", line.x or 0, line.y or 0)
