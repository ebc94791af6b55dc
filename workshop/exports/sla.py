"""The draft agreement of those who share the work. It says that it is no legal advice."""

from workshop.exports.sheets import set_sheets
from workshop.exports.story import Story
from workshop.exports.writing.promises import write_agreement


def render(story: Story) -> bytes:
    """The draft with every heading of the method, filled from what the room wrote."""
    return set_sheets(story, "Draft agreement", [("Draft", write_agreement(story))], "")
