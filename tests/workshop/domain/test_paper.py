"""What was written on paper comes in as a list, one card a line."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlmodel import col, select

from workshop.db import Database
from workshop.domain.cards import Voice
from workshop.domain.paper import MOST_LINES, NEW, add_list, lines_of
from workshop.domain.pictures import NewPicture
from workshop.domain.room import close_activity, open_activity
from workshop.enums import RoleGroup
from workshop.errors import AlikeError, InvalidInputError, NotAllowedError
from workshop.kinds import CardKind
from workshop.models import Card
from workshop.queries.cards import CardView, cards_for
from workshop.queries.viewer import Viewer

WRITE = "insights.write"


@pytest.fixture
def writing(db: Database, facilitator: Viewer) -> Viewer:
    open_activity(db, viewer=facilitator, activity=WRITE)
    return facilitator


def bring(db: Database, viewer: Viewer, text: str, **more: object) -> int:
    given_: dict[str, object] = {"key": "one-list", "voice": Voice(RoleGroup.RESIDENT), **more}
    return len(
        add_list(db, viewer=viewer, activity=WRITE, kind=CardKind.INSIGHT, text=text, **given_)  # type: ignore[arg-type]
    )


def cards(db: Database, viewer: Viewer) -> list[CardView]:
    with db.read() as session:
        return cards_for(session, viewer)


def test_each_line_is_a_card_in_its_groups_voice(db: Database, writing: Viewer) -> None:
    """Marks of lists go, empty lines are none, and the same list twice adds nothing twice."""
    close_activity(db, viewer=writing)
    text = "- The bus stops at six\n\n  2) Nobody asked us  \n• The café is free\n-5 degrees\r\n"
    assert bring(db, writing, text) == 4
    assert bring(db, writing, text) == 4
    with db.read() as session:
        found = session.exec(
            select(Card)
            .where(Card.workshop_id == writing.workshop_id)
            .order_by(col(Card.created_revision), col(Card.text))
        ).all()
    kept = [(card.text, card.role_group, card.late) for card in found]
    assert sorted(kept) == sorted(
        [
            ("The bus stops at six", RoleGroup.RESIDENT, False),
            ("Nobody asked us", RoleGroup.RESIDENT, False),
            ("The café is free", RoleGroup.RESIDENT, False),
            ("-5 degrees", RoleGroup.RESIDENT, False),
        ]
    )


def test_a_line_that_cannot_be_a_card_stops_the_list_and_is_named(
    db: Database, writing: Viewer
) -> None:
    """Nothing is added before all of it can be."""
    with pytest.raises(InvalidInputError, match="Line 2, “xxx"):
        bring(db, writing, f"Fine\n{'x' * 5000}\nFine too")
    with pytest.raises(InvalidInputError, match="one card on each line"):
        bring(db, writing, " \n\n")
    with pytest.raises(InvalidInputError, match=f"{MOST_LINES} at most"):
        bring(db, writing, "x\n" * (MOST_LINES + 1))
    assert cards(db, writing) == []


def test_the_photo_of_the_paper_goes_with_the_first_card(db: Database, writing: Viewer) -> None:
    made = BytesIO()
    Image.new("RGB", (30, 20), "#fff").save(made, "PNG")
    picture = NewPicture.read(made.getvalue(), "The wall of table three")
    assert bring(db, writing, "One\nTwo", picture=picture) == 2
    assert [[p.alt for p in card.pictures] for card in cards(db, writing)] == [
        ["The wall of table three"],
        [],
    ]


def test_only_who_steers_brings_in_paper(db: Database, writing: Viewer, resident: Viewer) -> None:
    with pytest.raises(NotAllowedError):
        bring(db, resident, "One")


@given(st.text(max_size=300))
def test_no_word_of_a_list_is_lost(text: str) -> None:
    """Whatever is pasted: every letter and digit that is no list's number is on some card."""
    kept = "".join(lines_of(text))
    wanted = [each for each in text if each.isalpha()]
    assert [each for each in kept if each.isalpha()] == wanted


def named(db: Database, viewer: Viewer, text: str, **more: object) -> int:
    """A list of groups, about which somebody wants to be asked."""
    given_: dict[str, object] = {"key": "groups", "voice": Voice(RoleGroup.RESIDENT), **more}
    more_ = {"activity": "segments.map", "kind": CardKind.SEGMENT, "text": text}
    return len(add_list(db, viewer=viewer, **more_, **given_))  # type: ignore[arg-type]


def test_a_line_that_says_nearly_what_is_there_is_asked_about(
    db: Database, facilitator: Viewer
) -> None:
    """Nothing is added before each is answered; yes shows them as one, no makes a new card."""
    open_activity(db, viewer=facilitator, activity="segments.map")
    named(db, facilitator, "Young parents\nNight workers", meant={}, key="first")
    text = "Grandmothers\nyoung Parents!\nThe night workers\ngrandmothers"
    with pytest.raises(AlikeError) as asked:
        named(db, facilitator, text, meant={})
    near = {one["line"]: one for one in asked.value.alike}
    assert list(near) == ["young Parents!", "The night workers", "grandmothers"]
    assert near["grandmothers"]["text"] == "Grandmothers"
    assert len(cards(db, facilitator)) == 2
    meant = {
        "young Parents!": near["young Parents!"]["id"],
        "The night workers": NEW,
        "grandmothers": near["grandmothers"]["id"],
    }
    with pytest.raises(AlikeError, match="One line says nearly"):
        named(db, facilitator, text, meant={key: meant[key] for key in list(meant)[:2]})
    for _ in range(2):  # the same key again asks nothing and adds nothing
        assert named(db, facilitator, text, meant=meant) == 4
    with db.read() as session:
        found = session.exec(select(Card).where(Card.workshop_id == facilitator.workshop_id)).all()
    lead = {card.text: card.id for card in found}
    assert {card.text: card.merged_into for card in found if card.merged_into} == {
        "young Parents!": lead["Young parents"],
        "grandmothers": lead["Grandmothers"],
    }
    assert len(found) == 6


def test_the_same_line_twice_in_a_list_is_one_card_for_two_voices(
    db: Database, facilitator: Viewer
) -> None:
    open_activity(db, viewer=facilitator, activity="segments.map")
    with pytest.raises(AlikeError) as asked:
        named(db, facilitator, "Dads\nMums\nDads", meant={})
    (one,) = asked.value.alike
    assert named(db, facilitator, "Dads\nMums\nDads", meant={"Dads": one["id"]}) == 3
    with db.read() as session:
        found = session.exec(select(Card).where(Card.workshop_id == facilitator.workshop_id)).all()
    assert sum(card.merged_into is not None for card in found) == 1
