"""Every plan, walked by robots in every sort of room: nothing is typed twice, the board is full."""

import pytest

from tests.workshop.robot_room import RobotRoom
from workshop.db import Database
from workshop.domain.people.members import new_token
from workshop.domain.plan import add_own_step
from workshop.domain.templates.own_templates import keep_template, kept_plan, make_from_plan
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewWorkshop, OwnStep
from workshop.kinds import CardKind
from workshop.playbook import load_playbook
from workshop.playbook.boxes import fed_by
from workshop.queries.viewer import identify

TEMPLATES = [template.key for template in load_playbook().templates]
MIXED = ["resident", "resident", "staff", "resident", "staff", "partner"]
ROOMS = {
    "12": {"groups": MIXED * 2},
    "40": {"groups": (MIXED * 7)[:40]},
    "12 without phones": {"groups": MIXED * 2, "phones": False},
    "residents only": {"groups": ["resident"] * 12},
    "no residents": {"groups": ["staff"] * 7 + ["partner"] * 5},
    "no figures": {"groups": MIXED * 2, "figures": False},
    "two people": {"groups": ["resident", "staff"]},
}


def begun(db: Database, template: str, **room: object) -> RobotRoom:
    token = new_token()
    draft = NewWorkshop(title="Growing up in Ashby", template=template)
    made = create_workshop(db, draft=draft, playbook=load_playbook(), token=token)
    return filled_room(db, made.code, token, **room)


def filled_room(db: Database, code: str, token: str, **room: object) -> RobotRoom:
    """The room of whoever made it, with everybody in it who has a phone."""
    with db.read() as session:
        facilitator = identify(session, token=token, code=code)
    found = RobotRoom(db, facilitator, **room)  # type: ignore[arg-type]
    found.come()
    return found


def empty_boxes(found: RobotRoom, template: str) -> list[str]:
    """The boxes that the plan means to fill, and for which the room holds nothing."""
    cards = found.cards()

    def holds(kind: CardKind, name: str) -> bool:
        return any(c.kind == kind and (not name or c.fields.get(name)) for c in cards)

    return [
        box
        for box in load_playbook().template(template).board
        if not any(holds(kind, name) for kind, name in fed_by(box))
    ]


QUICK = {
    ("one-day", "12"),
    ("five-sessions", "no residents"),
    ("two-evenings", "12 without phones"),
    ("half-day", "no figures"),
    ("online", "residents only"),
    ("councillors", "40"),
    ("taster", "two people"),
}
"""Walked each time: every plan once, and every room once. All pairs by hand, with -m matrix."""


def test_every_plan_and_every_room_is_walked_each_time() -> None:
    plans, rooms = zip(*QUICK, strict=True)
    assert (set(plans), set(rooms)) == (set(TEMPLATES), set(ROOMS))


WALKS = [
    pytest.param(plan, room, marks=() if (plan, room) in QUICK else pytest.mark.matrix)
    for plan in TEMPLATES
    for room in ROOMS
]


@pytest.mark.parametrize(("template", "room"), WALKS)
def test_the_board_is_full_and_nothing_was_typed_twice(
    db: Database, template: str, room: str
) -> None:
    """No decision takes more than two presses, and only a cost without figures stays open."""
    found = begun(db, template, **ROOMS[room])
    found.walk()
    left_open = {"cost"} if room == "no figures" else set()
    assert set(empty_boxes(found, template)) <= left_open
    assert found.typed
    assert max(found.typed.values()) == 1
    assert max(found.presses.values()) <= 2
    assert found.presses["reframe.choose"] <= 2
    planned = [
        load_playbook().activity(one.key) for one in load_playbook().template(template).activities
    ]
    assert set(found.put_up) == {one.key for one in planned if one.forward}


def test_a_kept_plan_is_walked_too(db: Database) -> None:
    """A vote, a parking lot and a talk of the facilitator's own come along and are in no way."""
    first = begun(db, "taster", groups=[])
    for sort in ("vote", "parking-lot", "talk"):
        about = {"about": CardKind.INSIGHT} if sort == "vote" else {}
        draft = OwnStep.read({"sort": sort, "after": "insights.write", **about})
        add_own_step(db, viewer=first.facilitator, draft=draft)
    plan = kept_plan(db, keep_template(db, viewer=first.facilitator, title="Our way"))
    token = new_token()
    made = make_from_plan(db, plan=plan, draft=NewWorkshop(title="Next month"), token=token)
    found = filled_room(db, made.code, token, **ROOMS["12"])
    found.walk()
    assert len(found.told) == len(load_playbook().template("taster").activities) + 3
    assert empty_boxes(found, "taster") == []


TASTER = [planned.key for planned in load_playbook().template("taster").activities]
ONE_DAY = [planned.key for planned in load_playbook().template("one-day").activities]
LEFT_OUT = [
    pytest.param("one-day", ONE_DAY[1::2], id="every second step of one day"),
    pytest.param("one-day", ONE_DAY[::2], id="the other half of one day"),
    *(
        pytest.param("taster", [key], id=key, marks=() if at == 1 else pytest.mark.matrix)
        for at, key in enumerate(TASTER)
    ),
]


@pytest.mark.parametrize(("template", "without"), LEFT_OUT)
def test_steps_that_are_left_out_leave_something_to_do_in_all_others(
    db: Database, template: str, without: list[str]
) -> None:
    """What is missing then is said, with what to do instead; nothing fails."""
    found = begun(db, template, **ROOMS["12"])
    found.walk(without=without)
    assert found.typed
    assert max(found.typed.values()) == 1
    book = load_playbook()
    for key, said in found.told.items():
        assert all(sentence.strip() for sentence in said), key
        assert said or book.activity(key).offered or not book.activity(key).collects, key
