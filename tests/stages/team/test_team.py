"""The stage Team: the mix, what the workshop is about, goals, and what stays private."""

import pytest

from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.stages.walking import keys, part, put, sent_in_all_parts
from workshop.db import Database
from workshop.domain import room
from workshop.domain.plan import add_activity
from workshop.models import Workshop
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer

PARTS = ("people", "goals", "room", "place", "needs")
SECRET = "quincunx"


def warnings(app: object) -> list[str]:
    return [item.value.replace("\\", "") for item in app.warning]


@pytest.fixture
def roster(db: Database, facilitator: Viewer) -> None:
    add_activity(db, viewer=facilitator, activity="team.roster")


@pytest.mark.usefixtures("roster")
def test_a_core_team_without_residents_is_warned_about(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    def add(name: str, group: str) -> None:
        put(
            db,
            facilitator,
            "team.roster",
            "roster_entry",
            name,
            role_group=group,
            core_team=True,
        )

    add("Paint Pot", "staff")
    app = part(desk.open("team"), "team", "people")
    assert warnings(app) == [
        "There is no resident in the core team. Ask at least one person who lives this life.",
        "There are fewer residents than staff and managers. Ask more residents to come.",
    ]
    add("Wellies", "resident")
    app = part(desk.open("team"), "team", "people")
    assert warnings(app) == []
    bars = [one.value for one in app.html if "rf-mix" in one.value]
    assert len(bars) == 1
    for group in ("Resident", "Staff"):
        assert f">{group}<" in bars[0]
    assert bars[0].count("1, that is 50%. 1 in the core team") == 2


def test_the_facilitator_says_what_the_workshop_is_about(
    desk: Device, device: OpenAs, db: Database, participant_token: str, facilitator: Viewer
) -> None:
    """Everybody reads it; a year that is no number is refused and nothing typed is lost."""
    app = part(desk.open("team"), "team", "people")
    boxes = {one.key.rsplit(".", 1)[-1]: one.key for one in app.text_input}
    app.text_input(key=boxes["sponsor"]).set_value("Two Hats")
    app.text_input(key=boxes["horizon_year"]).set_value("soon")
    save = next(one for one in app.button if one.label == "Save what this is about")
    drawn(save.click().run())
    assert sentences(app) == ["“The year that the vision is about” needs a number, such as 2030."]
    assert app.text_input(key=boxes["sponsor"]).value == "Two Hats"
    app.text_input(key=boxes["horizon_year"]).set_value("2031")
    save = next(one for one in app.button if one.label == "Save what this is about")
    drawn(save.click().run())
    assert sentences(app) == []
    with db.read() as session:
        about = session.get_one(Workshop, facilitator.workshop_id)
    assert (about.sponsor, about.horizon_year, about.place) == ("Two Hats", 2031, "Ashby")
    seen = part(device(participant_token).open("team"), "team", "people")
    assert "Two Hats" in all_sent(seen)
    assert "Save what this is about" not in [one.label for one in seen.button]


def test_goals_are_chosen_by_an_act_and_more_than_five_are_too_many(
    desk: Device, device: OpenAs, db: Database, facilitator: Viewer, participant_token: str
) -> None:
    goals = [put(db, facilitator, "team.life-question", "life_goal", f"Goal {n}") for n in range(6)]
    room.reveal(db, viewer=facilitator, activity="team.life-question")
    app = part(desk.open("team"), "team", "goals")
    for goal in goals:
        assert warnings(app) == []
        drawn(app.button(key=f"team.goal.{goal}").click().run())
    assert warnings(app) == [
        "There are 6 goals, and 5 are enough. Join two that say the same: "
        "write both in one card, then take the other off this list."
    ]
    drawn(app.button(key=f"team.goal.{goals[0]}").click().run())
    assert warnings(app) == []
    with db.read() as session:
        cards = cards_for(session, facilitator, kinds=["life_goal"])
    assert {card.id for card in cards if card.fields["chosen"]} == set(goals[1:])
    seen = part(device(participant_token).open("team"), "team", "goals")
    assert "One of our goals" in all_sent(seen)
    assert not [key for key in keys(seen.button) if key.startswith("team.goal.")]


def test_worries_and_needs_are_for_their_writer_and_the_facilitator(
    desk: Device,
    device: OpenAs,
    db: Database,
    facilitator: Viewer,
    resident: Viewer,
    participant_token: str,
) -> None:
    """Others read neither; the facilitator reads a worry with no name, and needs when asked to."""
    add_activity(db, viewer=facilitator, activity="team.access")
    room.open_activity(db, viewer=facilitator, activity="team.hopes")
    put(db, resident, "team.hopes", "worry", f"A worry {SECRET}")
    put(db, facilitator, "team.access", "access_need", f"A need {SECRET}")
    put(db, facilitator, "team.access", "follow_up_contact", f"A contact {SECRET}")
    assert SECRET not in sent_in_all_parts(device(participant_token), "team", PARTS)
    app = part(desk.open("team"), "team", "room")
    assert f"A worry {SECRET}" in all_sent(app)
    assert resident.name not in all_sent(app)
    app = part(app, "team", "needs")
    assert SECRET not in all_sent(app)
    drawn(app.toggle(key="team.needs.shown").set_value(True).run())
    assert f"A need {SECRET}" in all_sent(app)
    assert f"A contact {SECRET}" in all_sent(app)


def test_a_fact_stands_with_its_source_and_its_date(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    add_activity(db, viewer=facilitator, activity="team.place")
    put(
        db,
        facilitator,
        "team.place",
        "context_fact",
        "Half the homes have a garden",
        source="Council survey",
        dated="2025-03-31",
    )
    put(db, facilitator, "team.place", "map_feature", "The main road", sort="barrier")
    app = part(desk.open("team"), "team", "place")
    sent = all_sent(app)
    assert "Council survey" in sent
    assert "31/03/2025" in sent
    (table,) = (one.value for one in app.html if "<caption" in one.value)
    assert '<caption class="rf-unseen">Facts about this place' in table  # its heading says it
    assert "**It keeps people apart (1)**" in [one.value for one in app.markdown]


def test_a_step_that_the_plan_lacks_is_one_click_away(desk: Device, db: Database) -> None:
    app = part(desk.open("team"), "team", "needs")
    drawn(app.toggle(key="team.needs.shown").set_value(True).run())
    drawn(app.button(key="team.offer.team.access").click().run())
    assert sentences(app) == []
    assert "team.offer.team.access" not in keys(app.button)
    assert "team.access_need.adding.access_need" in keys(app.button)
