"""What was written on paper comes in as a list, one card a line."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlmodel import col, select

from workshop.db import Database
from workshop.domain import pictures
from workshop.domain.cards import Voice
from workshop.domain.paper import MOST_LINES, NEW, Written, add_list, add_sheet, lines_of
from workshop.domain.people.scribes import seat
from workshop.domain.pictures import NewPicture
from workshop.domain.promises import tighten
from workshop.domain.room import close_activity, open_activity
from workshop.drafts import Joining
from workshop.enums import Attribution, RoleGroup
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


def photo() -> NewPicture:
    made = BytesIO()
    Image.new("RGB", (30, 20), "#fff").save(made, "PNG")
    return NewPicture.read(made.getvalue(), "The wall of table three")


def test_the_photo_of_the_paper_goes_with_all_its_cards(db: Database, writing: Viewer) -> None:
    assert bring(db, writing, "One\nTwo", picture=photo()) == 2
    assert [[p.alt for p in card.pictures] for card in cards(db, writing)] == [
        ["The wall of table three"],
        ["The wall of table three"],
    ]


def test_a_photo_for_which_there_are_too_few_places_stops_the_list_before_it_begins(
    db: Database, writing: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same list again is no longer than it was: its cards have their places already."""
    monkeypatch.setattr(pictures, "MOST_PICTURES", 3)
    assert bring(db, writing, "One\nTwo", picture=photo()) == 2
    assert bring(db, writing, "One\nTwo", picture=photo()) == 2
    with pytest.raises(InvalidInputError, match=r"goes with 2 cards.*place for 1 more"):
        bring(db, writing, "Three\nFour", picture=photo(), key="another-list")
    assert [card.text for card in cards(db, writing)] == ["One", "Two"]


def test_no_handwriting_is_kept_where_nobody_may_learn_who_wrote(
    db: Database, writing: Viewer
) -> None:
    tighten(db, viewer=writing, activity=WRITE, attribution=Attribution.ANONYMOUS)
    with pytest.raises(InvalidInputError, match=r"handwriting would tell.*Leave the photo out"):
        bring(db, writing, "One\nTwo", picture=photo())
    assert cards(db, writing) == []
    assert bring(db, writing, "One\nTwo") == 2


def test_several_people_wrote_on_one_sheet(db: Database, writing: Viewer) -> None:
    """A person whom the facilitator seated, and a group of which nobody is named."""
    draft = Joining(role_group=RoleGroup.RESIDENT, name="Ann", table=3)
    ann = seat(db, viewer=writing, draft=draft)
    written = (
        Written("One\nTwo", person=ann),
        Written("", voice=Voice(RoleGroup.PARTNER)),
        Written("Three", voice=Voice(RoleGroup.STAFF, table=3)),
    )
    given_ = {"activity": WRITE, "kind": CardKind.INSIGHT, "written": written, "key": "a-sheet"}
    for _ in range(2):
        assert len(add_sheet(db, viewer=writing, **given_)) == 3  # type: ignore[arg-type]
    with db.read() as session:
        found = session.exec(
            select(Card)
            .where(Card.workshop_id == writing.workshop_id)
            .order_by(col(Card.created_revision))
        ).all()
    assert [(c.text, c.author_id == ann, c.role_group, c.table_no, c.via) for c in found] == [
        ("One", True, "resident", 3, "paper"),
        ("Two", True, "resident", 3, "paper"),
        ("Three", False, "staff", 3, "paper"),
    ]


def test_a_sheet_of_somebody_else_is_refused_before_a_card_is_added(
    db: Database, writing: Viewer, resident: Viewer
) -> None:
    written = (Written("One", voice=Voice(RoleGroup.STAFF)), Written("Two", person="nobody"))
    given_ = {"activity": WRITE, "kind": CardKind.INSIGHT, "written": written, "key": "a-sheet"}
    with pytest.raises(NotAllowedError, match="does not write for this person"):
        add_sheet(db, viewer=writing, **given_)  # type: ignore[arg-type]
    assert cards(db, writing) == []


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
