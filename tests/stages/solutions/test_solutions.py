"""New solutions: after the challenge, ideas made concrete, compared and shared out fairly."""

import pytest

from stages.solutions.page import PARTS
from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.stages.walking import keys, part, put, sent_in_all_parts
from workshop.db import Database
from workshop.domain.cards import edit_card
from workshop.domain.people.members import new_token
from workshop.domain.plan import add_activity
from workshop.domain.room import open_activity, open_gate
from workshop.drafts import CardEdit
from workshop.models import Card, Workshop
from workshop.playbook import Gate
from workshop.queries.viewer import Viewer

SECRET = "quincunx"


@pytest.fixture
def gate_open(db: Database, facilitator: Viewer) -> None:
    open_gate(db, viewer=facilitator, gate=Gate.REFRAME_AGREED)


@pytest.fixture
def solution(db: Database, facilitator: Viewer) -> str:
    return put(
        db,
        facilitator,
        "solutions.build",
        "solution",
        "Open mornings",
        different="They run it",
        ownership="led",
        elements=["customers"],
    )


def stored(db: Database, card_id: str) -> Card:
    with db.read() as session:
        return session.get_one(Card, card_id)


def html(app: object) -> str:
    return "\n".join(one.value for one in app.html)  # type: ignore[attr-defined]


def test_ideas_wait_for_the_challenge_and_the_facilitator_may_go_on(
    desk: Device, device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    """Everybody reads the sentence; one click of the facilitator's is kept."""
    room = device(participant_token).open("solutions")
    assert "Ideas come after the new challenge" in room.info[-1].value
    assert "solutions.gate.reframe-agreed" not in keys(room.button)
    app = desk.open("solutions")
    assert "solutions.part" not in app.session_state
    drawn(app.button(key="solutions.gate.reframe-agreed").click().run())
    with db.read() as session:
        workshop = session.get_one(Workshop, facilitator.workshop_id)
        assert workshop.gates_opened == ["reframe-agreed"]
    assert "No ideas to see yet. Three in five minutes: odd is good." in [t.value for t in app.text]


@pytest.mark.usefixtures("gate_open")
def test_a_part_of_a_solution_is_saved_by_itself(desk: Device, db: Database, solution: str) -> None:
    """What the other parts say stays as it was."""
    app = part(desk.open("solutions"), "solutions", "build")
    app.session_state[f"solutions.groups.{solution}.group.4"] = True
    drawn(app.run())
    prefix = f"solutions.groups.{solution}.4"
    app.text_area(key=f"{prefix}.1.better").set_value("People come twice")
    drawn(app.button(key=f"{prefix}.save").click().run())
    fields = stored(db, solution).fields
    assert (fields["better"], fields["different"]) == ("People come twice", "They run it")


@pytest.mark.usefixtures("gate_open")
def test_a_newer_save_is_shown_and_what_was_typed_stays(
    desk: Device, db: Database, facilitator: Viewer, solution: str
) -> None:
    app = part(desk.open("solutions"), "solutions", "build")
    app.session_state[f"solutions.groups.{solution}.group.4"] = True
    drawn(app.run())
    prefix = f"solutions.groups.{solution}.4"
    app.text_area(key=f"{prefix}.1.better").set_value("Mine")
    newer = {**stored(db, solution).fields, "better": "Theirs"}
    edit_card(db, viewer=facilitator, card_id=solution, draft=CardEdit(version=1, fields=newer))
    drawn(app.button(key=f"{prefix}.save").click().run())
    assert stored(db, solution).fields["better"] == "Theirs"
    assert "Somebody saved a newer text first" in sentences(app)[0]
    assert app.text_area(key=f"{prefix}.2.better").value == "Mine"
    assert "Theirs" in html(app)
    drawn(app.button(key=f"{prefix}.save").click().run())
    assert stored(db, solution).fields["better"] == "Mine"


@pytest.mark.usefixtures("gate_open")
def test_testing_a_solution_needs_people_who_stay_away(
    desk: Device, db: Database, facilitator: Viewer, solution: str
) -> None:
    away = put(db, facilitator, "segments.list", "segment", "Stay away", non_user=True)
    app = part(desk.open("solutions"), "solutions", "build")
    for group in (0, 7):
        app.session_state[f"solutions.groups.{solution}.group.{group}"] = True
    drawn(app.run())
    prefix = f"solutions.groups.{solution}"
    app.selectbox(key=f"{prefix}.7.1.to_test").set_value(True)
    drawn(app.button(key=f"{prefix}.7.save").click().run())
    assert "name a group of people who stay away" in sentences(app)[0]
    app.multiselect(key=f"{prefix}.0.1.link.segments").set_value([away])
    drawn(app.button(key=f"{prefix}.0.save").click().run())
    drawn(app.button(key=f"{prefix}.7.save").click().run())
    assert stored(db, solution).fields["to_test"] is True


@pytest.mark.usefixtures("gate_open", "solution")
def test_the_rung_is_marked_in_words_not_by_colour_alone(desk: Device) -> None:
    app = part(desk.open("solutions"), "solutions", "build")
    assert 'aria-current="step" class="rf-here">● People lead it</li>' in html(app)


@pytest.mark.usefixtures("gate_open", "solution")
def test_the_three_columns_say_what_is_missing_and_what_is_not_new(desk: Device) -> None:
    app = part(desk.open("solutions"), "solutions", "compare")
    assert "Not yet: say how it is better and what costs less" in html(app)
    assert any("No solution has this yet" in one.value for one in app.warning)


@pytest.mark.usefixtures("gate_open")
def test_roles_are_added_up_and_one_persons_pay_is_a_band(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    add_activity(db, viewer=facilitator, activity="solutions.areas")
    put(
        db,
        facilitator,
        "solutions.who-does-what",
        "role_change",
        "Officers",
        people_before=6,
        people_after=4,
        fte_before="6",
        fte_after="3.5",
    )
    put(
        db,
        facilitator,
        "solutions.who-does-what",
        "role_change",
        "Chair",
        people_before=1,
        cost_before_pence=3_123_400,
    )
    app = part(desk.open("solutions"), "solutions", "share")
    said = html(app)
    assert "6 → 3.5" in said
    assert "7 → 4" in said
    assert "£30,000 to £35,000" in said
    roles = next(one.value for one in app.html if "Officers" in one.value)
    assert "£31,234" not in roles.partition("<tfoot>")[0]


@pytest.fixture
def concern(db: Database, facilitator: Viewer, staff: Viewer) -> str:
    open_activity(db, viewer=facilitator, activity="solutions.concerns", anyway=True)
    return put(db, staff, "solutions.concerns", "concern", f"My post {SECRET}")


def test_the_room_is_told_that_a_concern_was_read_out_and_never_its_words(
    desk: Device, device: OpenAs, participant_token: str, db: Database, concern: str
) -> None:
    """By one click; neither before nor after it does a word leave the server."""
    resident = device(participant_token)
    assert SECRET not in sent_in_all_parts(resident, "solutions", PARTS)
    app = part(desk.open("solutions"), "solutions", "concerns")
    assert SECRET in all_sent(app)
    drawn(app.button(key=f"solutions.concern.read.{concern}").click().run())
    assert stored(db, concern).fields["read_out"] is True
    room = part(resident.open("solutions"), "solutions", "concerns")
    assert "Not said" in html(room)
    assert SECRET not in sent_in_all_parts(resident, "solutions", PARTS)


@pytest.mark.usefixtures("concern")
def test_somebody_who_writes_a_concern_is_asked_for_its_words_alone(
    device: OpenAs, participant_token: str
) -> None:
    app = part(device(participant_token).open("solutions"), "solutions", "concerns")
    drawn(app.button(key="solutions.concerns.adding.concern").click().run())
    prefix = "solutions.concerns.add.concern.0"
    assert [key for key in keys(app.text_area) if key.startswith(prefix)] == [f"{prefix}.text"]
    assert not [key for key in keys(app.selectbox) if key.startswith(prefix)]


@pytest.mark.usefixtures("gate_open")
def test_points_of_the_agreement_stand_in_the_order_of_the_headings(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    add_activity(db, viewer=facilitator, activity="solutions.agreement")
    for heading in ("ending", "parties", "money"):
        put(db, facilitator, "solutions.agreement", "sla_clause", f"On {heading}", heading=heading)
    app = part(desk.open("solutions"), "solutions", "ready")
    said = html(app)
    assert said.index("On parties") < said.index("On money") < said.index("On ending")
    assert any("not legal advice" in one.value for one in app.info)


@pytest.mark.usefixtures("gate_open")
def test_a_step_moves_up_the_ladder_by_one_click(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    add_activity(db, viewer=facilitator, activity="solutions.readiness")
    step = put(db, facilitator, "solutions.readiness", "readiness_step", "Two evenings")
    app = part(desk.open("solutions"), "solutions", "ready")
    for expected in ("doing", "done"):
        drawn(app.button(key=f"solutions.step.on.{step}").click().run())
        assert stored(db, step).fields["progress"] == expected
    assert f"solutions.step.on.{step}" not in keys(app.button)


@pytest.mark.usefixtures("gate_open")
def test_a_step_that_the_plan_lacks_is_added_where_it_belongs(desk: Device) -> None:
    app = part(desk.open("solutions"), "solutions", "share")
    drawn(app.button(key="solutions.here.solutions.areas").click().run())
    assert "solutions.here.solutions.areas" not in keys(app.button)
    assert "solutions.areas.adding.coproduction_area" in keys(app.button)


def test_a_visitor_reads_nothing(device: OpenAs, solution: str) -> None:
    assert "Open mornings" not in all_sent(device(new_token()).open("solutions"))
