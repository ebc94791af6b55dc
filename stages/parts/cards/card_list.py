"""Lists of cards, with what this person may do to each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from stages.parts import keys, plain, redraw
from stages.parts.board import Board
from stages.parts.cards import card_form, gentle_question, quotes, recording, trace
from stages.parts.state import EDITING, MOVING, SHOWN
from stages.parts.visit import doing, show_problem
from workshop.domain.cards import hide_card, star_card, withdraw_card
from workshop.domain.policy import Verb
from workshop.domain.room import show
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.told import said_in, told_text

AT_ONCE = 20
NAMED = 40
"""Letters of a card that its menu is named by."""
SAY_STARS = ("console.history", "horizon.borrowed", "vision.board")
SAY_WHAT_IS_SHOWN = ("console.history", "console.screen")
"""Parts of pages that say something of it, besides those that show the card."""
HIDE_ALONE = ("console.cards", "insights.wall")
"""Lists on pages where hiding a card changes nothing beyond ``SAY_HIDDEN``; elsewhere sums and
charts leave it out."""
SAY_HIDDEN = (
    "console.history",
    "console.now",
    "console.choosing",
    "console.people",
    "console.only",
    "insights.voices",
    "insights.behind",
    "insights.results",
)
MOVE, TOGETHER = "Move to a theme", "Shown with it as one"
Body = Callable[[Board, CardView], None]
Mover = Callable[[CardView], None]


def card_list(
    board: Board,
    where: str,
    cards: list[CardView],
    body: Body | None = None,
    *,
    at_once: int = AT_ONCE,
    across: int = 1,
    mover: Mover | None = None,
    below: Mover | None = None,
    details: Body | None = None,
    framed: bool = True,
) -> None:
    """Cards, newest first, a screenful at a time. ``body`` draws what each says in its own way.

    ``details`` draws at the end of its menu what a card has no room for. ``mover`` draws where a
    card can go, once its menu was asked for that, and ``below`` what stands below a card at all
    times; neither does while the card's form is open. Not ``framed``, a card is no box of its own,
    as the head of a column is none.

    ``across`` of them stand beside each other; what is true of all is then said above them.
    """
    shown = list(reversed(cards))[: SHOWN.get().get(where, at_once)]
    for first in range(0, len(shown), across):
        row = shown[first : first + across]
        places = st.columns(across, gap="xsmall") if across > 1 else [st.container()]
        for place, card in zip(places, row, strict=False):
            with place:
                _card(board, where, card, body, mover, below, details, framed=framed)
    more(where, len(cards) - len(shown), at_once)


def window(where: str, cards: Sequence[CardView], at_once: int = AT_ONCE) -> list[CardView]:
    """All as they stand where they are few, else the last ones first, as many as were asked for."""
    if len(cards) <= at_once:
        return list(cards)
    return list(reversed(cards))[: SHOWN.get().get(where, at_once)]


def more(where: str, left: int, at_once: int = AT_ONCE) -> None:
    """A button for those that are ``left``; nothing where all are shown."""
    if left > 0:
        st.button(
            f"Show {AT_ONCE} more of {left}" if left > AT_ONCE else f"Show {left} more",
            icon=":material/expand_more:",
            type="tertiary",
            key=f"{where}.more",
            on_click=partial(_show_more, where, at_once),
        )


def _show_more(where: str, at_once: int) -> None:
    SHOWN.set({**SHOWN.get(), where: SHOWN.get().get(where, at_once) + AT_ONCE})


def _card(
    board: Board,
    where: str,
    card: CardView,
    body: Body | None,
    mover: Mover | None,
    below: Mover | None,
    details: Body | None,
    *,
    framed: bool,
) -> None:
    """One card, which an act of its own draws again without the page."""

    def draw(now: Board) -> None:
        here = card if now is board else now.cards[card.id]
        _drawn(now, where, here, body, mover, below, details, framed=framed)

    redraw.part(f"{where}{_part(card)}", board, draw)


def _part(card: CardView) -> str:
    """How the keys of all parts end that show this card."""
    return f".card.{card.id}"


def _drawn(
    board: Board,
    where: str,
    card: CardView,
    body: Body | None,
    mover: Mover | None,
    below: Mover | None,
    details: Body | None,
    *,
    framed: bool,
) -> None:
    """The words; what can be done with them is in one menu, which shows on hover and focus."""
    editing = EDITING.get().get(card.id)
    edge = card.role if card.role is not None and body is None else "none"
    with st.container(border=framed, gap="xsmall", key=f"{where}{_part(card)}"):
        if editing is not None:
            card_form.edit_form(board, where, card, editing)
            return
        if body is None:
            plain.card(plain.said(card), signs(board, card), facts(board, card), edge)
        else:
            body(board, card)
        if card.kind != CardKind.PICTURE:  # whose own page shows it large
            for picture in card.pictures:
                plain.picture(board.viewer.code, picture.id, picture.alt)
        if card.id in board.spoken:
            recording.hearing(board, where, card)
        _menu(board, where, card, mover, details)
        if below is not None:
            below(card)
        show_problem(f"{where}.{card.id}")
        gentle_question.ask(f"{where}.{card.id}")


def _menu(
    board: Board, where: str, card: CardView, mover: Mover | None, details: Body | None
) -> None:
    """What can be done with a card. Where it can go is asked in the menu, so the focus stays."""
    spot = f"{where}.{card.id}"
    moving = MOVING.get() == spot
    with st.container(key=f"{where}.menu.{card.id}"):
        acts = _acts(board, where, card)
        if mover is not None:
            turn = partial(_stop_moving if moving else MOVING.set, spot)
            turned = redraw.looking(board, turn, f"{where}{_part(card)}", one=MOVING)
            label, icon = ("Leave it here", "close") if moving else (MOVE, "drive_file_move")
            acts.insert(min(2, len(acts)), Act(label, icon, "M", f"{spot}.move", turned))
        trails = trace.has_trail(CardKind(card.kind))
        if not acts and not trails and details is None:
            return
        name = plain.as_text(board.label(card.id)[:NAMED])
        # The name is for screen readers; what is seen is the sign alone (plain.css).
        with st.popover(f"What to do with “{name}”", icon=":material/more_horiz:"):
            for act in acts:
                st.button(
                    act.label,
                    icon=f":material/{act.icon}:",
                    type="tertiary",
                    key=act.key,
                    shortcut=keys.shortcut(board.viewer, act.letter),
                    on_click=act.on_click,
                )
            asked = trails and st.button(
                trace.BOTH_WAYS,
                icon=":material/account_tree:",
                type="tertiary",
                key=f"{spot}.trail",
                shortcut=keys.shortcut(board.viewer, "W"),
                on_click=redraw.looking(board, lambda: None, f"{where}{_part(card)}"),
            )
            if mover is not None and moving:
                mover(card)
            if details is not None:
                details(board, card)
    if asked:
        trace.trail(board, card)


def _stop_moving(spot: str) -> None:
    """Put the choice away, unless it stands in another menu by now."""
    if MOVING.get() == spot:
        MOVING.clear()


def signs(board: Board, card: CardView) -> list[str]:
    """Short signs of a card, as far as this person may know: whose it is, stars, what is hidden."""
    words = board.visit.playbook.words
    found: list[str] = []
    if card.role is not None:
        found.append(plain.GroupSign(card.voice or words.role_groups[card.role].label, card.role))
    if card.author:
        found.append(card.author)
    if card.table is not None:
        found.append(f"Table {card.table}")
    if card.own:
        found.append("Yours")
    if card.starred:
        found.append("★ Starred")
    if card.late:
        found.append("Came after the step had closed")
    if card.private:
        found.append("Only for the facilitator and the writer")
    if card.hidden:
        found.append("Hidden from the room")
    if card.face_down:
        found.append("Face down")
    return found


def facts(board: Board, card: CardView) -> list[tuple[str, str]]:
    """The fields of a card, then on which other cards it rests, as far as this person may see."""
    kind = CardKind(card.kind)
    words = board.visit.playbook.kind(kind)
    rests = [
        (words.links[name], "\n".join(board.label(one) for one in ids if one in board.cards))
        for name, ids in card.links.items()
    ]
    rests += [(said_in(one), told_text(one.text, one.language, ())) for one in card.translations]
    rests.append((TOGETHER, "\n".join(o.text for o in board.shown_with(card))))
    fields = card.fields
    if quotes.kept_back(board, card):
        gone = quotes.words_and_speaker(kind)
        fields = {name: said for name, said in fields.items() if name not in gone}
    return card_form.said_fields(board, card, fields) + [pair for pair in rests if pair[1]]


@dataclass(frozen=True, slots=True)
class Act:
    """A line of a card's menu."""

    label: str
    icon: str
    letter: str
    """Presses it while the menu is open, for who can switch letters off."""
    key: str
    on_click: Callable[[], None]


def _acts(board: Board, where: str, card: CardView) -> list[Act]:
    """What this person may do to a card, as far as the domain would let them now."""
    db, viewer, spot = board.visit.db, board.viewer, f"{where}.{card.id}"
    found = []
    if card.editable and not board.state.closed:
        edit = partial(card_form.begin_editing, card)
        begin = redraw.looking(board, edit, _part(card))
        found.append(Act("Edit", "edit", "E", f"{spot}.edit", begin))
    if board.may(Verb.STAR_CARD, card=card):
        flip = partial(star_card, db, viewer=viewer, card_id=card.id, starred=not card.starred)
        label = "Take the star off" if card.starred else "Star"
        starring = redraw.doing(board, spot, flip, _part(card), *SAY_STARS)
        found.append(Act(label, "star", "S", f"{spot}.star", starring))
    if board.may(Verb.HIDE_CARD, card=card):
        flip = partial(hide_card, db, viewer=viewer, card_id=card.id, hidden=not card.hidden)
        label, icon = ("Show", "visibility") if card.hidden else ("Hide", "visibility_off")
        alone = where.startswith(HIDE_ALONE)
        hiding = (
            redraw.doing(board, spot, flip, _part(card), *SAY_HIDDEN)
            if alone
            else doing(spot, flip)
        )
        found.append(Act(label, icon, "H", f"{spot}.hide", hiding))
    if (large := _large(board, spot, card)) is not None:
        found.insert(-1 if found else 0, large)  # what takes a card away stands last
    if card.own and board.may(Verb.WITHDRAW_CARD, card=card):
        back = partial(withdraw_card, db, viewer=viewer, card_id=card.id)
        done = "Taken back. You can put it back in the room."
        found.append(Act("Take back", "undo", "B", f"{spot}.withdraw", doing(spot, back, done)))
    return found


def _large(board: Board, spot: str, card: CardView) -> Act | None:
    """The card alone on the big screen, and the way back, for who steers and where all see it."""
    run = board.run(card.activity)
    unseen = card.hidden or card.private or card.withdrawn or card.kind == CardKind.PICTURE
    if not board.viewer.is_facilitator or board.state.closed or unseen:
        return None
    if run is None or (run.hidden and not run.revealed):
        return None
    what = f"card:{card.id}"
    shown = board.state.projector == what
    label, icon = ("Back to the wall", "grid_view") if shown else ("Show large", "slideshow")
    turn = partial(show, board.visit.db, viewer=board.viewer, what="wall" if shown else what)
    turned = redraw.showing(board, spot, turn, _part(card), *SAY_WHAT_IS_SHOWN)
    return Act(label, icon, "L", f"{spot}.large", turned)
