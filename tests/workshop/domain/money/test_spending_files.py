"""A spending file comes in whole, becomes lines, and goes again with one step."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import col, func, select

from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.links import link_cards
from workshop.domain.money.spending_files import import_spend, undo_spend
from workshop.domain.workshops import close_workshop, delete_workshop
from workshop.drafts import NewCard, NewSpend
from workshop.errors import (
    ClosedError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnknownDeviceError,
)
from workshop.models import Audit, Card, SpendImport, SpendRow, Workshop
from workshop.payment import Payment
from workshop.queries.cards import cards_for
from workshop.queries.money.spending_files import KEPT_BACK, file_known, payments_of, spend_files
from workshop.queries.viewer import Viewer, identify

PAYMENTS = [
    Payment(2, 100_000, "Acme Ltd", "Care", "Adults"),
    Payment(3, 50_050, "Beta 100%", "Rent", "Children"),
    Payment(4, 30_000, "Mrs A Smith", "Secret help", "Adults", private=True),
    Payment(6, -2_000, "Gamma", "Fuel", ""),
]


def draft(**more: object) -> NewSpend:
    return NewSpend.read(
        {"activity": "resources.spend", "file_name": "march.csv", "digest": "a" * 64, **more}
    )


def lines(
    db: Database, viewer: Viewer, kind: str = "resource_line"
) -> dict[str, dict[str, object]]:
    with db.read() as session:
        return {card.text: card.fields for card in cards_for(session, viewer, kinds=[kind])}


def counted(db: Database, table: type) -> int:
    with db.read() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_payments_become_lines_in_one_revision(db: Database, facilitator: Viewer) -> None:
    """One audit row for the whole file, without who was paid."""
    made = import_spend(db, viewer=facilitator, draft=draft(period="month"), payments=PAYMENTS)
    common = {"period": "month", "source": "march.csv"}
    assert lines(db, facilitator) == {
        "Acme Ltd": {
            "sort": "contract",
            "amount_pence": 100_000,
            "provider": "Acme Ltd",
            **common,
        },
        "Beta 100%": {
            "sort": "contract",
            "amount_pence": 50_050,
            "provider": "Beta 100%",
            **common,
        },
        "Private people and names taken out": {
            "sort": "contract",
            "amount_pence": 30_000,
            **common,
        },
        "Money that came back": {"sort": "income", "amount_pence": 2_000, **common},
    }
    with db.read() as session:
        revision = session.get_one(Workshop, facilitator.workshop_id).revision
        audit = session.exec(select(Audit).where(Audit.revision == revision)).one()
        cards = session.exec(select(Card).where(Card.created_revision == revision)).all()
    assert (made.revision, len(cards)) == (revision, 4)
    assert (audit.verb, audit.after) == (
        "import_spend",
        {"file_name": "march.csv", "rows": 4, "total_pence": 178_050, "lines": 4},
    )


def test_departments_can_be_parts_of_the_work(db: Database, facilitator: Viewer) -> None:
    """A part that is there already is used, whatever its capitals."""
    given = {"activity": "resources.spend", "kind": "strand", "text": "adults"}
    there = add_card(db, viewer=facilitator, draft=NewCard.read(given)).id
    asked = draft(grouped_by="department", strands=True, sort="grant")
    import_spend(db, viewer=facilitator, draft=asked, payments=PAYMENTS)
    assert list(lines(db, facilitator, "strand")) == ["adults", "Children"]
    with db.read() as session:
        found = {card.text: card.links for card in cards_for(session, facilitator)}
    assert found["Adults"] == {"strand": (there,)}
    assert found["Money that came back"] == {}


def test_the_same_file_is_noticed_and_may_come_again_knowingly(
    db: Database, facilitator: Viewer
) -> None:
    import_spend(db, viewer=facilitator, draft=draft(), payments=PAYMENTS)
    with db.read() as session:
        assert file_known(session, facilitator, "a" * 64, "") == "march.csv"
        assert file_known(session, facilitator, "a" * 64, "May") == ""
        assert file_known(session, facilitator, "b" * 64, "") == ""
    with pytest.raises(InvalidInputError, match=r"This very file is here already, as “march\.csv”"):
        import_spend(db, viewer=facilitator, draft=draft(), payments=PAYMENTS)
    import_spend(db, viewer=facilitator, draft=draft(again=True), payments=PAYMENTS)
    import_spend(db, viewer=facilitator, draft=draft(sheet="May"), payments=PAYMENTS)
    assert counted(db, SpendImport) == 3


@pytest.mark.parametrize(
    ("more", "payments", "sentence"),
    [
        ({}, [], "No row of this file has an amount"),
        ({"currency": "EUR"}, PAYMENTS, "This file is in EUR, but this workshop counts in GBP."),
        ({"activity": "insights.write"}, PAYMENTS, "Money lines cannot be added in this activity."),
        ({"period": "decade"}, PAYMENTS, "“For how long” takes one of"),
        ({}, [replace(PAYMENTS[0], amount_pence=10**13)], "“Amount” needs"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_stays(
    db: Database, facilitator: Viewer, more: dict, payments: list[Payment], sentence: str
) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        import_spend(db, viewer=facilitator, draft=draft(**more), payments=payments)
    assert (counted(db, SpendImport), counted(db, SpendRow), lines(db, facilitator)) == (0, 0, {})


def test_undo_takes_the_file_back_whole(db: Database, facilitator: Viewer) -> None:
    """Payments are gone from the database; lines leave the room; a shared part of work stays."""
    asked = draft(grouped_by="department", strands=True)
    made = import_spend(db, viewer=facilitator, draft=asked, payments=PAYMENTS)
    with db.read() as session:
        found = {card.text: card.id for card in cards_for(session, facilitator, kinds=["strand"])}
    given = {"activity": "resources.spend", "kind": "resource_line", "text": "Typed by hand"}
    typed = add_card(db, viewer=facilitator, draft=NewCard.read(given)).id
    link_cards(db, viewer=facilitator, card_id=typed, name="strand", to=(found["Adults"],))
    undo_spend(db, viewer=facilitator, import_id=made.id)
    with db.read() as session:
        left = session.exec(select(Card.text).where(col(Card.withdrawn).is_(False))).all()
        audit = session.exec(select(Audit).where(Audit.verb == "undo_spend")).one()
    assert sorted(left) == ["Adults", "Typed by hand"]
    assert audit.before == {"file_name": "march.csv", "lines": 4}
    assert (counted(db, SpendImport), counted(db, SpendRow)) == (0, 0)
    with pytest.raises(NotFoundError):
        undo_spend(db, viewer=facilitator, import_id=made.id)


def test_only_the_facilitator_brings_in_and_takes_back(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    made = import_spend(db, viewer=facilitator, draft=draft(), payments=PAYMENTS)
    with db.read() as session:
        visitor = identify(session, token=None, code=facilitator.code)
    for viewer, error in ((resident, NotAllowedError), (visitor, UnknownDeviceError)):
        with pytest.raises(error):
            import_spend(db, viewer=viewer, draft=draft(again=True), payments=PAYMENTS)
        with pytest.raises(error):
            undo_spend(db, viewer=viewer, import_id=made.id)
    close_workshop(db, viewer=facilitator)
    with pytest.raises(ClosedError):
        undo_spend(db, viewer=facilitator, import_id=made.id)


def test_the_room_reads_payments_but_no_private_payee(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Neither shown nor found by searching; the facilitator reads and finds them."""
    made = import_spend(db, viewer=facilitator, draft=draft(warnings=("Look.",)), payments=PAYMENTS)

    def found(viewer: Viewer, search: str) -> list[tuple[int, str, str]]:
        with db.read() as session:
            page = payments_of(session, viewer, made.id, search=search)
        return [(one.row, one.supplier, one.purpose) for one in page.payments]

    assert found(resident, "")[2] == (4, KEPT_BACK, "")
    assert found(facilitator, "")[2] == (4, "Mrs A Smith", "Secret help")
    assert [found(viewer, "smith") for viewer in (resident, facilitator)] == [
        [],
        [(4, "Mrs A Smith", "Secret help")],
    ]
    assert found(resident, "secret") == []
    assert [row for row, *_ in found(resident, "adults")] == [2, 4]
    assert [row for row, *_ in found(resident, "100%")] == [3]
    with db.read() as session:
        (for_room,) = spend_files(session, resident)
        (for_desk,) = spend_files(session, facilitator)
        visitor = identify(session, token=None, code=facilitator.code)
        assert spend_files(session, visitor) == ()
        assert payments_of(session, visitor, made.id).count == 0
    assert (for_room.warnings, for_desk.warnings) == ((), ("Look.",))
    assert (for_room.payments, for_room.pence) == (4, 178_050)
    assert [(line.label, line.payments, line.pence) for line in for_room.lines] == [
        ("Acme Ltd", 1, 100_000),
        ("Beta 100%", 1, 50_050),
        ("Private people and names taken out", 1, 30_000),
        ("Money that came back", 1, -2_000),
    ]


def test_pages_and_order(db: Database, facilitator: Viewer) -> None:
    payments = [Payment(row, row * 100, f"Name {row}") for row in range(2, 62)]
    made = import_spend(db, viewer=facilitator, draft=draft(most=3), payments=payments)
    with db.read() as session:
        first = payments_of(session, facilitator, made.id, order="largest")
        last = payments_of(session, facilitator, made.id, page=99)
        others = payments_of(session, facilitator, made.id, line=made.lines[3])
    assert [one.row for one in first.payments[:2]] == [61, 60]
    assert (first.count, first.pages, first.pence) == (60, 3, sum(range(2, 62)) * 100)
    assert [one.row for one in last.payments] == list(range(52, 62))
    assert others.count == 57


def test_deleting_a_workshop_deletes_its_files(
    db: Database, facilitator: Viewer, join_as: Callable[..., Viewer]
) -> None:
    import_spend(db, viewer=facilitator, draft=draft(), payments=PAYMENTS)
    delete_workshop(db, viewer=facilitator, typed_code=facilitator.code)
    assert (counted(db, SpendImport), counted(db, SpendRow)) == (0, 0)
