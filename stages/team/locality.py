"""What we know of this place: facts with their source, marks on the map, and what works already."""

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.card_form import Preset
from stages.parts.section import CardSection, one_of, opened, section
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.insights import by_field

KEY = StageKey.TEAM
KNOWN = CardSection(
    CardKind.KNOW_HOW,
    "What we know about life here",
    "psychology",
    "Add a thing you know",
    "Nothing yet. Tell one thing about life here that others may not know.",
    preset=Preset(first=("holder", "used", "could_use")),
)
WORKS = CardSection(
    CardKind.ALREADY_WORKS,
    "What already works here",
    "verified",
    "Add what works",
    "Nothing yet. Ask residents and staff what works, and trust them.",
    preset=Preset(first=("why", "who", "proof")),
)
MOVING = CardSection(
    CardKind.ALREADY_MOVING,
    "Who is already moving",
    "directions_run",
    "Add who is moving",
    "Nobody yet. Who does something already, without being asked?",
    preset=Preset(first=("doing", "wants", "asked_them")),
)
FACTS = CardSection(
    CardKind.CONTEXT_FACT,
    "Facts about this place",
    "fact_check",
    "Add a fact",
    "No facts yet. Each needs a source and a date.",
    caption="A number tells of a place. It does not say who people are.",
    activity="team.place",
    preset=Preset(first=("figure", "area", "source", "dated")),
)
MARKS = CardSection(
    CardKind.MAP_FEATURE,
    "Marks on the map",
    "location_on",
    "Add a mark",
    "No marks yet. What cuts this place in two? Where do people meet?",
    preset=Preset(first=("sort", "where", "to_where", "effect", "shape")),
)
RULES = CardSection(
    CardKind.RULE_TO_BEND,
    "Rules we may need to bend",
    "rule",
    "Add a rule",
    "No rules yet. Which rule gets in the way of people's lives?",
    preset=Preset(first=("whose", "gets_in_way", "who_can_change", "kept_safe")),
)


def place_part(board: Board) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        section(board, KEY, KNOWN)
        section(board, KEY, WORKS)
        section(board, KEY, MOVING)
    with right:
        _facts(board)
        _marks(board)
        section(board, KEY, RULES)


def _facts(board: Board) -> None:
    found = opened(board, KEY, FACTS)
    if not found:
        return
    rows = [
        (
            card.text,
            str(card.fields.get("source") or "Not said. Where is it from?"),
            dict(card_list.facts(board, card)).get(_dated_label(board), "Not said"),
        )
        for card in found
    ]
    tables.table(FACTS.title, ("Fact", "Where it comes from", "Date"), rows, headed=True)
    one_of(board, "team.facts", "Look at one fact, or change it", found)


def _dated_label(board: Board) -> str:
    return board.visit.playbook.kind(CardKind.CONTEXT_FACT).fields["dated"].label


def _marks(board: Board) -> None:
    """By what they do: keep people apart, or bring them together."""
    found = opened(board, KEY, MARKS)
    options = board.visit.playbook.kind(CardKind.MAP_FEATURE).fields["sort"].options
    for sort, here in by_field(found, "sort", options).items():
        label = options[sort] if sort is not None else "Not said yet"
        st.markdown(f"**{plain.as_text(label)} ({len(here)})**")
        card_list.card_list(board, f"team.marks.{sort}", list(here), _mark)


def _mark(board: Board, card: CardView) -> None:
    where, end = card.fields.get("where"), card.fields.get("to_where")
    facts = [
        ("Where", f"{where or 'not said'} to {end}" if end else str(where or "")),
        ("What it does to life here", plain.said_field(card, "effect")),
    ]
    shapes = board.visit.playbook.kind(CardKind.MAP_FEATURE).fields["shape"].options
    shape = shapes.get(str(card.fields.get("shape")))
    plain.card(
        plain.said(card),
        [*([shape] if shape else []), *card_list.signs(board, card)],
        [pair for pair in facts if pair[1]],
    )
