"""Every plan, walked by robots in every sort of room: nothing is typed twice, the board is full."""

import pytest

from tests.workshop.robot_room import RobotRoom
from workshop.db import Database
from workshop.domain.people.members import new_token
from workshop.domain.plan import add_own_step
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
    with db.read() as session:
        facilitator = identify(session, token=token, code=made.code)
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
    ("taster", "12"),
    ("taster", "no residents"),
    ("taster", "two people"),
    ("councillors", "12"),
}
"""Walked each time; the others by hand, with -m matrix."""
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


def test_a_plan_of_ones_own_is_walked_too(db: Database) -> None:
    """A vote, a parking lot and a talk put in by the facilitator stand in nobody's way."""
    found = begun(db, "taster", **ROOMS["12"])
    for sort in ("vote", "parking-lot", "talk"):
        about = {"about": CardKind.INSIGHT} if sort == "vote" else {}
        draft = OwnStep.read({"sort": sort, "after": "insights.write", **about})
        add_own_step(db, viewer=found.facilitator, draft=draft)
    found.walk()
    assert empty_boxes(found, "taster") == []


STEPS = [planned.key for planned in load_playbook().template("taster").activities]


@pytest.mark.parametrize(
    "skipped",
    [STEPS[1], *(pytest.param(k, marks=pytest.mark.matrix) for k in STEPS if k != STEPS[1])],
)
def test_a_step_that_is_skipped_leaves_something_to_do_in_all_others(
    db: Database, skipped: str
) -> None:
    """What is missing then is said, with what to do instead; nothing fails."""
    found = begun(db, "taster", **ROOMS["12"])
    found.walk(without=skipped)
    assert found.typed
    assert max(found.typed.values()) == 1
    book = load_playbook()
    for key, said in found.told.items():
        assert all(sentence.strip() for sentence in said), key
        assert said or book.activity(key).offered or not book.activity(key).collects, key
