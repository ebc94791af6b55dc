"""A rehearsal has the same plan and nothing else of the workshop, and goes with one click."""

import pytest
from sqlmodel import func, select

from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.plan import set_minutes
from workshop.domain.rehearsals import begin_rehearsal, end_rehearsal
from workshop.domain.room import open_activity
from workshop.domain.workshops import MadeWorkshop
from workshop.drafts import NewCard
from workshop.errors import InvalidInputError, NotAllowedError
from workshop.exports import collect
from workshop.models import Workshop
from workshop.queries.room import run_sheet
from workshop.queries.viewer import Viewer, identify

WRITE = "insights.write"


@pytest.fixture
def rehearsal(
    db: Database, facilitator: Viewer, facilitator_token: str, resident: Viewer
) -> Viewer:
    """The facilitator in the rehearsal of a workshop that has a card already."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text="A real card"))
    set_minutes(db, viewer=facilitator, activity=WRITE, minutes=23)
    made = begin_rehearsal(db, viewer=facilitator, token=facilitator_token)
    with db.read() as session:
        return identify(session, token=facilitator_token, code=made.code)


def plan(db: Database, viewer: Viewer) -> list[tuple[str, int, bool]]:
    with db.read() as session:
        runs = run_sheet(session, viewer.workshop_id)
    return [(run.activity.key, run.minutes, run.hidden) for run in runs]


def test_the_plan_is_the_same_and_nothing_is_shared(
    db: Database, facilitator: Viewer, rehearsal: Viewer
) -> None:
    """What robots do stands in the rehearsal's record alone, which says what it is."""
    assert plan(db, rehearsal) == plan(db, facilitator)
    open_activity(db, viewer=rehearsal, activity=WRITE)
    add_card(db, viewer=rehearsal, draft=NewCard(activity=WRITE, text="Robot 1: hello"))
    real, tried = collect(db, facilitator), collect(db, rehearsal)
    assert [card.text for card in real.cards] == ["A real card"]
    assert [card.text for card in tried.cards] == ["Robot 1: hello"]
    assert (real.workshop.is_rehearsal, tried.workshop.is_rehearsal) == (False, True)
    assert tried.workshop.title == f"Rehearsal: {real.workshop.title}"


def test_it_is_taken_away_whole_and_only_it(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, rehearsal: Viewer
) -> None:
    with pytest.raises(InvalidInputError, match="no rehearsal"):
        end_rehearsal(db, viewer=facilitator)
    end_rehearsal(db, viewer=rehearsal)
    with db.read() as session:
        assert session.exec(select(Workshop.code)).all() == [workshop.code]
    assert len(collect(db, facilitator).cards) == 1


def test_only_who_steers_rehearses_and_not_twice(
    db: Database, facilitator_token: str, resident: Viewer, rehearsal: Viewer
) -> None:
    with pytest.raises(NotAllowedError):
        begin_rehearsal(db, viewer=resident, token=facilitator_token)
    with pytest.raises(InvalidInputError, match="already"):
        begin_rehearsal(db, viewer=rehearsal, token=facilitator_token)
    with db.read() as session:
        assert session.exec(select(func.count()).select_from(Workshop)).one() == 2
