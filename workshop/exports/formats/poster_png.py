"""The vision board as a picture for a phone: upright, 1,080 dots wide (PNG)."""

from workshop.exports.formats.poster import board_data
from workshop.exports.formats.printed.typesetting import Files, picture_of
from workshop.exports.telling.story import WorkshopStory


def render(story: WorkshopStory) -> bytes:
    """The same words as on the wall, fewer of each sort."""
    files = Files()
    return picture_of("phone.typ", board_data(story, files), files=files)
