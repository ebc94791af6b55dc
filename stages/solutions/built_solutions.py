"""The best ideas built into solutions: whom they are for, who holds them, and what they rest on."""

from html import escape

import streamlit as st

from stages.parts import big_screen, plain
from stages.parts.board import Board
from stages.parts.cards import card_list, trace
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_choice import chosen_card
from stages.parts.cards.card_form import Preset
from stages.parts.cards.field_groups import FieldGroup, groups_of
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.trace import Trace

KEY = StageKey.SOLUTIONS
FIRST = ("one_line", "life_line")
GROUPS = (
    FieldGroup(
        "Who it is for",
        "groups",
        ("no_non_user_why", "reach", "universal_by", "targeted_by"),
        ("segments",),
        "Name at least one group that stays away from us, or say why not.",
    ),
    FieldGroup(
        "What it rests on",
        "account_tree",
        ("builds_on",),
        ("reframe", "insights", "principles", "life_goals", "ideas", "grows_from"),
    ),
    FieldGroup(
        "Who does it, who holds it",
        "handshake",
        ("delivered_by", "role_of_users", "ownership", "governance", "giver_gains", "pathway"),
        hint="Helpers add to staff. They do not take their place.",
    ),
    FieldGroup(
        "Different",
        "auto_awesome",
        ("different", "elements", "depth"),
    ),
    FieldGroup(
        "Better",
        "favorite",
        ("better", "better_measure", "outcomes", "outcome_change", "benefit_when", "time_type"),
        ("indicators",),
        "Ask about better before you ask about cost.",
    ),
    FieldGroup(
        "Lower cost",
        "savings",
        ("lower_now", "lower_later", "lower_pence", "lower_basis", "cost_change_percent"),
    ),
    FieldGroup(
        "What it uses, what stops",
        "swap_horiz",
        ("uses", "stops", "channels", "places", "chance_on"),
        ("resources", "stop_lines"),
    ),
    FieldGroup("What could go wrong, and shall we test it?", "warning", ("risks", "to_test")),
)


def build_part(board: Board) -> None:
    """One solution at a time, with its story and all its parts."""
    found = board.of_kind((CardKind.SOLUTION,))
    preset = Preset(first=FIRST, chosen=_agreed(board))
    adding(
        board,
        KEY,
        "solutions.new",
        CardKind.SOLUTION,
        "Build an idea into a solution",
        preset,
        title=f"Solutions ({len(found)})",
        icon="extension",
    )
    card = chosen_card(board, "solutions.build", "Which solution?", found)
    if card is None:
        st.text("No solutions yet. Take one of the top ideas and make it so clear that all see it.")
        return
    card_list.card_list(board, "solutions.built", [card], _solution)
    left, right = st.columns([6, 5], gap="large")
    with left:
        groups_of(board, "solutions.groups", card, GROUPS)
    with right:
        _story(board, card)
        big_screen.big_screen(board, f"card:{card.id}")


def _agreed(board: Board) -> dict[str, tuple[str, ...]]:
    """A new solution answers the agreed challenge, to begin with."""
    found = [c.id for c in board.of_kind((CardKind.REFRAME,)) if c.fields.get("agreed")]
    return {"reframe": tuple(found[:1])} if found else {}


def _solution(board: Board, card: CardView) -> None:
    plain.heading(plain.said(card), level=3, kind="prompt")
    if line := card.fields.get("one_line"):
        plain.paragraph(plain.said_in(card, str(line)), "lead")
    if line := card.fields.get("life_line"):
        plain.paragraph(plain.said_in(card, str(line)), before="How it makes life better: ")
    segments = [
        f"{board.label(one)}{' (they stay away now)' if _stays_away(board, one) else ''}"
        for one in card.links.get("segments", ())
        if one in board.cards
    ]
    plain.notes(
        card_list.signs(board, card), [("Who it is for", "\n".join(segments))][: len(segments)]
    )
    ladder(board, card)
    trace.show_gaps(board, Trace(board.cards.values()), card)


def _stays_away(board: Board, segment: str) -> bool:
    return bool(board.cards[segment].fields.get("non_user"))


def ladder(board: Board, card: CardView) -> None:
    """Who holds it, from being told to owning it: the rung is marked, named and read out."""
    words = board.visit.playbook.kind(CardKind.SOLUTION).fields["ownership"]
    held = card.fields.get("ownership")
    here = ' aria-current="step" class="rf-here"'
    rungs = "".join(
        f"<li{here if rung == held else ''}>{'● ' if rung == held else ''}{escape(label)}</li>"
        for rung, label in words.options.items()
    )
    st.html(
        f'<p class="rf-soft">{escape(words.label)}{"" if held else " Not said yet."}</p>'
        f'<ol class="rf-ladder">{rungs}</ol>'
    )


def _story(board: Board, card: CardView) -> None:
    steps = [
        step
        for step in board.of_kind((CardKind.STORYBOARD_STEP,))
        if card.id in step.links.get("solution", ())
    ]
    steps.sort(key=lambda step: step.fields.get("order") or 0, reverse=True)
    st.header("The story, scene by scene", icon=":material/movie:", anchor=False)
    where = f"solutions.story.{card.id}"
    if not steps:
        st.text("No scenes yet. What happens first? Who is there?")
    card_list.card_list(board, where, steps, _scene)
    preset = Preset(
        linked={"solution": (card.id,)},
        values={"order": len(steps) + 1},
        first=("order", "who", "where"),
    )
    adding(board, KEY, where, CardKind.STORYBOARD_STEP, "Add a scene", preset)


def _scene(board: Board, step: CardView) -> None:
    order = step.fields.get("order")
    plain.paragraph(plain.said(step), before=f"{order}. " if order else "")
    who = " · ".join(str(step.fields[name]) for name in ("who", "where") if step.fields.get(name))
    plain.notes([who] if who else card_list.signs(board, step), [])
