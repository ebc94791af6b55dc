"""A few words about a card. They carry as much of their author as the card's activity promised."""

from workshop.db import Database
from workshop.domain.acting import acting
from workshop.domain.cards import CardReceipt, record_card, sign
from workshop.domain.journal import card_state, next_revision
from workshop.domain.new_cards import card_of
from workshop.domain.people.members import person_for
from workshop.domain.policy import Verb
from workshop.domain.room import run_of
from workshop.domain.stored_links import set_links
from workshop.domain.themes.sort_board import SortBoard, begin_sorting
from workshop.drafts import CommentText
from workshop.errors import InvalidInputError
from workshop.kinds import KINDS, CardKind
from workshop.queries.viewer import Viewer


def comment_on(db: Database, *, viewer: Viewer, card_id: str, draft: CommentText) -> CardReceipt:
    """Say something about a card."""
    with acting(db, viewer) as (work, viewer):
        workshop = begin_sorting(work, viewer, Verb.COMMENT)
        (card,) = SortBoard(work, viewer, workshop).cards([card_id])
        if card.kind == CardKind.COMMENT:
            raise InvalidInputError("Comment on the card itself, not on what was said about it.")
        if KINDS[CardKind(card.kind)].anonymous:
            raise InvalidInputError("Nobody comments on cards of this kind, so that all feel safe.")
        revision = next_revision(work, workshop)
        comment = card_of(CardKind.COMMENT, draft.text, {}, card.activity, workshop.id, revision)
        run = run_of(work, workshop, comment.activity)
        person = person_for(work, workshop, viewer.device_id) if viewer.device_id else None
        sign(comment, run, person, None, viewer.pen)
        work.session.add(comment)
        work.session.flush()
        set_links(work, comment, {"about": (card.id,)})
        after = card_state(comment)
        record_card(work, workshop, viewer, Verb.ADD_CARD, comment, run, after=after)
        work.commit()
        return CardReceipt(comment.id, revision)
