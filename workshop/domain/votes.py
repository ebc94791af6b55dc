"""Casting votes. A ballot is set as a whole, so sending it twice, or from two tabs, does no harm.

Ballots are secret: they are kept by person so that people can change their mind, and nothing but
``queries.votes.rounds`` ever reads one back, for that person. Audit rows say that somebody voted;
they name no person and hold nothing of the ballot.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as rows_of
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.cards import Voice
from workshop.domain.journal import next_revision, record
from workshop.domain.people.members import group_and_voice, new_id, person_for
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.room import run_of
from workshop.domain.rounds import note_all_in, open_round
from workshop.drafts import BallotPaper, Choice
from workshop.enums import VoteMethod, VoterWay, WorkshopState
from workshop.errors import ClosedError, InvalidInputError, NotAllowedError, NotFoundError, Sentence
from workshop.models import Person, Voter, VoteRound, Workshop
from workshop.playbook import load_playbook
from workshop.queries.people.scribes import speaker
from workshop.queries.sql_tables import BALLOT
from workshop.queries.viewer import Viewer
from workshop.queries.votes.ballots import Chosen, as_one
from workshop.queries.votes.rounds import voted_on, voting

Said = dict[str, Any]

_SAID = (
    rows_of(BALLOT)
    .where(BALLOT.c.voter_id == bindparam("voter"))
    .order_by(BALLOT.c.slot, BALLOT.c.card_id)
)
_TAKE_AWAY = BALLOT.delete().where(BALLOT.c.voter_id == bindparam("voter"))
_WRITE = BALLOT.insert()

PAPER = re.compile(r"[A-Za-z0-9_-]{8,64}")
COLUMNS = ("score", "consent", "x", "y")
HOW = {
    VoteMethod.DOTS: Sentence("In this vote a card gets a dot or none."),
    VoteMethod.SCORE: Sentence("Give each card a score from 1 to 5."),
    VoteMethod.CONSENT: Sentence("Say yes, yes with a doubt, or no to each card."),
    VoteMethod.MATRIX: Sentence("Place each card with two whole numbers from 0 to 100."),
}


@dataclass(frozen=True, slots=True)
class BallotReceipt:
    """A ballot is stored. ``left`` counts dots to give, or cards without an answer yet."""

    left: int
    revision: int


def cast(db: Database, *, viewer: Viewer, round_id: str, draft: BallotPaper) -> BallotReceipt:
    """Set this person's ballot of the round to just these choices; none takes the vote back.

    With ``draft.person`` it is the ballot of somebody for whom this device writes.
    Raises ClosedError when the round has ended or was started again.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, found = _open_for(work, viewer, round_id)
        if viewer.is_facilitator and draft.person is None:
            raise NotAllowedError(
                "The facilitator's device does not vote. You can vote for people without a device."
            )
        verb = Verb.VOTE_FOR if viewer.is_facilitator else Verb.VOTE
        _require(work, viewer, verb, workshop, found)
        if viewer.device_id is None:
            raise NotAllowedError("Only people who have joined can vote.")
        person = person_for(work, workshop, viewer.device_id)
        if draft.person is not None:
            spoken_for = speaker(work.session, viewer, draft.person)
            person = work.session.get_one(Person, spoken_for.person_id)
        wanted = Voter.person_id == person.id
        voter = _voter(work, found, wanted) or _new_voter(
            found, _mark_of(work, person), person_id=person.id
        )
        voter.way = _way(found, person)
        return _set(work, workshop, viewer, found, voter, (person.role_group, person.voice), draft)


def as_cast(db: Database, *, viewer: Viewer, round_id: str, draft: BallotPaper) -> BallotReceipt:
    """The receipt for a ballot that came in before, also where its round has ended since."""
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        found = work.session.get(VoteRound, round_id) or _open_for(work, viewer, round_id)[1]
        activity = load_playbook(workshop.language).activity(found.activity)
        asks = speaker(work.session, viewer, draft.person) if draft.person else viewer
        return BallotReceipt(voting(work.session, asks, activity).left, workshop.revision)


def cast_for(
    db: Database, *, viewer: Viewer, round_id: str, paper: str, voice: Voice, draft: BallotPaper
) -> BallotReceipt:
    """Vote for somebody without a device; it counts for their role group, not the facilitator's.

    ``paper`` is a name of 8 to 64 letters, digits, ``-`` or ``_`` that the client makes up for
    this person's ballot: the same name sets the same ballot again.
    """
    if not PAPER.fullmatch(paper):
        raise InvalidInputError("A ballot's name needs 8 to 64 letters, digits, “-” or “_”.")
    with acting(db, viewer) as (work, viewer):
        workshop, found = _open_for(work, viewer, round_id)
        _require(work, viewer, Verb.VOTE_FOR, workshop, found)
        voter = _voter(work, found, Voter.paper == paper) or _new_voter(
            found, new_id(), paper=paper
        )
        voter.way = VoterWay.TYPED
        whose = group_and_voice(workshop, voice.role_group)
        return _set(work, workshop, viewer, found, voter, whose, draft)


def take_back(db: Database, *, viewer: Viewer, round_id: str, paper: str) -> None:
    """Take back a ballot that was cast for somebody without a device, while the round is open."""
    with acting(db, viewer) as (work, viewer):
        workshop, found = _open_for(work, viewer, round_id)
        _require(work, viewer, Verb.VOTE_FOR, workshop, found)
        voter = _voter(work, found, Voter.paper == paper)
        if voter is None:
            raise NotFoundError("This ballot is not there. It may have been taken back already.")
        work.session.connection().execute(_TAKE_AWAY, {"voter": voter.id})
        work.session.delete(voter)
        found.closes_at = None
        _record(work, workshop, viewer, found, "take_back_vote")
        work.commit()


def _open_for(work: UnitOfWork, viewer: Viewer, round_id: str) -> tuple[Workshop, VoteRound]:
    """The round, if it is open. Raises ClosedError with what to do instead."""
    workshop = work.session.get_one(Workshop, viewer.workshop_id)
    found = work.session.get(VoteRound, round_id)
    if found is not None and found.workshop_id == workshop.id and found.open:
        return workshop, found
    if open_round(work, workshop, workshop.current_activity) is not None:
        raise ClosedError("This vote was started again. Please vote once more.")
    raise ClosedError("This vote has ended. It counts what came in before.")


def _require(
    work: UnitOfWork, viewer: Viewer, verb: Verb, workshop: Workshop, found: VoteRound
) -> None:
    run = run_of(work, workshop, found.activity)
    is_open = workshop.state == WorkshopState.OPEN
    require(viewer.role, verb, Situation(workshop_open=is_open, activity_open=run.open))


def _voter(work: UnitOfWork, found: VoteRound, wanted: Any) -> Voter | None:
    return work.session.exec(select(Voter).where(Voter.round_id == found.id, wanted)).first()


def _mark_of(work: UnitOfWork, person: Person) -> str:
    """The name under which this person stands in the votes of this workshop, and nowhere else."""
    known = select(Voter.mark).where(Voter.person_id == person.id, Voter.mark != "")
    return work.session.exec(known).first() or new_id()


def _way(found: VoteRound, person: Person) -> VoterWay:
    if person.scribe_id is not None:
        return VoterWay.TYPED
    return VoterWay.OWN if person.joined_at <= found.opened_at else VoterWay.LATE


def _new_voter(found: VoteRound, mark: str, **whose: str) -> Voter:
    return Voter(
        id=new_id(),
        mark=mark,
        round_id=found.id,
        workshop_id=found.workshop_id,
        method=found.method,
        dots=found.dots,
        **whose,
    )


def _set(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    found: VoteRound,
    voter: Voter,
    whose: tuple[str, str],
    draft: BallotPaper,
) -> BallotReceipt:
    """Replace a voter's ballot. What they said about cards hidden since stays, if dots are left."""
    activity = load_playbook(workshop.language).activity(found.activity)
    cards, leads = voted_on(work.session, workshop.id, activity, found.asked)
    offered = {option.id for option in cards}
    stored = _stored(work, voter)
    chosen = _chosen(found, draft, offered, stored, leads)
    ballot, aside = _as_stored(chosen, stored, leads)
    aside |= {c: said for c, said in stored.items() if leads.get(c, c) not in offered}
    if found.method == VoteMethod.DOTS:
        aside = dict(list(aside.items())[: found.dots - len(ballot)])
    left = (found.dots or len(offered)) - len(chosen)
    if ballot | aside == stored and (not stored or (voter.role_group, voter.voice) == whose):
        return BallotReceipt(left, workshop.revision)
    voter.role_group, voter.voice = whose
    _store(work, found, voter, ballot | aside)
    note_all_in(work, found, len(offered))
    _record(work, workshop, viewer, found, Verb.VOTE if voter.paper is None else Verb.VOTE_FOR)
    work.commit()
    return BallotReceipt(left, workshop.revision)


def _stored(work: UnitOfWork, voter: Voter) -> dict[str, Said]:
    rows = work.session.connection().execute(_SAID, {"voter": voter.id}).mappings()
    return {row["card_id"]: {name: row[name] for name in COLUMNS} for row in rows}


def _as_stored(
    chosen: Mapping[str, Said], stored: Mapping[str, Said], leads: Mapping[str, str]
) -> tuple[dict[str, Said], dict[str, Said]]:
    """The lines to store, and those to keep beside them as far as there is room.

    Whoever leaves a card of merged ones as it is keeps what they said of each, for the case that
    the cards part again.
    """
    lines: dict[str, Said] = {}
    beside: dict[str, Said] = {}
    for card, said in chosen.items():
        own = [Chosen(c, **told) for c, told in stored.items() if leads.get(c, c) == card]
        as_it_was = as_one(own, leads)
        if as_it_was != [Chosen(card, **said)]:
            lines[card] = said
            continue
        first = card if card in stored else own[0].card
        lines[first] = stored[first]
        beside |= {line.card: stored[line.card] for line in own if line.card != first}
    return lines, beside


def _chosen(
    found: VoteRound,
    draft: BallotPaper,
    offered: set[str],
    stored: Mapping[str, Said],
    leads: Mapping[str, str],
) -> dict[str, Said]:
    """What the draft says about the cards that are there. Raises InvalidInputError."""
    chosen: dict[str, Said] = {}
    seen: set[str] = set()
    for choice in draft.choices:
        if choice.card in seen:
            raise InvalidInputError("Each card can be voted for once. Take the second one away.")
        seen.add(choice.card)
        card = leads.get(choice.card, choice.card)
        if card not in offered and choice.card not in stored:
            raise InvalidInputError(
                "One of these cards cannot be voted for just now. Look at the list again."
            )
        said = _said(VoteMethod(found.method), choice)
        # A page that did not know yet that two cards are one now says something of both.
        if card == choice.card or card not in chosen:
            chosen[card] = said
    kept = {card: said for card, said in chosen.items() if card in offered}
    if found.method == VoteMethod.DOTS and len(kept) > found.dots:
        given = len({leads.get(card, card) for card in stored} & offered)
        raise InvalidInputError(
            Sentence(
                "Everybody has {dots} dots. You have {left} left. "
                "Take one away before you put another.",
                dots=found.dots,
                left=found.dots - given,
            )
        )
    return kept


def _said(method: VoteMethod, choice: Choice) -> Said:
    said = {name: getattr(choice, name) for name in COLUMNS}
    match method, choice.score, choice.consent, choice.x, choice.y:
        case VoteMethod.DOTS, None, None, None, None:
            return said
        case VoteMethod.SCORE, int(score), None, None, None if 1 <= score <= 5:
            return said
        case VoteMethod.CONSENT, None, str(), None, None:
            return said
        case VoteMethod.MATRIX, None, None, int(x), int(y) if 0 <= x <= 100 and 0 <= y <= 100:
            return said
    raise InvalidInputError(HOW[method])


def _store(work: UnitOfWork, found: VoteRound, voter: Voter, said: Mapping[str, Said]) -> None:
    """Write the ballot in the place of the old one; without a line there is no voter either."""
    connection = work.session.connection()
    try:
        connection.execute(_TAKE_AWAY, {"voter": voter.id})
        if not said:
            if voter in work.session:
                work.session.delete(voter)
            work.session.flush()
            return
        work.session.add(voter)
        work.session.flush()
        paper = {
            "voter_id": voter.id,
            "round_id": found.id,
            "workshop_id": found.workshop_id,
            "method": found.method,
            "dots": found.dots,
        }
        slots = range(1, found.dots + 1) if found.dots else repeat(None)
        lines = zip(slots, said.items(), strict=False)
        connection.execute(
            _WRITE,
            [{**paper, "slot": slot, "card_id": card, **line} for slot, (card, line) in lines],
        )
    except IntegrityError:
        # Without its cause: that holds the ballot, and would end up in a log.
        raise InvalidInputError("This vote does not fit the round. Load the page again.") from None


def _record(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, found: VoteRound, verb: str
) -> None:
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type="vote_round",
        object_id=found.id,
        revision=next_revision(work, workshop),
        anonymous=True,
    )
