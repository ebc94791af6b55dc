"""The tables. They hold what was accepted; they validate nothing and never leave their session.

Every table lives on ``Table`` with a registry of its own, so that a hot reload can define the
classes again without "Table already defined". Times are UTC.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from workshop.enums import VoteMethod

_METHODS = ", ".join(f"'{method}'" for method in VoteMethod)


class Table(SQLModel, registry=registry()):
    """Base of all tables."""

    model_config = {"defer_build": True}


def _off() -> Any:
    """A flag that older rows, and rows of other programs, have switched off."""
    return Field(default=False, sa_column_kwargs={"server_default": false()})


def _voice() -> Any:
    """The key of an own voice of the workshop, beside its role group; "" for none."""
    return Field(default="", sa_column_kwargs={"server_default": ""})


def _by_name() -> Any:
    """JSON by name; older rows, and rows of other programs, have nothing in it."""
    column = Column(JSON, nullable=False, server_default=text("'{}'"))
    return Field(default_factory=dict, sa_column=column)


class Workshop(Table, table=True):
    """One workshop and the state of its room; a row, so that every screen agrees.

    ``meetings`` are the days on which it meets, as ``drafts.Meeting`` has them, and ``voices`` the
    groups that the facilitator named, as ``drafts.OwnVoice`` has them.
    """

    __tablename__ = "workshop"

    id: str = Field(primary_key=True)
    code: str = Field(unique=True)
    secret_hash: str = Field(unique=True)
    title: str
    place: str = ""
    life_question: str
    big_challenge: str = ""
    sponsor: str = ""
    venue: str = ""
    money_unit: str = "GBP"
    time_zone: str = Field(default="", sa_column_kwargs={"server_default": ""})
    meetings: list[dict[str, Any]] = Field(
        default_factory=list,
        sa_column=Column(JSON, nullable=False, server_default=text("'[]'")),
    )
    voices: list[dict[str, Any]] = Field(
        default_factory=list,
        sa_column=Column(JSON, nullable=False, server_default=text("'[]'")),
    )
    horizon_year: int | None = None
    booked_minutes: int = 330
    template: str
    language: str = "en"
    state: str = "open"
    is_example: bool = False
    is_rehearsal: bool = _off()
    core_team: str = ""
    revision: int = 0
    gates_opened: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    current_activity: str | None = None
    paused: bool = False
    paused_at: datetime | None = None
    locked: bool = _off()
    tables: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    projector: str = "join"
    address: str = ""
    phone_seen_at: datetime | None = None
    wifi_ssid: str = ""
    wifi_password: str = ""
    wifi_hidden: bool = False
    created_at: datetime
    closed_at: datetime | None = None
    erase_on: date | None = None
    summary_shared: bool = _off()


class Device(Table, table=True):
    """A browser that holds our cookie. Only the hash of its token is kept."""

    __tablename__ = "device"

    id: str = Field(primary_key=True)
    token_hash: str = Field(unique=True)
    created_at: datetime


class Account(Table, table=True):
    """Somebody whom the sign-in of a council knows: its ``issuer``, and the ``subject`` there."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: str = Field(primary_key=True)
    issuer: str
    subject: str
    email: str


class OwnTemplate(Table, table=True):
    """A plan that is kept for other workshops, as ``domain.templates.plan_file`` writes it."""

    __tablename__ = "own_template"

    id: str = Field(primary_key=True)
    title: str = Field(unique=True)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime


class SignedIn(Table, table=True):
    """A device on which somebody has signed in, until they sign out."""

    __tablename__ = "signed_in"

    device_id: str = Field(primary_key=True, foreign_key="device.id")
    account_id: str = Field(foreign_key="account.id", index=True)


class Ownership(Table, table=True):
    """Who owns a workshop, named by their email in small letters.

    ``account_id`` is there once they have signed in: from then on the email alone gives nobody
    anything, since addresses are given to other people one day.
    """

    __tablename__ = "ownership"

    workshop_id: str = Field(primary_key=True, foreign_key="workshop.id", ondelete="CASCADE")
    email: str = Field(primary_key=True)
    account_id: str | None = Field(default=None, foreign_key="account.id", index=True)


class Person(Table, table=True):
    """A device in one workshop, or somebody without a device whom a scribe writes for.

    ``scribe_id`` is then the person whose device it is. ``done_in`` is the activity in which this
    person has said that they are done, ``hand_at`` when they raised a hand that is still up.
    ``return_words`` bring this person back in another browser. What comes from a ``muted`` device
    waits for the facilitator's yes. ``table_since`` is when they came to the table that they are
    at: ``domain.people.seats.sit`` writes both.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("workshop_id", "device_id"),
        UniqueConstraint("id", "workshop_id"),
        Index("ux_person_return_words", "workshop_id", "return_words", unique=True),
        # All of these are counted at every commit.
        Index("ix_person_done", "workshop_id", "done_in"),
        Index("ix_person_hand", "workshop_id", "hand_at"),
        Index("ix_person_stands", "workshop_id", "is_facilitator", "role_group", "voice"),
    )

    id: str = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    device_id: str | None = Field(default=None, foreign_key="device.id", index=True)
    role_group: str = "unknown"
    voice: str = _voice()
    name: str = ""
    table_no: int | None = None
    table_since: datetime | None = None
    is_facilitator: bool = False
    joined_at: datetime
    done_in: str | None = None
    hand_at: datetime | None = None
    return_words: str | None = None
    muted: bool = _off()
    scribe_id: str | None = Field(default=None, foreign_key="person.id", index=True)


class ActivityRun(Table, table=True):
    """One line of this workshop's run sheet, with what the facilitator changed and did.

    While it is open and ``sorting``, participants sort the cards too. Where the facilitator
    ``looks_first``, each card waits for a yes. ``words`` are what this
    workshop says in other words than the method (``playbook.OwnWords``). ``hold`` is a hard time of
    the wall clock at which it starts (``HH:MM``, or ""); ``leads`` and ``brings`` say who leads it
    and what is needed. ``dealt_to`` are the tables that its cards were spread over when something
    was first written in it.
    """

    __tablename__ = "activity_run"
    __table_args__ = (UniqueConstraint("workshop_id", "key"),)

    id: str = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    key: str
    position: int
    minutes: int
    session: int = 1
    attribution: str
    hidden: bool = False
    open: bool = False
    revealed: bool = False
    ends_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    closes_at_end: bool = _off()
    sorting: bool = _off()
    looks_first: bool = _off()
    hold: str = Field(default="", sa_column_kwargs={"server_default": ""})
    leads: str = Field(default="", sa_column_kwargs={"server_default": ""})
    brings: str = Field(default="", sa_column_kwargs={"server_default": ""})
    words: dict[str, Any] = _by_name()
    dealt_to: list[int] = Field(
        default_factory=list,
        sa_column=Column(JSON, nullable=False, server_default=text("'[]'")),
    )


class Card(Table, table=True):
    """Everything a person adds. ``fields`` is the JSON of the kind's model in ``kinds``.

    ``revision`` is the workshop's revision at the card's last change, ``created_revision`` the one
    at which it was added: the live stream is read from these two. ``version`` counts edits of the
    words, for saving without losing another's text. ``merged_into`` is the card that this one is
    shown with, as one; never a card that is merged itself. A card that promises no author has no
    ``author_id``, name, table or role group, but an ``author_mark`` (``queries.people.pens``), and
    its times are whole hours. A card that is ``waiting`` for a yes is hidden too, so that
    nothing shows it by mistake. ``language`` is that of its words, "" for the workshop's own;
    ``translations`` are what it says in others: language -> ``{"text": …, "of": version}``.
    """

    __tablename__ = "card"
    __table_args__ = (
        Index("ix_card_workshop_revision", "workshop_id", "revision"),
        # Holds all that counting the cards of an activity needs: it is done at every commit.
        Index(
            "ix_card_workshop_activity",
            "workshop_id",
            "activity",
            "visibility",
            "hidden",
            "withdrawn",
        ),
        Index("ix_card_workshop_kind", "workshop_id", "kind"),
        UniqueConstraint("id", "workshop_id"),
        CheckConstraint("version >= 1", name="ck_card_version"),
    )

    id: str = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE")
    activity: str
    kind: str
    text: str
    fields: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    author_id: str | None = Field(default=None, foreign_key="person.id", index=True)
    author_mark: str | None = None
    author_name: str = ""
    role_group: str = "unknown"
    voice: str = _voice()
    table_no: int | None = None
    via: str = "phone"
    visibility: str = "room"
    hidden: bool = False
    withdrawn: bool = False
    starred: bool = False
    forward: bool = _off()
    late: bool = _off()
    waiting: bool = _off()
    merged_into: str | None = Field(default=None, foreign_key="card.id", index=True)
    position: int = 0
    version: int = 1
    language: str = Field(default="", sa_column_kwargs={"server_default": ""})
    translations: dict[str, Any] = _by_name()
    created_revision: int
    revision: int
    created_at: datetime
    updated_at: datetime


class Link(Table, table=True):
    """One card rests on another: ``from_id`` needs ``to_id`` in the way that ``name`` says."""

    __tablename__ = "link"
    __table_args__ = (UniqueConstraint("from_id", "name", "to_id"),)

    id: str = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    from_id: str = Field(foreign_key="card.id", ondelete="CASCADE", index=True)
    name: str
    to_id: str = Field(foreign_key="card.id", ondelete="CASCADE", index=True)


class Media(Table, table=True):
    """A picture that belongs to a card, kept in the database so that an archive is whole."""

    __tablename__ = "media"

    id: str = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    card_id: str = Field(foreign_key="card.id", ondelete="CASCADE", index=True)
    mime: str
    alt: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    created_at: datetime


class Recording(Table, table=True):
    """The voice in which a card was spoken, kept in the database so that an archive is whole."""

    __tablename__ = "recording"

    id: str = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    card_id: str = Field(foreign_key="card.id", ondelete="CASCADE", unique=True)
    mime: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    created_at: datetime


class Receipt(Table, table=True):
    """What an idempotency key brought about, so that the same key does nothing twice.

    ``card_id`` is the card or the person that it made, empty where it made nothing.
    For a card that promises no author ``device_id`` is a mark that only the device itself can make.
    """

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("workshop_id", "device_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    device_id: str
    key: str
    card_id: str
    revision: int


class Audit(Table, table=True):
    """One row for every write, in the same transaction. Never changed, never shown to the room.

    The unique pair makes two writes with one revision impossible, whatever the code does.
    """

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("workshop_id", "revision"),)

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    revision: int
    at: datetime
    actor_id: str | None = None
    actor_role: str
    verb: str
    object_type: str
    object_id: str
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))


class VoteRound(Table, table=True):
    """One vote in an activity. ``dots`` is what each person has, 0 for the other methods.

    ``asked`` are the ids of the cards it is about, where it is not about all of the activity's.
    ``closes_at`` is when it ends by itself, set once everybody has voted.

    Voters and ballots refer to all four columns of a round, so that what a ballot may hold can be
    checked in its own row.
    """

    __tablename__ = "vote_round"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workshop_id", "activity"], ["activity_run.workshop_id", "activity_run.key"]
        ),
        UniqueConstraint("workshop_id", "activity", "number"),
        UniqueConstraint("id", "workshop_id", "method", "dots"),
        Index(
            "ux_vote_round_one_open",
            "workshop_id",
            "activity",
            unique=True,
            # So does the migration for PostgreSQL; said here, it would load that for everybody.
            sqlite_where=text("open"),
        ),
        CheckConstraint("number >= 1", name="ck_vote_round_number"),
        CheckConstraint(f"method IN ({_METHODS})", name="ck_vote_round_method"),
        CheckConstraint("dots IN (0, 2, 3, 4, 5)", name="ck_vote_round_dots"),
        CheckConstraint("(method = 'dots') = (dots > 0)", name="ck_vote_round_dots_for_dots"),
        CheckConstraint("open = (closed_at IS NULL)", name="ck_vote_round_closed"),
    )

    id: str = Field(primary_key=True)
    workshop_id: str
    activity: str
    number: int
    method: str
    dots: int
    open: bool
    opened_at: datetime
    closed_at: datetime | None = None
    closes_at: datetime | None = None
    asked: list[str] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class TakenOn(Table, table=True):
    """A card that the room has taken on as its own in an activity, best first by ``rank``.

    ``how`` says what proposed it: the method of a vote, or ``press``. All rows of an activity are
    written and taken back as one act.
    """

    __tablename__ = "taken_on"
    __table_args__ = (UniqueConstraint("workshop_id", "activity", "card_id"),)

    id: str = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    activity: str
    card_id: str = Field(foreign_key="card.id", ondelete="CASCADE", index=True)
    rank: int
    how: str
    at: datetime


class Voter(Table, table=True):
    """Somebody who has voted in a round, once, with the role group and own voice of that moment.

    ``paper`` names the ballot of somebody without a device, for whom a facilitator voted. The
    person is erased when the workshop closes; these stay for the split. ``mark`` is a
    random name, the same in every round, so that rounds can be compared and nobody named; ``way``
    is how the ballot came in.
    """

    __tablename__ = "voter"
    __table_args__ = (
        ForeignKeyConstraint(
            ["round_id", "workshop_id", "method", "dots"],
            ["vote_round.id", "vote_round.workshop_id", "vote_round.method", "vote_round.dots"],
        ),
        ForeignKeyConstraint(["person_id", "workshop_id"], ["person.id", "person.workshop_id"]),
        UniqueConstraint("round_id", "person_id"),
        UniqueConstraint("round_id", "paper"),
        UniqueConstraint("id", "round_id", "workshop_id", "method", "dots"),
        CheckConstraint("person_id IS NULL OR paper IS NULL", name="ck_voter_one_way"),
    )

    id: str = Field(primary_key=True)
    round_id: str
    workshop_id: str
    method: str
    dots: int
    person_id: str | None = Field(default=None, index=True)
    paper: str | None = None
    role_group: str | None = None
    voice: str = _voice()
    mark: str = Field(default="", sa_column_kwargs={"server_default": ""})
    way: str = Field(default="own", sa_column_kwargs={"server_default": "own"})


class Ballot(Table, table=True):
    """What one voter says about one card, in the column of the round's method.

    Each dot takes one of the round's slots, so more dots than allowed have no place to go.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        ForeignKeyConstraint(
            ["voter_id", "round_id", "workshop_id", "method", "dots"],
            ["voter.id", "voter.round_id", "voter.workshop_id", "voter.method", "voter.dots"],
        ),
        ForeignKeyConstraint(["card_id", "workshop_id"], ["card.id", "card.workshop_id"]),
        UniqueConstraint("voter_id", "slot"),
        CheckConstraint("(method = 'dots') = (slot IS NOT NULL)", name="ck_ballot_dots"),
        CheckConstraint("(method = 'score') = (score IS NOT NULL)", name="ck_ballot_score"),
        CheckConstraint("(method = 'consent') = (consent IS NOT NULL)", name="ck_ballot_consent"),
        CheckConstraint("(method = 'matrix') = (x IS NOT NULL)", name="ck_ballot_matrix"),
        CheckConstraint("(x IS NULL) = (y IS NULL)", name="ck_ballot_both"),
        CheckConstraint("slot IN (1, 2, 3, 4, 5) AND slot <= dots", name="ck_ballot_slot_range"),
        CheckConstraint("score IN (1, 2, 3, 4, 5)", name="ck_ballot_score_range"),
        CheckConstraint("consent IN ('yes', 'live', 'no')", name="ck_ballot_consent_range"),
        CheckConstraint("x BETWEEN 0 AND 100 AND x = CAST(x AS INTEGER)", name="ck_ballot_x_range"),
        CheckConstraint("y BETWEEN 0 AND 100 AND y = CAST(y AS INTEGER)", name="ck_ballot_y_range"),
    )

    voter_id: str = Field(primary_key=True)
    card_id: str = Field(primary_key=True, index=True)
    round_id: str = Field(index=True)
    workshop_id: str
    method: str
    dots: int
    slot: int | None = None
    score: int | None = None
    consent: str | None = None
    x: int | None = None
    y: int | None = None


class SpendImport(Table, table=True):
    """A spending file that was brought in. Its lines are the cards added at ``revision``.

    ``headings`` says which column played which role, ``skipped`` which rows are not in the sum and
    why: pairs of row number and sentence. ``digest`` is the SHA-256 of the file.
    """

    __tablename__ = "spend_import"

    id: str = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    revision: int
    file_name: str
    digest: str
    sheet: str
    currency: str
    grouped_by: str
    headings: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    warnings: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    skipped: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    imported_at: datetime


class SpendRow(Table, table=True):
    """One payment of a file, under the line that it became part of. No card of the room."""

    __tablename__ = "spend_row"
    __table_args__ = (Index("ix_spend_row_line", "line_id"),)

    import_id: str = Field(primary_key=True, foreign_key="spend_import.id", ondelete="CASCADE")
    row: int = Field(primary_key=True)
    workshop_id: str = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    line_id: str = Field(foreign_key="card.id", ondelete="CASCADE")
    amount_pence: int = Field(sa_column=Column(BigInteger, nullable=False))
    supplier: str
    purpose: str
    department: str
    spent_on: date | None = None
    twin_of: int | None = None
    private: bool


class Erasure(Table, table=True):
    """One line that outlives what was erased: when, of what, and by whose role; no words, no names.

    ``what`` is ``card``, ``person``, ``picture``, ``recording`` or ``workshop``, and ``object_id``
    its random id, by which the same is erased again where an older copy of the database is put
    back.
    """

    __tablename__ = "erasure"

    id: str = Field(primary_key=True)
    at: datetime
    workshop_id: str = Field(index=True)
    code: str
    what: str
    object_id: str
    by: str
    own: bool = _off()
