"""One insight as people read it: what it taught us, what was seen, about whom, and its quote."""

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list, quotes, trace
from workshop.kinds import CardKind
from workshop.queries.cards import CardView

APART = (*quotes.drawn_here(CardKind.INSIGHT), "sentence")


def insight(board: Board, card: CardView) -> None:
    """The sentence large above what was seen or heard, the quote, and in one line whose it is and
    what it rests on, or how the writer knows. The rest stands in its menu (``more_about``).
    """
    if sentence := card.fields.get("sentence"):
        plain.paragraph(plain.said_in(card, str(sentence)), "strong")
    if card.text != sentence:
        plain.paragraph(plain.said(card))
    quotes.quote(board, card)
    rests = trace.rests_line(board, card, apart=("segments",))
    known = evidence(board, card) if rests == trace.RESTS_ON_NONE else []
    plain.notes([*card_list.signs(board, card), *(known or [rests])], [])


def more_about(board: Board, card: CardView) -> None:
    """Whom it is about, how the writer knows, and all else that was said with it."""
    shown = {board.visit.playbook.kind(CardKind.INSIGHT).fields[name].label for name in APART}
    plain.notes([], [pair for pair in card_list.facts(board, card) if pair[0] not in shown])


def about(board: Board, card: CardView) -> list[str]:
    """A chip for each group that the card is about."""
    return [
        f"About: {board.label(one)}" for one in card.links.get("segments", ()) if one in board.cards
    ]


def evidence(board: Board, card: CardView) -> list[str]:
    """How the writer knows, in words."""
    options = board.visit.playbook.kind(CardKind.INSIGHT).fields["evidence"].options
    said = options.get(str(card.fields.get("evidence")))
    return [said] if said else []
