"""Every plan, walked by robots in every sort of room: nothing is typed twice, the board is full."""

import pytest

from tests.workshop.robot_room import RobotRoom
from workshop.db import Database
from workshop.domain.people.members import new_token
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewWorkshop
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


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_board_is_full_and_nothing_was_typed_twice(
    db: Database, template: str, room: str
) -> None:
    found = begun(db, template, **ROOMS[room])
    found.walk()
    left_open = {"cost"} if room == "no figures" else set()
    assert set(empty_boxes(found, template)) <= left_open
    assert found.typed
    assert max(found.typed.values()) == 1
    if "reframe.choose" in found.presses:
        assert found.presses["reframe.choose"] <= 2
    assert all(said <= 2 for said in found.presses.values())
