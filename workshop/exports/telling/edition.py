"""Which edition of the files somebody wants: for whom, with names or not, and in whose colours."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal

from PIL import Image

from workshop.errors import InvalidInputError
from workshop.exports.document.blocks import Audience, Brand, Names, PictureBlock
from workshop.kinds import SHORT_MAX, clean_line
from workshop.pictures import apart
from workshop.pictures.limits import DAMAGED, NOT_KEPT
from workshop.pictures.redraw import eight_bits, know_webp, require_few_pixels
from workshop.playbook import languages

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: words in the organisation's colour are readable on white."""
LOGO_BYTES = 2 * 1024 * 1024
LOGO_SIDE = 600
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What was asked for, checked. ``language`` is "" for the workshop's own.

    The shareable edition never holds names, whatever was asked.
    """

    audience: Audience = "full"
    names: Names = "names"
    language: str = ""
    brand: Brand = field(default_factory=Brand)

    def __post_init__(self) -> None:
        if self.audience == "shareable":
            object.__setattr__(self, "names", "roles")

    @property
    def is_whole(self) -> bool:
        """Whether it may hold everything that the facilitator may read, names too."""
        return self.audience == "full" and self.names == "names"

    @classmethod
    def read(
        cls,
        *,
        shareable: bool = False,
        roles_only: bool = False,
        language: str = "",
        organisation: str = "",
        colour: str = "",
        logo: bytes | None = None,
    ) -> "Edition":
        """Check what was asked for. Raises InvalidInputError with a sentence on what to change."""
        if language and language not in languages():
            raise InvalidInputError(
                f"There are no words in the language “{language[:20]}” yet. "
                f"Choose from: {', '.join(languages())}."
            )
        return cls(
            audience="shareable" if shareable else "full",
            names="roles" if roles_only or shareable else "names",
            language=language,
            brand=_brand(organisation, colour, logo),
        )


def _brand(organisation: str, colour: str, logo: bytes | None) -> Brand:
    name = clean_line(organisation)
    if len(name) > SHORT_MAX:
        raise InvalidInputError(f"The organisation's name may have {SHORT_MAX} characters.")
    chosen = colour.strip()
    if chosen and not _COLOUR.fullmatch(chosen):
        raise InvalidInputError(
            f"“{chosen[:20]}” is not a colour. Write # and six letters or digits, such as #0b625d."
        )
    return Brand(
        organisation=name,
        colour=readable(chosen) if chosen else Brand().colour,
        logo=None if logo is None else _logo(logo, name),
    )


def readable(colour: str) -> str:
    """The colour itself, or darker until words in it can be read on white."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    while 1.05 / (_light(parts) + 0.05) < LEAST_CONTRAST:
        parts = [part * 95 // 100 for part in parts]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _light(parts: list[int]) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in parts)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _logo(content: bytes, organisation: str) -> PictureBlock:
    if len(content) > LOGO_BYTES:
        raise InvalidInputError("The logo is larger than 2 MB. Make it smaller first.")
    try:
        _, made = apart.redrawn(content)  # nobody has looked at this file before
    except InvalidInputError as refused:
        if str(refused) not in (NOT_KEPT, DAMAGED):
            raise
        raise InvalidInputError(
            "The logo is not a picture that we can use. Save it as PNG or JPEG."
        ) from None
    return redrawn(made, alt=f"Logo of {organisation}" if organisation else "Logo")


def redrawn(content: bytes, *, alt: str, caption: str = "", side: int = LOGO_SIDE) -> PictureBlock:
    """A picture drawn anew as PNG or JPEG, no side longer than ``side`` pixels.

    Raises InvalidInputError for too many pixels, and what Pillow raises for a broken file.
    """
    know_webp()
    with Image.open(BytesIO(content), formats=["PNG", "JPEG", "WEBP"]) as opened:
        require_few_pixels(opened)
        opened.draft("RGB", (side, side))
        plain = eight_bits(opened)
        plain.thumbnail((side, side))
        mime, made = _encoded(plain)
        width, height = plain.size
    return PictureBlock(
        mime=mime, content=made, width=width, height=height, alt=alt, caption=caption
    )


def _encoded(opened: Image.Image) -> tuple[Literal["image/png", "image/jpeg"], bytes]:
    made = BytesIO()
    if "A" in opened.getbands() or "transparency" in opened.info:
        opened.convert("RGBA").save(made, format="PNG", optimize=True)
        return "image/png", made.getvalue()
    opened.convert("RGB").save(made, format="JPEG", quality=85)
    return "image/jpeg", made.getvalue()
