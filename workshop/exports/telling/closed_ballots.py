"""Reading closed votes: each ballot whole, and its role group only where that is safe.

A vote that is still open is left out, since nobody may see a tally that runs. Neither a person nor
the name of a paper ballot is told, and the ballots stand in the order of random ids.

A role group is told only where it could be shown beside the result of every card of the round
(``queries.results.shown_groups``): rows that can be counted tell whatever counting them tells.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from workshop.enums import Consent, RoleGroup
from workshop.exports.telling.record import BallotRecord, ChoiceRecord, RoundRecord
from workshop.models import Ballot, Voter, VoteRound, Workshop
from workshop.queries.results import shown_groups

Groups = Mapping[str, RoleGroup | None]


def collect_rounds(
    session: Session, workshop: Workshop, cards: Mapping[str, str]
) -> tuple[RoundRecord, ...]:
    """The closed rounds with their ballots; ``cards`` are the records' names by id."""
    rounds = session.exec(
        select(VoteRound)
        .where(VoteRound.workshop_id == workshop.id, col(VoteRound.open).is_(False))
        .order_by(col(VoteRound.activity), col(VoteRound.number))
    )
    return tuple(
        RoundRecord(
            activity=found.activity,
            number=found.number,
            method=found.method,
            dots=found.dots,
            opened_at=found.opened_at,
            closed_at=found.closed_at or found.opened_at,
            ballots=_ballots(session, found, cards),
        )
        for found in rounds
    )


def _ballots(
    session: Session, found: VoteRound, cards: Mapping[str, str]
) -> tuple[BallotRecord, ...]:
    voters = session.exec(
        select(Voter).where(Voter.round_id == found.id).order_by(col(Voter.id))
    ).all()
    said: dict[str, list[Ballot]] = {voter.id: [] for voter in voters}
    places = {card: place for place, card in enumerate(cards)}
    for line in session.exec(select(Ballot).where(Ballot.round_id == found.id)):
        said[line.voter_id].append(line)
    groups = {v.id: RoleGroup(v.role_group) if v.role_group else None for v in voters}
    shown = _told(found.method, groups, (line for lines in said.values() for line in lines))
    return tuple(
        BallotRecord(
            role_group=group if group in shown else None,
            choices=tuple(
                ChoiceRecord(
                    card=cards[line.card_id],
                    score=line.score,
                    consent=Consent(line.consent) if line.consent else None,
                    x=line.x,
                    y=line.y,
                )
                for line in sorted(said[voter], key=lambda row: (row.slot, places[row.card_id]))
            ),
        )
        for voter, group in groups.items()
    )


def _told(method: str, groups: Groups, lines: Iterable[Ballot]) -> frozenset[RoleGroup]:
    """The role groups that may stand on the ballots of a round.

    Everybody decides on every card with dots. In the other methods each card has its own answers,
    and holding one group back can make another the only one that is left over; so this goes round
    until nothing changes.
    """
    by_card: dict[str, list[str]] = {}
    if method != "dots":
        for line in lines:
            by_card.setdefault(line.card_id, []).append(line.voter_id)
    told = shown_groups(Counter(groups.values()))
    while True:
        before = told
        for voters in by_card.values():
            sizes = Counter(groups[voter] if groups[voter] in told else None for voter in voters)
            absent = told - sizes.keys()
            told &= shown_groups(sizes) | absent
        if told == before:
            return told
