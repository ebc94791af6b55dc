"""What the database itself refuses, whatever the code above it does: raw SQL, no domain verb."""

import sqlite3
from collections.abc import Callable, Iterator

import pytest

from tests.workshop.voting import METHODS, VotingRoom
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.people.members import new_token
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewCard, NewWorkshop
from workshop.playbook import Playbook
from workshop.queries.viewer import Viewer, identify

Put = Callable[..., None]
pytestmark = pytest.mark.about_sqlite


@pytest.fixture
def sql(db: Database) -> Iterator[sqlite3.Connection]:
    """A plain connection to the same file, with foreign keys on, as every one of ours has."""
    connection = sqlite3.connect(db.path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=ON")
    yield connection
    connection.close()


@pytest.fixture
def put(sql: sqlite3.Connection) -> Put:
    """``put(table, column=value, …)`` inserts one row; that a ballot is possible is the default."""

    def insert(table: str, **row: object) -> None:
        names, marks = ", ".join(row), ", ".join("?" for _ in row)
        sql.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))

    return insert


def voter_row(voting: VotingRoom, person: Viewer, **other: object) -> dict[str, object]:
    found = voting.round
    return {
        "id": f"voter of {person.person_id}",
        "round_id": found.id,
        "workshop_id": person.workshop_id,
        "method": found.method,
        "dots": found.dots,
        "person_id": person.person_id,
        "role_group": "resident",
        **other,
    }


def ballot_row(voting: VotingRoom, person: Viewer, **other: object) -> dict[str, object]:
    found = voting.round
    return {
        "voter_id": f"voter of {person.person_id}",
        "card_id": voting.cards[0],
        "round_id": found.id,
        "workshop_id": person.workshop_id,
        "method": found.method,
        "dots": found.dots,
        **other,
    }


def refused(put: Put, table: str, row: dict[str, object]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put(table, **row)


@pytest.fixture
def elsewhere(db: Database, playbook: Playbook) -> Viewer:
    """The facilitator of another workshop in the same database."""
    token = new_token()
    draft = NewWorkshop(title="Another town")
    made = create_workshop(db, draft=draft, playbook=playbook, token=token)
    with db.read() as session:
        return identify(session, token=token, code=made.code)


def test_a_person_votes_once_in_a_round(voting: VotingRoom, resident: Viewer, put: Put) -> None:
    voting.open()
    put("voter", **voter_row(voting, resident))
    refused(put, "voter", voter_row(voting, resident, id="another"))
    put("voter", **voter_row(voting, resident, id="paper", person_id=None, paper="p"))
    refused(put, "voter", voter_row(voting, resident, id="again", person_id=None, paper="p"))
    refused(put, "voter", voter_row(voting, resident, id="both", paper="q"))


def test_dots_have_just_so_many_places(voting: VotingRoom, resident: Viewer, put: Put) -> None:
    """Two dots: a third has no slot, a card takes one, and no slot is taken twice."""
    voting.open("dots", cards=4)
    one, two, three, _ = voting.cards
    put("voter", **voter_row(voting, resident))
    put("ballot", **ballot_row(voting, resident, card_id=one, slot=1))
    refused(put, "ballot", ballot_row(voting, resident, card_id=one, slot=2))
    refused(put, "ballot", ballot_row(voting, resident, card_id=two, slot=1))
    for slot in (None, -1, 0, 1.5, 3, "2x"):
        refused(put, "ballot", ballot_row(voting, resident, card_id=two, slot=slot))
    refused(put, "ballot", ballot_row(voting, resident, card_id=two, slot=3, dots=5))
    put("ballot", **ballot_row(voting, resident, card_id=two, slot=2))
    refused(put, "ballot", ballot_row(voting, resident, card_id=three, slot=2))


@pytest.mark.parametrize(
    ("method", "fine", "wrong"),
    [
        (
            "score",
            {"score": 5},
            [{"score": 0}, {"score": -1}, {"score": 6}, {"score": 2.5}, {"score": "a"}, {}],
        ),
        (
            "consent",
            {"consent": "no"},
            [{"consent": "maybe"}, {"consent": 1}, {}, {"consent": "yes", "score": 1}],
        ),
        (
            "matrix",
            {"x": 0, "y": 100},
            [{"x": -1, "y": 0}, {"x": 0, "y": 101}, {"x": 1}, {"y": 1}, {"x": 0.5, "y": 1}, {}],
        ),
        ("dots", {"slot": 1}, [{"slot": 1, "score": 3}, {"slot": 1, "x": 3, "y": 3}, {"score": 1}]),
    ],
)
def test_each_method_has_its_own_column_and_range(
    voting: VotingRoom,
    resident: Viewer,
    put: Put,
    method: str,
    fine: dict[str, object],
    wrong: list[dict[str, object]],
) -> None:
    voting.open(method)
    put("voter", **voter_row(voting, resident))
    for said in wrong:
        refused(put, "ballot", ballot_row(voting, resident, **said))
    for other in METHODS:
        if other != method:
            refused(put, "ballot", ballot_row(voting, resident, **fine, method=other))
    put("ballot", **ballot_row(voting, resident, **fine))


def test_nobody_and_nothing_of_another_workshop(
    voting: VotingRoom, resident: Viewer, put: Put, db: Database, elsewhere: Viewer
) -> None:
    """Neither a person nor a card of another workshop, nor a round by another's name."""
    voting.open()
    theirs = add_card(
        db,
        viewer=elsewhere,
        draft=NewCard(activity="segments.map", kind="segment", text="Their segment"),
    ).id
    refused(put, "voter", voter_row(voting, resident, person_id=elsewhere.person_id))
    refused(put, "voter", voter_row(voting, elsewhere))
    put("voter", **voter_row(voting, resident))
    refused(put, "ballot", ballot_row(voting, resident, card_id=theirs, slot=1))
    refused(put, "ballot", ballot_row(voting, resident, card_id="nowhere", slot=1))
    other = ballot_row(voting, resident, workshop_id=elsewhere.workshop_id, card_id=theirs, slot=1)
    refused(put, "ballot", other)
    refused(put, "ballot", ballot_row(voting, resident, round_id="nowhere", slot=1))
    refused(put, "ballot", ballot_row(voting, resident, voter_id="nobody", slot=1))


def test_rounds_are_numbered_and_one_is_open(
    voting: VotingRoom, resident: Viewer, put: Put, elsewhere: Viewer
) -> None:
    found = voting.open()
    row: dict[str, object] = {
        "id": "another round",
        "workshop_id": resident.workshop_id,
        "activity": voting.activity,
        "number": 2,
        "method": "dots",
        "dots": 2,
        "open": 0,
        "opened_at": "2026-11-22 10:00:00",
        "closed_at": "2026-11-22 10:05:00",
    }
    for wrong in (
        {"number": found.number},
        {"number": 0},
        {"open": 1},
        {"open": 1, "closed_at": None},
        {"closed_at": None},
        {"method": "shouting"},
        {"dots": 0},
        {"dots": 9},
        {"method": "score"},
        {"activity": "no.such"},
        {"workshop_id": "nowhere"},
    ):
        refused(put, "vote_round", {**row, **wrong})
    put("vote_round", **row)
    put("vote_round", **{**row, "id": "theirs", "workshop_id": elsewhere.workshop_id})


def test_what_votes_rest_on_cannot_be_taken_away(
    voting: VotingRoom, resident: Viewer, sql: sqlite3.Connection
) -> None:
    """A card, person, round or activity with ballots on it stays."""
    voting.open()
    voting.cast(resident, voting.cards[:1])
    for statement, which in (
        ("DELETE FROM card WHERE id = ?", voting.cards[0]),
        ("DELETE FROM person WHERE id = ?", resident.person_id),
        ("DELETE FROM vote_round WHERE id = ?", voting.round.id),
        ("DELETE FROM activity_run WHERE key = ?", voting.activity),
        ("UPDATE vote_round SET dots = 5 WHERE id = ?", voting.round.id),
    ):
        with pytest.raises(sqlite3.IntegrityError):
            sql.execute(statement, (which,))
