"""What an undo would take back, in words, before anybody presses it."""

from typing import Any

from sqlmodel import Session, col, select

from workshop.domain.themes.placements import BOARD
from workshop.domain.undo_redo import ADD, HistoryStep, last_act, steps
from workshop.enums import Visibility
from workshop.kinds import CardKind
from workshop.models import Audit, Card
from workshop.playbook import load_playbook
from workshop.queries.cards import Audience, Sight, rules, sight
from workshop.queries.viewer import Viewer

QUOTED = 60
"""Letters of a card that stand on a button, at most: whole words where it has any as short."""

_ON_ONE = {
    ADD: "add {card}",
    "edit_card": "change {card}",
    "star_card": "star {card}",
    "unstar_card": "take the star off {card}",
    "change_theme": "change the theme {card}",
    "weigh_need": "change who needs it most",
    "judge_overlap": "change what is said of an overlap",
    "set_language": "say in which language {card} is",
    "translate": "translate {card}",
}
_ON_BOARD = {
    "move_cards": "move {cards}",
    "add_theme": "make the theme {theme}",
    "accept_groups": "make the suggested themes",
    "merge_themes": "put themes together",
    "remove_theme": "take the theme {theme} away",
    "merge_cards": "make one card of {cards}",
    "unmerge_cards": "let {cards} stand alone",
}


def named_undo(session: Session, viewer: Viewer, audience: Audience) -> tuple[str, str]:
    """What undo and what redo would do now, such as “star ‘The bus stops at six’”; "" for nothing.

    Words of cards are quoted only as far as that audience may read them.
    """
    done, undone = steps(session, viewer)
    return _named(session, viewer, audience, done), _named(session, viewer, audience, undone)


def _named(session: Session, viewer: Viewer, audience: Audience, stack: list[HistoryStep]) -> str:
    act = last_act(session, stack)
    if not act:
        return ""
    step = act[0]
    if len(act) > 1:
        return f"add {len(act)} cards from paper"
    if step.verb == "take_on":
        return _taken_on(session, viewer, audience, step)
    if step.verb in _ON_ONE:
        return _ON_ONE[step.verb].format(card=_quoted(session, audience, step.card_id))
    touched = _touched(session, viewer, step)
    if step.verb == "merge_cards" and len(touched) == 1:
        return _as_one(session, viewer, audience, step)
    themes = [card for card in touched if card.kind == CardKind.THEME]
    cards = len(touched) - len(themes)
    theme = _quoted(session, audience, themes[0].id) if len(themes) == 1 else ""
    counted = "1 card" if cards == 1 else f"{cards} cards"
    return " ".join(_ON_BOARD[step.verb].format(cards=counted, theme=theme).split())


def _taken_on(session: Session, viewer: Viewer, audience: Audience, step: HistoryStep) -> str:
    """Such as “our focus ‘Dads’, ‘New parents’”."""
    row = session.exec(
        select(Audit).where(
            Audit.workshop_id == viewer.workshop_id, Audit.revision == step.revision
        )
    ).one()
    after = row.after or {}
    decide = load_playbook().activity(after["activity"]).decide
    cards = ", ".join(_quoted(session, audience, card) for card in after["chosen"])
    return f"{decide.say if decide else 'our choice'} {cards}".strip()


def _as_one(session: Session, viewer: Viewer, audience: Audience, step: HistoryStep) -> str:
    """Such as “make one card of ‘Dads’ and ‘The dads’”."""
    ((card, lead),) = _after(session, viewer, step).get("merged", {}).items()
    both = [one for one in (lead, card) if one is not None]
    return f"make one card of {' and '.join(_quoted(session, audience, one) for one in both)}"


def _touched(session: Session, viewer: Viewer, step: HistoryStep) -> list[Card]:
    after = _after(session, viewer, step)
    ids = {card for part in ("places", "merged", "removed") for card in after.get(part, {})}
    return list(session.exec(select(Card).where(col(Card.id).in_(ids))))


def _after(session: Session, viewer: Viewer, step: HistoryStep) -> dict[str, Any]:
    """The part of the board as this step left it."""
    row = session.exec(
        select(Audit).where(
            Audit.workshop_id == viewer.workshop_id,
            Audit.revision == step.revision,
            Audit.object_type == BOARD,
        )
    ).first()
    return (row.after or {}) if row else {}


def _quoted(session: Session, audience: Audience, card_id: str) -> str:
    card = session.get(Card, card_id)
    if card is None:
        return "a card"
    line = " ".join(card.text.split())
    if not line or not (audience is Audience.FACILITATOR or _room_knows(session, card)):
        return "a card"
    if len(line) <= QUOTED:
        return f"‘{line}’"
    first = line[:QUOTED].rpartition(" ")[0] or line[: QUOTED - 1]
    return f"‘{first.rstrip(',;:.–- ')}…’"


def _room_knows(session: Session, card: Card) -> bool:
    """Whether everybody may read it; a theme that was taken away was on the board before."""
    if card.kind == CardKind.THEME and card.withdrawn:
        return card.visibility == Visibility.ROOM and not card.hidden
    rule = rules(session, card.workshop_id).get(card.activity)
    return sight(card, rule, Audience.ROOM) is Sight.SHOWN
