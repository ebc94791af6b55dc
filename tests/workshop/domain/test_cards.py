"""Adding, changing and taking back cards, straight at the verbs."""

import threading
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import select

from tests.workshop.passing import closed_long_ago
from workshop.db import Database
from workshop.dialects import prepared
from workshop.domain.cards import (
    CardReceipt,
    Voice,
    add_card,
    edit_card,
    hide_card,
    star_card,
    withdraw_card,
)
from workshop.domain.links import link_cards
from workshop.domain.room import close_activity, move_to, open_activity
from workshop.domain.workshops import delete_workshop
from workshop.drafts import CardEdit, NewCard
from workshop.enums import RoleGroup
from workshop.errors import (
    ChangedMeanwhileError,
    ClosedError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    WorkshopError,
)
from workshop.kinds import LONG_MAX, clean_text
from workshop.live.feed import VIEWS, Feed
from workshop.models import Audit, Card, Receipt
from workshop.queries.cards import cards_for, own_cards
from workshop.queries.viewer import Viewer

WRITE, STEPS = "insights.write", "insights.journey"


@pytest.fixture(autouse=True)
def writing(db: Database, facilitator: Viewer) -> None:
    """The room writes insights."""
    open_activity(db, viewer=facilitator, activity=WRITE)


def insight(text: str = "The bus comes once an hour") -> NewCard:
    return NewCard(activity=WRITE, text=text)


def stored(db: Database, card_id: str) -> Card:
    with db.read() as session:
        return session.get_one(Card, card_id)


def test_a_card_is_stored_with_its_voice(db: Database, resident: Viewer) -> None:
    """What was typed, whose it is, and the revision that the stream is read by."""
    receipt = add_card(db, viewer=resident, draft=insight())
    card = stored(db, receipt.id)
    assert receipt == CardReceipt(card.id, card.revision, version=1, created=True)
    assert (card.text, card.activity, card.kind, card.visibility) == (
        "The bus comes once an hour",
        WRITE,
        "insight",
        "room",
    )
    assert (card.author_id, card.author_name, card.role_group, card.table_no) == (
        resident.person_id,
        "Amina",
        "resident",
        1,
    )


def test_every_write_has_its_audit_row(db: Database, resident: Viewer, facilitator: Viewer) -> None:
    """One row for each change, with what was and what became, under the card's own revision."""
    card = add_card(db, viewer=resident, draft=insight("One"))
    edited = edit_card(db, viewer=resident, card_id=card.id, draft=CardEdit(version=1, text="Two"))
    hidden = hide_card(db, viewer=facilitator, card_id=card.id)
    with db.read() as session:
        found = select(Audit).where(Audit.object_id == card.id).order_by(Audit.revision)
        rows = session.exec(found).all()
    told = [
        (r.revision, r.verb, (r.before or {}).get("text"), (r.after or {})["text"]) for r in rows
    ]
    assert told == [
        (card.revision, "add_card", None, "One"),
        (edited.revision, "edit_card", "One", "Two"),
        (hidden.revision, "hide_card", "Two", "Two"),
    ]


def test_a_key_adds_once(db: Database, resident: Viewer, staff: Viewer) -> None:
    """The same key from one device is the same card; from another device it is another."""
    first = add_card(db, viewer=resident, draft=insight(), key="a-key")
    again = add_card(db, viewer=resident, draft=insight("Other words"), key="a-key")
    other = add_card(db, viewer=staff, draft=insight(), key="a-key")
    assert asdict(again) == {**asdict(first), "created": False}
    assert other.created
    with db.read() as session:
        assert len(session.exec(select(Receipt)).all()) == 2


def test_one_key_from_many_threads_adds_once(db: Database, resident: Viewer) -> None:
    """A phone that resends before the first answer came cannot double its card."""
    found: list[CardReceipt] = []

    def send() -> None:
        found.append(add_card(db, viewer=resident, draft=insight(), key="a-key"))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({receipt.id for receipt in found}) == 1
    assert [receipt.created for receipt in found].count(True) == 1


def test_what_is_refused_leaves_nothing_behind(db: Database, resident: Viewer) -> None:
    """No card, no receipt, no audit row, no revision: the same key can be sent again."""
    with db.read() as session:
        before = len(session.exec(select(Audit)).all())
    bad = NewCard(activity=WRITE, text="x", fields={"no-such": 1})
    with pytest.raises(InvalidInputError):
        add_card(db, viewer=resident, draft=bad, key="a-key")
    with db.read() as session:
        assert session.exec(select(Card)).all() == []
        assert session.exec(select(Receipt)).all() == []
        assert len(session.exec(select(Audit)).all()) == before
    assert add_card(db, viewer=resident, draft=insight(), key="a-key").created


def test_a_closed_activity_takes_only_the_facilitators_cards(
    db: Database, resident: Viewer, facilitator: Viewer
) -> None:
    """Participants are told to keep their words; the facilitator can still type up paper."""
    close_activity(db, viewer=facilitator)
    closed_long_ago(db, WRITE)
    with pytest.raises(ClosedError, match="Keep your words"):
        add_card(db, viewer=resident, draft=insight())
    assert add_card(db, viewer=facilitator, draft=insight()).created


def test_what_was_typed_in_time_is_taken_for_some_minutes_and_marked_late(
    db: Database, resident: Viewer, staff: Viewer, facilitator: Viewer
) -> None:
    """A card or a change on its way when the room moves on is not lost; who steers sees it.

    The writer sees it too, and nobody else: who writes slowly is not marked in public.
    """
    early = add_card(db, viewer=resident, draft=insight("In time"))
    move_to(db, viewer=facilitator, activity="insights.name")
    late = add_card(db, viewer=resident, draft=insight("On its way"))
    edit_card(db, viewer=resident, card_id=early.id, draft=CardEdit(version=1, text="In time!"))
    typed_up = add_card(db, viewer=facilitator, draft=insight("From paper"))
    with db.read() as session:
        marks = {card.id: card.late for card in cards_for(session, facilitator)}
        own, others = (
            {card.id: card.late for card in cards_for(session, viewer)}
            for viewer in (resident, staff)
        )
    assert marks == {early.id: False, late.id: True, typed_up.id: False}
    assert own[late.id]
    assert not any(others.values())

    closed_long_ago(db, WRITE)
    with pytest.raises(ClosedError, match="Keep your words"):
        add_card(db, viewer=resident, draft=insight("An hour after"))
    with pytest.raises(ClosedError):
        edit_card(db, viewer=resident, card_id=early.id, draft=CardEdit(version=2, text="Later"))
    open_activity(db, viewer=facilitator, activity=WRITE)
    in_time = add_card(db, viewer=resident, draft=insight("Open again"))
    with db.read() as session:
        assert not session.get_one(Card, in_time.id).late


def test_there_is_no_grace_before_an_activity_has_been_open(
    db: Database, resident: Viewer, facilitator: Viewer
) -> None:
    """Nothing can have been typed in time there."""
    move_to(db, viewer=facilitator, activity="insights.name")
    draft = NewCard(activity="insights.name", text="Too early")
    with pytest.raises(ClosedError, match="not open now"):
        add_card(db, viewer=resident, draft=draft)


def test_the_facilitator_writes_for_others(db: Database, facilitator: Viewer) -> None:
    """A card that a scribe wrote counts for the person whose words they are."""
    voice = Voice(RoleGroup.RESIDENT, name="Cara", table=3)
    receipt = add_card(db, viewer=facilitator, draft=insight(), voice=voice)
    card = stored(db, receipt.id)
    assert (card.role_group, card.author_name, card.table_no, card.via) == (
        "resident",
        "Cara",
        3,
        "scribe",
    )


def test_a_participant_speaks_only_for_themselves(db: Database, resident: Viewer) -> None:
    """Nobody can put words in another role's mouth."""
    with pytest.raises(InvalidInputError, match="Only the facilitator"):
        add_card(db, viewer=resident, draft=insight(), voice=Voice(RoleGroup.MANAGER))


def test_editing_keeps_whoever_saved_first(
    db: Database, resident: Viewer, facilitator: Viewer
) -> None:
    """The second gets the first's words and version, and overwrites nothing."""
    card = add_card(db, viewer=resident, draft=insight("One"))
    first = CardEdit(version=1, text="Facilitator's")
    assert edit_card(db, viewer=facilitator, card_id=card.id, draft=first).version == 2
    stale = CardEdit(version=1, text="Writer's")
    with pytest.raises(ChangedMeanwhileError) as refusal:
        edit_card(db, viewer=resident, card_id=card.id, draft=stale)
    assert refusal.value.current == {"text": "Facilitator's", "fields": {}, "version": 2}
    assert stored(db, card.id).text == "Facilitator's"


def test_a_withdrawn_card_is_not_edited(
    db: Database, resident: Viewer, facilitator: Viewer
) -> None:
    """What a person took back stays as it was, also for the facilitator."""
    card = add_card(db, viewer=resident, draft=insight("One"))
    withdraw_card(db, viewer=resident, card_id=card.id)
    edit = CardEdit(version=1, text="Two")
    with pytest.raises(NotFoundError, match="taken back"):
        edit_card(db, viewer=facilitator, card_id=card.id, draft=edit)


def test_the_facilitator_cannot_take_back_anothers_words(
    db: Database, resident: Viewer, facilitator: Viewer
) -> None:
    """Hiding is theirs; withdrawing is the writer's alone."""
    card = add_card(db, viewer=resident, draft=insight())
    with pytest.raises(NotAllowedError, match="who wrote"):
        withdraw_card(db, viewer=facilitator, card_id=card.id)


def test_setting_what_is_set_is_no_change(
    db: Database, resident: Viewer, facilitator: Viewer
) -> None:
    """A double tap makes no second revision."""
    card = add_card(db, viewer=resident, draft=insight())
    first = star_card(db, viewer=facilitator, card_id=card.id)
    again = star_card(db, viewer=facilitator, card_id=card.id)
    assert (again.revision, again.created) == (first.revision, False)


def test_links_are_replaced_and_checked(
    db: Database, resident: Viewer, facilitator: Viewer
) -> None:
    """A new challenge rests on insights of its own workshop, and on nothing else."""
    one, two = (add_card(db, viewer=resident, draft=insight(text)).id for text in ("One", "Two"))
    challenge = NewCard(activity="reframe.from-to", text="Travel", links={"insights": (one,)})
    reframe = add_card(db, viewer=facilitator, draft=challenge)
    link_cards(db, viewer=facilitator, card_id=reframe.id, name="insights", to=(two, two))
    with db.read() as session:
        (seen,) = [c for c in cards_for(session, facilitator) if c.id == reframe.id]
    assert seen.links == {"insights": (two,)}
    for name, target in (("insights", reframe.id), ("insights", "nope"), ("foes", one)):
        with pytest.raises(InvalidInputError):
            link_cards(db, viewer=facilitator, card_id=reframe.id, name=name, to=(target,))


def test_a_card_of_another_workshop_is_not_here(
    db: Database, resident: Viewer, facilitator: Viewer
) -> None:
    """An id gives no way into another room."""
    card = add_card(db, viewer=resident, draft=insight())
    elsewhere = Viewer("other", "QQQQQ", facilitator.role, "d", "p")
    for verb in (hide_card, star_card, withdraw_card):
        with pytest.raises(NotFoundError):
            verb(db, viewer=elsewhere, card_id=card.id)


def test_a_workshop_deleted_meanwhile_is_a_sentence(
    db: Database, resident: Viewer, facilitator: Viewer
) -> None:
    """Between identifying and writing, the room can be gone."""
    delete_workshop(db, viewer=facilitator, typed_code=facilitator.code)
    with pytest.raises(NotFoundError, match=r"^This workshop was deleted\.$"):
        add_card(db, viewer=resident, draft=insight())


def test_an_unknown_activity_is_a_sentence(db: Database, resident: Viewer) -> None:
    """A page that is older than the plan hears what is wrong."""
    with pytest.raises(NotFoundError, match="no activity"):
        add_card(db, viewer=resident, draft=NewCard(activity="no.such", text="x"))


TYPED = st.one_of(
    st.text(max_size=LONG_MAX + 10),
    st.text(st.sampled_from("<>&*_[]`\x00\ud800\u202e\u200d\u2028🧓🏽é\r\n\t "), max_size=60),
    st.text("ab 🧓", min_size=LONG_MAX - 2, max_size=10_000),
    st.sampled_from(["<script>alert(1)</script>", "**b** [x](javascript:1)", "{{7*7}}", "שלום"]),
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TYPED)
def test_typed_text_is_kept_or_refused_in_words(text: str, db: Database, resident: Viewer) -> None:
    """Stored as cleaned and read back the same, or refused with a sentence; nothing between."""
    try:
        receipt = add_card(
            db, viewer=resident, draft=NewCard.read({"activity": WRITE, "text": text})
        )
    except WorkshopError as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - both ends are right here
        return
    with db.read() as session:
        own = own_cards(session, resident, [receipt.id])
    assert [card.text for card in own] == [clean_text(text)]


def test_a_card_costs_the_same_on_a_full_wall(
    db: Database,
    join_as: Callable[..., Viewer],
    facilitator: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The number of statements for one more card does not grow with the wall."""
    writer = join_as("resident")
    feed = Feed(db)
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    def asked(*given: Any) -> Any:
        count()
        return prepared_asked(*given)

    prepared_asked = prepared._asked
    monkeypatch.setattr(prepared, "_asked", asked)
    monkeypatch.setattr("workshop.live.feed.ALIKE_SECONDS", 600)  # however slow the machine is
    for engine in (db._writer, db._reader):
        event.listen(engine, "before_cursor_execute", count)
    costs = []
    for number in range(30):
        counted = 0
        receipt = add_card(db, viewer=writer, draft=insight(f"card {number}"), key=f"k{number}")
        feed.news(writer.workshop_id, VIEWS["projector"], receipt.revision - 1)
        costs.append(counted)
    assert set(costs[1:]) == {costs[1]}
    assert 10 <= costs[1] <= 18
