"""Nobody's ballot can be worked out from all that is told of a room's votes.

The solver is linear algebra over the voters: whatever anybody adds to and takes from the totals
that were told is a combination of their sets of voters. If some combination is the set of one
person, or of two, a ballot of one or two people is out. Everything is tried for random rooms.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from random import Random

import pytest

from tests.workshop.voting import Several, VotingRoom
from workshop.domain.people.members import join
from workshop.domain.themes.merges import merge_cards
from workshop.drafts import Joining
from workshop.enums import RoleGroup, VoterWay
from workshop.queries.viewer import Viewer
from workshop.queries.votes.secrecy import Telling, Voted

R, S, C = RoleGroup.RESIDENT, RoleGroup.STAFF, RoleGroup.COUNCILLOR
OWN, LATE, TYPED = VoterWay.OWN, VoterWay.LATE, VoterWay.TYPED
Row = list[Fraction]


def reduced(rows: Sequence[Sequence[int]]) -> list[Row]:
    """The reduced row echelon form, exactly."""
    left = [[Fraction(one) for one in row] for row in rows]
    done: list[Row] = []
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        pivot = [one / pivot[column] for one in pivot]
        clear = lambda row, p=pivot, c=column: [a - row[c] * b for a, b in zip(row, p, strict=True)]  # noqa: E731
        left, done = [clear(row) for row in left], [*(clear(row) for row in done), pivot]
    return done


def spanned(rows: list[Row], wanted: Sequence[int]) -> bool:
    """Whether a set of voters is a combination of the sets that were told."""
    left = [Fraction(one) for one in wanted]
    for row in rows:
        first = next(place for place, one in enumerate(row) if one)
        left = [a - left[first] * b for a, b in zip(left, row, strict=True)]
    return not any(left)


def recovered(told: list[frozenset[str]], people: Sequence[str]) -> list[tuple[str, ...]]:
    """The one or two people whose sum follows from the sums of the sets that were told."""
    rows = reduced([[int(one in found) for one in people] for found in told])
    return [
        some
        for size in (1, 2)
        for some in combinations(people, size)
        if rows and spanned(rows, [int(one in some) for one in people])
    ]


def test_the_solver_finds_what_can_be_found() -> None:
    people = "abcdef"
    assert recovered([frozenset("abcd"), frozenset("abc")], people) == [("d",)]
    assert recovered([frozenset("abcdef"), frozenset("abcd")], people) == [("e", "f")]
    found = recovered([frozenset("abc"), frozenset("cde"), frozenset("abde")], people)
    assert ("c",) in found
    assert recovered([frozenset("abcdef"), frozenset("abc")], people) == []


def some_room(random: Random) -> Iterator[dict[str, Voted]]:
    """The voters of one to four rounds: some come, some go, some change their group.

    Some are in groups of the room's own.
    """
    people = [f"person {number}" for number in range(random.randint(1, 14))]
    groups = {one: random.choice([R, R, S, C, None]) for one in people}
    own: dict[RoleGroup | None, list[str]] = {R: ["", "dads", "mums"], S: ["", "night"]}
    voices = {one: random.choice(own.get(groups[one], [""])) for one in people}
    for _ in range(random.randint(1, 4)):
        if random.random() < 0.3:
            changed = random.choice(people)
            groups[changed] = random.choice([R, S, C])
            voices[changed] = random.choice(own.get(groups[changed], [""]))
        there = [one for one in people if random.random() < 0.85]
        yield {one: Voted(one, groups[one], OWN, voices[one]) for one in there}


@pytest.mark.parametrize("seed", range(400))
def test_no_ballot_of_one_or_two_can_be_worked_out(seed: int) -> None:
    random = Random(seed)
    telling = Telling()
    told: list[frozenset[str]] = []
    everybody: set[str] = set()
    for voters in some_room(random):
        everybody |= voters.keys()
        every = frozenset(voters.values())
        answered = frozenset(one for one in every if random.random() < 0.9)
        found = telling.round(0, every, {"card": answered}, {})
        if "card" in found.cards and answered:
            told.append(frozenset(one.mark for one in answered))
            told += [
                frozenset(one.mark for one in answered if group in (one.group, one.voice))
                for group in found.cards["card"]
            ]
    assert recovered(told, sorted(everybody)) == []


def test_an_own_voice_is_told_where_it_and_what_is_left_of_its_group_are_three() -> None:
    def told(dads: int, others: int) -> frozenset[str]:
        voters = {Voted(f"dad {n}", R, OWN, "dads") for n in range(dads)}
        voters |= {Voted(f"other {n}", R, OWN) for n in range(others)}
        return Telling().round(0, frozenset(voters), {}, {}).groups or frozenset()

    found = {sizes: told(*sizes) for sizes in [(3, 3), (4, 0), (2, 4), (4, 2), (4, 1)]}
    assert found == {
        (3, 3): {R, "dads"},
        (4, 0): {R, "dads"},
        (2, 4): {R},
        (4, 2): {R},
        (4, 1): {R},
    }


def pointed_at(told: list[list[int]], people: int, columns: int) -> list[tuple[int, ...]]:
    """Whoever is alone, or one of two, in some sum that follows; each has ``columns`` unknowns."""
    rows = reduced(told)
    found = []
    for some in (one for size in (1, 2) for one in combinations(range(people), size)):
        others = [n for n in range(people * columns) if n % people not in some]
        left = [[row[n] for n in others] for row in rows]
        if len(reduced([row for row in left if any(row)])) < len(rows):
            found.append(some)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_two_cards_made_into_one_after_a_vote_give_nobody_away(seed: int) -> None:
    """What each told alone is known. Whoever said something of both is told with the mean of it,
    so twice the sum of the one card is a sum of what was said of the two.
    """
    random = Random(seed)
    size = random.randint(3, 9)
    voters = [Voted(str(n), random.choice([R, R, S]), OWN) for n in range(size)]
    every = frozenset(voters)
    likely = random.choice((0.5, 0.8, 0.95, 1.0))
    first, second = (frozenset(v for v in voters if random.random() < likely) for _ in range(2))
    alone = Telling().round(0, every, {"a": first, "b": second}, {}).cards
    as_one = Telling().round(0, every, {"a": first | second}, {"a": [first, second]}).cards

    def rows(people: frozenset[Voted], groups: frozenset[str], a: bool, b: bool) -> None:
        for group in (None, *groups):
            row = [0] * (2 * size)
            for n, one in enumerate(voters):
                if one in people and group in (None, one.group):
                    both = one in first and one in second
                    row[n] = (1 if both and b else 2) * (a and one in first)
                    row[n + size] = (1 if both and a else 2) * (b and one in second)
            told.append(row)

    told: list[list[int]] = []
    for card, people in (("a", first), ("b", second)):
        if people and card in alone:
            rows(people, alone[card], card == "a", card == "b")
    if first | second and "a" in as_one:
        rows(first | second, as_one["a"], True, True)
    assert pointed_at(told, size, 2) == []


def test_who_answers_both_of_two_cards_may_see_them_as_one() -> None:
    voters = frozenset(Voted(f"{g} {n}", g, OWN) for g, n in product((R, S), range(4)))
    found = Telling().round(0, voters, {"a": voters}, {"a": [voters, voters]})
    assert found.cards == {"a": {R, S}}


@pytest.mark.parametrize("answers", [(3, 4), (1, 3), (4, 1)])
def test_one_answer_does_not_follow_from_a_card_made_of_two(
    voting: VotingRoom, several: Several, answers: tuple[int, int]
) -> None:
    """So many of four people score the first card and so many the second; then they are one."""
    people = several("resident", 4)
    voting.open("score", cards=2)
    for number, person in enumerate(people):
        said = [
            {"card": card, "score": 1 + number}
            for card, many in zip(voting.cards, answers, strict=True)
            if number < many or (many == 1 and number == 3)
        ]
        voting.cast(person, said)
    voting.close()
    merge_cards(voting.db, viewer=voting.facilitator, cards=[voting.cards[1]], into=voting.cards[0])
    (found,) = voting.results
    assert (found.told, found.options, found.held_back) == (True, (), 1)


def test_a_room_that_stays_the_same_is_told_all() -> None:
    telling = Telling()
    voters = frozenset(Voted(f"{g} {n}", g, OWN) for g, n in product((R, S, C), range(3)))
    for _ in range(3):
        assert telling.round(3, voters, {"card": voters}, {}).cards == {"card": {R, S, C}}


@pytest.mark.parametrize("number", [1, 2])
def test_one_or_two_more_or_fewer_than_before_and_nothing_is_told(number: int) -> None:
    few = frozenset(Voted(str(n), R, OWN) for n in range(6))
    more = few | {Voted(f"new {n}", R, OWN) for n in range(number)}
    for first, second in ((few, more), (more, few)):
        telling = Telling()
        assert telling.round(3, first, {}, {}).groups is not None
        assert telling.round(3, second, {}, {}).groups is None
        assert telling.round(1, second, {}, {}).groups is not None, "another question"


def test_three_more_are_told() -> None:
    few = frozenset(Voted(str(n), R, OWN) for n in range(6))
    more = few | {Voted(f"new {n}", R, OWN) for n in range(3)}
    telling = Telling()
    assert telling.round(3, few, {}, {}).groups == {R}
    assert telling.round(3, more, {}, {}).groups == {R}


@pytest.mark.parametrize("way", [LATE, TYPED])
def test_ballots_brought_in_do_not_complete_a_group(way: VoterWay) -> None:
    residents = frozenset(Voted(str(n), R, OWN) for n in range(5))
    alone = Voted("alone", C, OWN)
    brought = {Voted(f"brought {n}", C, way) for n in range(4)}
    found = Telling().round(3, residents | {alone} | brought, {}, {})
    assert found.groups == frozenset(), "what is left over would be the councillors"


def test_a_room_on_paper_alone_is_told() -> None:
    typed = frozenset(Voted(f"{g} {n}", g, TYPED) for g, n in product((R, S), range(4)))
    assert Telling().round(3, typed, {"card": typed}, {}).cards == {"card": {R, S}}


@pytest.mark.parametrize("count", [1, 2])
def test_a_vote_of_one_or_two_tells_nothing(
    voting: VotingRoom, several: Several, count: int
) -> None:
    people = several("resident", count)
    voting.open("dots")
    for person in people:
        voting.cast(person, voting.cards[:1])
    voting.close()
    (found,) = voting.results
    assert (found.told, found.options, found.ties, dict(found.groups)) == (False, (), (), {})


def test_a_lone_councillor_stays_alone(voting: VotingRoom, several: Several) -> None:
    """Two private windows that join as councillors, and two paper ballots, uncover nobody."""
    residents, alone = several("resident", 5), several("councillor", 1)
    voting.open("consent", cards=1)
    windows = several("councillor", 2)
    for person in (*residents, *alone, *windows):
        voting.cast(person, [{"card": voting.cards[0], "consent": "yes"}])
    for paper in ("paper-one", "paper-two"):
        voting.cast_for("councillor", paper, [{"card": voting.cards[0], "consent": "yes"}])
    voting.close()
    line = voting.result(voting.cards[0])
    assert C not in line.groups
    assert C not in voting.results[0].groups
    assert line.total.votes == 10


def test_somebody_who_becomes_a_councillor_during_the_vote_completes_no_group(
    voting: VotingRoom, several: Several
) -> None:
    residents, councillors = several("resident", 6), several("councillor", 2)
    voting.open("dots")
    turned = join(voting.db, viewer=residents[0], draft=Joining(role_group=C))
    for person in (turned, *residents[1:], *councillors):
        voting.cast(person, voting.cards[:1])
    voting.close()
    assert C not in voting.results[0].groups


def test_a_second_round_with_one_new_voter_tells_nothing(
    voting: VotingRoom, several: Several
) -> None:
    people = several("resident", 5)
    voting.open("dots")
    for person in people:
        voting.cast(person, voting.cards[:1])
    voting.close()
    newcomer: list[Viewer] = several("resident", 1)
    voting.reopen()
    for person in (*people, *newcomer):
        voting.cast(person, voting.cards[1:2])
    voting.close()
    assert [found.told for found in voting.results] == [True, False]
