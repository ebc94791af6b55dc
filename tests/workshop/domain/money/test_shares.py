"""One line shared out: the shares add up to the whole, or it says what is left."""

from decimal import Decimal

import pytest

from workshop.db import Database
from workshop.domain.cards import add_card, hide_card, withdraw_card
from workshop.domain.money.shares import share_line
from workshop.domain.room import open_activity
from workshop.drafts import NewCard, SharedLine
from workshop.errors import ClosedError, InvalidInputError, NotFoundError
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.imports.archive import import_archive
from workshop.queries.cards import cards_for
from workshop.queries.money.budget import read_budget
from workshop.queries.viewer import Viewer


def put(db: Database, viewer: Viewer, kind: str, text: str, **fields: object) -> str:
    activity = "segments.map" if kind == "segment" else "resources.spend"
    given = {"activity": activity, "kind": kind, "text": text, "fields": fields}
    return add_card(db, viewer=viewer, draft=NewCard.read(given)).id


def share(
    db: Database, viewer: Viewer, line: str, shares: dict[str, str], over: str = "strand", **more
) -> int:
    given = {"activity": "resources.spend", "line": line, "over": over, "shares": shares}
    return share_line(db, viewer=viewer, draft=SharedLine.read({**given, **more}))


def stored(db: Database, viewer: Viewer, kind: str) -> dict[str, dict[str, object]]:
    with db.read() as session:
        found = cards_for(session, viewer, kinds=[kind])
    return {card.text: card.fields for card in found if not card.withdrawn}


@pytest.fixture
def line(db: Database, facilitator: Viewer) -> str:
    given = {"amount_pence": 10_000_001, "period": "year", "sort": "salary", "fte": "3"}
    return put(db, facilitator, "resource_line", "Outreach team", **given)


@pytest.fixture
def strands(db: Database, facilitator: Viewer) -> tuple[str, str, str]:
    names = ("Play", "Talk", "Paper")
    return tuple(put(db, facilitator, "strand", name) for name in names)  # type: ignore[return-value]


def test_posts_are_split_over_parts_to_the_penny(
    db: Database, facilitator: Viewer, line: str, strands: tuple[str, str, str]
) -> None:
    """Three equal thirds: per cent that add up to 100, and not a penny under no part."""
    share(db, facilitator, line, dict.fromkeys(strands, "1"), posts=True)
    assert stored(db, facilitator, "strand_share") == {
        "Play": {"share_percent": "33.3334", "fte": "1"},
        "Talk": {"share_percent": "33.3333", "fte": "1"},
        "Paper": {"share_percent": "33.3333", "fte": "1"},
    }
    with db.read() as session:
        budget = read_budget(cards_for(session, facilitator))
    assert [one.strand and one.strand.text for one in budget.strands] == ["Play", "Talk", "Paper"]
    assert sum(one.pence for one in budget.strands) == 10_000_001


@pytest.mark.parametrize(
    ("shares", "more", "sentence"),
    [
        (("60", "50"), {}, "These shares add up to 110. That is 10 more than 100. Take some away."),
        (("60", "25.5"), {}, "These shares add up to 85.5. 14.5 of 100 is left."),
        (("2", "0.5"), {"posts": True}, "These shares add up to 2.5 posts. 0.5 of 3 is left."),
        (("2", "1.5"), {"posts": True}, "These shares add up to 3.5 posts. That is 0.5 more"),
        (("60", "50"), {"rest_open": True}, "These shares add up to 110."),
    ],
)
def test_shares_that_do_not_add_up_say_what_is_left(
    db: Database,
    facilitator: Viewer,
    line: str,
    strands: tuple[str, str, str],
    shares: tuple[str, str],
    more: dict[str, bool],
    sentence: str,
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        share(db, facilitator, line, dict(zip(strands, shares, strict=False)), **more)
    assert str(refused.value).startswith(sentence)
    assert stored(db, facilitator, "strand_share") == {}


def test_shares_change_and_go_and_the_rest_may_stay_open(
    db: Database, facilitator: Viewer, line: str, strands: tuple[str, str, str]
) -> None:
    play, talk, paper = strands
    share(db, facilitator, line, {play: "50", talk: "50"})
    first = share(db, facilitator, line, {play: "20", paper: "30", talk: "0"}, rest_open=True)
    assert stored(db, facilitator, "strand_share") == {
        "Play": {"share_percent": "20"},
        "Paper": {"share_percent": "30"},
    }
    with db.read() as session:
        budget = read_budget(cards_for(session, facilitator))
    assert {one.strand.text if one.strand else "": one.pence for one in budget.strands} == {
        "Play": 2_000_000,
        "Talk": 0,
        "Paper": 3_000_000,
        "": 5_000_001,
    }
    again = share(db, facilitator, line, {play: "20.0", paper: "30"}, rest_open=True)
    assert again == first, "the same shares change nothing"


def test_groups_of_people_get_shares_too_and_the_archive_keeps_them(
    db: Database, facilitator: Viewer, line: str
) -> None:
    young = put(db, facilitator, "segment", "Young parents")
    share(db, facilitator, line, {young: "100"}, over="segments")
    assert stored(db, facilitator, "allocation") == {"Young parents": {"share_percent": "100"}}
    data = archive.as_json(collect(db, facilitator))
    assert young.encode() not in data
    import_archive(db, data)


def test_participants_share_only_in_an_open_activity_for_it(
    db: Database, facilitator: Viewer, resident: Viewer, line: str, strands: tuple[str, str, str]
) -> None:
    with pytest.raises(ClosedError):
        share(db, resident, line, {strands[0]: "100"})
    with pytest.raises(NotFoundError):
        share(db, facilitator, strands[0], {strands[0]: "100"})
    with pytest.raises(NotFoundError):
        share(db, facilitator, line, {line: "100"})


def test_a_line_without_posts_is_shared_in_per_cent(
    db: Database, facilitator: Viewer, strands: tuple[str, str, str]
) -> None:
    made = put(db, facilitator, "resource_line", "Rooms")
    with pytest.raises(InvalidInputError, match="does not say how many posts"):
        share(db, facilitator, made, {strands[0]: "1"}, posts=True)
    share(db, facilitator, made, {strands[0]: str(Decimal(100))})


@pytest.mark.parametrize("how", ["hidden", "private", "withdrawn"])
def test_nobody_reads_a_group_by_giving_it_a_share(
    db: Database, facilitator: Viewer, resident: Viewer, line: str, how: str
) -> None:
    """A share says the words of what it goes to, so it goes to what its writer may read."""
    given = {"activity": "segments.map", "kind": "segment", "text": "The family at number 9"}
    draft = NewCard.read({**given, "private": how == "private"})
    group = add_card(db, viewer=facilitator, draft=draft).id
    if how == "hidden":
        hide_card(db, viewer=facilitator, card_id=group)
    if how == "withdrawn":
        withdraw_card(db, viewer=facilitator, card_id=group)
    open_activity(db, viewer=facilitator, activity="resources.spend", anyway=True)
    with pytest.raises(NotFoundError):
        share(db, resident, line, {group: "100"}, over="segments")
    assert stored(db, resident, "allocation") == {}
