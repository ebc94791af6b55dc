"""Export, import, export is the same but for code and secrets; a bad file stores nothing."""

import json
import logging
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import col, func, select

from tests.workshop.filled import PIXEL, Filled, fill
from workshop.db import Database
from workshop.domain import undo_redo
from workshop.domain.cards import add_card
from workshop.domain.journal import CARD_STATE
from workshop.domain.people.members import new_token, take_over
from workshop.domain.workshops import close_workshop, create_workshop
from workshop.drafts import NewCard, NewWorkshop
from workshop.enums import Role
from workshop.errors import InvalidInputError, NotFoundError
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.imports import archive as archive_import
from workshop.imports import archive_file, consistency
from workshop.imports.archive import import_archive
from workshop.kinds import KINDS, field_specs
from workshop.models import (
    Audit,
    Card,
    Link,
    Media,
    Person,
    Recording,
    Table,
    VoteRound,
    Workshop,
)
from workshop.playbook import load_playbook
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer, host


def exported(db: Database, code: str) -> bytes:
    with db.read() as session:
        viewer = host(session, code)
    return archive.as_json(collect(db, viewer))


def same_but_code(first: bytes, code: str, second: bytes, other: str) -> bool:
    return first.replace(f'"code": "{code}"'.encode(), f'"code": "{other}"'.encode(), 1) == second


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The archive of a filled workshop, to be spoilt."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('whole') / 'reframe.db'}")
    database.migrate()
    data = exported(database, fill(database).code)
    database.close()
    return data


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """Another server's database."""
    database = Database(f"sqlite:///{tmp_path / 'other' / 'reframe.db'}")
    database.migrate()
    yield database
    database.close()


def test_round_trip_to_another_server(db: Database, empty: Database, filled: Filled) -> None:
    """Byte for byte the same archive, but for the code."""
    first = exported(db, filled.code)
    made = import_archive(empty, first)
    assert same_but_code(first, filled.code, exported(empty, made.code), made.code)


def test_round_trips_beside_the_original_and_twice(db: Database, filled: Filled) -> None:
    """Nothing clashes: the same archive may come in as often as wanted, and imports of imports."""
    first = exported(db, filled.code)
    codes = [import_archive(db, first).code for _ in range(2)]
    codes.append(import_archive(db, exported(db, codes[0])).code)
    assert len({filled.code, *codes}) == 4
    for code in codes:
        assert same_but_code(first, filled.code, exported(db, code), code)
    assert exported(db, filled.code) == first, "the original is untouched"


def test_round_trip_after_the_close(db: Database, filled: Filled) -> None:
    close_workshop(db, viewer=filled.facilitator)
    first = exported(db, filled.code)
    made = import_archive(db, first)
    assert same_but_code(first, filled.code, exported(db, made.code), made.code)


def test_the_new_words_open_it_and_the_old_ones_open_the_old(db: Database, filled: Filled) -> None:
    made = import_archive(db, exported(db, filled.code))
    assert take_over(db, token=new_token(), secret=made.secret) == made.code
    assert take_over(db, token=new_token(), secret=filled.made.secret) == filled.code


def test_the_room_and_the_console_read_the_same(db: Database, filled: Filled) -> None:
    """What is shown of each card, in which order, is as it was for room and facilitator."""
    made = import_archive(db, exported(db, filled.code))

    def seen(code: str, role: Role) -> list[tuple[Any, ...]]:
        with db.read() as session:
            there = host(session, code)
            viewer = Viewer(there.workshop_id, code, role)
            return [
                (c.text, c.kind, c.fields, c.role, c.author, c.table, c.starred, c.hidden)
                for c in cards_for(session, viewer)
            ]

    assert seen(made.code, Role.HOST) == seen(filled.code, Role.HOST)
    assert seen(made.code, Role.PARTICIPANT) == seen(filled.code, Role.PARTICIPANT)
    assert len(seen(made.code, Role.HOST)) > len(seen(made.code, Role.PARTICIPANT)) > 0


def test_undo_goes_on_where_it_stopped(db: Database, filled: Filled) -> None:
    made = import_archive(db, exported(db, filled.code))

    def undone(code: str) -> list[str]:
        with db.read() as session:
            viewer = host(session, code)
        found = []
        while True:
            try:
                found.append(undo_redo.undo(db, viewer=viewer).verb)
            except NotFoundError:
                return found

    assert (
        undone(made.code)
        == undone(filled.code)
        == [
            "take_on",
            "add_theme",
            "merge_cards",
            "star_card",
        ]
    )


def test_the_import_is_logged_outside_the_archive(
    db: Database, filled: Filled, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="workshop.imports")
    made = import_archive(db, exported(db, filled.code))
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith(f"imported {made.code} from the archive of {filled.code} at revision ")
    assert made.secret not in line


def test_each_table_is_filled_in_one_go(empty: Database, whole: bytes) -> None:
    """A statement for each row, or for its number, took most of the time of a large archive."""
    filled_in: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO "):
            filled_in.append(statement.split()[2])

    event.listen(empty.dialect.writer, "before_cursor_execute", note)
    import_archive(empty, whole)
    assert sorted(filled_in) == sorted(set(filled_in))
    assert {"workshop", "card", "ballot", "audit"} < set(filled_in)


def test_states_that_undo_writes_back_are_those_the_journal_keeps() -> None:
    assert tuple(consistency._CardState.model_fields) == CARD_STATE


TEXT = st.text(min_size=1, max_size=300)
VALUES = {
    "short": st.text(max_size=60),
    "long": st.text(max_size=200),
    "whole": st.integers(0, 5),
    "pence": st.integers(0, 10**12),
    "percent": st.decimals(0, 100, places=2).map(str),
    "decimal": st.decimals(0, 100, places=3).map(str),
    "date": st.dates().map(str),
    "yesno": st.booleans(),
    "list": st.lists(st.text(max_size=20), max_size=3),
}


@st.composite
def any_card(draw: st.DrawFn) -> dict[str, Any]:
    """What somebody may send for a card of any kind."""
    kind = draw(st.sampled_from(list(KINDS)))
    fields = {}
    for spec in field_specs(kind):
        if draw(st.booleans()):
            choice = st.sampled_from(spec.options) if spec.options else st.nothing()
            several = st.lists(choice, max_size=3)
            values = {**VALUES, "choice": choice, "choices": several}
            fields[spec.name] = draw(values[spec.widget])
    return {"kind": kind, "text": draw(TEXT), "fields": fields}


@given(cards=st.lists(any_card(), min_size=1, max_size=4))
@settings(
    max_examples=16,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_typed_comes_through(db: Database, cards: list[dict[str, Any]]) -> None:
    """Add, archive, import, archive: equal texts and fields, and equal bytes but for the code."""
    made = create_workshop(db, draft=NewWorkshop(title="Any"), playbook=load_playbook())
    with db.read() as session:
        viewer = host(session, made.code)
    taken = 0
    for card in cards:
        try:
            draft = NewCard.read({"activity": "insights.write", **card})
            add_card(db, viewer=viewer, draft=draft)
            taken += 1
        except InvalidInputError:
            continue
    assume(taken)
    first = exported(db, made.code)
    again = import_archive(db, first)
    second = exported(db, again.code)
    assert same_but_code(first, made.code, second, again.code)

    def stored(workshop_id: str) -> list[tuple[Any, ...]]:
        with db.read() as session:
            rows = session.exec(
                select(Card)
                .where(Card.workshop_id == workshop_id)
                .order_by(col(Card.created_revision))
            )
            return [(row.kind, row.text, row.fields) for row in rows]

    assert stored(again.id) == stored(made.id)


Spoil = Callable[[dict[str, Any]], None]


def put(path: str, value: object) -> Spoil:
    """Set what stands at ``cards.0.kind`` to another value."""

    def spoil(found: dict[str, Any]) -> None:
        *steps, last = path.split(".")
        at: Any = found
        for step in steps:
            at = at[int(step)] if step.isdigit() else at[step]
        at[int(last) if last.isdigit() else last] = value

    return spoil


def audit_row(found: dict[str, Any], verb: str) -> dict[str, Any]:
    return next(row for row in found["audit"] if row["verb"] == verb)


def too_many_voices(found: dict[str, Any]) -> None:
    one = found["workshop"]["voices"][0]
    more = [one | {"key": f"own:{number}", "name": f"Group {number}"} for number in range(11)]
    found["workshop"]["voices"] += more


def undo_first(found: dict[str, Any]) -> None:
    for row in found["audit"]:
        if row["verb"] == "hide_card":
            row["verb"] = "undo"


def self_link(found: dict[str, Any]) -> None:
    found["links"][0]["target"] = found["links"][0]["source"]


def twin_link(found: dict[str, Any]) -> None:
    found["links"].append(found["links"][0])


def twin_round(found: dict[str, Any]) -> None:
    found["rounds"].append(found["rounds"][0])


def twin_choice(found: dict[str, Any]) -> None:
    found["rounds"][0]["ballots"][0]["choices"] *= 2


def twin_card(found: dict[str, Any]) -> None:
    found["cards"][1]["key"] = found["cards"][0]["key"]


def wrong_link(found: dict[str, Any]) -> None:
    found["links"][0]["name"] = "nonsense"


def undo_state(value: object) -> Spoil:
    def spoil(found: dict[str, Any]) -> None:
        row = audit_row(found, "star_card")
        row["before"] = {**row["before"], "hidden": value}

    return spoil


def undo_text(found: dict[str, Any]) -> None:
    audit_row(found, "star_card")["before"]["text"] = "long " * 2000


def undo_kind(found: dict[str, Any]) -> None:
    audit_row(found, "star_card")["before"]["kind"] = "segment"


def undo_lacks(found: dict[str, Any]) -> None:
    del audit_row(found, "star_card")["before"]["hidden"]


def audit_links(found: dict[str, Any]) -> None:
    audit_row(found, "link_cards")["after"]["links"] = [["gathers", "card-99"]]


def merged_with_itself(found: dict[str, Any]) -> None:
    card = next(card for card in found["cards"] if card["merged_into"])
    card["merged_into"] = card["key"]


def merged_into_another_kind(found: dict[str, Any]) -> None:
    card = next(card for card in found["cards"] if card["merged_into"])
    card["merged_into"] = found["cards"][0]["key"]


def board_step(value: object) -> Spoil:
    def spoil(found: dict[str, Any]) -> None:
        audit_row(found, "merge_cards")["before"] = value

    return spoil


def plan_step(part: str, value: object) -> Spoil:
    def spoil(found: dict[str, Any]) -> None:
        found["workshop"]["revision"] += 1
        about = {"revision": found["workshop"]["revision"], "object_type": "plan", "card": None}
        act = {"verb": "set_minutes", "actor": None, "before": None, "after": None}
        found["audit"].append({**found["audit"][-1], **about, **act, part: value})

    return spoil


def board_gathers_in_a_card(found: dict[str, Any]) -> None:
    after = audit_row(found, "add_theme")["after"]
    after["places"] = {card: [card] for card in after["places"]}


@pytest.mark.parametrize(
    "spoil",
    [
        put("cards.0.merged_into", "card-99"),
        merged_with_itself,
        merged_into_another_kind,
        board_step({}),
        board_step({"merged": {"card-99": None}}),
        board_step({"merged": 7}),
        board_step({"text": "words"}),
        board_gathers_in_a_card,
        put("cards.0.kind", "wish"),
        put("cards.0.text", ""),
        put("cards.0.text", 7),
        put("cards.0.fields", {"unknown": 1}),
        put("cards.0.activity", "team.nothing"),
        put("cards.0.author", "person-99"),
        put("cards.0.revision", 10**6),
        put("cards.0.created_revision", 0),
        put("cards.0.version", 0),
        put("cards.0.version", 2**31),
        put("cards.0.position", 2**31),
        put("cards.0.position", -(2**70)),
        put("workshop.revision", 2**31),
        put("taken_on.0.rank", 2**31),
        put("cards.0.visibility", "everybody"),
        put("cards.0.created_at", "yesterday"),
        put("cards.0.created_at", "2026-11-22 10:00"),
        put("cards.0.created_at", 1763805600),
        put("cards.0.hidden", "yes"),
        put("cards.0.surprise", 1),
        put("cards", {}),
        put("people", None),
        put("people.0.role_group", "king"),
        put("people.0.voice", "own:nowhere"),
        put("people.0.voice", "<b>"),
        put("cards.0.voice", "own:nowhere"),
        put("rounds.0.ballots.0.voice", "own:nowhere"),
        put("workshop.voices.0.name", ""),
        put("workshop.voices.0.name", "x" * 50),
        put("workshop.voices.0.role_group", "unknown"),
        put("workshop.voices.0.key", "own:other"),
        put("workshop.voices.0.role_group", "councillor"),
        put("workshop.voices.1.name", "Dads’ CLUB"),
        too_many_voices,
        put("workshop.voices", [{"name": "Dads"}]),
        put("people.0.key", "person-2"),
        put("activities.0.key", "team.dance"),
        put("activities.0.attribution", "loud"),
        put("activities.1.key", "team.arrive"),
        put("activities.0.minutes", 2**70),
        put("activities.0.minutes", 2**50),
        put("activities.0.session", 10**6),
        put("activities.0.position", 10**9),
        put("workshop.horizon_year", 10**6),
        put("workshop.booked_minutes", 10**9),
        put("people.0.table_no", 10**9),
        put("workshop.current_activity", "team.nothing"),
        put("workshop.language", "../../etc"),
        put("workshop.language", "xx"),
        put("workshop.projector", "card:card-99"),
        put("workshop.title", "  "),
        put("workshop.revision", 3),
        put("workshop.secret_hash", "x"),
        put("links.0.source", "card-99"),
        put("links.0.target", "card-99"),
        put("pictures.0.card", "card-99"),
        put("pictures.0.content", "not base64!"),
        put("pictures.0.mime", "text/html"),
        put("pictures.0.content", b64encode(b"<svg onload=alert(1)>").decode()),
        put("pictures.0.content", b64encode(PIXEL[:40]).decode()),
        put("audit.0.actor", "person-99"),
        put("audit.0.card", "card-99"),
        put("audit.1.revision", 1),
        put("audit.0.after", {"a": float("nan")}),
        put("rounds.0.activity", "team.dance"),
        put("rounds.0.method", "shouting"),
        put("rounds.0.dots", 1),
        put("rounds.0.number", 0),
        put("rounds.0.closed_at", None),
        put("rounds.0.ballots.0.choices.0.card", "card-99"),
        put("rounds.0.ballots.0.choices.0.score", 9),
        put("rounds.0.ballots.0.choices.0.x", 50),
        put("rounds.0.ballots.0.role_group", "king"),
        twin_round,
        twin_choice,
        self_link,
        twin_link,
        twin_card,
        wrong_link,
        undo_first,
        undo_state("yes"),
        undo_state(None),
        undo_text,
        undo_kind,
        undo_lacks,
        audit_links,
        plan_step("before", {"meetings": 5}),
        plan_step("before", {"meetings": [{"number": "x"}]}),
        plan_step("before", {"meetings": [7]}),
        plan_step("before", {"lines": {"insights.write": {"workshop_id": "another"}}}),
        plan_step("before", {"lines": {"insights.write": {"minutes": "ten"}}}),
        plan_step("before", {"lines": {"insights.write": {"hold": "late"}}}),
        plan_step("before", {"gone": {"insights.write": {"words": {"title": 5}}}}),
        plan_step("before", {"new": 5}),
        plan_step("after", {"activities": 5}),
        put("format", "something-else"),
        put("version", 2),
        put("version", "new"),
    ],
)
def test_a_damaged_archive_is_refused_in_a_sentence(
    whole: bytes, empty: Database, spoil: Spoil
) -> None:
    """One sentence that says what to do, and not one row stored."""
    found = json.loads(whole)
    spoil(found)
    with pytest.raises(InvalidInputError) as refused:
        import_archive(empty, json.dumps(found).encode())
    assert_sentence(str(refused.value))
    assert_nothing_in(empty)


def test_a_past_plan_comes_back_with_all_that_an_edit_keeps(whole: bytes, empty: Database) -> None:
    found = json.loads(whole)
    line = {"minutes": 5, "session": 1, "hold": "09:30", "words": {"title": "Ours"}}
    meeting = {"number": 1, "day": "2026-05-01", "starts": "09:30:00"}
    before = {"lines": {"insights.write": line}, "new": ["team.rules"], "meetings": [meeting]}
    plan_step("before", before)(found)
    import_archive(empty, json.dumps(found).encode())
    with empty.read() as session:
        assert session.exec(select(Audit.before).where(Audit.object_type == "plan")).all() == [
            before
        ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\x89PNG\r\n",
        b"null",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"format": "reframe-archive", "version": 1}',
        b'{"format": "reframe-archive", "version": ' + b"9" * 5000 + b"}",
        b'{"format": "\\ud800", "version": 1}',
        '{"format": "reframe-archive"}'.encode("utf-16"),
    ],
)
def test_what_is_no_archive_is_refused_in_a_sentence(empty: Database, data: bytes) -> None:
    with pytest.raises(InvalidInputError) as refused:
        import_archive(empty, data)
    assert_sentence(str(refused.value))
    assert_nothing_in(empty)


def test_what_no_check_saw_the_database_refuses_and_it_is_a_sentence(
    db: Database, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = archive_import._filled

    def too_large(table: type[Table], rows: Any) -> Any:
        changed = {"position": 2**70} if table is Card else {}
        return [one | changed for one in filled(table, rows)]

    monkeypatch.setattr(archive_import, "_filled", too_large)
    with pytest.raises(InvalidInputError) as refused:
        import_archive(db, whole)
    assert_sentence(str(refused.value))
    assert_nothing_in(db)


def test_a_file_that_was_cut_off_is_refused(empty: Database, whole: bytes) -> None:
    """Wherever it ends, up to the last bracket."""
    for length in (1, 100, len(whole) // 2, len(whole) - 3):
        with pytest.raises(InvalidInputError, match="not a whole archive"):
            import_archive(empty, whole[:length])
    assert_nothing_in(empty)


def test_a_file_that_is_far_too_large_is_not_read(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_file, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(InvalidInputError, match="larger than 1 MB"):
        import_archive(empty, b" " * (1024 * 1024 + 1))


def test_two_cards_that_rest_on_each_other_come_in(empty: Database, whole: bytes) -> None:
    """The tool lets two insights support each other, so their archive is no damaged one."""
    found = json.loads(whole)
    one, two = [c["key"] for c in found["cards"] if c["kind"] == "insight"][:2]
    found["links"] += [
        {"source": one, "name": "supported_by", "target": two},
        {"source": two, "name": "supported_by", "target": one},
    ]
    import_archive(empty, json.dumps(found).encode())
    with empty.read() as session:
        assert session.exec(select(func.count()).select_from(Link)).one() == len(found["links"])


def assert_sentence(words: str) -> None:
    assert words[0].isupper()
    assert words.endswith(".")
    assert "\n" not in words
    assert len(words) < 400
    assert "pydantic" not in words.lower()


def assert_nothing_in(db: Database) -> None:
    with db.read() as session:
        for table in (Workshop, Person, Card, Link, Media, Recording, VoteRound, Audit):
            assert session.exec(select(func.count()).select_from(table)).one() == 0


def test_an_archive_of_a_version_without_own_voices_comes_in(whole: bytes, empty: Database) -> None:
    """Whoever was there counts with their role group, as they did then."""
    found = json.loads(whole)
    del found["workshop"]["voices"]
    ballots = [ballot for vote in found["rounds"] for ballot in vote["ballots"]]
    for row in (*found["people"], *found["cards"], *ballots):
        del row["voice"]
    made = import_archive(empty, json.dumps(found).encode())
    again = json.loads(exported(empty, made.code))
    assert again["workshop"]["voices"] == []
    assert [one["role_group"] for one in again["people"]] == [
        one["role_group"] for one in found["people"]
    ]
    assert {one["voice"] for one in (*again["people"], *again["cards"])} == {""}
