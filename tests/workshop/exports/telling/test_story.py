"""A workshop is told once, for one edition, and says the same whoever makes a file of it."""

from dataclasses import fields
from io import BytesIO

import pytest
from PIL import Image

from tests.workshop.filled import Filled
from workshop.db import Database
from workshop.errors import InvalidInputError, NotAllowedError
from workshop.exports import FORMATS, collect, collect_story
from workshop.exports.document.blocks import Document, Section
from workshop.exports.telling.edition import Edition, readable
from workshop.exports.telling.withheld import card_views
from workshop.models import Workshop
from workshop.queries.cards import CardView, cards_for

SHAREABLE = Edition(audience="shareable")


def told(document: Document) -> list[Section]:
    """Every section and part of a document, as they come."""
    found = [document.brief, *document.sections]
    for section in found:
        found.extend(section.parts)
    return found


def test_same_revision_gives_an_equal_story(db: Database, filled: Filled) -> None:
    for edition in (Edition(), SHAREABLE):
        first = collect_story(db, filled.facilitator, edition)
        assert collect_story(db, filled.facilitator, edition) == first


def test_cards_of_the_story_are_those_of_the_screens(db: Database, filled: Filled) -> None:
    """A record of the archive becomes the very card that the facilitator's page shows."""
    views = card_views(collect(db, filled.facilitator))
    with db.read() as session:
        shown = cards_for(session, filled.facilitator)
    assert len({view.id for view in views}) == len(views)
    same = [
        field.name for field in fields(CardView) if field.name not in ("id", "links", "merged_into")
    ]
    differ = {"own", "editable", "pictures"}
    by_text = {view.text: view for view in views}
    for card in shown:
        other = by_text[card.text]
        assert {n: getattr(other, n) for n in same if n not in differ} == {
            n: getattr(card, n) for n in same if n not in differ
        }
        assert bool(other.merged_into) == bool(card.merged_into)


def test_every_card_of_an_edition_is_in_a_section_of_its_kind(db: Database, filled: Filled) -> None:
    """Kinds without a look of their own are listed too, so that none is silently missing."""
    story = collect_story(db, filled.facilitator, Edition())
    said = repr(story.document)
    assert [card.text for card in story.cards if repr(card.text)[1:-1] not in said] == []


def test_keys_are_unique_within_a_document(db: Database, filled: Filled) -> None:
    keys = [s.key for s in told(collect_story(db, filled.facilitator, Edition()).document)]
    assert len(set(keys)) == len(keys)


def test_only_who_facilitates_may_tell_it(db: Database, filled: Filled) -> None:
    with pytest.raises(NotAllowedError):
        collect_story(db, filled.resident, SHAREABLE)


def test_archive_has_one_edition(db: Database, filled: Filled) -> None:
    whole = collect_story(db, filled.facilitator, Edition())
    assert FORMATS["json"].render(whole).startswith(b"{\n")
    for edition in (SHAREABLE, Edition(names="roles")):
        with pytest.raises(NotAllowedError, match="archive is always complete"):
            FORMATS["json"].render(collect_story(db, filled.facilitator, edition))


def test_file_says_that_it_may_be_shared() -> None:
    made = FORMATS["json"]
    assert made.file_name("BCDFG") == "BCDFG-archive.json"
    assert made.file_name("BCDFG", Edition()) == "BCDFG-archive.json"
    assert made.file_name("BCDFG", SHAREABLE) == "BCDFG-archive-shareable.json"
    assert made.file_name("BCDFG", Edition(names="roles")) == "BCDFG-archive-without-names.json"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"language": "xx"}, "no words in the language “xx” yet. Choose from: en"),
        ({"colour": "teal"}, "“teal” is not a colour"),
        ({"colour": "#12345"}, "“#12345” is not a colour"),
        ({"logo": b"GIF89a broken"}, "not a picture that we can use"),
        ({"logo": b""}, "not a picture that we can use"),
        ({"organisation": "x" * 201}, "200 characters"),
    ],
)
def test_wishes_that_cannot_be_met_say_why(asked: dict[str, object], sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        Edition.read(**asked)  # type: ignore[arg-type]


def test_a_logo_of_few_bytes_that_fills_the_memory_is_refused() -> None:
    """A third of a gigabyte in 13 kB, below what Pillow itself calls a bomb."""
    made = BytesIO()
    Image.new("1", (9000, 9000)).save(made, format="PNG")
    assert len(made.getvalue()) < 20_000
    with pytest.raises(InvalidInputError, match="too many pixels"):
        Edition.read(logo=made.getvalue())


def test_shareable_edition_never_holds_names() -> None:
    assert Edition(audience="shareable", names="names").names == "roles"


def test_pale_colours_get_dark_enough_for_words() -> None:
    assert readable("#0b625d") == "#0b625d"
    assert readable("#ffee00") != "#ffee00"


def test_payments_of_spending_files_are_in_no_story_but_the_whole_one(
    db: Database, filled: Filled
) -> None:
    """A shared file tells of the lines, never of single payments, private payees least of all."""
    for edition in (SHAREABLE, Edition(names="roles")):
        told_to = repr(collect_story(db, filled.facilitator, edition))
        assert "Acme Ltd" in told_to, "the line is a card of the room"
        assert [word for word in ("Neighbour", "Help at home", "5" * 64) if word in told_to] == []
    assert "Neighbour" in repr(collect_story(db, filled.facilitator, Edition()).report)


def test_the_day_in_files_is_that_of_the_rooms_own_clock(db: Database, filled: Filled) -> None:
    """Twenty-five hours lie between these two clocks, so never the same day."""
    days = []
    for zone in ("Pacific/Pago_Pago", "Pacific/Kiritimati"):
        with db.write() as work:
            workshop = work.session.get_one(Workshop, filled.facilitator.workshop_id)
            workshop.time_zone = zone
            work.commit()
        assert collect(db, filled.facilitator).workshop.time_zone == zone
        days.append(collect_story(db, filled.facilitator, Edition()).document.day)
    assert days[0] < days[1]
