"""Solutions side by side: different, better, lower cost; and what is new in them."""

from collections import Counter

import streamlit as st

from stages.parts import plain, tables
from stages.parts.board import Board
from stages.parts.cards.fields_form import said
from stages.parts.chart_colours import look
from workshop.charts import card_map
from workshop.kinds import CardKind, FieldSpec, field_specs
from workshop.queries.cards import CardView
from workshop.queries.figures.card_maps import solution_map
from workshop.queries.solutions import all_three, missing_of_three

ELEMENTS = ("insights", "customers", "suppliers", "resources")
NEW_HELP = ("suppliers", "resources")
HEADS = ("Solution", "Different", "Better", "Lower cost", "All three?")


def compare_part(board: Board) -> None:
    """The three columns, the map of better and cheaper, and the four elements."""
    found = board.of_kind((CardKind.SOLUTION,))
    st.header("Different, better, lower cost", icon=":material/view_week:", anchor=False)
    if not found:
        st.text("No solutions to compare yet. Build one under “Build the best” first.")
        return
    rows = [_row(board, card) for card in found]
    tables.table("A solution is all three. Better comes before cost.", HEADS, rows)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _map(found)
    with right:
        _elements(board, found)


def _row(board: Board, card: CardView) -> tuple[str, ...]:
    fields = card.fields
    better = [fields.get("better"), _labelled("We see it by", fields.get("better_measure"))]
    lower = [
        _labelled("Now", fields.get("lower_now")),
        _labelled("Later", fields.get("lower_later")),
        _labelled(_basis(board, card), _said(board, card, "lower_pence")),
    ]
    missing = missing_of_three(card)
    verdict = "Yes" if all_three(card) else f"Not yet: say {' and '.join(missing)}"
    depth = _said(board, card, "depth")
    return (
        f"{card.text} ({depth})" if depth else card.text,
        str(fields.get("different") or "Not said yet"),
        "\n".join(filter(None, better)) or "Not said yet",
        "\n".join(filter(None, lower)) or "Not said yet",
        verdict,
    )


def _labelled(label: str, words: object) -> str:
    return f"{label}: {words}" if words else ""


def _basis(board: Board, card: CardView) -> str:
    basis = _said(board, card, "lower_basis")
    return f"Saved in a year ({basis})" if basis else "Saved in a year"


def _said(board: Board, card: CardView, name: str) -> str:
    value = card.fields.get(name)
    if value is None:
        return ""
    words = board.visit.playbook.kind(CardKind.SOLUTION).fields[name]
    return said(_spec(name), words, value)


def _spec(name: str) -> FieldSpec:
    return next(spec for spec in field_specs(CardKind.SOLUTION) if spec.name == name)


def _map(found: list[CardView]) -> None:
    placed = [
        card
        for card in found
        if card.fields.get("outcome_change") is not None
        and card.fields.get("cost_change_percent") is not None
    ]
    st.markdown("**Better for life, and what it does to the cost**")
    waiting = [card for card in found if card not in placed]
    if placed:
        drawn = solution_map(placed)
        st.plotly_chart(
            card_map(drawn, look()),
            theme=None,
            key="solutions.quadrant",
            config={"displayModeBar": False},
            alt=f"{drawn.title}. {drawn.description} The list below says the same in words.",
        )
        rows = [
            (
                f"{number}. {card.text}",
                f"{card.fields['outcome_change']:+d}",
                f"{float(card.fields['cost_change_percent']):+g} %",
            )
            for number, card in enumerate(placed, 1)
        ]
        heads = ("Solution", "Life (-2 to 2)", "Cost")
        tables.table("Where they stand. These are guesses.", heads, rows, numbers=(1, 2))
    if waiting:
        st.caption(
            "Not on the map yet, as they do not say both how much life and how much the cost "
            "would change:"
        )
        for card in waiting:
            plain.paragraph(plain.said(card), before="• ")


def _elements(board: Board, found: list[CardView]) -> None:
    ideas = board.of_kind((CardKind.IDEA,))
    words = board.visit.playbook.kind(CardKind.SOLUTION).fields["elements"].options
    in_solutions = Counter(one for card in found for one in card.fields.get("elements") or ())
    in_ideas = Counter(one for card in ideas for one in card.fields.get("elements") or ())
    st.markdown("**What is new in them**")
    rows = [(words[one], str(in_solutions[one]), str(in_ideas[one])) for one in ELEMENTS]
    tables.table("The four elements", ("Element", "Solutions", "Ideas"), rows, numbers=(1, 2))
    lacking = [words[one] for one in NEW_HELP if not in_solutions[one]]
    if lacking:
        st.warning(
            plain.as_text(
                f"No solution has this yet: {' · '.join(lacking)}. "
                "Ask: who is not paid to do this now, but would love to? What is lying idle?"
            ),
            icon=":material/warning:",
        )
