"""``uv run python -m tests.load.verbs``: CPU of what each card, join and screen makes a server do.

In one thread of one process, without HTTP: what counts is the ratio of two revisions, run in turn.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.load.server import prepare
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.people.members import join, new_token, register_device
from workshop.drafts import Joining, NewCard
from workshop.enums import RoleGroup
from workshop.live.feed import VIEWS, Feed
from workshop.queries.viewer import Viewer, identify

PEOPLE, TIMES, WALL = 100, 200, 50
AT_ONCE = 4
"""So many cards share a transaction in a busy room."""


class Verbs:
    """A room of people whose cards, joins and screens are counted."""

    def __init__(self, folder: Path) -> None:
        self.room = prepare(folder, WALL)
        self.db = Database(f"sqlite:///{self.room.path}", durable=False)
        self.feed = Feed(self.db)
        self.tokens = [self.known() for _ in range(PEOPLE)]
        for token in self.tokens:
            self.join(token)
        self.cards = 0

    def who(self, token: str) -> Viewer:
        with self.db.read() as session:
            return identify(session, token=token, code=self.room.code)

    def known(self) -> str:
        token = new_token()
        register_device(self.db, token=token)
        return token

    def join(self, token: str) -> Viewer:
        draft = Joining(role_group=RoleGroup.RESIDENT, table=len(token) % 10 + 1)
        return join(self.db, viewer=self.who(token), draft=draft)

    def card(self) -> None:
        """As the writing thread does it: identified, stored and recorded."""
        self.cards += 1
        token = self.tokens[self.cards % PEOPLE]
        words = f"{self.cards} nobody asked us when the timetable changed, so we walk"
        draft = NewCard(activity=self.room.activity, text=words)
        add_card(self.db, viewer=self.who(token), draft=draft, key=f"key {self.cards}")

    def together(self, *jobs: Callable[[], object]) -> None:
        for outcome in self.db.together(jobs):
            if outcome.error is not None:
                raise outcome.error

    def news(self, view: str) -> float:
        """Milliseconds of what all screens of a kind are told after one more card."""
        workshop = self.who(self.tokens[0]).workshop_id
        since = self.feed.revision(workshop)
        self.feed.news(workshop, VIEWS[view], since)
        self.together(self.card)
        return spent(partial(self.feed.news, workshop, VIEWS[view], since))


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of this thread's CPU."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1e3


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="reframe-verbs-") as folder:
        verbs = Verbs(Path(folder))
        newcomers = [verbs.known() for _ in range(TIMES)]
        measured: dict[str, Callable[[], float]] = {
            "a device is made known": lambda: spent(lambda: verbs.together(verbs.known)),
            "a person joins": lambda: spent(
                lambda: verbs.together(partial(verbs.join, newcomers.pop()))
            ),
            "a card is kept, alone": lambda: spent(lambda: verbs.together(verbs.card)),
            "a card is kept, one of four": lambda: (
                spent(lambda: verbs.together(*[verbs.card] * AT_ONCE)) / AT_ONCE
            ),
            **{f"a {view} hears of a card": partial(verbs.news, view) for view in VIEWS},
        }
        for name, one in measured.items():
            one()
            costs = [one() for _ in range(TIMES - 1)]
            print(f"{name:<32}{statistics.median(costs):.2f} ms")
        verbs.db.close()


if __name__ == "__main__":
    main()
