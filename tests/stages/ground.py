"""A workshop in which every stage has something: all activities planned, one card of each kind."""

from pathlib import Path

from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.people.members import new_token
from workshop.domain.plan import add_activity
from workshop.domain.room import reveal
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewCard, NewWorkshop
from workshop.kinds import KINDS, CardKind
from workshop.playbook import Playbook, load_playbook
from workshop.queries.viewer import Viewer, identify

ACTS = {
    CardKind.REFRAME: ("agreed", "agreed_on"),
    CardKind.LIFE_GOAL: ("chosen",),
    CardKind.SEGMENT: ("focus",),
}
"""Fields that a button sets, since setting them is an act of its own."""
BUTTONS = {
    CardKind.REFRAME: ("choose", "challenge.{}.agree"),
    CardKind.LIFE_GOAL: ("goals", "team.goal.{}"),
    CardKind.SEGMENT: ("focus", "segmentation.focus.{}"),
}
SEEDED = {
    CardKind.PROTOTYPE: {"success_line": "Five of ten", "stop_line": "One of ten"},
    CardKind.SEGMENT: {"non_user": True},
}


class Ground:
    """A workshop whose plan has every activity, with one card of each kind to link to."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ground.db"
        self.token = new_token()
        db = Database(f"sqlite:///{self.path}")
        db.migrate()
        db.backup(folder / "empty.db")
        self.empty = folder / "empty.db"
        playbook = load_playbook()
        draft = NewWorkshop(title="Growing up in Ashby", place="Ashby")
        self.workshop = create_workshop(db, draft=draft, playbook=playbook, token=self.token)
        with db.read() as session:
            viewer = identify(session, token=self.token, code=self.workshop.code)
        planned = {one.key for one in playbook.templates[0].activities}
        for activity in playbook.activities:
            if activity.key not in planned:
                add_activity(db, viewer=viewer, activity=activity.key)
        for kind in KINDS:
            _seed(db, viewer, playbook, kind)
        _seed(db, viewer, playbook, CardKind.INSIGHT)
        # Numbers about money are held back until the guesses were shown.
        reveal(db, viewer=viewer, activity="resources.guess")
        self.db = db

    def copy(self, to: Path) -> Database:
        self.db.backup(to)
        return Database(f"sqlite:///{to}")


def _seed(db: Database, viewer: Viewer, playbook: Playbook, kind: CardKind) -> None:
    activity = next(one.key for one in playbook.activities if kind in one.collects)
    fields = SEEDED.get(kind, {})
    draft = {"activity": activity, "kind": kind, "text": f"Seed of {kind}", "fields": fields}
    add_card(db, viewer=viewer, draft=NewCard.read(draft))
