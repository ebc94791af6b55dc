"""The archive holds everything but secrets, and tells no more of who wrote than was promised."""

import json
from base64 import b64decode
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from tests.workshop.filled import PIXEL, Filled, joined
from workshop.db import Database
from workshop.domain.workshops import close_workshop
from workshop.enums import RoleGroup, VoterWay
from workshop.errors import NotAllowedError, NotFoundError, UnknownDeviceError
from workshop.exports import FORMATS, collect, format_named
from workshop.exports.formats import archive
from workshop.exports.telling.closed_ballots import _named
from workshop.exports.telling.collect import LEFT_OUT
from workshop.exports.telling.record import (
    AuditRecord,
    BallotRecord,
    CardRecord,
    ChoiceRecord,
    LinkRecord,
    PaymentRecord,
    PersonRecord,
    PictureRecord,
    RecordingRecord,
    RoundRecord,
    RunRecord,
    SpendRecord,
    WorkshopRecord,
)
from workshop.models import (
    Account,
    ActivityRun,
    Audit,
    Ballot,
    Card,
    Device,
    Erasure,
    Link,
    Media,
    Ownership,
    OwnTemplate,
    Person,
    Receipt,
    Recording,
    SignedIn,
    SpendImport,
    SpendRow,
    Table,
    Voter,
    VoteRound,
    Workshop,
)
from workshop.queries.viewer import Viewer, identify
from workshop.queries.votes.secrecy import Telling, Voted

VOTED_FOR = {
    "segment": "Lone parents",
    "question": "One reframe",
    "solution": "One solution",
}


def read(db: Database, viewer: Viewer) -> dict[str, Any]:
    return json.loads(archive.as_json(collect(db, viewer)))


def card(found: dict[str, Any], text: str) -> dict[str, Any]:
    (only,) = [card for card in found["cards"] if card["text"].startswith(text)]
    return only


def about(found: dict[str, Any], text: str) -> list[dict[str, Any]]:
    key = card(found, text)["key"]
    return [row for row in found["audit"] if row["card"] == key]


def test_holds_every_card_whoever_may_see_it(db: Database, filled: Filled) -> None:
    """Private, face down, hidden and withdrawn cards are all there, and say what they are."""
    found = read(db, filled.facilitator)
    states = {
        c["text"]: (c["kind"], c["visibility"], c["hidden"], c["withdrawn"], c["starred"])
        for c in found["cards"]
    }
    assert states == {
        "I know every path": ("know_how", "room", False, False, False),
        "That we are heard": ("hope", "room", False, False, False),
        "That we lose our jobs": ("worry", "facilitator", False, False, False),
        "That I talk too much": ("worry", "facilitator", False, False, False),
        "Lone parents on nights": ("segment", "room", False, False, False),
        "The bus stops at six 🚌 – <b>not</b> **bold** =1+1 مرحبا": (
            "insight",
            "room",
            False,
            False,
            True,
        ),
        "The café is free at ten": ("insight", "room", True, False, False),
        "This is about my neighbour": ("insight", "room", False, True, False),
        "For you alone": ("insight", "facilitator", False, False, False),
        "My knees decide where I go": ("insight", "room", False, False, False),
        "Getting there": ("theme", "room", False, False, False),
        "No bus after six": ("insight", "room", False, False, False),
        "Free places": ("theme", "room", False, False, False),
        "And the café is warm": ("comment", "room", False, False, False),
        "Bus passes": ("resource_line", "room", False, False, False),
        "Acme Ltd": ("resource_line", "room", False, False, False),
        "Private people and names taken out": ("resource_line", "room", False, False, False),
        "Money that came back": ("resource_line", "room", False, False, False),
        "I will ask the board": ("first_step", "room", False, False, False),
        "One reframe to vote on": ("reframe", "room", False, False, False),
        "One solution to vote on": ("solution", "room", False, False, False),
        "One idea to vote on": ("idea", "room", False, False, False),
    }


def test_says_what_it_is(db: Database, filled: Filled) -> None:
    found = read(db, filled.facilitator)
    assert (found["format"], found["version"], found["confidential"]) == (
        "reframe-archive",
        1,
        "For the facilitator only. This file holds every card, also those that the room never saw.",
    )
    with db.read() as session:
        revision = session.get_one(Workshop, filled.facilitator.workshop_id).revision
    assert found["workshop"]["revision"] == revision
    assert [row["revision"] for row in found["audit"]] == list(range(1, revision + 1))


def test_fields_links_and_pictures(db: Database, filled: Filled) -> None:
    found = read(db, filled.facilitator)
    bus = card(found, "The bus stops")
    assert bus["fields"] == {
        "sentence": "Work ends after the bus",
        "evidence": "told",
        "surprise": 3,
    }
    assert card(found, "Bus passes")["fields"] == {"amount_pence": 1250000, "fte": "1.25"}
    cafe, theme = card(found, "The café")["key"], card(found, "Getting there")["key"]
    segment = card(found, "Lone parents")["key"]
    places, comment = card(found, "Free places")["key"], card(found, "And the café")["key"]
    assert sorted((link["source"], link["name"], link["target"]) for link in found["links"]) == (
        sorted(
            [
                (bus["key"], "segments", segment),
                (places, "gathers", cafe),
                (comment, "about", cafe),
                (theme, "gathers", bus["key"]),
            ]
        )
    )
    assert card(found, "No bus after six")["merged_into"] == bus["key"]
    assert found["workshop"]["projector"] == f"card:{segment}"
    (picture,) = found["pictures"]
    assert (picture["card"], picture["alt"]) == (bus["key"], "A bus stop")
    assert b64decode(picture["content"]) == PIXEL


def test_spending_files_are_whole_for_the_facilitator(db: Database, filled: Filled) -> None:
    """With every payment under its line, private payees too; closing erases who those were."""
    found = read(db, filled.facilitator)
    keys = {text: card(found, text)["key"] for text in ("Acme", "Private people", "Money that")}
    (file,) = found["spending"]
    assert (file["file_name"], file["digest"], file["skipped"]) == (
        "march.csv",
        "5" * 64,
        [[7, "This row is a total (“Total”)."]],
    )
    assert [(p["row"], p["line"], p["amount_pence"], p["supplier"]) for p in file["payments"]] == [
        (2, keys["Acme"], 120_050, "Acme Ltd"),
        (3, keys["Acme"], 120_050, "Acme Ltd"),
        (5, keys["Private people"], 4_000, "Mrs A Neighbour"),
        (6, keys["Money that"], -900, "Beta"),
    ]
    assert (file["payments"][1]["spent_on"], file["payments"][1]["twin_of"]) == ("2024-04-03", 2)
    close_workshop(db, viewer=filled.facilitator)
    data = archive.as_json(collect(db, filled.facilitator)).decode()
    assert "Neighbour" not in data
    assert "Help at home" not in data


def test_bytes_are_plain_and_the_same_each_time(db: Database, filled: Filled) -> None:
    """UTF-8 as typed, no byte order mark, a line end at the end, keys in order, times with T, Z."""
    first = archive.as_json(collect(db, filled.facilitator))
    assert archive.as_json(collect(db, filled.facilitator)) == first
    assert first.startswith(b"{\n  ")
    assert first.endswith(b"}\n")
    assert "🚌 – <b>not</b> **bold** =1+1 مرحبا" in first.decode()
    found = json.loads(first)
    assert json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n" == first.decode()
    for time in (found["workshop"]["created_at"], found["cards"][0]["created_at"]):
        assert len(time) == len("2026-11-22T10:00:00.000Z")
        assert (time[10], time[-1]) == ("T", "Z")


def test_signature_goes_as_far_as_the_promise(db: Database, filled: Filled) -> None:
    """Named cards carry their author; role cards the group alone; anonymous ones nothing.

    A group of one or two is not told either, nor another where that would tell it.
    """
    few = read(db, filled.facilitator)
    assert card(few, "I will ask")["role_group"] is card(few, "The café")["role_group"] is None
    for group in (*RoleGroup,) * 3:
        joined(db, filled.code, group, "", 1)
    found = read(db, filled.facilitator)
    people = {person["name"]: person["key"] for person in found["people"]}
    names = ("author", "author_name", "role_group", "table_no", "via")

    def signature(text: str) -> tuple[Any, ...]:
        return tuple(card(found, text)[name] for name in names)

    nobody = (None, "", None, None, None)
    assert signature("I know every path") == (people["Amina"], "Amina", "resident", 1, "phone")
    assert signature("That we are heard") == nobody
    assert signature("That we lose") == nobody
    assert signature("That I talk") == nobody
    assert signature("The café") == (None, "", "resident", None, None)
    assert signature("The bus stops") == (None, "", "staff", None, None)
    assert signature("My knees") == (None, "", "resident", None, "scribe")
    assert signature("I will ask") == (None, "", "councillor", None, None), "tightened since"


def test_audit_never_tells_who_wrote_an_unsigned_card(db: Database, filled: Filled) -> None:
    """The facilitator's own anonymous card looks like everybody's; nobody's joining is told."""
    found = read(db, filled.facilitator)
    signed = card(found, "I know every path")["key"]
    texts = ("That we are heard", "That we lose", "That I talk", "The café", "I will ask")
    rows = [row for text in texts for row in about(found, text)]
    assert {row["actor"] for row in rows} == {None}
    assert [(row["verb"], row["actor_role"]) for row in rows] == [
        ("add_card", None),
        ("add_card", None),
        ("add_card", None),
        ("add_card", None),
        ("hide_card", "facilitator"),
        ("add_card", None),
    ]
    own = [row for row in found["audit"] if row["card"] == signed]
    amina = next(person["key"] for person in found["people"] if person["name"] == "Amina")
    assert [(row["verb"], row["actor"], row["actor_role"]) for row in own] == [
        ("add_card", amina, "participant"),
        ("edit_card", amina, "participant"),
    ]
    joins = [row for row in found["audit"] if row["object_type"] == "person"]
    assert joins
    assert {(row["actor"], row["card"], row["before"], row["after"]) for row in joins} == {
        (None, None, None, None)
    }


def test_people_are_not_in_the_order_of_joining(db: Database, filled: Filled) -> None:
    """Their order is that of random ids, which says nothing about when anybody came."""
    with db.read() as session:
        people = session.exec(select(Person)).all()
    by_id = [person.name for person in sorted(people, key=lambda person: person.id)]
    assert [person["name"] for person in read(db, filled.facilitator)["people"]] == by_id


def test_no_secret_and_no_id_of_the_database_is_in_the_bytes(db: Database, filled: Filled) -> None:
    data = archive.as_json(collect(db, filled.facilitator)).decode()
    workshop = filled.made
    with db.read() as session:
        stored = session.get_one(Workshop, workshop.id)
        # One of the four words alone may also be a word of the archive, such as "card".
        four = workshop.secret.split("-")
        secrets = {
            *("-".join(pair) for pair in pairwise(four)),
            *(" ".join(pair) for pair in pairwise(four)),
            stored.secret_hash,
            stored.wifi_ssid,
            stored.wifi_password,
            "192.168.7.7",
            filled.token,
        }
        for table in (Device, Person, Card, Link, Media, Recording, ActivityRun, Workshop):
            secrets.update(session.exec(select(table.id)).all())
        secrets.update(session.exec(select(Device.token_hash)).all())
    words = {word for word in secrets if f'"{word}"' in data or (len(word) > 6 and word in data)}
    assert words == set()
    assert "key of" not in data


def test_name_typed_before_an_anonymous_card_is_not_beside_it(db: Database, filled: Filled) -> None:
    """The writer's name is among the people, and nowhere else but in what they signed."""
    found = read(db, filled.facilitator)
    del found["people"]
    found["cards"] = [c for c in found["cards"] if c["text"] != "I know every path"]
    rest = json.dumps(found, ensure_ascii=False)
    assert [name for name in ("Amina", "Ben", "Carol", "Doris") if name in rest] == []


def test_what_closing_erases_is_not_in_the_archive(db: Database, filled: Filled) -> None:
    """After the close the words of a card that was taken back are nowhere, audit included."""
    close_workshop(db, viewer=filled.facilitator)
    data = archive.as_json(collect(db, filled.facilitator)).decode()
    assert "my neighbour" not in data
    assert '"withdrawn": true' in data


def test_only_who_facilitates_may_have_it(db: Database, filled: Filled) -> None:
    with pytest.raises(NotAllowedError):
        collect(db, filled.resident)
    with db.read() as session:
        stranger = identify(session, token=None, code=filled.code)
    with pytest.raises(UnknownDeviceError):
        collect(db, stranger)


@pytest.mark.parametrize(
    ("table", "record"),
    [
        (Workshop, WorkshopRecord),
        (ActivityRun, RunRecord),
        (Person, PersonRecord),
        (Card, CardRecord),
        (Link, LinkRecord),
        (Media, PictureRecord),
        (Recording, RecordingRecord),
        (VoteRound, RoundRecord),
        (Voter, BallotRecord),
        (Ballot, ChoiceRecord),
        (Audit, AuditRecord),
        (SpendImport, SpendRecord),
        (SpendRow, PaymentRecord),
    ],
)
def test_every_column_is_kept_or_left_out_on_purpose(
    table: type[SQLModel], record: type[Any]
) -> None:
    """A new column must be put into its record, or onto the list of what stays behind."""
    kept = set(record.__dataclass_fields__)
    renamed = {"key", "author", "actor", "card", "source", "target", "ballots", "choices"}
    renamed |= {"payments", "line"}
    renamed -= set(table.model_fields)
    assert (kept - renamed) | LEFT_OUT[table] == set(table.model_fields)
    assert kept & LEFT_OUT[table] == set()


STAY = (Account, Device, Erasure, OwnTemplate, Ownership, Receipt, SignedIn)


def test_every_table_is_kept_or_left_out_on_purpose() -> None:
    """A new table must get a record.

    Devices, what they sent, what was erased, who signs in and owns it, and plans kept for others
    stay behind.
    """
    kept = {table.__tablename__ for table in LEFT_OUT}
    left = {table.__tablename__ for table in STAY}
    assert kept | left == set(Table.metadata.tables)


def test_closed_votes_are_there_and_an_open_one_is_not(db: Database, filled: Filled) -> None:
    """Four residents, four staff, a councillor and a paper ballot: the one alone has no group."""
    found = read(db, filled.facilitator)
    keys = {name: card(found, text)["key"] for name, text in VOTED_FOR.items()}
    nothing = {"score": None, "consent": None, "x": None, "y": None}
    said = {
        ("segments.focus", "dots"): {"card": keys["segment"], **nothing},
        ("reframe.choose", "score"): {"card": keys["question"], **nothing, "score": 4},
        ("solutions.matrix", "matrix"): {"card": keys["solution"], **nothing, "x": 10, "y": 90},
    }
    assert {(r["activity"], r["method"]) for r in found["rounds"]} == set(said)
    for vote in found["rounds"]:
        choices = [choice for ballot in vote["ballots"] for choice in ballot["choices"]]
        assert choices == [said[vote["activity"], vote["method"]]] * 10
        groups = Counter(ballot["role_group"] for ballot in vote["ballots"])
        assert groups == {"resident": 5, None: 5}, "one left over would be the councillor"


def test_votes_name_nobody(db: Database, filled: Filled) -> None:
    found = read(db, filled.facilitator)
    rows = [row for row in found["audit"] if row["object_type"] == "vote_round"]
    assert rows
    assert {(row["actor"], row["card"], row["before"], row["after"]) for row in rows} == {
        (None, None, None, None)
    }
    assert "paper-ballot" not in json.dumps(found)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ({"a": 8 * ["resident"] + 5 * ["staff"]}, {"resident", "staff"}),
        ({"a": 8 * ["resident"] + 5 * ["staff"] + ["partner"]}, {"resident"}),
        ({"a": 8 * ["resident"] + 5 * ["staff"] + 3 * [None]}, {"resident", "staff"}),
        ({"a": 2 * ["resident"] + 2 * ["staff"]}, set()),
        ({"a": 5 * ["resident"] + 5 * ["staff"], "b": 5 * ["resident"]}, {"resident", "staff"}),
        ({"a": 5 * ["resident"] + 5 * ["staff"], "b": 5 * ["resident"] + ["staff"]}, set()),
    ],
)
def test_a_group_is_told_only_where_no_card_singles_anybody_out(
    lines: dict[str, list[str | None]], told: set[str]
) -> None:
    """One or two of a group, or left over beside those told, on any card: it is held back."""
    named = _named_in(lines)
    assert named == told
    held = {
        card: [one if one in named else None for one in groups] for card, groups in lines.items()
    }
    assert _named_in(held) == told, "an imported workshop tells the same"


def _named_in(lines: Mapping[str, Sequence[str | None]]) -> frozenset[RoleGroup]:
    """The groups named on the ballots of a round whose cards were answered by these groups."""
    answered: dict[str, frozenset[Voted]] = {}
    for card, groups in lines.items():
        seen = Counter[str | None]()
        voters = set()
        for group in groups:
            voters.add(
                Voted(f"{group} {seen[group]}", RoleGroup(group) if group else None, VoterWay.OWN)
            )
            seen[group] += 1
        answered[card] = frozenset(voters)
    told = Telling().round(0, frozenset().union(*answered.values()), answered, {})
    return _named(told, {card: {one.group for one in answered[card]} for card in told.cards})


def test_a_format_that_is_not_there_names_those_that_are() -> None:
    assert FORMATS["json"].file_name("BCDFG") == "BCDFG-archive.json"
    with pytest.raises(NotFoundError, match=r"no format “doc”.*json"):
        format_named("doc")
