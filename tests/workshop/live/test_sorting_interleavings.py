"""Several people write, sort, merge, vote and undo in any order: nothing of anybody's is lost."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, invariant, multiple, rule
from sqlmodel import select

from tests.workshop.live.test_interleavings import ACTIVITIES, PEOPLE, WORDS, Room
from workshop.db import Database
from workshop.domain import comments, room, undo_redo, votes
from workshop.domain.themes import merges, sorts
from workshop.drafts import (
    BallotPaper,
    CardMove,
    CommentText,
    NewTheme,
    ThemeChange,
    ThemeGroups,
)
from workshop.enums import Attribution
from workshop.kinds import CardKind
from workshop.models import ActivityRun, Link, VoteRound
from workshop.playbook import load_playbook
from workshop.queries.themes.suggested_themes import suggested_themes
from workshop.queries.viewer import Viewer
from workshop.queries.votes.ballots import round_ballots
from workshop.queries.votes.rounds import voted_on

VOTE = "insights.vote"
WORDS_HERE = ("No bus", "The bus is late", "A shut door", "Nobody at the door", "Rain")
ACTORS = st.integers(0, 3)
"""Three people, and the facilitator."""


@pytest.fixture(autouse=True)
def of_this_test(db: Database, migrated: Path) -> None:
    """Every day of this room begins in one database, emptied."""
    SortedRoom.db, SortedRoom.empty = db, migrated


class SortedRoom(Room):
    """The room of the other test, in which cards are sorted and voted on as well."""

    written = Room.written
    themes = Bundle("themes")

    @initialize(target=written)
    def begin(self) -> Any:
        """Cards of several people lie face up, and all may sort while writing is open."""
        super().begin()
        self.ballots: dict[tuple[str, str], set[str]] = {}
        self.authors: dict[str, str | None] = {}
        for activity in (*ACTIVITIES, VOTE):
            sorts.allow_sorting(self.db, viewer=self.host, allowed=True, activity=activity)
        room.reveal(self.db, viewer=self.host, activity=ACTIVITIES[0])
        return multiple(*(self.add(n % 3, WORDS_HERE[n], False, 0) for n in range(5)))

    def _actor(self, who: int) -> Viewer:
        return self.host if who == len(self.people) else self.people[who]

    def _note_new(self) -> None:
        """Themes and comments are cards too: their words must stay as well."""
        with self.db.read() as session:
            for card in self._stored(session):
                if card.kind in (CardKind.THEME, CardKind.COMMENT):
                    self.texts.setdefault(card.id, card.text)

    @rule()
    def close(self) -> None:
        """For a moment, or little else would happen."""
        super().close()
        self._refusable(room.open_activity, viewer=self.host, activity=ACTIVITIES[0])

    @rule(allowed=st.booleans(), at=st.sampled_from(["insights.write", VOTE]))
    def let_all_sort(self, allowed: bool, at: str) -> None:
        given = {"allowed": allowed, "activity": at}
        self._refusable(sorts.allow_sorting, viewer=self.host, **given)

    @rule(target=themes, who=ACTORS, name=WORDS, card=written)
    def name_theme(self, who: int, name: str, card: str) -> str:
        draft = NewTheme(name=name, cards=(card,))
        made = self._refusable(sorts.add_theme, viewer=self._actor(who), draft=draft)
        self._note_new()
        return made.themes[0] if made else "refused"

    @rule(who=ACTORS, cards=st.lists(written, min_size=1, max_size=3), data=st.data())
    def move(self, who: int, cards: list[str], data: Any) -> None:
        ids = [None, *self._ids(CardKind.THEME)]
        source, target = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
        draft = CardMove(cards=tuple(cards), source=source, target=target)
        self._refusable(sorts.move_cards, viewer=self._actor(who), draft=draft)

    @rule(who=ACTORS, theme=themes, cards=st.lists(written, min_size=1, max_size=2))
    def split(self, who: int, theme: str, cards: list[str]) -> None:
        draft = NewTheme(name="split", cards=tuple(cards), source=theme)
        self._refusable(sorts.add_theme, viewer=self._actor(who), draft=draft)
        self._note_new()

    @rule(who=ACTORS, one=themes, other=themes)
    def put_together(self, who: int, one: str, other: str) -> None:
        given = {"themes": [one], "into": other}
        self._refusable(sorts.merge_themes, viewer=self._actor(who), **given)

    @rule(who=ACTORS, theme=themes)
    def take_away(self, who: int, theme: str) -> None:
        self._refusable(sorts.remove_theme, viewer=self._actor(who), theme_id=theme)

    @rule(who=ACTORS, theme=themes, name=WORDS, version=st.integers(1, 2))
    def rename(self, who: int, theme: str, name: str, version: int) -> None:
        given = {"theme_id": theme, "draft": ThemeChange(name=name, version=version)}
        made = self._refusable(sorts.change_theme, viewer=self._actor(who), **given)
        if made is not None:
            self.texts[made.id] = name

    @rule(who=ACTORS, one=written, other=written)
    def make_one(self, who: int, one: str, other: str) -> None:
        given = {"cards": [one], "into": other}
        self._refusable(merges.merge_cards, viewer=self._actor(who), **given)

    @rule(who=ACTORS, card=written)
    def part(self, who: int, card: str) -> None:
        self._refusable(merges.unmerge_cards, viewer=self._actor(who), cards=[card])

    @rule(who=ACTORS)
    def accept(self, who: int) -> None:
        with self.db.read() as session:
            found = suggested_themes(session, self._actor(who), CardKind.INSIGHT)
        if found:
            groups = [{"name": one.name, "cards": one.cards} for one in found]
            draft = ThemeGroups.read({"groups": groups})
            self._refusable(sorts.accept_groups, viewer=self._actor(who), draft=draft)
            self._note_new()

    @rule(who=ACTORS, card=written)
    def comment(self, who: int, card: str) -> None:
        given = {"card_id": card, "draft": CommentText(text="so it is")}
        self._refusable(comments.comment_on, viewer=self._actor(who), **given)
        self._note_new()

    @rule(who=ACTORS, forward=st.booleans())
    def own_undo(self, who: int, forward: bool) -> None:
        verb = undo_redo.redo if forward else undo_redo.undo
        step = self._refusable(verb, viewer=self._actor(who))
        if step is not None:
            with self.db.read() as session:
                self.texts |= {c.id: c.text for c in self._stored(session) if c.id == step.card_id}

    @rule()
    def open_vote(self) -> None:
        self._refusable(room.open_activity, viewer=self.host, activity=VOTE, anyway=True)

    @rule(who=PEOPLE, cards=st.lists(written, min_size=1, max_size=2, unique=True))
    def vote(self, who: int, cards: list[str]) -> None:
        with self.db.read() as session:
            found = session.exec(select(VoteRound).where(VoteRound.open)).first()
        viewer = self.people[who]
        key = (found.id if found else "", viewer.person_id or "")
        if found is None or key in self.ballots:
            return
        draft = BallotPaper.read({"choices": [{"card": card} for card in cards]})
        if self._refusable(votes.cast, viewer=viewer, round_id=found.id, draft=draft):
            self.ballots[key] = set(cards)

    def _ids(self, kind: CardKind) -> list[str]:
        with self.db.read() as session:
            return [card.id for card in self._stored(session) if card.kind == kind]

    @invariant()
    def no_author_is_lost_and_nothing_hangs_in_the_air(self) -> None:
        if not hasattr(self, "texts") or not hasattr(self, "authors"):
            return
        with self.db.read() as session:
            stored = {card.id: card for card in self._stored(session)}
            links = list(session.exec(select(Link)))
            runs = session.exec(select(ActivityRun.key, ActivityRun.attribution))
            nameless = {key for key, promise in runs if promise == Attribution.ANONYMOUS}
        for card in stored.values():
            wrote = self.authors.setdefault(card.id, card.author_id)
            forgotten = card.author_id is None and card.activity in nameless
            assert card.author_id == wrote or forgotten
            if card.merged_into is not None:
                lead = stored[card.merged_into]
                assert (lead.merged_into, lead.kind) == (None, card.kind)
        assert all(stored[link.from_id].kind == "theme" for link in links if link.name == "gathers")

    @invariant()
    def everybody_counts_once_for_what_they_chose(self) -> None:
        if not getattr(self, "ballots", None):
            return
        activity = load_playbook().activity(VOTE)
        with self.db.read() as session:
            offered, leads = voted_on(session, self.workshop_id, activity)
            shown = {option.id for option in offered}
            for round_id in {round_id for round_id, _ in self.ballots}:
                lines = round_ballots(session, round_id, leads)
                counted = sorted(line.card for line in lines if line.card in shown)
                expected = [
                    card
                    for (each, _), chosen in self.ballots.items()
                    if each == round_id
                    for card in {leads.get(one, one) for one in chosen}
                    if card in shown
                ]
                assert counted == sorted(expected)

    @invariant()
    def a_screen_that_looks_now_and_then_ends_like_a_new_one(self) -> None:
        """The cards of one room, as the projector has them, are those of the database."""
        if hasattr(self, "screens") and self.screens[0].at is not None:
            self.screens[0].hear()
            fresh = self._screen("projector", None)
            fresh.hear()
            assert self.screens[0].cards == fresh.cards


SortedRoom.TestCase.settings = settings(
    max_examples=10,
    phases=[Phase.generate],  # to make a failing day short takes longer than a test may
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestSortedInAnyOrder = SortedRoom.TestCase
