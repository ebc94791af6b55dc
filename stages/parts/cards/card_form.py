"""Adding and editing a card in a form; a newer text is shown beside one's own, none is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import streamlit as st

from stages.parts import plain, redraw
from stages.parts.board import Board
from stages.parts.cards import fields_form, gentle_question
from stages.parts.cards.behalf import Behalf, keep_box, whose_boxes
from stages.parts.cards.recording import words_to_edit
from stages.parts.state import (
    ALIKE,
    EDITING,
    TIMES_ADDED,
    Editing,
    Newer,
    has_widget,
    start_widget,
    widget_value,
)
from stages.parts.visit import attempt, show_problem
from workshop.domain.cards import add_card, edit_card
from workshop.domain.links import relink_card
from workshop.drafts import CardEdit, NewCard
from workshop.enums import Via
from workshop.errors import AlikeError, ChangedMeanwhileError
from workshop.kinds import KINDS, CardKind, KindWords, LinkSpec, Mark, field_specs, marked
from workshop.queries.cards import CardView
from workshop.queries.room import RunState
from workshop.queries.told import told_fields

AGREED = ("agreed", "agreed_on")


def apart(kind: CardKind) -> tuple[str, ...]:
    """Fields that no form changes, because setting them is an act of its own."""
    agreed = AGREED if kind is CardKind.REFRAME else ()
    return (*agreed, *marked(kind, Mark.ROOMS_OWN))


@dataclass(frozen=True, slots=True)
class Preset:
    """What a form knows before anybody types.

    ``fixed`` and ``linked`` are saved without being asked; ``values`` and ``chosen`` stand in the
    boxes to begin with. ``first`` are the fields to begin with, above the main text with
    ``text_last``; ``labels`` say a field in other words. The words of the choice in the field
    ``text_from`` stand in for a main text that was left empty.
    """

    fixed: Mapping[str, object] = field(default_factory=dict)
    linked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    text_last: bool = False
    text_from: str = ""

    def said(self, words: KindWords) -> KindWords:
        """The words of a kind with this form's own labels."""
        named = {
            name: replace(words.fields[name], label=label) for name, label in self.labels.items()
        }
        return replace(words, fields={**words.fields, **named})


NOTHING_PRESET = Preset()


def add_form(
    board: Board,
    where: str,
    kind: CardKind,
    run: RunState,
    *,
    behalf: Behalf | None = None,
    preset: Preset = NOTHING_PRESET,
) -> None:
    """A form for a new card of this kind in this activity; with ``behalf``, for somebody else."""
    spot = f"{where}.add.{kind}"
    prefix = f"{spot}.{TIMES_ADDED.get().get(spot, 0)}"
    words = preset.said(board.visit.playbook.kind(kind))
    with st.form(f"{prefix}.form", border=False):
        if behalf is not None:
            whose_boxes(board, behalf)
        above = preset.first if preset.text_last else ()
        fields_form.boxes(kind, words, prefix, preset.values, above)
        fields_form.text_box(kind, words, prefix)
        _link_boxes(board, kind, prefix, None, preset)
        asks = run.activity.asks if run.activity.collects[:1] == (kind,) else ()
        left_out = {*apart(kind), *preset.fixed, *above}
        first = preset.first or asks
        # Who types in a sheet sees what stands on it, and nothing in between.
        at_once = 0 if behalf is not None and behalf.via is Via.PAPER else fields_form.AT_ONCE
        fields_form.field_boxes(
            kind,
            words,
            prefix,
            preset.values,
            first=first,
            leave_out=left_out,
            at_once=at_once,
        )
        if behalf is not None and behalf.photo is not None:
            keep_box(prefix, "Keep the photo with this card")
        _which_is_meant(prefix)
        show_problem(spot)
        st.form_submit_button(
            f"Save this {words.singular}",
            icon=":material/save:",
            key=f"{prefix}.save",
            on_click=partial(_add, board, spot, prefix, kind, run, behalf, preset),
        )
    gentle_question.ask(spot)


def _which_is_meant(prefix: str) -> None:
    """The question about a card that says nearly the same, once the domain has asked it."""
    names = {one["id"]: f"Yes: {one['text']}" for one in ALIKE.at(prefix).get()}
    if names:
        names = plain.told_apart(names | {"": "No, it is new"})
        st.radio(
            "Is it this one?",
            list(names),
            index=None,
            format_func=lambda one: plain.as_text(names[one]),
            key=f"{prefix}.alike",
        )


def _asked(prefix: str) -> dict[str, object]:
    """What the writer said to that question; nothing was asked yet where nothing was said."""
    said = widget_value(f"{prefix}.alike")
    return {"ask_if_alike": True} if said is None else {"same_as": said or None}


def _add(
    board: Board,
    spot: str,
    prefix: str,
    kind: CardKind,
    run: RunState,
    behalf: Behalf | None,
    preset: Preset,
) -> None:
    words = preset.said(board.visit.playbook.kind(kind))

    def verb() -> None:
        draft = NewCard.read(
            {
                "activity": run.activity.key,
                "kind": kind,
                "text": fields_form.typed_text(prefix).strip()
                or _chosen_words(words, prefix, preset),
                "fields": {**fields_form.typed_fields(kind, words, prefix), **preset.fixed},
                "links": {
                    spec.name: tuple(widget_value(f"{prefix}.link.{spec.name}") or ())
                    for spec in KINDS[kind].links
                }
                | dict(preset.linked),
                "person": behalf.person if behalf else None,
                **_asked(prefix),
            }
        )
        try:
            add_card(
                board.visit.db,
                viewer=board.viewer,
                draft=draft,
                via=behalf.via if behalf else Via.APP,
                voice=behalf.voice if behalf else None,
                picture=behalf.picture(prefix, draft.text) if behalf else None,
            )
        except AlikeError as asked:
            ALIKE.at(prefix).set(tuple(asked.alike))
            raise

    if attempt(spot, verb, done="Saved."):
        counts = dict(TIMES_ADDED.get())
        counts[spot] = counts.get(spot, 0) + 1
        TIMES_ADDED.set(counts)
        gentle_question.listen(board, spot, _typed(kind, prefix))


def _typed(kind: CardKind, prefix: str) -> list[str]:
    """The words in the boxes of a form."""
    boxes = (widget_value(f"{prefix}.{spec.name}") for spec in field_specs(kind))
    return [fields_form.typed_text(prefix), *(said for said in boxes if isinstance(said, str))]


def _link_boxes(
    board: Board,
    kind: CardKind,
    prefix: str,
    card: CardView | None,
    preset: Preset = NOTHING_PRESET,
) -> None:
    """A picker for each way in which a card of this kind can rest on others."""
    words = board.visit.playbook.kind(kind)
    for spec in KINDS[kind].links:
        if spec.name in preset.linked:
            continue
        options = linkable(board, spec, card)
        if not options:
            continue
        named = labels(board, options)
        key = f"{prefix}.link.{spec.name}"
        linked = (card.links if card else preset.chosen).get(spec.name, ())
        start_widget(key, [one for one in linked if one in options])
        st.multiselect(
            words.links[spec.name],
            options,
            format_func=named.__getitem__,
            placeholder="Choose any",
            key=key,
        )


def _chosen_words(words: KindWords, prefix: str, preset: Preset) -> str:
    if not preset.text_from:
        return ""
    chosen = str(widget_value(f"{prefix}.{preset.text_from}") or "")
    return words.fields[preset.text_from].options.get(chosen, "")


def linkable(board: Board, spec: LinkSpec, card: CardView | None) -> list[str]:
    """The ids of the cards that a card can rest on in this way, as far as this person sees."""
    own = card.id if card else ""
    return [other.id for other in board.of_kind(spec.to) if other.id != own]


def labels(board: Board, ids: list[str]) -> dict[str, str]:
    """First words of each card; where two begin alike, a number keeps them apart."""
    return plain.told_apart({one: board.label(one) for one in ids})


def begin_editing(card: CardView) -> None:
    """Open the form of this card, beside those of others that are open."""
    EDITING.set({**EDITING.get(), card.id: Editing(card.version)})


def stop_editing(card: CardView) -> None:
    """Put the form of this card away, and no other."""
    EDITING.set({key: one for key, one in EDITING.get().items() if key != card.id})


def edit_form(board: Board, where: str, card: CardView, editing: Editing) -> None:
    """The form of a card that is being edited, with a newer text above it when there is one."""
    kind = CardKind(card.kind)
    words = board.visit.playbook.kind(kind)
    prefix = f"{where}.edit.{card.id}"
    if editing.newer is not None:
        _show_newer(board, card, editing.newer)
    with st.form(f"{prefix}.form", border=True):
        fields_form.text_box(kind, words, prefix, words_to_edit(card))
        _link_boxes(board, kind, prefix, card)
        fields_form.field_boxes(kind, words, prefix, card.fields, leave_out=apart(kind))
        show_problem(prefix)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save mine" if editing.newer else "Save",
                icon=":material/save:",
                key=f"{prefix}.save",
                on_click=partial(_save, board, where, prefix, card, editing),
            )
            st.form_submit_button(
                "Keep theirs" if editing.newer else "Cancel",
                type="tertiary",
                key=f"{prefix}.cancel",
                on_click=redraw.looking(board, partial(stop_editing, card), f".card.{card.id}"),
            )


def _show_newer(board: Board, card: CardView, newer: Newer) -> None:
    with st.container(border=True):
        st.markdown("**Somebody saved this in the meantime**")
        plain.card(plain.said_in(card, newer.text), [], said_fields(board, card, newer.fields))
        st.caption("Your own words are below. Keep what you need of each.")


def _save(board: Board, where: str, prefix: str, card: CardView, editing: Editing) -> None:
    """Save what was typed into the form, over the version of the card that it was opened on."""
    kind = CardKind(card.kind)
    words = board.visit.playbook.kind(kind)
    kept = {name: card.fields[name] for name in apart(kind) if name in card.fields}

    def verb() -> None:
        draft = CardEdit.read(
            {
                "version": editing.version,
                "text": fields_form.typed_text(prefix),
                "fields": kept | fields_form.typed_fields(kind, words, prefix),
            }
        )
        db, viewer = board.visit.db, board.viewer
        # Links first: some steps are refused until the card rests on what the method asks for.
        for spec in KINDS[kind].links:
            save_link(board, prefix, card, spec)
        try:
            edit_card(db, viewer=viewer, card_id=card.id, draft=draft)
        except ChangedMeanwhileError as error:
            EDITING.set({**EDITING.get(), card.id: Editing(_number(error), _newer(error))})
            raise

    if attempt(prefix, verb, done="Saved."):
        stop_editing(card)
        gentle_question.listen(board, f"{where}.{card.id}", _typed(kind, prefix))


def _newer(error: ChangedMeanwhileError) -> Newer:
    fields = error.current.get("fields")
    return Newer(
        str(error.current["text"]), _number(error), dict(fields) if isinstance(fields, dict) else {}
    )


def _number(error: ChangedMeanwhileError) -> int:
    version = error.current["version"]
    return version if isinstance(version, int) else 1


def save_link(board: Board, prefix: str, card: CardView, spec: LinkSpec) -> None:
    """Save the links of one name; those to cards that this person cannot see stay."""
    key = f"{prefix}.link.{spec.name}"
    if not has_widget(key):
        return
    before = card.links.get(spec.name, ())
    chosen = widget_value(key)
    add = [one for one in chosen if one not in before]
    drop = [one for one in before if one in board.cards and one not in chosen]
    if add or drop:
        db, viewer = board.visit.db, board.viewer
        relink_card(db, viewer=viewer, card_id=card.id, name=spec.name, add=add, drop=drop)


def said_fields(board: Board, card: CardView, fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Those of a card's ``fields`` that hold something, as label and words in its language."""
    kind = CardKind(card.kind)
    fields = told_fields(card, fields)
    words = board.visit.playbook.kind(kind)
    return [
        (
            words.fields[spec.name].label,
            fields_form.said(spec, words.fields[spec.name], fields[spec.name]),
        )
        for spec in field_specs(kind)
        if fields.get(spec.name) not in (None, "", [], ())
    ]
