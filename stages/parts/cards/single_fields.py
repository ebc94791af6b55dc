"""Changing single fields of a card by one click or choice, without its whole form."""

from stages.parts.board import Board
from stages.parts.visit import attempt
from workshop.domain.cards import edit_card
from workshop.drafts import CardEdit
from workshop.queries.cards import CardView


def mark(board: Board, where: str, card: CardView, done: str = "", **fields: object) -> bool:
    """Set these fields of a card and keep all others. False, with a sentence, when refused."""

    def verb() -> None:
        draft = CardEdit.read({"version": card.version, "fields": {**card.fields, **fields}})
        edit_card(board.visit.db, viewer=board.viewer, card_id=card.id, draft=draft)

    return attempt(where, verb, done)
