"""Prototyping: lines before tests, versions in order, and stopping as good news."""

import pytest

from stages.prototyping.page import PARTS
from tests.stages.conftest import Device, OpenAs, drawn, sentences
from tests.stages.walking import keys, part, put, sent_in_all_parts
from workshop.db import Database
from workshop.domain.cards import hide_card
from workshop.models import Card
from workshop.queries.viewer import Viewer

SECRET = "quincunx"
LINES = {"success_line": "8 of 10", "stop_line": "Fewer than 5"}


def a_test(db: Database, facilitator: Viewer, text: str = "A form", **fields: object) -> str:
    return put(db, facilitator, "prototyping.version-one", "prototype", text, **fields)


def status(db: Database, card_id: str) -> object:
    with db.read() as session:
        return session.get_one(Card, card_id).fields.get("status")


def html(app: object) -> str:
    return "\n".join(one.value for one in app.html)  # type: ignore[attr-defined]


def test_a_test_starts_only_with_its_lines(desk: Device, db: Database, facilitator: Viewer) -> None:
    card = a_test(db, facilitator)
    app = part(desk.open("prototyping"), "prototyping", "tests")
    drawn(app.button(key=f"prototyping.tile.{card}.on").click().run())
    assert sentences(app) == [
        "Before a test starts, write what would count as success and what would make you stop."
    ]
    assert status(db, card) is None


def test_with_its_lines_it_goes_from_planned_to_running_to_done(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    card = a_test(db, facilitator, **LINES)
    app = part(desk.open("prototyping"), "prototyping", "tests")
    for expected in ("running", "done"):
        drawn(app.button(key=f"prototyping.tile.{card}.on").click().run())
        assert status(db, card) == expected
    assert f"prototyping.tile.{card}.on" not in keys(app.button)


def test_stopping_is_good_news_with_the_money_not_spent(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    a_test(db, facilitator, **LINES, decision="stop", not_spent_pence=640_000)
    app = part(desk.open("prototyping"), "prototyping", "tests")
    assert [one.value for one in app.success] == [
        "Stopped in time. Well learned. £6,400 was not spent."
    ]
    assert "£6,400 that we did not spend" in html(app)


def test_versions_stand_in_order_with_how_many_tried_them(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    card = a_test(db, facilitator, **LINES)
    links = {"prototype": (card,)}
    for number in (2, 1):
        put(
            db,
            facilitator,
            "prototyping.version-one",
            "version",
            f"Form number {number}",
            links,
            number=number,
        )
    put(db, facilitator, "prototyping.version-one", "trial", "Seen", links, people=9, worked_for=4)
    app = part(desk.open("prototyping"), "prototyping", "one")
    said = html(app)
    assert said.index("Form number 1") < said.index("Form number 2")
    assert "It worked for 4 of 9 people who tried it." in [one.value for one in app.text]


def test_two_versions_of_one_number_have_trials_each(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Two phones made one each; those that say no number have that of their place."""
    where = "prototyping.version-one"
    card = a_test(db, facilitator, **LINES)
    links = {"prototype": (card,)}
    for numbered in ({}, {}, {"number": 3}, {"number": 3}):
        version = put(db, facilitator, where, "version", "Made", links, **numbered)
        put(db, facilitator, where, "trial", "Seen", links | {"version": (version,)})
    app = part(desk.open("prototyping"), "prototyping", "one")
    titles = [one.value for one in app.markdown if one.value.startswith("**Version")]
    assert titles == ["**Version 1**", "**Version 2**", "**Version 3**", "**Version 3**"]


def test_what_to_find_out_first_stands_first(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    where = ("prototyping.must-be-true", "assumption")
    put(db, facilitator, *where, "We are sure", how_sure=5, how_bad=1)
    put(db, facilitator, *where, "A wild guess", how_sure=1, how_bad=5)
    app = part(desk.open("prototyping"), "prototyping", "true")
    table = next(one.value for one in app.html if "Find out from the top" in one.value)
    assert table.index("A wild guess") < table.index("We are sure")


@pytest.mark.parametrize("kind", ["prototype", "assumption"])
def test_what_is_hidden_is_sent_to_no_participant(
    device: OpenAs, participant_token: str, db: Database, facilitator: Viewer, kind: str
) -> None:
    where = "prototyping.version-one" if kind == "prototype" else "prototyping.must-be-true"
    card = put(db, facilitator, where, kind, f"Hidden {SECRET}")
    hide_card(db, viewer=facilitator, card_id=card)
    assert SECRET not in sent_in_all_parts(device(participant_token), "prototyping", PARTS)
