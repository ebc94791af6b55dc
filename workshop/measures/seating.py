"""Who sits with whom: tables of even size, mixed by group, with nobody alone of their group."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from random import Random
from typing import TypeVar

TRIES, SWAPS = 4, 1500
"""Where somebody is alone: how many mixes are tried, and how many changes of seats in each."""

P = TypeVar("P", bound=Hashable)

AT_A_TABLE = 5
"""People at a table, at most, where nobody asks for another number: 3 tables at 12, 8 at 40."""


def tables_for(people: int) -> int:
    """How many tables so many people sit at: four or five each, from six people on."""
    return max(1, -(-people // AT_A_TABLE))


def seating(people: Mapping[P, str], tables: int, seed: int) -> dict[P, int]:
    """A table, from 1 on, for each person, given each one's group.

    Sizes differ by one at most. Each group is spread as far as two of it still sit together, and
    the same ``seed`` seats the same people the same way.
    """
    best: dict[P, int] = {}
    fewest = len(people) + 1
    for again in range(TRIES):
        lot = Random(seed + again * 7919)  # noqa: S311 - a fair mix, nothing secret
        found = _one_way(people, tables, lot)
        lonely = sum(_alone(groups) for groups in _by_table(people, found).values())
        if lonely < fewest:
            best, fewest = found, lonely
        if not fewest:
            break
    return best


def _one_way(people: Mapping[P, str], tables: int, lot: Random) -> dict[P, int]:
    load: Counter[int] = Counter(dict.fromkeys(range(1, tables + 1), 0))
    seats: dict[P, int] = {}
    for parts in sorted(_parts(people, tables, lot), key=len, reverse=True):
        taken = {seats[one] for one in seats if people[one] == people[parts[0]]}
        free = [table for table in load if table not in taken] or list(load)
        table = min(free, key=lambda one: (load[one], one))
        load[table] += len(parts)
        seats.update(dict.fromkeys(parts, table))
    _even_out(people, seats, load)
    _swap(people, seats, lot)
    return seats


def _parts(people: Mapping[P, str], tables: int, lot: Random) -> list[list[P]]:
    """Those of each group who sit together: two or more, or one who is alone in the room."""
    groups: dict[str, list[P]] = {}
    for person, group in people.items():
        groups.setdefault(group, []).append(person)
    found: list[list[P]] = []
    for _, members in sorted(groups.items()):
        lot.shuffle(members)
        parts = min(tables, max(1, len(members) // 2))
        found += [members[place::parts] for place in range(parts)]
    return found


def _even_out(people: Mapping[P, str], seats: dict[P, int], load: Counter[int]) -> None:
    """Move people from the fullest to the emptiest table, those who leave nobody alone first."""
    while True:
        full, empty = max(load, key=lambda t: (load[t], t)), min(load, key=lambda t: (load[t], t))
        if load[full] - load[empty] < 2:
            return
        here = _groups_at(people, seats, full)
        there = _groups_at(people, seats, empty)
        mover = min(
            (one for one, table in seats.items() if table == full),
            key=lambda one: (here[people[one]] == 2, not there[people[one]], -here[people[one]]),
        )
        seats[mover] = empty
        load[full] -= 1
        load[empty] += 1


def _swap(people: Mapping[P, str], seats: dict[P, int], lot: Random) -> None:
    """Let people change seats as long as somebody is alone and nobody is made so by it."""
    at = _by_table(people, seats)
    everybody = list(seats)
    for _ in range(SWAPS):
        lonely = [one for one in everybody if at[seats[one]][people[one]] == 1]
        if not lonely:
            return
        one, other = lot.choice(lonely), lot.choice(everybody)
        here, there = seats[one], seats[other]
        if here == there or people[one] == people[other]:
            continue
        change = Counter({people[other]: 1, people[one]: -1})
        new_here, new_there = _sum(at[here], change, 1), _sum(at[there], change, -1)
        if _alone(new_here) + _alone(new_there) <= _alone(at[here]) + _alone(at[there]):
            seats[one], seats[other] = there, here
            at[here], at[there] = new_here, new_there


def _sum(groups: Counter[str], change: Counter[str], sign: int) -> Counter[str]:
    return Counter({group: groups[group] + sign * change[group] for group in {*groups, *change}})


def _by_table(people: Mapping[P, str], seats: Mapping[P, int]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for one, table in seats.items():
        found.setdefault(table, Counter())[people[one]] += 1
    return found


def _alone(groups: Counter[str]) -> int:
    return sum(size == 1 for size in groups.values())


def _groups_at(people: Mapping[P, str], seats: Mapping[P, int], table: int) -> Counter[str]:
    return Counter(people[one] for one, at in seats.items() if at == table)


def seat_for(group: str, seated: Sequence[tuple[int, str]], tables: int) -> int:
    """The table of somebody who comes later: a small one, or where one of their group is alone."""
    load = Counter(table for table, _ in seated)
    alike = Counter(table for table, other in seated if other == group)
    return min(range(1, tables + 1), key=lambda t: (load[t] - (alike[t] == 1), load[t], t))
