"""Thousands of payments become the few lines that a room can talk about, to the penny."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workshop.drafts import Grouping
from workshop.payment import Payment

PRIVATE = "Private people and names taken out"
NOT_NAMED: Mapping[str, str] = {
    "supplier": "Nobody is named",
    "purpose": "No purpose is given",
    "department": "No department is given",
}
OTHERS: Mapping[str, str] = {
    "supplier": "All others who were paid",
    "purpose": "All other purposes",
    "department": "All other departments",
}
CAME_BACK = "Money that came back"


class SpendGroupSort(StrEnum):
    """What a line stands for: one name, everything else, or groups that paid back more."""

    NAMED = "named"
    UNNAMED = "unnamed"
    OTHERS = "others"
    CAME_BACK = "came back"


@dataclass(frozen=True, slots=True)
class SpendGroup:
    """Payments that become one line. ``pence`` is their exact sum, below zero for money back.

    ``names`` counts the suppliers, purposes or departments in it.
    """

    label: str
    sort: SpendGroupSort
    pence: int
    payments: tuple[Payment, ...]
    names: int = 1


def group_payments(
    payments: Sequence[Payment], *, by: Grouping, most: int
) -> tuple[SpendGroup, ...]:
    """At most ``most`` groups by name, the largest first, then all others, then money back.

    Names that differ only in capitals and spaces are one. Private payees are one group, whoever
    they are. A group whose sum is below zero cannot be a cost, so all of those are money that came
    back. The sums of the groups add up to the sum of the payments.
    """
    groups: dict[str, list[Payment]] = defaultdict(list)
    for payment in payments:
        groups[_key(payment, by)].append(payment)
    made = [_group(key, found, by) for key, found in groups.items()]
    costs = sorted(
        (group for group in made if group.pence >= 0), key=lambda group: (-group.pence, group.label)
    )
    kept = costs[:most] if len(costs) > most + 1 else costs
    rest = costs[len(kept) :]
    back = [group for group in made if group.pence < 0]
    found = list(kept)
    if rest:
        found.append(_together(OTHERS[by], SpendGroupSort.OTHERS, rest))
    if back:
        found.append(_together(CAME_BACK, SpendGroupSort.CAME_BACK, back))
    return tuple(found)


def _key(payment: Payment, by: Grouping) -> str:
    if payment.private and by != "department":
        return PRIVATE
    return " ".join(str(getattr(payment, by)).split()).casefold()


def _group(key: str, payments: list[Payment], by: Grouping) -> SpendGroup:
    pence = sum(payment.amount_pence for payment in payments)
    if key == PRIVATE:
        return SpendGroup(PRIVATE, SpendGroupSort.UNNAMED, pence, tuple(payments))
    if not key:
        return SpendGroup(NOT_NAMED[by], SpendGroupSort.UNNAMED, pence, tuple(payments))
    spelt = Counter(" ".join(str(getattr(payment, by)).split()) for payment in payments)
    return SpendGroup(spelt.most_common(1)[0][0], SpendGroupSort.NAMED, pence, tuple(payments))


def _together(label: str, sort: SpendGroupSort, groups: Sequence[SpendGroup]) -> SpendGroup:
    payments = sorted(
        (payment for group in groups for payment in group.payments), key=lambda one: one.row
    )
    pence = sum(group.pence for group in groups)
    return SpendGroup(label, sort, pence, tuple(payments), len(groups))
