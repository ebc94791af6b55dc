"""What was seen and heard outside the room: field notes, stories, and what we knew already."""

from collections.abc import Iterable

import streamlit as st

from stages.insights.insight_card import about
from stages.parts import plain
from stages.parts.board import Board
from stages.parts.cards import card_list, quotes
from stages.parts.cards.card_form import Preset
from stages.parts.section import CardSection, section
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.insights import sharing

KEY = StageKey.INSIGHTS
NOTES = CardSection(
    CardKind.FIELD_NOTE,
    "Field notes",
    "edit_note",
    "Add a field note",
    "No notes yet. Talk to three to six people, or walk with them. Ask first.",
    caption="No full names. If someone is in danger, tell a trained person. Do not type it here.",
    activity="insights.fieldwork",
    preset=Preset(first=("way", "who_with", "place", "quote", "speaker", "consent")),
)
STORIES = CardSection(
    CardKind.STORY,
    "Stories",
    "auto_stories",
    "Add a story",
    "No stories yet. Tell one, and say what the person gave.",
    preset=Preset(first=("who", "changed", "gifts", "consent", "name_shown")),
)
KNOWN = CardSection(
    CardKind.KNOW_HOW,
    "What we know and never use",
    "psychology",
    "Add a thing we know",
    "Nothing yet. What do we already know but never use? Who holds it?",
    activity="insights.inventory",
    preset=Preset(first=("holder", "used", "could_use")),
)
OUTSIDE = CardSection(
    CardKind.OUTSIDE_EVIDENCE,
    "What others outside have found",
    "verified",
    "Add a word from outside",
    "Nothing yet. Add it with source and date.",
    preset=Preset(first=("sort", "said_by", "source", "dated", "quote")),
)


def notes_part(board: Board) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        section(board, KEY, NOTES, field_note)
    with right:
        section(board, KEY, STORIES, _story)
        section(board, KEY, KNOWN)
        section(board, KEY, OUTSIDE)


def field_note(board: Board, card: CardView) -> None:
    """What was seen or heard, with its quote as far as it may be shown."""
    plain.paragraph(plain.said(card))
    quotes.quote(board, card)
    plain.notes([*about(board, card), *card_list.signs(board, card)], [])
    _more(board, card, quotes.drawn_here(CardKind.FIELD_NOTE))


def _story(board: Board, card: CardView) -> None:
    """A story with what the person gave, and whether it may go beyond this room."""
    plain.paragraph(plain.said(card))
    gifts = card.fields.get("gifts")
    consent = quotes.SHARING_WORDS[sharing(card)]
    plain.notes(
        [*about(board, card), consent, *card_list.signs(board, card)],
        [("What they gave", str(gifts))] if gifts else [],
    )
    _more(board, card, ("gifts", "consent"))


def _more(board: Board, card: CardView, apart: Iterable[str]) -> None:
    words = board.visit.playbook.kind(CardKind(card.kind))
    shown = {words.fields[name].label for name in apart} | {words.links["segments"]}
    rest = [pair for pair in card_list.facts(board, card) if pair[0] not in shown]
    if rest:
        with st.expander("More about it", type="compact", icon=":material/notes:"):
            plain.notes([], rest)
