"""Making, describing, closing, reopening and deleting a workshop."""

import hmac
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, delete, or_, select, update

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.changed_fields import changed_only
from workshop.domain.erasure.lines import Erasable, keep_line
from workshop.domain.journal import next_revision, record
from workshop.domain.money.spending_files import forget_private_payees
from workshop.domain.people.accounts import forget_idle_accounts, own_from_the_start
from workshop.domain.people.members import make_facilitator, new_id
from workshop.domain.people.secrets import new_code, new_secret, secret_hash
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.rounds import end_round, forget_voters
from workshop.domain.themes.placements import BOARD
from workshop.drafts import Description, NewWorkshop, Wifi
from workshop.enums import Attribution, Role, RoleGroup, WorkshopState
from workshop.errors import NotAllowedError
from workshop.kinds import KINDS
from workshop.models import (
    ActivityRun,
    Audit,
    Ballot,
    Card,
    Device,
    Link,
    Media,
    Ownership,
    Person,
    Receipt,
    Recording,
    SignedIn,
    SpendImport,
    SpendRow,
    TakenOn,
    Voter,
    VoteRound,
    Workshop,
)
from workshop.playbook import Playbook, Template
from workshop.queries.people.groups import labels
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note
from workshop.settings import Settings

_OF_A_WORKSHOP = (
    SpendRow,
    SpendImport,
    Ballot,
    Voter,
    VoteRound,
    TakenOn,
    Link,
    Media,
    Recording,
    Receipt,
    Audit,
    Card,
    ActivityRun,
    Ownership,
    Person,
)
"""Every table with a workshop's rows, each before those that it refers to."""


@dataclass(frozen=True, slots=True)
class MadeWorkshop:
    """What is shown once: the code for everybody, the secret for the facilitator."""

    id: str
    code: str
    secret: str


def require_may_create(settings: Settings, *, from_this_machine: bool, key: str = "") -> None:
    """Making a workshop is free on the server's own machine and needs the key from elsewhere.

    Who has signed in needs none (``domain.people.accounts.may_make``).
    """
    if from_this_machine:
        return
    if not settings.facilitator_key:
        raise NotAllowedError(
            "From here no workshop can be made. Use the computer that runs Reframe, "
            "or set FACILITATOR_KEY there."
        )
    if not hmac.compare_digest(key.strip().encode(), settings.facilitator_key.encode()):
        raise NotAllowedError(
            "This is not the facilitator key. Ask the person who set up this server."
        )


def create_workshop(
    db: Database,
    *,
    draft: NewWorkshop,
    playbook: Playbook,
    token: str | None = None,
    is_example: bool = False,
    keep_days: int = 0,
) -> MadeWorkshop:
    """Make a workshop from a template; the device of ``token``, if any, becomes its facilitator.

    ``is_example`` marks a worked example, whose people and cards are invented. ``keep_days`` says
    after how many days everything of it is erased; 0: when somebody does it.
    """
    template = playbook.template(draft.template)
    secret = new_secret()
    hashed = secret_hash(secret)
    with db.write() as work:
        moment = now()
        workshop = Workshop(
            id=new_id(),
            code=free_code(work),
            secret_hash=hashed,
            title=draft.title,
            place=draft.place,
            life_question=draft.life_question or playbook.words.life_question,
            big_challenge=draft.big_challenge,
            sponsor=draft.sponsor,
            venue=draft.venue,
            horizon_year=draft.horizon_year,
            booked_minutes=draft.booked_minutes or template.booked_minutes,
            template=template.key,
            language=playbook.language,
            time_zone=draft.time_zone,
            is_example=is_example,
            created_at=moment,
            erase_on=moment.date() + timedelta(days=keep_days) if keep_days else None,
        )
        work.session.add(workshop)
        work.session.flush()
        work.session.add_all(_run_sheet(workshop.id, template, playbook))
        workshop.current_activity = template.activities[0].key if template.activities else None
        record(
            work,
            workshop,
            Viewer(workshop.id, workshop.code, Role.HOST),
            "create_workshop",
            object_type="workshop",
            object_id=workshop.id,
            revision=next_revision(work, workshop),
            after=draft.model_dump(mode="json"),
        )
        if token is not None:
            person = make_facilitator(work, workshop, token)
            own_from_the_start(work, workshop, person.device_id)
        work.commit()
        return MadeWorkshop(workshop.id, workshop.code, secret)


def _run_sheet(workshop_id: str, template: Template, playbook: Playbook) -> list[ActivityRun]:
    return [
        ActivityRun(
            id=new_id(),
            workshop_id=workshop_id,
            key=planned.key,
            position=position,
            minutes=planned.minutes,
            session=planned.session,
            attribution=planned.attribution or activity.attribution,
            hidden=activity.hidden if planned.hidden is None else planned.hidden,
            sorting=activity.makes_themes,
            closes_at_end=activity.closes_itself,
        )
        for position, planned in enumerate(template.activities)
        for activity in (playbook.activity(planned.key),)
    ]


def free_code(work: UnitOfWork) -> str:
    """A code that no workshop here has; asked in the transaction that will use it."""
    while True:
        code = new_code()
        if work.session.exec(select(Workshop.id).where(Workshop.code == code)).first() is None:
            return code


def _open(work: UnitOfWork, viewer: Viewer, verb: Verb) -> Workshop:
    workshop = work.session.get_one(Workshop, viewer.workshop_id)
    require(viewer.role, verb, Situation(workshop_open=workshop.state == WorkshopState.OPEN))
    return workshop


def renew_secret(db: Database, *, viewer: Viewer) -> str:
    """Four new words; the old ones open nothing from now on. Facilitators stay what they are."""
    secret = new_secret()
    hashed = secret_hash(secret)
    with acting(db, viewer) as (work, viewer):
        workshop = _open(work, viewer, Verb.RENEW_SECRET)
        workshop.secret_hash = hashed
        record(
            work,
            workshop,
            viewer,
            Verb.RENEW_SECRET,
            object_type="workshop",
            object_id=workshop.id,
            revision=next_revision(work, workshop),
        )
        work.commit()
    note(SecurityEvent.WORDS_RENEWED, viewer.code)
    return secret


def describe(
    db: Database, *, viewer: Viewer, draft: Description, seen: Description | None = None
) -> None:
    """Change what the workshop is about.

    With what was ``seen`` in the form before, only what differs from it is saved; raises
    ChangedMeanwhileError where somebody else has changed the same.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = _open(work, viewer, Verb.DESCRIBE)
        typed = draft.model_dump()
        before = {name: getattr(workshop, name) for name in typed}
        values = changed_only(before, None if seen is None else seen.model_dump(), typed)
        if not values:
            return
        if values.get("booked_minutes", 1) is None:
            values["booked_minutes"] = workshop.booked_minutes
        before = {name: before[name] for name in values}
        for name, value in values.items():
            setattr(workshop, name, value)
        record(
            work,
            workshop,
            viewer,
            Verb.DESCRIBE,
            object_type="workshop",
            object_id=workshop.id,
            revision=next_revision(work, workshop),
            before=before,
            after=values,
        )
        work.commit()


def set_wifi(db: Database, *, viewer: Viewer, draft: Wifi, seen: Wifi | None = None) -> None:
    """Keep the room's wifi for its QR code; an empty name removes it. The audit leaves it out.

    With what was ``seen`` before, only what differs from it is saved. A password is never shown,
    so an empty one then means the password that is there, unless the wifi is another.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = _open(work, viewer, Verb.DESCRIBE)
        current = {"ssid": workshop.wifi_ssid, "hidden": str(workshop.wifi_hidden)}
        before = None if seen is None else {"ssid": seen.ssid, "hidden": str(seen.hidden)}
        typed = {"ssid": draft.ssid, "hidden": str(draft.hidden)}
        values = changed_only(current, before, typed)
        if "ssid" in values:
            workshop.wifi_ssid = draft.ssid
        if "hidden" in values:
            workshop.wifi_hidden = draft.hidden
        if seen is None or "ssid" in values or draft.password:
            workshop.wifi_password = draft.password if workshop.wifi_ssid else ""
        record(
            work,
            workshop,
            viewer,
            "set_wifi",
            object_type="workshop",
            object_id=workshop.id,
            revision=next_revision(work, workshop),
        )
        work.commit()


def close_workshop(db: Database, *, viewer: Viewer) -> None:
    """End the workshop. Who wrote what is erased for good wherever that was promised.

    So is who cast which ballot, and the voices in which such cards were spoken. Withdrawn
    cards lose their words; the room's wifi is forgotten.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = _open(work, viewer, Verb.CLOSE_WORKSHOP)
        workshop.state = WorkshopState.CLOSED
        workshop.closed_at = now()
        workshop.wifi_ssid = workshop.wifi_password = ""
        revision = next_revision(work, workshop)
        _forget_authors(work, workshop)
        _forget_withdrawn(work, workshop, revision)
        for run in work.session.exec(
            select(ActivityRun).where(ActivityRun.workshop_id == workshop.id, ActivityRun.open)
        ):
            run.open = False
            run.ends_at = None
            run.ended_at = workshop.closed_at
            end_round(work, workshop, run.key)
        forget_voters(work, workshop)
        forget_private_payees(work, workshop)
        _forget_signs(work, workshop)
        work.erase()
        record(
            work,
            workshop,
            viewer,
            Verb.CLOSE_WORKSHOP,
            object_type="workshop",
            object_id=workshop.id,
            revision=revision,
        )
        work.commit()
        note(SecurityEvent.CLOSED, workshop.code)


def _forget_signs(work: UnitOfWork, workshop: Workshop) -> None:
    """No hand stays up, no two words bring anybody back, and no device speaks for others.

    Nor is it kept when anybody came in.
    """
    work.session.exec(
        update(Person)
        .where(col(Person.workshop_id) == workshop.id)
        .values(
            done_in=None,
            hand_at=None,
            return_words=None,
            scribe_id=None,
            joined_at=workshop.created_at,
        )
    )


def _forget_authors(work: UnitOfWork, workshop: Workshop) -> None:
    """Cut every thread from a card to its writer: the card's own, the audit's, the receipt's.

    So goes the recording of such a card: a voice is known again, and nobody could take it away any
    more whose voice it is.

    A group that no label tells, since one or two people are in it, goes too. Nor does anybody learn
    any more who sorted; only undo needed it.
    """
    unnamed = select(ActivityRun.key).where(
        ActivityRun.workshop_id == workshop.id, ActivityRun.attribution != Attribution.NAMED
    )
    anonymous = [spec.kind for spec in KINDS.values() if spec.anonymous]
    cards = select(Card.id).where(
        Card.workshop_id == workshop.id,
        or_(col(Card.activity).in_(unnamed), col(Card.kind).in_(anonymous)),
    )
    work.session.exec(
        update(Audit)
        .where(col(Audit.workshop_id) == workshop.id, col(Audit.object_id).in_(cards))
        .values(actor_id=None)
    )
    sorters = (col(Audit.object_type) == BOARD, col(Audit.actor_role) == Role.PARTICIPANT)
    work.session.exec(
        update(Audit).where(col(Audit.workshop_id) == workshop.id, *sorters).values(actor_id=None)
    )
    made_a_card = select(Card.id).where(Card.workshop_id == workshop.id)
    work.session.exec(
        delete(Receipt).where(
            col(Receipt.workshop_id) == workshop.id,
            or_(col(Receipt.card_id).in_(cards), col(Receipt.card_id).not_in(made_a_card)),
        )
    )
    work.session.exec(delete(Recording).where(col(Recording.card_id).in_(cards)))
    work.session.exec(
        update(Card)
        .where(col(Card.id).in_(cards))
        .values(author_id=None, author_mark=None, author_name="", table_no=None)
    )
    told = labels(work.session, workshop.id)
    unnamed_cards = update(Card).where(col(Card.id).in_(cards))
    work.session.exec(
        unnamed_cards.where(col(Card.role_group).not_in(told.groups)).values(
            role_group=RoleGroup.UNKNOWN, voice=""
        )
    )
    work.session.exec(unnamed_cards.where(col(Card.voice).not_in(told.voices)).values(voice=""))


def _forget_withdrawn(work: UnitOfWork, workshop: Workshop, revision: int) -> None:
    """Erase what cards taken back say, show and sound like, also from the audit rows about them."""
    cards = select(Card.id).where(Card.workshop_id == workshop.id, col(Card.withdrawn))
    work.session.exec(
        update(Audit)
        .where(col(Audit.workshop_id) == workshop.id, col(Audit.object_id).in_(cards))
        .values(before=None, after=None)
    )
    work.session.exec(delete(Media).where(col(Media.card_id).in_(cards)))
    work.session.exec(delete(Recording).where(col(Recording.card_id).in_(cards)))
    work.session.exec(
        update(Card)
        .where(col(Card.id).in_(cards))
        .values(text="", fields={}, language="", translations={}, revision=revision)
    )


def reopen_workshop(db: Database, *, viewer: Viewer) -> None:
    """Open a closed workshop again; what closing erased stays erased."""
    with acting(db, viewer) as (work, viewer):
        workshop = _open(work, viewer, Verb.REOPEN_WORKSHOP)
        workshop.state = WorkshopState.OPEN
        workshop.closed_at = None
        record(
            work,
            workshop,
            viewer,
            Verb.REOPEN_WORKSHOP,
            object_type="workshop",
            object_id=workshop.id,
            revision=next_revision(work, workshop),
        )
        work.commit()


def delete_workshop(db: Database, *, viewer: Viewer, typed_code: str) -> None:
    """Delete everything of a workshop for good: cards, pictures, people and audit rows.

    One line stays: that it was erased, and when.

    ``typed_code`` must be the workshop's code, so that nobody does this by accident.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = _open(work, viewer, Verb.DELETE_WORKSHOP)
        if typed_code.strip().upper() != workshop.code:
            raise NotAllowedError("To delete this workshop for good, type its five-letter code.")
        _forget_signs(work, workshop)  # people refer to their scribes
        keep_line(work, workshop, Erasable.WORKSHOP, workshop.id, viewer.role)
        for table in _OF_A_WORKSHOP:
            work.session.exec(delete(table).where(col(table.workshop_id) == workshop.id))
        work.session.delete(workshop)
        work.session.flush()
        forget_idle_accounts(work)
        in_use = select(Person.device_id).where(col(Person.device_id).is_not(None))
        idle = col(Device.id).not_in(in_use), col(Device.id).not_in(select(SignedIn.device_id))
        work.session.exec(delete(Device).where(*idle))
        work.touched(workshop.id, workshop.revision + 1)
        work.erase()
        work.commit()
        note(SecurityEvent.DELETED, viewer.code)
