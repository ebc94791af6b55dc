"""The complete record of a workshop at one revision: what every export is made from.

These are the shapes of the archive too, so their annotations are what an import insists on.
A new table is one dataclass here, one field of ``Report``, one read in ``collect`` and one write
in ``imports.archive``.

Records point at each other by names of their own (``person-1``, ``card-1``): an id of the database
would tie two exports together, and could not be the same after an import.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
)

from workshop.db import iso
from workshop.drafts import VoiceKey
from workshop.enums import Attribution, Consent, Role, RoleGroup, Via, Visibility, WorkshopState
from workshop.kinds import LONG_MAX, SHORT_MAX, CardKind, clean_line, clean_text
from workshop.kinds.languages import CARD_LANGUAGES
from workshop.recordings.kept import SoundMime


def _time(value: object) -> datetime:
    if not isinstance(value, str) or not value.endswith("Z"):
        raise ValueError("not a time such as 2026-11-22T10:00:00.000Z")
    return datetime.fromisoformat(value)


def _day(value: object) -> date:
    if not isinstance(value, str):
        raise ValueError("not a day such as 2026-11-22")  # noqa: TRY004 - pydantic reads ValueError
    return date.fromisoformat(value)


def _content(value: object) -> bytes:
    if not isinstance(value, str):
        raise ValueError("not base64")  # noqa: TRY004 - pydantic reads ValueError
    return b64decode(value, validate=True)


def _finite(payload: dict[str, JsonValue]) -> dict[str, JsonValue]:
    json.dumps(payload, allow_nan=False)  # ValueError for what JSON has no number for
    return payload


def _in_other_words(found: dict[str, Any]) -> dict[str, Any]:
    """By language what a card says in it, and the version of its own words that it says."""
    for language, said in found.items():
        if language not in CARD_LANGUAGES or not isinstance(said, dict) or set(said) != _SAID:
            raise ValueError("not words in another language")
        text, of = said["text"], said["of"]
        if not isinstance(text, str) or not 0 < len(text) <= LONG_MAX or clean_text(text) != text:
            raise ValueError("not the words of a card")
        if type(of) is not int or not 1 <= of <= MOST_COUNTED:
            raise ValueError("not a version")
    return found


_SAID = {"text", "of"}
Line = Annotated[str, AfterValidator(clean_line), Field(max_length=SHORT_MAX)]
Text = Annotated[str, AfterValidator(clean_text), Field(max_length=LONG_MAX)]
Title = Annotated[Line, Field(min_length=1)]
Key = Annotated[str, Field(min_length=1, max_length=SHORT_MAX)]
VoiceNamed = VoiceKey | Literal[""]
MOST_COUNTED = 2**31 - 1
"""What a column of whole numbers holds in every database."""
Count = Annotated[int, Field(ge=0, le=MOST_COUNTED)]
Ordinal = Annotated[int, Field(ge=1, le=MOST_COUNTED)]
Position = Annotated[int, Field(ge=-MOST_COUNTED, le=MOST_COUNTED)]
Minutes = Annotated[int, Field(ge=1, le=100_000)]
Small = Annotated[int, Field(ge=1, le=9_999)]
"""A table, a session, a vote's number: nobody has more, and no page has to draw more."""
Percent = Annotated[int, Field(ge=0, le=100)]
Day = Annotated[date, BeforeValidator(_day)] | None
Time = Annotated[datetime, BeforeValidator(_time), PlainSerializer(iso)]
Content = Annotated[
    bytes, BeforeValidator(_content), PlainSerializer(lambda raw: b64encode(raw).decode())
]
CardLanguage = Annotated[str, Field(pattern=f"^({'|'.join(CARD_LANGUAGES)})?$")]
Translations = Annotated[dict[str, Any], AfterValidator(_in_other_words)]
Payload = Annotated[dict[str, JsonValue], AfterValidator(_finite)] | None


class Record:
    """Base of all records."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class WorkshopRecord(Record):
    """What the workshop is about, and where its room stands. Times are UTC."""

    code: Key
    revision: Ordinal
    title: Title
    place: Line
    life_question: Text
    big_challenge: Text
    sponsor: Line
    venue: Text
    money_unit: Line
    horizon_year: Annotated[int, Field(ge=0, le=9_999)] | None
    booked_minutes: Minutes
    template: Key
    language: Key
    state: WorkshopState
    is_example: bool
    is_rehearsal: bool = False
    time_zone: Line = ""
    meetings: tuple[dict[str, JsonValue], ...] = ()
    voices: tuple[dict[str, JsonValue], ...] = ()
    """The groups that the facilitator named; people, cards and ballots say which by its key."""
    core_team: Text
    gates_opened: tuple[Key, ...]
    current_activity: Key | None
    paused: bool
    locked: bool = False
    projector: Key
    created_at: Time
    closed_at: Time | None
    summary_shared: bool = False


@dataclass(frozen=True, kw_only=True)
class RunRecord(Record):
    """One line of the run sheet with what happened to it; ``minutes`` as planned."""

    key: Key
    position: Annotated[int, Field(ge=0, le=9_999)]
    minutes: Minutes
    session: Small
    attribution: Attribution
    hidden: bool
    open: bool
    revealed: bool
    ends_at: Time | None
    started_at: Time | None
    ended_at: Time | None
    closes_at_end: bool = False
    sorting: bool = False
    looks_first: bool = False
    hold: Line = ""
    leads: Line = ""
    brings: Line = ""
    words: dict[str, JsonValue] = field(default_factory=dict)
    dealt_to: tuple[Small, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PersonRecord(Record):
    """Somebody who joined. Neither the device nor the moment of joining is told."""

    key: Key
    role_group: RoleGroup
    voice: VoiceNamed = ""
    name: Line
    table_no: Small | None
    is_facilitator: bool


@dataclass(frozen=True, kw_only=True)
class CardRecord(Record):
    """A card, whoever may see it in the room.

    Who wrote it stands here only as far as the activity promised: ``author``, ``author_name`` and
    ``table_no`` are None or empty unless it is named, ``role_group`` is None when it is anonymous,
    and ``voice`` is empty where that group is too small to be told.
    ``via`` is then None too if it came from a phone or the app, since that may single someone out.
    """

    key: Key
    activity: Key
    kind: CardKind
    text: Text
    fields: dict[str, JsonValue]
    author: Key | None
    author_name: Line
    role_group: RoleGroup | None
    voice: VoiceNamed = ""
    table_no: Small | None
    via: Via | None
    visibility: Visibility
    hidden: bool
    withdrawn: bool
    starred: bool
    forward: bool = False
    late: bool = False
    waiting: bool = False
    merged_into: Key | None = None
    position: Position
    version: Ordinal
    language: CardLanguage = ""
    translations: Translations = field(default_factory=dict)
    created_revision: Ordinal
    revision: Ordinal
    created_at: Time
    updated_at: Time


@dataclass(frozen=True, kw_only=True)
class LinkRecord(Record):
    """The card ``source`` rests on the card ``target`` in the way that ``name`` says."""

    source: Key
    name: Key
    target: Key


@dataclass(frozen=True, kw_only=True)
class PictureRecord(Record):
    """A picture of a card; ``content`` is base64 in the archive."""

    card: Key
    mime: Literal["image/png", "image/jpeg", "image/webp"]
    alt: Text
    content: Content
    created_at: Time


@dataclass(frozen=True, kw_only=True)
class RecordingRecord(Record):
    """The voice in which a card was spoken; ``content`` is base64 in the archive."""

    card: Key
    mime: SoundMime
    content: Content
    created_at: Time


@dataclass(frozen=True, kw_only=True)
class ChoiceRecord(Record):
    """What a ballot says about one card, in the field of the round's method; a dot says nothing."""

    card: Key
    score: Annotated[int, Field(ge=1, le=5)] | None
    consent: Consent | None
    x: Percent | None
    y: Percent | None


@dataclass(frozen=True, kw_only=True)
class BallotRecord(Record):
    """One person's ballot. ``role_group`` is None where its group is too small to be told.

    So is ``voice`` empty.
    """

    role_group: RoleGroup | None
    voice: VoiceNamed = ""
    choices: tuple[ChoiceRecord, ...]


@dataclass(frozen=True, kw_only=True)
class RoundRecord(Record):
    """A vote that was closed, with its ballots in no order. ``dots`` is 0 for other methods."""

    activity: Key
    number: Small
    method: Key
    dots: Annotated[int, Field(ge=0, le=5)]
    opened_at: Time
    closed_at: Time
    asked: tuple[Key, ...] | None = None
    """The cards that were asked about, where it was not all of them."""
    ballots: tuple[BallotRecord, ...]


@dataclass(frozen=True, kw_only=True)
class TakenOnRecord(Record):
    """A card that the room took on as its own in an activity, best first by ``rank``."""

    activity: Key
    card: Key
    rank: Ordinal
    how: Key
    at: Time


@dataclass(frozen=True, kw_only=True)
class PaymentRecord(Record):
    """One payment of a spending file, under the ``line`` that it is part of. For no shared file."""

    row: Ordinal
    line: Key
    amount_pence: Annotated[int, Field(ge=-(2**53), le=2**53)]
    supplier: Line
    purpose: Line
    department: Line
    spent_on: Day
    twin_of: Ordinal | None
    private: bool


@dataclass(frozen=True, kw_only=True)
class SpendRecord(Record):
    """A spending file that was brought in. ``digest`` is the SHA-256 of it, in hexadecimal.

    ``skipped`` are row numbers that are not in the sum, each with the sentence that says why.
    """

    revision: Ordinal
    file_name: Line
    digest: Key
    sheet: Line
    currency: Key
    grouped_by: Key
    headings: dict[str, Line]
    warnings: tuple[Text, ...]
    skipped: tuple[tuple[Ordinal, Text], ...]
    imported_at: Time
    payments: tuple[PaymentRecord, ...]


@dataclass(frozen=True, kw_only=True)
class AuditRecord(Record):
    """One write. ``actor`` and ``actor_role`` are None where they would tell who wrote a card."""

    revision: Ordinal
    at: Time
    actor: Key | None
    actor_role: Role | None
    verb: Key
    object_type: Key
    card: Key | None
    before: Payload
    after: Payload


@dataclass(frozen=True, kw_only=True)
class Report(Record):
    """Everything that a facilitator may keep of a workshop, at ``workshop.revision``."""

    workshop: WorkshopRecord
    activities: tuple[RunRecord, ...]
    people: tuple[PersonRecord, ...]
    cards: tuple[CardRecord, ...]
    links: tuple[LinkRecord, ...]
    pictures: tuple[PictureRecord, ...]
    rounds: tuple[RoundRecord, ...]
    audit: tuple[AuditRecord, ...]
    spending: tuple[SpendRecord, ...] = ()
    taken_on: tuple[TakenOnRecord, ...] = ()
    recordings: tuple[RecordingRecord, ...] = ()
