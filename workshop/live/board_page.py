"""The vision board as one picture: HTML from the read model, every word in it escaped.

All that is on the board is in the page, in three bands: what we want, what that promises, how we
get there. A box that holds nothing is not drawn. On the big screen a script finds the largest
letters at which it fits and pages through what does not; elsewhere it flows, all of it.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from workshop.live.spoken import spoken_in
from workshop.playbook import Playbook
from workshop.queries.cards import CardView
from workshop.queries.figures.board_words import board_words
from workshop.queries.pictures import PictureView
from workshop.queries.told import in_the_rooms
from workshop.queries.vision_board import VisionBoard
from workshop.words import ENGLISH

STYLE = Path(__file__).parent / "room" / "poster.css"


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above the vision: title, year of the headlines, and the whole address, with its
    scheme, where all of it can be read."""

    title: str
    year: int | None
    address: str = ""


def poster(
    found: VisionBoard,
    head: Masthead,
    picture: PictureView | None,
    playbook: Playbook,
    *,
    wall: bool = False,
    spoken: Mapping[str, Any] | None = None,
    beside: Mapping[str, str] | None = None,
) -> str:
    """The whole board as HTML, to stand in a page that has the style sheet ``STYLE``.

    Args:
        found: what is on it.
        head: what stands above it.
        picture: the drawing, or None.
        playbook: the method, for the names of things.
        wall: whether it may fill a screen, or stands in a frame.
        spoken: the language of whoever reads (``spoken_in``); English where none is given.
        beside: addresses of the picture for large and narrow screens, where it is no part of the
            page itself.
    """
    spoken = spoken or spoken_in(ENGLISH, playbook.language)
    board = _template().render(
        wall=wall,
        head=head,
        picture=_picture(picture, found.pictures, beside) if picture else None,
        square=_square(head.address) if head.address else "",
        **spoken,
        **board_words(found, playbook),
    )
    return board if wall else f'<div class="vb-frame">{board}</div>'


@pass_context
def _told(context: Context, text: str) -> Markup:
    """What people wrote; the picture that is drawn of a board speaks the room's language."""
    room, language = context["method_language"], context["language"]
    return in_the_rooms(text, "" if language == room else room)


@cache
def _template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent / "templates")
    made = Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["told"] = _told
    return made.get_template("poster.html")


def _square(address: str) -> Markup:
    """A sheet that hangs in a corridor leads to all that is written, on whoever's phone."""
    code = segno.make(address, error="m")
    # Lines of figures: nothing of the address is in it as text.
    return Markup(code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))  # noqa: S704


def _picture(
    picture: PictureView, cards: Sequence[CardView], beside: Mapping[str, str] | None
) -> dict[str, str]:
    """The picture by its addresses, or as a part of the page itself: a saved page still has it."""
    made_by = next((c.fields.get("made_by") for c in cards if c.id == picture.card_id), "")
    said = {"alt": picture.alt, "made_by": made_by or ""}
    if beside is not None:
        return {**beside, **said}
    data = b64encode(picture.content).decode()
    return {"large": f"data:{picture.mime};base64,{data}", **said}
