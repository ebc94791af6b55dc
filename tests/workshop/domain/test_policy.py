"""Who may do what, when: the whole table, written out by hand."""

from itertools import product

import pytest

from workshop.domain.policy import ALLOWED, Situation, Verb, require
from workshop.enums import Role
from workshop.errors import ClosedError, NotAllowedError, UnknownDeviceError, WorkshopError

# Eight situations for every role and verb. Y: may; n: not allowed; c: closed now; u: join first.
#
#                        workshop open    workshop closed
#   activity             open  closed     open  closed
#   own card             y n   y n        y n   y n
EXPECTED = """
visitor join             u u   u u        u u   u u
visitor add_card         u u   u u        u u   u u
visitor edit_card        u u   u u        u u   u u
visitor withdraw_card    u u   u u        u u   u u
visitor hide_card        u u   u u        u u   u u
visitor star_card        u u   u u        u u   u u
visitor link_cards       u u   u u        u u   u u
visitor sort             u u   u u        u u   u u
visitor comment          u u   u u        u u   u u
visitor translate        u u   u u        u u   u u
visitor weigh            u u   u u        u u   u u
visitor vote             u u   u u        u u   u u
visitor vote_for         u u   u u        u u   u u
visitor signal           u u   u u        u u   u u
visitor put_forward      u u   u u        u u   u u
visitor import_spend     u u   u u        u u   u u
visitor undo             u u   u u        u u   u u
visitor steer            u u   u u        u u   u u
visitor plan             u u   u u        u u   u u
visitor describe         u u   u u        u u   u u
visitor close_workshop   u u   u u        u u   u u
visitor reopen_workshop  u u   u u        u u   u u
visitor delete_workshop  u u   u u        u u   u u
visitor renew_secret     u u   u u        u u   u u
visitor share_summary    u u   u u        u u   u u
visitor erase            u u   u u        u u   u u
visitor read_held        u u   u u        u u   u u
visitor set_retention    u u   u u        u u   u u
visitor read_room        u u   u u        u u   u u
visitor read_all         u u   u u        u u   u u

participant join             Y Y   Y Y        c c   c c
participant add_card         Y Y   c c        c c   c c
participant edit_card        Y n   c n        c c   c c
participant withdraw_card    Y n   Y n        c c   c c
participant hide_card        n n   n n        n n   n n
participant star_card        n n   n n        n n   n n
participant link_cards       n n   n n        n n   n n
participant sort             n n   n n        c c   c c
participant comment          n n   n n        c c   c c
participant translate        Y Y   Y Y        c c   c c
participant weigh            Y Y   c c        c c   c c
participant vote             Y Y   c c        c c   c c
participant vote_for         n n   n n        n n   n n
participant signal           Y Y   Y Y        c c   c c
participant put_forward      Y Y   Y Y        c c   c c
participant import_spend     n n   n n        n n   n n
participant undo             n n   n n        n n   n n
participant steer            n n   n n        n n   n n
participant plan             n n   n n        n n   n n
participant describe         n n   n n        n n   n n
participant close_workshop   n n   n n        n n   n n
participant reopen_workshop  n n   n n        n n   n n
participant delete_workshop  n n   n n        n n   n n
participant renew_secret     n n   n n        n n   n n
participant share_summary    n n   n n        n n   n n
participant erase            Y n   Y n        Y n   Y n
participant read_held        Y n   Y n        Y n   Y n
participant set_retention    n n   n n        n n   n n
participant read_room        Y Y   Y Y        Y Y   Y Y
participant read_all         n n   n n        n n   n n

facilitator join             Y Y   Y Y        c c   c c
facilitator add_card         Y Y   Y Y        c c   c c
facilitator edit_card        Y Y   Y Y        c c   c c
facilitator withdraw_card    Y n   Y n        c c   c c
facilitator hide_card        Y Y   Y Y        c c   c c
facilitator star_card        Y Y   Y Y        c c   c c
facilitator link_cards       Y Y   Y Y        c c   c c
facilitator sort             Y Y   Y Y        c c   c c
facilitator comment          Y Y   Y Y        c c   c c
facilitator translate        Y Y   Y Y        c c   c c
facilitator weigh            Y Y   Y Y        c c   c c
facilitator vote             n n   n n        n n   n n
facilitator vote_for         Y Y   c c        c c   c c
facilitator signal           n n   n n        n n   n n
facilitator put_forward      Y Y   Y Y        c c   c c
facilitator import_spend     Y Y   Y Y        c c   c c
facilitator undo             Y Y   Y Y        c c   c c
facilitator steer            Y Y   Y Y        c c   c c
facilitator plan             Y Y   Y Y        c c   c c
facilitator describe         Y Y   Y Y        c c   c c
facilitator close_workshop   Y Y   Y Y        c c   c c
facilitator reopen_workshop  Y Y   Y Y        Y Y   Y Y
facilitator delete_workshop  Y Y   Y Y        Y Y   Y Y
facilitator renew_secret     Y Y   Y Y        Y Y   Y Y
facilitator share_summary    Y Y   Y Y        Y Y   Y Y
facilitator erase            Y Y   Y Y        Y Y   Y Y
facilitator read_held        Y Y   Y Y        Y Y   Y Y
facilitator set_retention    Y Y   Y Y        Y Y   Y Y
facilitator read_room        Y Y   Y Y        Y Y   Y Y
facilitator read_all         Y Y   Y Y        Y Y   Y Y

host join             Y Y   Y Y        c c   c c
host add_card         Y Y   Y Y        c c   c c
host edit_card        Y Y   Y Y        c c   c c
host withdraw_card    Y n   Y n        c c   c c
host hide_card        Y Y   Y Y        c c   c c
host star_card        Y Y   Y Y        c c   c c
host link_cards       Y Y   Y Y        c c   c c
host sort             Y Y   Y Y        c c   c c
host comment          Y Y   Y Y        c c   c c
host translate        Y Y   Y Y        c c   c c
host weigh            Y Y   Y Y        c c   c c
host vote             n n   n n        n n   n n
host vote_for         Y Y   c c        c c   c c
host signal           n n   n n        n n   n n
host put_forward      Y Y   Y Y        c c   c c
host import_spend     Y Y   Y Y        c c   c c
host undo             Y Y   Y Y        c c   c c
host steer            Y Y   Y Y        c c   c c
host plan             Y Y   Y Y        c c   c c
host describe         Y Y   Y Y        c c   c c
host close_workshop   Y Y   Y Y        c c   c c
host reopen_workshop  Y Y   Y Y        Y Y   Y Y
host delete_workshop  Y Y   Y Y        Y Y   Y Y
host renew_secret     Y Y   Y Y        Y Y   Y Y
host share_summary    Y Y   Y Y        Y Y   Y Y
host erase            Y Y   Y Y        Y Y   Y Y
host read_held        Y Y   Y Y        Y Y   Y Y
host set_retention    Y Y   Y Y        Y Y   Y Y
host read_room        Y Y   Y Y        Y Y   Y Y
host read_all         Y Y   Y Y        Y Y   Y Y
"""
MARKS: dict[type[WorkshopError], str] = {
    NotAllowedError: "n",
    ClosedError: "c",
    UnknownDeviceError: "u",
}


def outcome(role: Role, verb: Verb, situation: Situation) -> str:
    try:
        require(role, verb, situation)
    except WorkshopError as refused:
        return MARKS[type(refused)]
    return "Y"


def test_the_whole_table() -> None:
    """Every role, verb and state is decided as written above, and none is missing."""
    situations = [
        Situation(workshop_open=workshop, activity_open=activity, own_card=own)
        for workshop, activity, own in product((True, False), repeat=3)
    ]
    actual = {
        (role.value, verb.value): [outcome(role, verb, situation) for situation in situations]
        for role, verb in product(Role, Verb)
    }
    expected = {
        (role, verb): marks
        for role, verb, *marks in (line.split() for line in EXPECTED.splitlines() if line)
    }
    assert actual == expected


def test_participants_sort_only_while_the_facilitator_lets_all_sort() -> None:
    """The activity must be open as well, and others are told what to do instead."""
    for activity, sorting in product((True, False), repeat=2):
        situation = Situation(activity_open=activity, sorting=sorting)
        for verb in (Verb.SORT, Verb.COMMENT):
            expected = "Y" if activity and sorting else "n"
            assert outcome(Role.PARTICIPANT, verb, situation) == expected


def test_closed_by_default() -> None:
    """A situation that says nothing of the activity or the card lets a participant write none."""
    for verb in (Verb.ADD_CARD, Verb.EDIT_CARD, Verb.WITHDRAW_CARD):
        with pytest.raises(WorkshopError):
            require(Role.PARTICIPANT, verb, Situation())


def test_every_role_stands_in_the_table() -> None:
    assert set(ALLOWED) == set(Role)
