"""The packs: a sheet for each solution, then one for each case that the room read."""

from workshop.exports.document.pack_sheets import case_sheets, solution_sheets
from workshop.exports.formats.printed.handouts import set_sheets
from workshop.exports.telling.story import WorkshopStory

NOTHING = "There is no solution yet, and nobody has written on a case. Come back when there is one."


def render(story: WorkshopStory) -> bytes:
    """One PDF; print what you hand out."""
    sheets = [("Our solution", sheet) for sheet in solution_sheets(story)]
    sheets += [("From elsewhere", sheet) for sheet in case_sheets(story)]
    return set_sheets(story, "To take home", sheets, NOTHING)
