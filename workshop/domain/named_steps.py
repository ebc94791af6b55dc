"""What an undo would take back, in words, before anybody presses it."""

from typing import Any

from sqlmodel import Session, col, select

from workshop.domain.themes.placements import BOARD
from workshop.domain.undo_redo import ADD, HistoryStep, last_act, steps
from workshop.enums import Visibility
from workshop.errors import Sentence, numbered
from workshop.kinds import CardKind
from workshop.models import Audit, Card
from workshop.playbook import load_playbook
from workshop.queries.cards import Audience, Sight, rules, sight
from workshop.queries.viewer import Viewer

QUOTED = 60
"""Letters of a card that stand on a button, at most: whole words where it has any as short."""

_A_CARD = Sentence("a card")
_ON_ONE = {
    ADD: Sentence("add {card}"),
    "edit_card": Sentence("change {card}"),
    "star_card": Sentence("star {card}"),
    "unstar_card": Sentence("take the star off {card}"),
    "change_theme": Sentence("change the theme {card}"),
    "weigh_need": Sentence("change who needs it most"),
    "judge_overlap": Sentence("change what is said of an overlap"),
    "set_language": Sentence("say in which language {card} is"),
    "translate": Sentence("translate {card}"),
}


def named_undo(session: Session, viewer: Viewer, audience: Audience) -> tuple[str, str]:
    """What undo and what redo would do now, such as “star ‘The bus stops at six’”; "" for nothing.

    Each is a ``Sentence``, to be said in a language. Words of cards are quoted only as far as that
    audience may read them.
    """
    done, undone = steps(session, viewer)
    return _named(session, viewer, audience, done), _named(session, viewer, audience, undone)


def _named(session: Session, viewer: Viewer, audience: Audience, stack: list[HistoryStep]) -> str:
    act = last_act(session, stack)
    if not act:
        return ""
    step = act[0]
    if len(act) > 1:
        return numbered(len(act), "add {n} card from paper", "add {n} cards from paper")
    if step.verb == "take_on":
        return _taken_on(session, viewer, audience, step)
    if step.verb in _ON_ONE:
        return Sentence(_ON_ONE[step.verb], card=_quoted(session, audience, step.card_id))
    touched = _touched(session, viewer, step)
    if step.verb == "merge_cards" and len(touched) == 1:
        return _as_one(session, viewer, audience, step)
    themes = [card for card in touched if card.kind == CardKind.THEME]
    cards = len(touched) - len(themes)
    theme = _quoted(session, audience, themes[0].id) if len(themes) == 1 else ""
    return _on_board(step.verb, cards, theme)


def _on_board(verb: str, cards: int, theme: str) -> Sentence:
    match verb:
        case "move_cards":
            return numbered(cards, "move {n} card", "move {n} cards")
        case "merge_cards":
            return numbered(cards, "make one card of {n} card", "make one card of {n} cards")
        case "unmerge_cards":
            return numbered(cards, "let {n} card stand alone", "let {n} cards stand alone")
        case "accept_groups":
            return Sentence("make the suggested themes")
        case "merge_themes":
            return Sentence("put themes together")
        case "add_theme" if theme:
            return Sentence("make the theme {theme}", theme=theme)
        case "add_theme":
            return Sentence("make a theme")
        case "remove_theme" if theme:
            return Sentence("take the theme {theme} away", theme=theme)
        case "remove_theme":
            return Sentence("take a theme away")
    raise ValueError(verb)


def _taken_on(session: Session, viewer: Viewer, audience: Audience, step: HistoryStep) -> str:
    """Such as “our focus ‘Dads’, ‘New parents’”."""
    row = session.exec(
        select(Audit).where(
            Audit.workshop_id == viewer.workshop_id, Audit.revision == step.revision
        )
    ).one()
    after = row.after or {}
    decide = load_playbook().activity(after["activity"]).decide
    what = Sentence(decide.say) if decide else Sentence("our choice")
    quoted = (_quoted(session, audience, card) for card in after["chosen"])
    cards = ", ".join(one for one in quoted if one is not _A_CARD)
    return Sentence("{what} {cards}", what=what, cards=cards) if cards else what


def _as_one(session: Session, viewer: Viewer, audience: Audience, step: HistoryStep) -> str:
    """Such as “make one card of ‘Dads’ and ‘The dads’”."""
    ((card, lead),) = _after(session, viewer, step).get("merged", {}).items()
    if lead is None:
        return numbered(1, "make one card of {n} card", "make one card of {n} cards")
    first, second = (_quoted(session, audience, one) for one in (lead, card))
    return Sentence("make one card of {first} and {second}", first=first, second=second)


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
        return _A_CARD
    line = " ".join(card.text.split())
    if not line or not (audience is Audience.FACILITATOR or _room_knows(session, card)):
        return _A_CARD
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
