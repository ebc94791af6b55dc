"""What the projector shows large is never more than the room may see."""

from collections.abc import Callable

import pytest

from workshop.db import Database
from workshop.domain.cards import add_card, hide_card
from workshop.domain.room import open_activity, reveal, show
from workshop.drafts import NewCard
from workshop.errors import InvalidInputError
from workshop.library import load_library
from workshop.live.wire import room_json
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer


def projector(db: Database, viewer: Viewer) -> dict[str, object]:
    with db.read() as session:
        state = room_state(session, viewer.workshop_id)
    assert state is not None
    found: dict[str, object] = room_json(state)["projector"]
    return found


def test_a_case_and_a_lens_are_shown_whole(db: Database, facilitator: Viewer) -> None:
    """A case comes with place, questions and what happened later; a lens with its questions."""
    library = load_library()
    for case in library.cases:
        show(db, viewer=facilitator, what=f"case:{case.slug}")
        item = projector(db, facilitator)["item"]
        assert isinstance(item, dict)
        assert (item["title"], item["text"], item["points"]) == (
            case.title,
            case.summary,
            case.questions,
        )
        assert case.later in item["note"]
    lens = library.lenses[0]
    show(db, viewer=facilitator, what=f"lens:{lens.slug}")
    assert projector(db, facilitator) == {
        "show": "item",
        "item": {
            "kind": "lens",
            "title": lens.name,
            "subtitle": "",
            "text": "",
            "points": lens.questions,
            "note": lens.breaks_when,
        },
    }


def test_a_card_is_shown_only_when_the_room_may_read_it(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Face down it is refused; revealed it shows; hidden later, the wall takes its place."""
    open_activity(db, viewer=facilitator, activity="insights.write")
    draft = NewCard.read({"activity": "insights.write", "text": "SECRET fear"})
    card = add_card(db, viewer=resident, draft=draft).id
    with pytest.raises(InvalidInputError):
        show(db, viewer=facilitator, what=f"card:{card}")
    reveal(db, viewer=facilitator)
    show(db, viewer=facilitator, what=f"card:{card}")
    assert "SECRET fear" in str(projector(db, facilitator))
    hide_card(db, viewer=facilitator, card_id=card)
    assert projector(db, facilitator) == {"show": "wall"}


@pytest.mark.parametrize("what", ["", "case:", "case:nothing", "card:x", "lens:../x", "elsewhere"])
def test_nonsense_is_refused(
    db: Database, facilitator: Viewer, what: str, join_as: Callable[..., Viewer]
) -> None:
    """An unknown thing is refused with a sentence and the screen stays as it was."""
    with pytest.raises(InvalidInputError):
        show(db, viewer=facilitator, what=what)
    assert projector(db, facilitator) == {"show": "join"}
