"""Plans kept for other workshops: who may, what they hold, and what is made from them."""

import json

import pytest
from sqlmodel import select

from workshop.db import Database
from workshop.domain import plan as verbs
from workshop.domain.agenda import Needs, set_needs
from workshop.domain.cards import add_card
from workshop.domain.people.members import new_token
from workshop.domain.people.steerers import end_steering, hand_over
from workshop.domain.room import open_activity
from workshop.domain.templates import own_templates
from workshop.domain.templates.own_templates import (
    KeptTemplate,
    copy_workshop,
    forget_template,
    keep_plan_file,
    keep_template,
    kept_plan,
    kept_templates,
    make_from_plan,
    plan_of,
)
from workshop.domain.templates.plan_file import PlanFile
from workshop.drafts import NewCard, NewWorkshop
from workshop.errors import InvalidInputError, NotAllowedError, NotFoundError
from workshop.models import ActivityRun, Workshop
from workshop.queries.cards import cards_for
from workshop.queries.room import run_sheet
from workshop.queries.viewer import Viewer, identify


def steps(db: Database, workshop_id: str) -> list[tuple[str, int, int]]:
    with db.read() as session:
        return [(r.activity.key, r.minutes, r.session) for r in run_sheet(session, workshop_id)]


def test_a_kept_plan_makes_a_workshop_without_cards_or_people(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Whoever makes it steers it, and the question of the day comes along."""
    open_activity(db, viewer=facilitator, activity="insights.write")
    draft = NewCard.read({"activity": "insights.write", "text": "Quincunx"})
    add_card(db, viewer=resident, draft=draft)
    verbs.set_minutes(db, viewer=facilitator, activity="insights.write", minutes=23)
    set_needs(
        db, viewer=facilitator, activity="insights.write", draft=Needs(leads="Zelda", brings="Pens")
    )
    kept = keep_template(db, viewer=facilitator, title="Our way")
    plan = kept_plan(db, kept)
    assert "Zelda" not in json.dumps(plan.model_dump(mode="json"))
    token = new_token()
    new = NewWorkshop.read({"title": "Next month", "place": "Elm Row"})
    made = make_from_plan(db, plan=plan, draft=new, token=token)
    assert steps(db, made.id) == steps(db, facilitator.workshop_id)
    with db.read() as session:
        mine = identify(session, token=token, code=made.code)
        assert mine.is_facilitator
        assert cards_for(session, mine) == []
        workshop, source = (
            session.get_one(Workshop, one) for one in (made.id, facilitator.workshop_id)
        )
        assert (workshop.title, workshop.place) == ("Next month", "Elm Row")
        assert workshop.life_question == source.life_question
        sheet = session.exec(select(ActivityRun).where(ActivityRun.workshop_id == made.id)).all()
        assert {run.brings for run in sheet} == {"", "Pens"}
        assert {run.leads for run in sheet} == {""}


def test_one_of_the_same_name_is_replaced_and_one_can_be_removed(
    db: Database, facilitator: Viewer
) -> None:
    first = keep_template(db, viewer=facilitator, title=" Our way ")
    verbs.set_minutes(db, viewer=facilitator, activity="insights.write", minutes=23)
    assert keep_template(db, viewer=facilitator, title="Our way") == first
    count = len(plan_of(db, viewer=facilitator).steps)
    assert kept_templates(db) == [KeptTemplate(first, "Our way", 330, count)]
    assert {s.minutes for s in kept_plan(db, first).steps if s.key == "insights.write"} == {23}
    forget_template(db, first)
    forget_template(db, first)
    assert kept_templates(db) == []
    with pytest.raises(NotFoundError, match="not kept here any more"):
        kept_plan(db, first)


def test_only_who_steers_now_may_keep_or_read_a_plan(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    plan = plan_of(db, viewer=facilitator)
    for attempt in (
        lambda: keep_template(db, viewer=resident, title="Mine"),
        lambda: keep_plan_file(db, viewer=resident, plan=plan),
        lambda: plan_of(db, viewer=resident),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
    assert facilitator.person_id
    assert staff.person_id
    hand_over(db, viewer=facilitator, person_id=staff.person_id)
    end_steering(db, viewer=facilitator, person_id=facilitator.person_id)
    with pytest.raises(NotAllowedError):
        keep_template(db, viewer=facilitator, title="Mine")
    assert kept_templates(db) == []


def test_a_server_keeps_so_many_and_says_so(
    db: Database, facilitator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_templates, "MOST_KEPT", 1)
    keep_template(db, viewer=facilitator, title="One")
    with pytest.raises(InvalidInputError, match="keeps 1 plans already"):
        keep_template(db, viewer=facilitator, title="Two")
    keep_template(db, viewer=facilitator, title="One")
    with pytest.raises(InvalidInputError, match="name first"):
        keep_template(db, viewer=facilitator, title=" ")


def test_a_copy_still_says_who_leads(db: Database, facilitator: Viewer) -> None:
    """It stays with those who made it, so names stay; a plan that is kept has none."""
    set_needs(db, viewer=facilitator, activity="insights.write", draft=Needs(leads="Zelda"))
    made = copy_workshop(db, viewer=facilitator, title="Again", token=new_token())
    with db.read() as session:
        sheet = session.exec(select(ActivityRun).where(ActivityRun.workshop_id == made.id)).all()
    assert [run.key for run in sheet if run.leads == "Zelda"] == ["insights.write"]


def test_nothing_is_made_from_a_plan_of_another_method(db: Database) -> None:
    """Not even half: the workshop is there with its plan, or not at all."""
    step = {"key": "insights.write", "minutes": 5, "attribution": "role"}
    plan = PlanFile.read(
        {"title": "Odd", "template": "taster", "language": "en", "booked_minutes": 60}
        | {"steps": [step, {**step, "key": "team.dance"}]}
    )
    with pytest.raises(InvalidInputError, match="another version of the method"):
        make_from_plan(db, plan=plan, draft=NewWorkshop.read({"title": "x"}), token=None)
    with db.read() as session:
        assert session.exec(select(Workshop)).all() == []
