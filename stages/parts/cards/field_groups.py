"""A card with many fields, worked on a calm group at a time; each group is saved by itself."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import fields_form
from stages.parts.cards.card_form import labels, linkable, said_fields, save_link
from stages.parts.state import has_widget, set_widget, start_widget, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.cards import edit_card
from workshop.drafts import CardEdit
from workshop.errors import ChangedMeanwhileError
from workshop.kinds import KINDS, CardKind, field_specs
from workshop.queries.cards import CardView


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Some fields and links of a kind that belong together, under one plain heading."""

    title: str
    icon: str
    fields: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    hint: str = ""


def groups_of(board: Board, where: str, card: CardView, groups: tuple[FieldGroup, ...]) -> None:
    """Each group as a closed line; opened, its words and its form. Empty ones are named above."""
    said = [_facts(board, card, group) for group in groups]
    empty = [group.title for group, facts in zip(groups, said, strict=True) if not facts]
    if empty:
        st.caption(plain.as_text(f"Nothing said yet: {' · '.join(empty)}"))
    for place, (group, facts) in enumerate(zip(groups, said, strict=True)):
        # The label never changes: a line with another label would shut over what is being typed.
        opened = st.expander(
            group.title,
            icon=f":material/{group.icon}:",
            key=f"{where}.{card.id}.group.{place}",
            on_change="rerun",
        )
        if opened.open:
            with opened:
                _group(board, f"{where}.{card.id}.{place}", card, group, facts)


def _facts(board: Board, card: CardView, group: FieldGroup) -> list[tuple[str, str]]:
    kind = CardKind(card.kind)
    words = board.visit.playbook.kind(kind)
    fields = {name: value for name, value in card.fields.items() if name in group.fields}
    links = [
        (words.links[name], "\n".join(board.label(one) for one in ids if one in board.cards))
        for name, ids in card.links.items()
        if name in group.links
    ]
    return [*said_fields(board, card, fields), *(pair for pair in links if pair[1])]


def _group(
    board: Board, spot: str, card: CardView, group: FieldGroup, said: list[tuple[str, str]]
) -> None:
    if group.hint:
        st.caption(plain.as_text(group.hint))
    if said:
        plain.notes([], said)
    if not card.editable or board.state.closed:
        if not said:
            st.text("Nothing said yet.")
        return
    # The switch keeps its own state: it must not shut over what is being typed.
    start_widget(f"{spot}.change", not said)
    if not st.toggle("Change this", key=f"{spot}.change"):
        return
    kind = CardKind(card.kind)
    words = board.visit.playbook.kind(kind)
    prefix = f"{spot}.{card.version}"
    with st.form(f"{spot}.form", border=False):
        for name in group.links:
            _picker(board, prefix, card, name)
        fields_form.boxes(kind, words, prefix, card.fields, group.fields)
        show_problem(spot)
        st.form_submit_button(
            "Save this part",
            icon=":material/save:",
            key=f"{spot}.save",
            on_click=partial(_save, board, spot, prefix, card, group),
        )


def _picker(board: Board, prefix: str, card: CardView, name: str) -> None:
    kind = CardKind(card.kind)
    spec = KINDS[kind].link(name)
    options = linkable(board, spec, card) if spec is not None else []
    if not options:
        return
    key = f"{prefix}.link.{name}"
    start_widget(key, [one for one in card.links.get(name, ()) if one in options])
    st.multiselect(
        board.visit.playbook.kind(kind).links[name],
        options,
        format_func=labels(board, options).__getitem__,
        placeholder="Choose any",
        key=key,
    )


def _save(board: Board, spot: str, prefix: str, card: CardView, group: FieldGroup) -> None:
    """Save this group and keep every other field. After somebody else's save, both are shown."""
    kind = CardKind(card.kind)
    words = board.visit.playbook.kind(kind)

    def verb() -> None:
        # Links first: some steps are refused until the card rests on what the method asks for.
        for name in group.links:
            spec = KINDS[kind].link(name)
            if spec is not None:
                save_link(board, prefix, card, spec)
        typed = fields_form.typed_fields(kind, words, prefix)
        kept = {name: value for name, value in card.fields.items() if name not in group.fields}
        draft = CardEdit.read(
            {"version": card.version, "fields": {**kept, **_only(typed, group.fields)}}
        )
        try:
            edit_card(board.visit.db, viewer=board.viewer, card_id=card.id, draft=draft)
        except ChangedMeanwhileError as error:
            _carry_over(prefix, f"{spot}.{error.current['version']}", kind, group)
            raise

    if attempt(spot, verb, done="Saved."):
        set_widget(f"{spot}.change", False)


def _only(typed: dict[str, object], names: tuple[str, ...]) -> dict[str, object]:
    return {name: value for name, value in typed.items() if name in names}


def _carry_over(prefix: str, newer: str, kind: CardKind, group: FieldGroup) -> None:
    """What was typed stands in the form of the newer version too, so that nothing is lost."""
    names = [spec.name for spec in field_specs(kind) if spec.name in group.fields]
    for name in (*names, *(f"link.{link}" for link in group.links)):
        if has_widget(f"{prefix}.{name}"):
            set_widget(f"{newer}.{name}", widget_value(f"{prefix}.{name}"))
