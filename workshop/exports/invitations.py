"""A calendar file of the meetings and of what was agreed, and a mail to whoever asked for it.

Nothing is sent: a file is opened by the calendar or the mail program of who takes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vRecur,
    vUri,
)

from workshop.db import Database
from workshop.errors import InvalidInputError
from workshop.exports.document.card_words import day_words
from workshop.exports.formats import brief, poster
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.labels import shortened
from workshop.kinds import CardKind
from workshop.measures.local_time import local
from workshop.queries.about import about
from workshop.queries.agenda import Agenda, agenda, clock_words
from workshop.queries.cards import CardView
from workshop.queries.plan_history import meetings_before
from workshop.queries.room import run_sheet
from workshop.queries.viewer import Viewer, looking
from workshop.queries.vision_board import room_sees

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NO_DAY = "Say on the plan on which day it is, and when it begins. Then there is a calendar file."


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A change of the clock: when, and how far from UTC the zone is before and after it."""

    at: datetime
    before: timedelta
    after: timedelta
    summer: bool
    name: str


def calendar_file(
    story: WorkshopStory,
    days: Sequence[Agenda],
    off: Sequence[Agenda] = (),
    *,
    join: str,
    stamp: datetime,
) -> bytes:
    """One event for each meeting, and a day for each first step that has its date (RFC 5545).

    ``join`` is the address of the room. Each event has a name of its own that stays, and a number
    that rises, so a later file changes what an earlier one put into a calendar; the meetings that
    are ``off`` are called off there. Raises InvalidInputError where there is nothing with a day.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Reframe//EN")
    calendar.add("version", "2.0")
    # The first day of each zone, since its rules are told from the year before that.
    first = sorted((*days, *off), key=lambda day: day.begins, reverse=True)
    zones = {day.zone: zone_of(day.zone, day.begins) for day in first}
    for zone in zones.values():
        if zone is not None:
            calendar.add_component(zone)
    for day in (*days, *off):
        event = _meeting(story, day, join, stamp, zoned=zones[day.zone] is not None)
        event.add("status", "CANCELLED" if day in off else "CONFIRMED")
        calendar.add_component(event)
    steps = list(_steps(story, stamp))
    for step in steps:
        calendar.add_component(step)
    if not (days or off or steps):
        raise InvalidInputError(NO_DAY)
    return bytes(calendar.to_ical())


def days_of(db: Database, viewer: Viewer) -> list[Agenda]:
    """Each meeting of the viewer's workshop that has its day and its beginning."""
    with looking(db, viewer) as (session, viewer):
        workshop = about(session, viewer.workshop_id)
        runs = run_sheet(session, viewer.workshop_id)
    numbers = sorted({run.session for run in runs})
    found = (agenda(workshop, runs, number) for number in numbers)
    return [day for day in found if day is not None]


def called_off(db: Database, viewer: Viewer) -> list[Agenda]:
    """Each meeting that had its day and its beginning once and has none now, as it was last."""
    with looking(db, viewer) as (session, viewer):
        workshop = about(session, viewer.workshop_id)
        runs = run_sheet(session, viewer.workshop_id)
        was = meetings_before(session, viewer.workshop_id)
    there = {day.meeting.number for day in days_of(db, viewer)}
    gone = replace(workshop, meetings=tuple(m for m in was.values() if m.number not in there))
    found = (agenda(gone, runs, one.number) for one in gone.meetings)
    return [day for day in found if day is not None]


def _meeting(
    story: WorkshopStory, day: Agenda, join: str, stamp: datetime, *, zoned: bool
) -> Event:
    number, place = day.meeting.number, day.meeting.place
    event = Event()
    event.add("uid", f"{story.document.code}-meeting-{number}@reframe")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("sequence", story.document.revision)
    event.add("summary", _title(story, number))
    for name, moment in (("dtstart", day.begins), ("dtend", max(day.aim, day.begins))):
        at = local(moment, day.zone).replace(microsecond=0) if zoned else moment
        event.add(name, at.replace(tzinfo=ZoneInfo(day.zone)) if zoned else at.astimezone(UTC))
    if place:
        event.add("location", place)
    event.add("url", vUri(day.meeting.link or join))
    event.add("description", invitation(story, day, join=join))
    return event


def _title(story: WorkshopStory, number: int) -> str:
    meetings = {step.session for step in story.steps}
    return f"{story.document.title} ({number})" if len(meetings) > 1 else story.document.title


def invitation(story: WorkshopStory, day: Agenda, *, join: str) -> str:
    """What people are told before they come."""
    workshop = story.workshop
    begins, ends = local(day.begins, day.zone).time(), local(day.aim, day.zone).time()
    when = day_words(day.meeting.day)
    lines = [
        f"You are invited: {_title(story, day.meeting.number)}",
        "",
        f"We ask: {workshop.life_question}",
        "",
        f"When: {when}, {clock_words(begins)} to {clock_words(ends)} ({day.zone or 'UTC'})",
        *([f"Where: {day.meeting.place}"] if day.meeting.place else []),
        *([f"From elsewhere: {day.meeting.link}"] if day.meeting.link else []),
        "",
        "You need to prepare nothing. A phone helps, and paper does as well.",
        f"On the day, join with the code {workshop.code}: {join}",
        "Tell us if you need help to take part: getting there, reading, hearing, language, care.",
    ]
    return "\n".join(lines)


DATED = (
    (CardKind.FIRST_STEP, "by_when", "First step", "step"),
    (CardKind.PROTOTYPE, "ends_on", "Look at what the trial showed", "trial"),
    (CardKind.SLA_CLAUSE, "review_on", "Look again at what was agreed", "review"),
)
"""Cards that stand on a day of their own, with what is done on it."""
OWNERS = ("owner", "answers_for_it", "does_it")


def _steps(story: WorkshopStory, stamp: datetime) -> Iterable[Event]:
    """A day for each first step by its date, and for each review of a trial or an agreement."""
    for kind, dated, what, name in DATED:
        for card in story.of(kind):
            said = card.fields.get(dated)
            if said and room_sees(card):
                uid = f"{story.document.code}-{name}-{card.id}@reframe"
                day = date.fromisoformat(str(said)[:10])
                yield _day(card, day, f"{what}: {card.text}", uid, stamp)


def _day(card: CardView, day: date, summary: str, uid: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("sequence", card.revision)
    event.add("transp", "TRANSPARENT")  # it takes nobody's time of the day
    event.add("summary", summary)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    if who := next((said for one in OWNERS if (said := str(card.fields.get(one) or ""))), ""):
        event.add("description", f"Who: {who}")
    return event


def zone_of(name: str, near: datetime) -> Timezone | None:
    """The rules of a zone around that year; None for UTC, and for one without yearly rules.

    A list of dates would be right too, but readers of calendars take the first of it only.
    """
    if not name:
        return None
    zone, year = ZoneInfo(name), near.year - 1
    found = [_changes(zone, year + n) for n in range(4)]
    made = Timezone()
    made.add("tzid", name)
    if not any(found):
        made.add_component(_observance(_unchanging(zone, near), None))
        return made
    if {len(changes) for changes in found} != {2}:
        return None
    for place in range(2):
        rule = _rule([changes[place] for changes in found])
        if rule is None:
            return None
        made.add_component(_observance(found[0][place], rule))
    return made


def _unchanging(zone: ZoneInfo, near: datetime) -> ClockChange:
    here = near.astimezone(zone)
    offset = here.utcoffset() or timedelta()
    return ClockChange(datetime(1970, 1, 1), offset, offset, False, here.tzname() or "")  # noqa: DTZ001


def _changes(zone: ZoneInfo, year: int) -> list[ClockChange]:
    """The changes of the clock in a year, each at its reading just before it."""
    found = []
    at = datetime(year, 1, 1, tzinfo=UTC)
    while at.year == year:
        later = at + timedelta(hours=1)
        before, after = at.astimezone(zone).utcoffset(), later.astimezone(zone).utcoffset()
        if before is not None and after is not None and before != after:
            shown = later.astimezone(zone)
            reading = (later + before).replace(tzinfo=None)
            summer = bool(shown.dst())
            found.append(ClockChange(reading, before, after, summer, shown.tzname() or ""))
        at = later
    return found


def _rule(changes: Sequence[ClockChange]) -> vRecur | None:
    """“The last Sunday of March, each year”, where these changes are so; else None."""
    first = changes[0].at
    if any((one.at.month, one.at.time()) != (first.month, first.time()) for one in changes):
        return None
    if len({one.at.weekday() for one in changes}) > 1:
        return None
    places = {(one.at.day - 1) // 7 + 1 for one in changes}
    last = all((one.at + timedelta(days=7)).month != one.at.month for one in changes)
    if len(places) > 1 and not last:
        return None
    place = -1 if last else places.pop()
    return vRecur(
        {"FREQ": "YEARLY", "BYMONTH": first.month, "BYDAY": f"{place}{_DAYS[first.weekday()]}"}
    )


def _observance(change: ClockChange, rule: vRecur | None) -> TimezoneDaylight | TimezoneStandard:
    made = TimezoneDaylight() if change.summer else TimezoneStandard()
    made.add("dtstart", change.at)
    made.add("tzoffsetfrom", change.before)
    made.add("tzoffsetto", change.after)
    made.add("tzname", change.name)
    if rule is not None:
        made.add("rrule", rule)
    return made


def _subject(story: WorkshopStory) -> str:
    return f"{story.document.title}: what we found and what we ask"


def _letter(story: WorkshopStory) -> list[str]:
    asks = [f"- {one.text}" for one in story.board.asks]
    steps = [f"- {one.text}" for one in story.board.steps]
    return [
        f"Dear {story.workshop.sponsor or 'all'},",
        "",
        f"we asked: {story.workshop.life_question}",
        *(["", "We will begin with:", *steps] if steps else []),
        *(["", "We ask of you:", *asks] if asks else []),
    ]


ATTACHED = "The brief is one page. The board shows the whole picture."
MOST_OF_A_LINK = 1800
"""Letters of an address that mail programs still take whole."""


def mail_link(story: WorkshopStory) -> str:
    """The same letter as a ``mailto:`` address (RFC 6068), without the files, for a mail program.

    What is too long for an address is left out line by line from its end, and said.
    """
    lines, left_out = _letter(story), ["", "(The rest is in the brief.)"]
    whole = True
    subject = quote(shortened(_subject(story), 100), safe="")
    while True:
        body = "\r\n".join(lines if whole else [*lines, *left_out])
        link = f"mailto:?subject={subject}&body={quote(body, safe='')}"
        if len(link) <= MOST_OF_A_LINK or not lines:
            return link
        whole = False
        lines.pop()


def sponsor_mail(story: WorkshopStory) -> bytes:
    """A draft to who asked for the workshop, with brief and board; opened, read and sent by hand.

    It names nobody to whom it goes, since no address is kept here.
    """
    document = story.document
    mail = EmailMessage()
    mail["Subject"] = _subject(story)
    mail["X-Unsent"] = "1"  # Mail programs open it as a draft.
    mail.set_content("\n".join([*_letter(story), "", ATTACHED]))
    for name, content in (("brief", brief.render(story)), ("board", poster.render(story))):
        mail.add_attachment(
            content, maintype="application", subtype="pdf", filename=f"{document.code}-{name}.pdf"
        )
    return mail.as_bytes(policy=SMTP)


MAIL_EDITION = Edition.read(shareable=True)
"""What leaves the house by mail leaves out names and what is private."""
