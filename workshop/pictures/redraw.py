"""A picture made new from its pixels: checked, upright, and without what a camera hid in it.

This reads what strangers send by libraries in C, so the server has it done by ``apart``.
"""

from io import BytesIO
from struct import error
from typing import Literal

from PIL import ExifTags, Image, UnidentifiedImageError

from workshop.errors import InvalidInputError
from workshop.pictures.limits import (
    DAMAGED,
    MOST_BYTES,
    NOT_KEPT,
    TOO_LARGE,
    TOO_MANY,
    Mime,
)

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2000
_QUALITY = 88

Kept = Literal["PNG", "JPEG", "WEBP"]
Format = Literal["PNG", "JPEG", "WEBP", "HEIF"]
MIME: dict[Kept, Mime] = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
"""What an iPhone's photo says it is (ISO/IEC 23008-12)."""
DEEP_GREY = ("I;16", "I;16B", "I;16L", "I;16N", "I")
"""Greys of 16 bits, of which Pillow makes white and which it cannot make smaller."""


def redrawn(content: bytes) -> tuple[Mime, bytes]:
    """New bytes from the pixels of a PNG, JPEG, WebP or HEIC; no side longer than 2000 pixels.

    Raises InvalidInputError for anything else.
    """
    sort = _format(content)
    return _encoded(_pixels(content, sort), sort)


def small_copy(content: bytes, side: int = 900, quality: int = 80) -> bytes:
    """A picture that was kept, as a WebP of ``side`` pixels at most, to stand within a page."""
    know_webp()
    with Image.open(BytesIO(content), formats=list(MIME)) as opened:
        opened.thumbnail((side, side))
        made = BytesIO()
        opened.save(made, format="WEBP", quality=quality)
    return made.getvalue()


def know_webp() -> None:
    """Load of Pillow what reads and writes WebP: asked for it by name, Pillow loads all it has."""
    from PIL import WebPImagePlugin  # noqa: F401


def _format(content: bytes) -> Format:
    """What the first bytes say it is; the name of the file says nothing."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
        return "HEIF"
    raise InvalidInputError(NOT_KEPT)


def _pixels(content: bytes, sort: Format) -> Image.Image:
    know_webp()
    try:
        with Image.open(BytesIO(content), formats=[sort]) as opened:
            require_few_pixels(opened)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            turn = _turn(opened)
            plain = eight_bits(opened)
            plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            see_through = "A" in plain.getbands() or "transparency" in plain.info
            drawn = plain.convert("RGBA" if see_through else "RGB")
            return drawn if turn is None else drawn.transpose(turn)
    except InvalidInputError:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
    ) as problem:
        raise InvalidInputError(DAMAGED) from problem


def eight_bits(opened: Image.Image) -> Image.Image:
    """A grey of 16 bits as one of 8, by its upper half; any other picture as it is."""
    if opened.mode not in DEEP_GREY:
        return opened
    return opened.point(lambda grey: grey / 256).convert("L")


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned upright, by its orientation (Exif 3.0, tag 0x0112)."""


def _turn(opened: Image.Image) -> Image.Transpose | None:
    """Which way up, where the camera says so. Damaged notes of a camera do not damage a picture."""
    try:
        return _TURNS.get(opened.getexif().get(ExifTags.Base.Orientation, 1))
    except (TypeError, ValueError, LookupError, AttributeError, SyntaxError, OSError, error):
        return None


def require_few_pixels(opened: Image.Image) -> None:
    """Refuse before anything is unpacked: a small file can hold a picture that fills the memory."""
    if opened.width * opened.height > MOST_PIXELS:
        raise InvalidInputError(TOO_MANY)


def _encoded(drawn: Image.Image, sort: Format) -> tuple[Mime, bytes]:
    """New bytes of the same sort, else of WebP where those would be too many; HEIC as JPEG.

    Browsers of most people show no HEIC.
    """
    wanted: Kept = "JPEG" if sort == "HEIF" else sort
    if wanted == "JPEG":
        drawn = drawn.convert("RGB")
    choices: tuple[Kept, Kept] = (wanted, "WEBP")
    for name in choices:
        made = BytesIO()
        bare = Image.new(drawn.mode, drawn.size)
        bare.paste(drawn)
        bare.save(made, format=name, **({} if name == "PNG" else {"quality": _QUALITY}))
        if made.tell() <= MOST_BYTES:
            return MIME[name], made.getvalue()
    raise InvalidInputError(TOO_LARGE)
