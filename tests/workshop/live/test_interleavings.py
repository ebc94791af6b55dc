"""Whatever several people do in whatever order, screens and pages end equal to the database."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import select

from tests.copying import pour
from tests.more_steps import with_more_steps
from workshop.db import Database
from workshop.domain import cards, promises, room, undo_redo
from workshop.domain.people import hands, moderation, next_person
from workshop.domain.people.members import join, new_token, register_device
from workshop.domain.themes import merges
from workshop.domain.workshops import create_workshop
from workshop.drafts import CardEdit, Joining, NewCard, NewWorkshop
from workshop.enums import Attribution, RoleGroup
from workshop.errors import WorkshopError
from workshop.kinds import CardKind
from workshop.live.feed import VIEWS, Feed, Snapshot, View
from workshop.models import Card
from workshop.playbook import load_playbook
from workshop.queries.cards import cards_for, rules
from workshop.queries.room import RoomState, room_state
from workshop.queries.viewer import Viewer, as_now, identify
from workshop.queries.wall import kept_cards

ACTIVITIES = ("insights.write", "insights.journey")
WORDS = st.sampled_from(["bus", "school gate", "<b>rain</b>", "🧓🏽", "nobody asked us"])
PEOPLE = st.integers(0, 2)


class Screen:
    """A client that applies what it is sent, and forgets nothing else."""

    def __init__(self, feed: Feed, workshop_id: str, view: View, person: Viewer | None) -> None:
        self.feed, self.workshop_id, self.view, self.person = feed, workshop_id, view, person
        self.ears = (person.person_id, person.pen) if person else (None, b"")
        self.cards: dict[str, dict[str, Any]] = {}
        self.mine: dict[str, dict[str, Any]] = {}
        self.room: dict[str, Any] = {}
        self.at: int | None = None

    def anew(self) -> "Screen":
        """What this screen would say if it came just now, to a server that has read nothing yet."""
        screen = Screen(Feed(self.feed.db), self.workshop_id, self.view, self.person)
        screen.hear()
        return screen

    def hear(self) -> None:
        """One message of the stream, from where this screen is."""
        if self.at is None:
            known = self.feed.snapshot(self.workshop_id, self.view, None)
            assert known is not None
            batch = self.feed.first_batch(known)
        else:
            news = self.feed.news(self.workshop_id, self.view, self.at)
            assert news is not None
            batch = news
        for event in batch.for_person(*self.ears).decode().split("\n\n"):
            lines = dict(line.partition(": ")[::2] for line in event.split("\n"))
            if "event" in lines:
                self._apply(lines["event"], json.loads(lines["data"]))
        self.at = batch.revision

    def _apply(self, name: str, data: Any) -> None:
        if name == "snapshot":
            self.cards.clear()
        elif name == "room":
            self.room = {key: value for key, value in data.items() if key != "now"}
        elif name == "mine":
            self.mine |= {card["id"]: card for card in data}
        else:
            for change in data:
                self.cards.pop(change["id"], None)
                if change["op"] != "remove":
                    self.cards[change["id"]] = {k: v for k, v in change.items() if k != "op"}


def as_told(state: RoomState | None) -> RoomState | None:
    """A room's state but for the end of a clock that stands still, which moves on with the time."""
    if state is None or state.current is None or state.current.left is None:
        return state
    return replace(state, current=replace(state.current, ends_at=None))


@pytest.fixture(autouse=True)
def of_this_test(db: Database, migrated: Path) -> None:
    """Every day of these rooms begins in one database, emptied."""
    Room.db, Room.empty = db, migrated


class Room(RuleBasedStateMachine):
    """Three people and a facilitator act; screens of every view look when they like."""

    written = Bundle("written")
    db: Database
    empty: Path

    @initialize()
    def begin(self) -> None:
        pour(self.empty, self.db)
        token = new_token()
        draft = NewWorkshop(title="Any order")
        made = create_workshop(self.db, draft=draft, playbook=load_playbook(), token=token)
        with_more_steps(self.db, made.id)
        self.code, self.workshop_id = made.code, made.id
        with self.db.read() as session:
            self.host = identify(session, token=token, code=made.code)
        self.people = [self._join(group) for group in ("resident", "staff", "resident")]
        room.open_activity(self.db, viewer=self.host, activity=ACTIVITIES[0])
        self.feed = Feed(self.db)
        self.kept: dict[str, Snapshot] = {}
        self.screens = [self._screen(name, None) for name in ("projector", "console")]
        self.screens += [self._screen("phone", person) for person in self.people]
        self.texts: dict[str, str] = {}

    def _join(self, group: str) -> Viewer:
        token = new_token()
        register_device(self.db, token=token)
        with self.db.read() as session:
            viewer = identify(session, token=token, code=self.code)
        return join(self.db, viewer=viewer, draft=Joining(role_group=RoleGroup(group)))

    def _screen(self, view: str, person: Viewer | None) -> Screen:
        return Screen(self.feed, self.workshop_id, VIEWS[view], person)

    def _refusable(self, verb: Any, **given: Any) -> Any:
        try:
            return verb(self.db, **given)
        except WorkshopError:
            return None

    @rule(target=written, who=PEOPLE, text=WORDS, private=st.booleans(), at=st.sampled_from([0, 1]))
    def add(self, who: int, text: str, private: bool, at: int) -> str:
        draft = NewCard(activity=ACTIVITIES[at], text=text, private=private)
        receipt = self._refusable(cards.add_card, viewer=self.people[who], draft=draft)
        if receipt is None:
            return "refused"
        self.texts[receipt.id] = text
        return str(receipt.id)

    @rule(card=written, who=PEOPLE, text=WORDS, version=st.integers(1, 3))
    def edit(self, card: str, who: int, text: str, version: int) -> None:
        draft = CardEdit(version=version, text=text)
        verb = cards.edit_card
        if self._refusable(verb, viewer=self.people[who], card_id=card, draft=draft):
            self.texts[card] = text

    @rule(card=written, text=WORDS, version=st.integers(1, 3))
    def correct(self, card: str, text: str, version: int) -> None:
        draft = CardEdit(version=version, text=text)
        if self._refusable(cards.edit_card, viewer=self.host, card_id=card, draft=draft):
            self.texts[card] = text

    @rule(card=written, who=PEOPLE, withdrawn=st.booleans())
    def withdraw(self, card: str, who: int, withdrawn: bool) -> None:
        viewer = self.people[who]
        self._refusable(cards.withdraw_card, viewer=viewer, card_id=card, withdrawn=withdrawn)

    @rule(card=written, hidden=st.booleans())
    def hide(self, card: str, hidden: bool) -> None:
        self._refusable(cards.hide_card, viewer=self.host, card_id=card, hidden=hidden)

    @rule(card=written, starred=st.booleans())
    def star(self, card: str, starred: bool) -> None:
        self._refusable(cards.star_card, viewer=self.host, card_id=card, starred=starred)

    @rule(forward=st.booleans())
    def replay(self, forward: bool) -> None:
        step = self._refusable(undo_redo.redo if forward else undo_redo.undo, viewer=self.host)
        if step is not None:
            with self.db.read() as session:
                self.texts |= {c.id: c.text for c in self._stored(session) if c.id == step.card_id}

    @rule(at=st.sampled_from([0, 1]))
    def open(self, at: int) -> None:
        self._refusable(room.open_activity, viewer=self.host, activity=ACTIVITIES[at], anyway=True)

    @rule()
    def close(self) -> None:
        self._refusable(room.close_activity, viewer=self.host)

    @rule(at=st.sampled_from([0, 1]))
    def reveal(self, at: int) -> None:
        self._refusable(room.reveal, viewer=self.host, activity=ACTIVITIES[at])

    @rule(at=st.sampled_from([0, 1]), attribution=st.sampled_from(Attribution))
    def promise(self, at: int, attribution: Attribution) -> None:
        given = {"activity": ACTIVITIES[at], "attribution": attribution}
        self._refusable(promises.tighten, viewer=self.host, **given)

    @rule(which=st.integers(0, 4))
    def look(self, which: int) -> None:
        self.screens[which].hear()

    @rule(which=st.integers(0, 4))
    def reload(self, which: int) -> None:
        screen = self.screens[which]
        self.screens[which] = self._screen(screen.view.name, screen.person)

    @rule(group=st.sampled_from(["resident", "staff", "partner"]))
    def come_in(self, group: str) -> None:
        """Whoever comes can give their group a label, on cards of before too."""
        self._join(group)

    @rule(who=PEOPLE, group=st.sampled_from([RoleGroup.RESIDENT, RoleGroup.STAFF]))
    def put_group_right(self, who: int, group: RoleGroup) -> None:
        self._refusable(join, viewer=self.people[who], draft=Joining(role_group=group))

    @rule(view=st.sampled_from(["projector", "console"]))
    def look_whole(self, view: str) -> None:
        """A wall put together from what is kept is, byte for byte, the wall read anew."""
        known = self.kept.get(view)
        found = self.feed.snapshot(self.workshop_id, VIEWS[view], known)
        fresh = Feed(self.db).snapshot(self.workshop_id, VIEWS[view], None)
        assert found is not None
        assert fresh is not None
        assert found.cards == fresh.cards
        self.kept[view] = found

    @rule(who=st.integers(-1, 2))
    def draw_a_page(self, who: int) -> None:
        """What a page reads of what is kept for its viewer is what it would read anew."""
        viewer = self.host if who < 0 else self.people[who]
        with self.db.read() as session:
            asking = as_now(session, viewer)
            kept = kept_cards(session, asking)
            assert list(kept.values()) == cards_for(session, asking)

    def _stored(self, session: Any) -> list[Any]:
        return list(session.exec(select(Card)))

    @rule(who=PEOPLE)
    def hand(self, who: int) -> None:
        self._refusable(hands.raise_hand, viewer=self.people[who])

    @rule(who=PEOPLE, at=st.sampled_from([0, 1]))
    def done(self, who: int, at: int) -> None:
        self._refusable(hands.say_done, viewer=self.people[who], activity=ACTIVITIES[at])

    @rule(text=WORDS)
    def write_as_a_newcomer(self, text: str) -> None:
        """A device becomes somebody with its first card, in the same step."""
        token = new_token()
        register_device(self.db, token=token)
        with self.db.read() as session:
            unjoined = identify(session, token=token, code=self.code)
        draft = NewCard(activity=ACTIVITIES[0], text=text)
        if receipt := self._refusable(cards.add_card, viewer=unjoined, draft=draft):
            self.texts[receipt.id] = text

    @rule(at=st.sampled_from([0, 1]))
    def look_first(self, at: int) -> None:
        self._refusable(moderation.look_first, viewer=self.host, activity=ACTIVITIES[at])

    @rule(card=written)
    def let_through(self, card: str) -> None:
        self._refusable(moderation.let_through, viewer=self.host, cards=[card])

    @rule(card=written, into=written)
    def merge(self, card: str, into: str) -> None:
        self._refusable(merges.merge_cards, viewer=self.host, cards=[card], into=into)

    @rule(what=st.sampled_from(["join", "wall", "themes"]), card=st.none() | written)
    def show(self, what: str, card: str | None) -> None:
        what = f"card:{card}" if card else what
        self._refusable(room.show, viewer=self.host, what=what)

    @rule(paused=st.booleans())
    def pause(self, paused: bool) -> None:
        self._refusable(room.pause, viewer=self.host, paused=paused)

    @rule(group=st.sampled_from(["resident", "staff"]))
    def pass_on(self, group: str) -> None:
        """Whoever had the phone stays in the room; nobody has come to it yet."""
        next_person.pass_on(self.db, viewer=self._join(group))

    @rule(text=WORDS, name=st.sampled_from(["Ada", "Bo"]))
    def list_somebody(self, text: str, name: str) -> None:
        """A name on the list decides which groups are told on cards."""
        draft = NewCard(activity=ACTIVITIES[0], kind=CardKind.ROSTER_ENTRY, text=f"{name} {text}")
        if receipt := self._refusable(cards.add_card, viewer=self.host, draft=draft):
            self.texts[receipt.id] = draft.text or ""

    @invariant()
    def what_screens_are_told_of_the_room_is_what_is_read_anew(self) -> None:
        """However it was put together: the room as it stands, and what is promised of cards."""
        if not hasattr(self, "screens"):
            return
        with self.db.read() as session:
            told = self.feed._moment(session, self.workshop_id)
            read = room_state(session, self.workshop_id)
            assert told is not None
            assert told.promised == rules(session, self.workshop_id)
        assert as_told(told.state) == as_told(read)

    @invariant()
    def no_card_and_no_word_is_lost(self) -> None:
        if not hasattr(self, "texts"):
            return
        with self.db.read() as session:
            assert {card.id: card.text for card in self._stored(session)} == self.texts

    def teardown(self) -> None:
        if not hasattr(self, "screens"):
            return
        for view in ("projector", "console"):
            self.look_whole(view)
        for who in range(-1, 3):
            self.draw_a_page(who)
        for screen in self.screens:
            screen.hear()
            fresh = screen.anew()
            assert screen.cards == fresh.cards
            assert screen.room == fresh.room
            if screen.view.own:
                self._compare_own(screen)

    def _compare_own(self, screen: Screen) -> None:
        told = self.feed.changes(self.workshop_id, screen.view, None, screen.person)["mine"]
        stored = {card["id"]: card for card in told}
        with self.db.read() as session:
            cards = self._stored(session)
        # A step that became nameless afterwards has forgotten who wrote what was there.
        forgotten = {c.id for c in cards if c.author_id is None and c.author_mark is None}
        assert {i: stored[i] for i in screen.mine if i not in forgotten} == {
            i: card for i, card in screen.mine.items() if i not in forgotten
        }


Room.TestCase.settings = settings(
    max_examples=16,
    phases=[Phase.generate],  # to make a failing day short takes longer than a test may
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyOrder = Room.TestCase


def test_a_group_put_right_reaches_who_steers_on_cards_that_the_room_does_not_read() -> None:
    """Private, face down and hidden: the console and each page say the new group."""
    room_of = Room()
    room_of.begin()
    for group in ("resident", "resident", "staff", "staff"):
        room_of.come_in(group)
    room_of.add(0, "bus", True, 0)
    room_of.hide(room_of.add(0, "rain", False, 0), True)
    room_of.add(0, "school gate", False, 0)
    for screen in room_of.screens:
        screen.hear()
    for view in ("projector", "console"):
        room_of.look_whole(view)
    room_of.draw_a_page(-1)
    room_of.put_group_right(0, RoleGroup.STAFF)
    projector, console = room_of.screens[:2]
    room_of.teardown()
    assert [card.get("role") for card in console.cards.values()] == ["staff"] * 3
    assert [card.get("role") for card in projector.cards.values()] == [None]


def test_labels_that_come_with_somebody_else_reach_screens_that_are_open() -> None:
    """The third of a rest that no label tells lets the cards of another group have theirs."""
    room_of = Room()
    room_of.begin()
    room_of.add(1, "bus", False, 0)
    room_of.reveal(0)
    for group in ("staff", "staff", "partner"):
        for screen in room_of.screens:
            screen.hear()
        room_of.come_in(group)
    wall = room_of.screens[0]
    assert [card.get("role") for card in wall.cards.values()] == [None]
    room_of.teardown()  # each screen hears what is new, and is compared with a new one
    assert [card.get("role") for card in wall.cards.values()] == ["staff"]
