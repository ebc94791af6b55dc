"""The brief alone: one page for somebody who has two minutes, at any point of the road."""

from workshop.exports.formats.pdf import set_pages
from workshop.exports.telling.story import WorkshopStory


def render(story: WorkshopStory) -> bytes:
    """The first page of the report."""
    return set_pages(story.document, ())
