"""Every promise that a phone makes in words, against every screen and every file.

The table is data. One marked card stands under each row; then the day is walked to its close, and
at each point all that anybody receives is searched. A sentence that a phone says and no row knows
fails too.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.workshop.exports.telling.test_withheld import opened
from tests.workshop.filled import PIXEL
from tests.workshop.live.conftest import Browser, Listen, NewBrowser
from workshop.db import Database
from workshop.domain import cards, promises, room, undo_redo
from workshop.domain.comments import comment_on
from workshop.domain.pictures import NewPicture
from workshop.domain.plan import add_activity
from workshop.domain.workshops import close_workshop
from workshop.drafts import CardEdit, CommentText, NewCard
from workshop.enums import Attribution
from workshop.errors import NotFoundError
from workshop.exports import FORMATS, collect_story
from workshop.exports.telling.edition import Edition
from workshop.kinds import KINDS
from workshop.live.wire import room_json
from workshop.playbook import load_playbook
from workshop.queries.cards import cards_for
from workshop.queries.room import RunState, room_state, run_sheet
from workshop.queries.viewer import Viewer, identify

PLACES = ("room", "board", "console", "team", "groups", "sharing", "archive")
"""``room``: streams, pages and answers of phones and of the projector."""
EDITIONS = {
    "team": Edition(),
    "groups": Edition(names="roles"),
    "sharing": Edition(audience="shareable"),
}
NOWHERE = frozenset[str]()
FACILITATOR = frozenset({"console", "archive"})
ROOM = frozenset(PLACES) - {"board"}
ALL = frozenset(PLACES)


@dataclass(frozen=True)
class Row:
    """What is promised, a card written under it, and where its words and its writer may be.

    ``must`` are places in which the words have to be, so that the search can find anything.
    """

    name: str
    sentences: tuple[str, ...]
    activity: str
    kind: str
    words: frozenset[str]
    writer: frozenset[str] = NOWHERE
    fields: dict[str, Any] = field(default_factory=dict)
    private: bool = False
    revealed: bool = True
    hidden: bool = False
    must: frozenset[str] = frozenset({"console", "archive"})

    @property
    def mark(self) -> str:
        return f"mark{self.name}words"

    @property
    def person(self) -> str:
        return f"Name{self.name}person"


ALONE = load_playbook().words.write_alone
PRIVATE = load_playbook().words.write_private
SAID = load_playbook().words.attribution
NAMED_PLACES = frozenset({"room", "console", "team", "archive"})

ROWS = (
    Row("named", (SAID[Attribution.NAMED],), "team.introductions", "know_how", ALL, NAMED_PLACES),
    Row("role", (SAID[Attribution.ROLE],), "insights.write", "insight", ALL),
    Row("nameless", (SAID[Attribution.ANONYMOUS],), "insights.sentences", "insight", ALL),
    Row("facedown", (ALONE,), "segments.name", "segment", FACILITATOR, revealed=False),
    Row("foryou", (PRIVATE,), "insights.write", "insight", FACILITATOR, private=True),
    Row(
        "hope",
        ("A hope: everyone reads it when it is turned over, without a name.",),
        "team.hopes",
        "hope",
        ROOM,
        must=frozenset({"room", "console", "team", "sharing", "archive"}),
    ),
    Row(
        "worry",
        ("A worry: only the facilitator reads it. No name. It is never shown.",),
        "team.hopes",
        "worry",
        FACILITATOR,
    ),
    Row(
        "concern",
        ("The facilitator may read it out, without a name. Nobody sees that it was you.",),
        "solutions.concerns",
        "concern",
        FACILITATOR,
        fields={"read_out": True, "response": "We answered"},
    ),
    Row("doubt", ("Doubts are shown without a name.",), "reframe.check", "objection", ROOM),
    Row(
        "need",
        ("Only the facilitator can see this.",),
        "team.access",
        "access_need",
        FACILITATOR,
        FACILITATOR,
    ),
    Row(
        "contact",
        ("Only the facilitator can see this.",),
        "team.access",
        "follow_up_contact",
        FACILITATOR,
        FACILITATOR,
    ),
    Row(
        "guess",
        (
            "Nobody sees whose guess is whose. "
            "The room sees the middle of all guesses, and each as a dot.",
        ),
        "resources.guess",
        "budget_guess",
        FACILITATOR,
    ),
    Row("hushed", (), "insights.write", "insight", FACILITATOR, hidden=True),
)
FIELD_MARKS: dict[str, tuple[str, str, dict[str, Any], frozenset[str]]] = {
    # a mark in a field of a card: activity, kind, fields, where the mark may be
    "markquotewords": (
        "insights.write",
        "insight",
        {"quote": "markquotewords", "consent": "no"},
        frozenset({"room", "console", "team", "groups", "archive"}),
    ),
    "Markspeakername": (
        "insights.write",
        "insight",
        {"quote": "It rains in", "speaker": "Markspeakername", "consent": "no"},
        frozenset({"room", "console", "archive"}),
    ),
    "771,234,567": (
        "resources.spend",
        "resource_line",
        {"amount_pence": 77123456700, "sort": "salary", "fte": "1", "period": "year"},
        FACILITATOR,
    ),
}
PHOTO, PHOTO_PLACES = "Markphotoalt", frozenset({"room", "console", "team", "archive"})
ELSEWHERE = {
    # promised before a vote; ballots have tests of their own beside the names searched for here
    "Nobody sees your vote. Only totals of three people or more are shown.",
}


@dataclass
class Day:
    """The room with everybody in it, and how to read all that they receive."""

    db: Database
    facilitator: Viewer
    other: Browser
    host: Browser
    listen: Listen
    listeners: list[Any]
    ids: dict[str, str]

    def open(self, activity: str) -> None:
        room.open_activity(self.db, viewer=self.facilitator, activity=activity, anyway=True)

    def received(self) -> dict[str, str]:
        """By place all words that come there now, and all that came there since the start."""
        code = self.other.code
        revision = self.host.http.get(self.host.api()).json()["revision"]
        for listener in self.listeners:
            listener.until_revision(revision)
        wall, phone, console = self.listeners
        paths = [f"/room/{code}", f"/project/{code}", f"/sort/{code}", f"/read/{code}"]
        doors = ("", "/mine", "/sort", "/votes", "/changes?view=phone", "/changes?view=projector")
        paths += [self.other.api(door) for door in doors]
        others = [bytes(wall.raw), bytes(phone.raw)]
        others += [self.other.http.get(path).content for path in paths]
        others.append(self.host.http.get(self.host.api("/sort")).content)
        with self.db.read() as session:
            someone = identify(session, token=self.other.token, code=code)
            # A page says an amount as a band where it may be one person's pay.
            read = cards_for(session, someone)
            mine = [repr(card) for card in read if card.kind != "resource_line"]
            own = [repr(card) for card in cards_for(session, self.facilitator)]
        changes = self.host.http.get(self.host.api("/changes?view=console")).content
        said = {
            "room": b"\n".join(others).decode() + "\n".join(mine),
            "board": self.other.http.get(f"/board/{code}").text,
            "console": (bytes(console.raw) + changes).decode() + "\n".join(own),
        }
        for place, edition in EDITIONS.items():
            story = collect_story(self.db, self.facilitator, edition)
            files = [form.render(story) for form in FORMATS.values() if not form.whole_only]
            signed = [f"{card.text} by {card.author}" for card in story.cards]
            said[place] = "\n".join([*map(opened, files), *signed])
        whole = collect_story(self.db, self.facilitator, Edition())
        assert whole.report is not None
        people = {person.key: person.name for person in whole.report.people}
        signed = [f"{c.text} by {people.get(c.author or '', '')}" for c in whole.report.cards]
        signed += [f"{c.text} by {c.author_name}" for c in whole.report.cards]
        said["archive"] = "\n".join([FORMATS["json"].render(whole).decode(), *signed])
        return said


@pytest.fixture
def day(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    host_browser: Browser,
    listen: Listen,
) -> Day:
    """One card under each row, none of them turned over yet."""
    other = new_browser("partner")
    streams = [
        listen("projector"),
        listen("phone", token=other.token),
        listen("console", token=host_browser.token),
    ]
    found = Day(db, facilitator, other, host_browser, listen, streams, {})
    planned = {run.activity.key for run in _runs(db, facilitator)}
    wanted = [row.activity for row in ROWS] + [one[0] for one in FIELD_MARKS.values()]
    for activity in dict.fromkeys(wanted):
        if activity not in planned:
            add_activity(db, viewer=facilitator, activity=activity)
        with_cards = [row for row in ROWS if row.activity == activity]
        if any(not row.revealed for row in with_cards):
            promises.write_alone(db, viewer=facilitator, activity=activity)
        if activity == "insights.sentences":
            promises.tighten(
                db, viewer=facilitator, activity=activity, attribution=Attribution.ANONYMOUS
            )
        found.open(activity)
        for row in with_cards:
            found.ids[row.name] = _written(found, new_browser, row)
        for mark, (where, kind, fields, _places) in FIELD_MARKS.items():
            if where == activity:
                draft = {"activity": where, "kind": kind, "text": "A card", "fields": fields}
                made = cards.add_card(db, viewer=facilitator, draft=NewCard.read(draft))
                found.ids[mark] = made.id
    bus = {"amount_pence": 900_000, "sort": "contract", "period": "year"}
    more = {"activity": "resources.spend", "kind": "resource_line", "text": "Bus", "fields": bus}
    cards.add_card(db, viewer=facilitator, draft=NewCard.read(more))
    shown = NewCard.read({"activity": "insights.write", "text": "With a photo"})
    photo = NewPicture.read(PIXEL, PHOTO)
    cards.add_card(db, viewer=facilitator, draft=shown, picture=photo)
    return found


def _runs(db: Database, viewer: Viewer) -> list[RunState]:
    with db.read() as session:
        return run_sheet(session, viewer.workshop_id)


def _written(day: Day, new_browser: NewBrowser, row: Row) -> str:
    writer = new_browser("resident", name=row.person)
    more: dict[str, Any] = {"private": True} if row.private else {}
    fields = {} if row.kind == "concern" else row.fields
    if row.kind == "budget_guess":
        fields = {"out_of_100": 12}
    card = writer.added(row.mark, activity=row.activity, kind=row.kind, fields=fields, **more)
    if row.kind == "concern":
        draft = CardEdit.read({"version": 1, "fields": row.fields})
        cards.edit_card(day.db, viewer=day.facilitator, card_id=card, draft=draft)
    if row.kind == "worry":
        answer = CardEdit.read({"version": 1, "fields": {"answer": f"{row.mark} answered"}})
        cards.edit_card(day.db, viewer=day.facilitator, card_id=card, draft=answer)
        about = CommentText(text=f"{row.mark} remarked")
        with pytest.raises(NotFoundError):
            comment_on(day.db, viewer=day.facilitator, card_id=card, draft=about)
    if row.hidden:
        cards.hide_card(day.db, viewer=day.facilitator, card_id=card)
    return card


def wrong(said: dict[str, str], *, shown: bool) -> list[tuple[str, str, str]]:
    """Where a word is that must not be there, or is not where it has to be."""
    found = []
    for row in ROWS:
        for place in PLACES:
            if row.mark in said[place] and place not in row.words:
                found.append((row.name, place, "words"))
            # Who was there stands in the team's own list; who wrote what is looked at apart.
            if row.person in said[place] and place not in row.writer | {"team", "archive"}:
                found.append((row.name, place, "writer"))
            if f"{row.mark} by {row.person}" in said[place] and place not in row.writer:
                found.append((row.name, place, "signed"))
            if shown and place in row.must and row.mark not in said[place]:
                found.append((row.name, place, "missing"))
    marks = {mark: where[3] for mark, where in FIELD_MARKS.items()}
    for mark, places in marks.items():
        seen = [p for p in PLACES if mark in said[p] or mark.replace(",", "") in said[p]]
        found += [(mark, place, "field") for place in seen if place not in places]
    found += [(PHOTO, p, "photo") for p in PLACES if PHOTO in said[p] and p not in PHOTO_PLACES]
    return found


def test_no_promise_is_broken_from_the_first_word_to_the_close(
    day: Day, db: Database, facilitator: Viewer
) -> None:
    """Before the reveal, after it, after undo and redo, and after the close."""
    unseen = [row for row in ROWS if row.activity == "team.hopes"]
    said = day.received()
    assert [row.name for row in unseen if row.mark in said["room"]] == []
    assert wrong(said, shown=False) == []
    for activity in dict.fromkeys(row.activity for row in ROWS if row.revealed):
        room.reveal(db, viewer=facilitator, activity=activity)
    assert wrong(day.received(), shown=True) == []
    cards.star_card(db, viewer=facilitator, card_id=day.ids["worry"])
    cards.star_card(db, viewer=facilitator, card_id=day.ids["hushed"])
    for _ in range(2):
        undo_redo.undo(db, viewer=facilitator)
    undo_redo.redo(db, viewer=facilitator)
    assert wrong(day.received(), shown=True) == []
    close_workshop(db, viewer=facilitator)
    assert wrong(day.received(), shown=True) == []


def test_a_group_put_right_tells_the_room_of_no_card_that_it_does_not_read(
    db: Database, facilitator: Viewer, new_browser: NewBrowser, listen: Listen
) -> None:
    """Private and hidden cards of third persons, in the group left and in the one joined.

    Nor where a private card is put in better words.
    """
    step = "insights.write"
    room.open_activity(db, viewer=facilitator, activity=step, anyway=True)
    people = [new_browser(group) for group in ("resident", "staff") * 4]
    me, third = people[0], people[2:4]
    mine, said = me.added("Mine"), [one.added("Read") for one in third]
    unread = [one.added("For the facilitator", private=True) for one in people[:4]]
    for one in third:
        unread.append(one.added("Hidden"))
        cards.hide_card(db, viewer=facilitator, card_id=unread[-1])
    room.reveal(db, viewer=facilitator, activity=step)
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    since = state.revision
    streams = [listen("projector"), listen("phone", token=people[-1].token)]
    for stream in streams:
        stream.until_revision(since)
    choice = {"role_group": "staff", "name": "", "table": None}
    assert me.http.post(me.api("/join"), json=choice).status_code == 200
    better = CardEdit(version=1, text="Said better")
    with db.read() as session:
        writer = identify(session, token=third[0].token, code=third[0].code)
    cards.edit_card(db, viewer=writer, card_id=unread[2], draft=better)
    for stream in streams:
        stream.until_revision(since + 2)
        told = bytes(stream.raw).decode()
        assert [card for card in unread if card in told] == []
        # Once as it was, and once more as all of both groups are now.
        assert [told.count(card) for card in (mine, *said)] == [2, 2, 2]


def test_a_table_named_afterwards_opens_nothing_that_was_promised_to_bear_no_name(
    db: Database, facilitator: Viewer, new_browser: NewBrowser
) -> None:
    """Whoever says now that they sit where somebody wrote is told the same as anybody else."""
    (role,) = (row for row in ROWS if row.name == "role")
    for step in ("team.life-question", "reframe.used-to-think"):
        room.open_activity(db, viewer=facilitator, activity=step, anyway=True)
        for table in (1, 2):
            new_browser("resident", table=table).added(f"{role.mark} at {table}", activity=step)
        room.reveal(db, viewer=facilitator)
    late = [new_browser("partner", table=table) for table in (1, 2)]
    for step in ("team.life-question", "reframe.from-to"):
        room.open_activity(db, viewer=facilitator, activity=step, anyway=True)
        for door in ("/forward", "/taking", "/mine", "/sort", "/changes?view=phone"):
            one, two = (browser.http.get(browser.api(door)).json() for browser in late)
            for answer in (one, two):
                for own in ("me", "room", "id"):
                    answer.pop(own, None)
            assert (step, door, one) == (step, door, two)


def test_each_sentence_that_a_phone_can_say_has_a_row() -> None:
    """Read from what phones are sent in each step, whatever the step promises as a rule."""
    known = {sentence for row in ROWS for sentence in row.sentences} | ELSEWHERE
    words = load_playbook().words
    said = {*words.attribution.values(), words.write_alone, words.write_private}
    said |= {load_playbook().kind(kind).promise for kind in KINDS} - {""}
    assert said - known == set()
    assert known - ELSEWHERE - said == set()


def test_phones_are_promised_what_the_rows_say(day: Day, db: Database) -> None:
    """In the step itself, before the box, for each kind that can be chosen there."""
    for row in ROWS:
        if not row.sentences or row.private:
            continue
        day.open(row.activity)
        with db.read() as session:
            state = room_state(session, day.facilitator.workshop_id)
        assert state is not None
        activity = room_json(state)["activity"]
        either = {one["kind"]: one["promise"] for one in activity["either"]}
        promise = either.get(row.kind, activity["promise"])
        if row.kind in either or activity["kind"] == row.kind:
            assert (row.name, row.sentences[0] in promise) == (row.name, True)


def test_how_many_are_in_a_small_group_is_for_the_facilitator_alone(
    day: Day, db: Database, facilitator: Viewer
) -> None:
    draft = {
        "activity": "segments.name",
        "kind": "segment",
        "text": "The four",
        "fields": {"size": 4, "area": "Ashby"},
    }
    made = cards.add_card(db, viewer=facilitator, draft=NewCard.read(draft))
    room.reveal(db, viewer=facilitator, activity="segments.name")
    with db.read() as session:
        someone = identify(session, token=day.other.token, code=day.other.code)
        (seen,) = [card for card in cards_for(session, someone) if card.id == made.id]
        (whole,) = [card for card in cards_for(session, facilitator) if card.id == made.id]
    assert (seen.fields.get("size"), seen.fields["area"], whole.fields["size"]) == (
        None,
        "Ashby",
        4,
    )
    for name, edition in EDITIONS.items():
        told = collect_story(db, facilitator, edition).cards
        kept = [card for card in told if card.text == "The four"]
        assert [card.fields.get("size") for card in kept] == ([] if name == "sharing" else [None])
