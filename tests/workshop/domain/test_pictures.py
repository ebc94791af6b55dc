"""Pictures: checked by their bytes, made new without hidden data, kept for those who may see."""

from contextlib import suppress
from io import BytesIO
from struct import pack

import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from PIL import Image
from sqlmodel import select

from workshop.db import Database
from workshop.domain import pictures
from workshop.domain.cards import add_card, hide_card, withdraw_card
from workshop.domain.pictures import (
    MOST_OF_ONE,
    NewPicture,
    add_picture,
    remove_picture,
)
from workshop.domain.room import close_activity, open_activity
from workshop.domain.workshops import close_workshop
from workshop.drafts import NewCard
from workshop.errors import ClosedError, InvalidInputError, NotAllowedError, NotFoundError
from workshop.exports import collect
from workshop.models import Media, Workshop
from workshop.pictures.limits import MOST_BYTES
from workshop.pictures.redraw import LONGEST_SIDE, small_copy
from workshop.queries.cards import cards_for
from workshop.queries.pictures import PictureView, pictures_of
from workshop.queries.viewer import Viewer

ALT = "A door wide open"
ACTIVITY = "vision.draw"


def photo(sort: str = "JPEG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "#a8430e").save(made, format=sort, **more)
    return made.getvalue()


def with_place() -> bytes:
    """A photo that says where it was taken, by which camera, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (53.0, 25.0, 1.0)}
    return photo(exif=exif.tobytes())


def seen(db: Database, viewer: Viewer) -> tuple[PictureView, ...]:
    with db.read() as session:
        return pictures_of(session, viewer, cards_for(session, viewer))


@pytest.fixture
def drawn(db: Database, facilitator: Viewer, resident: Viewer) -> str:
    """The card of a picture by a resident, in the activity that is open."""
    open_activity(db, viewer=facilitator, activity=ACTIVITY)
    draft = NewCard.read({"activity": ACTIVITY, "kind": "picture", "text": ALT})
    return add_card(db, viewer=resident, draft=draft).id


@pytest.mark.parametrize(
    ("sort", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")]
)
def test_a_picture_stays_of_its_sort(sort: str, mime: str) -> None:
    picture = NewPicture.read(photo(sort), f" {ALT}\n")
    assert (picture.mime, picture.alt) == (mime, ALT)
    with Image.open(BytesIO(picture.content)) as kept:
        assert (kept.format, kept.size) == (sort, (40, 30))


def test_where_and_with_what_it_was_taken_is_gone_and_it_stands_upright() -> None:
    picture = NewPicture.read(with_place(), ALT)
    assert b"Secret camera" in with_place()
    assert b"Secret camera" not in picture.content
    with Image.open(BytesIO(picture.content)) as kept:
        assert len(kept.getexif()) == 0
        assert kept.size == (30, 40)


@pytest.mark.parametrize("sort", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turned", [6, 8])
def test_a_photo_whose_camera_wrote_nonsense_beside_stands_upright_all_the_same(
    sort: str, turned: int
) -> None:
    """Only the way up is read of what the camera wrote; the rest may be damaged."""
    exif = Image.Exif()
    exif[0x0112], exif[0x011A] = turned, (1.0, 2.0)
    whole = exif.tobytes()
    # The resolution says that it is words, and cannot be written again as a number.
    broken = whole.replace(b"\x01\x1a\x00\x05", b"\x01\x1a\x00\x02").replace(
        b"\x1a\x01\x05\x00", b"\x1a\x01\x02\x00"
    )
    assert broken != whole
    with Image.open(BytesIO(NewPicture.read(photo(sort, exif=broken), ALT).content)) as kept:
        assert kept.size == (30, 40)


def test_words_hidden_in_a_png_are_gone() -> None:
    from PIL.PngImagePlugin import PngInfo

    hidden = PngInfo()
    hidden.add_text("Author", "quincunx")
    content = photo("PNG", pnginfo=hidden)
    assert b"quincunx" in content
    assert b"quincunx" not in NewPicture.read(content, ALT).content


def test_see_through_stays_see_through() -> None:
    made = BytesIO()
    Image.new("RGBA", (3, 3), (1, 2, 3, 0)).save(made, format="PNG")
    with Image.open(BytesIO(NewPicture.read(made.getvalue(), ALT).content)) as kept:
        assert kept.getpixel((0, 0))[3] == 0


def test_a_long_side_is_made_shorter() -> None:
    content = photo(size=(LONGEST_SIDE * 2, 100))
    with Image.open(BytesIO(NewPicture.read(content, ALT).content)) as kept:
        assert kept.size == (LONGEST_SIDE, 50)


@pytest.mark.parametrize("size", [(40, 30), (LONGEST_SIDE * 2, 100)])
def test_a_scan_in_deep_grey_keeps_its_greys(size: tuple[int, int]) -> None:
    """Sixteen bits of black, grey and white: not all white, and not called damaged when large."""
    made = BytesIO()
    third = size[0] // 3
    line = [0] * third + [0x8000] * third + [0xFFFF] * (size[0] - 2 * third)
    deep = Image.frombytes("I;16", size, pack(f"<{size[0]}H", *line) * size[1])
    deep.save(made, format="PNG")
    with Image.open(BytesIO(NewPicture.read(made.getvalue(), ALT).content)) as kept:
        row = kept.height // 2
        greys = [kept.getpixel((kept.width * part // 6, row)) for part in (1, 3, 5)]
    assert [max(grey[:3]) for grey in greys] == pytest.approx([0, 128, 255], abs=2)


def test_the_photo_of_an_iphone_is_kept_for_every_browser() -> None:
    """HEIC comes in, upright JPEG lies there; nothing of the camera is left."""
    pillow_heif.register_heif_opener()
    made = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    Image.new("RGB", (64, 48), "#a8430e").save(made, format="HEIF", exif=exif.tobytes())
    picture = NewPicture.read(made.getvalue(), ALT)
    assert (picture.mime, b"Secret camera" in picture.content) == ("image/jpeg", False)
    with Image.open(BytesIO(picture.content)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (64, 48))
        assert kept.getpixel((20, 20)) == pytest.approx((0xA8, 0x43, 0x0E), abs=6)
    with pytest.raises(InvalidInputError, match="damaged"):
        NewPicture.read(made.getvalue()[:200], ALT)


@pytest.mark.parametrize("alt", ["", "  \n "])
def test_a_picture_without_words_is_refused(alt: str) -> None:
    with pytest.raises(InvalidInputError, match="Say in words what the picture shows"):
        NewPicture.read(photo(), alt)


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", b"GIF89a" + bytes(20), b"%PDF-1.7"]
)
def test_other_files_are_refused_whatever_they_are_called(content: bytes) -> None:
    with pytest.raises(InvalidInputError, match="Use PNG, JPEG or WebP"):
        NewPicture.read(content, ALT)


def test_a_file_of_more_than_five_megabytes_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="larger than 5 MB"):
        NewPicture.read(photo() + bytes(MOST_BYTES), ALT)


def test_a_small_file_with_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    content = bytearray(photo("PNG"))
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(InvalidInputError):
        NewPicture.read(bytes(content), ALT)


@given(data=some.data(), sort=some.sampled_from(["PNG", "JPEG", "WEBP"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_bytes_give_a_sentence_or_a_picture(data: some.DataObject, sort: str) -> None:
    """Whatever is changed or cut off, nothing but InvalidInputError comes out."""
    content = bytearray(photo(sort))
    for place in data.draw(some.lists(some.integers(0, len(content) - 1), max_size=5)):
        content[place] = data.draw(some.integers(0, 255))
    cut = data.draw(some.integers(0, len(content)))
    with suppress(InvalidInputError):
        NewPicture.read(bytes(content[:cut]), ALT)


def test_a_picture_is_seen_by_the_room_and_stands_in_the_archive(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, drawn: str
) -> None:
    picture = NewPicture.read(photo(), ALT)
    added = add_picture(db, viewer=resident, card_id=drawn, picture=picture)
    expected = (PictureView(added, drawn, picture.mime, ALT, picture.content),)
    assert seen(db, staff) == seen(db, facilitator) == expected
    kept = collect(db, facilitator).pictures
    assert [(one.mime, one.alt, one.content) for one in kept] == [
        (picture.mime, ALT, picture.content)
    ]


def test_a_picture_of_a_hidden_card_is_seen_by_nobody_in_the_room(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, drawn: str
) -> None:
    add_picture(db, viewer=resident, card_id=drawn, picture=NewPicture.read(photo(), ALT))
    hide_card(db, viewer=facilitator, card_id=drawn)
    assert seen(db, staff) == ()
    assert len(seen(db, facilitator)) == 1


def test_only_who_may_change_the_card_may_add_or_take_away(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, drawn: str
) -> None:
    picture = NewPicture.read(photo(), ALT)
    with pytest.raises(NotAllowedError):
        add_picture(db, viewer=staff, card_id=drawn, picture=picture)
    added = add_picture(db, viewer=resident, card_id=drawn, picture=picture)
    with pytest.raises(NotAllowedError):
        remove_picture(db, viewer=staff, picture_id=added)
    close_activity(db, viewer=facilitator)
    with pytest.raises(ClosedError):
        remove_picture(db, viewer=resident, picture_id=added)
    remove_picture(db, viewer=facilitator, picture_id=added)
    assert seen(db, facilitator) == ()
    with pytest.raises(NotFoundError):
        remove_picture(db, viewer=facilitator, picture_id=added)


def test_a_picture_counts_the_workshop_on_and_a_card_that_is_gone_takes_none(
    db: Database, resident: Viewer, drawn: str
) -> None:
    def revision() -> int:
        with db.read() as session:
            return session.get_one(Workshop, resident.workshop_id).revision

    picture = NewPicture.read(photo(), ALT)
    before = revision()
    add_picture(db, viewer=resident, card_id=drawn, picture=picture)
    assert revision() == before + 1
    withdraw_card(db, viewer=resident, card_id=drawn)
    with pytest.raises(NotFoundError):
        add_picture(db, viewer=resident, card_id=drawn, picture=picture)


def test_one_device_leaves_places_for_pictures_of_others(
    db: Database, resident: Viewer, facilitator: Viewer, drawn: str
) -> None:
    picture = NewPicture.read(photo(), ALT)
    for _ in range(MOST_OF_ONE):
        add_picture(db, viewer=resident, card_id=drawn, picture=picture)
    with pytest.raises(InvalidInputError, match="You have added 30 pictures already"):
        add_picture(db, viewer=resident, card_id=drawn, picture=picture)
    add_picture(db, viewer=facilitator, card_id=drawn, picture=picture)


def test_there_is_a_limit(
    db: Database, resident: Viewer, drawn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 3)
    picture = NewPicture.read(photo(), ALT)
    for _ in range(3):
        add_picture(db, viewer=resident, card_id=drawn, picture=picture)
    with pytest.raises(InvalidInputError, match="This workshop holds 3 pictures already"):
        add_picture(db, viewer=resident, card_id=drawn, picture=picture)


def test_the_picture_of_a_card_taken_back_is_erased_when_the_workshop_closes(
    db: Database, facilitator: Viewer, resident: Viewer, drawn: str
) -> None:
    add_picture(db, viewer=resident, card_id=drawn, picture=NewPicture.read(photo(), ALT))
    withdraw_card(db, viewer=resident, card_id=drawn)
    close_workshop(db, viewer=facilitator)
    with db.read() as session:
        assert session.exec(select(Media)).all() == []


def test_a_small_copy_fits_in_a_page() -> None:
    kept = NewPicture.read(photo(size=(1800, 900)), ALT)
    with Image.open(BytesIO(small_copy(kept.content, 300))) as small:
        assert (small.format, small.size) == ("WEBP", (300, 150))
