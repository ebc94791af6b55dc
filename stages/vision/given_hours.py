"""Can these hours be? A small calculator for numbers of hours that people give."""

import streamlit as st

from stages.parts import plain
from workshop.errors import InvalidInputError
from workshop.measures import HOURS_IN_A_WEEK, WEEKS_IN_A_YEAR
from workshop.queries.people.given_hours import hours_checked
from workshop.queries.signs import Sign, SignNumber

SPOT = "vision.hours"
MOST_HOURS, MOST_PEOPLE = 10**8, 10**6


def given_hours(signs: tuple[Sign, ...]) -> None:
    """Starts from the newest number of hours; shown where a sign counts hours."""
    numbers = [one for sign in signs if sign.unit == "hour" for one in sign.all_readings]
    numbers = [one for one in numbers if one.basis == "count"]
    if not numbers:
        return
    with st.expander("Can these hours be?", icon=":material/volunteer_activism:"):
        total, people, fewest, longest, weeks = _asked(numbers[-1])
        try:
            sentences = hours_checked(
                int(total), people=int(people), least=fewest, most=longest, weeks=int(weeks)
            )
        except InvalidInputError as error:
            st.warning(plain.as_text(str(error)), icon=":material/info:")
            return
        for sentence in sentences:
            plain.paragraph(sentence)
        st.caption(
            "How it is worked out: people times hours a week times weeks. School terms have 38 "
            "weeks. Nothing here is kept."
        )


def _asked(newest: SignNumber) -> list[float]:
    """What its boxes hold: hours, people, fewest and most hours a week, and weeks."""
    fields = newest.card.fields
    each, weeks = float(fields.get("hours_each") or 2), float(fields.get("weeks") or 52)
    a_week = float(HOURS_IN_A_WEEK)
    boxes = (
        ("total", "Hours given in all", 0, MOST_HOURS, int(newest.value), 10),
        ("people", "How many help", 1, MOST_PEOPLE, int(fields.get("people") or 1), 1),
        ("fewest", "Fewest hours a week each", 0.0, a_week, each, 0.5),
        ("longest", "Most hours a week each", 0.0, a_week, each, 0.5),
        ("weeks", "Weeks in the year", 1, WEEKS_IN_A_YEAR, int(weeks), 1),
    )
    said = []
    columns = st.columns(len(boxes))
    for column, (name, label, least, most, value, step) in zip(columns, boxes, strict=True):
        start, key = min(max(value, least), most), f"{SPOT}.{name}"
        said.append(column.number_input(label, least, most, value=start, step=step, key=key))
    return said
