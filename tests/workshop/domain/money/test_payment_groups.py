"""Payments become a few lines, and not a penny is lost on the way."""

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.money.payment_groups import (
    CAME_BACK,
    NOT_NAMED,
    OTHERS,
    PRIVATE,
    group_payments,
)
from workshop.payment import Payment

NAMES = st.sampled_from(["Acme", "ACME ", "Beta", "Gamma", "Delta", "", "Mrs A Smith"])
PAYMENTS = st.lists(
    st.builds(
        Payment,
        row=st.integers(2, 999),
        amount_pence=st.integers(-(10**9), 10**9),
        supplier=NAMES,
        purpose=NAMES,
        department=NAMES,
        private=st.booleans(),
    ),
    min_size=1,
)


def paid(*pairs: tuple[str, int]) -> list[Payment]:
    return [Payment(row, pence, supplier) for row, (supplier, pence) in enumerate(pairs, 2)]


def test_the_largest_come_first_then_all_others_then_what_came_back() -> None:
    payments = paid(
        ("Small", 1), ("Acme Ltd", 500), ("Tiny", 2), ("acme  ltd", 50), ("Back", -7), ("Big", 900)
    )
    found = group_payments([*payments, Payment(9, 3)], by="supplier", most=2)
    assert [(group.label, group.pence, group.names) for group in found] == [
        ("Big", 900, 1),
        ("Acme Ltd", 550, 1),
        (OTHERS["supplier"], 6, 3),
        (CAME_BACK, -7, 1),
    ]
    assert [payment.row for payment in found[2].payments] == [2, 4, 9]


def test_one_more_than_the_most_needs_no_others() -> None:
    """A line called all others that holds one name would hide it for nothing."""
    found = group_payments(paid(("A", 3), ("B", 2), ("C", 1)), by="supplier", most=2)
    assert [group.label for group in found] == ["A", "B", "C"]


def test_private_payees_are_one_group_and_blanks_another() -> None:
    payments = [
        Payment(2, 100, "Mrs A Smith", "Help", private=True),
        Payment(3, 200, "J Jones", "Help", private=True),
        Payment(4, 50),
    ]
    assert [group.label for group in group_payments(payments, by="supplier", most=5)] == [
        PRIVATE,
        NOT_NAMED["supplier"],
    ]
    assert [group.label for group in group_payments(payments, by="department", most=5)] == [
        NOT_NAMED["department"]
    ]


@given(PAYMENTS, st.sampled_from(["supplier", "purpose", "department"]), st.integers(1, 5))
def test_every_payment_is_in_one_group_and_the_sums_add_up(payments, by, most) -> None:
    found = group_payments(payments, by=by, most=most)
    assert sum(group.pence for group in found) == sum(one.amount_pence for one in payments)
    assert sum(len(group.payments) for group in found) == len(payments)
    assert len(found) <= most + 2
    assert all(group.pence >= 0 for group in found if group.label != CAME_BACK)
