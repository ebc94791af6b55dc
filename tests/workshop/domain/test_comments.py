"""Comments carry as much of their author as the card's activity promised, and no more."""

import pytest

from tests.conftest import JoinAs
from tests.workshop.sorting import WRITE, SortingRoom
from workshop.db import Database
from workshop.domain.comments import comment_on
from workshop.domain.promises import tighten
from workshop.domain.themes.sorts import allow_sorting
from workshop.drafts import CommentText
from workshop.enums import Attribution
from workshop.errors import InvalidInputError, NotAllowedError, NotFoundError
from workshop.models import Audit
from workshop.queries.viewer import Viewer

DRAFT = CommentText(text="Yes, and in winter too")


def test_everybody_who_sorts_may_comment(
    board: SortingRoom, db: Database, resident: Viewer, join_as: JoinAs
) -> None:
    for _ in range(2):
        join_as("resident")
    (card,) = board.write("one")
    first = comment_on(db, viewer=resident, card_id=card, draft=DRAFT)
    told = board.told()[first.id]
    assert (told["about"], told["kind"], told["activity"]) == (card, "comment", WRITE)
    assert told["role"] == "resident"
    with pytest.raises(InvalidInputError, match="card itself"):
        comment_on(db, viewer=resident, card_id=first.id, draft=DRAFT)
    allow_sorting(db, viewer=board.facilitator, allowed=False)
    with pytest.raises(NotAllowedError):
        comment_on(db, viewer=resident, card_id=card, draft=DRAFT)


def test_where_nobody_should_know_who_wrote_nobody_can_by_a_comment(
    board: SortingRoom, db: Database, resident: Viewer
) -> None:
    """Neither role nor name on any screen, and no actor in the audit."""
    tighten(db, viewer=board.facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    (card,) = board.write("one")
    made = comment_on(db, viewer=resident, card_id=card, draft=DRAFT)
    for view in ("projector", "console"):
        told = board.told(view)[made.id]
        assert not {"role", "author", "role_label"} & told.keys()
    with db.read() as session:
        assert session.get_one(Audit, made.revision).actor_id is None


def test_a_private_card_has_no_comments(board: SortingRoom, db: Database) -> None:
    (secret,) = board.write("secret", private=True)
    with pytest.raises(NotFoundError):
        comment_on(db, viewer=board.facilitator, card_id=secret, draft=DRAFT)
