"""Making, describing, closing, reopening and deleting a workshop."""

from pathlib import Path

import pytest
from sqlmodel import select

from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.people.members import new_token, register_device
from workshop.domain.room import open_activity
from workshop.domain.workshops import (
    MadeWorkshop,
    close_workshop,
    create_workshop,
    delete_workshop,
    describe,
    reopen_workshop,
    require_may_create,
    set_wifi,
)
from workshop.drafts import Description, NewCard, NewWorkshop, Wifi
from workshop.errors import ClosedError, NotAllowedError, NotFoundError
from workshop.models import Audit, Device, Table, Workshop
from workshop.playbook import Playbook
from workshop.queries.room import room_state, run_sheet
from workshop.queries.viewer import Viewer, identify
from workshop.settings import Settings

WRITE = "insights.write"


def row(db: Database, workshop_id: str) -> Workshop:
    with db.read() as session:
        return session.get_one(Workshop, workshop_id)


@pytest.mark.parametrize("template", ["one-day", "taster", "five-sessions"])
def test_a_template_becomes_the_run_sheet(template: str, db: Database, playbook: Playbook) -> None:
    """Its activities in their order, with its minutes, and none of them open."""
    made = create_workshop(db, draft=NewWorkshop(title="Day", template=template), playbook=playbook)
    with db.read() as session:
        sheet = run_sheet(session, made.id)
    planned = playbook.template(template).activities
    assert [(run.activity.key, run.minutes, run.session) for run in sheet] == [
        (one.key, one.minutes, one.session) for one in planned
    ]
    assert [run for run in sheet if run.open or run.revealed] == []
    assert any(run.activity.key == WRITE for run in sheet)


def test_codes_and_words_are_made_to_be_read_out(db: Database, playbook: Playbook) -> None:
    """Five clear capitals, four plain words, and never the same twice."""
    made = [create_workshop(db, draft=NewWorkshop(title="T"), playbook=playbook) for _ in range(5)]
    assert len({one.code for one in made} | {one.secret for one in made}) == 10
    for one in made:
        assert len(one.code) == 5
        assert set(one.code) <= set("BCDFGHJKMPRSTVWXZ")
        assert [word.isalpha() for word in one.secret.split("-")] == [True] * 4


def test_only_this_machine_or_the_key_makes_workshops(tmp_path: Path) -> None:
    """From elsewhere the key is needed; without one set, nobody can from elsewhere."""
    url = f"sqlite:///{tmp_path / 'x.db'}"
    closed, keyed = Settings(url), Settings(url, facilitator_key="pass-örd")
    require_may_create(closed, from_this_machine=True)
    require_may_create(keyed, from_this_machine=False, key=" pass-örd ")
    for settings, key in ((closed, ""), (closed, "x"), (keyed, ""), (keyed, "pass-örd2")):
        with pytest.raises(NotAllowedError):
            require_may_create(settings, from_this_machine=False, key=key)


def test_describing_keeps_the_plan(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer
) -> None:
    """A new title and place; what was not said of the booked time stays."""
    before = row(db, workshop.id)
    describe(db, viewer=facilitator, draft=Description(title="New <b>title</b>", place="Here"))
    after = row(db, workshop.id)
    assert (after.title, after.place, after.booked_minutes) == (
        "New <b>title</b>",
        "Here",
        before.booked_minutes,
    )


def test_the_rooms_wifi_is_forgotten_at_the_close_and_never_audited(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer
) -> None:
    """Its password stands in one column only, and there no longer than needed."""
    set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Hall", password="plugh-plugh"))
    with db.read() as session:
        told = session.exec(select(Audit)).all()
    assert [audit for audit in told if "plugh" in f"{audit.before}{audit.after}"] == []
    close_workshop(db, viewer=facilitator)
    closed = row(db, workshop.id)
    assert (closed.wifi_ssid, closed.wifi_password) == ("", "")


def test_a_closed_workshop_can_be_read_and_opened_again(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, resident: Viewer
) -> None:
    """Nothing is open, nothing is taken, everything is there; then it goes on."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    close_workshop(db, viewer=facilitator)
    with db.read() as session:
        state = room_state(session, workshop.id)
        assert [run for run in run_sheet(session, workshop.id) if run.open] == []
    assert state is not None
    assert state.closed
    with pytest.raises(ClosedError):
        add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text="x"))
    with pytest.raises(ClosedError):
        close_workshop(db, viewer=facilitator)
    reopen_workshop(db, viewer=facilitator)
    open_activity(db, viewer=facilitator, activity=WRITE)
    assert add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text="x")).created


def test_deleting_needs_the_code_and_leaves_nothing(
    db: Database,
    workshop: MadeWorkshop,
    facilitator: Viewer,
    resident: Viewer,
    playbook: Playbook,
) -> None:
    """Every row of this workshop is gone, but for the line that says so; others lose nothing."""
    token = new_token()
    other = create_workshop(db, draft=NewWorkshop(title="Other"), playbook=playbook, token=token)
    open_activity(db, viewer=facilitator, activity=WRITE)
    add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text="x"), key="a-key")
    with pytest.raises(NotAllowedError, match="five-letter code"):
        delete_workshop(db, viewer=facilitator, typed_code="QQQQQ")
    delete_workshop(db, viewer=facilitator, typed_code=f" {workshop.code.lower()} ")
    with db.read() as session:
        for table in Table.metadata.sorted_tables:
            if "workshop_id" in table.c:
                query = select(table.c.workshop_id).where(table.c.workshop_id == workshop.id)
                left = 1 if table.name == "erasure" else 0
                assert len(session.execute(query).all()) == left, table.name
        with pytest.raises(NotFoundError):
            identify(session, token=token, code=workshop.code)
        assert identify(session, token=token, code=other.code).is_facilitator
        assert len(session.exec(select(Device)).all()) == 1


def test_deleting_forgets_only_devices_that_are_nowhere(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer
) -> None:
    """A device that had only opened the link is unknown afterwards and simply joins again."""
    token = new_token()
    register_device(db, token=token)
    delete_workshop(db, viewer=facilitator, typed_code=workshop.code)
    register_device(db, token=token)
    with db.read() as session:
        assert len(session.exec(select(Device)).all()) == 1


def test_participants_do_none_of_this(
    db: Database, workshop: MadeWorkshop, resident: Viewer
) -> None:
    """Every one of these verbs is the facilitator's."""
    refused = (
        lambda: describe(db, viewer=resident, draft=Description(title="x")),
        lambda: set_wifi(db, viewer=resident, draft=Wifi()),
        lambda: close_workshop(db, viewer=resident),
        lambda: reopen_workshop(db, viewer=resident),
        lambda: delete_workshop(db, viewer=resident, typed_code=workshop.code),
    )
    for verb in refused:
        with pytest.raises(NotAllowedError):
            verb()
