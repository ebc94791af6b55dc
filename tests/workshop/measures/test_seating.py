"""Tables are of even size and mixed, and nobody sits alone of their group where that can be."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.measures.seating import seat_for, seating, tables_for

ROOMS = st.lists(
    st.sampled_from(["resident", "staff", "partner", "manager"]), min_size=1, max_size=60
)


def at(people: dict[int, str], seats: dict[int, int]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for one, table in seats.items():
        found.setdefault(table, Counter())[people[one]] += 1
    return found


@pytest.mark.parametrize(("people", "tables"), [(2, 1), (5, 1), (12, 3), (24, 5), (40, 8)])
def test_four_or_five_sit_together(people: int, tables: int) -> None:
    assert tables_for(people) == tables


@given(ROOMS, st.integers(0, 5))
@settings(max_examples=60)
def test_sizes_differ_by_one_at_most_and_the_same_seed_seats_alike(
    groups: list[str], seed: int
) -> None:
    people = dict(enumerate(groups))
    tables = tables_for(len(people))
    seats = seating(people, tables, seed)
    assert seats == seating(people, tables, seed)
    sizes = Counter(seats.values())
    assert sorted(sizes) == list(range(1, tables + 1))
    assert max(sizes.values()) - min(sizes.values()) <= 1


@pytest.mark.parametrize(
    "groups",
    [
        {"resident": 6, "staff": 6},
        {"resident": 14, "staff": 16, "partner": 6, "manager": 4},
        {"resident": 4, "staff": 8},
        {"resident": 20},
    ],
)
def test_nobody_is_alone_of_their_group(groups: dict[str, int]) -> None:
    people = dict(enumerate(name for name, size in groups.items() for _ in range(size)))
    for seed in range(5):
        found = at(people, seating(people, tables_for(len(people)), seed))
        assert 1 not in [size for groups_at in found.values() for size in groups_at.values()]


def test_groups_are_spread() -> None:
    """Twelve residents and twelve staff at five tables: both at each of them."""
    people = {n: "resident" if n < 12 else "staff" for n in range(24)}
    found = at(people, seating(people, 5, 1))
    assert all(set(groups) == {"resident", "staff"} for groups in found.values())


def test_who_comes_later_sits_where_there_is_room() -> None:
    seated = [(1, "staff"), (1, "staff"), (2, "staff"), (2, "resident")]
    assert seat_for("resident", seated, 2) == 2  # where one of theirs is alone
    assert seat_for("partner", [*seated, (1, "staff")], 2) == 2  # the smaller one
