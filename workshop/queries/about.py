"""What a page may know of a workshop: never the secret of who steers, nor the wifi password."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as rows_of
from sqlmodel import Session

from workshop.dialects.prepared import Prepared
from workshop.drafts import Meeting, OwnVoice
from workshop.enums import WorkshopState
from workshop.errors import NotFoundError
from workshop.models import Workshop
from workshop.queries.sql_tables import WORKSHOP


@dataclass(frozen=True, slots=True)
class WorkshopView:
    """A workshop as pages show it. The names are those of its row; times are UTC."""

    id: str
    code: str
    title: str
    place: str
    life_question: str
    big_challenge: str
    sponsor: str
    venue: str
    horizon_year: int | None
    booked_minutes: int
    template: str
    language: str
    time_zone: str
    state: str
    is_example: bool
    is_rehearsal: bool
    revision: int
    address: str
    phone_seen_at: datetime | None
    wifi_ssid: str
    wifi_hidden: bool
    summary_shared: bool
    erase_on: date | None = None
    meetings: tuple[Meeting, ...] = ()
    voices: tuple[OwnVoice, ...] = ()
    """The groups that the facilitator named, also those that have ended."""

    @property
    def closed(self) -> bool:
        return self.state == WorkshopState.CLOSED

    @classmethod
    def of(cls, row: Workshop) -> "WorkshopView":
        """The view of a row, which stays behind in its session."""
        return cls.from_columns({one.name: getattr(row, one.name) for one in fields(cls)})

    @classmethod
    def from_columns(cls, given: Mapping[Any, Any]) -> "WorkshopView":
        """The view of what stands in the columns of the same names."""
        meetings = tuple(Meeting.stored(one) for one in given["meetings"])
        voices = tuple(OwnVoice.read(one) for one in given["voices"])
        return cls(**{**given, "meetings": meetings, "voices": voices})

    @property
    def open_voices(self) -> tuple[OwnVoice, ...]:
        """The own voices that somebody can choose."""
        return tuple(one for one in self.voices if not one.ended)

    def voice_name(self, key: str) -> str:
        """The name of an own voice; "" for none."""
        return next((one.name for one in self.voices if one.key == key), "")

    def meeting(self, number: int) -> Meeting:
        """When and where that meeting is; an empty one where nobody has said so yet."""
        empty = Meeting(number=number)
        return next((one for one in self.meetings if one.number == number), empty)

    def zone(self, number: int) -> str:
        """The time zone of that meeting."""
        return self.meeting(number).zone or self.time_zone


_ABOUT = Prepared(
    rows_of(*(WORKSHOP.c[one.name] for one in fields(WorkshopView))).where(
        WORKSHOP.c.id == bindparam("workshop")
    )
)


def about(session: Session, workshop_id: str) -> WorkshopView:
    """The workshop of that id. Raises NotFoundError when it was deleted."""
    row = _ABOUT.first(session.connection(), {"workshop": workshop_id})
    if row is None:
        raise NotFoundError("This workshop was deleted.")
    return WorkshopView.from_columns(row._asdict())
