"""The wall by themes, journeys in their order, and what may be shared."""

import pytest

from tests.workshop.queries.making import card
from workshop.queries.insights import (
    Journey,
    Sharing,
    ThemeColumn,
    by_field,
    insight_wall,
    journeys,
    sharing,
)
from workshop.queries.trace import Trace


def test_the_wall_has_a_column_for_each_theme_and_one_for_the_rest() -> None:
    """A card may be in two themes; an empty theme has a column; a theme of ideas has none."""
    one, two, three, note = card("insight"), card("insight"), card("insight"), card("field_note")
    idea = card("idea")
    first = card("theme", "First", links={"gathers": (two.id, one.id, note.id)})
    second = card("theme", "Second", links={"gathers": (one.id,)})
    empty = card("theme", "Empty")
    of_ideas = card("theme", "Ideas", links={"gathers": (idea.id,)})
    wall = insight_wall(Trace([one, two, three, note, idea, first, second, empty, of_ideas]))
    assert wall.columns == (
        ThemeColumn(first, (two, one, note)),
        ThemeColumn(second, (one,)),
        ThemeColumn(empty, ()),
    )
    assert wall.loose == (three,)


def test_a_theme_of_what_this_viewer_may_not_read_shows_no_card() -> None:
    """Links to cards that are not there for this viewer lead nowhere."""
    theme = card("theme", links={"gathers": ("elsewhere",)})
    assert insight_wall(Trace([theme])).columns == (ThemeColumn(theme, ()),)


def test_a_journey_goes_through_its_phases_then_its_numbers() -> None:
    """A step may belong to two groups; what says no group comes last; hidden steps are out."""
    dads, mums = card("segment", "Dads"), card("segment", "Mums")

    def step(*of: object, hidden: bool = False, **fields: object) -> object:
        links = {"segments": tuple(one.id for one in of)}
        return card("journey_step", hidden=hidden, links=links, **fields)

    after = step(dads, phase="after")
    second, first = step(dads, phase="before", order=2), step(dads, phase="before", order=1)
    both = step(dads, mums, phase="first_contact")
    unsaid, lost = step(dads), step()
    gone = step(dads, hidden=True, phase="before")
    found = journeys(Trace([dads, mums, after, second, first, both, unsaid, lost, gone]))
    assert found == [
        Journey(dads, (first, second, both, after, unsaid)),
        Journey(mums, (both,)),
        Journey(None, (lost,)),
    ]


@pytest.mark.parametrize(
    ("consent", "expected"),
    [
        ("yes", Sharing.YES),
        ("no", Sharing.NO),
        ("not_asked", Sharing.ASK_FIRST),
        (None, Sharing.ASK_FIRST),
    ],
)
def test_only_a_yes_is_a_yes(consent: str | None, expected: Sharing) -> None:
    assert sharing(card("field_note", quote="Words", consent=consent)) is expected


def test_cards_are_split_in_the_order_of_the_options() -> None:
    barrier, place, unsaid = (card("map_feature", sort=sort) for sort in ("b", "m", None))
    split = by_field([unsaid, place, barrier], "sort", ("b", "m", "other"))
    assert list(split.items()) == [("b", (barrier,)), ("m", (place,)), (None, (unsaid,))]
