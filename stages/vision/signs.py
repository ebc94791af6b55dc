"""How would we know? Signs with start, goal and what was counted, each in its own unit."""

import streamlit as st

from stages.parts import plain, tables
from stages.parts.big_screen import big_screen
from stages.parts.board import Board
from stages.parts.cards import card_list
from stages.parts.cards.add_switch import adding
from stages.parts.cards.card_form import Preset
from stages.parts.chart_colours import look
from stages.vision.given_hours import given_hours
from workshop.charts import targets
from workshop.enums import StageKey
from workshop.kinds import CardKind
from workshop.measures import round_for_display
from workshop.queries.cards import CardView
from workshop.queries.claims import behind, claims, hours_said, joint_population
from workshop.queries.figures.sign_tracks import sign_track
from workshop.queries.signs import (
    CHOSEN_IN,
    Sign,
    SignNumber,
    read_signs,
    residents_chose,
    said_value,
    sign_cautions,
    unit_word,
)
from workshop.queries.threads.choices import choice_of

KEY = StageKey.VISION
MOST = 6
HEADS = (
    "Sign",
    "We count",
    "Start",
    "Counted since",
    "Expected",
    "Goal",
    "Part of the way",
    "On time?",
)
NUMBER_FIRST = ("sort", "value", "percent", "numerator", "denominator", "measured_on")
SORTS = {"baseline": "Start", "target": "Goal", "forecast": "Expected", "actual": "Counted"}


def signs_part(board: Board) -> None:
    """The table and the picture of all signs, then each sign with its numbers."""
    with board.visit.reading() as session:
        choice = choice_of(session, board.viewer.workshop_id, CHOSEN_IN)
    signs = read_signs(board.cards.values(), choice)
    st.header("How would we know?", icon=":material/query_stats:", anchor=False)
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
    _claims(board, signs)
    if together := joint_population(signs):
        st.markdown(f":material/groups: {plain.as_text(together)}")
    _hours(signs)
    given_hours(signs)
    drawn = [sign_track(sign, _unit(board, sign)) for sign in signs]
    if any(len(sign.readings) > 1 for sign in signs):
        st.plotly_chart(
            targets(drawn, look()),
            theme=None,
            key="vision.targets",
            config={"displayModeBar": False},
            alt="Each sign from its start to its goal. The table above says the same in words.",
        )
        big_screen(board, "figure:signs")
    _one_by_one(board, signs)


def _hours(signs: tuple[Sign, ...]) -> None:
    """How each number of hours is reached by its helpers."""
    for sign in signs:
        for reading in sign.all_readings:
            if said := hours_said(sign, reading):
                sort = SORTS.get(reading.sort, "Number")
                st.caption(plain.as_text(f"{sign.card.text} ({sort.lower()}): {said}"))


def _unit(board: Board, sign: Sign) -> str:
    return unit_word(
        sign.card, board.visit.playbook.kind(CardKind.INDICATOR).fields["unit"].options
    )


def _choice(signs: tuple[Sign, ...]) -> None:
    said = residents_chose(signs)
    if "more." in said:
        st.warning(said, icon=":material/how_to_vote:")
    else:
        st.caption(said)
    if len(signs) > MOST:
        st.caption(f"{MOST} signs are enough. Which ones could go?")


def _claims(board: Board, signs: tuple[Sign, ...]) -> None:
    """Numbers that do not agree stand side by side, each with where it comes from."""
    found = [(sign, claim) for sign in signs for claim in claims(sign)]
    if not found:
        return
    rows = [
        (
            sign.card.text,
            SORTS.get(claim.sort, claim.sort),
            _dated(reading, _unit(board, sign)),
            reading.card.text,
        )
        for sign, claim in found
        for reading in claim.readings
    ]
    st.warning(
        "Some numbers do not agree. We keep them all. Ask where each comes from.",
        icon=":material/compare_arrows:",
    )
    tables.table("Side by side", ("Sign", "What", "The number", "Where it comes from"), rows)


def _row(board: Board, sign: Sign) -> tuple[str, ...]:
    unit = _unit(board, sign)

    def said(readings: tuple[SignNumber, ...]) -> str:
        return "\n".join(_dated(one, unit) for one in readings)

    owner = sign.card.fields.get("owner")
    apart = f" Not compared: {said(sign.apart)}." if sign.apart else ""
    chosen = "\nResidents chose it." if sign.by_residents else ""
    return (
        f"{sign.card.text}{f' ({owner})' if owner else ''}{chosen}",
        f"Per cent of {unit}" if sign.basis == "percent" and unit else unit or "Per cent",
        _start(sign, unit),
        (said(sign.actuals) or "Nothing yet") + apart,
        f"Forecast: {said(sign.forecasts)}" if sign.forecasts else "",
        said((sign.target,)) if sign.target else "No goal yet",
        "" if sign.done is None else f"{round_for_display(sign.done * 100)} %",
        _on_time(sign),
    )


def _start(sign: Sign, unit: str) -> str:
    """The start with its day, where it comes from, and the whole that stands behind it."""
    if sign.baseline is None:
        return "No start yet"
    whole = behind(sign.baseline)
    lines = [_dated(sign.baseline, unit), f"so {whole} in all" if whole else ""]
    return "\n".join(filter(None, [*lines, f"Source: {sign.baseline.card.text}"]))


def _on_time(sign: Sign) -> str:
    """The newest count beside the straight line from start to goal; never a promise."""
    if sign.pace is None:
        return ""
    days = int(round_for_display(abs(sign.pace.days_ahead)))
    months = days // 30
    ahead = sign.pace.days_ahead
    if months < 1:
        return "On time"
    long = "1 month" if months == 1 else f"{months} months"
    return f"{long} {'ahead' if ahead > 0 else 'behind'}"


def _dated(reading: SignNumber, unit: str) -> str:
    on = f", {reading.on:%d/%m/%Y}" if reading.on else ""
    return f"{said_value(reading, unit)}{on}"


def _one_by_one(board: Board, signs: tuple[Sign, ...]) -> None:
    numbers = board.of_kind((CardKind.MEASUREMENT,))
    with st.expander("Read and change the signs", icon=":material/edit_note:"):
        card_list.card_list(board, "vision.sign", [sign.card for sign in signs])
    opened = st.expander(
        "Read and change the numbers",
        icon=":material/straighten:",
        key="vision.number.list",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            card_list.card_list(board, "vision.number", numbers, _number)


def _number(board: Board, card: CardView) -> None:
    names = [board.label(one) for one in card.links.get("indicator", ()) if one in board.cards]
    plain.paragraph(" · ".join(names) or "A number of no sign yet", "strong")
    plain.card(plain.said(card), card_list.signs(board, card), card_list.facts(board, card))
