"""What the room may see of a figure is made of nothing that still lies face down."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.promises import write_alone
from workshop.domain.room import reveal
from workshop.drafts import NewCard
from workshop.examples import bring_example
from workshop.figures.bars import Bars
from workshop.models import ActivityRun, Workshop
from workshop.playbook import load_playbook
from workshop.queries.cards import cards_for
from workshop.queries.figures import shown_in_room
from workshop.queries.figures.shown_in_room import FIGURES, figure_for_room
from workshop.queries.money.guesses import parts_to_guess
from workshop.queries.viewer import Viewer, host

Figures = dict[str, Bars | None]
SPEND = "resources.spend"
MADE_AT = datetime(2026, 11, 22, tzinfo=UTC)


def test_no_figure_is_made_of_what_lies_face_down(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole day's cards, each step in turn face down: later, and after the close, as without.

    Each step's cards change a figure once they are shown, so that they could have told: of stops
    a figure says how many are unsaid, and here none is.
    """
    code = bring_example(db)
    kinds = {kind for source in FIGURES.values() for kind in source.kinds}
    with db.read() as session:
        lead = host(session, code)
        whole = cards_for(session, lead, kinds=sorted(kinds))
        steps = sorted({card.activity for card in whole})
        others = select(ActivityRun).where(ActivityRun.workshop_id == lead.workshop_id)
    playbook = load_playbook()

    def made_without(step: str) -> Figures:
        cards = [card for card in whole if card.activity != step]
        found: Figures = {}
        for name, source in FIGURES.items():
            figure = source.make([c for c in cards if c.kind in source.kinds], playbook)
            found[name] = figure if figure is not None and figure.rows else None
        return found

    def read(down: str, *, closed: bool) -> Figures:
        with db.write() as work:
            for run in work.session.exec(others):
                run.hidden, run.revealed = run.key == down, False
                run.started_at = run.started_at or MADE_AT
            workshop = work.session.get_one(Workshop, lead.workshop_id)
            workshop.state = "closed" if closed else "open"
            work.commit()
        monkeypatch.setattr(shown_in_room, "_MADE", {})
        with db.read() as session:
            workshop = session.get_one(Workshop, lead.workshop_id)
            return {name: figure_for_room(session, workshop, name) for name in FIGURES}

    shown = read("", closed=False)
    assert None not in shown.values()
    could_not_tell = {step for step in steps if made_without(step) == shown}
    assert ("resources.guess" in steps, could_not_tell) == (True, {"resources.sort"})
    for step in steps:
        bare = made_without(step)
        assert (step, read(step, closed=False)) == (step, bare)
        assert (step, read(step, closed=True)) == (step, bare)


def test_parts_that_lie_face_down_are_not_named_to_those_who_guess(
    db: Database, facilitator: Viewer
) -> None:
    named = []
    for alone in (False, True):
        write_alone(db, viewer=facilitator, activity=SPEND, alone=alone)
        for part in ("Play", "Paper") if not alone else ():
            draft = {"activity": SPEND, "kind": "strand", "text": part}
            add_card(db, viewer=facilitator, draft=NewCard.read(draft))
        with db.read() as session:
            named.append(parts_to_guess(session, facilitator.workshop_id))
    reveal(db, viewer=facilitator, activity=SPEND)
    with db.read() as session:
        named.append(parts_to_guess(session, facilitator.workshop_id))
    assert named == [("Play", "Paper"), (), ("Play", "Paper")]
