"""Votes as they may be read while people vote: the round, its options, and one's own ballot.

No statement here counts what is on a ballot. That is ``queries.votes.totals``, for closed rounds
alone.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlmodel import Session, col
from sqlmodel import select as mapped

from workshop.dialects.prepared import Prepared
from workshop.enums import RoleGroup, VoteMethod
from workshop.kinds import CardKind
from workshop.kinds.languages import Translated, translated
from workshop.models import Ballot, Card, Voter, Workshop
from workshop.playbook import Activity, Axes, load_playbook
from workshop.queries.cards import Audience, Sight, rules, sight
from workshop.queries.sql_tables import PERSON, VOTE_ROUND, VOTER
from workshop.queries.threads.forwarded import cards_to_choose, gone_forward
from workshop.queries.viewer import Viewer
from workshop.queries.votes.ballots import Chosen, as_one


@dataclass(frozen=True, slots=True)
class RoundState:
    """One vote. ``voted`` is how many have, ``could`` how many might: never who."""

    id: str
    number: int
    method: VoteMethod
    dots: int
    open: bool
    voted: int
    could: int
    axes: Axes | None
    asked: tuple[str, ...] | None = None
    """The cards it is about, where it is not about all."""
    closes_at: datetime | None = None
    """When it ends by itself, once everybody has voted; None while somebody has not."""


@dataclass(frozen=True, slots=True)
class Option:
    """A card that can be voted on, as everybody in the room may read it.

    ``also`` are the words of the cards that are shown with it as one.
    """

    id: str
    kind: str
    text: str
    also: tuple[str, ...] = ()
    language: str = ""
    translations: tuple[Translated, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A ballot that a facilitator filled in for somebody without a device; never what it says."""

    key: str
    role_group: RoleGroup
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Voting:
    """What one viewer needs to vote. ``left`` counts dots to give, or cards without an answer."""

    round: RoundState | None
    options: tuple[Option, ...]
    mine: tuple[Chosen, ...]
    left: int
    papers: tuple[Paper, ...]


_VOTED = (
    select(func.count()).select_from(VOTER).where(VOTER.c.round_id == VOTE_ROUND.c.id)
).scalar_subquery()
_PAPERS = (
    select(func.count(VOTER.c.paper)).where(VOTER.c.round_id == VOTE_ROUND.c.id)
).scalar_subquery()
_PEOPLE = (
    select(func.count())
    .select_from(PERSON)
    .where(PERSON.c.workshop_id == VOTE_ROUND.c.workshop_id, PERSON.c.is_facilitator.is_(False))
).scalar_subquery()
_ROUNDS = (
    select(
        VOTE_ROUND,
        _VOTED.label("voted"),
        _PAPERS.label("papers"),
        _PEOPLE.label("people"),
    )
    .where(
        VOTE_ROUND.c.workshop_id == bindparam("workshop"),
        VOTE_ROUND.c.activity == bindparam("activity"),
    )
    .order_by(VOTE_ROUND.c.number)
)
_LATEST = Prepared(_ROUNDS.order_by(None).order_by(VOTE_ROUND.c.number.desc()).limit(1))


def latest_round(session: Session, workshop_id: str, activity: Activity) -> RoundState | None:
    """The round that is open, or the last that was; None for an activity without a vote."""
    if activity.votes is None:
        return None
    asked = {"workshop": workshop_id, "activity": activity.key}
    row = _LATEST.first(session.connection(), asked)
    return None if row is None else _state(row, activity)


def all_rounds(session: Session, workshop_id: str, activity: Activity) -> list[RoundState]:
    """Every round of an activity, the first one first."""
    asked = {"workshop": workshop_id, "activity": activity.key}
    return [_state(row, activity) for row in session.connection().execute(_ROUNDS, asked)]


def _state(row: Row[Any], activity: Activity) -> RoundState:
    everybody = row.voted >= row.people + row.papers
    return RoundState(
        id=row.id,
        number=row.number,
        method=VoteMethod(row.method),
        dots=row.dots,
        open=row.open,
        voted=row.voted,
        # Who has voted and then took the room over still counts as one of those who could.
        could=max(row.voted, row.people + row.papers),
        axes=activity.axes,
        asked=None if row.asked is None else tuple(row.asked),
        closes_at=row.closes_at if row.open and everybody and activity.closes_itself else None,
    )


def options(session: Session, workshop_id: str, activity: Activity) -> list[Option]:
    """The cards that a vote in this activity would be about just now, oldest first."""
    return voted_on(session, workshop_id, activity, to_ask(session, workshop_id, activity))[0]


def to_ask(session: Session, workshop_id: str, activity: Activity) -> list[str] | None:
    """The cards that a round opened now is about, where tables chose some; None for all of them.

    What lies face down yet is among them as far as it would be put forward, for when it is shown.
    """
    cards = _having(cards_to_choose(session, workshop_id, activity.about), activity)
    promised = rules(session, workshop_id)
    seen = {card.id: sight(card, promised.get(card.activity), Audience.ROOM) for card in cards}
    shown = {card.id: card for card in cards if seen[card.id] is Sight.SHOWN}
    hidden = {card.id: card for card in cards if seen[card.id] is Sight.FACE_DOWN}
    found, whole = (_put_forward(there, activity) for there in (shown, {**shown, **hidden}))
    if len(found) == len(_standing(shown)):
        return None
    return [card.id for card in cards if card.id in found | (whole & hidden.keys())]


def voted_on(
    session: Session, workshop_id: str, activity: Activity, asked: Sequence[str] | None = None
) -> tuple[list[Option], dict[str, str]]:
    """The options, and for each card merged into one of them that one: their votes are one's.

    ``asked`` are the cards that a round is about, where it is not about all: they stay what it is
    about, also where one is put together with another card later.
    """
    promised = rules(session, workshop_id)
    cards = cards_to_choose(session, workshop_id, activity.about)
    shown = {
        card.id: card
        for card in (_having(cards, activity) if asked is None else cards)
        if sight(card, promised.get(card.activity), Audience.ROOM) is Sight.SHOWN
    }
    leads = _leads(shown)
    also: dict[str, tuple[str, ...]] = {}
    for card, lead in leads.items():
        also[lead] = (*also.get(lead, ()), shown[card].text)
    wanted = set(shown) if asked is None else {leads.get(card, card) for card in asked}
    return [
        Option(
            card.id,
            card.kind,
            card.text,
            also.get(card.id, ()),
            card.language,
            translated(card.translations, card.version),
        )
        for card in _standing(shown)
        if card.id in wanted
    ], leads


def _leads(shown: Mapping[str, Card]) -> dict[str, str]:
    return {c.id: c.merged_into for c in shown.values() if c.merged_into and c.merged_into in shown}


def _standing(shown: Mapping[str, Card]) -> list[Card]:
    return [card for card in shown.values() if card.merged_into not in shown]


def _put_forward(shown: Mapping[str, Card], activity: Activity) -> set[str]:
    """Of the kinds of which tables put some forward these alone; all of every other kind."""
    chosen = {taken.kind for taken in activity.takes if taken.which == "forward"}
    followers: dict[str, list[Card]] = defaultdict(list)
    for card, lead in _leads(shown).items():
        followers[lead].append(shown[card])
    standing = _standing(shown)
    found: set[str] = {card.id for card in standing if card.kind not in chosen}
    for kind in chosen:
        found |= gone_forward([card for card in standing if card.kind == kind], followers)
    return found


def _having(cards: Sequence[Card], activity: Activity) -> list[Card]:
    """The cards with the field that the activity asks for; all of a kind where none has it."""
    wanted = {taken.kind: taken.having for taken in activity.takes if taken.having}
    there = {card.kind for card in cards if card.fields.get(wanted.get(CardKind(card.kind), ""))}
    return [
        card
        for card in cards
        if card.kind not in there or card.fields.get(wanted[CardKind(card.kind)])
    ]


def hidden_options(session: Session, workshop_id: str, activity: Activity) -> int:
    """How many cards of a vote lie face down, so that nobody can vote on them yet."""
    promised = rules(session, workshop_id)
    return sum(
        sight(card, promised.get(card.activity), Audience.ROOM) is Sight.FACE_DOWN
        for card in cards_to_choose(session, workshop_id, activity.about)
    )


def voted_in(session: Session, workshop_id: str, key: str | None = None) -> Activity | None:
    """The activity of that key, or the room's own, where it has a vote. Raises NotFoundError."""
    workshop = session.get_one(Workshop, workshop_id)
    wanted = key or workshop.current_activity
    if wanted is None:
        return None
    activity = load_playbook(workshop.language).activity(wanted)
    return activity if activity.votes is not None else None


def voting(session: Session, viewer: Viewer, activity: Activity) -> Voting:
    """The latest round for this viewer, with nobody's ballot in it but their own.

    The options come in an order of this person's own, so that no card gains by standing first.
    """
    found = latest_round(session, viewer.workshop_id, activity)
    if found is None:
        offered = options(session, viewer.workshop_id, activity)
        return Voting(None, tuple(offered), (), 0, ())
    offered, leads = voted_on(session, viewer.workshop_id, activity, found.asked)
    shown = {option.id for option in offered}
    own = as_one(own_ballot(session, viewer, found.id), leads)
    mine = tuple(chosen for chosen in own if chosen.card in shown)
    return Voting(
        round=found,
        options=tuple(sorted(offered, key=lambda o: _place(found.id, viewer.person_id, o.id))),
        mine=mine,
        left=(found.dots or len(offered)) - len(mine),
        papers=_papers(session, viewer, found.id),
    )


def _place(round_id: str, person_id: str | None, card_id: str) -> bytes:
    return hashlib.sha256(f"{round_id} {person_id or ''} {card_id}".encode()).digest()


def own_ballot(session: Session, viewer: Viewer, round_id: str) -> list[Chosen]:
    """What this viewer themselves voted, also for cards that are hidden by now."""
    if viewer.person_id is None:
        return []
    rows = session.exec(
        mapped(Ballot)
        .join(Voter, col(Voter.id) == Ballot.voter_id)
        .where(
            Ballot.round_id == round_id,
            Voter.person_id == viewer.person_id,
            Voter.workshop_id == viewer.workshop_id,
        )
        .order_by(col(Ballot.slot), col(Ballot.card_id))
    )
    return [Chosen(row.card_id, row.score, row.consent, row.x, row.y) for row in rows]


def _papers(session: Session, viewer: Viewer, round_id: str) -> tuple[Paper, ...]:
    if not viewer.is_facilitator:
        return ()
    rows = session.exec(
        mapped(Voter)
        .where(Voter.round_id == round_id, col(Voter.paper).is_not(None))
        .order_by(col(Voter.paper))
    )
    return tuple(
        Paper(row.paper or "", RoleGroup(row.role_group or RoleGroup.UNKNOWN), row.voice)
        for row in rows
    )
