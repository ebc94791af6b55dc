"""Lists of cards, with what this person may do to each."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_form, gentle_question, quotes, trace
from stages.parts.state import EDITING, SHOWN
from stages.parts.visit import doing, show_problem
from workshop.domain.cards import hide_card, star_card, withdraw_card
from workshop.domain.policy import Verb
from workshop.kinds import CardKind
from workshop.queries.cards import CardView

AT_ONCE = 20
TOGETHER = "Shown with it as one"
Body = Callable[[Board, CardView], None]


def card_list(board: Board, where: str, cards: list[CardView], body: Body | None = None) -> None:
    """Cards, newest first, a screenful at a time. ``body`` draws what each says in its own way."""
    newest = list(reversed(cards))
    shown = SHOWN.get().get(where, AT_ONCE)
    for card in newest[:shown]:
        _row(board, where, card, body)
    left = len(newest) - shown
    if left > 0:
        st.button(
            f"Show {min(left, AT_ONCE)} more of {left}",
            icon=":material/expand_more:",
            key=f"{where}.more",
            on_click=partial(_show_more, where),
        )


def _show_more(where: str) -> None:
    SHOWN.set({**SHOWN.get(), where: SHOWN.get().get(where, AT_ONCE) + AT_ONCE})


def _row(board: Board, where: str, card: CardView, body: Body | None) -> None:
    editing = EDITING.get()
    with st.container(border=True, key=f"{where}.card.{card.id}"):
        if editing is not None and editing.card_id == card.id:
            card_form.edit_form(board, where, card, editing)
            return
        if body is None:
            plain.card(card.text, signs(board, card), facts(board, card))
        else:
            body(board, card)
        if card.kind != CardKind.PICTURE:  # whose own page shows it large
            for picture in card.pictures:
                plain.picture(board.viewer.code, picture.id, picture.alt)
        _actions(board, where, card)
        show_problem(f"{where}.{card.id}")
        gentle_question.ask(f"{where}.{card.id}")
        trace.trail(board, where, card)


def signs(board: Board, card: CardView) -> list[str]:
    """Short signs of a card, as far as this person may know: whose it is, stars, what is hidden."""
    words = board.visit.playbook.words
    found: list[str] = []
    if card.role is not None:
        found.append(plain.GroupSign(words.role_groups[card.role].label, card.role))
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
        found.append("Face down until it is shown")
    return found


def facts(board: Board, card: CardView) -> list[tuple[str, str]]:
    """The fields of a card, then on which other cards it rests, as far as this person may see."""
    kind = CardKind(card.kind)
    words = board.visit.playbook.kind(kind)
    rests = [
        (words.links[name], "\n".join(board.label(one) for one in ids if one in board.cards))
        for name, ids in card.links.items()
    ]
    rests.append((TOGETHER, "\n".join(o.text for o in board.shown_with(card))))
    fields = card.fields
    if quotes.kept_back(board, card):
        gone = quotes.words_and_speaker(kind)
        fields = {name: said for name, said in fields.items() if name not in gone}
    return card_form.said_fields(board, kind, fields) + [pair for pair in rests if pair[1]]


def _actions(board: Board, where: str, card: CardView) -> None:
    db, viewer, spot = board.visit.db, board.viewer, f"{where}.{card.id}"
    edit = card.editable and not board.state.closed
    hide = board.may(Verb.HIDE_CARD, card=card)
    star = board.may(Verb.STAR_CARD, card=card)
    take_back = card.own and board.may(Verb.WITHDRAW_CARD, card=card)
    if not (edit or hide or star or take_back):
        return
    with st.container(horizontal=True, gap="small"):
        if edit:
            _action("Edit", "edit", f"{spot}.edit", partial(card_form.begin_editing, card))
        if star:
            flip = partial(star_card, db, viewer=viewer, card_id=card.id, starred=not card.starred)
            label = "Take the star off" if card.starred else "Star"
            _action(label, "star", f"{spot}.star", doing(spot, flip))
        if hide:
            flip = partial(hide_card, db, viewer=viewer, card_id=card.id, hidden=not card.hidden)
            label, icon = ("Show", "visibility") if card.hidden else ("Hide", "visibility_off")
            _action(label, icon, f"{spot}.hide", doing(spot, flip))
        if take_back:
            back = partial(withdraw_card, db, viewer=viewer, card_id=card.id)
            done = "Taken back. You can put it back in the room."
            _action("Take back", "undo", f"{spot}.withdraw", doing(spot, back, done))


def _action(label: str, icon: str, key: str, on_click: Callable[[], None]) -> None:
    st.button(label, icon=f":material/{icon}:", type="tertiary", key=key, on_click=on_click)
