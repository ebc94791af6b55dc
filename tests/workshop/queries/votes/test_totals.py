"""Results: exact figures for all, by role group only as far as nobody can be singled out."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.voting import Several, VotingRoom
from workshop.domain.cards import hide_card
from workshop.enums import RoleGroup
from workshop.queries.people.groups import COMPARED, shown_groups
from workshop.queries.viewer import Viewer
from workshop.queries.votes.totals import Figures

R, S, P, M, C = (
    RoleGroup.RESIDENT,
    RoleGroup.STAFF,
    RoleGroup.PARTNER,
    RoleGroup.MANAGER,
    RoleGroup.COUNCILLOR,
)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({}, set()),
        ({R: 3}, {R}),
        ({R: 2}, set()),
        ({R: 3, S: 3}, {R, S}),
        ({R: 9, S: 2}, set()),
        ({R: 9, S: 4, M: 1}, {R}),
        ({R: 9, S: 4, M: 1, C: 1}, {R}),
        ({R: 9, S: 4, M: 1, C: 2}, {R, S}),
        ({R: 9, S: 4, P: 6, M: 1}, {R, S}),
        ({R: 2, S: 2, P: 2}, set()),
        ({R: 5, None: 3}, {R}),
        ({R: 5, None: 1}, set()),
        ({R: 5, S: 0}, {R}),
    ],
)
def test_groups_that_are_shown(
    sizes: Mapping[RoleGroup | None, int], shown: set[RoleGroup]
) -> None:
    """Never one or two people; and what is left over is never one or two people either."""
    assert shown_groups(sizes) == shown


@given(st.dictionaries(st.sampled_from([*RoleGroup, None]), st.integers(0, 12)))
def test_nobody_can_be_worked_out_by_subtraction(sizes: dict[RoleGroup | None, int]) -> None:
    shown = shown_groups(sizes)
    left_over = sum(sizes.values()) - sum(sizes[group] for group in shown)
    assert all(sizes[group] >= 3 for group in shown)
    assert not shown or left_over == 0 or left_over >= 3
    assert shown_groups({**dict.fromkeys([None], left_over), **{g: sizes[g] for g in shown}}) == (
        shown
    ), "said again of what was shown, nothing more is held back"


@given(st.dictionaries(st.sampled_from(RoleGroup), st.integers(0, 12)))
def test_residents_and_staff_are_held_back_last(sizes: dict[RoleGroup, int]) -> None:
    """No other group is shown while one of the two that are compared is held back for it."""
    shown = shown_groups(sizes)
    held_back = {group for group in COMPARED if sizes.get(group, 0) >= 3} - shown
    assert not held_back or shown <= set(COMPARED)


def test_dots(voting: VotingRoom, several: Several) -> None:
    """Votes and voters for each card, in percent of all who voted; residents beside staff."""
    residents, staff = several("resident", 4), several("staff", 4)
    voting.open("dots", cards=6)
    a, b, c, d, *rest = voting.cards
    for person in residents:
        voting.cast(person, [a, b])
    for person in staff[:3]:
        voting.cast(person, [a, c])
    voting.cast(staff[3], [b])
    voting.close()
    (found,) = voting.results
    assert (found.voters, found.others, dict(found.groups)) == (8, 0, {R: 4, S: 4})
    assert [(line.option.id, line.rank, line.total) for line in found.options] == [
        (a, 1, Figures(7, 7, 87.5)),
        (b, 2, Figures(5, 5, 62.5)),
        (c, 3, Figures(3, 3, 37.5)),
        *((card, None, Figures(0, 0, 0.0)) for card in (d, *rest)),
    ]
    assert dict(voting.result(b).groups) == {R: Figures(4, 4, 100.0), S: Figures(1, 1, 25.0)}
    assert [(voting.result(card).gap, voting.result(card).talk) for card in (a, b, c, d)] == [
        (25.0, True),
        (75.0, True),
        (-75.0, True),
        (0.0, False),
    ]
    assert found.ties == ()


def test_ties_are_named(voting: VotingRoom, several: Several) -> None:
    """Level cards share a rank and are named together; cards without a vote are not."""
    people = several("resident", 3)
    voting.open("dots", cards=6)
    a, b, c, d, *_ = voting.cards
    voting.cast(people[0], [a, b])
    voting.cast(people[1], [b, a])
    voting.cast(people[2], [c, d])
    voting.close()
    assert [set(tie) for tie in voting.results[0].ties] == [{a, b}, {c, d}]
    assert [line.rank for line in voting.results[0].options] == [1, 1, 3, 3, None, None]


def test_scores(voting: VotingRoom, several: Several) -> None:
    """How often each score, mean, median and spread; 4 and 5 are in favour."""
    people = several("resident", 4)
    voting.open("score", cards=2)
    first, second = voting.cards
    for person, score in zip(people, (1, 4, 5, 5), strict=True):
        voting.cast(person, [{"card": first, "score": score}])
    voting.close()
    line = voting.result(first)
    spread = line.total.spread
    assert spread == pytest.approx(1.6393596)
    assert line.total == Figures(
        4,
        4,
        75.0,
        {"1": 1, "2": 0, "3": 0, "4": 1, "5": 2},
        mean=3.75,
        median=4.5,
        spread=spread,
    )
    assert line.groups == {R: line.total}
    assert voting.result(second).total == Figures(0, 0)
    assert (voting.result(first).rank, voting.result(second).rank) == (1, None)


def test_consent(voting: VotingRoom, several: Several) -> None:
    """A card without a no comes first, however many are in favour of another."""
    people = several("resident", 5)
    voting.open("consent", cards=2)
    agreed, disputed = voting.cards
    for person, said in zip(people, ("yes", "yes", "yes", "yes", "no"), strict=True):
        voting.cast(
            person, [{"card": disputed, "consent": said}, {"card": agreed, "consent": "live"}]
        )
    voting.close()
    assert [(line.option.id, line.rank, line.total) for line in voting.results[0].options] == [
        (agreed, 1, Figures(5, 5, 100.0, {"yes": 0, "live": 5, "no": 0})),
        (disputed, 2, Figures(5, 5, 80.0, {"yes": 4, "live": 0, "no": 1})),
    ]


def test_places(voting: VotingRoom, several: Several) -> None:
    """The middle of where people put a card, and how far apart they put it; no rank, no gap."""
    residents, staff = several("resident", 3), several("staff", 3)
    voting.open("matrix", cards=1)
    (card,) = voting.cards
    for person in residents:
        voting.cast(person, [{"card": card, "x": 0, "y": 50}])
    for person in staff:
        voting.cast(person, [{"card": card, "x": 100, "y": 50}])
    voting.close()
    line = voting.result(card)
    assert line.total == Figures(6, 6, x=50.0, y=50.0, spread_x=50.0, spread_y=0.0)
    assert line.groups == {
        R: Figures(3, 3, x=0.0, y=50.0, spread_x=0.0, spread_y=0.0),
        S: Figures(3, 3, x=100.0, y=50.0, spread_x=0.0, spread_y=0.0),
    }
    assert (line.rank, line.gap, line.talk) == (None, None, False)
    assert voting.results[0].ties == ()


def test_the_few_who_answered_for_a_card_are_not_shown(
    voting: VotingRoom, several: Several
) -> None:
    """Enough of a group voted, but not on this card: its answers there are held back."""
    residents, staff = several("resident", 4), several("staff", 4)
    voting.open("score", cards=2)
    full, thin = voting.cards
    for person in (*residents, *staff):
        voting.cast(person, [{"card": full, "score": 3}])
    for person in (*residents, *staff[:2]):
        voting.cast(person, [{"card": full, "score": 3}, {"card": thin, "score": 5}])
    voting.close()
    assert set(voting.result(full).groups) == {R, S}
    assert voting.result(thin).groups == {}, "staff would follow from all less residents"
    assert (voting.result(thin).total.votes, voting.result(thin).gap) == (6, None)


def test_a_group_of_two_is_in_no_figure_of_its_own(voting: VotingRoom, several: Several) -> None:
    """Neither shown nor to be had by taking the others from all."""
    residents, staff, managers = several("resident", 5), several("staff", 4), several("manager", 2)
    voting.open("dots", cards=4)
    for person in (*residents, *staff, *managers):
        voting.cast(person, voting.cards[:1])
    voting.close()
    (found,) = voting.results
    assert (dict(found.groups), found.others, found.voters) == ({R: 5}, 6, 11)
    assert {group for line in found.options for group in line.groups} == {R}
    assert {line.gap for line in found.options} == {None}


def test_talk_from_twenty_five_points(voting: VotingRoom, several: Several) -> None:
    """Just below is no reason, just at it is, in either direction."""
    residents, staff = several("resident", 4), several("staff", 4)
    voting.open("dots", cards=6)
    same, quarter, other, *_ = voting.cards
    for number, (one, two) in enumerate(zip(residents, staff, strict=True)):
        voting.cast(one, [same, quarter] if number < 2 else [same])
        voting.cast(two, [same, other] if number < 1 else [same])
    voting.close()
    gaps = {card: (voting.result(card).gap, voting.result(card).talk) for card in voting.cards}
    assert gaps[same] == (0.0, False)
    assert gaps[quarter] == (50.0, True)
    assert gaps[other] == (-25.0, True)


def test_a_card_that_is_hidden_later_drops_out_and_comes_back(
    voting: VotingRoom, resident: Viewer
) -> None:
    voting.open("dots", cards=3)
    one, two, _ = voting.cards
    voting.cast(resident, [one, two])
    voting.close()
    assert voting.tally[one] == 1
    for hidden, there in product((True, False), (one,)):
        hide_card(voting.db, viewer=voting.facilitator, card_id=there, hidden=hidden)
        assert (there in voting.tally) is not hidden
    assert voting.results[0].voters == 1
