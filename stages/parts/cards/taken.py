"""What a step starts from, in a form: earlier cards to choose, as phones show them to tap."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_form, fields_form
from stages.parts.cards.behalf import Behalf, who_says
from stages.parts.cards.card_form import NOTHING_PRESET, Preset
from stages.parts.state import TIMES_ADDED, start_widget, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.cards import add_card
from workshop.drafts import NewCard
from workshop.enums import Via
from workshop.kinds import CardKind
from workshop.playbook import TEXT
from workshop.queries.room import RunState
from workshop.queries.threads.taking import Doing, Offered, Taking, Tap, taking

ANEW = ""
"""None of the earlier cards is meant."""


def start(board: Board, run: RunState, table: int | None = None) -> Taking:
    """What there is to choose from in this step, for whoever looks, or for a table."""
    viewer = board.viewer if table is None else replace(board.viewer, table_no=table)
    with board.visit.reading() as session:
        return taking(session, viewer, run.activity.key)


def take_form(board: Board, where: str, kind: CardKind, run: RunState, *, behalf: Behalf) -> None:
    """Add to one of the earlier cards, or write a new one that rests on those chosen."""
    found = start(board, run, behalf.table)
    for sentence in found.says:
        st.info(plain.as_text(sentence), icon=":material/info:")
    doing = next((one for one in found.doings if one.given.kind == kind), None)
    if doing is None or doing.given.makes:
        preset = _preset(doing) if doing else card_form.NOTHING_PRESET
        card_form.add_form(board, where, kind, run, behalf=behalf, preset=preset)
        return
    card = _which(where, doing) if doing.onto else None
    if card is not None:
        _onto_form(board, where, run, doing, card, behalf)
    elif not doing.onto or widget_value(f"{where}.onto.{kind}") == ANEW:
        card_form.add_form(board, where, kind, run, behalf=behalf)


def form_beside(
    board: Board, where: str, kind: CardKind, run: RunState, preset: Preset = NOTHING_PRESET
) -> None:
    """The form of a stage page. In the room's own step a card that is there can be added to."""
    here = run.activity.key == board.current_key
    doings = start(board, run).doings if here else ()
    doing = next((one for one in doings if one.given.kind == kind), None)
    if doing is not None and doing.onto and not doing.given.makes:
        card = _which(where, doing)
        if card is not None:
            _onto_form(board, where, run, doing, card)
            return
    card_form.add_form(board, where, kind, run, preset=preset)


def _preset(doing: Doing) -> Preset:
    """A single card that is meant stands there chosen; what it fills is carried on saving."""
    alone = {
        tap.link: tuple(card.id for card in tap.cards if card.first)
        for tap in doing.taps
        if tap.alone
    }
    return Preset(chosen=alone, first=doing.given.asked)


def tap_boxes(board: Board, kind: CardKind, taps: Sequence[Tap], prefix: str) -> None:
    """A picker for each link of what is made here, over the cards that phones show to tap."""
    labels = board.visit.playbook.kind(kind).links
    for tap in taps:
        names = _names(tap.cards)
        key = f"{prefix}.tap.{tap.link}"
        start_widget(key, [card.id for card in tap.cards if card.first and tap.alone])
        st.multiselect(
            labels[tap.link],
            list(names),
            format_func=names.__getitem__,
            placeholder="Choose any",
            key=key,
        )


def tapped(taps: Sequence[Tap], prefix: str) -> dict[str, tuple[str, ...]]:
    """What was chosen in those pickers, by the name of the link."""
    chosen = {tap.link: tuple(widget_value(f"{prefix}.tap.{tap.link}") or ()) for tap in taps}
    return {link: ids for link, ids in chosen.items() if ids}


def _names(cards: Sequence[Offered]) -> dict[str, str]:
    return plain.told_apart({card.id: card.text or "No name yet" for card in cards})


def _which(where: str, doing: Doing) -> Offered | None:
    cards = {card.id: card for card in doing.onto}
    names = _names(doing.onto)
    none = {ANEW: "None of these: write a new one"} if doing.anew else {}
    chosen = st.selectbox(
        "Which one?",
        [*cards, *none],
        index=None,
        format_func=plain.told_apart(names | none).__getitem__,
        placeholder="Choose one",
        key=f"{where}.onto.{doing.given.kind}",
    )
    return cards.get(chosen) if chosen else None


def _onto_form(
    board: Board,
    where: str,
    run: RunState,
    doing: Doing,
    card: Offered,
    behalf: Behalf | None = None,
) -> None:
    """What this step asks of that card; with ``behalf``, as somebody else says it."""
    kind = doing.given.kind
    spot = f"{where}.onto.{card.id}"
    prefix = f"{spot}.{TIMES_ADDED.get().get(spot, 0)}"
    words = board.visit.playbook.kind(kind)
    start_widget(f"{prefix}.version", card.version)
    with st.form(f"{prefix}.form", border=False):
        st.markdown(f"**{plain.as_text(card.text)}**")
        if behalf is not None:
            who_says(board, behalf)
        if TEXT in doing.given.boxes:
            fields_form.text_box(kind, words, prefix, card.text)
        fields_form.boxes(kind, words, prefix, card.said, doing.given.asked)
        show_problem(spot)
        st.form_submit_button(
            f"Save to this {words.singular}",
            icon=":material/save:",
            key=f"{prefix}.save",
            on_click=partial(_add_to, board, spot, prefix, run, doing, card, behalf),
        )


def _add_to(
    board: Board,
    spot: str,
    prefix: str,
    run: RunState,
    doing: Doing,
    card: Offered,
    behalf: Behalf | None,
) -> None:
    kind = doing.given.kind
    words = board.visit.playbook.kind(kind)

    def verb() -> None:
        typed = fields_form.typed_fields(kind, words, prefix)
        said = {name: typed[name] for name in doing.given.asked if name in typed}
        fields = {name: value for name, value in said.items() if value != card.said.get(name)}
        draft: dict[str, object] = {
            "activity": run.activity.key,
            "onto": card.id,
            "fields": fields,
            "person": behalf.person if behalf else None,
        }
        text = fields_form.typed_text(prefix).strip() if TEXT in doing.given.boxes else ""
        if text:
            draft["text"] = text
        version = widget_value(f"{prefix}.version")
        add_card(
            board.visit.db,
            viewer=board.viewer,
            draft=NewCard.read({**draft, "version": version}),
            via=behalf.via if behalf else Via.APP,
            voice=behalf.voice if behalf else None,
        )

    if attempt(spot, verb, done="Saved."):
        counts = dict(TIMES_ADDED.get())
        counts[spot] = counts.get(spot, 0) + 1
        TIMES_ADDED.set(counts)
