"""The mix of a team, whose voice there is, and the goals that were chosen."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.queries.making import card
from workshop.enums import RoleGroup
from workshop.kinds import CardKind
from workshop.queries.people.team import GroupShare, life_goals, team_mix, voices

R, S, M, U = RoleGroup.RESIDENT, RoleGroup.STAFF, RoleGroup.MANAGER, RoleGroup.UNKNOWN


def person(group: str | None, *, hidden: bool = False, **fields: object) -> object:
    return card("roster_entry", hidden=hidden, role_group=group, **fields)


def test_the_mix_has_counts_shares_and_the_core_team() -> None:
    """Largest group first; who is hidden does not count; no group said is a group of its own."""
    people = [
        person("resident", core_team=True),
        person("staff", core_team=True),
        person("staff", core_team=False),
        person(None),
        person("manager", hidden=True),
    ]
    mix = team_mix(people)
    assert mix.groups == (
        GroupShare(S, 2, 1, Fraction(1, 2)),
        GroupShare(R, 1, 1, Fraction(1, 4)),
        GroupShare(U, 1, 0, Fraction(1, 4)),
    )
    assert (mix.people, mix.core, mix.core_lacks_residents) == (4, 2, False)


def test_a_core_team_without_residents_is_told_apart_from_no_core_team() -> None:
    staff = [person("staff", core_team=True), person("resident")]
    assert team_mix(staff).core_lacks_residents
    assert not team_mix([person("staff"), person("resident")]).core_lacks_residents
    assert not team_mix([*staff, person("resident", core_team=True)]).core_lacks_residents


def test_residents_are_outnumbered_by_staff_and_managers_together() -> None:
    two = [person("resident"), person("resident")]
    assert not team_mix([*two, person("staff"), person("manager")]).residents_outnumbered
    paid = [person("staff"), person("manager"), person("manager")]
    assert team_mix([*two, *paid, person("partner")]).residents_outnumbered


def test_who_runs_the_day_should_not_decide_on_money() -> None:
    both = person("manager", hats=["facilitator", "decision_maker"])
    assert team_mix([both, person("manager", hats=["decision_maker"])]).two_hats == (both,)


@given(st.lists(st.sampled_from([*RoleGroup, None]), max_size=30))
def test_shares_add_up_to_one(groups: list[str | None]) -> None:
    mix = team_mix([person(group) for group in groups])
    assert sum(one.share for one in mix.groups) == (1 if groups else 0)
    assert sum(one.count for one in mix.groups) == mix.people == len(groups)


def test_voices_are_counts_of_cards_in_the_order_of_the_groups() -> None:
    """A card that does not tell its group is counted as such; hidden ones are not counted."""
    resident = card("insight")
    staff = replace(card("insight"), role=S)
    untold = replace(card("worry"), role=None)
    everything = [staff, untold, resident, card("insight", hidden=True), card("hope")]
    assert voices(everything) == ((R, "", 2), (S, "", 1), (None, "", 1))
    assert voices(everything, CardKind.INSIGHT) == ((R, "", 1), (S, "", 1))


def test_goals_are_chosen_or_not_and_six_are_one_too_many() -> None:
    chosen = [card("life_goal", chosen=True) for _ in range(6)]
    hidden = card("life_goal", hidden=True, chosen=True)
    other = card("life_goal")
    found = life_goals([other, *chosen, hidden, card("hope")])
    assert found.chosen == tuple(chosen)
    assert found.others == (other, hidden)
    assert (found.too_many, life_goals(chosen[:5]).too_many) == (1, 0)
