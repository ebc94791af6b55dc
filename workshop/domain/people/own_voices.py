"""The groups that the facilitator names for this room: made, renamed, counted elsewhere, ended.

Nobody is lost by it: whoever is in a group that ends stays in the room with its role group. A
closed vote stays split as it was counted, so while one is open no group changes how it counts.

No card is told to have changed by any of it, since that would point out whose cards these are:
where the labels of the room change, each screen is told all cards anew.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import col, func, select, update

from workshop.db import Database, UnitOfWork
from workshop.domain.changed_fields import changed_only
from workshop.domain.people.members import new_id
from workshop.domain.room import steer
from workshop.drafts import OWN, NewVoice, OwnVoice, skeleton
from workshop.enums import RoleGroup
from workshop.errors import ClosedError, InvalidInputError, NotFoundError
from workshop.measures import SMALLEST_GROUP_SHOWN
from workshop.models import Card, Person, Voter, VoteRound, Workshop
from workshop.playbook import load_playbook
from workshop.queries.people.groups import headcount
from workshop.queries.people.own_voices import points_at_nobody
from workshop.queries.viewer import Viewer
from workshop.words import catalogue, languages

MOST_VOICES = 12


def add_voice(db: Database, *, viewer: Viewer, draft: NewVoice) -> None:
    """Name a group of this room, which people can choose from now on.

    Raises InvalidInputError for a name that is there, and for more groups than one can look over.
    """

    def change(_work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        voices = _kept(workshop)
        if sum(not one.ended for one in voices) >= MOST_VOICES:
            raise InvalidInputError(
                f"A room has {MOST_VOICES} groups of its own at most. Take one away first."
            )
        _require_new_name(workshop, voices, draft.name)
        made = OwnVoice(key=f"{OWN}{new_id()}", name=draft.name, role_group=draft.role_group)
        _keep(workshop, [*voices, made])
        return {"name": draft.name, "role_group": draft.role_group}

    steer(db, viewer, "add_voice", change)


def change_voice(
    db: Database, *, viewer: Viewer, key: str, draft: NewVoice, seen: Mapping[str, Any]
) -> None:
    """Give a group another name or another role group to count with; people and cards follow.

    Raises ChangedMeanwhileError where somebody saved the same since it was ``seen``. For another
    role group raises ClosedError while a vote is open, and InvalidInputError where what moves, or
    stays behind, or is met there, would show who one or two people are.
    """

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        voices = _kept(workshop)
        was = _found(voices, key)
        typed = {"name": draft.name, "role_group": draft.role_group}
        current = {"name": was.name, "role_group": was.role_group}
        changed = changed_only(current, seen, typed)
        becomes = was.model_copy(update=changed)
        if becomes.name != was.name:
            _require_new_name(workshop, (one for one in voices if one.key != key), becomes.name)
        _keep(workshop, [becomes if one.key == key else one for one in voices])
        if becomes.role_group != was.role_group:
            _require_no_vote(work, workshop)
            _require_many(work, workshop, was, becomes.role_group)
            for table in (Person, Card):
                moved = update(table).where(*_of(table, workshop, key))
                work.session.exec(moved.values(role_group=becomes.role_group))
        return {"name": becomes.name, "role_group": becomes.role_group}

    steer(db, viewer, "change_voice", change)


def end_voice(db: Database, *, viewer: Viewer, key: str) -> None:
    """Take a group away: its people and cards stay, with its role group.

    Raises ClosedError while a vote is open.
    """

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        voices = _kept(workshop)
        was = _found(voices, key)
        _require_no_vote(work, workshop)
        for table in (Person, Card):
            work.session.exec(update(table).where(*_of(table, workshop, key)).values(voice=""))
        voted = select(func.count()).select_from(Voter).where(*_of(Voter, workshop, key))
        ended = [was.model_copy(update={"ended": True})] if work.session.exec(voted).one() else []
        _keep(workshop, [one for each in voices for one in (ended if each.key == key else [each])])
        return {"name": was.name}

    steer(db, viewer, "end_voice", change)


def _kept(workshop: Workshop) -> list[OwnVoice]:
    return [OwnVoice.read(one) for one in workshop.voices]


def _keep(workshop: Workshop, voices: Iterable[OwnVoice]) -> None:
    workshop.voices = [one.kept() for one in voices]


def _found(voices: Iterable[OwnVoice], key: str) -> OwnVoice:
    for one in voices:
        if one.key == key and not one.ended:
            return one
    raise NotFoundError("This group is not there any more. Somebody took it away meanwhile.")


def _of(table: type[Person | Card | Voter], workshop: Workshop, key: str) -> tuple[Any, ...]:
    return col(table.workshop_id) == workshop.id, col(table.voice) == key


def _require_new_name(workshop: Workshop, others: Iterable[OwnVoice], name: str) -> None:
    words = load_playbook(workshop.language).words.role_groups
    labels = [words[group].label for group in RoleGroup]
    taken = [one.name for one in others if not one.ended]
    taken += [catalogue(one).tell(label) for one in languages() for label in labels]
    if skeleton(name) in {skeleton(one) for one in taken}:
        raise InvalidInputError(f"There is a group “{name}” already. Choose another name.")


def _require_many(work: UnitOfWork, workshop: Workshop, was: OwnVoice, becomes: RoleGroup) -> None:
    """Refuse to move a group where the cards and counts that change tell of one or two people."""
    there = headcount(work.session, workshop.id)
    own = (was.role_group, was.key)
    moving = there.sizes[own]
    if not moving and own not in there.beside:
        return
    ok = moving >= SMALLEST_GROUP_SHOWN
    for group in (was.role_group, becomes):
        others = {share for share in there.beside if share[0] is group and share != own}
        size = sum(n for share, n in there.sizes.items() if share[0] is group and share != own)
        ok = ok and points_at_nobody(size, beside=bool(others))
    if not ok:
        raise InvalidInputError(
            "So few people are in these groups that a change would show who wrote what. Name a "
            "new group instead, which counts as you want, and let people choose it."
        )


def _require_no_vote(work: UnitOfWork, workshop: Workshop) -> None:
    open_votes = select(VoteRound.id).where(
        VoteRound.workshop_id == workshop.id, col(VoteRound.open).is_(True)
    )
    if work.session.exec(open_votes).first() is not None:
        raise ClosedError("A vote is open. Change who counts with whom when it has ended.")
