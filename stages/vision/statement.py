"""Two sentences and one picture: the vision as agreed, and what the team drew of it."""

from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board, run_for
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset, labels
from stages.parts.state import TIMES_ADDED, widget_value
from stages.parts.visit import attempt, doing, show_problem
from workshop.domain.cards import add_card, try_card
from workshop.domain.pictures import (
    NewPicture,
    add_picture,
    remove_picture,
    require_may_add,
)
from workshop.domain.policy import Verb
from workshop.drafts import NewCard
from workshop.enums import StageKey, Via
from workshop.errors import InvalidInputError
from workshop.kinds import CardKind
from workshop.pictures.limits import MOST_BYTES
from workshop.queries.cards import CardView
from workshop.queries.pictures import PictureView, pictures_of
from workshop.queries.room import RunState

KEY = StageKey.VISION
SPOT = "vision.picture"
NEW = ""
SENTENCES = 2


def picture_part(board: Board) -> None:
    """The vision statement on one side, the pictures on the other."""
    left, right = st.columns(2, gap="large")
    with left:
        _statements(board)
    with right:
        _pictures(board)


def _statements(board: Board) -> None:
    found = board.of_kind((CardKind.VISION_STATEMENT,))
    st.header("The vision in two sentences", icon=":material/star:", anchor=False)
    lines = tuple(card.id for card in board.of_kind((CardKind.VISION_LINE,)))
    preset = Preset(first=("different", "better", "lower"), chosen={"vision_lines": lines})
    kind = CardKind.VISION_STATEMENT
    adding(board, KEY, "vision.statement", kind, "Write the vision in two sentences", preset)
    if not found:
        st.text("Not written yet. Put the best lines into two sentences, in plain words.")
    card_list.card_list(board, "vision.statements", found, _statement)


def _statement(board: Board, card: CardView) -> None:
    plain.heading(plain.said(card), level=3, kind="prompt")
    if sum(card.text.count(end) for end in ".!?…") > SENTENCES:
        st.caption("That is more than two sentences. Which two say it all?")
    plain.notes(card_list.signs(board, card), card_list.facts(board, card))


def _pictures(board: Board) -> None:
    found = board.of_kind((CardKind.PICTURE,))
    st.header("The picture that we drew", icon=":material/image:", anchor=False)
    with board.visit.reading() as session:
        kept = pictures_of(session, board.viewer, found)
    if not found:
        st.text("No picture yet. Draw it together on paper, then take a photo.")
    shown = {card.id: [one for one in kept if one.card_id == card.id] for card in found}
    for card in reversed(found):
        with st.container(border=True, key=f"{SPOT}.whole.{card.id}"):
            for picture in shown[card.id]:
                _image(board, card, picture)
            card_list.card_list(board, SPOT, [card])
    _upload(board, [card for card in found if not shown[card.id]])


def _image(board: Board, card: CardView, picture: PictureView) -> None:
    st.image(picture.content, alt=picture.alt, width="stretch")
    if not board.may(Verb.EDIT_CARD, card=card):
        return
    spot = f"{SPOT}.remove.{picture.id}"
    verb = partial(remove_picture, board.visit.db, viewer=board.viewer, picture_id=picture.id)
    st.button(
        "Take this picture away",
        icon=":material/delete:",
        type="tertiary",
        key=spot,
        on_click=doing(spot, verb, "The picture is gone. The words stay."),
    )
    show_problem(spot)


def _upload(board: Board, without: list[CardView]) -> None:
    """The form for a photo or drawing, for a new card or for one that has only words so far."""
    run = run_for(board, KEY, CardKind.PICTURE)
    if run is None:
        st.caption("A picture can be added while “Draw it together” is on the plan and open.")
        return
    prefix = f"{SPOT}.{TIMES_ADDED.get().get(SPOT, 0)}"
    options = [NEW, *(card.id for card in without if board.may(Verb.EDIT_CARD, card=card))]
    names = plain.told_apart({NEW: "A new picture", **labels(board, options[1:])})
    with st.form(f"{prefix}.form", border=True):
        st.markdown("**Add a photo or a drawing**")
        st.file_uploader(
            "PNG, JPEG, WebP or HEIC, 5 MB at most",
            type=["png", "jpg", "jpeg", "webp", "heic", "heif"],
            max_upload_size=MOST_BYTES // (1024 * 1024),
            key=f"{prefix}.file",
        )
        if len(options) > 1:
            st.selectbox(
                "Which picture is it?", options, format_func=names.__getitem__, key=f"{prefix}.card"
            )
        st.text_area(
            "What does the picture show?",
            key=f"{prefix}.alt",
            height=90,
            help="For people who cannot see it. If the card has words already, you may leave "
            "this empty.",
        )
        st.text_input("Who made it", key=f"{prefix}.made_by")
        show_problem(SPOT)
        st.form_submit_button(
            "Keep this picture",
            icon=":material/add_photo_alternate:",
            key=f"{prefix}.save",
            on_click=_keep,
            args=(board, prefix, run),
        )
        st.caption("Where and when a photo was taken is removed. Ask the people in it first.")


def _keep(board: Board, prefix: str, run: RunState) -> None:
    def verb() -> None:
        file = widget_value(f"{prefix}.file")
        if file is None:
            raise InvalidInputError("Choose a picture first.")
        chosen = widget_value(f"{prefix}.card") or NEW
        card = board.cards.get(chosen)
        alt = str(widget_value(f"{prefix}.alt") or "").strip()
        said = alt or (card.text if card else "")
        if card is not None:
            require_may_add(board.visit.db, viewer=board.viewer, card_id=card.id)
        elif alt:  # without words it is refused before it is drawn, too
            try_card(board.visit.db, viewer=board.viewer, draft=_draft(run, alt, prefix))
        picture = NewPicture.read(file.getvalue(), said)
        card_id = card.id if card else _card(board, run, picture.alt, prefix)
        add_picture(board.visit.db, viewer=board.viewer, card_id=card_id, picture=picture)

    if attempt(SPOT, verb, done="The picture is kept."):
        counts = TIMES_ADDED.get()
        TIMES_ADDED.set({**counts, SPOT: counts.get(SPOT, 0) + 1})


def _card(board: Board, run: RunState, alt: str, prefix: str) -> str:
    draft = _draft(run, alt, prefix)
    return add_card(board.visit.db, viewer=board.viewer, draft=draft, via=Via.APP).id


def _draft(run: RunState, alt: str, prefix: str) -> NewCard:
    return NewCard.read(
        {
            "activity": run.activity.key,
            "kind": CardKind.PICTURE,
            "text": alt,
            "fields": {"made_by": str(widget_value(f"{prefix}.made_by") or "")},
        }
    )
