"""How would we know? Signs with start, goal and what was counted, each in its own unit."""

import streamlit as st

from stages import cards, plain, tables
from stages.adding import adding
from stages.board import Board
from stages.look import look
from stages.writing import Preset
from workshop.charts import targets
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.measures import round_for_display
from workshop.queries.cards import CardView
from workshop.queries.signs import Reading, Sign, read_signs, said_value, sign_cautions, unit_word

KEY = StageKey.VISION
MOST = 6
HEADS = ("Sign", "We count", "Start", "Counted since", "Expected", "Goal", "Part of the way")
NUMBER_FIRST = ("sort", "value", "percent", "numerator", "denominator", "measured_on")


def signs_part(board: Board) -> None:
    """The table and the picture of all signs, then each sign with its numbers."""
    signs = read_signs(board.cards.values())
    st.subheader("How would we know?", icon=":material/query_stats:", anchor=False)
    preset = Preset(first=("unit", "direction", "chosen_by_residents", "owner"))
    adding(board, KEY, "vision.signs", CardKind.INDICATOR, "Add a sign that it works", preset)
    preset = Preset(first=NUMBER_FIRST)
    adding(board, KEY, "vision.numbers", CardKind.MEASUREMENT, "Add a number", preset)
    if not signs:
        st.text("No signs yet. What would you notice, without a survey, if this was working?")
        return
    _choice(signs)
    rows = [_row(board, sign) for sign in signs]
    tables.table("From start to goal. A goal is not a result.", HEADS, rows)
    words = board.visit.playbook.kind(CardKind.INDICATOR).fields["unit"].options
    for sentence in sign_cautions(signs, {key: said.lower() for key, said in words.items()}):
        st.warning(plain.as_text(sentence), icon=":material/warning:")
    labels = board.visit.playbook.kind(CardKind.INDICATOR).fields["unit"].options
    drawn = [(sign, unit_word(sign.card, labels)) for sign in signs]
    if any(len(sign.readings) > 1 for sign in signs):
        st.plotly_chart(
            targets(drawn, look()),
            theme=None,
            key="vision.targets",
            config={"displayModeBar": False},
            alt="Each sign from its start to its goal. The table above says the same in words.",
        )
    _one_by_one(board, signs)


def _choice(signs: tuple[Sign, ...]) -> None:
    chosen = sum(bool(sign.card.fields.get("chosen_by_residents")) for sign in signs)
    st.caption(f"Residents chose {chosen} of {len(signs)} signs. They choose at least half.")
    if len(signs) > MOST:
        st.caption(f"{MOST} signs are enough. Which ones could go?")


def _row(board: Board, sign: Sign) -> tuple[str, ...]:
    labels = board.visit.playbook.kind(CardKind.INDICATOR).fields["unit"].options
    unit = unit_word(sign.card, labels)

    def said(readings: tuple[Reading, ...]) -> str:
        return "\n".join(_dated(one, unit) for one in readings)

    owner = sign.card.fields.get("owner")
    apart = f" Not compared: {said(sign.apart)}." if sign.apart else ""
    return (
        f"{sign.card.text}{f' ({owner})' if owner else ''}",
        f"Per cent of {unit}" if sign.basis == "percent" and unit else unit or "Per cent",
        said((sign.baseline,)) if sign.baseline else "No start yet",
        (said(sign.actuals) or "Nothing yet") + apart,
        f"Forecast: {said(sign.forecasts)}" if sign.forecasts else "",
        said((sign.target,)) if sign.target else "No goal yet",
        "" if sign.done is None else f"{round_for_display(sign.done * 100)} %",
    )


def _dated(reading: Reading, unit: str) -> str:
    on = f", {reading.on:%d/%m/%Y}" if reading.on else ""
    return f"{said_value(reading, unit)}{on}"


def _one_by_one(board: Board, signs: tuple[Sign, ...]) -> None:
    numbers = board.of_kind((CardKind.MEASUREMENT,))
    with st.expander("Read and change the signs", icon=":material/edit_note:"):
        cards.card_list(board, "vision.sign", [sign.card for sign in signs])
    opened = st.expander(
        "Read and change the numbers",
        icon=":material/straighten:",
        key="vision.number.list",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            cards.card_list(board, "vision.number", numbers, _number)


def _number(board: Board, card: CardView) -> None:
    names = [board.label(one) for one in card.links.get("indicator", ()) if one in board.cards]
    plain.paragraph(" · ".join(names) or "A number of no sign yet", "strong")
    plain.card(card.text, cards.signs(board, card), cards.facts(board, card))
