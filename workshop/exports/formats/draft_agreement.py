"""The draft agreement of those who share the work. It says that it is no legal advice."""

from workshop.exports.document.draft_agreement import write_agreement
from workshop.exports.formats.printed.handouts import set_sheets
from workshop.exports.telling.story import WorkshopStory


def render(story: WorkshopStory) -> bytes:
    """The draft with every heading of the method, filled from what the room wrote."""
    return set_sheets(story, "Draft agreement", [("Draft", write_agreement(story))], "")
