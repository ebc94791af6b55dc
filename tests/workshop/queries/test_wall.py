"""What is kept of reads is what would be read anew, for that viewer and for nobody else."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.workshop.domain.money.test_spending_files import PAYMENTS
from tests.workshop.domain.money.test_spending_files import draft as spend
from workshop.db import Database, KeptReads, kept_reads
from workshop.domain.cards import add_card, edit_card, hide_card, withdraw_card
from workshop.domain.comments import comment_on
from workshop.domain.erasure.cards import erase_card
from workshop.domain.links import link_cards
from workshop.domain.money.spending_files import import_spend
from workshop.domain.promises import tighten
from workshop.domain.room import open_activity, reveal
from workshop.domain.themes.sorts import move_cards
from workshop.domain.workshops import delete_workshop
from workshop.drafts import CardEdit, CardMove, CommentText, NewCard
from workshop.enums import Attribution
from workshop.kinds import CardKind
from workshop.queries import wall
from workshop.queries.cards import CardReading, cards_for
from workshop.queries.viewer import Viewer, as_now
from workshop.queries.wall import kept_cards

WRITE = "insights.write"


def put(db: Database, viewer: Viewer, text: str, **more: Any) -> str:
    return add_card(db, viewer=viewer, draft=NewCard(activity=WRITE, text=text, **more)).id


def texts(db: Database, viewer: Viewer) -> list[str]:
    with db.read() as session:
        return [card.text for card in kept_cards(session, viewer).values()]


def same_for_all(db: Database, viewers: Sequence[Viewer]) -> None:
    """Twice each in turn, so that one could be given what was kept of another."""
    for viewer in [*viewers, *viewers]:
        with db.read() as session:
            asking = as_now(session, viewer)
            kept = kept_cards(session, asking)
            assert list(kept.values()) == cards_for(session, asking)
            assert list(kept) == [card.id for card in kept.values()]


@pytest.fixture
def read_rows(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many cards each reading looked at."""
    found: list[int] = []
    views = CardReading.views

    def counting(self: CardReading, cards: Any, viewer: Viewer) -> Any:
        found.append(len(cards))
        return views(self, cards, viewer)

    monkeypatch.setattr(CardReading, "views", counting)
    return found


def test_no_viewer_is_given_what_was_kept_of_another(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Face down, private and hidden words of each of them lie there; whoever looks first."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    put(db, resident, "Amina's")
    put(db, staff, "Ben's")
    put(db, resident, "Amina's for the facilitator", private=True)
    hide_card(db, viewer=facilitator, card_id=put(db, staff, "Ben's, hidden"))
    mine, others = ["Amina's", "Amina's for the facilitator"], ["Ben's", "Ben's, hidden"]
    stranger = Viewer(facilitator.workshop_id, facilitator.code, resident.role)
    # Somebody who does not steer any more, and a browser with another pen, are others too.
    steered = replace(facilitator, role=resident.role)
    other_pen = replace(resident, pen=b"another")
    for viewer, expected in [
        (facilitator, [mine[0], others[0], mine[1], others[1]]),
        (steered, []),
        (resident, mine),
        (stranger, []),
        (staff, others),
        (facilitator, [mine[0], others[0], mine[1], others[1]]),
        (other_pen, mine),
        (resident, mine),
    ]:
        assert texts(db, viewer) == expected
    # A card that names nobody is known by the pen alone, which is no part of who is equal to whom.
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    put(db, resident, "nameless")
    assert texts(db, other_pen) == []
    assert texts(db, resident) == ["nameless"]
    assert texts(db, staff) == []


def test_what_is_kept_is_what_is_read_anew_after_every_step(
    db: Database,
    facilitator: Viewer,
    resident: Viewer,
    staff: Viewer,
    join_as: Callable[..., Viewer],
) -> None:
    everybody = [facilitator, resident, staff]
    made: list[str] = []

    def theme() -> None:
        draft = NewCard(activity="insights.sort", kind=CardKind.THEME, text="Buses")
        made.append(add_card(db, viewer=facilitator, draft=draft).id)

    def gather() -> None:
        draft = CardMove(cards=(made[0],), source=None, target=made[-1])
        move_cards(db, viewer=facilitator, draft=draft)

    def rest() -> None:
        link_cards(db, viewer=facilitator, card_id=made[-1], name="gathers", to=(made[2],))

    for step in (
        lambda: open_activity(db, viewer=facilitator, activity=WRITE),
        lambda: made.append(put(db, resident, "The bus")),
        lambda: made.append(put(db, staff, "The rain", private=True)),
        lambda: made.append(put(db, staff, "The school gate")),
        lambda: reveal(db, viewer=facilitator, activity=WRITE),
        lambda: [join_as(group) for group in ("resident", "staff", "staff")],
        # With the third of the rest, cards of others come to be labelled with their group.
        lambda: join_as("partner"),
        lambda: edit_card(
            db, viewer=resident, card_id=made[0], draft=CardEdit(version=1, text="The last bus")
        ),
        lambda: comment_on(
            db, viewer=facilitator, card_id=made[0], draft=CommentText(text="Which one?")
        ),
        lambda: withdraw_card(db, viewer=resident, card_id=made[0]),
        lambda: withdraw_card(db, viewer=resident, card_id=made[0], withdrawn=False),
        theme,
        gather,
        rest,
        lambda: hide_card(db, viewer=facilitator, card_id=made[2]),
        lambda: tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS),
        lambda: made.append(put(db, resident, "Nobody said it")),
        lambda: erase_card(db, viewer=facilitator, card_id=made[2]),
    ):
        step()
        same_for_all(db, everybody)


def test_a_page_reads_no_card_that_did_not_change(
    db: Database, facilitator: Viewer, resident: Viewer, read_rows: list[int]
) -> None:
    """However many lie there, drawing again reads none, and one more card reads that one.

    After a step that is not known to change single cards, all are read.
    """
    open_activity(db, viewer=facilitator, activity=WRITE)
    for number in range(30):
        card = put(db, resident, f"card {number}")
    texts(db, facilitator)
    before = read_rows[-1]
    read_rows.clear()
    texts(db, facilitator)
    put(db, resident, "one more")
    assert texts(db, facilitator)[-1] == "one more"
    assert (before, read_rows) == (30, [1])
    hide_card(db, viewer=facilitator, card_id=card)
    texts(db, facilitator)
    assert read_rows == [1, 31]


def test_cards_of_one_step_are_in_one_order_whichever_of_them_changed(
    db: Database, facilitator: Viewer
) -> None:
    """A file of payments brings many at once."""
    import_spend(db, viewer=facilitator, draft=spend(), payments=PAYMENTS)
    before = texts(db, facilitator)
    with db.read() as session:
        lines = [one for one in cards_for(session, facilitator) if one.kind == "resource_line"]
    assert len(lines) > 1
    same_for_all(db, [facilitator])
    for line in reversed(lines):
        draft = CardEdit(version=line.version, text=f"{line.text} changed")
        edit_card(db, viewer=facilitator, card_id=line.id, draft=draft)
        same_for_all(db, [facilitator])
    assert [one.removesuffix(" changed") for one in texts(db, facilitator)] == before


def test_what_is_rolled_back_is_not_kept(db: Database, facilitator: Viewer, staff: Viewer) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE)
    put(db, staff, "stays")

    def undone() -> None:
        put(db, staff, "never was")
        with db.read() as session:
            assert len(kept_cards(session, staff)) == 2
            assert kept_reads(session) is None
        raise KeyError

    with pytest.raises(KeyError):
        db.as_one(undone)
    put(db, staff, "came in its place")
    assert texts(db, staff) == ["stays", "came in its place"]


@pytest.mark.about_sqlite
def test_a_copy_put_back_is_read_anew_though_it_has_come_further(
    tmp_path: Path,
    db: Database,
    facilitator: Viewer,
    staff: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its history went another way from an earlier revision on."""
    kept = KeptReads(100)
    monkeypatch.setattr(wall, "kept_reads", lambda _session: kept)
    open_activity(db, viewer=facilitator, activity=WRITE)
    db.backup(tmp_path / "copy.db")
    put(db, staff, "gone with the disk")
    assert texts(db, staff) == ["gone with the disk"]
    copy = Database(f"sqlite:///{tmp_path / 'copy.db'}")
    for text in ("written again", "and more"):
        put(copy, staff, text)
    assert texts(copy, staff) == ["written again", "and more"]
    copy.close()


def test_what_is_kept_has_an_end() -> None:
    kept = KeptReads(10)

    def keep(name: str, rows: int, reader: str = "") -> None:
        kept.keep("workshop", name, reader, name.upper(), rows, kept.forgettings)

    def found(names: str, reader: str = "") -> list[Any]:
        return [kept.get("workshop", name, reader) for name in names]

    for name in "abc":
        keep(name, 4)
    assert found("abc") == [None, "B", "C"]
    found("b")
    keep("d", 4)
    assert found("bcd") == ["B", None, "D"]
    keep("e", 10)
    assert found("bde") == ["B", "D", None]
    # In one place lies one thing, for whoever read it and for nobody else.
    keep("b", 4, "hand up")
    assert (found("bd"), found("b", "hand up")) == ([None, "D"], ["B"])
    kept.keep("another", "b", "", "theirs", 0, kept.forgettings)
    kept.keep("another", "c", "", "theirs", 0, kept.forgettings)
    # What shows nothing takes room too, so that it goes in its turn.
    assert (found("d"), kept.get("another", "c", "")) == ([None], "theirs")
    assert found("b", "hand up") == ["B"]
    kept.forget({"workshop"})
    assert (found("d"), found("b", "hand up")) == ([None], [None])
    assert kept.get("another", "c", "") == "theirs"
    for number in range(30):
        kept.keep("another", number, "", number, 0, kept.forgettings)
    at_last = [kept.get("another", number, "") for number in range(30)]
    assert at_last == [None] * 20 + list(range(20, 30))


def holds(db: Database) -> int:
    """How many readings are kept."""
    with db.read() as session:
        kept = kept_reads(session)
    assert kept is not None
    return len(kept._kept)


def test_a_device_has_one_reading_whatever_its_person_does(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE)
    put(db, resident, "mine")
    for number in range(5):
        assert texts(db, replace(resident, name=f"Amina {number}", table_no=number)) == ["mine"]
    assert holds(db) == 1


def test_what_is_erased_stays_in_no_memory(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """One card, then the whole workshop: nobody's reading is kept."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    card = put(db, resident, "a name that must go")
    people = [facilitator, resident, staff]
    assert [len(texts(db, one)) for one in people] == [1, 1, 0]
    assert holds(db) == 3
    erase_card(db, viewer=facilitator, card_id=card)
    assert holds(db) == 0
    assert [texts(db, one) for one in people] == [[], [], []]
    delete_workshop(db, viewer=facilitator, typed_code=facilitator.code)
    assert holds(db) == 0


def test_a_reading_that_began_before_an_erasing_is_not_kept_after_it(
    db: Database, facilitator: Viewer, staff: Viewer
) -> None:
    """It saw what was erased; one that begins after it may be kept again."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    card = put(db, staff, "a name that must go")
    with db.read() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM card").fetchall()
        erase_card(db, viewer=facilitator, card_id=card)
        seen = kept_cards(session, staff)
    assert [one.text for one in seen.values()] == ["a name that must go"]
    assert holds(db) == 0
    assert texts(db, staff) == []
    assert holds(db) == 1


def test_what_was_read_at_a_moment_from_before_an_erasing_is_not_kept(
    db: Database, facilitator: Viewer, staff: Viewer
) -> None:
    """Its transaction began before the session that reads in it."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    card = put(db, staff, "a name that must go")
    with db.one_moment():
        with db.rows() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM card").fetchall()
        with ThreadPoolExecutor() as others:
            others.submit(erase_card, db, viewer=facilitator, card_id=card).result()
        with db.read() as session:
            seen = kept_cards(session, staff)
    assert [one.text for one in seen.values()] == ["a name that must go"]
    assert holds(db) == 0


def test_hearing_that_nothing_was_erased_keeps_what_is_being_read(
    db: Database, staff: Viewer
) -> None:
    """Several servers look once a second, and mostly there is nothing."""
    with db.read() as session:
        db.forget_read(set())
        kept_cards(session, staff)
    assert holds(db) == 1


def test_a_reading_that_shows_nothing_takes_the_room_of_what_it_holds(
    db: Database, facilitator: Viewer, staff: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sees a wall that lies face down holds the id of each card all the same."""
    kept = KeptReads(300)
    monkeypatch.setattr(wall, "kept_reads", lambda _session: kept)
    open_activity(db, viewer=facilitator, activity=WRITE)
    for number in range(10):
        put(db, facilitator, f"face down {number}")
    for number in range(20):
        assert texts(db, replace(staff, device_id=f"device {number}")) == []
    assert 0 < len(kept._kept) < 20
