"""Every plan can be walked: what a step takes was given before, or it says what to do instead."""

from collections import defaultdict

import pytest

from workshop.kinds import CardKind
from workshop.playbook import Activity, Playbook, Template, load_playbook
from workshop.playbook.boxes import BOXES, boxes_fed

TEMPLATES = [template.key for template in load_playbook().templates]


def walked(playbook: Playbook, template: Template) -> list[Activity]:
    return [playbook.activity(planned.key) for planned in template.activities]


@pytest.mark.parametrize("key", TEMPLATES)
def test_what_a_step_takes_is_there_by_then(playbook: Playbook, key: str) -> None:
    """In each plan's own order; a kind that may be missing is marked so."""
    given: set[CardKind] = set()
    fields: dict[CardKind, set[str]] = defaultdict(set)
    for activity in walked(playbook, playbook.template(key)):
        for taken in activity.takes:
            if taken.must:
                assert taken.kind in given, (activity.key, taken.kind)
                assert taken.otherwise
            if taken.having and taken.must:
                assert taken.having in fields[taken.kind], (activity.key, taken.having)
        if activity.way == "sort":  # heaps are made on the board on which cards are sorted
            given.add(CardKind.THEME)
        for gives in activity.gives:
            if gives.makes:
                given.add(gives.kind)
            fields[gives.kind] |= {*gives.asked, *gives.carry}


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_chosen_card_was_chosen_by_then_or_all_stand_there(playbook: Playbook, key: str) -> None:
    """Whatever must be chosen is decided on before it is needed, wherever the plan decides it."""
    template = playbook.template(key)
    decided: set[CardKind] = set()
    anywhere = {a.decide.kind for a in walked(playbook, template) if decides(a, template)}
    for activity in walked(playbook, template):
        for taken in activity.takes:
            if taken.which == "chosen" and taken.must and taken.kind in anywhere:
                assert taken.kind in decided, (activity.key, taken.kind)
        if decides(activity, template) and activity.decide:
            decided.add(activity.decide.kind)


@pytest.mark.parametrize("key", TEMPLATES)
def test_what_tables_put_forward_is_there_and_goes_somewhere(playbook: Playbook, key: str) -> None:
    """A table chooses of what was made by then; a later vote, or the same step, decides on it."""
    template = playbook.template(key)
    steps = walked(playbook, template)
    given: set[CardKind] = set()
    fields: dict[CardKind, set[str]] = defaultdict(set)
    put_up: set[CardKind] = set()
    for place, activity in enumerate(steps):
        for taken in activity.takes:
            if taken.which == "forward":
                assert activity.votes is not None, activity.key
                anywhere = {one.forward.kind for one in steps if one.forward}
                assert taken.kind in put_up or taken.kind not in anywhere, activity.key
        for gives in activity.gives:
            if gives.makes:
                given.add(gives.kind)
            fields[gives.kind] |= {*gives.asked, *gives.carry}
        rule = activity.forward
        if rule is None:
            continue
        put_up.add(rule.kind)
        assert rule.kind in given, activity.key
        assert rule.having is None or rule.having in fields[rule.kind], activity.key
        later = any(
            taken.which == "forward" and taken.kind == rule.kind
            for one in steps[place + 1 :]
            for taken in one.takes
        )
        here = activity.decide is not None and decides(activity, template)
        assert later or here, activity.key


def decides(activity: Activity, template: Template) -> bool:
    decide = activity.decide
    return decide is not None and not (decide.unless and template.holds(decide.unless))


@pytest.mark.parametrize("key", TEMPLATES)
def test_nothing_is_asked_twice_of_the_same_card(playbook: Playbook, key: str) -> None:
    """A field that one step asks for is not asked for again by a later one that adds to it."""
    asked: dict[CardKind, set[str]] = defaultdict(set)
    for activity in walked(playbook, playbook.template(key)):
        for gives in activity.offered:
            if gives.fields:
                assert not asked[gives.kind].intersection(gives.asked), activity.key
            asked[gives.kind] |= set(gives.asked)


@pytest.mark.parametrize("key", TEMPLATES)
def test_the_board_is_what_the_plan_fills(playbook: Playbook, key: str) -> None:
    """Every box that a plan promises has a step that fills it, and no other box is drawn."""
    template = playbook.template(key)
    assert boxes_fed(walked(playbook, template)) == template.board


def test_a_day_fills_the_whole_board_and_the_taster_promises_less(playbook: Playbook) -> None:
    """Nothing was built or tried in a taster, so nothing may look promised."""
    assert playbook.template("one-day").board == BOXES
    assert playbook.template("five-sessions").board == BOXES
    assert playbook.template("taster").board == ("vision", "front-page", "from-to", "reach")


def test_every_step_that_decides_has_fewest_and_most(playbook: Playbook) -> None:
    """A vote ends in cards that the room takes on, so each vote of the method decides."""
    for activity in playbook.activities:
        if activity.way == "vote":
            assert activity.decide is not None, activity.key


def test_cards_are_spread_over_tables_where_tables_work(playbook: Playbook) -> None:
    spread = [a for a in playbook.activities if any(t.deal == "spread" for t in a.takes)]
    assert {activity.key: activity.form for activity in spread} == dict.fromkeys(
        (
            "resources.spend",
            "resources.timing",
            "resources.sort",
            "solutions.build",
            "vision.targets",
        ),
        "table",
    )
