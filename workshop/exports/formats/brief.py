"""The brief alone: one page for somebody who has two minutes, at any point of the road."""

from workshop.exports.formats.pdf import set_pages
from workshop.exports.telling.story import Story


def render(story: Story) -> bytes:
    """The first page of the report."""
    return set_pages(story.document, ())
